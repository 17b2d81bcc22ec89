import type { Clock } from '../core/clock.ts';
import type { RunStore } from '../runs/run-store.ts';

export interface SweepDeps {
  readonly runs: Pick<RunStore, 'pending' | 'inState' | 'activeCounts'>;
  readonly clusters: { list(): Promise<readonly { readonly id: string }[]> };
  readonly wake: {
    submit(recordId: string): Promise<void>;
    resolve(recordId: string): Promise<void>;
    stop(recordId: string): Promise<void>;
  };
  readonly observe: (clusterId: string) => Promise<void>;
  readonly setPace: (clusterId: string, pace: 'active' | 'idle') => Promise<void>;
  readonly clock: Clock;
}

/** Records of one state that a sweep wakes at most: the next sweep wakes more. */
const atOnce = 500;

/** Younger records still have their first message. */
const graceMs = 5_000;

/**
 * Puts every unfinished record back to work and every cluster back under observation: after a flush of the queue or
 * the death of any process, the database alone is enough to go on. Messages of one record do not pile up.
 */
export async function sweep(deps: SweepDeps): Promise<void> {
  const old = new Date(deps.clock.now().getTime() - graceMs);
  for (const record of await deps.runs.pending(null, atOnce)) {
    if (record.stateSince < old) await deps.wake.submit(record.id);
  }
  for (const record of await deps.runs.inState('SUBMITTING', atOnce)) {
    if (record.leaseUntil !== null && record.leaseUntil < deps.clock.now()) await deps.wake.submit(record.id);
  }
  for (const record of await deps.runs.inState('UNCERTAIN', atOnce)) {
    if (record.stateSince < old) await deps.wake.resolve(record.id);
  }
  for (const record of await deps.runs.inState('STOPPING', atOnce)) {
    if (record.stateSince < old) await deps.wake.stop(record.id);
  }
  const active = await deps.runs.activeCounts();
  for (const { id } of await deps.clusters.list()) {
    if ((active.get(id) ?? 0) > 0) await deps.observe(id);
    else await deps.setPace(id, 'idle');
  }
}
