import { gunzipSync } from 'node:zlib';
import { matches, parseStored } from '../core/check.ts';
import { FailureSchema } from '../chunjun/explain-failure.ts';
import { lastCheckpointOf, restoreFromOf, restorePointsOf } from './restore-schema.ts';
import { phaseInWords } from './run-status-phase.ts';
import type { RunEvent, RunRecord } from './run-store.ts';
import {
  SnapshotSchema,
  StoredParametersSchema,
  WaitingReasonSchema,
  type ClusterSightView,
  type RecordEventView,
  type RecordView,
  type Snapshot,
  type Trigger,
} from './schemas.ts';
import { StopSchema } from './stop-schema.ts';

/** `queue`: where it stands in its cluster's queue, if that was looked up. */
export function viewRecord(record: RunRecord, queue: RecordView['queue'] = null): RecordView {
  const { waitingReason, failure, params } = record as Record<'waitingReason' | 'failure' | 'params', unknown>;
  return {
    id: record.id,
    jobId: record.jobId,
    version: record.version,
    clusterId: record.clusterId,
    trigger: record.trigger as Trigger,
    originRecordId: record.originRecordId,
    state: record.state,
    stateSince: record.stateSince.toISOString(),
    phase: record.phase,
    phaseMessage: phaseInWords(record.state, record.phase),
    flinkJobId: record.flinkJobId,
    attempt: record.attempt,
    slots: record.slots,
    parameters: matches(StoredParametersSchema, params) ? params : {},
    waitingReason: matches(WaitingReasonSchema, waitingReason) ? waitingReason : null,
    queue,
    priority: record.priority,
    notBefore: record.notBefore?.toISOString() ?? null,
    deadlineAt: record.deadlineAt?.toISOString() ?? null,
    retryNumber: record.retryNumber,
    retry: record.retryState,
    failure: matches(FailureSchema, failure) ? failure : null,
    rowsRead: count(record.rowsRead),
    rowsWritten: count(record.rowsWritten),
    bytesRead: count(record.bytesRead),
    bytesWritten: count(record.bytesWritten),
    dirtyRows: count(record.dirtyRows),
    offsetBefore: record.offsetBefore,
    offsetAfter: record.offsetAfter,
    stop: viewStop(record.stop),
    savepointPath: record.savepointPath,
    lastCheckpoint: lastCheckpointOf(restorePointsOf(record)),
    restoreFrom: restoreFromOf(record),
    submittedAt: record.submittedAt?.toISOString() ?? null,
    startedAt: record.startedAt?.toISOString() ?? null,
    finishedAt: record.finishedAt?.toISOString() ?? null,
    seenAt: record.seenAt?.toISOString() ?? null,
    createdAt: record.createdAt.toISOString(),
    createdBy: record.createdBy,
  };
}

function viewStop(stop: unknown): RecordView['stop'] {
  if (!matches(StopSchema, stop)) return null;
  const { step, who, at, targetDirectory, drain, requestId, failure } = stop;
  return { step, who, at, targetDirectory, drain, requestId, failure };
}

/** What a record's page needs of its cluster. */
export interface ClusterSight {
  readonly reachability: string;
  readonly lastSeenAt: Date | null;
  readonly lastError: string | null;
}

/** null: the cluster is not registered any more. */
export function viewSight(cluster: ClusterSight | null): ClusterSightView | null {
  if (cluster === null) return null;
  return {
    reachability: cluster.reachability as ClusterSightView['reachability'],
    lastSeenAt: cluster.lastSeenAt?.toISOString() ?? null,
    lastError: cluster.lastError,
  };
}

/** `seq` is the place in the list: notes stand between the moves. */
export function viewEvent(event: RunEvent, seq: number): RecordEventView {
  return {
    seq,
    at: event.at.toISOString(),
    from: event.fromState,
    to: event.toState,
    who: event.who,
    why: event.why,
    evidence: event.evidence,
  };
}

/** Throws `internal` when the stored bytes are not a snapshot. */
export function openSnapshot(compressed: Uint8Array): Snapshot {
  return parseStored(SnapshotSchema, JSON.parse(gunzipSync(compressed).toString('utf8')), 'snapshot');
}

function count(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}
