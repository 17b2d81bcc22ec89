import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { hasCode, type GatewayError } from '../core/errors.ts';
import { redactJson, shorten } from '../core/redact.ts';
import { explainFailure, type Failure } from '../chunjun/explain-failure.ts';
import { maskLog } from '../chunjun/mask-log.ts';
import { readEndLocation, readNumbers, type RunNumbers } from '../chunjun/read-accumulators.ts';
import type { FlinkClient } from '../flink/client.ts';
import { readRootCause } from '../flink/root-cause.ts';
import type { Accumulators, Exceptions, JobDetail } from '../flink/schemas.ts';
import type { Snapshot } from '../runs/schemas.ts';

const compress = promisify(gzip);

/** What stands for parts that Flink has forgotten. */
const forgotten = { accumulators: new Map() as Accumulators, exceptions: { 'all-exceptions': [] } as Exceptions };

/** How much of each log is kept of a failed run, and of how many TaskManagers. */
const logTailBytes = 64 * 1024;
const taskManagerLogs = 3;

/** Where the last word about a job is read: the live Flink, or what was archived of it. */
export type FinalSource = Pick<
  FlinkClient,
  'job' | 'accumulators' | 'exceptions' | 'jobConfiguration' | 'jobManagerLogTail' | 'taskManagerLogTails'
>;

export interface FinalSnapshot {
  /** False: the job was forgotten while it was read; parts are empty. */
  readonly whole: boolean;
  /** False: its counters are among those parts. */
  readonly counted: boolean;
  readonly numbers: RunNumbers;
  /** `endLocation`; null when the run has none: the bound before it stays. */
  readonly endLocation: string | null;
  readonly failure: Failure | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** gzip of the JSON of a Snapshot. */
  readonly compressed: Uint8Array<ArrayBuffer>;
}

/**
 * Reads everything Flink knows of a final job before it forgets it. Flink answers all `/jobs/:id…` calls from one cache
 * (web.refresh-interval, 3 s by default), which may still hold the running job with its running counters: null then,
 * to be tried again at the next look. A job that expired between the list and these calls leaves empty parts (`whole`
 * false); a cluster that stops answering throws `cluster_unreachable`, a page of something in between
 * `cluster_answer_invalid`: nothing is concluded, the next look tries again. All text goes through `redact`,
 * and what looks like a secret is masked: one that was changed during the run is not known any more.
 */
export async function takeFinalSnapshot(
  flink: FinalSource,
  flinkJobId: string,
  phase: string,
  { redact, at }: { redact: (text: string) => string; at: Date },
): Promise<FinalSnapshot | null> {
  const job = await orEmpty<JobDetail | null>(flink.job(flinkJobId), null);
  if (job !== null && job.state !== phase) return null;
  const failed = phase === 'FAILED';
  // What is known first: half of a secret would not be recognised.
  const clean = (text: string): string => maskLog(redact(text));
  const [accumulators, exceptions, configuration, jobManager, taskManagers] = await Promise.all([
    orEmpty(flink.accumulators(flinkJobId), forgotten.accumulators),
    orEmpty(flink.exceptions(flinkJobId), forgotten.exceptions),
    orEmpty<unknown>(flink.jobConfiguration(flinkJobId), null),
    failed ? flink.jobManagerLogTail(logTailBytes) : { logTail: '' },
    failed && job !== null ? taskManagerTails(flink, flinkJobId, job) : [],
  ]);
  const snapshot = redactJson(
    {
      takenAt: at.toISOString(),
      accumulators: Object.fromEntries(accumulators),
      exceptions,
      job,
      configuration,
      logTail: jobManager.logTail,
      taskManagerLogs: [...taskManagers],
    } satisfies Snapshot,
    clean,
  );
  const counted = accumulators !== forgotten.accumulators;
  return {
    whole: job !== null && counted && exceptions !== forgotten.exceptions,
    counted,
    numbers: readNumbers(accumulators, phase === 'FINISHED'),
    endLocation: readEndLocation(accumulators),
    failure: failed ? explainFailure(causesOf(exceptions).map((cause) => shorten(clean(cause)))) : null,
    startedAt: timeOf(job?.['start-time']),
    finishedAt: timeOf(job?.['end-time']),
    compressed: new Uint8Array(await compress(JSON.stringify(snapshot))),
  };
}

function taskManagerTails(flink: FinalSource, jobId: string, { vertices }: JobDetail) {
  const failedFirst = vertices.toSorted((a, b) => Number(b.status === 'FAILED') - Number(a.status === 'FAILED'));
  return flink.taskManagerLogTails({
    jobId,
    vertices: failedFirst.map(({ id }) => id),
    taskManagers: taskManagerLogs,
    bytes: logTailBytes,
  });
}

/** 404: the job is gone. Any other fault passes: without its counters a run must not become final. */
export async function orEmpty<T>(part: Promise<T>, empty: T): Promise<T> {
  try {
    return await part;
  } catch (error) {
    if (hasCode(error, 'cluster_answer_invalid') && isGone(error)) return empty;
    throw error;
  }
}

/** Flink's own 404; a foreign one has no cause. */
function isGone({ facts }: GatewayError): boolean {
  return facts['status'] === 404 && facts['cause'] !== undefined;
}

function causesOf(exceptions: Exceptions): readonly string[] {
  const root = exceptions['root-exception'];
  if (root !== undefined && root !== null) return readRootCause([root]).chain;
  const first = exceptions['all-exceptions'][0]?.exception;
  return first === undefined ? [] : readRootCause([first]).chain;
}

function timeOf(milliseconds: number | undefined): Date | null {
  return milliseconds === undefined || milliseconds <= 0 ? null : new Date(milliseconds);
}
