import type { ExtraJar } from '../chunjun/validate/validation-context.ts';
import { connectorDescriptions } from '../connectors/descriptions/descriptions.ts';
import type { DistributionMode } from '../distribution/job-jars.ts';
import type { ClusterFacts } from './read-cluster-facts.ts';
import type { Finding } from './schemas.ts';

/**
 * What the JobManager's log means for a distribution mode. PURE. `bundled`: connectors of the gateway's distribution,
 * for mode bundle. Of what is not known nothing is said but that.
 */
export function judgeFacts(
  facts: ClusterFacts,
  mode: DistributionMode,
  bundled: ReadonlySet<string> | undefined,
): Finding[] {
  const usable = {
    lib: facts.classPath === null ? undefined : facts.connectors,
    bundle: bundled,
    'dist-dir': undefined,
  };
  return [
    ...javaVersion(facts, mode),
    ...classPath(facts, mode),
    ...[...(usable[mode] ?? [])].sort().flatMap((connector) => [...needsOf(connector, facts)]),
  ];
}

function* javaVersion({ javaVersion, opensJavaNet }: ClusterFacts, mode: DistributionMode): Generator<Finding> {
  const code = 'java_version';
  if (javaVersion === null) {
    const message = 'The Java version of the JobManager is not known: its log does not begin with its start';
    const remedy =
      'Check that web.log.path is set and the log is not rotated away; until then documents are checked for less.';
    yield { level: 'info', code, message, remedy };
    return;
  }
  // URLClassLoader.addURL by reflection is refused from Java 16 on.
  if (mode === 'dist-dir' && javaVersion > 15 && !opensJavaNet) {
    const message = `Java ${javaVersion} refuses how mode dist-dir loads plugins: ClassNotFoundException`;
    const remedy =
      'Run Flink with Java 8, add --add-opens=java.base/java.net=ALL-UNNAMED to env.java.opts, or use another mode.';
    yield { level: 'error', code, message, remedy };
    return;
  }
  yield { level: 'ok', code, message: `Java ${javaVersion}` };
}

function* classPath(facts: ClusterFacts, mode: DistributionMode): Generator<Finding> {
  if (facts.classPath === null) {
    if (mode !== 'lib') return;
    const message =
      'Which plugins the cluster has is not known: the log of the JobManager does not name its class path';
    const remedy = 'Check that the log can be read and reaches back to the start; runs are submitted all the same.';
    yield { level: 'info', code: 'plugins', message, remedy };
    return;
  }
  if (facts.pluginsBeforeFlink.length > 0) {
    const message = `${facts.pluginsBeforeFlink.join(', ')} stand before Flink's own jars on the class path: every submission fails`;
    const remedy =
      'Put the plugins into a directory that sorts after flink-*.jar (lib/zz-chunjun) on all nodes and restart the cluster.';
    yield { level: 'error', code: 'class_path_order', message, remedy };
  }
  if (mode !== 'lib') return;
  if (!facts.core) {
    const message = 'chunjun-core is not on the class path: plugins that lie there cannot see it';
    const remedy = 'Put chunjun-core.jar into lib/zz-chunjun on JobManager and TaskManagers, or use mode bundle.';
    yield { level: 'error', code: 'core_missing', message, remedy };
  }
  if (facts.connectors.size === 0) {
    const message = 'No connector is on the class path';
    const remedy = 'Put the connectors in use into lib/zz-chunjun on JobManager and TaskManagers, or use mode bundle.';
    yield { level: 'error', code: 'plugins', message, remedy };
    return;
  }
  yield { level: 'ok', code: 'plugins', message: `Connectors: ${[...facts.connectors].sort().join(', ')}` };
}

/** By plugin directory; the catalogue says "httpclient 4.5". */
const needs = new Map(
  connectorDescriptions.flatMap(({ pluginDirectory, needsExtraJars, reader }) =>
    pluginDirectory === null
      ? []
      : [
          [
            pluginDirectory,
            { jars: needsExtraJars.map(({ name }) => name.split(' ')[0] as ExtraJar), reader },
          ] as const,
        ],
  ),
);

function* needsOf(connector: string, facts: ClusterFacts): Generator<Finding> {
  const need = needs.get(connector);
  if (need === undefined) return;
  for (const jar of facts.classPath === null ? [] : need.jars) {
    if (facts.extraJars.has(jar)) continue;
    const unsure = facts.undecidedJars.has(jar);
    const message = unsure
      ? `${connector} needs ${jar}; no jar is called so, but another one may carry it`
      : `${connector} needs ${jar}, which is not on the class path: its jobs fail with ClassNotFoundException`;
    const remedy = `If ${connector} is to be used, put ${jar} into lib on JobManager and TaskManagers and restart.`;
    yield { level: 'info', code: 'extra_jar_missing', message, remedy, connector };
  }
  const { javaVersions } = need.reader;
  // Several are those it was tried with; a single one is a limit.
  if (facts.javaVersion === null || javaVersions.length !== 1 || javaVersions.includes(facts.javaVersion)) return;
  const message = `The ${connector} reader runs on Java ${javaVersions.join(', ')} only, and this is Java ${facts.javaVersion}`;
  const remedy = `Run jobs that read with ${connector} on a cluster with Java ${javaVersions.join(', ')}.`;
  yield { level: 'info', code: 'connector_java', message, remedy, connector };
}
