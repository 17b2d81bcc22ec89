import { messageOf } from '../core/errors.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { ClusterMemory, ProcessMemory } from '../flink/memory-calls.ts';
import type { Cluster } from './cluster-store.ts';
import { beginDrain } from './drain.ts';
import type { ProcessHealth, StoredHealth } from './health-schemas.ts';
import type { HealthStore } from './health-store.ts';
import { isGuarded, judgeHealth, marginOf, wordsOf } from './judge-health.ts';
import { stepGuard, type RecycleDeps } from './recycle.ts';

export interface WatchDeps extends RecycleDeps {
  readonly health: HealthStore;
  readonly clusters: { find(id: string): Promise<Cluster | null> };
}

/** What a look at the cluster saw of it. */
export interface Seen {
  readonly flink: Pick<FlinkClient, 'memory' | 'epoch' | 'jobsOverview'>;
  readonly epoch: string;
  /** Everything was asked for, not the list of jobs alone: at most every 10 s. */
  readonly isWhole: boolean;
}

/**
 * What follows for the health of a cluster from a look at it; null: it did not answer. Costs two calls per whole look of
 * a cluster that runs leave metaspace behind on, and none of others. Never rejects: the look goes on without it.
 */
export async function watchHealth(deps: WatchDeps, before: Cluster, seen: Seen | null): Promise<void> {
  const isClosed = before.guardState !== 'open';
  if (!isClosed && (seen === null || !seen.isWhole || !isGuarded(before))) return;
  try {
    const measured = seen?.isWhole === true ? await measure(deps, before, seen) : null;
    // As it is now: what the look itself found out is in it.
    const cluster = await deps.clusters.find(before.id);
    if (cluster === null) return;
    if (cluster.guardState !== 'open') return await stepGuard(deps, cluster, seen?.flink ?? null);
    if (measured?.verdict === 'near_limit' && isGuarded(cluster)) {
      await beginDrain(deps, cluster, { code: 'metaspace', message: wordsOf(measured) });
    }
  } catch (error) {
    deps.log.warn({ clusterId: before.id, reason: messageOf(error) }, 'the health of the cluster could not be watched');
  }
}

async function measure(deps: WatchDeps, cluster: Cluster, { flink, epoch }: Seen): Promise<StoredHealth | null> {
  const admissions = await deps.health.admissions(cluster.id);
  if (admissions === null) return null;
  const { jobManager, taskManagers } = processesOf(await flink.memory());
  // Flink has not fetched them yet: nothing is known that was not.
  if (jobManager === null && taskManagers === null) return null;
  const reading = { at: deps.clock.now(), epoch, admissions, jobManager, taskManagers };
  const health = judgeHealth(cluster.health, reading, marginOf(cluster));
  await deps.health.saveHealth(cluster.id, health);
  return health;
}

export function processesOf({ jobManager, taskManagers }: ClusterMemory) {
  return { jobManager: healthOf(jobManager), taskManagers: healthOf(taskManagers) };
}

function healthOf(memory: ProcessMemory | null): ProcessHealth | null {
  if (memory === null) return null;
  const { metaspaceUsed, metaspaceLimit, heapUsed, heapLimit } = memory;
  return { used: metaspaceUsed, limit: metaspaceLimit, heapUsed, heapLimit };
}
