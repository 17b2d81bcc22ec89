import { gunzipSync } from 'node:zlib';
import { matches, parseStored } from '../core/check.ts';
import { FailureSchema } from '../chunjun/explain-failure.ts';
import type { RunEvent, RunRecord } from './run-store.ts';
import {
  SnapshotSchema,
  WaitingReasonSchema,
  type RecordEventView,
  type RecordView,
  type Snapshot,
  type Trigger,
} from './schemas.ts';

export function viewRecord(record: RunRecord): RecordView {
  const { waitingReason, failure } = record as { waitingReason: unknown; failure: unknown };
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
    flinkJobId: record.flinkJobId,
    attempt: record.attempt,
    slots: record.slots,
    waitingReason: matches(WaitingReasonSchema, waitingReason) ? waitingReason : null,
    failure: matches(FailureSchema, failure) ? failure : null,
    rowsRead: count(record.rowsRead),
    rowsWritten: count(record.rowsWritten),
    bytesRead: count(record.bytesRead),
    bytesWritten: count(record.bytesWritten),
    dirtyRows: count(record.dirtyRows),
    offsetBefore: record.offsetBefore,
    offsetAfter: record.offsetAfter,
    submittedAt: record.submittedAt?.toISOString() ?? null,
    startedAt: record.startedAt?.toISOString() ?? null,
    finishedAt: record.finishedAt?.toISOString() ?? null,
    seenAt: record.seenAt?.toISOString() ?? null,
    createdAt: record.createdAt.toISOString(),
    createdBy: record.createdBy,
  };
}

export function viewEvent(event: RunEvent): RecordEventView {
  return {
    seq: event.seq,
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
