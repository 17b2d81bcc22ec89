package com.dtstack.chunjun.util;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParseException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.json.JsonReadFeature;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stand-in for the patched Gson of the real program: lenient syntax (comments, single quotes, unquoted keys, trailing commas); below a key named
 * "parameter" a number without a point must be an integer (1e5 throws) and a key must not come twice.
 */
public final class Json {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build();

    private Json() {}

    /** Objects become LinkedHashMap, arrays ArrayList, numbers Integer, Long, BigInteger, Double or BigDecimal (outside "parameter"). */
    public static Map<String, Object> parseObject(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            Object value = startsWithToken(parser) ? read(parser, "$", false) : text;
            if (!(value instanceof Map)) {
                throw Typed.expected("BEGIN_OBJECT", value, "$");
            }
            if (parser.nextToken() != null) {
                throw new IllegalStateException("JSON document was not fully consumed.");
            }
            return Typed.asMap(value);
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage().split("\n")[0], e);
        }
    }

    /** A bare word is a string to the real program's parser. */
    private static boolean startsWithToken(JsonParser parser) throws IOException {
        try {
            parser.nextToken();
            return true;
        } catch (JsonParseException e) {
            return false;
        }
    }

    private static Object read(JsonParser parser, String path, boolean inParameter) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        switch (token) {
            case START_OBJECT:
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.getCurrentName();
                    parser.nextToken();
                    Object value = read(parser, path + "." + key, inParameter || "parameter".equals(key));
                    if (inParameter && map.containsKey(key)) {
                        throw new IllegalArgumentException("duplicate key: " + key);
                    }
                    map.put(key, value);
                }
                return map;
            case START_ARRAY:
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(parser, path + "[" + list.size() + "]", inParameter));
                }
                return list;
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return number(parser.getText(), path, inParameter);
            case VALUE_TRUE:
                return Boolean.TRUE;
            case VALUE_FALSE:
                return Boolean.FALSE;
            case VALUE_NULL:
                return null;
            default:
                return parser.getText();
        }
    }

    /** Two blanks an indent, one item a line: some of the real program's messages carry such a text, and so have several lines. */
    public static String pretty(Object value) {
        return pretty(value, "\n");
    }

    private static String pretty(Object value, String newLine) {
        String inner = newLine + "  ";
        List<String> items = new ArrayList<>();
        if (value instanceof Map) {
            ((Map<?, ?>) value).forEach((key, item) -> items.add("\"" + key + "\": " + pretty(item, inner)));
            return items.isEmpty() ? "{}" : "{" + inner + String.join("," + inner, items) + newLine + "}";
        }
        if (value instanceof List) {
            ((List<?>) value).forEach(item -> items.add(pretty(item, inner)));
            return items.isEmpty() ? "[]" : "[" + inner + String.join("," + inner, items) + newLine + "]";
        }
        return value instanceof String ? "\"" + ((String) value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : String.valueOf(value);
    }

    private static Object number(String text, String path, boolean inParameter) {
        if (!inParameter) {
            return new BigDecimal(text);
        }
        if (text.indexOf('.') >= 0) {
            return Double.valueOf(text);
        }
        BigInteger integer;
        try {
            integer = new BigInteger(text);
        } catch (NumberFormatException e) {
            throw new NumberFormatException("For input string: \"" + text + "\" path " + path);
        }
        if (integer.bitLength() < 32) {
            return integer.intValue();
        }
        return integer.bitLength() < 64 ? (Object) integer.longValue() : integer;
    }
}
