import type { ClusterSeen } from '../clusters/cluster-store.ts';
import type { Pace } from '../queues/wake.ts';

/** A cluster that stops answering is looked at as before for this long, in milliseconds: most are back by then. */
const promptMs = 30_000;

/** Longest pause before an active cluster that does not answer is looked at again, in milliseconds. */
export const longestPauseMs = 30_000;

export type PacedCluster = Pick<ClusterSeen, 'reachability' | 'lastSeenAt' | 'createdAt' | 'updatedAt'>;

/**
 * When to look again at a cluster as the database knows it. The pause of one that does not answer is a tenth of the time
 * that it was not seen beyond `promptMs`: its return is noticed late by no more than that. Pure.
 */
export function paceOf(
  { reachability, lastSeenAt, createdAt }: Omit<PacedCluster, 'updatedAt'>,
  isActive: boolean,
  now: Date,
): Pace {
  if (!isActive) return 'idle';
  if (reachability !== 'unreachable') return 'active';
  const unseenMs = now.getTime() - (lastSeenAt ?? createdAt).getTime();
  const pauseMs = Math.min(longestPauseMs, Math.round((unseenMs - promptMs) / 10));
  return pauseMs > 0 ? pauseMs : 'active';
}
