import { ageMs } from '../core/age.ts';
import type { Checkpoint, Checkpoints, SavepointStatus } from '../flink/savepoint-calls.ts';
import type { Stop } from '../runs/stop-schema.ts';

/** What is known about a stop with a savepoint whose job Flink shows alive. */
export interface SavepointInput {
  readonly stop: Stop;
  /** null: there is no request id to ask with. */
  readonly status: SavepointStatus | null;
  /** Asked for only where the status does not say it all. */
  readonly checkpoints: Checkpoints | null;
  readonly now: Date;
}

export type SavepointVerdict =
  /** However long it takes: a slow savepoint is no failure. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'ask-checkpoints' }
  /** The answer to the trigger was lost, and Flink shows the savepoint. */
  | { readonly kind: 'found'; readonly id: number }
  /** `over`: Flink tells it of the request, and does so only when the job is over; else the job may yet fail to end. */
  | { readonly kind: 'completed'; readonly path: string; readonly over: boolean }
  | { readonly kind: 'failed'; readonly cause: string }
  /** The trigger came to nothing: it may be sent again. */
  | { readonly kind: 'again' };

/** A trigger that is this young may still be on its way, and Flink's answer about checkpoints as old as its cache. */
const settledMs = 30_000;
/** The worker that sent it is given so long to write down its answer. */
const answeredMs = 5_000;

/** Triggers whose answers were lost, until it is given up. */
export const maxTriggers = 3;

/** What follows for a stop with a savepoint from one look. Pure. */
export function judgeSavepoint({ stop, status, checkpoints, now }: SavepointInput): SavepointVerdict {
  if (status !== null && status.kind !== 'unknown') {
    if (status.kind === 'completed') return { kind: 'completed', path: status.location, over: true };
    return status.kind === 'failed' ? { kind: 'failed', cause: status.cause } : { kind: 'wait' };
  }
  // The clock of another worker may be ahead a little: what it has just sent is not sent again.
  const age = ageMs(Date.parse(stop.sentAt ?? stop.at), now, settledMs);
  if (stop.step === 'sent' && age < answeredMs) return { kind: 'wait' };
  if (checkpoints === null) return { kind: 'ask-checkpoints' };
  if (checkpoints.counts.restored > (stop.before?.restored ?? 0)) {
    return { kind: 'failed', cause: 'the job failed while it was being stopped, and Flink restarted it' };
  }
  const ours = newestAfter(checkpoints, stop.before?.savepoint ?? null);
  if (ours?.status === 'COMPLETED' && typeof ours.external_path === 'string') {
    return { kind: 'completed', path: ours.external_path, over: false };
  }
  if (ours?.status === 'FAILED') return { kind: 'failed', cause: 'Flink counts it among its failed checkpoints' };
  if (ours !== undefined) return stop.step === 'sent' ? { kind: 'found', id: ours.id } : { kind: 'wait' };
  // It may stand in line behind a checkpoint, or not have arrived yet.
  if (checkpoints.counts.in_progress > 0 || age < settledMs) return { kind: 'wait' };
  if (stop.step === 'sent' && stop.attempt < maxTriggers) return { kind: 'again' };
  return { kind: 'failed', cause: 'Flink does not know of the savepoint (any more)' };
}

/** The newest savepoint that was triggered after the one with this id. */
export function newestAfter({ latest, history }: Checkpoints, before: number | null): Checkpoint | undefined {
  const savepoints = [...history, ...(latest.savepoint ? [latest.savepoint] : [])].filter(
    ({ is_savepoint: isSavepoint, id }) => isSavepoint && (before === null || id > before),
  );
  return savepoints.toSorted((a, b) => b.id - a.id)[0];
}
