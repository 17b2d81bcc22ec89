import { Type, type Static, type TSchema } from 'typebox';
import { FailureSchema } from '../chunjun/explain-failure.ts';

const Time = Type.String({ format: 'date-time' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const From = Type.Enum(['flink', 'snapshot'], { description: 'flink: as of now. snapshot: as the run ended.' });

export const LogsViewSchema = Type.Object(
  {
    from: From,
    at: Time,
    jobManager: Type.String({
      description: 'Whole lines; other jobs of the cluster log there, too. Secrets are masked.',
    }),
    jobManagerMissing: Nullable(
      Type.String({ description: 'Why there is no log of the JobManager; null: there is one.' }),
    ),
    taskManagers: Type.Array(
      Type.Object({
        taskManager: Nullable(Type.String({ description: 'null: it is said of those that have no entry.' })),
        logTail: Type.String(),
        missing: Nullable(Type.String({ description: 'Why there is no log.' })),
      }),
      { description: 'Of those that ran it.' },
    ),
  },
  { $id: 'RecordLogs' },
);
export type LogsView = Static<typeof LogsViewSchema>;

export const ExceptionsViewSchema = Type.Object(
  {
    from: From,
    at: Time,
    failure: Type.Union([FailureSchema, Type.Null()], { description: 'The first one in words; null: there is none.' }),
    root: Nullable(Type.String({ description: 'As Flink tells it: a Java stack trace.' })),
    all: Type.Array(Type.Object({ at: Time, task: Type.String(), exception: Type.String() })),
  },
  { $id: 'RecordExceptions' },
);
export type ExceptionsView = Static<typeof ExceptionsViewSchema>;

const RatesSchema = Type.Object({
  rowsRead: Nullable(Type.Number()),
  rowsWritten: Nullable(Type.Number()),
  bytesRead: Nullable(Type.Number()),
  bytesWritten: Nullable(Type.Number()),
});

export const MetricsViewSchema = Type.Object(
  {
    from: Type.Enum(['flink', 'record'], { description: 'record: the run is over, or has no job on Flink yet.' }),
    at: Time,
    seconds: Nullable(Type.Number({ description: 'Since it started, or between start and end.' })),
    rowsRead: Nullable(Type.Integer()),
    rowsWritten: Nullable(Type.Integer()),
    bytesRead: Nullable(Type.Integer()),
    bytesWritten: Nullable(Type.Integer()),
    dirtyRows: Nullable(Type.Integer()),
    perSecond: Type.Union([RatesSchema, Type.Null()], { description: "From Flink's metrics, while it runs." }),
    averagePerSecond: RatesSchema,
  },
  { $id: 'RecordMetrics' },
);
export type MetricsView = Static<typeof MetricsViewSchema>;
