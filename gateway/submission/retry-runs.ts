import type { Cluster } from '../clusters/cluster-store.ts';
import type { Clock } from '../core/clock.ts';
import { hasCode, messageOf } from '../core/errors.ts';
import { FailureSchema } from '../chunjun/explain-failure.ts';
import { matches, parseStored } from '../core/check.ts';
import { newId } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { policyOf } from '../jobs/policy-schema.ts';
import type { NewRun, RetryState } from '../runs/new-run-schema.ts';
import type { QueueStore } from '../runs/queue-store.ts';
import { restoreFromOf } from '../runs/restore-schema.ts';
import type { RunState } from '../runs/run-status.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';
import { StoredParametersSchema } from '../runs/schemas.ts';
import { afterRestart, remedyAfterRestart, type AfterRestart, type LostRun } from './after-restart.ts';
import { placeOf } from './restore-point.ts';
import { repetitionOf, termsOf, type Repetition } from './run-terms.ts';
import { submitter } from './submission-deps.ts';

export interface RetryDeps {
  readonly runs: Pick<RunStore, 'find' | 'events' | 'create' | 'note'>;
  readonly queue: Pick<QueueStore, 'awaitingRetry' | 'overdue' | 'activeOf'>;
  readonly jobs: { find(id: string): Promise<{ id: string; clusterId: string | null; policy: unknown } | null> };
  readonly clusters: { find(id: string): Promise<Cluster | null> };
  readonly wake: { submit(recordId: string): Promise<void> };
  readonly clock: Clock;
  readonly log: Log;
}

/** Records that one sweep handles of each kind: the next sweep handles more. */
const atOnce = 500;

/**
 * A step of the sweep. Ended runs whose job asks for it are repeated, as new records; an end is repeated once, whoever
 * sweeps at the same time (`retry_of` is unique and the ended record is marked in the same transaction). Runs that wait
 * past their deadline are woken: submission refuses them.
 */
export async function retryRuns(deps: RetryDeps): Promise<void> {
  for (const id of await deps.queue.overdue(deps.clock.now(), atOnce)) await deps.wake.submit(id);
  for (const id of await deps.queue.awaitingRetry(atOnce)) {
    try {
      await retryOne(deps, id);
    } catch (error) {
      // One record's trouble must not keep the others from being repeated.
      deps.log.warn({ recordId: id, reason: messageOf(error) }, 'a run could not be repeated this time');
    }
  }
}

async function retryOne(deps: RetryDeps, id: string): Promise<void> {
  const record = await deps.runs.find(id);
  if (record?.retryState !== ('armed' satisfies RetryState)) return;
  const job = await deps.jobs.find(record.jobId);
  const policy = job === null ? null : policyOf(job);
  const reaction = policy === null ? 'ask' : policy.onClusterRestart;
  const restart = afterRestart(lostRunOf(record), reaction);
  if (restart.kind === 'ask') return settle(deps, record, restart.why, remedyAfterRestart(restart.why));
  const last = (await deps.runs.events(id)).findLast(({ note }) => note === 0);
  // A cluster restart is no failed attempt of the run: the retries that its job has left stay the same.
  const repetition: Repetition =
    restart.kind === 'again'
      ? { kind: 'retry', number: record.retryNumber, notBefore: record.stateSince }
      : repetitionOf(
          {
            state: record.state,
            endedAt: record.finishedAt ?? record.stateSince,
            from: (last?.fromState ?? null) as RunState | null,
            stopRequested: record.stopRequestedAt !== null,
            retryNumber: record.retryNumber,
          },
          policy?.retry ?? null,
        );
  if (repetition.kind === 'none' || policy === null) {
    await settle(deps, record, repetition.kind === 'none' ? repetition.why : 'not_wanted');
    return;
  }
  // Somebody has started the job again meanwhile: where runs do not queue or overlap, that run is the repetition.
  const alone = policy.overlap !== 'queue' && policy.overlap !== 'allow';
  if (alone && (await deps.queue.activeOf(record.jobId)).length > 0) {
    await settle(deps, record, 'run_active');
    return;
  }
  const { number } = repetition;
  const notBefore = await earliest(deps, record, repetition.notBefore);
  try {
    await deps.runs.create({
      ...termsOf(policy, notBefore),
      id: newId(),
      jobId: record.jobId,
      version: record.version,
      clusterId: job?.clusterId ?? record.clusterId,
      trigger: 'retry',
      originRecordId: record.id,
      slots: record.slots,
      params:
        record.params === null ? {} : parseStored(StoredParametersSchema, record.params, 'parameters of a record'),
      createdBy: submitter,
      at: deps.clock.now(),
      notBefore,
      holdsPlace: alone,
      ...goingOn(record, restart),
      retries: { recordId: record.id, number },
    });
  } catch (error) {
    if (hasCode(error, 'run_active')) await settle(deps, record, 'run_active');
    else if (!hasCode(error, 'conflict')) throw error;
  }
}

/** Until a history server shows a job that ended: it reads the archive at intervals, and we ask it once a minute. */
const historyLagMs = 2 * 60_000;

/** A LOST batch run may turn out to have ended: where a history server is to say so, it is heard first. */
async function earliest({ clusters }: RetryDeps, record: RunRecord, notBefore: Date): Promise<Date> {
  if (record.state !== 'LOST' || record.streaming) return notBefore;
  const cluster = await clusters.find(record.clusterId);
  if (cluster?.config.historyServerUrl === undefined) return notBefore;
  return new Date(Math.max(notBefore.getTime(), record.stateSince.getTime() + historyLagMs));
}

function lostRunOf(record: RunRecord): LostRun {
  const failure: unknown = record.failure;
  return {
    state: record.state,
    code: matches(FailureSchema, failure) ? failure.code : null,
    stopRequested: record.stopRequestedAt !== null,
    streaming: record.streaming,
    // Restored itself and lost before its first checkpoint: it goes on from where it was to.
    place: placeOf(record) ?? restoreFromOf(record)?.path ?? null,
    startedAt: record.startedAt,
    lostAt: record.stateSince,
    restartNumber: record.restartNumber,
  };
}

/** Where the repetition begins: what a person chose is kept, unless the policy knows a newer place. */
function goingOn(record: RunRecord, restart: AfterRestart): Pick<NewRun, 'restoreFrom' | 'restartNumber'> {
  const before = restoreFromOf(record);
  const keep = before === null ? {} : { restoreFrom: before };
  if (restart.kind !== 'again') return { ...keep, restartNumber: record.restartNumber };
  const { path, restartNumber } = restart;
  if (path === null) return { ...keep, restartNumber };
  const allowNonRestoredState = before?.allowNonRestoredState ?? false;
  return { restoreFrom: { recordId: record.id, path, allowNonRestoredState }, restartNumber };
}

async function settle(deps: RetryDeps, record: RunRecord, retryState: RetryState, remedy?: string): Promise<void> {
  const failure: unknown = record.failure;
  const told = remedy !== undefined && matches(FailureSchema, failure) ? { failure: { ...failure, remedy } } : {};
  await deps.runs.note(record, { retryState, ...told });
}
