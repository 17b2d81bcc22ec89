package com.dtstack.chunjun.connector.mysql;

import com.dtstack.chunjun.connector.jdbc.JdbcConf;
import com.dtstack.chunjun.connector.jdbc.JdbcDialect;
import com.dtstack.chunjun.connector.jdbc.Texts;

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

    /** TINYINT(1) is a number even where the driver says boolean; a BIT longer than one is false, whatever it holds. */
    @Override
    public Object read(Object value, String type) {
        if (type.equals("TINYINT") && value instanceof Boolean) {
            return number(value);
        }
        return type.equals("BIT") ? Boolean.parseBoolean(String.valueOf(value)) : value;
    }

    /**
     * INT and SMALLINT targets take 0 for text that is no number and wrap what is too large, without an error: as measured with the real program. Its
     * converter cuts for TINYINT and BIGINT as well, but text that is no number is an error there.
     */
    @Override
    public void bind(PreparedStatement statement, int position, Object value, String targetType) throws SQLException {
        if (!(value instanceof Number || value instanceof String || value instanceof Boolean)) {
            statement.setObject(position, value);
            return;
        }
        switch (targetType) {
            case "TINYINT":
                statement.setByte(position, number(value).byteValue());
                break;
            case "TINYINT UNSIGNED":
            case "SMALLINT":
            case "SMALLINT UNSIGNED":
            case "MEDIUMINT":
            case "MEDIUMINT UNSIGNED":
            case "INT":
            case "INTEGER":
                statement.setInt(position, wrapped(value));
                break;
            case "INT UNSIGNED":
            case "BIGINT":
                statement.setLong(position, number(value).longValue());
                break;
            case "BIGINT UNSIGNED":
            case "DECIMAL":
            case "DECIMAL UNSIGNED":
                statement.setBigDecimal(position, number(value));
                break;
            case "BIT":
                statement.setBoolean(position, value instanceof String ? Texts.isTrue((String) value) : number(value).signum() != 0);
                break;
            default:
                statement.setObject(position, value);
        }
    }

    private static BigDecimal number(Object value) {
        if (value instanceof Boolean) {
            return (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return value instanceof BigDecimal ? (BigDecimal) value : new BigDecimal(String.valueOf(value));
    }

    private static int wrapped(Object value) {
        try {
            return number(value).intValue();
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
