package com.dtstack.chunjun.connector.mysql.sink;

import com.dtstack.chunjun.conf.SyncConf;
import com.dtstack.chunjun.connector.jdbc.sink.JdbcSinkFactory;
import com.dtstack.chunjun.connector.mysql.MysqlDialect;

import java.util.Map;

/** Stand-in. */
public final class MysqlSinkFactory extends JdbcSinkFactory {
    public MysqlSinkFactory(SyncConf conf, Map<String, String> globals) {
        super(conf, globals, new MysqlDialect());
    }
}
