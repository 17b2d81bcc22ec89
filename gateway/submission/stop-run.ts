import { GatewayError, messageOf } from '../core/errors.ts';
import type { RunRecord } from '../runs/run-store.ts';
import { isFinal } from '../runs/run-status.ts';
import { submitter, type SubmissionDeps } from './submission-deps.ts';

type StopDeps = Pick<SubmissionDeps, 'runs' | 'clusters' | 'flinkOf' | 'wake' | 'clock' | 'log'>;

/**
 * A person wants a run to end. Before submission it is CANCELED at once; on Flink it is STOPPING until Flink says so;
 * in between the wish is kept and acted on as soon as the submission is settled. Throws `not_found`, `illegal_move`.
 */
export async function requestStop(deps: StopDeps, recordId: string, who: string): Promise<RunRecord> {
  for (;;) {
    const record = await deps.runs.find(recordId);
    if (record === null) throw new GatewayError('not_found', `There is no record ${recordId}`);
    const changed = await stopOnce(deps, record, who);
    if (changed !== null) return changed;
    // Somebody moved the record between the read and the write: decide anew on what it is now.
  }
}

async function stopOnce(deps: StopDeps, record: RunRecord, who: string): Promise<RunRecord | null> {
  const at = deps.clock.now();
  const request = { by: 'api', who, at, why: 'stop requested', set: { stopRequestedAt: at } } as const;
  switch (record.state) {
    case 'QUEUED':
    case 'WAITING':
      return deps.runs.move(record, { ...request, to: 'CANCELED', evidence: { submitted: false } });
    case 'SUBMITTING':
    case 'UNCERTAIN':
      return (await deps.runs.note(record, { stopRequestedAt: at })) ? deps.runs.find(record.id) : null;
    case 'RUNNING': {
      const moved = await deps.runs.move(record, { ...request, to: 'STOPPING' });
      if (moved !== null) await wakeStop(deps, record.id);
      return moved;
    }
    case 'STOPPING':
      await wakeStop(deps, record.id);
      return record;
    default: {
      const what = isFinal(record.state) ? 'is over' : 'is unknown to Flink';
      throw new GatewayError('illegal_move', `The run ${what} (${record.state}): there is nothing to stop`);
    }
  }
}

/** The wish is on record: without the queue the sweep acts on it. */
async function wakeStop(deps: StopDeps, recordId: string): Promise<void> {
  await deps.wake.stop(recordId).catch((error: unknown) => {
    deps.log.warn({ recordId, reason: messageOf(error) }, 'the queue is unreachable: the sweep will stop the run');
  });
}

/** Tells Flink to cancel; whether it did is tracking's to see. Throws `cluster_unreachable`: tried again. */
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
  await deps.flinkOf(cluster).cancel(record.flinkJobId);
  await deps.wake.observe(record.clusterId);
}
