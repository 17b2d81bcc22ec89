package com.dtstack.chunjun.source;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.source.InputFormatSourceFunction;
import org.apache.flink.types.Row;

/** Stand-in. As the real source it keeps the row counter in checkpoints, so that numRead goes on after a restore. */
final class CheckpointedInputFormatSource extends InputFormatSourceFunction<Row> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private final BaseInputFormat counted;
    private transient ListState<Long> rows;

    CheckpointedInputFormatSource(BaseInputFormat format, TypeInformation<Row> type) {
        super(format, type);
        this.counted = format;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        rows = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("location-states", Types.LONG));
        long sum = 0;
        for (Long one : rows.get()) {
            sum += one;
        }
        counted.restoredRows = sum;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        rows.clear();
        rows.add(counted.rowsRead());
    }
}
