import { Type, type Static } from 'typebox';

/** Flink 1.12.7's answers, as far as the gateway reads them. Fields it does not read are not checked. */

export const OverviewSchema = Type.Object({
  taskmanagers: Type.Integer(),
  'slots-total': Type.Integer(),
  'slots-available': Type.Integer(),
  'flink-version': Type.String(),
});
export type Overview = Static<typeof OverviewSchema>;

/** `GET /taskmanagers`. Memory in bytes, the heartbeat in milliseconds since 1970. */
export const TaskManagersSchema = Type.Object({
  taskmanagers: Type.Array(
    Type.Object({
      id: Type.String(),
      timeSinceLastHeartbeat: Type.Integer(),
      slotsNumber: Type.Integer(),
      freeSlots: Type.Integer(),
      hardware: Type.Object({ cpuCores: Type.Integer(), physicalMemory: Type.Integer() }),
    }),
  ),
});
export type TaskManager = Static<typeof TaskManagersSchema>['taskmanagers'][number];

/** The words Flink uses for a job. FAILED, CANCELED and FINISHED are final; SUSPENDED is for one JobManager only. */
export const flinkJobStates = [
  'INITIALIZING',
  'CREATED',
  'RUNNING',
  'FAILING',
  'CANCELLING',
  'RESTARTING',
  'RECONCILING',
  'SUSPENDED',
  'FAILED',
  'CANCELED',
  'FINISHED',
] as const;
export type FlinkJobState = (typeof flinkJobStates)[number];

/** Of a job that Flink is done with. */
export type FinalFlinkState = 'FINISHED' | 'FAILED' | 'CANCELED';

export function isFinalOnFlink(state: string): state is FinalFlinkState {
  return state === 'FINISHED' || state === 'FAILED' || state === 'CANCELED';
}

const JobState = Type.Enum([...flinkJobStates]);

export const JobsOverviewSchema = Type.Object({
  jobs: Type.Array(
    Type.Object({
      jid: Type.String({ pattern: '^[0-9a-f]{32}$' }),
      name: Type.String(),
      state: JobState,
      'start-time': Type.Integer(),
      'end-time': Type.Integer(),
      'last-modification': Type.Integer(),
      tasks: Type.Record(Type.String(), Type.Integer()),
    }),
  ),
});
export type JobOverview = Static<typeof JobsOverviewSchema>['jobs'][number];

export const JobDetailSchema = Type.Object({
  jid: Type.String(),
  name: Type.String(),
  state: JobState,
  'start-time': Type.Integer(),
  'end-time': Type.Integer(),
  vertices: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      parallelism: Type.Integer(),
      status: Type.String(),
      tasks: Type.Record(Type.String(), Type.Integer()),
      metrics: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
});
export type JobDetail = Static<typeof JobDetailSchema>;

export const AccumulatorsSchema = Type.Object({
  'user-task-accumulators': Type.Array(Type.Object({ name: Type.String(), type: Type.String(), value: Type.String() })),
});
/** Accumulator name to value; Flink gives every value as text. */
export type Accumulators = ReadonlyMap<string, string>;

export const ExceptionsSchema = Type.Object({
  'root-exception': Type.Optional(Type.Union([Type.String(), Type.Null()])),
  timestamp: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  'all-exceptions': Type.Array(
    Type.Object({ exception: Type.String(), task: Type.String(), timestamp: Type.Integer() }),
  ),
});
export type Exceptions = Static<typeof ExceptionsSchema>;

export const ConfigurationSchema = Type.Array(Type.Object({ key: Type.String(), value: Type.String() }));

export const LogsSchema = Type.Object({
  logs: Type.Array(Type.Object({ name: Type.String({ minLength: 1 }), size: Type.Integer() })),
});

/** `/jobs/:id/vertices/:vertex/taskmanagers`. A subtask that never got a slot: `(unassigned)`. */
export const VertexTaskManagersSchema = Type.Object({
  taskmanagers: Type.Array(
    Type.Object({
      'taskmanager-id': Type.String({ minLength: 1 }),
      'status-counts': Type.Record(Type.String(), Type.Integer()),
    }),
  ),
});

export const JarsSchema = Type.Object({
  files: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), uploaded: Type.Integer() })),
});
export type UploadedJar = Static<typeof JarsSchema>['files'][number];

export const UploadSchema = Type.Object({ filename: Type.String(), status: Type.String() });

export const RunSchema = Type.Object({ jobid: Type.String({ pattern: '^[0-9a-f]{32}$' }) });

/** How every error of Flink's own handlers looks; a 404 or 500 without it comes from something in between. */
export const ErrorsSchema = Type.Object({ errors: Type.Array(Type.String(), { minItems: 1 }) });
