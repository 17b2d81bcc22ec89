package com.dtstack.chunjun.metrics;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

import java.util.Map;

/** Stand-in. The accumulators of the real program. Chained operators share one set, because Flink keeps accumulators per task. */
public final class Counters {
    private static final String[] READER = {"numRead", "byteRead", "readDuration", "numWrite", "byteWrite", "nErrors"};
    private static final String[] WRITER = {
        "numRead", "numWrite", "byteWrite", "writeDuration", "snapshotWrite", "nErrors", "nullErrors", "duplicateErrors", "conversionErrors", "otherErrors",
    };
    private final RuntimeContext context;

    private Counters(RuntimeContext context, String[] names) {
        this.context = context;
        for (String name : names) {
            context.getLongCounter(name);
        }
    }

    public static Counters ofReader(RuntimeContext context) {
        Counters counters = new Counters(context, READER);
        counters.get("last_write_location_" + context.getIndexOfThisSubtask());
        counters.get("last_write_num_" + context.getIndexOfThisSubtask());
        return counters;
    }

    public static Counters ofWriter(RuntimeContext context) {
        return new Counters(context, WRITER);
    }

    public LongCounter get(String name) {
        return context.getLongCounter(name);
    }

    /** The -confProp settings, which travel as global job parameters. */
    public static Map<String, String> globals(RuntimeContext context) {
        return context.getExecutionConfig().getGlobalJobParameters().toMap();
    }
}
