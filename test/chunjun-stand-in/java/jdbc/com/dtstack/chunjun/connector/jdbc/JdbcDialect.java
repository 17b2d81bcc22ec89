package com.dtstack.chunjun.connector.jdbc;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Stand-in. What differs between databases. Types are the driver's column type names, upper case. */
public interface JdbcDialect extends Serializable {
    String driver();

    String quote(String name);

    /** Throws UnsupportedTypeException for a column type that the connector cannot carry. */
    void checkType(String type);

    ResultSet tables(Connection connection, String schema, String table) throws SQLException;

    int defaultFetchSize();

    /** Whether rows are only streamed inside a transaction. */
    boolean cursorNeedsTransaction();

    /** The statement for conf.writeMode; values are the placeholders. Throws when the mode does not exist in this database. */
    String insertSql(JdbcConf conf, String table, List<String> columns, List<String> values, List<String> keys);

    void bind(PreparedStatement statement, int position, Object value, String targetType) throws SQLException;

    /** What the real reader makes of a value that the driver returned for a column of this type; never null. */
    default Object read(Object value, String type) {
        return value;
    }

    /** Writes the rows with the database's bulk protocol, if the configuration asks for one. Neither commits nor rolls back. */
    default BulkWriter bulkWriter(JdbcConf conf, Connection connection, String table, List<String> columns) {
        return null;
    }

    interface BulkWriter {
        void write(List<org.apache.flink.types.Row> rows) throws Exception;
    }
}
