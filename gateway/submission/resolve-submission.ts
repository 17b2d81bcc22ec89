import { matches } from '../core/check.ts';
import { GatewayError } from '../core/errors.ts';
import { explainFailure, type Failure } from '../chunjun/explain-failure.ts';
import { epochOf, type FlinkClient } from '../flink/client.ts';
import { isFinalOnFlink } from '../flink/schemas.ts';
import type { RunRecord } from '../runs/run-store.ts';
import { isClusterFault, isClusterSymptom, LateAnswerSchema, UncertaintySchema, type Uncertainty } from './evidence.ts';
import { mayBeForgotten, memoryOf, type FlinkMemory } from './flink-memory.ts';
import { maxAttempts, submitter, type SubmissionDeps } from './submission-deps.ts';

type ResolveDeps = Pick<
  SubmissionDeps,
  | 'runs'
  | 'clusters'
  | 'flinkOf'
  | 'archiveOf'
  | 'wake'
  | 'clock'
  | 'log'
  | 'submissionTimeoutMs'
  | 'onFailed'
  | 'absences'
>;

/**
 * One look at Flink for an UNCERTAIN record. Found: RUNNING, or tracking takes the final state. An error answer means
 * main() is over, so one look decides absence. After a lost answer it keeps looking for as long as a submission may take,
 * counted from the first look of this process that found nothing, or until the JobManager was restarted.
 * A job that Flink does not know is looked for in the archive of ended jobs before anything is concluded from that.
 */
export async function resolveSubmission(deps: ResolveDeps, recordId: string): Promise<void> {
  const record = await deps.runs.find(recordId);
  if (record?.state !== 'UNCERTAIN' || record.flinkJobId === null) return;
  const cluster = await deps.clusters.find(record.clusterId);
  if (cluster === null) return;
  // The observer asks it, and says when it answers.
  if (cluster.reachability === 'unreachable') return deps.wake.resolve(record.id, 5_000);
  const flink = deps.flinkOf(cluster);
  let look: Look;
  try {
    look = await lookFor(flink, record.flinkJobId);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    // That the cluster cannot be reached says nothing about the job: look again later.
    return deps.wake.resolve(record.id, 5_000);
  }
  if (look.state !== null) return found(deps, record, look.state);
  // Absence is the proof of all that follows: a job that ran and was forgotten must not pass for one that never was.
  const archived = (await deps.archiveOf?.(cluster)?.job(record.flinkJobId)) ?? null;
  if (archived !== null) return found(deps, record, archived.state);
  const uncertainty = await uncertaintyOf(deps, record);
  if (uncertainty.kind === 'lost') return absentAfterSilence(deps, record, uncertainty, look);
  // Without its jar main() was never reached: there is nothing that Flink could have forgotten.
  if (!isClusterFault(uncertainty) && mayBeForgotten(look.memory, { ageMs: ageOf(deps, record), over: look.over }))
    return lost(deps, record, look.epoch, forgotten);
  return absentAfterError(deps, record, uncertainty, look.epoch);
}

/** Of the submission, by the wall clock. */
function ageOf({ clock }: ResolveDeps, { submittedAt, stateSince }: RunRecord): number {
  return clock.now().getTime() - (submittedAt ?? stateSince).getTime();
}

interface Look {
  /** null: Flink answered and does not know the id. */
  readonly state: string | null;
  readonly epoch: string;
  readonly memory: FlinkMemory;
  /** Jobs that are over and that Flink shows; counted only where its memory has a limit. */
  readonly over: number;
}

/** The epoch is asked last: an absence told by a restarted JobManager never passes for the word of the one before. */
async function lookFor(flink: FlinkClient, flinkJobId: string): Promise<Look> {
  const state = (await flink.job(flinkJobId))?.state ?? null;
  const config = await flink.jobManagerConfig();
  const memory = memoryOf(config);
  const jobs = memory.jobs === null ? [] : await flink.jobsOverview();
  return { state, epoch: epochOf(config), memory, over: jobs.filter((job) => isFinalOnFlink(job.state)).length };
}

async function uncertaintyOf(deps: ResolveDeps, record: RunRecord): Promise<Uncertainty> {
  const late: unknown = record.lateAnswer;
  if (matches(LateAnswerSchema, late) && late.flinkJobId === record.flinkJobId) return late.answer;
  const event = (await deps.runs.events(record.id)).findLast(
    ({ toState, note }) => toState === 'UNCERTAIN' && note === 0,
  );
  const evidence: unknown = event?.evidence;
  return matches(UncertaintySchema, evidence) ? evidence : { kind: 'lost', reason: 'the reason is not on record' };
}

async function found(deps: ResolveDeps, record: RunRecord, state: string): Promise<void> {
  if (!isFinalOnFlink(state)) {
    const at = deps.clock.now();
    const moved = await deps.runs.move(record, {
      to: 'RUNNING',
      by: 'submission',
      who: submitter,
      why: 'Flink knows the job',
      evidence: { asked: `/jobs/${record.flinkJobId ?? ''}`, state },
      at,
      set: { startedAt: record.startedAt ?? at, seenAt: at, phase: state },
    });
    if (moved !== null && moved.stopRequestedAt !== null) await deps.wake.stop(record.id);
  }
  // Final states are tracking's: it takes the snapshot with them.
  await deps.wake.observe(record.clusterId);
}

async function absentAfterError(
  deps: ResolveDeps,
  record: RunRecord,
  uncertainty: Extract<Uncertainty, { kind: 'error' }>,
  epoch: string,
): Promise<void> {
  const evidence = { asked: `/jobs/${record.flinkJobId ?? ''}`, absent: true, epoch, answer: uncertainty };
  const common = { by: 'submission', who: submitter, evidence, at: deps.clock.now() } as const;
  if (isClusterFault(uncertainty) && record.attempt < maxAttempts) {
    const reason = {
      code: 'resubmission',
      message: 'The cluster lost the job jar or had no leader; it is submitted again',
    } as const;
    const moved = await deps.runs.move(record, {
      ...common,
      to: 'WAITING',
      why: reason.message,
      set: { waitingReason: reason },
    });
    if (moved !== null) await deps.wake.submit(record.id);
    return;
  }
  // A 400 may leave a running job behind (main() threw after execute()): a restart since then proves nothing absent.
  if (!isClusterFault(uncertainty) && epoch !== record.flinkEpoch) return lost(deps, record, epoch, restarted);
  const failure = explainFailure(uncertainty.chain);
  if (isClusterSymptom(uncertainty)) {
    await deps.onFailed?.(record, failure);
    if (record.attempt < maxAttempts) {
      // The sweep submits it again after the pause.
      const message = `${failure.message}; attempt ${record.attempt + 1} of ${maxAttempts} follows`;
      const waitingReason = { code: 'cluster_exhausted', message } as const;
      await deps.runs.move(record, { ...common, to: 'WAITING', why: failure.message, set: { waitingReason } });
      return;
    }
  }
  await deps.runs.move(record, {
    ...common,
    to: 'REJECTED',
    why: failure.message,
    set: { failure: { ...failure, code: failure.code === 'run_failed' ? 'submission_refused' : failure.code } },
  });
}

async function absentAfterSilence(
  deps: ResolveDeps,
  record: RunRecord,
  uncertainty: Extract<Uncertainty, { kind: 'lost' }>,
  look: Look,
): Promise<void> {
  const at = deps.clock.now();
  const { epoch } = look;
  const flinkJobId = record.flinkJobId ?? '';
  // Not from the submission: a POST that Flink left unanswered for the whole limit has main() still running.
  const { waitedMs, ageMs } = deps.absences.absent(flinkJobId, ageOf(deps, record));
  const evidence = { asked: `/jobs/${flinkJobId}`, absent: true, epoch, answer: uncertainty, waitedMs };
  const common = { by: 'submission', who: submitter, evidence, at } as const;
  if (epoch !== record.flinkEpoch) {
    await lost(deps, record, epoch, restarted);
  } else if (waitedMs < deps.submissionTimeoutMs) {
    // Whatever the wall clock says of its age: main() may be running at this moment.
    await deps.wake.resolve(record.id, waitedMs < 30_000 ? 1_000 : 5_000);
  } else if (mayBeForgotten(look.memory, { ageMs, over: look.over })) {
    await lost(deps, record, epoch, forgotten);
    deps.absences.forget(flinkJobId);
  } else {
    const failure: Failure = {
      code: 'submission_timeout',
      message: `Flink gave no answer (${uncertainty.reason}) and has had no such job for ${Math.round(waitedMs / 1000)} s`,
      remedy: 'Look at the JobManager log; if the job appears later it is cancelled.',
    };
    await deps.runs.move(record, { ...common, to: 'REJECTED', why: failure.message, set: { failure } });
    deps.absences.forget(flinkJobId);
  }
}

const forgotten = {
  code: 'lost',
  message: 'Flink does not know the job; it was submitted so long ago that it may have run and been forgotten',
  remedy: 'Look at the target, then run the job again.',
} as const satisfies Failure;

const restarted = {
  code: 'lost_by_restart',
  message:
    'The JobManager was restarted while the job was being submitted and does not know it; it may have run before',
  remedy: 'Look at the target, then run the job again.',
} as const satisfies Failure;

async function lost(deps: ResolveDeps, record: RunRecord, epoch: string, failure: Failure): Promise<void> {
  await deps.runs.move(record, {
    to: 'LOST',
    by: 'submission',
    who: submitter,
    why: failure.message,
    evidence: {
      asked: `/jobs/${record.flinkJobId ?? ''}`,
      absent: true,
      epoch,
      submittedEpoch: record.flinkEpoch,
      submittedAt: record.submittedAt?.toISOString() ?? null,
    },
    at: deps.clock.now(),
    set: { failure },
  });
}
