package com.dtstack.chunjun.util;

import com.dtstack.chunjun.conf.FieldConf;
import com.dtstack.chunjun.conf.SyncConf;
import com.dtstack.chunjun.throwable.JobConfigException;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;

/** Stand-in. transformer.transformSql through Flink's own SQL; reader types are mapped to a handful of Java types. */
public final class TransformerUtil {
    private TransformerUtil() {}

    /** Columns are the reader's, with their types resolved. */
    public static DataStream<Row> apply(StreamExecutionEnvironment env, SyncConf conf, DataStream<Row> rows, List<FieldConf> columns) {
        if (conf.transformSql == null || conf.transformSql.trim().isEmpty()) {
            return rows;
        }
        if (conf.reader.tableName == null) {
            throw new JobConfigException(conf.reader.name, "table", "is missing");
        }
        if (conf.writer.tableName == null) {
            throw new JobConfigException(conf.writer.name, "table", "is missing");
        }
        TypeInformation<?>[] types = columns.stream().map(field -> typeOf(field.type)).toArray(TypeInformation[]::new);
        String[] names = columns.stream().map(field -> field.name).toArray(String[]::new);
        Class<?>[] classes = new Class<?>[types.length];
        for (int i = 0; i < types.length; i++) {
            classes[i] = types[i].getTypeClass();
        }
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        tables.createTemporaryView(conf.reader.tableName, rows.map(new ToTypes(classes)).returns(new RowTypeInfo(types, names)));
        return tables.toRetractStream(tables.sqlQuery(conf.transformSql), Row.class).map(new ToJdbc()).returns(new GenericTypeInfo<>(Row.class));
    }

    private static TypeInformation<?> typeOf(String type) {
        switch (type.toUpperCase(Locale.ENGLISH)) {
            case "ID":
            case "LONG":
            case "BIGINT":
            case "INT8":
            case "BIGSERIAL":
            case "INT UNSIGNED":
                return Types.LONG;
            case "TINYINT":
            case "SMALLINT":
            case "INT2":
            case "MEDIUMINT":
            case "INT":
            case "INTEGER":
            case "INT4":
            case "SERIAL":
                return Types.INT;
            case "DECIMAL":
            case "NUMERIC":
            case "BIGINT UNSIGNED":
                return Types.BIG_DEC;
            case "FLOAT":
            case "FLOAT4":
            case "FLOAT8":
            case "REAL":
            case "DOUBLE":
                return Types.DOUBLE;
            case "BOOLEAN":
            case "BOOL":
            case "BIT":
                return Types.BOOLEAN;
            case "DATE":
                return Types.SQL_DATE;
            case "TIME":
                return Types.SQL_TIME;
            case "DATETIME":
            case "TIMESTAMP":
            case "TIMESTAMPTZ":
                return Types.SQL_TIMESTAMP;
            default:
                return Types.STRING;
        }
    }

    private static final class ToTypes implements MapFunction<Row, Row> {
        private static final long serialVersionUID = 1L;
        private final Class<?>[] classes;

        ToTypes(Class<?>[] classes) {
            this.classes = classes;
        }

        @Override
        public Row map(Row row) {
            Row typed = new Row(row.getArity());
            for (int i = 0; i < row.getArity(); i++) {
                typed.setField(i, convert(row.getField(i), classes[i]));
            }
            return typed;
        }

        private static Object convert(Object value, Class<?> wanted) {
            if (value == null || wanted.isInstance(value)) {
                return value;
            }
            if (wanted == Boolean.class) {
                return value instanceof Number ? ((Number) value).intValue() != 0 : Boolean.parseBoolean(String.valueOf(value));
            }
            if (wanted == String.class || value instanceof java.util.Date) {
                return String.valueOf(value);
            }
            BigDecimal number = value instanceof Boolean ? ((Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO) : new BigDecimal(String.valueOf(value));
            return wanted == Long.class ? (Object) number.longValue() : wanted == Integer.class ? (Object) number.intValue() : wanted == Double.class ? (Object) number.doubleValue() : number;
        }
    }

    /** Drops the add/delete flag, as the real program does, and gives times the classes that the writers know. */
    private static final class ToJdbc implements MapFunction<Tuple2<Boolean, Row>, Row> {
        private static final long serialVersionUID = 1L;

        @Override
        public Row map(Tuple2<Boolean, Row> flagged) {
            Row row = flagged.f1;
            for (int i = 0; i < row.getArity(); i++) {
                Object value = row.getField(i);
                if (value instanceof LocalDateTime) {
                    row.setField(i, Timestamp.valueOf((LocalDateTime) value));
                } else if (value instanceof LocalDate) {
                    row.setField(i, Date.valueOf((LocalDate) value));
                } else if (value instanceof LocalTime) {
                    row.setField(i, Time.valueOf((LocalTime) value));
                }
            }
            return row;
        }
    }
}
