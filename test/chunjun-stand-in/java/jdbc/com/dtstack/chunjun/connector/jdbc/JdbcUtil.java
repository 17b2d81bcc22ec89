package com.dtstack.chunjun.connector.jdbc;

import com.dtstack.chunjun.conf.FieldConf;
import com.dtstack.chunjun.throwable.ChunJunRuntimeException;
import com.dtstack.chunjun.util.StandIn;

import org.apache.flink.table.api.ValidationException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** Stand-in. Connections and the metadata probe that main() makes. */
public final class JdbcUtil {
    private static final int TRIES = 3;

    private JdbcUtil() {}

    public static Connection connect(JdbcConf conf, JdbcDialect dialect, Map<String, String> globals) {
        SQLException last = null;
        try {
            Class.forName(dialect.driver(), true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ChunJunRuntimeException("driver not found", e);
        }
        Properties properties = new Properties();
        if (conf.username != null) {
            properties.put("user", conf.username);
        }
        if (conf.password != null) {
            properties.put("password", conf.password);
        }
        properties.put("yearIsDateType", "false");
        properties.put("useCursorFetch", "true");
        properties.put("rewriteBatchedStatements", "true");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                return DriverManager.getConnection(conf.url, properties);
            } catch (SQLException e) {
                last = e;
                StandIn.sleepFully(StandIn.connectRetryMs(globals));
            }
        }
        throw new ChunJunRuntimeException("get connection failed", last);
    }

    public static String quotedTable(JdbcConf conf, JdbcDialect dialect) {
        return (conf.schema == null ? "" : dialect.quote(conf.schema) + ".") + dialect.quote(conf.table);
    }

    public static List<String> names(List<FieldConf> fields) {
        return fields.stream().map(field -> field.name).collect(Collectors.toList());
    }

    /** Replaces conf.column by the columns with the database's types; throws for a missing table or column. */
    public static void resolveColumns(JdbcConf conf, JdbcDialect dialect, Map<String, String> globals) {
        List<FieldConf> found;
        try (Connection connection = connect(conf, dialect, globals)) {
            found = probe(connection, conf, dialect);
        } catch (SQLException e) {
            throw new ChunJunRuntimeException("error to get meta from [" + conf.schema + "." + conf.table + "]", e);
        }
        if (conf.star) {
            conf.column = new ArrayList<>(found);
            return;
        }
        for (FieldConf field : conf.column) {
            if (field.value != null) {
                field.type = field.type == null ? "VARCHAR" : field.type;
                continue;
            }
            FieldConf match = null;
            for (FieldConf candidate : found) {
                if (candidate.name.equalsIgnoreCase(field.name)) {
                    match = candidate;
                }
            }
            if (match == null) {
                throw new ChunJunRuntimeException("The column[" + field.name + "] does not exist in the table[" + conf.table + "]");
            }
            field.type = match.type;
        }
    }

    /** The checks that the real program makes when it builds its row type. */
    public static void checkRowType(JdbcConf conf, JdbcDialect dialect) {
        Set<String> seen = new HashSet<>();
        for (FieldConf field : conf.column) {
            dialect.checkType(field.type);
        }
        for (FieldConf field : conf.column) {
            if (!seen.add(field.name)) {
                throw new ValidationException("Field names must be unique. Duplicate field: '" + field.name + "'");
            }
        }
    }

    private static List<FieldConf> probe(Connection connection, JdbcConf conf, JdbcDialect dialect) throws SQLException {
        String from;
        if (conf.customSql != null) {
            from = "(" + conf.customSql + ") custom";
        } else {
            from = conf.schema == null ? conf.table : conf.schema + "." + conf.table;
            try (ResultSet tables = conf.table.isEmpty() ? null : dialect.tables(connection, conf.schema, conf.table)) {
                if (tables != null && !tables.next()) {
                    throw new ChunJunRuntimeException("table " + from + " not found.");
                }
            }
        }
        List<FieldConf> fields = new ArrayList<>();
        // Unquoted, as in the real program: names that need quotes fail here.
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("select * from " + from + " where 1=2")) {
            ResultSetMetaData meta = rows.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                fields.add(FieldConf.of(meta.getColumnLabel(i), meta.getColumnTypeName(i), i - 1));
            }
        }
        return fields;
    }
}
