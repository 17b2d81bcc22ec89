import { exhausted } from '../core/errors.ts';
import type { Clock } from '../core/clock.ts';
import { matches } from '../core/check.ts';
import { shorten } from '../core/redact.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { FollowedRecord, RunStore } from '../runs/run-store.ts';
import { StopSchema, type Stop } from '../runs/stop-schema.ts';
import type { StopStore } from '../runs/stop-store.ts';
import { judgeSavepoint, type SavepointVerdict } from './judge-savepoint.ts';

export interface FollowSavepointDeps {
  readonly runs: Pick<RunStore, 'move'>;
  readonly stops: StopStore;
  readonly redactorOf: (record: FollowedRecord) => Promise<(text: string) => string>;
  readonly wake: { stop(recordId: string): Promise<void> };
  readonly clock: Clock;
}

const observer = 'gateway/tracking';

/** The stop of a record that Flink has been asked, or is being asked, to take a savepoint for; null: there is none. */
export function savepointUnderWay(record: Pick<FollowedRecord, 'state' | 'stop'>): Stop | null {
  if (record.state !== 'STOPPING' || !matches(StopSchema, record.stop)) return null;
  return record.stop.step === 'sent' || record.stop.step === 'triggered' ? record.stop : null;
}

/**
 * One step of a stop with a savepoint whose job Flink shows alive: one call, two where the request is not known. The end
 * of the job is seen by the look itself, whatever became of the savepoint.
 */
export async function followSavepoint(
  deps: FollowSavepointDeps,
  flink: FlinkClient,
  record: FollowedRecord,
  stop: Stop,
): Promise<void> {
  const jobId = record.flinkJobId;
  if (jobId === null) return;
  const now = deps.clock.now();
  const status = stop.requestId === null ? null : await flink.savepointStatus(jobId, stop.requestId);
  let verdict = judgeSavepoint({ stop, status, checkpoints: null, now });
  if (verdict.kind === 'ask-checkpoints') {
    verdict = judgeSavepoint({ stop, status, checkpoints: await flink.checkpoints(jobId), now });
  }
  await act(deps, flink, record, stop, verdict);
}

async function act(
  deps: FollowSavepointDeps,
  flink: FlinkClient,
  record: FollowedRecord,
  stop: Stop,
  verdict: SavepointVerdict,
): Promise<void> {
  const at = deps.clock.now();
  const note = (why: string) => ({ who: observer, why, evidence: { ...verdict, requestId: stop.requestId }, at });
  switch (verdict.kind) {
    case 'wait':
    case 'ask-checkpoints':
      return;
    case 'found':
      await deps.stops.advance(record, { ...stop, step: 'triggered' }, note('Flink shows the savepoint'));
      return;
    case 'completed':
      if (!verdict.over && stop.step === 'triggered' && record.savepointPath === verdict.path) return;
      await deps.stops.advance(
        record,
        { ...stop, step: verdict.over ? 'completed' : 'triggered' },
        note(`the savepoint is complete: ${verdict.path}`),
        verdict.path,
      );
      return;
    case 'again': {
      const again = { ...stop, step: 'wanted', requestId: null } as const;
      const why = 'Flink shows no savepoint of the request whose answer was lost: it is sent again';
      if (await deps.stops.advance(record, again, note(why))) await deps.wake.stop(record.id);
      return;
    }
    case 'failed':
      return fail(deps, flink, record, stop, verdict.cause);
    default:
      exhausted(verdict);
  }
}

/** The job goes on, if it does: where it ended meanwhile, its end is what the next look finds. */
async function fail(
  deps: FollowSavepointDeps,
  flink: FlinkClient,
  record: FollowedRecord,
  stop: Stop,
  cause: string,
): Promise<void> {
  const job = (await flink.jobsOverview()).find(({ jid }) => jid === record.flinkJobId);
  if (job === undefined || ['FINISHED', 'FAILED', 'CANCELED', 'CANCELLING', 'FAILING'].includes(job.state)) return;
  const redact = await deps.redactorOf(record);
  const at = deps.clock.now();
  const failure = {
    message: `The savepoint failed and the run goes on: ${shorten(redact(cause))}`,
    remedy: 'Put right what kept Flink from taking it and ask again, or stop the run with mode cancel.',
    at: at.toISOString(),
  };
  await deps.runs.move(record, {
    to: 'RUNNING',
    by: 'tracking',
    who: observer,
    why: failure.message,
    evidence: { asked: `/jobs/${record.flinkJobId ?? ''}/savepoints`, requestId: stop.requestId, state: job.state },
    at,
    set: {
      stopRequestedAt: null,
      stop: { ...stop, step: 'failed', failure },
      stopVersion: record.stopVersion + 1,
      phase: job.state,
      seenAt: at,
    },
  });
}
