package com.dtstack.chunjun.source;

import com.dtstack.chunjun.conf.FieldConf;
import com.dtstack.chunjun.conf.SyncConf;

import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

import java.util.List;
import java.util.Map;

/** Stand-in. One per connector, found by its class name; the constructor and createSource() run inside main(). */
public abstract class SourceFactory {
    protected final SyncConf conf;
    protected final Map<String, String> globals;
    private final StreamExecutionEnvironment env;

    protected SourceFactory(SyncConf conf, StreamExecutionEnvironment env) {
        this.conf = conf;
        this.env = env;
        this.globals = env.getConfig().getGlobalJobParameters().toMap();
    }

    public abstract BaseInputFormat createFormat();

    /** The columns that rows have; to be asked after createSource(). */
    public List<FieldConf> columns() {
        return conf.reader.fields;
    }

    public DataStreamSource<Row> createSource() {
        BaseInputFormat format = createFormat();
        format.brokenMapping = conf.nameMappingSourceName;
        GenericTypeInfo<Row> type = new GenericTypeInfo<>(Row.class);
        return env.addSource(new CheckpointedInputFormatSource(format, type), getClass().getSimpleName().toLowerCase(), type);
    }
}
