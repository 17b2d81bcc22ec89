package com.dtstack.chunjun.connector.jdbc;

import com.dtstack.chunjun.throwable.ChunJunRuntimeException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Stand-in. Which columns can split or bound a read, and how a bound is written. INT2, INT4 and INT8 of PostgreSQL are missing, as in the real program. */
public enum KeyKind {
    NUMBER,
    TIME;

    private static final Set<String> NUMBERS =
            new HashSet<>(Arrays.asList(
                    "NUMBER", "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "BIGINT", "NUMERIC", "DECIMAL", "REAL", "FLOAT", "DOUBLE", "FLOAT4",
                    "FLOAT8", "SMALLSERIAL", "SERIAL", "BIGSERIAL"));
    private static final Set<String> TIMES = new HashSet<>(Arrays.asList("DATE", "DATETIME", "TIMESTAMP", "TIMESTAMPTZ"));

    public static KeyKind of(String type, String column) {
        String plain = type.toUpperCase(Locale.ENGLISH).replace(" UNSIGNED", "");
        if (NUMBERS.contains(plain)) {
            return NUMBER;
        }
        if (TIMES.contains(plain)) {
            return TIME;
        }
        throw new ChunJunRuntimeException("Unsupported columnType [" + type + "], columnName [" + column + "]");
    }

    /** A configured location as the number that the accumulator startLocation shows: raw digits, or milliseconds for a time text. */
    public BigInteger location(String text) {
        boolean digits = text.matches("[0-9]+");
        if (this == NUMBER && !digits) {
            throw new ChunJunRuntimeException("Non-numeric location values are not supported when incrementColumnType is numeric");
        }
        if (digits) {
            return new BigInteger(text);
        }
        try {
            return BigInteger.valueOf(Timestamp.valueOf(text).getTime());
        } catch (IllegalArgumentException e) {
            throw new ChunJunRuntimeException(
                    "failed cast locationStr[" + text + "] to Timestamp,Please check location is a valid timestamp string like yyyy-MM-dd HH:mm:ss");
        }
    }

    /** The location as an SQL literal; times are seconds (10 digits), milliseconds, micro- or nanoseconds (19). */
    public String literal(BigInteger location) {
        if (this == NUMBER) {
            return location.toString();
        }
        int digits = location.toString().length();
        long millis = digits <= 10 ? location.longValue() * 1000 : location.divide(BigInteger.TEN.pow(Math.max(0, digits - 13))).longValue();
        return "'" + new Timestamp(millis) + "'";
    }

    /** The location of a row's value; parts below one, or below a millisecond, are cut. */
    public BigInteger locationOf(Object value) {
        if (value instanceof java.util.Date) {
            return BigInteger.valueOf(((java.util.Date) value).getTime());
        }
        return new BigDecimal(String.valueOf(value)).toBigInteger();
    }
}
