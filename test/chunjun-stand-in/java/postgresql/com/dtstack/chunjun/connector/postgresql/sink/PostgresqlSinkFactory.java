package com.dtstack.chunjun.connector.postgresql.sink;

import com.dtstack.chunjun.conf.SyncConf;
import com.dtstack.chunjun.connector.jdbc.sink.JdbcSinkFactory;
import com.dtstack.chunjun.connector.postgresql.PostgresqlDialect;

import java.util.Map;

/** Stand-in. */
public final class PostgresqlSinkFactory extends JdbcSinkFactory {
    public PostgresqlSinkFactory(SyncConf conf, Map<String, String> globals) {
        super(conf, globals, new PostgresqlDialect());
    }
}
