package com.dtstack.chunjun.conf;

import com.dtstack.chunjun.util.Json;
import com.dtstack.chunjun.util.Typed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Stand-in. One entry of reader.column or writer.column; the casts are bare on purpose: their ClassCastExceptions are the recorded refusals. */
public final class FieldConf implements Serializable {
    private static final long serialVersionUID = 1L;
    public String name;
    public String type;
    public String value;
    public String format;
    public int index;
    public boolean isPart;
    public boolean notNull;

    /** The column list as written, before metadata is known: objects, strings, or one "*". */
    public static List<FieldConf> listOf(Map<String, Object> parameter) {
        List<?> columns = (List<?>) parameter.get("column");
        if (columns == null || columns.isEmpty()) {
            return Collections.emptyList();
        }
        List<FieldConf> fields = new ArrayList<>();
        if (columns.get(0) instanceof Map) {
            for (Object column : columns) {
                fields.add(of((Map<?, ?>) column, fields.size()));
            }
        } else if (columns.get(0) instanceof String) {
            for (Object column : columns) {
                fields.add(of(String.valueOf(column), null, fields.size()));
            }
        } else {
            throw new IllegalArgumentException("column argument error, fieldList = " + Json.pretty(columns));
        }
        return fields;
    }

    public static FieldConf of(String name, String type, int index) {
        FieldConf field = new FieldConf();
        field.name = name;
        field.type = type;
        field.index = index;
        return field;
    }

    private static FieldConf of(Map<?, ?> map, int position) {
        FieldConf field = of(textOrNull(map.get("name")), textOrNull(map.get("type")), position);
        if (map.get("index") != null) {
            field.index = (Integer) map.get("index");
        }
        field.isPart = map.get("isPart") != null && (Boolean) map.get("isPart");
        field.notNull = map.get("notNull") != null && (Boolean) map.get("notNull");
        field.value = textOrNull(map.get("value"));
        field.format = Typed.text(map.get("format"), "$.column.format");
        return field;
    }

    private static String textOrNull(Object value) {
        return value == null ? null : String.valueOf(value);
    }

    public static boolean isStar(List<FieldConf> fields) {
        return fields.size() == 1 && "*".equals(fields.get(0).name);
    }

    public static FieldConf named(List<FieldConf> fields, String name) {
        for (FieldConf field : fields) {
            if (name.equals(field.name)) {
                return field;
            }
        }
        return null;
    }

    /** What the real program's JSON of this entry holds; null members are left out. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("type", type);
        map.put("index", index);
        map.put("value", value);
        map.put("format", format);
        map.put("isPart", isPart);
        map.put("notNull", notNull);
        map.values().removeIf(Objects::isNull);
        return map;
    }

    @Override
    public String toString() {
        return "FieldConf{name='" + name + "', type='" + type + "', index=" + index + ", value='" + value + "', format='" + format
                + "', parseFormat='null', splitter='null', isPart=" + isPart + ", notNull=" + notNull + ", length=null}";
    }
}
