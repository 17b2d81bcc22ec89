package com.dtstack.chunjun.sink;

import com.dtstack.chunjun.dirty.DirtyManager;
import com.dtstack.chunjun.metrics.Counters;
import com.dtstack.chunjun.metrics.RowSize;
import com.dtstack.chunjun.throwable.NoRestartException;
import com.dtstack.chunjun.util.StandIn;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.io.FinalizeOnMaster;
import org.apache.flink.api.common.io.InitializeOnMaster;
import org.apache.flink.api.common.io.RichOutputFormat;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.types.Row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Stand-in. What all writers share: batches, the flush timer, row-by-row retry of a failed batch, counters, the sleep at close. */
public abstract class BaseOutputFormat extends RichOutputFormat<Row> implements InitializeOnMaster, FinalizeOnMaster {
    private static final long serialVersionUID = 1L;
    /** The reader's sleep at close gives the real program's timer this long to empty the last batch. */
    private static final long TIMER_CHANCE_MS = 20_000;

    protected int batchSize = 1;
    protected long flushIntervalMs = 10_000;
    protected transient Counters counters;
    protected transient Map<String, String> globals;
    private transient DirtyManager dirty;
    private transient LongCounter numWrite;
    private transient LongCounter byteWrite;
    private transient LongCounter writeDuration;
    private transient List<Row> rows;
    private transient ScheduledExecutorService timer;
    private transient Exception timerFailure;
    private transient boolean opened;

    protected abstract void openWriter() throws Exception;

    /** Writes and commits one row; an exception makes it dirty. */
    protected abstract void writeOne(Row row) throws Exception;

    /** Writes and commits all rows, or throws having written none. */
    protected abstract void writeAll(List<Row> batch) throws Exception;

    protected abstract void closeWriter() throws Exception;

    /** On the JobManager, before any task runs. */
    @Override
    public void initializeGlobal(int parallelism) throws IOException {}

    /** On the JobManager, after all tasks have finished. */
    @Override
    public void finalizeGlobal(int parallelism) throws IOException {}

    @Override
    public void configure(Configuration parameters) {}

    @Override
    public final synchronized void open(int taskNumber, int numTasks) throws IOException {
        opened = true;
        globals = Counters.globals(getRuntimeContext());
        counters = Counters.ofWriter(getRuntimeContext());
        numWrite = counters.get("numWrite");
        byteWrite = counters.get("byteWrite");
        writeDuration = counters.get("writeDuration");
        dirty = new DirtyManager(globals, counters.get("nErrors"));
        rows = new ArrayList<>(batchSize);
        try {
            openWriter();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
        if (batchSize > 1 && flushIntervalMs > 0) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "timer-data-write-thread");
                thread.setDaemon(true);
                return thread;
            });
            timer.scheduleWithFixedDelay(this::flushByTimer, flushIntervalMs, flushIntervalMs, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public final synchronized void writeRecord(Row row) {
        throwTimerFailure();
        byteWrite.add(RowSize.of(row));
        long start = System.nanoTime();
        if (batchSize <= 1) {
            single(row);
        } else {
            rows.add(row);
            if (rows.size() >= batchSize) {
                flush();
            }
        }
        nanos += System.nanoTime() - start;
    }

    private transient long nanos;

    private void single(Row row) {
        try {
            writeOne(row);
            numWrite.add(1);
        } catch (NoRestartException e) {
            throw e;
        } catch (Exception e) {
            dirty.collect(row, e);
        }
    }

    private void flush() {
        List<Row> batch = rows;
        rows = new ArrayList<>(batchSize);
        if (batch.isEmpty()) {
            return;
        }
        try {
            writeAll(batch);
            numWrite.add(batch.size());
        } catch (Exception e) {
            batch.forEach(this::single);
        }
    }

    private synchronized void flushByTimer() {
        try {
            if (rows != null) {
                flush();
            }
        } catch (RuntimeException e) {
            timerFailure = e;
        }
    }

    private void throwTimerFailure() {
        if (timerFailure != null) {
            throw timerFailure instanceof NoRestartException
                    ? (NoRestartException) timerFailure
                    : new IllegalStateException(timerFailure);
        }
    }

    @Override
    public final synchronized void close() throws IOException {
        if (!opened) {
            return;
        }
        opened = false;
        if (timer != null) {
            timer.shutdownNow();
        }
        try {
            if (rows != null) {
                throwTimerFailure();
                boolean timerWouldHaveFlushed = flushIntervalMs > 0 && flushIntervalMs < TIMER_CHANCE_MS;
                int left = rows.size();
                flush();
                if (!timerWouldHaveFlushed) {
                    // The real program counts what close() flushes a second time.
                    numWrite.add(left);
                }
                writeDuration.add(nanos / 1_000_000);
            }
        } finally {
            rows = null;
            try {
                closeWriter();
            } catch (Exception e) {
                throw new IOException(e.getMessage(), e);
            } finally {
                StandIn.sleepFully(StandIn.closeSleepMs(globals));
            }
        }
    }
}
