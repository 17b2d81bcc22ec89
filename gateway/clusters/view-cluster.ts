import type { Cluster } from './cluster-store.ts';
import { isGuarded } from './judge-health.ts';
import type { HealthView } from './health-schemas.ts';
import type { ClusterView } from './schemas.ts';

/** A cluster as the API shows it. */
export function viewCluster(cluster: Cluster): ClusterView {
  return {
    id: cluster.id,
    name: cluster.name,
    kind: cluster.kind,
    config: cluster.config,
    distribution: cluster.distribution,
    reachability: cluster.reachability as ClusterView['reachability'],
    reachableSince: cluster.reachableSince?.toISOString() ?? null,
    lastSeenAt: cluster.lastSeenAt?.toISOString() ?? null,
    lastError: cluster.lastError,
    epoch: cluster.epoch,
    flinkVersion: cluster.flinkVersion,
    slotsTotal: cluster.slotsTotal,
    slotsFree: cluster.slotsFree,
    hasSecrets: cluster.hasSecrets,
    health: viewHealth(cluster),
    maintenance: cluster.maintenance,
    revision: cluster.revision,
    createdAt: cluster.createdAt.toISOString(),
    createdBy: cluster.createdBy,
  };
}

function viewHealth(cluster: Cluster): HealthView {
  const { guardState: state, guard } = cluster;
  // Of an earlier start, or from before the guard was switched off, it says nothing.
  const isPresent = cluster.health?.epoch === cluster.epoch && (isGuarded(cluster) || state !== 'open');
  const health = isPresent ? cluster.health : null;
  const isOpen = state === 'open';
  return {
    at: health?.at ?? null,
    verdict: isOpen ? (health?.verdict ?? 'unknown') : guard?.code === 'exhausted' ? 'exhausted' : 'draining',
    process: health?.process ?? null,
    metaspaceUsed: health?.metaspaceUsed ?? null,
    metaspaceLimit: health?.metaspaceLimit ?? null,
    growthPerRun: health?.growthPerRun ?? null,
    learnedFrom: health?.learnedFrom ?? 0,
    runsLeft: health?.runsLeft ?? null,
    jobManager: health?.jobManager ?? null,
    taskManagers: health?.taskManagers ?? null,
    state,
    reason: isOpen ? null : (guard?.message ?? null),
    since: isOpen ? null : (guard?.since ?? null),
    requestedBy: isOpen ? null : (guard?.who ?? null),
    attempts: isOpen ? 0 : (guard?.attempts ?? 0),
    alert: guard?.alert ?? null,
    recycledAt: guard?.recycledAt ?? null,
  };
}
