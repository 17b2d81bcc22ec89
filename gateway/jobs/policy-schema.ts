import { Type, type Static } from 'typebox';
import { parseStored } from '../core/check.ts';

export const overlaps = ['refuse', 'queue', 'skip', 'cancel_old', 'allow'] as const;
export type Overlap = (typeof overlaps)[number];

export const retryCauses = ['failed', 'lost', 'rejected_by_cluster'] as const;
export type RetryCause = (typeof retryCauses)[number];

export const restartReactions = ['ask', 'rerun', 'restore'] as const;
export type RestartReaction = (typeof restartReactions)[number];

const RetrySchema = Type.Object(
  {
    maxAttempts: Type.Integer({ minimum: 1, maximum: 20, description: 'Runs in all, the first one included.' }),
    backoffSeconds: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 86_400, default: 60, description: 'From an end to the retry of it.' }),
    ),
    factor: Type.Optional(
      Type.Number({ minimum: 1, maximum: 10, default: 2, description: 'Each pause is so many times the one before.' }),
    ),
    on: Type.Optional(
      Type.Array(Type.Enum([...retryCauses]), {
        minItems: 1,
        maxItems: retryCauses.length,
        uniqueItems: true,
        default: ['failed', 'rejected_by_cluster'],
        description:
          'failed: it ran and failed. rejected_by_cluster: Flink refused it, it never ran. lost: Flink does not know it ' +
          'any more; it may have done its work, or come back while its retry runs.',
      }),
    ),
  },
  { additionalProperties: false },
);

/** de_job.policy as it is given and stored: what is left out takes its default when it is read. */
export const JobPolicySchema = Type.Object(
  {
    overlap: Type.Optional(
      Type.Enum([...overlaps], {
        default: 'refuse',
        description:
          'While the job has an active run, another one is refused (409 run_active), is queued behind it, is skipped ' +
          '(its record ends CANCELED at once), makes the older ones be cancelled, or runs beside it.',
      }),
    ),
    maxActiveRuns: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, default: 10, description: 'Runs at once; overlap allow only.' }),
    ),
    deadlineSeconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2_592_000,
        description: 'A run that was not submitted this long after it was accepted is REJECTED. Default: none.',
      }),
    ),
    priority: Type.Optional(
      Type.Integer({
        minimum: -10,
        maximum: 10,
        default: 0,
        description: 'Among the runs that wait for one cluster; a minute of waiting counts as one.',
      }),
    ),
    retry: Type.Optional(RetrySchema),
    onClusterRestart: Type.Optional(
      Type.Enum([...restartReactions], {
        default: 'ask',
        description:
          'What becomes of a run that is LOST because the JobManager was restarted (lost_by_restart): a person decides, ' +
          'it is run again from the beginning, or (stream jobs) from its newest savepoint or retained checkpoint; without ' +
          'one a person decides. Not after a stop was asked for, and at most 5 restarts in a row that come within an hour. ' +
          'While it is not ask, `lost` in retry.on is for other losses only.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'The whole policy: what is left out takes its default. Holds for runs accepted from now on.',
  },
);
export type JobPolicyInput = Static<typeof JobPolicySchema>;

export interface RetryPolicy {
  readonly maxAttempts: number;
  readonly backoffSeconds: number;
  readonly factor: number;
  readonly on: readonly RetryCause[];
}

/** A policy with its defaults. */
export interface JobPolicy {
  readonly overlap: Overlap;
  readonly maxActiveRuns: number;
  readonly deadlineSeconds: number | null;
  readonly priority: number;
  /** null: a run is not repeated. */
  readonly retry: RetryPolicy | null;
  readonly onClusterRestart: RestartReaction;
}

/** The policy of a job as its row has it. Throws `internal` when the column holds something else. */
export function policyOf(job: { readonly id: string; readonly policy: unknown }): JobPolicy {
  const stored = parseStored(JobPolicySchema, job.policy, `policy of job ${job.id}`);
  const {
    overlap = 'refuse',
    maxActiveRuns = 10,
    deadlineSeconds = null,
    priority = 0,
    retry,
    onClusterRestart = 'ask',
  } = stored;
  return {
    overlap,
    maxActiveRuns,
    deadlineSeconds,
    priority,
    onClusterRestart,
    retry:
      retry === undefined ? null : { backoffSeconds: 60, factor: 2, on: ['failed', 'rejected_by_cluster'], ...retry },
  };
}
