package com.dtstack.chunjun.conf;

import com.dtstack.chunjun.util.Typed;

import java.util.List;
import java.util.Map;

/** Stand-in. The reader or the writer block. */
public final class OperatorConf {
    public final String name;
    public final Map<String, Object> parameter;
    public final String tableName;
    public final List<FieldConf> fields;

    private OperatorConf(String name, Map<String, Object> parameter, String tableName) {
        this.name = name;
        this.parameter = parameter;
        this.tableName = tableName;
        this.fields = FieldConf.listOf(parameter);
    }

    static OperatorConf of(Map<String, Object> content, String role) {
        Map<String, Object> block = Typed.object(content, role, "$.job.content[0]");
        if (block == null) {
            throw new NullPointerException("[" + role + "] in the task script is empty, please check the task script configuration.");
        }
        String name = Typed.text(block.get("name"), "$.job.content[0]." + role + ".name");
        if (name == null) {
            throw new NullPointerException("[name] under [" + role + "] in task script is empty, please check task script configuration.");
        }
        Map<String, Object> parameter = Typed.object(block, "parameter", "$.job.content[0]." + role);
        if (parameter == null) {
            throw new NullPointerException("[parameter] under [" + role + "] in the task script is empty, please check the configuration of the task script.");
        }
        Map<String, Object> table = Typed.object(block, "table", "$.job.content[0]." + role);
        return new OperatorConf(name, parameter, table == null ? null : Typed.string(table, "tableName"));
    }
}
