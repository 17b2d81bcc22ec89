package com.dtstack.chunjun.dirty;

import com.dtstack.chunjun.throwable.NoRestartException;

import org.apache.flink.api.common.accumulators.LongCounter;

import java.util.Map;

/**
 * Stand-in. Dirty rows of one operator in one subtask. The task fails when the count reaches max-rows, so 0 and 1 both fail at the first row and N
 * tolerates N-1; a negative limit never fails.
 */
public final class DirtyManager {
    private static final String MAX_ROWS = "chunjun.dirty-data.max-rows";
    private static final String OUTPUT_TYPE = "chunjun.dirty-data.output-type";
    private final long maxRows;
    private final LongCounter errors;
    private long count;

    public DirtyManager(Map<String, String> globals, LongCounter errors) {
        this.maxRows = check(globals);
        this.errors = errors;
        loadCollector(globals.getOrDefault(OUTPUT_TYPE, "default"));
    }

    /** Throws NumberFormatException when the limit is no number; called at submission too. */
    public static long check(Map<String, String> globals) {
        return Long.parseLong(globals.getOrDefault(MAX_ROWS, "0"));
    }

    public void collect(Object row, Throwable cause) {
        count++;
        errors.add(1);
        System.out.println("dirty row: " + row + ", cause: " + cause);
        if (maxRows >= 0 && count >= maxRows) {
            throw new NoRestartException("The dirty consumer shutdown, due to the consumed count exceed the max-consumed [" + maxRows + "]");
        }
    }

    private static void loadCollector(String type) {
        if (type.equals("default")) {
            return;
        }
        String name = type.equals("jdbc") ? "mysql" : type;
        String prefix = name.isEmpty() ? "" : name.substring(0, 1).toUpperCase() + name.substring(1);
        try {
            Class.forName("com.dtstack.chunjun.dirty." + name + "." + prefix + "DirtyDataCollector", true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new NoRestartException("Load dirty plugins failed!", e);
        }
    }
}
