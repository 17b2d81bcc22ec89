package com.dtstack.chunjun.util;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stand-in. From a connector's name to its class and to the jars below -chunjunDistDir, by the rules of the real program. */
public final class PluginUtil {
    private static final Logger LOG = LoggerFactory.getLogger(PluginUtil.class);
    /** name in the job -> {package, class prefix} */
    private static final Map<String, String[]> CONVERTED = new HashMap<>();

    static {
        CONVERTED.put("tidb", new String[] {"mysql", "Mysql"});
        CONVERTED.put("restapi", new String[] {"http", "Http"});
        CONVERTED.put("adbpostgresql", new String[] {"postgresql", "Postgresql"});
        CONVERTED.put("dorisbatch", new String[] {"doris", "Doris"});
        CONVERTED.put("es", new String[] {"elasticsearch6", "Elasticsearch6"});
        CONVERTED.put("hbase", new String[] {"hbase14", "HBase14"});
        CONVERTED.put("starrocks", new String[] {"starrocks", "StarRocks"});
        CONVERTED.put("gbase", new String[] {"gBase", "GBase"});
    }

    private PluginUtil() {}

    /** Role is "source" or "sink"; a name without the lower-case suffix ends in a StringIndexOutOfBoundsException. */
    public static String className(String name, String role) {
        String suffixed = role.equals("source") ? name.replace("reader", role) : name.replace("writer", role);
        String left = suffixed.substring(0, suffixed.indexOf(role)).toLowerCase();
        String[] converted = CONVERTED.get(left);
        String prefix = converted == null ? capital(left) : converted[1];
        return "com.dtstack.chunjun.connector." + (converted == null ? left : converted[0]) + "." + role + "." + prefix + capital(role) + "Factory";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase() + text.substring(1);
    }

    /** The plugin jars of a job below the distribution directory; a directory that does not exist has none. */
    public static List<URL> distributionJars(String root, boolean filePrefix, String... connectors) throws Exception {
        List<String> folders = new ArrayList<>(Arrays.asList(root, root + "/formats"));
        for (String connector : connectors) {
            String folder = connector.replaceAll("(reader|source|writer|sink)$", "");
            String[] converted = CONVERTED.get(folder);
            folders.add(root + "/connector/" + (converted == null ? folder : converted[0].toLowerCase()));
        }
        List<URL> urls = new ArrayList<>();
        for (String folder : folders) {
            File[] files = new File(folder).listFiles((dir, file) -> file.startsWith("chunjun") && file.endsWith(".jar"));
            for (File file : files == null ? new File[0] : files) {
                URL url = new URL((filePrefix ? "file:" : "") + file.getPath());
                if (!urls.contains(url)) {
                    urls.add(url);
                }
            }
        }
        return urls;
    }

    /** Reflective, as in the real program: on Java 16+ it fails with a warning only, and the plugin classes are then not found. */
    public static void addToContextClassLoader(List<URL> urls) {
        try {
            Method addUrl = URLClassLoader.class.getDeclaredMethod("addURL", URL.class);
            addUrl.setAccessible(true);
            for (URL url : urls) {
                addUrl.invoke(Thread.currentThread().getContextClassLoader(), url);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("can't add jar to the class loader", e);
        }
    }
}
