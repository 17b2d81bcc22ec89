package com.dtstack.chunjun.connector.jdbc.source;

import org.apache.flink.core.io.InputSplit;

import java.math.BigInteger;

/** Stand-in. One part of a read: a condition on the split key (or null) and its own start location (or null). */
final class JdbcInputSplit implements InputSplit {
    private static final long serialVersionUID = 1L;
    private final int number;
    final String condition;
    final BigInteger startLocation;

    JdbcInputSplit(int number, String condition, BigInteger startLocation) {
        this.number = number;
        this.condition = condition;
        this.startLocation = startLocation;
    }

    @Override
    public int getSplitNumber() {
        return number;
    }
}
