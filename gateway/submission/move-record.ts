import { GatewayError } from '../core/errors.ts';
import type { Failure } from '../chunjun/explain-failure.ts';
import type { RunRecord } from '../runs/run-store.ts';
import type { WaitingReason } from '../runs/schemas.ts';
import { submitter, type SubmissionDeps } from './submission-deps.ts';

type MoveDeps = Pick<SubmissionDeps, 'runs' | 'clock'>;

/** QUEUED moves to WAITING; a record that waits already gets the newest reason. */
export async function wait(deps: MoveDeps, record: RunRecord, reason: WaitingReason): Promise<void> {
  if (record.state === 'WAITING') {
    await deps.runs.note(record, { waitingReason: reason });
    return;
  }
  await deps.runs.move(record, {
    to: 'WAITING',
    by: 'submission',
    who: submitter,
    why: reason.message,
    evidence: reason,
    at: deps.clock.now(),
    set: { waitingReason: reason },
  });
}

/** Evidence of a record that ends before it is on Flink: of earlier attempts it is proved that they came to nothing. */
export function untilNow({ attempt, flinkJobId }: RunRecord): object {
  return attempt === 0 ? { submitted: false } : { attempts: attempt, cameToNothing: flinkJobId };
}

/** `evidence`: what the refusal rests on, beside its code. */
export async function reject(
  deps: MoveDeps,
  record: RunRecord,
  failure: Failure,
  evidence: object = {},
): Promise<void> {
  await deps.runs.move(record, {
    to: 'REJECTED',
    by: 'submission',
    who: submitter,
    why: failure.message,
    evidence: { code: failure.code, ...evidence },
    at: deps.clock.now(),
    set: { failure },
  });
}

export function failureOf(error: GatewayError): Failure {
  return {
    code: error.code,
    message: error.message,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
  };
}

/** The error as a value, where what follows depends on which part failed. A store that cannot be reached stays one. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | GatewayError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatewayError && error.code !== 'store_unavailable') return error;
    throw error;
  }
}
