import { GatewayError } from '../core/errors.ts';
import type { Cluster } from './cluster-store.ts';
import { beginDrain, reopen, type DrainDeps } from './drain.ts';

export interface RestartDeps extends DrainDeps {
  readonly clusters: { find(id: string): Promise<Cluster | null> };
  readonly observe: (clusterId: string) => Promise<void>;
}

export interface RestartRequest {
  readonly clusterId: string;
  readonly reason: string;
  /** Neither jobs of others nor a cluster that does not answer are waited for. */
  readonly force: boolean;
  readonly who: string;
}

/**
 * A person wants the cluster to be restarted: it drains first. Asked for again, a pause after a failed restart is over.
 * Throws `not_found`, `conflict` while a restart is under way.
 */
export async function requestRestart(deps: RestartDeps, request: RestartRequest): Promise<Cluster> {
  const { reason: message, force, who } = request;
  for (;;) {
    const cluster = await find(deps, request.clusterId);
    const wish = { code: 'requested', message, force, who } as const;
    if (cluster.guardState === 'recycling') {
      throw new GatewayError('conflict', `The cluster ${cluster.name} is being restarted`, {
        remedy: `Wait until it is back; the time limit is ${cluster.guard?.deadlineAt ?? 'near'}.`,
      });
    }
    const isTurned =
      cluster.guardState === 'draining' && cluster.guard !== null
        ? await deps.health.note(cluster, { ...cluster.guard, ...wish, nextAttemptAt: null })
        : await beginDrain(deps, cluster, wish);
    if (!isTurned) continue;
    // Without the queue the sweep has the cluster looked at.
    await deps.observe(cluster.id).catch(() => undefined);
    return find(deps, cluster.id);
  }
}

/** Runs are admitted again without a restart. Throws `not_found`, `conflict` while one is under way. */
export async function cancelRestart(deps: RestartDeps, clusterId: string, who: string): Promise<Cluster> {
  for (;;) {
    const cluster = await find(deps, clusterId);
    if (cluster.guardState === 'open') return cluster;
    if (cluster.guardState === 'recycling') {
      throw new GatewayError('conflict', `The restart of cluster ${cluster.name} was asked for already`, {
        remedy: 'Wait until it is back; runs are admitted again then.',
      });
    }
    if (!(await reopen(deps, cluster, { why: `${who} called the restart off`, recycled: false }))) continue;
    await deps.observe(cluster.id).catch(() => undefined);
    return find(deps, clusterId);
  }
}

async function find({ clusters }: RestartDeps, id: string): Promise<Cluster> {
  const cluster = await clusters.find(id);
  if (cluster === null) throw new GatewayError('not_found', `There is no cluster ${id}`);
  return cluster;
}
