import { matches } from '../core/check.ts';
import { GatewayError, hasCode } from '../core/errors.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { TriggerAnswer } from '../flink/savepoint-calls.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';
import { newStop, StatePathSchema, StopSchema, type Stop } from '../runs/stop-schema.ts';
import type { StopStore } from '../runs/stop-store.ts';
import { submitter, type SubmissionDeps } from './submission-deps.ts';

export interface SavepointWish {
  readonly targetDirectory?: string | undefined;
  readonly drain?: boolean | undefined;
}

type RequestDeps = Pick<SubmissionDeps, 'clusters' | 'flinkOf' | 'clock'> & {
  readonly runs: Pick<RunStore, 'move' | 'document'>;
};

/**
 * A RUNNING stream run is to stop with a savepoint: STOPPING, with the wish on record; null when somebody moved it
 * meanwhile. Throws `illegal_move` when it is not RUNNING or not a stream, `validation_failed` without a directory.
 */
export async function wishSavepoint(
  deps: RequestDeps,
  record: RunRecord,
  { targetDirectory, drain = false }: SavepointWish,
  who: string,
): Promise<RunRecord | null> {
  if (record.state !== 'RUNNING') {
    throw new GatewayError('illegal_move', `Only a RUNNING run has a state to save; it is ${record.state}`, {
      remedy: 'Stop it with mode cancel, or wait until it is RUNNING.',
    });
  }
  if (!record.streaming) {
    throw new GatewayError('illegal_move', 'Only a stream run stops with a savepoint; this one ends by itself', {
      remedy: 'Stop it with mode cancel.',
    });
  }
  const directory = targetDirectory ?? (await directoryOfVersion(deps, record.id));
  if (directory === null) await assertClusterHasDirectory(deps, record);
  const at = deps.clock.now();
  const stop = newStop({ who, drain, targetDirectory: directory }, at);
  return deps.runs.move(record, {
    to: 'STOPPING',
    by: 'api',
    who,
    why: 'stop with a savepoint requested',
    evidence: { targetDirectory: directory, drain },
    at,
    set: { stopRequestedAt: at, stop, stopVersion: record.stopVersion + 1 },
  });
}

/** Flink 1.12 reads state.savepoints.dir of the cluster only, not of the job: the gateway has to say it. */
async function directoryOfVersion({ runs }: RequestDeps, recordId: string): Promise<string | null> {
  const stored = (await runs.document(recordId))?.document as { confProp?: Record<string, unknown> } | null | undefined;
  const directory = stored?.confProp?.['state.savepoints.dir'];
  return matches(StatePathSchema, directory) ? directory : null;
}

async function assertClusterHasDirectory(deps: RequestDeps, record: RunRecord): Promise<void> {
  const cluster = await deps.clusters.find(record.clusterId);
  if (cluster === null) return;
  try {
    const config = await deps.flinkOf(cluster).jobManagerConfig();
    if ((config.get('state.savepoints.dir') ?? '') !== '') return;
  } catch (error) {
    // It can be asked when the cluster answers again: Flink then refuses, and the run goes on.
    if (hasCode(error, 'cluster_unreachable')) return;
    throw error;
  }
  throw new GatewayError('validation_failed', 'Nobody says where the savepoint is to go', {
    errors: [{ pointer: '/targetDirectory', detail: 'is needed: neither the version nor the cluster has a directory' }],
    remedy:
      'Give targetDirectory, savepointPath in the settings of the version, or state.savepoints.dir of the cluster.',
  });
}

type TriggerDeps = Pick<SubmissionDeps, 'wake' | 'clock'> & {
  readonly runs: Pick<RunStore, 'find' | 'move'>;
  readonly stops: StopStore;
};

/** The record's stop with a savepoint; null: it is, or became, a plain cancel. Throws `internal` when it is damaged. */
export function savepointStopOf(record: Pick<RunRecord, 'id' | 'stop'>): Stop | null {
  const stop: unknown = record.stop;
  if (stop === null) return null;
  if (!matches(StopSchema, stop)) throw new GatewayError('internal', `The stop of record ${record.id} is damaged`);
  return stop.step === 'cancelled' || stop.step === 'failed' ? null : stop;
}

/**
 * Sends the trigger of a stop that is `wanted`, once: that it is about to be sent is written first, by compare-and-set.
 * All other steps are tracking's. Throws `cluster_unreachable` when Flink was not reached: tried again.
 */
export async function triggerSavepoint(
  deps: TriggerDeps,
  flink: FlinkClient,
  record: RunRecord,
  stop: Stop,
): Promise<void> {
  const jobId = record.flinkJobId;
  if (stop.step !== 'wanted' || jobId === null) return;
  const before = stop.before ?? (await countedBefore(flink, jobId));
  const sentAt = deps.clock.now();
  const sent: Stop = { ...stop, step: 'sent', attempt: stop.attempt + 1, sentAt: sentAt.toISOString(), before };
  if (!(await deps.stops.advance(record, sent))) return;
  const { targetDirectory, drain } = stop;
  const answer = await flink.stopWithSavepoint(jobId, {
    drain,
    ...(targetDirectory === null ? {} : { targetDirectory }),
  });
  await settle(deps, { ...record, stopVersion: record.stopVersion + 1 }, { wanted: stop, sent }, answer);
}

/** Ids count up: what is newer was triggered by us, with the first request or a later one. */
async function countedBefore(flink: FlinkClient, jobId: string): Promise<NonNullable<Stop['before']>> {
  const { latest, counts } = await flink.checkpoints(jobId);
  return { savepoint: latest.savepoint?.id ?? null, restored: counts.restored };
}

async function settle(
  deps: TriggerDeps,
  record: RunRecord,
  { wanted, sent }: { wanted: Stop; sent: Stop },
  answer: TriggerAnswer,
): Promise<void> {
  const at = deps.clock.now();
  const note = (why: string) => ({ who: submitter, why, evidence: { ...answer, attempt: sent.attempt }, at });
  switch (answer.kind) {
    case 'accepted': {
      const { requestId } = answer;
      await deps.stops.advance(record, { ...sent, step: 'triggered', requestId }, note('Flink takes a savepoint'));
      break;
    }
    case 'never-left':
      await deps.stops.advance(record, wanted);
      throw new GatewayError('cluster_unreachable', `The savepoint could not be asked for: ${answer.reason}`);
    case 'lost':
      // Flink is asked what came of it: tracking/follow-savepoint.ts.
      await deps.stops.advance(record, sent, note('the answer to the savepoint request was lost: Flink is asked'));
      break;
    case 'refused': {
      const failure = {
        message: `Flink refused the savepoint: ${answer.text}`,
        remedy:
          answer.reason === 'no_directory'
            ? 'Give targetDirectory with the stop, or state.savepoints.dir of the cluster.'
            : 'Look at the cluster, then ask again, or stop the run with mode cancel.',
        at: at.toISOString(),
      };
      await deps.runs.move(record, {
        to: 'RUNNING',
        by: 'submission',
        who: submitter,
        why: failure.message,
        evidence: answer,
        at,
        set: {
          stopRequestedAt: null,
          stop: { ...sent, step: 'failed', failure },
          stopVersion: record.stopVersion + 1,
        },
      });
    }
  }
  await deps.wake.observe(record.clusterId);
}
