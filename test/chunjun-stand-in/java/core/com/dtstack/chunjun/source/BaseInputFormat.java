package com.dtstack.chunjun.source;

import com.dtstack.chunjun.dirty.DirtyManager;
import com.dtstack.chunjun.metrics.Counters;
import com.dtstack.chunjun.metrics.RowSize;
import com.dtstack.chunjun.util.StandIn;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.io.DefaultInputSplitAssigner;
import org.apache.flink.api.common.io.RichInputFormat;
import org.apache.flink.api.common.io.statistics.BaseStatistics;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputSplit;
import org.apache.flink.core.io.InputSplitAssigner;
import org.apache.flink.types.Row;

import java.io.IOException;
import java.util.Map;

/** Stand-in. What all readers share: counters, dirty rows, the sleep at close. */
public abstract class BaseInputFormat extends RichInputFormat<Row, InputSplit> {
    private static final long serialVersionUID = 1L;
    /** A nameMapping.sourceName outside CDC makes the real program fail at run time. */
    public boolean brokenMapping;
    /** What a checkpoint says was read before; set before the format is opened. */
    transient long restoredRows;
    protected transient Map<String, String> globals;
    protected transient Counters counters;
    protected transient DirtyManager dirty;
    private transient LongCounter numRead;
    private transient LongCounter byteRead;
    private transient LongCounter readDuration;
    private transient Row next;
    private transient boolean fetched;
    private transient long openedAt;

    protected abstract InputSplit[] splits(int wanted) throws Exception;

    protected abstract void openSplit(InputSplit split) throws Exception;

    /** The next good row, or null at the end of the split; hands unreadable rows to {@link #dirty}. */
    protected abstract Row read() throws Exception;

    protected abstract void closeSplit() throws Exception;

    @Override
    public void configure(Configuration parameters) {}

    @Override
    public BaseStatistics getStatistics(BaseStatistics cachedStatistics) {
        return cachedStatistics;
    }

    @Override
    public final InputSplit[] createInputSplits(int wanted) {
        try {
            return splits(wanted);
        } catch (Exception e) {
            return new InputSplit[] {new ErrorInputSplit(e)};
        }
    }

    @Override
    public InputSplitAssigner getInputSplitAssigner(InputSplit[] splits) {
        return new DefaultInputSplitAssigner(splits);
    }

    @Override
    public void openInputFormat() throws IOException {
        globals = Counters.globals(getRuntimeContext());
        counters = Counters.ofReader(getRuntimeContext());
        numRead = counters.get("numRead");
        numRead.add(restoredRows);
        restoredRows = 0;
        byteRead = counters.get("byteRead");
        readDuration = counters.get("readDuration");
        dirty = new DirtyManager(globals, counters.get("nErrors"));
        if (brokenMapping) {
            throw new NullPointerException("nameMapping.sourceName");
        }
    }

    @Override
    public final void open(InputSplit split) throws IOException {
        if (split instanceof ErrorInputSplit) {
            throw new RuntimeException(((ErrorInputSplit) split).error);
        }
        openedAt = System.currentTimeMillis();
        fetched = false;
        guarded(() -> openSplit(split));
    }

    /** Reads ahead here and not in nextRecord, so that a reader which waits for rows has handed out all it had. */
    @Override
    public final boolean reachedEnd() throws IOException {
        if (!fetched) {
            guarded(() -> next = read());
            fetched = true;
        }
        return next == null;
    }

    @Override
    public final Row nextRecord(Row reuse) {
        fetched = false;
        numRead.add(1);
        byteRead.add(RowSize.of(next));
        return next;
    }

    @Override
    public final void close() throws IOException {
        guarded(this::closeSplit);
        if (openedAt > 0) {
            readDuration.add(System.currentTimeMillis() - openedAt);
            openedAt = 0;
        }
    }

    @Override
    public void closeInputFormat() throws IOException {
        if (globals != null) {
            // Cleared first: on cancel two threads of Flink close the format.
            long sleep = StandIn.closeSleepMs(globals);
            globals = null;
            StandIn.sleepFully(sleep);
        }
    }

    final long rowsRead() {
        return numRead == null ? restoredRows : numRead.getLocalValuePrimitive();
    }

    protected interface Step {
        void run() throws Exception;
    }

    protected static void guarded(Step step) throws IOException {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
