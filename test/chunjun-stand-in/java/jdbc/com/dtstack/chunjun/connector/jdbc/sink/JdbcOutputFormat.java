package com.dtstack.chunjun.connector.jdbc.sink;

import com.dtstack.chunjun.connector.jdbc.JdbcConf;
import com.dtstack.chunjun.connector.jdbc.JdbcDialect;
import com.dtstack.chunjun.connector.jdbc.JdbcUtil;
import com.dtstack.chunjun.sink.BaseOutputFormat;

import org.apache.flink.types.Row;

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

/** Stand-in. preSql and postSql run on the JobManager, one transaction a batch on the TaskManager. */
final class JdbcOutputFormat extends BaseOutputFormat {
    private static final long serialVersionUID = 1L;
    private static final List<String> MODES = Arrays.asList("insert", "replace", "update");
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
                sql.executeUpdate(text);
            }
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
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
            String index = null;
            try (ResultSet unique = meta.getIndexInfo(null, conf.schema, conf.table, true, false)) {
                while (unique.next()) {
                    String name = unique.getString("INDEX_NAME");
                    index = index == null ? name : index;
                    if (name != null && name.equals(index)) {
                        keys.add(unique.getString("COLUMN_NAME"));
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
            dialect.bind(statement, i + 1, row.getField(i), conf.column.get(i).type.toUpperCase(Locale.ENGLISH));
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
            inTransaction(() -> bulk.write(Collections.singletonList(row)));
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
            inTransaction(() -> bulk.write(batch));
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
            connection.close();
            connection = null;
        }
    }
}
