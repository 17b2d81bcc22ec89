package com.dtstack.chunjun.connector.jdbc.sink;

import com.dtstack.chunjun.connector.jdbc.JdbcConf;
import com.dtstack.chunjun.connector.jdbc.JdbcDialect;
import com.dtstack.chunjun.connector.jdbc.JdbcUtil;
import com.dtstack.chunjun.connector.jdbc.Texts;
import com.dtstack.chunjun.sink.BaseOutputFormat;
import com.dtstack.chunjun.util.Json;

import org.apache.flink.types.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Stand-in. preSql and postSql run on the JobManager; on the TaskManager one transaction a batch, in bulk mode one for all. */
final class JdbcOutputFormat extends BaseOutputFormat {
    private static final long serialVersionUID = 1L;
    private static final List<String> MODES = Arrays.asList("insert", "replace", "update");
    private static final Logger LOG = LoggerFactory.getLogger(JdbcOutputFormat.class);
    private final JdbcConf conf;
    private final JdbcDialect dialect;
    private transient Connection connection;
    private transient PreparedStatement statement;
    private transient JdbcDialect.BulkWriter bulk;

    JdbcOutputFormat(JdbcConf conf, JdbcDialect dialect) {
        this.conf = conf;
        this.dialect = dialect;
        this.batchSize = conf.batchSize;
        this.flushIntervalMs = conf.flushIntervalMills;
    }

    @Override
    public void initializeGlobal(int parallelism) throws IOException {
        run(conf.preSql);
    }

    @Override
    public void finalizeGlobal(int parallelism) throws IOException {
        run(conf.postSql);
    }

    private void run(List<String> statements) throws IOException {
        if (statements.isEmpty()) {
            return;
        }
        try (Connection once = JdbcUtil.connect(conf, dialect, Collections.emptyMap()); Statement sql = once.createStatement()) {
            for (String text : statements) {
                // At every semicolon, one inside a literal as well: as the real program does.
                for (String part : text.split(";")) {
                    if (!part.trim().isEmpty()) {
                        sql.addBatch(part);
                    }
                }
            }
            sql.executeBatch();
        } catch (SQLException e) {
            throw new IOException("execute sql failed, sqlList = " + Json.pretty(statements), e);
        }
    }

    @Override
    protected void openWriter() throws Exception {
        connection = JdbcUtil.connect(conf, dialect, globals);
        connection.setAutoCommit(false);
        if (!MODES.contains(conf.writeMode.toLowerCase(Locale.ENGLISH))) {
            throw new IllegalArgumentException("Unknown write mode:" + conf.writeMode);
        }
        String table = JdbcUtil.quotedTable(conf, dialect);
        List<String> columns = JdbcUtil.names(conf.column);
        List<String> keys = conf.uniqueKey.isEmpty() && conf.writeMode.equalsIgnoreCase("update") ? keysOfTable() : conf.uniqueKey;
        bulk = dialect.bulkWriter(conf, connection, table, columns);
        checkParameterNames(table, columns, keys);
        statement = connection.prepareStatement(dialect.insertSql(conf, table, columns, Collections.nCopies(columns.size(), "?"), keys));
    }

    /** The real program names its parameters after the columns, so a column name must be made of identifier characters. */
    private void checkParameterNames(String table, List<String> columns, List<String> keys) {
        for (String column : columns) {
            if (!column.chars().allMatch(Character::isJavaIdentifierPart)) {
                List<String> named = columns.stream().map(name -> ":" + name).collect(Collectors.toList());
                throw new IllegalArgumentException(
                        column + " doesn't exist in the parameters of SQL statement: " + dialect.insertSql(conf, table, columns, named, keys));
            }
        }
    }

    private List<String> keysOfTable() throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        List<String> keys = new ArrayList<>();
        try (ResultSet primary = meta.getPrimaryKeys(null, conf.schema, conf.table)) {
            while (primary.next()) {
                keys.add(primary.getString("COLUMN_NAME"));
            }
        }
        if (keys.isEmpty()) {
            // The columns of all unique indexes together, as in the real program: with two indexes PostgreSQL finds no such constraint.
            try (ResultSet unique = meta.getIndexInfo(null, conf.schema, conf.table, true, false)) {
                while (unique.next()) {
                    String name = unique.getString("COLUMN_NAME");
                    if (name != null) {
                        keys.add(name);
                    }
                }
            }
        }
        return keys;
    }

    private void bind(Row row) throws SQLException {
        if (row.getArity() != conf.column.size()) {
            throw new IllegalArgumentException("the row has " + row.getArity() + " columns, the writer " + conf.column.size());
        }
        for (int i = 0; i < row.getArity(); i++) {
            String type = conf.column.get(i).type.toUpperCase(Locale.ENGLISH);
            Object value = row.getField(i);
            boolean asText = value != null && !(value instanceof byte[]) && type.matches("(LONG|MEDIUM|TINY)?TEXT|(VAR|BP)?CHAR");
            dialect.bind(statement, i + 1, asText ? Texts.of(value, conf.fractionInText) : value, type);
        }
    }

    private interface Write {
        void run() throws Exception;
    }

    private void inTransaction(Write write) throws Exception {
        try {
            write.run();
            connection.commit();
        } catch (Exception e) {
            statement.clearBatch();
            connection.rollback();
            throw e;
        }
    }

    @Override
    protected void writeOne(Row row) throws Exception {
        if (bulk != null) {
            bulk.write(Collections.singletonList(row));
            return;
        }
        inTransaction(() -> {
            bind(row);
            statement.executeUpdate();
        });
    }

    @Override
    protected void writeAll(List<Row> batch) throws Exception {
        if (bulk != null) {
            bulk.write(batch);
            return;
        }
        inTransaction(() -> {
            for (Row row : batch) {
                bind(row);
                statement.addBatch();
            }
            statement.executeBatch();
        });
    }

    @Override
    protected void closeWriter() throws SQLException {
        if (connection != null) {
            // All that bulk mode has written is one transaction, committed here. After an error in it PostgreSQL rolls back instead, without a word.
            try {
                connection.commit();
            } catch (SQLException e) {
                LOG.error("commit failed", e);
            }
            connection.close();
            connection = null;
        }
    }
}
