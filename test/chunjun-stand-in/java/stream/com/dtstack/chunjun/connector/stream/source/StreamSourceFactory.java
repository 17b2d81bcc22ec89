package com.dtstack.chunjun.connector.stream.source;

import com.dtstack.chunjun.conf.FieldConf;
import com.dtstack.chunjun.conf.SyncConf;
import com.dtstack.chunjun.source.BaseInputFormat;
import com.dtstack.chunjun.source.SourceFactory;
import com.dtstack.chunjun.util.Typed;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

import java.util.List;

/** Stand-in for the generator of rows. */
public final class StreamSourceFactory extends SourceFactory {
    public StreamSourceFactory(SyncConf conf, StreamExecutionEnvironment env) {
        super(conf, env);
    }

    @Override
    public BaseInputFormat createFormat() {
        List<Object> columns = Typed.list(conf.reader.parameter, "column", "$");
        if (columns == null || columns.isEmpty()) {
            throw new IllegalArgumentException("columns can not be empty");
        }
        if (columns.get(0) instanceof String) {
            throw Typed.expected("BEGIN_OBJECT", columns.get(0), "$.column[0]");
        }
        for (FieldConf field : conf.reader.fields) {
            if (field.type == null) {
                throw new NullPointerException("\"type\" is null");
            }
        }
        List<Object> counts = Typed.list(conf.reader.parameter, "sliceRecordCount", "$");
        long[] limits = new long[counts == null ? 0 : counts.size()];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = counts.get(i) == null ? 0 : Typed.longValue(counts.get(i), "$.sliceRecordCount[" + i + "]");
        }
        return new StreamInputFormat(conf.reader.fields, limits, Typed.real(conf.reader.parameter, "permitsPerSecond", 0));
    }
}
