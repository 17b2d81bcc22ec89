import { matches } from '../core/check.ts';
import type { RestorePoints } from '../runs/restore-schema.ts';
import type { FollowedRecord, RunChange } from '../runs/run-store.ts';
import { StopSchema, type Stop } from '../runs/stop-schema.ts';
import { pathOf } from './follow-checkpoints.ts';

export interface EndOfStream {
  /** Why it ended, where a stop with a savepoint says more than Flink's word. */
  readonly why: string | null;
  /** It was stopped on the way: a bound that it had reached by then is none to start from. */
  readonly stopped: boolean;
  readonly set: RunChange;
}

const nothing: EndOfStream = { why: null, stopped: false, set: {} };

/** What the last answer about checkpoints means for a run that Flink says is over (`phase`). Pure. */
export function endOfStream(
  record: Pick<FollowedRecord, 'stop' | 'stopVersion' | 'savepointPath'>,
  phase: string,
  points: RestorePoints | null,
  at: Date,
): EndOfStream {
  const seen = points === null ? {} : { restorePoints: points, checkpointsAt: at, ...pathOf(points) };
  const stop = matches(StopSchema, record.stop) ? record.stop : null;
  if (stop === null || stop.step === 'failed' || stop.step === 'cancelled') return { ...nothing, set: seen };
  const path = pathOfStop(record, stop, points);
  const stopVersion = record.stopVersion + 1;
  if (path !== null) {
    const why = `stopped with a savepoint, Flink says ${phase}: ${path}`;
    const set = { ...seen, savepointPath: path, stop: { ...stop, step: 'completed' } as const, stopVersion };
    return { why, stopped: true, set };
  }
  const failure = {
    message: `The run was over (${phase}) before a savepoint was complete`,
    remedy: 'Run it again from its last checkpoint, if it is usable, or from the beginning.',
    at: at.toISOString(),
  };
  return { ...nothing, set: { ...seen, stop: { ...stop, step: 'failed', failure }, stopVersion } };
}

/** Ids count up within a job: a savepoint that is newer than the trigger is the one it asked for. */
function pathOfStop(
  record: Pick<FollowedRecord, 'savepointPath'>,
  stop: Stop,
  points: RestorePoints | null,
): string | null {
  // Sent again: it may be the savepoint of the request before, whose answer was lost.
  if (stop.attempt === 0) return null;
  if (points?.savepoint && points.savepoint.id > (stop.before?.savepoint ?? -1)) return points.savepoint.path;
  return stop.step === 'completed' ? record.savepointPath : null;
}
