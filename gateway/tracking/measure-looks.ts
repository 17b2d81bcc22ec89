import type { Metrics } from '../core/metrics.ts';
import { observeCluster, type ObserveDeps } from './observe-cluster.ts';

/** observeCluster, timed; `cluster` is the cluster's name. outcome: answered, unreachable, or failed (a fault of ours). */
export async function observeMeasured(
  deps: ObserveDeps,
  { looks, lookSeconds, orphansCancelled }: Pick<Metrics, 'looks' | 'lookSeconds' | 'orphansCancelled'>,
  clusterId: string,
): Promise<void> {
  const startedAt = performance.now();
  const seen: { name?: string } = {};
  let outcome = 'answered';
  const watched: ObserveDeps = {
    ...deps,
    notes: {
      async annotate(record, note) {
        orphansCancelled.inc({ by: 'sweep' });
        await deps.notes.annotate(record, note);
      },
    },
    clusters: {
      ...deps.clusters,
      async find(id) {
        const cluster = await deps.clusters.find(id);
        if (cluster !== null) seen.name = cluster.name;
        return cluster;
      },
      async markUnreachable(cluster, error) {
        outcome = 'unreachable';
        await deps.clusters.markUnreachable(cluster, error);
      },
    },
  };
  try {
    await observeCluster(watched, clusterId);
  } catch (error) {
    outcome = 'failed';
    throw error;
  } finally {
    if (seen.name !== undefined) {
      looks.inc({ cluster: seen.name, outcome });
      lookSeconds.observe({ cluster: seen.name }, (performance.now() - startedAt) / 1000);
    }
  }
}
