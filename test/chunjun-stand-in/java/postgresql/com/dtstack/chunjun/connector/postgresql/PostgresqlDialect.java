package com.dtstack.chunjun.connector.postgresql;

import com.dtstack.chunjun.connector.jdbc.JdbcConf;
import com.dtstack.chunjun.connector.jdbc.JdbcDialect;
import com.dtstack.chunjun.connector.jdbc.Texts;
import com.dtstack.chunjun.throwable.UnsupportedTypeException;

import org.apache.flink.types.Row;
import org.postgresql.PGConnection;

import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;

/** Stand-in. */
public final class PostgresqlDialect implements JdbcDialect {
    private static final long serialVersionUID = 1L;
    private static final Set<String> TYPES =
            new HashSet<>(Arrays.asList(
                    "SMALLINT", "INT2", "INT", "INTEGER", "SMALLSERIAL", "SERIAL", "INT4", "BIGINT", "BIGSERIAL", "OID", "INT8", "REAL", "FLOAT4", "FLOAT",
                    "DOUBLE PRECISION", "FLOAT8", "DECIMAL", "NUMERIC", "CHARACTER VARYING", "VARCHAR", "CHARACTER", "CHAR", "TEXT", "NAME", "BPCHAR",
                    "BYTEA", "TIMESTAMP", "TIMESTAMPTZ", "DATE", "TIME", "TIMETZ", "BOOLEAN", "BOOL"));

    @Override
    public String driver() {
        return "org.postgresql.Driver";
    }

    @Override
    public String quote(String name) {
        return "\"" + name + "\"";
    }

    @Override
    public void checkType(String type) {
        if (!TYPES.contains(type.toUpperCase(Locale.ENGLISH))) {
            throw new UnsupportedTypeException(type);
        }
    }

    @Override
    public ResultSet tables(Connection connection, String schema, String table) throws SQLException {
        return connection.getMetaData().getTables(null, schema, table, null);
    }

    @Override
    public int defaultFetchSize() {
        return 1024;
    }

    @Override
    public boolean cursorNeedsTransaction() {
        return true;
    }

    @Override
    public String insertSql(JdbcConf conf, String table, List<String> columns, List<String> values, List<String> keys) {
        String mode = conf.writeMode.toLowerCase(Locale.ENGLISH);
        if (mode.equals("replace")) {
            throw new NoSuchElementException("No value present");
        }
        String quoted = columns.stream().map(this::quote).collect(Collectors.joining(", "));
        String insert = "INSERT INTO " + table + "(" + quoted + ") VALUES (" + String.join(", ", values) + ")";
        if (!mode.equals("update")) {
            return insert;
        }
        // allReplace means nothing here: a NULL of the source always replaces what was there. Nothing but keys makes invalid SQL.
        String updates =
                columns.stream()
                        .filter(name -> !keys.contains(name))
                        .map(this::quote)
                        .map(name -> name + "=EXCLUDED." + name)
                        .collect(Collectors.joining(", "));
        return insert + " ON CONFLICT (" + keys.stream().map(this::quote).collect(Collectors.joining(", ")) + ") DO UPDATE SET " + updates;
    }

    /** int4 and smaller wrap what is too large without an error, as measured with the real program; text that does not convert throws. */
    @Override
    public void bind(PreparedStatement statement, int position, Object value, String targetType) throws SQLException {
        if (value == null) {
            statement.setNull(position, Types.NULL);
            return;
        }
        switch (targetType) {
            case "INT2":
            case "INT4":
            case "SMALLSERIAL":
            case "SERIAL":
                statement.setInt(position, number(value).intValue());
                break;
            case "INT8":
            case "BIGSERIAL":
            case "OID":
                statement.setLong(position, number(value).longValue());
                break;
            case "FLOAT4":
            case "FLOAT8":
                statement.setDouble(position, number(value).doubleValue());
                break;
            case "NUMERIC":
                statement.setBigDecimal(position, number(value));
                break;
            case "BOOL":
                statement.setBoolean(position, value instanceof String ? Texts.isTrue((String) value) : number(value).signum() != 0);
                break;
            case "DATE":
                statement.setDate(position, value instanceof java.util.Date ? new Date(((java.util.Date) value).getTime()) : Date.valueOf(String.valueOf(value)));
                break;
            case "TIME":
            case "TIMETZ":
                statement.setTime(position, value instanceof java.util.Date ? new Time(((java.util.Date) value).getTime()) : Time.valueOf(String.valueOf(value)));
                break;
            case "TIMESTAMP":
            case "TIMESTAMPTZ":
                statement.setTimestamp(position, timestamp(value));
                break;
            case "BYTEA":
                statement.setBytes(position, value instanceof byte[] ? (byte[]) value : String.valueOf(value).getBytes());
                break;
            default:
                statement.setString(position, value instanceof byte[] ? new String((byte[]) value) : String.valueOf(value));
        }
    }

    private static BigDecimal number(Object value) {
        if (value instanceof Boolean) {
            return (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return value instanceof BigDecimal ? (BigDecimal) value : new BigDecimal(String.valueOf(value));
    }

    private static Timestamp timestamp(Object value) {
        if (value instanceof Timestamp) {
            return (Timestamp) value;
        }
        return value instanceof java.util.Date ? new Timestamp(((java.util.Date) value).getTime()) : Timestamp.valueOf(String.valueOf(value));
    }

    @Override
    public BulkWriter bulkWriter(JdbcConf conf, Connection connection, String table, List<String> columns) {
        if (!"copy".equalsIgnoreCase(conf.insertSqlMode)) {
            return null;
        }
        if (conf.fieldDelim == null || conf.nullDelim == null) {
            throw new NullPointerException();
        }
        String fieldDelim = delimiter(conf.fieldDelim, "\001");
        String nullDelim = delimiter(conf.nullDelim, "\002");
        String quoted = columns.stream().map(this::quote).collect(Collectors.joining(", "));
        String sql = "COPY " + table + "(" + quoted + ") FROM STDIN DELIMITER '" + fieldDelim + "' NULL AS '" + nullDelim + "'";
        return rows -> {
            if (conf.writeMode.equalsIgnoreCase("update")) {
                throw new SQLException("copy cannot update");
            }
            String text = rows.stream().map(row -> line(row, fieldDelim, nullDelim, conf.fractionInText)).collect(Collectors.joining());
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(text));
        };
    }

    /** trim() takes control characters away as well: a tab, like every other one, becomes the default. */
    private static String delimiter(String text, String otherwise) {
        return text.trim().isEmpty() ? otherwise : text;
    }

    /**
     * Escapes backslash, carriage return and line feed in the finished line, so a nullDelim of \N comes out as text; never the delimiter: a value that
     * holds it makes the row dirty or shifts its columns.
     */
    private static String line(Row row, String fieldDelim, String nullDelim, int fraction) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.getArity(); i++) {
            line.append(i == 0 ? "" : fieldDelim).append(row.getField(i) == null ? nullDelim : Texts.of(row.getField(i), fraction));
        }
        return line.toString().replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n").replace("\0", "") + '\n';
    }
}
