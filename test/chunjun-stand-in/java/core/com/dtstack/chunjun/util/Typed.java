package com.dtstack.chunjun.util;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Stand-in. Typed reading of parsed JSON by the rules of the real program: digits in strings are ints, numbers are strings, null keeps the default. */
public final class Typed {
    private Typed() {}

    @SuppressWarnings("unchecked")
    public static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    public static List<Object> asList(Object value) {
        return (List<Object>) value;
    }

    public static IllegalStateException expected(String wanted, Object got, String path) {
        return new IllegalStateException("Expected " + wanted + " but was " + kind(got) + " at path " + path);
    }

    private static String kind(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Map) {
            return "BEGIN_OBJECT";
        }
        if (value instanceof List) {
            return "BEGIN_ARRAY";
        }
        if (value instanceof Boolean) {
            return "BOOLEAN";
        }
        return value instanceof Number ? "NUMBER" : "STRING";
    }

    /** The object under the key, or null when it is absent or null. */
    public static Map<String, Object> object(Map<String, Object> map, String key, String path) {
        Object value = map.get(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map)) {
            throw expected("BEGIN_OBJECT", value, path + "." + key);
        }
        return asMap(value);
    }

    /** The list under the key, or null when it is absent or null. */
    public static List<Object> list(Map<String, Object> map, String key, String path) {
        Object value = map.get(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof List)) {
            throw expected("BEGIN_ARRAY", value, path + "." + key);
        }
        return asList(value);
    }

    public static String string(Map<String, Object> map, String key) {
        return text(map.get(key), "$." + key);
    }

    public static String text(Object value, String path) {
        if (value instanceof Map || value instanceof List) {
            throw expected("a string", value, path);
        }
        return value == null ? null : String.valueOf(value);
    }

    /** The list of texts under the key; empty when it is absent or null. */
    public static List<String> strings(Map<String, Object> map, String key) {
        List<Object> list = list(map, key, "$");
        if (list == null) {
            return Collections.emptyList();
        }
        List<String> texts = new ArrayList<>();
        for (Object item : list) {
            texts.add(text(item, "$." + key + "[" + texts.size() + "]"));
        }
        return texts;
    }

    public static boolean bool(Map<String, Object> map, String key, boolean otherwise) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean) {
            return (Boolean) value;
        }
        if (value instanceof String) {
            return Boolean.parseBoolean((String) value);
        }
        throw expected("a boolean", value, "$." + key);
    }

    public static int integer(Map<String, Object> map, String key, int otherwise) {
        Object value = map.get(key);
        return value == null ? otherwise : (int) whole(value, "an int", Integer.MIN_VALUE, Integer.MAX_VALUE, "$." + key);
    }

    public static long longInteger(Map<String, Object> map, String key, long otherwise) {
        Object value = map.get(key);
        return value == null ? otherwise : longValue(value, "$." + key);
    }

    public static long longValue(Object value, String path) {
        return whole(value, "a long", Long.MIN_VALUE, Long.MAX_VALUE, path);
    }

    public static double real(Map<String, Object> map, String key, double otherwise) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number || value instanceof String) {
            return Double.parseDouble(String.valueOf(value));
        }
        throw expected("a double", value, "$." + key);
    }

    private static long whole(Object value, String wanted, long least, long most, String path) {
        if (!(value instanceof Number) && !(value instanceof String)) {
            throw expected(wanted, value, path);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw new NumberFormatException("For input string: \"" + value + "\"");
        }
        boolean fits =
                number.stripTrailingZeros().scale() <= 0
                        && number.compareTo(BigDecimal.valueOf(least)) >= 0
                        && number.compareTo(BigDecimal.valueOf(most)) <= 0;
        if (!fits) {
            throw new NumberFormatException("Expected " + wanted + " but was " + value + " at path " + path);
        }
        return number.longValue();
    }
}
