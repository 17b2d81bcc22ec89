import type { Clock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Metrics } from '../core/metrics.ts';
import type { ClusterSeen } from '../clusters/cluster-store.ts';
import type { RunFiguresStore } from '../runs/run-figures-store.ts';

export interface SampleDeps {
  readonly metrics: Metrics;
  readonly figures: Pick<RunFiguresStore, 'read'>;
  readonly clusters: { listSeen(): Promise<readonly ClusterSeen[]> };
  readonly queue: {
    counts(): Promise<
      ReadonlyMap<string, { readonly waiting: number; readonly delayed: number; readonly active: number }>
    >;
  };
  readonly feed: { waitingSince(): Promise<Date | null> };
  readonly clock: Clock;
  readonly log: Log;
}

/** Scrapes within this time share one reading: who asks often costs the database no more. */
const keptMs = 5_000;
/** A part that takes longer is missing from the scrape; Prometheus gives up after 10 s. */
const limitMs = 3_000;

/** Reads what the gauges show. Never rejects: a part that cannot be read is missing, and counted as such. */
export function createSampler(deps: SampleDeps): () => Promise<void> {
  const { metrics } = deps;
  let last: { readonly at: number; readonly done: Promise<void> } | undefined;

  async function part(name: string, gauges: readonly { reset(): void }[], read: () => Promise<() => void>) {
    try {
      const show = await within(read());
      for (const gauge of gauges) gauge.reset();
      show();
    } catch (error) {
      // Old figures would pass for present ones.
      for (const gauge of gauges) gauge.reset();
      metrics.sampleErrors.inc({ part: name });
      deps.log.warn({ part: name, reason: messageOf(error) }, 'metrics could not be read');
    }
  }

  async function sample(): Promise<void> {
    const { records, waiting, queue, feedLag } = metrics;
    const { observerLag, clusterReachable, slotsTotal, slotsFree } = metrics;
    const { metaspaceUsed, metaspaceLimit, runsLeft, clusterClosed, clusterAlert } = metrics;
    const ofHealth = [metaspaceUsed, metaspaceLimit, runsLeft, clusterClosed, clusterAlert];
    const ofClusters = [observerLag, clusterReachable, slotsTotal, slotsFree, ...ofHealth];
    await Promise.all([
      part('records', [records, waiting], async () => {
        const figures = await deps.figures.read();
        return () => {
          for (const [state, count] of figures.records) records.set({ state }, count);
          for (const [reason, count] of figures.waiting) waiting.set({ reason }, count);
        };
      }),
      part('clusters', ofClusters, async () => {
        const clusters = await deps.clusters.listSeen();
        return () => clusters.forEach((cluster) => showCluster(metrics, cluster, deps.clock.now()));
      }),
      // Without labels a reset would say that nothing waits.
      part('feed', [{ reset: () => feedLag.remove() }], async () => {
        const since = await deps.feed.waitingSince();
        const seconds = since === null ? 0 : Math.max(0, deps.clock.now().getTime() - since.getTime()) / 1000;
        return () => feedLag.set(seconds);
      }),
      part('queue', [queue], async () => {
        const counts = await deps.queue.counts();
        return () => {
          for (const [message, byStatus] of counts) {
            for (const [status, count] of Object.entries(byStatus)) queue.set({ message, status }, count);
          }
        };
      }),
    ]);
  }

  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at > keptMs) last = { at: now, done: sample() };
    return last.done;
  };
}

function showCluster(metrics: Metrics, cluster: ClusterSeen, now: Date): void {
  const { name, reachability, lastSeenAt, slotsTotal, slotsFree } = cluster;
  if (reachability !== 'unknown') metrics.clusterReachable.set({ cluster: name }, reachability === 'reachable' ? 1 : 0);
  if (lastSeenAt !== null) {
    metrics.observerLag.set({ cluster: name }, Math.max(0, now.getTime() - lastSeenAt.getTime()) / 1000);
  }
  if (slotsTotal !== null) metrics.slotsTotal.set({ cluster: name }, slotsTotal);
  if (slotsFree !== null) metrics.slotsFree.set({ cluster: name }, slotsFree);
  showHealth(metrics, cluster);
}

function showHealth(metrics: Metrics, { name: cluster, epoch, health, guardState, guard }: ClusterSeen): void {
  metrics.clusterClosed.set({ cluster }, guardState === 'open' ? 0 : 1);
  metrics.clusterAlert.set({ cluster }, (guard?.alert ?? null) === null ? 0 : 1);
  if (health === null || health.epoch !== epoch) return;
  if (health.runsLeft !== null) metrics.runsLeft.set({ cluster }, health.runsLeft);
  for (const process of ['jobManager', 'taskManagers'] as const) {
    const memory = health[process];
    if (memory === null) continue;
    metrics.metaspaceUsed.set({ cluster, process }, memory.used);
    if (memory.limit !== null) metrics.metaspaceLimit.set({ cluster, process }, memory.limit);
  }
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
