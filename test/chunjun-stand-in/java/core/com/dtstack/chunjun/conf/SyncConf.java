package com.dtstack.chunjun.conf;

import com.dtstack.chunjun.util.Json;
import com.dtstack.chunjun.util.Typed;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Stand-in. A sync job document, checked in the order of the real program. Only content[0] counts; unknown keys are ignored. */
public final class SyncConf {
    public OperatorConf reader;
    public OperatorConf writer;
    public String transformSql;
    public boolean nameMappingSourceName;
    public int channel = 1;
    public int readerChannel = -1;
    public int writerChannel = -1;
    public boolean rebalance;
    public boolean isRestore;
    public boolean isStream;
    public String restoreColumnName;
    public int restoreColumnIndex = -1;

    public static SyncConf parse(String text) {
        Map<String, Object> root = Json.parseObject(text);
        Map<String, Object> job = Typed.object(root, "job", "$");
        if (job == null) {
            throw new NullPointerException("[job] in the task script is empty");
        }
        Map<String, Object> content = firstContent(Typed.list(job, "content", "$.job"));
        SyncConf conf = new SyncConf();
        conf.readSetting(job);
        conf.reader = OperatorConf.of(content, "reader");
        conf.writer = OperatorConf.of(content, "writer");
        Map<String, Object> transformer = Typed.object(content, "transformer", "$.job.content[0]");
        conf.transformSql = transformer == null ? null : Typed.string(transformer, "transformSql");
        Map<String, Object> mapping = Typed.object(content, "nameMapping", "$.job.content[0]");
        conf.nameMappingSourceName = mapping != null && Typed.string(mapping, "sourceName") != null;
        conf.checkRestore();
        return conf;
    }

    public int readerParallelism() {
        return readerChannel == -1 ? channel : readerChannel;
    }

    private static Map<String, Object> firstContent(List<Object> content) {
        String empty = "[content] in the task script is empty, please check the task script configuration.";
        if (content == null) {
            throw new NullPointerException(empty);
        }
        if (content.isEmpty()) {
            throw new IllegalArgumentException(empty);
        }
        Object first = content.get(0);
        if (!(first instanceof Map)) {
            throw Typed.expected("BEGIN_OBJECT", first, "$.job.content[0]");
        }
        return Typed.asMap(first);
    }

    private void readSetting(Map<String, Object> job) {
        Map<String, Object> setting = presentBlock(job, "setting", "$.job");
        Map<String, Object> speed = presentBlock(setting, "speed", "$.job.setting");
        Map<String, Object> restore = presentBlock(setting, "restore", "$.job.setting");
        presentBlock(setting, "metricPluginConf", "$.job.setting");
        channel = Typed.integer(speed, "channel", 1);
        readerChannel = Typed.integer(speed, "readerChannel", -1);
        writerChannel = Typed.integer(speed, "writerChannel", -1);
        Typed.longInteger(speed, "bytes", 0);
        rebalance = Typed.bool(speed, "rebalance", false);
        isStream = Typed.bool(restore, "isStream", false);
        isRestore = Typed.bool(restore, "isRestore", false);
        restoreColumnName = Typed.string(restore, "restoreColumnName");
        restoreColumnIndex = Typed.integer(restore, "restoreColumnIndex", -1);
    }

    /** A missing block has its defaults; an explicit null ends in a NullPointerException, as in the real program. */
    private static Map<String, Object> presentBlock(Map<String, Object> parent, String key, String path) {
        if (!parent.containsKey(key)) {
            return Collections.emptyMap();
        }
        Map<String, Object> block = Typed.object(parent, key, path);
        if (block == null) {
            throw new NullPointerException("\"" + key + "\" is null");
        }
        return block;
    }

    private void checkRestore() {
        if (isStream || !isRestore) {
            return;
        }
        List<FieldConf> fields = reader.fields;
        FieldConf byName = restoreColumnName == null ? null : FieldConf.named(fields, restoreColumnName);
        FieldConf byIndex = restoreColumnIndex >= 0 && restoreColumnIndex < fields.size() ? fields.get(restoreColumnIndex) : null;
        if (byName == null && (restoreColumnName != null || byIndex == null)) {
            throw new IllegalArgumentException("Can not find restore column from json with column name:" + restoreColumnName);
        }
        if (byName != null && byIndex != null && byName != byIndex) {
            throw new IllegalArgumentException(
                    "The column name and column index point to different columns, column name = [" + restoreColumnName + "]，point to ["
                            + byName + "]; column index = [" + restoreColumnIndex + "], point to [" + byIndex + "].");
        }
    }
}
