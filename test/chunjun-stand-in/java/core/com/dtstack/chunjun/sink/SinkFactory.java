package com.dtstack.chunjun.sink;

import com.dtstack.chunjun.conf.SyncConf;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.functions.sink.OutputFormatSinkFunction;
import org.apache.flink.types.Row;

import java.util.Map;

/** Stand-in. One per connector, found by its class name. */
public abstract class SinkFactory {
    protected final SyncConf conf;
    protected final Map<String, String> globals;

    protected SinkFactory(SyncConf conf, Map<String, String> globals) {
        this.conf = conf;
        this.globals = globals;
    }

    public abstract BaseOutputFormat createFormat();

    public DataStreamSink<Row> createSink(DataStream<Row> rows) {
        return rows.addSink(new OutputFormatSinkFunction<>(createFormat())).name(getClass().getSimpleName().toLowerCase());
    }
}
