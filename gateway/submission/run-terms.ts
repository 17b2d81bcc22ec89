import type { JobPolicy, RetryCause, RetryPolicy } from '../jobs/policy-schema.ts';
import type { NewRun } from '../runs/new-run-schema.ts';
import type { RunState } from '../runs/run-status.ts';
import { rankOf } from './queue-order.ts';

type Terms = Pick<NewRun, 'overlap' | 'priority' | 'rankAt' | 'deadlineAt' | 'retryArmed' | 'notBefore'>;

/**
 * What the policy of a job says about a run that is accepted now: it keeps these terms, later changes of the policy are
 * for later runs. `startsAt`: turn and deadline count from then. Pure.
 */
export function termsOf(policy: JobPolicy, startsAt: Date): Terms {
  const { overlap, priority, deadlineSeconds, retry, onClusterRestart } = policy;
  return {
    overlap,
    priority,
    rankAt: rankOf({ priority, since: startsAt }),
    ...(deadlineSeconds === null ? {} : { deadlineAt: new Date(startsAt.getTime() + deadlineSeconds * 1000) }),
    retryArmed: retry !== null || onClusterRestart !== 'ask',
  };
}

/** How a run ended, as far as a retry asks. */
export interface End {
  readonly state: RunState;
  readonly endedAt: Date;
  /** The state before the last one: what is REJECTED from UNCERTAIN was refused by Flink. */
  readonly from: RunState | null;
  readonly stopRequested: boolean;
  /** 0: it is the first run. */
  readonly retryNumber: number;
}

export type Repetition =
  | { readonly kind: 'retry'; readonly number: number; readonly notBefore: Date }
  | { readonly kind: 'none'; readonly why: 'not_wanted' | 'used_up' };

/** No pause is longer than this: a day. */
const longestPauseMs = 24 * 60 * 60 * 1000;

/** Whether, and when, a run that ended is repeated. What a person stopped is not. Pure. */
export function repetitionOf(end: End, retry: RetryPolicy | null): Repetition {
  const cause = causeOf(end);
  if (retry === null || cause === null || end.stopRequested || !retry.on.includes(cause)) {
    return { kind: 'none', why: 'not_wanted' };
  }
  const number = end.retryNumber + 1;
  if (number >= retry.maxAttempts) return { kind: 'none', why: 'used_up' };
  const pauseMs = Math.min(retry.backoffSeconds * 1000 * retry.factor ** end.retryNumber, longestPauseMs);
  return { kind: 'retry', number, notBefore: new Date(end.endedAt.getTime() + Math.round(pauseMs)) };
}

function causeOf({ state, from }: End): RetryCause | null {
  if (state === 'FAILED') return 'failed';
  if (state === 'LOST') return 'lost';
  // What the gateway itself refused would be refused again; what passed its deadline is too late by now.
  return state === 'REJECTED' && from === 'UNCERTAIN' ? 'rejected_by_cluster' : null;
}
