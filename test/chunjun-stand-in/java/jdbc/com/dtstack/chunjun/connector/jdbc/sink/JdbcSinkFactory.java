package com.dtstack.chunjun.connector.jdbc.sink;

import com.dtstack.chunjun.conf.SyncConf;
import com.dtstack.chunjun.connector.jdbc.JdbcConf;
import com.dtstack.chunjun.connector.jdbc.JdbcDialect;
import com.dtstack.chunjun.connector.jdbc.JdbcUtil;
import com.dtstack.chunjun.sink.BaseOutputFormat;
import com.dtstack.chunjun.sink.SinkFactory;

import java.util.Map;

/** Stand-in. Connects inside main() to check table and columns. */
public abstract class JdbcSinkFactory extends SinkFactory {
    private static final int MOST_ROWS_IN_A_BATCH = 200_000;
    private final JdbcDialect dialect;
    private final JdbcConf jdbc;

    protected JdbcSinkFactory(SyncConf conf, Map<String, String> globals, JdbcDialect dialect) {
        super(conf, globals);
        this.dialect = dialect;
        this.jdbc = new JdbcConf(conf.writer.parameter, conf.writer.fields, false);
        jdbc.fractionInText = conf.reader.name.startsWith("mysql") || conf.reader.name.startsWith("tidb") ? 0 : 6;
    }

    @Override
    public BaseOutputFormat createFormat() {
        if (!jdbc.column.isEmpty()) {
            JdbcUtil.resolveColumns(jdbc, dialect, globals);
        }
        if (jdbc.batchSize > MOST_ROWS_IN_A_BATCH) {
            throw new IllegalArgumentException("batchSize must not be greater than " + MOST_ROWS_IN_A_BATCH);
        }
        JdbcUtil.checkRowType(jdbc, dialect);
        return new JdbcOutputFormat(jdbc, dialect);
    }
}
