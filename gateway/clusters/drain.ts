import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Cluster } from './cluster-store.ts';
import type { GuardState, StoredGuard } from './health-schemas.ts';
import type { HealthStore } from './health-store.ts';
import { isGuarded } from './judge-health.ts';

export interface DrainDeps {
  readonly health: Pick<HealthStore, 'admissions' | 'turn' | 'note'>;
  readonly clock: Clock;
  readonly log: Log;
}

export const guardian = 'gateway/clusters';

/** First pause after a restart that came to nothing, doubled each time up to the last. */
const [firstPauseMs, longestPauseMs] = [30_000, 15 * 60_000];

/** When the restart after `failed` fruitless ones may be asked for; null: at once. Pure. */
export function pauseUntil(failed: number, now: Date): string | null {
  if (failed === 0) return null;
  return new Date(now.getTime() + Math.min(firstPauseMs * 2 ** (failed - 1), longestPauseMs)).toISOString();
}

/** Whether a restart waits until then. Further off than the longest pause it was written by a clock that was ahead. Pure. */
export function isPaused(until: string | null, now: Date): boolean {
  const leftMs = until === null ? 0 : Date.parse(until) - now.getTime();
  return leftMs > 0 && leftMs <= longestPauseMs;
}

/**
 * Nothing is admitted to the cluster any more, until it is opened again. False: somebody else has turned the guard. A
 * cluster that is full again before anything was submitted to it since its restart is not restarted at once.
 */
export async function beginDrain(
  { health, clock, log }: DrainDeps,
  cluster: Cluster,
  { code, message, who = guardian, force = false }: Pick<StoredGuard, 'code' | 'message'> & Partial<StoredGuard>,
): Promise<boolean> {
  const now = clock.now();
  const before = cluster.guard;
  const isFruitless =
    code !== 'requested' &&
    typeof before?.recycledAdmissions === 'number' &&
    cluster.admissions <= before.recycledAdmissions;
  const fruitless = isFruitless ? (before?.fruitless ?? 0) + 1 : 0;
  const begun = await health.turn(cluster, 'draining', {
    code,
    message,
    who,
    since: now.toISOString(),
    epoch: cluster.epoch,
    force,
    attempts: 0,
    nextAttemptAt: pauseUntil(fruitless, now),
    deadlineAt: null,
    alert: isFruitless
      ? 'The cluster was restarted and is full again: its metaspace is too small, or was not freed'
      : null,
    fruitless,
    recycledAt: before?.recycledAt ?? null,
    recycledAdmissions: before?.recycledAdmissions ?? null,
  });
  if (begun) log.warn({ clusterId: cluster.id, code, reason: message, who }, 'the cluster drains: nothing is admitted');
  return begun;
}

/** Runs are admitted again. `recycled`: another start of Flink answered. */
export async function reopen(
  { health, clock, log }: DrainDeps,
  cluster: Cluster,
  { why, recycled }: { why: string; recycled: boolean },
): Promise<boolean> {
  const { guard } = cluster;
  if (guard === null) return false;
  // The turn itself counts, too.
  const admissions = ((await health.admissions(cluster.id)) ?? 0) + 1;
  const opened = await health.turn(cluster, 'open', {
    ...guard,
    attempts: 0,
    nextAttemptAt: null,
    deadlineAt: null,
    alert: null,
    force: false,
    ...(recycled ? { recycledAt: clock.now().toISOString(), recycledAdmissions: admissions } : {}),
  });
  if (opened) log.info({ clusterId: cluster.id, reason: why }, 'the cluster admits runs again');
  return opened;
}

/** Says what a person has to know; once in the log, not at every look. */
export async function alertOnce(
  { health, log }: Pick<DrainDeps, 'health' | 'log'>,
  cluster: Cluster,
  alert: string | null,
): Promise<void> {
  const { guard } = cluster;
  if (guard === null || guard.alert === alert) return;
  if ((await health.note(cluster, { ...guard, alert })) && alert !== null) {
    log.error({ clusterId: cluster.id, name: cluster.name, alert }, 'a cluster needs a person');
  }
}

/** A run showed that a start of the cluster is at its end. */
export interface Symptom {
  readonly clusterId: string;
  /** The start that it was seen of. */
  readonly epoch: string | null;
  readonly code: string;
  readonly message: string;
}

/** The sign itself proves it. The others also go with a TaskManager that somebody restarts. */
const provesFull = 'cluster_out_of_metaspace';
const signs = new Set([provesFull, 'cluster_exhausted', 'cluster_class_loading']);

/** Stops admitting at once, whatever was measured. Nothing happens for another start, or where the guard is off. */
export async function markExhausted(
  deps: DrainDeps & { readonly clusters: { find(id: string): Promise<Cluster | null> } },
  symptom: Symptom,
): Promise<void> {
  if (!signs.has(symptom.code)) return;
  const cluster = await deps.clusters.find(symptom.clusterId);
  if (cluster === null || cluster.epoch === null || cluster.epoch !== symptom.epoch) return;
  if (cluster.config.healthGuard?.enabled === false) return;
  if (!isGuarded(cluster) && symptom.code !== provesFull) return;
  const said = { code: 'exhausted', message: symptom.message } as const;
  if (cluster.guardState === ('open' satisfies GuardState)) await beginDrain(deps, cluster, said);
  else if (cluster.guard?.code === 'metaspace') await deps.health.note(cluster, { ...cluster.guard, ...said });
}
