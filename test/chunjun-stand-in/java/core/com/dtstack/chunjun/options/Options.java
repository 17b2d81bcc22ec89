package com.dtstack.chunjun.options;

import com.dtstack.chunjun.util.Json;
import com.dtstack.chunjun.util.Typed;

import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.ParseException;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stand-in. The program arguments of the real Main: single dash, each with a value, none required, blank values dropped. */
public final class Options {
    private static final String[] NAMES = {
        "jobType", "mode", "job", "jobName", "confProp", "p", "pj", "chunjunDistDir", "remoteChunJunDistDir", "pluginLoadMode", "flinkConfDir",
        "flinkLibDir", "hadoopConfDir", "addjar", "addShipfile", "runMode",
    };
    private final CommandLine line;

    public Options(String[] args) throws ParseException {
        org.apache.commons.cli.Options options = new org.apache.commons.cli.Options();
        for (String name : NAMES) {
            options.addOption(Option.builder(name).hasArg().build());
        }
        line = new DefaultParser().parse(options, args);
    }

    public String get(String name, String otherwise) {
        String value = line.getOptionValue(name);
        return value == null || value.trim().isEmpty() ? otherwise : value;
    }

    /** The job text: URL-decoded, then ${key} replaced as plain text by -p (first) and -pj. */
    public String job() throws Exception {
        String text = URLDecoder.decode(get("job", ""), "UTF-8");
        for (String item : get("p", "").split(",")) {
            if (!item.isEmpty()) {
                String[] pair = item.split("=");
                text = text.replace("${" + pair[0] + "}", pair[1]);
            }
        }
        for (Map.Entry<String, Object> entry : Json.parseObject(get("pj", "{}")).entrySet()) {
            text = text.replace("${" + entry.getKey() + "}", String.valueOf(entry.getValue()));
        }
        return text;
    }

    /** -confProp: URL-decoded, flat; numbers and booleans become texts; arrays, objects and null are refused. */
    public Map<String, String> confProp() throws Exception {
        String text = URLDecoder.decode(get("confProp", "{}"), "UTF-8");
        Map<String, String> properties = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : Json.parseObject(text.trim().isEmpty() ? "{}" : text).entrySet()) {
            String value = Typed.text(entry.getValue(), "$.");
            if (value == null) {
                throw new NullPointerException();
            }
            properties.put(entry.getKey(), value);
        }
        return properties;
    }
}
