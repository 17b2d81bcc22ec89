package com.dtstack.chunjun.connector.mysql.source;

import com.dtstack.chunjun.conf.SyncConf;
import com.dtstack.chunjun.connector.jdbc.source.JdbcSourceFactory;
import com.dtstack.chunjun.connector.mysql.MysqlDialect;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Stand-in. */
public final class MysqlSourceFactory extends JdbcSourceFactory {
    public MysqlSourceFactory(SyncConf conf, StreamExecutionEnvironment env) {
        super(conf, env, new MysqlDialect());
    }
}
