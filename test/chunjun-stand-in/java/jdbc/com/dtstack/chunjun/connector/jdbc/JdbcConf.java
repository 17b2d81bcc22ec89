package com.dtstack.chunjun.connector.jdbc;

import com.dtstack.chunjun.conf.FieldConf;
import com.dtstack.chunjun.util.Typed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Stand-in. The parameter block of a JDBC reader or writer; only connection[0] counts. */
public final class JdbcConf implements Serializable {
    private static final long serialVersionUID = 1L;
    public String url;
    public String schema;
    public String table;
    public String username;
    public String password;
    public ArrayList<FieldConf> column;
    public final boolean star;

    public String where;
    public String customSql;
    public String orderByColumn;
    public String splitPk;
    public String splitStrategy;
    public String increColumn;
    public String startLocation;
    public boolean useMaxFunc;
    public boolean polling;
    public long pollingInterval;
    public boolean initReporter;
    public int fetchSize;

    public String writeMode;
    public int batchSize;
    public long flushIntervalMills;
    public boolean allReplace;
    public ArrayList<String> preSql;
    public ArrayList<String> postSql;
    public ArrayList<String> uniqueKey;
    public String insertSqlMode;
    public String fieldDelim;
    public String nullDelim;
    /** Digits of a second's fraction in a timestamp that is written as text: the reader's type decides. */
    public int fractionInText;

    public JdbcConf(Map<String, Object> map, List<FieldConf> fields, boolean reader) {
        List<Object> connections = Typed.list(map, "connection", "$");
        if (connections == null) {
            throw new NullPointerException("\"this.connection\" is null");
        }
        Map<String, Object> first = Typed.asMap(connections.get(0));
        if (reader) {
            List<Object> urls = Typed.list(first, "jdbcUrl", "$");
            url = Typed.text(urls.get(0), "$.jdbcUrl[0]");
        } else {
            if (first.get("jdbcUrl") instanceof List) {
                throw Typed.expected("STRING", first.get("jdbcUrl"), "$.jdbcUrl");
            }
            url = Typed.string(first, "jdbcUrl");
        }
        customSql = blankToNull(Typed.string(map, "customSql"));
        List<Object> tables = Typed.list(first, "table", "$");
        table = tables == null && customSql != null ? null : Typed.text(tables.get(0), "$.table[0]");
        schema = blankToNull(Typed.string(first, "schema"));
        if (schema == null && table != null && table.indexOf('.') > 0) {
            schema = table.substring(0, table.indexOf('.'));
            table = table.substring(table.indexOf('.') + 1);
        }
        username = Typed.string(map, "username");
        password = Typed.string(map, "password");
        column = new ArrayList<>(fields);
        star = FieldConf.isStar(fields);

        where = blankToNull(Typed.string(map, "where"));
        orderByColumn = blankToNull(Typed.string(map, "orderByColumn"));
        splitPk = blankToNull(Typed.string(map, "splitPk"));
        splitStrategy = Typed.string(map, "splitStrategy");
        increColumn = blankToNull(Typed.string(map, "increColumn"));
        startLocation = blankToNull(Typed.string(map, "startLocation"));
        useMaxFunc = Typed.bool(map, "useMaxFunc", false);
        polling = Typed.bool(map, "polling", false);
        pollingInterval = Typed.longInteger(map, "pollingInterval", 5000);
        initReporter = Typed.bool(map, "initReporter", true);
        fetchSize = Typed.integer(map, "fetchSize", 0);
        Typed.integer(map, "queryTimeOut", 0);
        Typed.integer(map, "connectTimeOut", 0);

        writeMode = map.get("writeMode") != null ? Typed.string(map, "writeMode") : map.get("mode") != null ? Typed.string(map, "mode") : "insert";
        batchSize = Typed.integer(map, "batchSize", 1024);
        flushIntervalMills = Typed.longInteger(map, "flushIntervalMills", 10_000);
        allReplace = Typed.bool(map, "allReplace", false);
        preSql = new ArrayList<>(Typed.strings(map, "preSql"));
        postSql = new ArrayList<>(Typed.strings(map, "postSql"));
        uniqueKey = new ArrayList<>(Typed.strings(map, "uniqueKey"));
        Map<String, Object> updateKey = Typed.object(map, "updateKey", "$");
        for (String name : updateKey == null ? Collections.<String>emptySet() : updateKey.keySet()) {
            if (uniqueKey.isEmpty()) {
                uniqueKey.addAll(Typed.strings(updateKey, name));
            }
        }
        insertSqlMode = Typed.string(map, "insertSqlMode");
        fieldDelim = Typed.string(map, "fieldDelim");
        nullDelim = Typed.string(map, "nullDelim");
    }

    private static String blankToNull(String text) {
        return text == null || text.trim().isEmpty() ? null : text;
    }
}
