import { hasCode } from '../core/errors.ts';
import type { Sibling } from '../runs/queue-store.ts';
import { isRepeatable } from '../runs/run-status.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';
import { reject, untilNow, wait } from './move-record.ts';
import { requestStop } from './stop-run.ts';
import { submitter, type SubmissionDeps } from './submission-deps.ts';

/**
 * Whether the run's own terms, or another run of its job, keep it from being admitted; then it has been moved, or says
 * what it waits for. Costs no call to Flink.
 */
export async function isHeldBack(deps: SubmissionDeps, record: RunRecord): Promise<boolean> {
  if (await isNeedless(deps, record)) return true;
  const now = deps.clock.now();
  const { deadlineAt, notBefore } = record;
  if (deadlineAt !== null && deadlineAt <= now) {
    await reject(
      deps,
      record,
      {
        code: 'deadline_passed',
        message: `It could not be submitted by its deadline, ${deadlineAt.toISOString()}`,
        remedy: 'See why it waited; run it again, or give the job a longer deadlineSeconds or a higher priority.',
      },
      { deadlineAt: deadlineAt.toISOString(), seenAt: now.toISOString(), waitedFor: record.waitingReason },
    );
    return true;
  }
  if (notBefore !== null && notBefore > now) {
    const message = `Retry ${record.retryNumber} begins at ${notBefore.toISOString()}`;
    await wait(deps, record, { code: 'retry_pause', message });
    return true;
  }
  // A run that holds its place, or may run beside others, looks no further.
  if (record.activeKey !== null || record.overlap === 'allow') return false;
  const siblings = await deps.queue.activeOf(record.jobId);
  const ahead = siblings.filter(({ id, activeKey }) => id !== record.id && (id < record.id || activeKey !== null));
  const [first] = ahead;
  if (first === undefined) return false;
  if (record.overlap === 'skip') {
    await skip(deps, record, first);
    return true;
  }
  if (record.overlap === 'cancel_old') {
    for (const old of ahead.filter(({ id }) => id < record.id)) await cancelOld(deps, old, record);
  }
  const others = ahead.length === 1 ? '' : ` and ${ahead.length - 1} more`;
  await wait(deps, record, { code: 'behind_another_run', message: `Run ${first.id} of the job${others} comes first` });
  return true;
}

/** Whether the end that it repeats turned out to be none, as the LOST run was seen again; then it is over. */
export async function isNeedless(deps: Pick<SubmissionDeps, 'runs' | 'clock'>, record: RunRecord): Promise<boolean> {
  if (record.retryOf === null) return false;
  const origin = await deps.runs.find(record.retryOf);
  if (origin === null || origin.state === 'CLOSED' || isRepeatable(origin.state)) return false;
  const message = `Run ${origin.id}, which it was to repeat, is not lost: it is ${origin.state}`;
  await deps.runs.move(record, {
    to: 'CANCELED',
    by: 'submission',
    who: submitter,
    why: message,
    evidence: { code: 'needless_retry', origin: origin.id, originState: origin.state, ...untilNow(record) },
    at: deps.clock.now(),
    set: { failure: { code: 'needless_retry', message, remedy: `Nothing is to be done: follow run ${origin.id}.` } },
  });
  return true;
}

/** The policy of the job wants no second run: the record says so and is over. */
export async function skip(
  deps: Pick<SubmissionDeps, 'clock'> & { readonly runs: Pick<RunStore, 'move'> },
  record: RunRecord,
  active: Sibling,
): Promise<RunRecord | null> {
  const message = `Skipped: run ${active.id} of the job was active`;
  return deps.runs.move(record, {
    to: 'CANCELED',
    by: 'submission',
    who: submitter,
    why: message,
    evidence: { code: 'skipped', active: active.id, activeState: active.state },
    at: deps.clock.now(),
    set: { failure: { code: 'skipped', message, remedy: 'Nothing is to be done: the policy of the job wants it so.' } },
  });
}

/** Before submission it is over at once; afterwards it is stopped as a person would, and its end is waited for. */
async function cancelOld(deps: SubmissionDeps, old: Sibling, by: RunRecord): Promise<void> {
  const record = await deps.runs.find(old.id);
  if (record === null) return;
  if (record.state === 'QUEUED' || record.state === 'WAITING') {
    await deps.runs.move(record, {
      to: 'CANCELED',
      by: 'submission',
      who: submitter,
      why: `run ${by.id} of the job takes its place (cancel_old)`,
      evidence: { code: 'superseded', by: by.id, ...untilNow(record) },
      at: deps.clock.now(),
    });
    return;
  }
  if (record.stopRequestedAt !== null) return;
  try {
    await requestStop(deps, record.id, `${submitter} (cancel_old, run ${by.id})`);
  } catch (error) {
    // It is over, or was LOST, since it was read.
    if (!hasCode(error, 'illegal_move') && !hasCode(error, 'not_found')) throw error;
  }
}
