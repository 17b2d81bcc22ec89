package com.dtstack.chunjun.connector.stream.sink;

import com.dtstack.chunjun.conf.SyncConf;
import com.dtstack.chunjun.sink.BaseOutputFormat;
import com.dtstack.chunjun.sink.SinkFactory;
import com.dtstack.chunjun.util.Typed;

import org.apache.flink.types.Row;

import java.util.List;
import java.util.Map;

/** Stand-in for the sink that prints or drops rows. */
public final class StreamSinkFactory extends SinkFactory {
    public StreamSinkFactory(SyncConf conf, Map<String, String> globals) {
        super(conf, globals);
    }

    @Override
    public BaseOutputFormat createFormat() {
        return new StreamOutputFormat(Typed.bool(conf.writer.parameter, "print", false));
    }

    private static final class StreamOutputFormat extends BaseOutputFormat {
        private static final long serialVersionUID = 1L;
        private final boolean print;

        StreamOutputFormat(boolean print) {
            this.print = print;
        }

        @Override
        protected void openWriter() {}

        @Override
        protected void writeOne(Row row) {
            if (print) {
                System.out.println("subTaskIndex[" + getRuntimeContext().getIndexOfThisSubtask() + "]:" + row);
            }
        }

        @Override
        protected void writeAll(List<Row> batch) {
            batch.forEach(this::writeOne);
        }

        @Override
        protected void closeWriter() {}
    }
}
