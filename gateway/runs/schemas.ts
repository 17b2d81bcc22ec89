import { Type, type Static } from 'typebox';
import { FailureSchema } from '../chunjun/explain-failure.ts';
import { LastCheckpointSchema, RestoreFromSchema } from './restore-schema.ts';
import { runStates } from './run-status.ts';
import { StopViewSchema } from './stop-schema.ts';

export const triggers = ['manual', 'schedule', 'rerun', 'retry', 'backfill'] as const;
export type Trigger = (typeof triggers)[number];

export const WaitingReasonSchema = Type.Object({
  code: Type.Enum(
    [
      'cluster_unreachable',
      'no_free_slots',
      'quota',
      'behind_another_run',
      'retry_pause',
      'resubmission',
      'cluster_draining',
      'cluster_maintenance',
      'cluster_memory',
      'cluster_exhausted',
      'distribution_unusable',
      'gateway_fault',
    ],
    {
      description:
        'no_free_slots: too few task slots, or they are kept for a run whose turn is earlier. quota: the cluster has ' +
        'its maxActiveRuns. cluster_draining: the cluster is to be restarted, or is being. cluster_maintenance: a person keeps it from admitting runs. cluster_memory: first it is ' +
        'measured what the last runs leave on it. cluster_exhausted: a submission failed through no fault of the run, ' +
        'it is repeated after a pause. behind_another_run: of the same job. retry_pause: the back-off of a retry.',
    },
  ),
  message: Type.String(),
});
export type WaitingReason = Static<typeof WaitingReasonSchema>;

/** What a run was given for the version's `${name}`. */
export const StoredParametersSchema = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
);

const Time = Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' });
const Nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** A run whose cluster does not answer stays what it was: this says since when nothing was heard. */
export const ClusterSightSchema = Type.Object({
  reachability: Type.Enum(['unknown', 'reachable', 'unreachable']),
  lastSeenAt: Type.Union([
    Type.String({ format: 'date-time', description: 'The last look that it answered.' }),
    Type.Null(),
  ]),
  lastError: Type.Union([Type.String(), Type.Null()]),
});
export type ClusterSightView = Static<typeof ClusterSightSchema>;

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
    phase: Nullable(
      Type.String({
        description: "Flink's own word for the job; SCHEDULED: it says RUNNING and no task has a slot yet.",
      }),
    ),
    phaseMessage: Nullable(Type.String({ description: 'What the phase means, where its word alone misleads.' })),
    flinkJobId: Nullable(Type.String()),
    attempt: Type.Integer({ description: 'Submission attempts so far.' }),
    slots: Type.Integer(),
    parameters: StoredParametersSchema,
    waitingReason: Type.Union([WaitingReasonSchema, Type.Null()]),
    queue: Type.Union(
      [
        Type.Object({
          place: Type.Integer({ description: '1: the next.' }),
          of: Type.Integer({ description: 'Runs that wait for the same cluster.' }),
        }),
        Type.Null(),
      ],
      { description: 'Its turn, in answers of GET, while it is QUEUED or WAITING.' },
    ),
    priority: Type.Integer(),
    notBefore: Nullable(Time),
    deadlineAt: Nullable(Type.String({ format: 'date-time', description: 'Not submitted by then: REJECTED.' })),
    retryNumber: Type.Integer({ description: '0: it repeats no run; 2: it is the second retry.' }),
    retry: Nullable(
      Type.String({
        description:
          'armed: a failure will be repeated. created: it was, see the record with this originRecordId. used_up, ' +
          'not_wanted (not for this end), run_active (the job has another run), no_restore_point (nothing to go on from): ' +
          'it was not.',
      }),
    ),
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
    stop: Type.Union([StopViewSchema, Type.Null()], {
      description: 'How it is being stopped with a savepoint, or was the last time.',
    }),
    savepointPath: Nullable(
      Type.String({ description: 'The newest savepoint: restoreFrom of another run goes on from it.' }),
    ),
    lastCheckpoint: Type.Union([LastCheckpointSchema, Type.Null()], {
      description: 'Of a stream run with checkpointing, as of at most a minute ago.',
    }),
    restoreFrom: Type.Union([RestoreFromSchema, Type.Null()], { description: 'Where the run went on from.' }),
    submittedAt: Nullable(Time),
    startedAt: Nullable(Time),
    finishedAt: Nullable(Time),
    seenAt: Nullable(Type.String({ format: 'date-time', description: 'When Flink last showed the job.' })),
    cluster: Type.Optional(
      Type.Union([ClusterSightSchema, Type.Null()], {
        description: 'With one record only: whether its cluster answers, for "last seen".',
      }),
    ),
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
    to: Type.String({ description: 'Same as `from`: a note, no move.' }),
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
  logTail: Type.String({ description: "End of the JobManager's log; of failed runs only." }),
  taskManagerLogs: Type.Optional(
    Type.Array(
      Type.Object({
        taskManager: Nullable(Type.String({ description: 'null: it is said of those that have no entry.' })),
        logTail: Type.String(),
        missing: Nullable(Type.String({ description: 'Why there is no log.' })),
      }),
      { description: 'Of failed runs: ends of the logs of TaskManagers that ran it. Earlier snapshots have none.' },
    ),
  ),
});
export type Snapshot = Static<typeof SnapshotSchema>;
