package com.dtstack.chunjun.connector.postgresql.source;

import com.dtstack.chunjun.conf.SyncConf;
import com.dtstack.chunjun.connector.jdbc.source.JdbcSourceFactory;
import com.dtstack.chunjun.connector.postgresql.PostgresqlDialect;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Stand-in. */
public final class PostgresqlSourceFactory extends JdbcSourceFactory {
    public PostgresqlSourceFactory(SyncConf conf, StreamExecutionEnvironment env) {
        super(conf, env, new PostgresqlDialect());
    }
}
