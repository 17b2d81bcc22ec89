/** PURE: what a local cluster's processes are told: flink-conf.yaml, log4j properties, command lines. */
import { join } from 'node:path';
import { javaModuleFlags } from './java.ts';

/** Sizes in MB. Every one can be set; the defaults make a JobManager and a 4-slot TaskManager of some 0.5 GB each. */
export interface LocalFlinkMemory {
  readonly jobManagerHeap: number;
  readonly jobManagerMetaspace: number;
  /** Framework heap (128) included. */
  readonly taskManagerHeap: number;
  readonly taskManagerMetaspace: number;
  /** Network buffers of 32 KB; 64 MB are enough for some 4 slots. */
  readonly taskManagerNetwork: number;
  /** RocksDB and sorting. */
  readonly taskManagerManaged: number;
}

export const DEFAULT_MEMORY: LocalFlinkMemory = {
  jobManagerHeap: 512,
  // 256 is what Flink's own scripts give both; class loader leaks show at the same point as in production.
  jobManagerMetaspace: 256,
  taskManagerHeap: 512,
  taskManagerMetaspace: 256,
  taskManagerNetwork: 64,
  taskManagerManaged: 64,
};

const FRAMEWORK_MB = 128;
const HOST = '127.0.0.1';

export interface ClusterPlan {
  readonly workDir: string;
  readonly restPort: number;
  readonly rpcPort: number;
  readonly blobPort: number;
  readonly taskManagers: number;
  readonly slotsPerTaskManager: number;
  readonly memory: LocalFlinkMemory;
  /** Extra flink-conf keys; they win over everything here. */
  readonly config: Readonly<Record<string, string | number | boolean>>;
}

export interface LaunchPlan {
  /** jobmanager, taskmanager-0, taskmanager-1, … */
  readonly name: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly outFile: string;
  /** Belongs to one start of this process: emptied before each. */
  readonly tmpDir: string;
}

export const confDirOf = (workDir: string): string => join(workDir, 'conf');

/**
 * The keys both processes read. Ports of the JobManager are fixed, so that a restarted one is where its clients look; those
 * of the TaskManagers are chosen by the system. Everything listens on 127.0.0.1 except the metric query service, a random
 * port per process: Flink 1.12 binds it to all addresses and has no setting for that.
 */
export function flinkConf(plan: ClusterPlan): Record<string, string | number | boolean> {
  const { memory } = plan;
  return {
    'rest.address': HOST,
    'rest.bind-address': HOST,
    'rest.port': plan.restPort,
    'rest.bind-port': plan.restPort,
    'jobmanager.rpc.address': HOST,
    'jobmanager.bind-host': HOST,
    'jobmanager.rpc.port': plan.rpcPort,
    'blob.server.port': plan.blobPort,
    'taskmanager.host': HOST,
    'taskmanager.bind-host': HOST,
    'taskmanager.numberOfTaskSlots': plan.slotsPerTaskManager,
    'parallelism.default': 1,
    // A TaskManager notices a dead JobManager by missed heartbeats only; with Flink's 10 s / 50 s every restart costs a
    // minute. Accumulators of running jobs travel with the heartbeat: here they are 1 s old at most, by default 10 s.
    'heartbeat.interval': 1000,
    'heartbeat.timeout': 8000,
    // Flink waits 10 s after a failed registration and doubles its patience up to 30 s.
    'cluster.registration.error-delay': 1000,
    'cluster.registration.max-timeout': 2000,
    // A TaskManager without a JobManager ends itself after 5 min by default: a JobManager may stay down longer here.
    'taskmanager.registration.timeout': '60 min',
    'web.tmpdir': tmpDirOf(plan.workDir, 'jobmanager'),
    'web.log.path': logFileOf(plan.workDir, 'jobmanager'),
    // What Flink's shell scripts would compute.
    'taskmanager.cpu.cores': plan.slotsPerTaskManager,
    'taskmanager.memory.framework.heap.size': bytes(FRAMEWORK_MB),
    'taskmanager.memory.task.heap.size': bytes(Math.max(memory.taskManagerHeap - FRAMEWORK_MB, 0)),
    'taskmanager.memory.framework.off-heap.size': bytes(FRAMEWORK_MB),
    'taskmanager.memory.task.off-heap.size': bytes(0),
    'taskmanager.memory.network.min': bytes(memory.taskManagerNetwork),
    'taskmanager.memory.network.max': bytes(memory.taskManagerNetwork),
    'taskmanager.memory.managed.size': bytes(memory.taskManagerManaged),
    'taskmanager.memory.jvm-metaspace.size': bytes(memory.taskManagerMetaspace),
    'taskmanager.memory.jvm-overhead.min': bytes(FRAMEWORK_MB),
    'taskmanager.memory.jvm-overhead.max': bytes(FRAMEWORK_MB),
    ...plan.config,
  };
}

/** Flink 1.12 reads `key: value` lines itself, it is no YAML: nothing is quoted, everything after ` #` is a comment. */
export function flinkConfText(conf: Readonly<Record<string, string | number | boolean>>): string {
  return `${Object.entries(conf)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join('\n')}\n`;
}

/** Logs to the file that the system property `log.file` names, so that Flink's log endpoints have something to show. */
export function log4jProperties(): string {
  return `rootLogger.level = INFO
rootLogger.appenderRef.file.ref = MainAppender
appender.main.name = MainAppender
appender.main.type = RollingFile
appender.main.append = true
appender.main.fileName = \${sys:log.file}
appender.main.filePattern = \${sys:log.file}.%i
appender.main.layout.type = PatternLayout
appender.main.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
appender.main.policies.type = Policies
appender.main.policies.size.type = SizeBasedTriggeringPolicy
appender.main.policies.size.size = 50MB
appender.main.strategy.type = DefaultRolloverStrategy
appender.main.strategy.max = 3
logger.akka.name = akka
logger.akka.level = INFO
logger.netty.name = org.apache.flink.shaded.akka.org.jboss.netty.channel.DefaultChannelPipeline
logger.netty.level = OFF
# Logs its program arguments, the whole job with every password in it, at INFO.
logger.chunjunmain.name = com.dtstack.chunjun.Main
logger.chunjunmain.level = WARN
`;
}

/** The marker on the command line by which a process is known to belong to this folder. */
export const markerOf = (workDir: string): string => `-Dflink.local.dir=${workDir}`;

/** The java arguments of every process of the cluster, JobManager first. */
export function launchPlans(
  plan: ClusterPlan,
  java: { readonly major: number },
  jars: readonly string[],
  jvmArgs: readonly string[] = [],
): LaunchPlan[] {
  const classPath = jars.join(':');
  const { workDir, memory } = plan;
  const launch = (name: string, jvm: string[], main: string, program: string[], dynamic: Record<string, string>) => {
    const tmpDir = tmpDirOf(workDir, name);
    const logFile = logFileOf(workDir, name);
    const properties = Object.entries({
      'io.tmp.dirs': tmpDir,
      'blob.storage.directory': join(tmpDir, 'blob'),
      ...dynamic,
    })
      .filter(([key]) => !(key in plan.config))
      .flatMap(([key, value]) => ['-D', `${key}=${value}`]);
    const args = [
      markerOf(workDir),
      ...jvm,
      '-Dfile.encoding=UTF-8',
      `-Djava.io.tmpdir=${tmpDir}`,
      `-Dlog.file=${logFile}`,
      `-Dlog4j.configurationFile=file:${join(confDirOf(workDir), 'log4j.properties')}`,
      ...javaModuleFlags(java.major),
      ...jvmArgs,
      '-cp',
      classPath,
      main,
      '--configDir',
      confDirOf(workDir),
      ...program,
      ...properties,
    ];
    return { name, args, logFile, outFile: logFile.replace(/\.log$/, '.out'), tmpDir };
  };

  const jobManager = launch(
    'jobmanager',
    [`-Xmx${memory.jobManagerHeap}m`, `-XX:MaxMetaspaceSize=${memory.jobManagerMetaspace}m`],
    'org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint',
    ['--executionMode', 'cluster'],
    {},
  );
  const direct = FRAMEWORK_MB + memory.taskManagerNetwork;
  const taskManagers = Array.from({ length: plan.taskManagers }, (_, index) =>
    launch(
      `taskmanager-${index}`,
      [
        `-Xmx${memory.taskManagerHeap}m`,
        `-XX:MaxMetaspaceSize=${memory.taskManagerMetaspace}m`,
        `-XX:MaxDirectMemorySize=${direct}m`,
      ],
      'org.apache.flink.runtime.taskexecutor.TaskManagerRunner',
      [],
      { 'taskmanager.log.path': logFileOf(workDir, `taskmanager-${index}`) },
    ),
  );
  return [jobManager, ...taskManagers];
}

/** One folder per process: Flink's /logs endpoint lists everything that lies beside the log file. */
function logFileOf(workDir: string, name: string): string {
  return join(workDir, 'log', name, `${name.replace(/-\d+$/, '')}.log`);
}

function tmpDirOf(workDir: string, name: string): string {
  return join(workDir, 'tmp', name);
}

function bytes(megabytes: number): string {
  return `${megabytes * 1024 * 1024}b`;
}
