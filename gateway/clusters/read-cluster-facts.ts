import type { ExtraJar } from '../chunjun/validate/validation-context.ts';
import { connectorDirectoriesOf, extraPluginOf } from '../distribution/connector-jars.ts';

/** What one start of a JobManager says about itself in its log. PURE: texts in, facts out. */
export interface ClusterFacts {
  /** 8, 11, 17 …; null: not known. */
  readonly javaVersion: number | null;
  /** Base names of the jars in their order, no paths; null: not known, and then nothing below is known either. */
  readonly classPath: readonly string[] | null;
  /** Plugin directories as in a distribution (`mysql`, `hbase14`) whose jar is on the class path. */
  readonly connectors: ReadonlySet<string>;
  readonly core: boolean;
  /** chunjun-core stands before Flink's table jars: only then its copies of Flink classes count (sql jobs need them). */
  readonly coreBeforeFlink: boolean;
  /** Connectors whose old Calcite stands before Flink's own: every submission fails (hdfs, hive, hive3). */
  readonly pluginsBeforeFlink: readonly string[];
  readonly extraJars: ReadonlySet<ExtraJar>;
  /** Not found by name, and some jar may carry it all the same. Its absence is not a fact. */
  readonly undecidedJars: ReadonlySet<ExtraJar>;
  /** `--add-opens java.base/java.net`: without it a Java above 15 refuses what mode dist-dir does. */
  readonly opensJavaNet: boolean;
}

export const unknownFacts: ClusterFacts = {
  javaVersion: null,
  classPath: null,
  connectors: new Set(),
  core: false,
  coreBeforeFlink: false,
  pluginsBeforeFlink: [],
  extraJars: new Set(),
  undecidedJars: new Set(),
  opensJavaNet: false,
};

/**
 * Reads the beginning of a JobManager's log (whole lines; null or foreign text: nothing is known). A log may hold
 * several starts one after another; only the one whose `flink-web-…` directory is `web.tmpdir` of the configuration
 * counts, and a log that names another start only says nothing about this one.
 */
export function readClusterFacts(logHead: string | null, jobManagerConfig: ReadonlyMap<string, string>): ClusterFacts {
  const start = logHead === null ? undefined : presentStart(logHead, jobManagerConfig.get('web.tmpdir'));
  if (start === undefined) return unknownFacts;
  const javaVersion = readJavaVersion(start);
  const opensJavaNet = /--add-opens[= ]java\.base\/java\.net=/.test(start);
  // A layout of JSON ends the message with a quote.
  const line = /(?:^|[^a-z]) Classpath: ([^"\n]*)(?:"[^\n]*)?\n/m.exec(start)?.[1]?.trim();
  if (line === undefined || line === '') return { ...unknownFacts, javaVersion, opensJavaNet };
  const classPath = [...new Set(line.split(':').flatMap((path) => jarName(path) ?? []))];
  return { javaVersion, opensJavaNet, classPath, ...judgeClassPath(classPath, start) };
}

/** Whether a text holds the start that the configuration belongs to; for choosing among rotated logs. */
export function namesStart(log: string, webTmpdir: string | undefined): boolean {
  const epoch = lastPart(webTmpdir);
  return epoch !== undefined && log.includes(epoch) && banner.test(log);
}

/** Flink's first lines: "Starting StandaloneSessionClusterEntrypoint (Version: 1.12.7, …", "… (Version: 1.12.7". */
const banner = / Starting \S+ \(.*Version: /;

function presentStart(log: string, webTmpdir: string | undefined): string | undefined {
  const begins = [...log.matchAll(new RegExp(banner, 'g'))].map(({ index }) => index);
  const starts = begins.map((begin, index) => log.slice(begin, begins[index + 1]));
  const epoch = lastPart(webTmpdir);
  if (epoch === undefined) return starts.at(-1);
  const named = starts.findLast((start) => start.includes(epoch));
  if (named !== undefined) return named;
  // Cut off before the line with the directory, or that line is not logged.
  return starts.findLast((start) => !/flink-web-[0-9a-f-]{36}/.test(start));
}

function lastPart(path: string | undefined): string | undefined {
  return path?.split('/').findLast((part) => part !== '');
}

/** "JVM: OpenJDK 64-Bit Server VM - Debian - 17/17.0.15+6…"; Java 8 calls itself 1.8. */
function readJavaVersion(start: string): number | null {
  const version = / JVM: [^\n]* - (?:1\.)?(\d{1,3})(?:\.\d+)*\/\S/.exec(start)?.[1];
  return version === undefined ? null : Number(version);
}

function jarName(path: string): string | undefined {
  const name = path.split('/').at(-1)?.trim();
  return name !== undefined && /^[^\s"]{1,200}\.jar$/i.test(name) ? name : undefined;
}

const oldCalcite = ['hdfs', 'hive', 'hive3'];
/** Flink's Calcite: flink-table_2.12, flink-table-blink_2.12, or flink-table-planner… of the single artifacts. */
const flinkTable = /^flink-table[-_](?!common|api|runtime)/;

function judgeClassPath(
  classPath: readonly string[],
  start: string,
): Omit<ClusterFacts, 'javaVersion' | 'opensJavaNet' | 'classPath'> {
  const table = classPath.findIndex((jar) => flinkTable.test(jar));
  const core = classPath.findIndex((jar) => /^chunjun-core.*\.jar$/.test(jar));
  const connectors = new Set(classPath.flatMap((jar) => [...connectorDirectoriesOf(jar)]));
  const early = classPath.slice(0, Math.max(0, table)).flatMap((jar) => [...connectorDirectoriesOf(jar)]);
  const extraJars = new Set(classPath.flatMap((jar) => extraJarOf(jar) ?? []));
  if (/ Hadoop version: \d/.test(start)) extraJars.add('hadoop-client');
  // Said by Flink itself: then no jar has it, whatever it is called.
  const noHadoop = start.includes(' No Hadoop Dependency available');
  const open = classPath.some(isOpaque) ? (['guava', 'httpclient', 'hadoop-client'] as const) : [];
  const undecidedJars = new Set(open.filter((jar) => !extraJars.has(jar) && !(jar === 'hadoop-client' && noHadoop)));
  return {
    connectors,
    core: core !== -1,
    coreBeforeFlink: core !== -1 && core < table,
    pluginsBeforeFlink: oldCalcite.filter((name) => early.includes(name)),
    extraJars,
    undecidedJars,
  };
}

/** flink-shaded-guava and hadoop-client-runtime hold theirs under other names: they do not count. */
const libraries: readonly (readonly [ExtraJar, RegExp])[] = [
  ['guava', /^guava(?:-\d.*)?\.jar$/],
  ['httpclient', /^httpclient(?:-4.*)?\.jar$/],
  ['hadoop-client', /^hadoop-(?:common|client-api)(?:-\d.*)?\.jar$/],
  ['hadoop-client', /^flink-shaded-hadoop-\d-uber-.*\.jar$/],
];

function extraJarOf(jar: string): ExtraJar | undefined {
  return libraries.find(([, name]) => name.test(jar))?.[0] ?? extraPluginOf(jar);
}

/** Connectors whose own jars were seen without guava, httpclient and Hadoop when they ran alone. */
const lean = ['stream', 'mysql', 'postgresql', 'kafka', 'upsert-kafka', 'redis', 'ftp', 'http', 'hdfs'];

/** Jars whose name does not say what is in them: no version, or made of several. Flink's own hide what they carry. */
function isOpaque(jar: string): boolean {
  if (/^(?:flink-(?!shaded-hadoop)|chunjun-(?!connector-)|force-shading)/.test(jar)) return false;
  if (/^chunjun-connector-/.test(jar)) return connectorDirectoriesOf(jar).some((name) => !lean.includes(name));
  return !/-\d/.test(jar) || /uber|-fat\b|-all\b|bundle|shaded|standalone|with-dependencies|hive-exec/i.test(jar);
}
