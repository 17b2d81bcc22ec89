import { ageMs } from '../core/age.ts';
import type { Clock } from '../core/clock.ts';
import type { Pace } from '../queues/wake.ts';
import { isLeased } from '../runs/run-status-lease.ts';
import type { RunState } from '../runs/run-status.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';
import { longestPauseMs, paceOf, type PacedCluster } from './pace-of.ts';

export interface SweepDeps {
  readonly runs: Pick<RunStore, 'pending' | 'inState' | 'activeCounts'>;
  readonly clusters: { listSeen(): Promise<readonly (PacedCluster & { readonly id: string })[]> };
  readonly wake: {
    submit(recordId: string): Promise<void>;
    resolve(recordId: string): Promise<void>;
    stop(recordId: string): Promise<void>;
  };
  readonly observe: (clusterId: string) => Promise<void>;
  /** Sees to it that a look is due within that time. */
  readonly keepPace: (clusterId: string, pace: Pace) => Promise<void>;
  readonly clock: Clock;
}

/** Records of one state that a sweep wakes at most: the next sweep wakes more. */
const atOnce = 500;

/** Younger records still have their first message. */
const graceMs = 5_000;

/** An active cluster that answered, but not for this long, is looked at now: its message may be lost or far off. */
const unseenMs = 15_000;

/** Where the next sweep goes on in a state that has more records than one sweep wakes: behind this id. */
export type SweepPlaces = Map<RunState, string>;

/**
 * Puts every unfinished record back to work and every cluster back under observation: after a flush of the queue or
 * the death of any process, the database alone is enough to go on. Messages of one record do not pile up. `places` is
 * kept from sweep to sweep: records that are stuck for long do not hold up those behind them.
 */
export async function sweep(deps: SweepDeps, places: SweepPlaces = new Map()): Promise<void> {
  // Now, and not when the sweep began: what was moved since would be taken for a stamp from the future.
  const isOld = ({ stateSince }: RunRecord): boolean => ageMs(stateSince, deps.clock.now()) > graceMs;
  for (const record of await deps.runs.pending(null, atOnce)) {
    if (isOld(record)) await deps.wake.submit(record.id);
  }
  for (const record of await nextIn(deps, 'SUBMITTING', places)) {
    if (!isLeased(record, deps.clock.now())) await deps.wake.submit(record.id);
  }
  for (const record of await nextIn(deps, 'UNCERTAIN', places)) {
    if (isOld(record)) await deps.wake.resolve(record.id);
  }
  for (const record of await nextIn(deps, 'STOPPING', places)) {
    if (isOld(record)) await deps.wake.stop(record.id);
  }
  const active = await deps.runs.activeCounts();
  const now = deps.clock.now();
  for (const cluster of await deps.clusters.listSeen()) {
    const { id } = cluster;
    const isActive = (active.get(id) ?? 0) > 0;
    // The others have a message that waits, and absorbs this one: sweeps do not make all clusters be looked at at once.
    if (isActive && isOverdue(cluster, now)) await deps.observe(id);
    else await deps.keepPace(id, paceOf(cluster, isActive, now));
  }
}

/** One that does not answer has a pace of its own, see `paceOf`. */
function isOverdue({ reachability, lastSeenAt, updatedAt }: PacedCluster, now: Date): boolean {
  // Every look that finds it so writes it down: where none did, the message for the next one is lost or far off.
  if (reachability === 'unreachable') return ageMs(updatedAt, now) > unseenMs + longestPauseMs;
  return lastSeenAt === null || ageMs(lastSeenAt, now) > unseenMs;
}

/** The next records of a state; after the last ones it begins anew. */
async function nextIn(deps: Pick<SweepDeps, 'runs'>, state: RunState, places: SweepPlaces) {
  const records = await deps.runs.inState(state, atOnce, places.get(state));
  const last = records.at(-1);
  if (last === undefined || records.length < atOnce) places.delete(state);
  else places.set(state, last.id);
  return records;
}
