import { ageMs } from '../core/age.ts';
import type { Cluster } from '../clusters/cluster-store.ts';
import { isGuarded, marginOf, runsLeftNow } from '../clusters/judge-health.ts';
import type { AdmissionGround } from '../runs/queue-store.ts';
import type { WaitingReason } from '../runs/schemas.ts';

type Closed = Pick<Cluster, 'name' | 'guardState' | 'guard' | 'maintenance'>;

/** Why a cluster admits nothing at all now; null: it admits. Costs no call. Pure. */
export function closedReason({ name, guardState, guard, maintenance }: Closed): WaitingReason | null {
  if (maintenance !== null) {
    const { who, since, reason } = maintenance;
    const message = `Cluster ${name} is in maintenance since ${since} (${who}: ${reason})`;
    return { code: 'cluster_maintenance', message };
  }
  const why = guard?.message ?? 'it needs a restart';
  switch (guardState) {
    case 'open':
      return null;
    case 'draining': {
      const next = guard?.alert ?? 'it is restarted when its runs are over';
      return { code: 'cluster_draining', message: `Cluster ${name} admits no runs (${why}): ${next}` };
    }
    case 'recycling':
      return { code: 'cluster_draining', message: `Cluster ${name} is being restarted (${why})` };
  }
}

/**
 * Whether the cluster's own state keeps a run from being admitted, on figures that were read with the turn: its guard, and
 * how many runs its metaspace is good for, less those that were admitted since it was measured. Pure.
 */
export function guardReason(
  cluster: Cluster,
  { guard, turn }: Pick<AdmissionGround, 'guard' | 'turn'>,
  epoch: string,
): WaitingReason | null {
  const closed = closedReason({ ...cluster, ...guard });
  if (closed !== null) return closed;
  const { health } = guard;
  if (turn === null || health === null || health.epoch !== epoch || !isGuarded(cluster)) return null;
  const left = runsLeftNow(health, turn);
  if (left === null || left >= marginOf(cluster)) return null;
  const since = turn - health.admissions;
  const message = `${since} runs were admitted lately: how much metaspace they leave on cluster ${cluster.name} is measured first`;
  return { code: 'cluster_memory', message };
}

/** First pause before another attempt on a cluster that is not well, doubled each time. */
const firstPauseMs = 15_000;

/** Whether a run that failed to be submitted through no fault of its own still waits before the next attempt. Pure. */
export function isAttemptPaused({ attempt, since, now }: { attempt: number; since: Date; now: Date }): boolean {
  return ageMs(since, now) < firstPauseMs * 2 ** Math.max(0, attempt - 1);
}
