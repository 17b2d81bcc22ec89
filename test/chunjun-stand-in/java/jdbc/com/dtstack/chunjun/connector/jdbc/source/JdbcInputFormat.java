package com.dtstack.chunjun.connector.jdbc.source;

import com.dtstack.chunjun.conf.FieldConf;
import com.dtstack.chunjun.connector.jdbc.JdbcConf;
import com.dtstack.chunjun.connector.jdbc.JdbcDialect;
import com.dtstack.chunjun.connector.jdbc.JdbcUtil;
import com.dtstack.chunjun.connector.jdbc.KeyKind;
import com.dtstack.chunjun.metrics.BigIntegerAccumulator;
import com.dtstack.chunjun.metrics.StringAccumulator;
import com.dtstack.chunjun.source.BaseInputFormat;
import com.dtstack.chunjun.throwable.ChunJunRuntimeException;

import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.core.io.InputSplit;
import org.apache.flink.types.Row;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Stand-in. */
final class JdbcInputFormat extends BaseInputFormat {
    private static final long serialVersionUID = 1L;
    private final JdbcConf conf;
    private final JdbcDialect dialect;
    private final int parallelism;
    private final String splitColumn;
    private final FieldConf incre;
    private final KeyKind increKind;
    private final ArrayList<BigInteger> locations;
    private transient Connection connection;
    private transient Statement statement;
    private transient ResultSet rows;
    private transient JdbcInputSplit split;
    private transient boolean finished;
    private transient BigInteger reached;
    private transient BigIntegerAccumulator startLocation;
    private transient BigIntegerAccumulator endLocation;

    JdbcInputFormat(
            JdbcConf conf, JdbcDialect dialect, int parallelism, String splitColumn, FieldConf incre, KeyKind increKind, ArrayList<BigInteger> locations) {
        this.conf = conf;
        this.dialect = dialect;
        this.parallelism = parallelism;
        this.splitColumn = splitColumn;
        this.incre = incre;
        this.increKind = increKind;
        this.locations = locations;
    }

    private boolean polls() {
        return conf.polling && incre != null;
    }

    @Override
    protected InputSplit[] splits(int wanted) throws SQLException {
        if (wanted != parallelism) {
            throw new ChunJunRuntimeException("numTaskVertices is [" + wanted + "], but parallelism in jdbcConf is [" + parallelism + "]");
        }
        List<String> conditions = wanted == 1 ? Collections.singletonList(null) : mod() ? modConditions(wanted) : rangeConditions(wanted);
        InputSplit[] splits = new InputSplit[conditions.size()];
        for (int i = 0; i < splits.length; i++) {
            BigInteger location = locations.isEmpty() ? null : locations.get(locations.size() == 1 ? 0 : i);
            splits[i] = new JdbcInputSplit(i, conditions.get(i), location);
        }
        return splits;
    }

    private boolean mod() {
        return polls() || "mod".equalsIgnoreCase(conf.splitStrategy);
    }

    private List<String> modConditions(int parts) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            conditions.add("mod(" + dialect.quote(splitColumn) + ", " + parts + ") = " + i);
        }
        return conditions;
    }

    /** Equal integer ranges between the smallest and the largest key; the last range is open. */
    private List<String> rangeConditions(int parts) throws SQLException {
        String key = dialect.quote(splitColumn);
        // Without an alias, as in the real program: with customSql this is invalid SQL.
        String from = conf.customSql == null ? JdbcUtil.quotedTable(conf, dialect) : "(" + conf.customSql + ")";
        String sql = "SELECT max(" + key + "), min(" + key + ") FROM " + from + whereClause(null, locations.isEmpty() ? null : locations.get(0), null);
        BigInteger least;
        BigInteger most;
        try (Connection probe = JdbcUtil.connect(conf, dialect, Collections.emptyMap());
                Statement query = probe.createStatement();
                ResultSet result = query.executeQuery(sql)) {
            result.next();
            BigDecimal high = result.getBigDecimal(1);
            if (high == null) {
                return Collections.singletonList(null);
            }
            most = high.setScale(0, RoundingMode.FLOOR).toBigInteger();
            least = result.getBigDecimal(2).setScale(0, RoundingMode.FLOOR).toBigInteger();
        }
        BigInteger span = most.subtract(least).add(BigInteger.ONE);
        BigInteger step = span.add(BigInteger.valueOf(parts - 1)).divide(BigInteger.valueOf(parts));
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            BigInteger from0 = least.add(step.multiply(BigInteger.valueOf(i)));
            String lower = key + " >= " + from0;
            conditions.add(i == parts - 1 ? lower : lower + " AND " + key + " < " + from0.add(step));
        }
        return conditions;
    }

    /** conf.where is AND-ed without parentheses, as in the real program. */
    private String whereClause(String condition, BigInteger after, String upTo) {
        List<String> parts = new ArrayList<>();
        if (conf.where != null) {
            parts.add(conf.where);
        }
        if (condition != null) {
            parts.add(condition);
        }
        if (after != null) {
            parts.add(dialect.quote(incre.name) + " > " + increKind.literal(after));
        }
        if (upTo != null) {
            parts.add(dialect.quote(incre.name) + " <= " + upTo);
        }
        return parts.isEmpty() ? " WHERE 1=1" : " WHERE " + String.join(" AND ", parts);
    }

    @Override
    public void openInputFormat() throws IOException {
        super.openInputFormat();
        if (incre == null) {
            return;
        }
        startLocation = accumulator("startLocation", new BigIntegerAccumulator());
        endLocation = accumulator("endLocation", new BigIntegerAccumulator());
        if (conf.initReporter) {
            guarded(() -> Class.forName("com.dtstack.chunjun.metrics.prometheus.PrometheusReport", true, Thread.currentThread().getContextClassLoader()));
        }
    }

    @SuppressWarnings("unchecked")
    private <A extends Accumulator<?, ?>> A accumulator(String name, A fresh) {
        Accumulator<?, ?> existing = getRuntimeContext().getAccumulator(name);
        if (existing != null) {
            return (A) existing;
        }
        getRuntimeContext().addAccumulator(name, (Accumulator<Object, java.io.Serializable>) fresh);
        return fresh;
    }

    @Override
    protected void openSplit(InputSplit input) throws SQLException {
        split = (JdbcInputSplit) input;
        connection = JdbcUtil.connect(conf, dialect, globals);
        connection.setAutoCommit(!dialect.cursorNeedsTransaction());
        finished = false;
        reached = split.startLocation;
        if (reached != null) {
            startLocation.add(reached);
        }
        String upTo = incre != null && conf.useMaxFunc ? greatest() : null;
        query(upTo);
    }

    private String greatest() throws SQLException {
        try (Statement max = connection.createStatement();
                ResultSet result = max.executeQuery("select max(" + dialect.quote(incre.name) + ") from " + JdbcUtil.quotedTable(conf, dialect))) {
            result.next();
            BigDecimal value = result.getBigDecimal(1);
            if (value == null) {
                return null;
            }
            accumulator("maxValue", new StringAccumulator()).add(value.toPlainString());
            return value.toPlainString();
        }
    }

    private void query(String upTo) throws SQLException {
        List<String> names = new ArrayList<>();
        for (FieldConf field : conf.column) {
            if (field.value == null) {
                names.add(dialect.quote(field.name));
            }
        }
        String from = conf.customSql == null ? JdbcUtil.quotedTable(conf, dialect) : "(" + conf.customSql + ") chunjun_tmp";
        String order = incre != null ? incre.name : conf.orderByColumn;
        String sql =
                "SELECT " + String.join(", ", names) + " FROM " + from + whereClause(split.condition, reached, upTo)
                        + (order == null ? "" : " ORDER BY " + dialect.quote(order) + " ASC");
        statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(conf.fetchSize == 0 ? dialect.defaultFetchSize() : conf.fetchSize);
        rows = statement.executeQuery(sql);
    }

    @Override
    protected Row read() throws Exception {
        while (true) {
            while (!rows.next()) {
                if (!polls()) {
                    finished = true;
                    return null;
                }
                rows.close();
                statement.close();
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
                Thread.sleep(conf.pollingInterval);
                query(null);
            }
            try {
                Row row = convert();
                if (incre != null) {
                    advance(row);
                }
                return row;
            } catch (SQLException e) {
                dirty.collect("a row that cannot be read", e);
            }
        }
    }

    private Row convert() throws SQLException {
        Row row = new Row(conf.column.size());
        int position = 0;
        for (int i = 0; i < row.getArity(); i++) {
            FieldConf field = conf.column.get(i);
            Object value = field.value != null ? field.value : rows.getObject(++position);
            row.setField(i, field.value != null || value == null ? value : dialect.read(value, field.type.toUpperCase(Locale.ENGLISH)));
        }
        return row;
    }

    private void advance(Row row) {
        for (int i = 0; i < row.getArity(); i++) {
            FieldConf field = conf.column.get(i);
            if (field.name.equals(incre.name) && row.getField(i) != null) {
                BigInteger location = increKind.locationOf(row.getField(i));
                if (polls()) {
                    reached = location;
                } else {
                    endLocation.add(location);
                }
                return;
            }
        }
    }

    @Override
    protected void closeSplit() throws SQLException {
        if (connection == null) {
            return;
        }
        Connection open = connection;
        connection = null;
        if (finished) {
            open.close();
        } else {
            // close() of the MySQL driver would first read the rest of a streamed result.
            open.abort(Runnable::run);
        }
    }
}
