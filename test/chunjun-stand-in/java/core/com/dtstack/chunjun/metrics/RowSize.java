package com.dtstack.chunjun.metrics;

import org.apache.flink.types.Row;

/** Stand-in. An estimate of a row's size in memory, in bytes; the real program measures objects, so the figures are only of the same order. */
public final class RowSize {
    private RowSize() {}

    public static long of(Row row) {
        long size = 16;
        for (int i = 0; i < row.getArity(); i++) {
            Object value = row.getField(i);
            if (value instanceof String) {
                size += 40 + ((String) value).length();
            } else if (value instanceof byte[]) {
                size += 16 + ((byte[]) value).length;
            } else if (value != null) {
                size += 23;
            }
        }
        return size;
    }
}
