package com.dtstack.chunjun.connector.mysql;

import com.dtstack.chunjun.connector.jdbc.JdbcConf;
import com.dtstack.chunjun.connector.jdbc.JdbcDialect;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Stand-in. */
public final class MysqlDialect implements JdbcDialect {
    private static final long serialVersionUID = 1L;

    @Override
    public String driver() {
        return "com.mysql.jdbc.Driver";
    }

    @Override
    public String quote(String name) {
        return "`" + name + "`";
    }

    @Override
    public void checkType(String type) {}

    @Override
    public ResultSet tables(Connection connection, String schema, String table) throws SQLException {
        return connection.getMetaData().getTables(schema, null, table, null);
    }

    /** The driver's sign for row-by-row streaming. */
    @Override
    public int defaultFetchSize() {
        return Integer.MIN_VALUE;
    }

    @Override
    public boolean cursorNeedsTransaction() {
        return false;
    }

    @Override
    public String insertSql(JdbcConf conf, String table, List<String> columns, List<String> values, List<String> keys) {
        String mode = conf.writeMode.toLowerCase(Locale.ENGLISH);
        String quoted = columns.stream().map(this::quote).collect(Collectors.joining(", "));
        String insert = (mode.equals("replace") ? "REPLACE" : "INSERT") + " INTO " + table + "(" + quoted + ") VALUES (" + String.join(", ", values) + ")";
        if (!mode.equals("update")) {
            return insert;
        }
        return insert + " ON DUPLICATE KEY UPDATE "
                + columns.stream()
                        .map(this::quote)
                        .map(name -> name + "=" + (conf.allReplace ? "VALUES(" + name + ")" : "IFNULL(VALUES(" + name + ")," + name + ")"))
                        .collect(Collectors.joining(", "));
    }

    /** INT and SMALLINT targets take 0 for text that is no number and wrap what is too large, without an error: as measured with the real program. */
    @Override
    public void bind(PreparedStatement statement, int position, Object value, String targetType) throws SQLException {
        boolean wraps = targetType.equals("INT") || targetType.equals("INTEGER") || targetType.equals("SMALLINT") || targetType.equals("MEDIUMINT");
        if (wraps && (value instanceof Number || value instanceof String)) {
            statement.setInt(position, wrapped(value));
        } else if (value instanceof String && targetType.startsWith("BIGINT")) {
            statement.setBigDecimal(position, new BigDecimal(((String) value).trim()));
        } else {
            statement.setObject(position, value);
        }
    }

    private static int wrapped(Object value) {
        try {
            return new BigDecimal(String.valueOf(value).trim()).intValue();
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
