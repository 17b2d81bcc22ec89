package com.dtstack.chunjun.connector.jdbc.source;

import com.dtstack.chunjun.conf.FieldConf;
import com.dtstack.chunjun.conf.SyncConf;
import com.dtstack.chunjun.connector.jdbc.JdbcConf;
import com.dtstack.chunjun.connector.jdbc.JdbcDialect;
import com.dtstack.chunjun.connector.jdbc.JdbcUtil;
import com.dtstack.chunjun.connector.jdbc.KeyKind;
import com.dtstack.chunjun.source.BaseInputFormat;
import com.dtstack.chunjun.source.SourceFactory;
import com.dtstack.chunjun.util.Json;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Stand-in. Connects inside main() and refuses there what the real program refuses there, in its order. */
public abstract class JdbcSourceFactory extends SourceFactory {
    private final JdbcDialect dialect;
    private final JdbcConf jdbc;

    protected JdbcSourceFactory(SyncConf conf, StreamExecutionEnvironment env, JdbcDialect dialect) {
        super(conf, env);
        this.dialect = dialect;
        this.jdbc = new JdbcConf(conf.reader.parameter, conf.reader.fields, true);
    }

    @Override
    public BaseInputFormat createFormat() {
        int parallelism = conf.readerParallelism();
        if (!jdbc.column.isEmpty()) {
            JdbcUtil.resolveColumns(jdbc, dialect, globals);
        }
        String restoreColumn = conf.restoreColumnName;
        if (restoreColumn != null && !restoreColumn.trim().isEmpty() && FieldConf.named(jdbc.column, restoreColumn) == null) {
            throw new IllegalArgumentException("unknown restore column name: " + restoreColumn);
        }
        FieldConf incre = increColumn();
        if (jdbc.polling && jdbc.useMaxFunc && incre != null) {
            throw new IllegalArgumentException("polling and useMaxFunc can't be true at the same time;");
        }
        KeyKind increKind = incre == null ? null : KeyKind.of(incre.type, incre.name);
        List<BigInteger> locations = new ArrayList<>();
        if (incre != null && jdbc.startLocation != null) {
            for (String location : jdbc.startLocation.split(",")) {
                locations.add(increKind.location(location.trim()));
            }
            if (locations.size() != 1 && locations.size() != parallelism) {
                throw new IllegalArgumentException("startLocation must have 1 or " + parallelism + " entries, but has " + locations.size());
            }
        }
        FieldConf split = splitColumn(incre, parallelism);
        JdbcUtil.checkRowType(jdbc, dialect);
        return new JdbcInputFormat(jdbc, dialect, parallelism, split == null ? null : split.name, incre, increKind, new ArrayList<>(locations));
    }

    @Override
    public List<FieldConf> columns() {
        return jdbc.column;
    }

    private FieldConf increColumn() {
        if (jdbc.increColumn == null) {
            return null;
        }
        FieldConf field = FieldConf.named(jdbc.column, jdbc.increColumn);
        if (field == null && jdbc.increColumn.matches("[0-9]{1,4}") && Integer.parseInt(jdbc.increColumn) < jdbc.column.size()) {
            field = jdbc.column.get(Integer.parseInt(jdbc.increColumn));
        }
        if (field == null) {
            throw new IllegalArgumentException(
                    "config error : increColumn's name or type is null, column = " + Json.pretty(jdbc.column.stream().map(FieldConf::toMap).collect(Collectors.toList())) + ", increColumn = " + jdbc.increColumn);
        }
        return field;
    }

    private FieldConf splitColumn(FieldConf incre, int parallelism) {
        if (incre == null && jdbc.splitPk == null) {
            if (parallelism > 1) {
                throw new IllegalArgumentException("Must specify the split column when the channel is greater than 1;");
            }
            return null;
        }
        FieldConf field = incre != null ? incre : FieldConf.named(jdbc.column, jdbc.splitPk);
        KeyKind kind = field == null ? null : KeyKind.of(field.type, field.name);
        if (parallelism > 1) {
            if (field == null) {
                throw new IllegalArgumentException("split column must in columns;");
            }
            if (kind != KeyKind.NUMBER) {
                throw new IllegalArgumentException("split column's type must be number type;");
            }
        }
        return field;
    }
}
