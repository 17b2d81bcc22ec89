package com.dtstack.chunjun.connector.stream.source;

import com.dtstack.chunjun.conf.FieldConf;
import com.dtstack.chunjun.source.BaseInputFormat;

import org.apache.flink.core.io.GenericInputSplit;
import org.apache.flink.core.io.InputSplit;
import org.apache.flink.types.Row;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Stand-in. A split without a positive sliceRecordCount entry never ends. */
final class StreamInputFormat extends BaseInputFormat {
    private static final long serialVersionUID = 1L;
    private final ArrayList<FieldConf> fields;
    private final long[] limits;
    private final double permitsPerSecond;
    private transient long limit;
    private transient long made;
    private transient long start;

    StreamInputFormat(List<FieldConf> fields, long[] limits, double permitsPerSecond) {
        this.fields = new ArrayList<>(fields);
        this.limits = limits;
        this.permitsPerSecond = permitsPerSecond;
    }

    @Override
    protected InputSplit[] splits(int wanted) {
        InputSplit[] splits = new InputSplit[wanted];
        for (int i = 0; i < wanted; i++) {
            splits[i] = new GenericInputSplit(i, wanted);
        }
        return splits;
    }

    @Override
    protected void openSplit(InputSplit split) {
        int index = split.getSplitNumber();
        limit = index < limits.length ? limits[index] : 0;
        made = 0;
        start = System.nanoTime();
    }

    @Override
    protected Row read() throws InterruptedException {
        if (limit > 0 && made >= limit) {
            return null;
        }
        if (permitsPerSecond > 0) {
            long due = start + (long) (made * 1e9 / permitsPerSecond);
            long wait = (due - System.nanoTime()) / 1_000_000;
            if (wait > 0) {
                Thread.sleep(wait);
            }
        }
        Row row = new Row(fields.size());
        for (int i = 0; i < row.getArity(); i++) {
            FieldConf field = fields.get(i);
            row.setField(i, field.value != null ? field.value : value(field.type.toUpperCase(Locale.ENGLISH), made));
        }
        made++;
        return row;
    }

    @Override
    protected void closeSplit() {}

    private static Object value(String type, long n) {
        switch (type) {
            case "ID":
            case "LONG":
            case "BIGINT":
                return n;
            case "INT":
            case "INTEGER":
            case "YEAR":
            case "TINYINT":
            case "BYTE":
            case "SHORT":
            case "SMALLINT":
                return (int) (n % 100);
            case "BOOLEAN":
                return n % 2 == 0;
            case "FLOAT":
            case "DOUBLE":
                return n / 4.0;
            case "DECIMAL":
                return BigDecimal.valueOf(n, 2);
            case "DATE":
                return new Date(System.currentTimeMillis());
            case "TIME":
                return new Time(System.currentTimeMillis());
            case "DATETIME":
            case "TIMESTAMP":
                return new Timestamp(System.currentTimeMillis());
            default:
                return "row" + n;
        }
    }
}
