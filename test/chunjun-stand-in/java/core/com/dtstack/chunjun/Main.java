package com.dtstack.chunjun;

import com.dtstack.chunjun.conf.SyncConf;
import com.dtstack.chunjun.dirty.DirtyManager;
import com.dtstack.chunjun.options.Options;
import com.dtstack.chunjun.sink.SinkFactory;
import com.dtstack.chunjun.source.SourceFactory;
import com.dtstack.chunjun.util.PluginUtil;
import com.dtstack.chunjun.util.StandIn;
import com.dtstack.chunjun.util.TransformerUtil;

import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.java.utils.ParameterTool;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A STAND-IN for the entry class of Chunjun 1.12.8, for machines where the real program cannot be had. It takes the same arguments, reads the same sync
 * documents and moves real rows; README.md beside the sources says how it differs.
 */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) throws Exception {
        // A warning, because a careful cluster silences this logger below WARN.
        LOG.warn("This is the Chunjun STAND-IN, not Chunjun.");
        // The real program logs its raw arguments, passwords included: a gateway has to cope with it.
        LOG.info("------------program params-------------------------");
        for (String arg : args) {
            LOG.info("{}", arg);
        }
        LOG.info("-------------------------------------------");

        Options options = new Options(args);
        String job = options.job();
        Map<String, String> properties = options.confProp();
        StreamExecutionEnvironment env = environment(options.get("mode", "local"), properties);
        String jobType = options.get("jobType", null);
        if (jobType == null) {
            throw new IllegalArgumentException("EJobType name cannot be null or empty , just support sql or sync jobType !!!");
        }
        if (!jobType.equals("sync")) {
            throw new IllegalArgumentException("the stand-in supports sync jobs only, not jobType " + jobType);
        }
        build(env, SyncConf.parse(job), options);
        Thread.sleep(StandIn.mainBeforeMs(properties));
        env.execute(options.get("jobName", "Flink_Job"));
        if (StandIn.mainAfterFail(properties)) {
            throw new IllegalStateException("the stand-in fails after execute(), as standin.main-after-fail asks");
        }
    }

    private static StreamExecutionEnvironment environment(String mode, Map<String, String> properties) {
        Configuration configuration = Configuration.fromMap(properties);
        if (mode.equalsIgnoreCase("local")) {
            // Inside a cluster Flink itself refuses this with an InvalidProgramException.
            StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
            throw new IllegalArgumentException("the stand-in does not run in mode local");
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.getConfig().setGlobalJobParameters(ParameterTool.fromMap(properties));
        env.getConfig().enableObjectReuse();
        if (!properties.containsKey("restart-strategy")) {
            env.setRestartStrategy(RestartStrategies.noRestart());
        }
        return env;
    }

    private static void build(StreamExecutionEnvironment env, SyncConf conf, Options options) throws Exception {
        Map<String, String> globals = env.getConfig().getGlobalJobParameters().toMap();
        DirtyManager.check(globals);
        useDistribution(env, conf, options);
        env.setParallelism(conf.channel);
        SourceFactory sourceFactory =
                (SourceFactory) plugin(PluginUtil.className(conf.reader.name, "source"), new Class<?>[] {SyncConf.class, StreamExecutionEnvironment.class}, conf, env);
        DataStreamSource<Row> source = sourceFactory.createSource();
        if (conf.readerChannel > 0) {
            source.setParallelism(conf.readerChannel);
        }
        DataStream<Row> rows = TransformerUtil.apply(env, conf, source, sourceFactory.columns());
        if (conf.rebalance) {
            rows = rows.rebalance();
        }
        SinkFactory sinkFactory = (SinkFactory) plugin(PluginUtil.className(conf.writer.name, "sink"), new Class<?>[] {SyncConf.class, Map.class}, conf, globals);
        DataStreamSink<Row> sink = sinkFactory.createSink(rows);
        if (conf.writerChannel > 0) {
            sink.setParallelism(conf.writerChannel);
        }
    }

    private static Object plugin(String className, Class<?>[] types, Object... args) throws Exception {
        try {
            return Class.forName(className, true, Thread.currentThread().getContextClassLoader()).getConstructor(types).newInstance(args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception) {
                throw (Exception) e.getCause();
            }
            throw e;
        }
    }

    /** Only mode kubernetes-application makes an URL of the path; every other mode fails with "no protocol", as the real program does. */
    private static void useDistribution(StreamExecutionEnvironment env, SyncConf conf, Options options) throws Exception {
        String root = options.get("chunjunDistDir", null);
        if (root == null) {
            return;
        }
        boolean prefix = options.get("mode", "local").equals("kubernetes-application");
        List<URL> urls = PluginUtil.distributionJars(root, prefix, conf.reader.name, conf.writer.name);
        PluginUtil.addToContextClassLoader(urls);
        List<String> paths = new ArrayList<>();
        urls.forEach(url -> paths.add(url.toString()));
        Configuration extra = new Configuration();
        extra.set(PipelineOptions.CLASSPATHS, paths);
        env.configure(extra, Thread.currentThread().getContextClassLoader());
        java.lang.reflect.Method get = StreamExecutionEnvironment.class.getDeclaredMethod("getConfiguration");
        get.setAccessible(true);
        Configuration configuration = (Configuration) get.invoke(env);
        for (org.apache.flink.configuration.ConfigOption<List<String>> option : java.util.Arrays.asList(PipelineOptions.JARS, PipelineOptions.CLASSPATHS)) {
            List<String> all = new ArrayList<>(configuration.getOptional(option).orElseGet(ArrayList::new));
            all.addAll(paths);
            configuration.set(option, all);
        }
    }
}
