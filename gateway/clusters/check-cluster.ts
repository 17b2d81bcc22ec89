import type { FlinkClient } from '../flink/client.ts';
import { judgeArchive, noArchive, type ArchiveFacts } from './judge-archive.ts';
import { judgeFacts } from './judge-facts.ts';
import type { ProcessHealth } from './health-schemas.ts';
import { runsUntilFull } from './judge-health.ts';
import { unknownFacts, type ClusterFacts } from './read-cluster-facts.ts';
import { processesOf } from './watch-health.ts';
import type { ClusterCheck, DistributionSetting, Finding } from './schemas.ts';

/**
 * Preflight: reads the cluster's own configuration and says which distribution modes it can carry and what to change.
 * `facts`: what its log says, see readClusterFacts; `bundled`: connectors of the gateway's distribution, if known;
 * `archive`: whether jobs that Flink has forgotten can be looked up.
 * Throws `cluster_unreachable`, `cluster_answer_invalid`.
 */
export async function checkCluster(
  flink: Pick<FlinkClient, 'overview' | 'jobManagerConfig' | 'memory'>,
  setting: DistributionSetting,
  facts: ClusterFacts = unknownFacts,
  bundled?: ReadonlySet<string>,
  archive: ArchiveFacts = noArchive,
): Promise<ClusterCheck> {
  const [overview, config, memory] = await Promise.all([
    flink.overview(),
    flink.jobManagerConfig(),
    setting.mode === 'bundle' ? memoryOf(flink) : [],
  ]);
  return judgeCluster(overview, config, setting, facts, bundled, memory, archive);
}

/** Empty: it is not told now; the check does without it. */
async function memoryOf(flink: Pick<FlinkClient, 'memory'>): Promise<readonly (ProcessHealth | null)[]> {
  try {
    return Object.values(processesOf(await flink.memory()));
  } catch {
    return [];
  }
}

/** Pure part of the preflight. `memory`: of JobManager and TaskManagers, as far as is known. */
export function judgeCluster(
  overview: { 'flink-version': string; 'slots-total': number; taskmanagers: number },
  config: ReadonlyMap<string, string>,
  setting: DistributionSetting,
  facts: ClusterFacts = unknownFacts,
  bundled?: ReadonlySet<string>,
  memory: readonly (ProcessHealth | null)[] = [],
  archive: ArchiveFacts = noArchive,
): ClusterCheck {
  const findings: Finding[] = [];
  const version = overview['flink-version'];
  findings.push(
    version.startsWith('1.12.')
      ? { level: 'ok', code: 'flink_version', message: `Flink ${version}` }
      : {
          level: 'error',
          code: 'flink_version',
          message: `Flink ${version}: Chunjun 1.12.8 runs on Flink 1.12 only`,
          remedy: 'Register a Flink 1.12 cluster, best 1.12.7.',
        },
  );
  findings.push(
    overview['slots-total'] > 0
      ? {
          level: 'ok',
          code: 'slots',
          message: `${overview['slots-total']} slots on ${overview.taskmanagers} TaskManagers`,
        }
      : {
          level: 'warning',
          code: 'slots',
          message: 'The cluster has no task slots now',
          remedy: 'Start a TaskManager; runs wait until there are slots.',
        },
  );
  const leakCheckOff = config.get('classloader.check-leaked-classloader') === 'false';
  const parentFirst = config.get('classloader.resolve-order') === 'parent-first';
  const modes = (['lib', 'bundle', 'dist-dir'] as const).filter((mode) => {
    if (judgeFacts(facts, mode, undefined).some(({ level }) => level === 'error')) return false;
    if (mode === 'bundle') return true;
    return leakCheckOff && (mode === 'dist-dir' || parentFirst);
  });
  findings.push(judgeArchive(config, archive), ...judgeFacts(facts, setting.mode, bundled));
  if (setting.mode !== 'bundle' && !leakCheckOff) {
    findings.push({
      level: 'error',
      code: 'leaked_classloader_check',
      message: 'classloader.check-leaked-classloader is on: every submission after the first runs fails',
      remedy: 'Set classloader.check-leaked-classloader: false in flink-conf.yaml and restart, or use mode bundle.',
    });
  }
  if (setting.mode === 'lib' && !parentFirst) {
    findings.push({
      level: 'error',
      code: 'resolve_order',
      message: 'Mode lib needs classloader.resolve-order: parent-first',
      remedy: 'Set it in flink-conf.yaml and restart, or use mode bundle.',
    });
  }
  if (setting.mode === 'bundle') {
    findings.push({
      level: 'warning',
      code: 'bundle_leaks_metaspace',
      message: `In mode bundle each JDBC run leaves 7-8 MB of metaspace behind on JobManager and TaskManager${untilFull(memory)}`,
      remedy:
        'For many runs put the plugins into lib/zz-chunjun of the cluster and use mode lib. Otherwise give the cluster a ' +
        'config.restartHook: it is drained and restarted before its metaspace is full.',
    });
  }
  const usable = findings.every((finding) => finding.level !== 'error') && modes.includes(setting.mode);
  return {
    usable,
    modes,
    findings,
    javaVersion: facts.javaVersion,
    plugins: facts.classPath === null ? null : [...facts.connectors].sort(),
    extraJars: facts.classPath === null ? null : [...facts.extraJars].sort(),
  };
}

function untilFull(memory: readonly (ProcessHealth | null)[]): string {
  const runs = runsUntilFull(memory);
  return runs === null ? '' : `; there is room for about ${runs} such runs until it is full`;
}
