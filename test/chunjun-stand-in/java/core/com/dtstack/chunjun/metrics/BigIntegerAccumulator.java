package com.dtstack.chunjun.metrics;

import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;

import java.math.BigInteger;

/** Stand-in. The largest value over all subtasks; -2147483648 (as in the real program) means that no value was seen. */
public class BigIntegerAccumulator implements SimpleAccumulator<BigInteger> {
    private static final long serialVersionUID = 1L;
    private BigInteger max = BigInteger.valueOf(Integer.MIN_VALUE);

    @Override
    public void add(BigInteger value) {
        if (value.compareTo(max) > 0) {
            max = value;
        }
    }

    @Override
    public BigInteger getLocalValue() {
        return max;
    }

    @Override
    public void resetLocal() {
        max = BigInteger.valueOf(Integer.MIN_VALUE);
    }

    @Override
    public void merge(Accumulator<BigInteger, BigInteger> other) {
        add(other.getLocalValue());
    }

    @Override
    public BigIntegerAccumulator clone() {
        BigIntegerAccumulator copy = new BigIntegerAccumulator();
        copy.max = max;
        return copy;
    }
}
