import type { Failure } from '../chunjun/explain-failure.ts';
import type { RetryState } from './new-run-schema.ts';
import type { RestorePoints } from './restore-schema.ts';
import type { WaitingReason } from './schemas.ts';
import type { Stop } from './stop-schema.ts';

/** Columns that may change beside the state. */
export interface RunChange {
  readonly attempt?: number;
  /** The place of its job that the run takes with the move. */
  readonly activeKey?: string;
  readonly lateAnswer?: unknown;
  readonly retryState?: RetryState;
  readonly flinkJobId?: string;
  readonly flinkEpoch?: string;
  readonly jarId?: string;
  readonly documentHash?: string;
  readonly document?: unknown;
  readonly datasourceRevisions?: Record<string, number>;
  readonly slots?: number;
  readonly phase?: string | null;
  readonly waitingReason?: WaitingReason | null;
  readonly failure?: Failure | null;
  readonly submittedAt?: Date;
  readonly leaseUntil?: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  readonly stopRequestedAt?: Date | null;
  readonly stop?: Stop;
  readonly stopVersion?: number;
  readonly streaming?: boolean;
  readonly savepointPath?: string;
  readonly restorePoints?: RestorePoints;
  readonly checkpointsAt?: Date;
  readonly watchedUntil?: Date;
  readonly seenAt?: Date;
  readonly rowsRead?: bigint | null;
  readonly rowsWritten?: bigint | null;
  readonly bytesRead?: bigint | null;
  readonly bytesWritten?: bigint | null;
  readonly dirtyRows?: bigint | null;
  readonly offsetBefore?: string | null;
  readonly offsetAfter?: string | null;
  readonly snapshot?: Uint8Array<ArrayBuffer>;
}
