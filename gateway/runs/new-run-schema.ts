import type { Overlap } from '../jobs/policy-schema.ts';
import type { RestoreFrom } from './restore-schema.ts';
import type { Trigger } from './schemas.ts';

/** What a record is created with. */
export interface NewRun {
  readonly id: string;
  readonly jobId: string;
  readonly version: number;
  readonly clusterId: string;
  readonly trigger: Trigger;
  readonly originRecordId?: string;
  readonly slots: number;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  readonly createdBy: string;
  readonly at: Date;
  /** Of the HTTP request that asked for it; the first event tells it. */
  readonly requestId?: string;
  /** Default: refuse. */
  readonly overlap?: Overlap;
  /** False: it takes the place of its job when it is admitted, not now. */
  readonly holdsPlace?: boolean;
  readonly priority?: number;
  /** Its turn among the runs that wait, see submission/queue-order.ts. Default: `at`. */
  readonly rankAt?: Date;
  readonly notBefore?: Date;
  readonly deadlineAt?: Date;
  /** The job asks for retries: its end is looked at. */
  readonly retryArmed?: boolean;
  /** It repeats this record, as the retry of that number; written with the record's own `retry_state`, or not at all. */
  readonly retries?: { readonly recordId: string; readonly number: number };
  readonly restoreFrom?: RestoreFrom;
  /** Cluster restarts in a row that the job was started again after. */
  readonly restartNumber?: number;
  readonly idempotency?: {
    readonly scope: string;
    readonly key: string;
    readonly bodyHash: string;
    readonly expiresAt: Date;
  };
}

/** What became of the question whether a run is repeated, see submission/retry-runs.ts. */
export type RetryState = 'armed' | 'created' | 'used_up' | 'not_wanted' | 'run_active' | 'no_restore_point';

/** The columns of a new record but for its state and its first event. */
export function newRunColumns(run: NewRun) {
  return {
    id: run.id,
    jobId: run.jobId,
    version: run.version,
    clusterId: run.clusterId,
    trigger: run.trigger,
    originRecordId: run.originRecordId ?? null,
    slots: run.slots,
    ...(run.params === undefined ? {} : { params: run.params }),
    activeKey: run.holdsPlace === false ? null : run.jobId,
    overlap: run.overlap ?? 'refuse',
    priority: run.priority ?? 0,
    rankAt: run.rankAt ?? run.at,
    notBefore: run.notBefore ?? null,
    deadlineAt: run.deadlineAt ?? null,
    retryState: run.retryArmed === true ? ('armed' satisfies RetryState) : null,
    retryOf: run.retries?.recordId ?? null,
    retryNumber: run.retries?.number ?? 0,
    ...(run.restoreFrom === undefined ? {} : { restoreFrom: run.restoreFrom }),
    restartNumber: run.restartNumber ?? 0,
    createdBy: run.createdBy,
  };
}
