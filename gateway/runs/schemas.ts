import { Type, type Static } from 'typebox';
import { FailureSchema } from '../chunjun/explain-failure.ts';
import { runStates } from './run-status.ts';

export const triggers = ['manual', 'schedule', 'rerun', 'retry', 'backfill'] as const;
export type Trigger = (typeof triggers)[number];

export const WaitingReasonSchema = Type.Object({
  code: Type.Enum(['cluster_unreachable', 'no_free_slots', 'resubmission', 'distribution_unusable', 'gateway_fault']),
  message: Type.String(),
});
export type WaitingReason = Static<typeof WaitingReasonSchema>;

const Time = Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' });
const Nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** A record as the API shows it. Counts are integers up to 2^53; larger ones would be approximated. */
export const RecordSchema = Type.Object(
  {
    id: Type.String(),
    jobId: Type.String(),
    version: Type.Integer(),
    clusterId: Type.String(),
    trigger: Type.Enum([...triggers]),
    originRecordId: Nullable(Type.String()),
    state: Type.Enum([...runStates]),
    stateSince: Time,
    phase: Nullable(Type.String({ description: "Flink's own word for the job." })),
    flinkJobId: Nullable(Type.String()),
    attempt: Type.Integer({ description: 'Submission attempts so far.' }),
    slots: Type.Integer(),
    waitingReason: Type.Union([WaitingReasonSchema, Type.Null()]),
    failure: Type.Union([FailureSchema, Type.Null()]),
    rowsRead: Nullable(Type.Integer()),
    rowsWritten: Nullable(Type.Integer()),
    bytesRead: Nullable(
      Type.Integer({ description: 'In-memory row size as Chunjun counts it, not bytes on the wire.' }),
    ),
    bytesWritten: Nullable(Type.Integer()),
    dirtyRows: Nullable(Type.Integer()),
    offsetBefore: Nullable(Type.String({ description: 'Where an incremental run started.' })),
    offsetAfter: Nullable(Type.String({ description: 'Where the next one starts; set with SUCCEEDED only.' })),
    submittedAt: Nullable(Time),
    startedAt: Nullable(Time),
    finishedAt: Nullable(Time),
    seenAt: Nullable(Type.String({ format: 'date-time', description: 'When Flink last showed the job.' })),
    createdAt: Time,
    createdBy: Type.String(),
  },
  { $id: 'Record' },
);
export type RecordView = Static<typeof RecordSchema>;

export const RecordEventSchema = Type.Object(
  {
    seq: Type.Integer(),
    at: Time,
    from: Nullable(Type.String()),
    to: Type.String(),
    who: Type.String(),
    why: Type.String(),
    evidence: Type.Unknown({ description: 'What was seen, and where.' }),
  },
  { $id: 'RecordEvent' },
);
export type RecordEventView = Static<typeof RecordEventSchema>;

/** Inside the compressed snapshot: what Flink knew of a job when it was over. */
export const SnapshotSchema = Type.Object({
  takenAt: Time,
  accumulators: Type.Record(Type.String(), Type.String()),
  exceptions: Type.Unknown(),
  job: Type.Unknown(),
  configuration: Type.Unknown(),
  logTail: Type.String(),
});
export type Snapshot = Static<typeof SnapshotSchema>;
