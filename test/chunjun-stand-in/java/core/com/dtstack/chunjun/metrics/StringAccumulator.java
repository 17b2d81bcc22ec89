package com.dtstack.chunjun.metrics;

import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;

/** Stand-in. The last text that any subtask set (maxValue of useMaxFunc). */
public class StringAccumulator implements SimpleAccumulator<String> {
    private static final long serialVersionUID = 1L;
    private String value;

    @Override
    public void add(String text) {
        value = text;
    }

    @Override
    public String getLocalValue() {
        return value;
    }

    @Override
    public void resetLocal() {
        value = null;
    }

    @Override
    public void merge(Accumulator<String, String> other) {
        if (other.getLocalValue() != null) {
            value = other.getLocalValue();
        }
    }

    @Override
    public StringAccumulator clone() {
        StringAccumulator copy = new StringAccumulator();
        copy.value = value;
        return copy;
    }
}
