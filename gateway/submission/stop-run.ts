import { GatewayError, messageOf } from '../core/errors.ts';
import type { RunChange, RunRecord } from '../runs/run-store.ts';
import { isFinal } from '../runs/run-status.ts';
import type { StopInput } from '../runs/stop-schema.ts';
import { untilNow } from './move-record.ts';
import { savepointStopOf, triggerSavepoint, wishSavepoint } from './stop-with-savepoint.ts';
import { submitter, type SubmissionDeps } from './submission-deps.ts';

type StopDeps = Pick<SubmissionDeps, 'runs' | 'stops' | 'clusters' | 'flinkOf' | 'wake' | 'clock' | 'log'>;

/**
 * A person wants a run to end. Before submission it is CANCELED at once; on Flink it is STOPPING until Flink says so;
 * in between the wish is kept and acted on as soon as the submission is settled. With a savepoint: only a RUNNING
 * stream run; a cancel asked for meanwhile does not wait for it. Throws `not_found`, `illegal_move`, `validation_failed`.
 */
export async function requestStop(
  deps: StopDeps,
  recordId: string,
  who: string,
  input: StopInput = {},
): Promise<RunRecord> {
  for (;;) {
    const record = await deps.runs.find(recordId);
    if (record === null) throw new GatewayError('not_found', `There is no record ${recordId}`);
    const changed = await stopOnce(deps, record, who, input);
    if (changed !== null) return changed;
    // Somebody moved the record between the read and the write: decide anew on what it is now.
  }
}

async function stopOnce(deps: StopDeps, record: RunRecord, who: string, input: StopInput): Promise<RunRecord | null> {
  const at = deps.clock.now();
  const request = { by: 'api', who, at, why: 'stop requested', set: { stopRequestedAt: at } } as const;
  switch (record.state) {
    case 'QUEUED':
    case 'WAITING':
      return deps.runs.move(record, { ...request, to: 'CANCELED', evidence: untilNow(record) });
    case 'SUBMITTING':
    case 'UNCERTAIN':
      if (input.mode === 'savepoint') return wishSavepoint(deps, record, input, who);
      return (await deps.runs.note(record, { stopRequestedAt: at })) ? deps.runs.find(record.id) : null;
    case 'RUNNING': {
      const moved =
        input.mode === 'savepoint'
          ? await wishSavepoint(deps, record, input, who)
          : await deps.runs.move(record, {
              ...request,
              to: 'STOPPING',
              set: { ...request.set, ...cancelling(record) },
            });
      if (moved !== null) await wakeStop(deps, record.id);
      return moved;
    }
    case 'STOPPING': {
      const changed = await stopAgain(deps, record, who, input);
      if (changed !== null) await wakeStop(deps, record.id);
      return changed;
    }
    default: {
      const what = isFinal(record.state) ? 'is over' : 'is unknown to Flink';
      throw new GatewayError('illegal_move', `The run ${what} (${record.state}): there is nothing to stop`);
    }
  }
}

/** A savepoint that was under way when the run was LOST and seen again is not waited for either. */
function cancelling(record: RunRecord): Pick<RunChange, 'stop' | 'stopVersion'> {
  const stop = savepointStopOf(record);
  return stop === null ? {} : { stop: { ...stop, step: 'cancelled' }, stopVersion: record.stopVersion + 1 };
}

/** It is being stopped already: only a cancel that does not wait for the savepoint changes anything. */
async function stopAgain(
  deps: StopDeps,
  record: RunRecord,
  who: string,
  { mode = 'cancel' }: StopInput,
): Promise<RunRecord | null> {
  const stop = savepointStopOf(record);
  if (stop === null && mode === 'savepoint') return wishSavepoint(deps, record, {}, who);
  if (stop === null || mode === 'savepoint') return record;
  const note = {
    who,
    why: 'cancel requested: the savepoint is not waited for',
    evidence: { step: stop.step, requestId: stop.requestId },
    at: deps.clock.now(),
  };
  return (await deps.stops.advance(record, { ...stop, step: 'cancelled' }, note)) ? deps.runs.find(record.id) : null;
}

/** The wish is on record: without the queue the sweep acts on it. */
async function wakeStop(deps: StopDeps, recordId: string): Promise<void> {
  await deps.wake.stop(recordId).catch((error: unknown) => {
    deps.log.warn({ recordId, reason: messageOf(error) }, 'the queue is unreachable: the sweep will stop the run');
  });
}

/** Tells Flink to cancel, or to take the savepoint; what came of it is tracking's to see. Throws `cluster_unreachable`. */
export async function stopRun(deps: StopDeps, recordId: string): Promise<void> {
  let record = await deps.runs.find(recordId);
  if (record?.state === 'RUNNING' && record.stopRequestedAt !== null) {
    record = await deps.runs.move(record, {
      to: 'STOPPING',
      by: 'submission',
      who: submitter,
      why: 'stop was requested while it was being submitted',
      at: deps.clock.now(),
    });
  }
  if (record?.state !== 'STOPPING' || record.flinkJobId === null) return;
  const cluster = await deps.clusters.find(record.clusterId);
  if (cluster === null) return;
  const flink = deps.flinkOf(cluster);
  const stop = savepointStopOf(record);
  if (stop !== null) return triggerSavepoint(deps, flink, record, stop);
  await flink.cancel(record.flinkJobId);
  await deps.wake.observe(record.clusterId);
}
