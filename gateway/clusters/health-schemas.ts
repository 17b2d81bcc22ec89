import { Type, type Static } from 'typebox';

const Bytes = Type.Integer({ minimum: 0 });
const Nullable = <T extends ReturnType<typeof Type.Integer> | ReturnType<typeof Type.String>>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const Time = Type.String({ format: 'date-time' });

const ProcessSchema = Type.Object({
  used: Bytes,
  limit: Nullable(Bytes),
  heapUsed: Nullable(Bytes),
  heapLimit: Nullable(Bytes),
});
export type ProcessHealth = Static<typeof ProcessSchema>;

/** One reading, kept to learn what a run costs: metaspace in bytes, admissions counted until then. */
export const SampleSchema = Type.Object({
  at: Time,
  admissions: Type.Integer(),
  jobManager: Nullable(Bytes),
  taskManagers: Nullable(Bytes),
});
export type Sample = Static<typeof SampleSchema>;

export const healthVerdicts = ['unknown', 'ok', 'near_limit', 'draining', 'exhausted'] as const;

const figures = {
  at: Time,
  verdict: Type.Enum([...healthVerdicts], {
    description:
      'unknown: not measured, or there is no limit. near_limit: fewer runs are left than the margin. draining: nothing is ' +
      'admitted until the cluster was restarted. exhausted: it showed signs of having no metaspace left.',
  }),
  process: Type.Union([Type.Enum(['jobManager', 'taskManagers']), Type.Null()], {
    description: 'Whose metaspace is full first; of TaskManagers the fullest counts.',
  }),
  metaspaceUsed: Nullable(Bytes),
  metaspaceLimit: Nullable(Bytes),
  growthPerRun: Nullable(Type.Integer({ description: 'Bytes that a run leaves behind, as far as is known.' })),
  learnedFrom: Type.Integer({ description: 'Measurements of this start that it rests on; 0: experience alone.' }),
  runsLeft: Nullable(Type.Integer({ description: 'Submissions until the metaspace is full.' })),
} as const;

/** de_cluster.health */
export const StoredHealthSchema = Type.Object({
  ...figures,
  epoch: Type.String(),
  jobManager: Type.Union([ProcessSchema, Type.Null()]),
  taskManagers: Type.Union([ProcessSchema, Type.Null()]),
  /** `admissions` that the figures surely contain: later ones may not have loaded their classes by then. */
  admissions: Type.Integer(),
  samples: Type.Array(SampleSchema),
});
export type StoredHealth = Static<typeof StoredHealthSchema>;

export const guardStates = ['open', 'draining', 'recycling'] as const;
export type GuardState = (typeof guardStates)[number];

export const drainCodes = ['metaspace', 'exhausted', 'requested'] as const;

/** de_cluster.guard */
export const StoredGuardSchema = Type.Object({
  /** Why it drains, or drained last. */
  code: Type.Enum([...drainCodes]),
  message: Type.String(),
  /** A person's name, or the part of the gateway. */
  who: Type.String(),
  since: Time,
  /** The start that is to be replaced; null: it was never seen. */
  epoch: Nullable(Type.String()),
  /** A person wants no waiting for jobs of others, nor for a cluster that does not answer. */
  force: Type.Boolean(),
  /** Restarts asked for in this drain. */
  attempts: Type.Integer(),
  nextAttemptAt: Nullable(Time),
  /** Recycling: until then another epoch must have answered. Draining: until then the restart may still come late. */
  deadlineAt: Nullable(Time),
  /** What a person has to know or do. */
  alert: Nullable(Type.String()),
  /** Restarts in a row after which it was full again at once. */
  fruitless: Type.Integer(),
  recycledAt: Nullable(Time),
  /** `admissions` when it was opened again. */
  recycledAdmissions: Nullable(Type.Integer()),
});
export type StoredGuard = Static<typeof StoredGuardSchema>;

const JobManagerOrTaskManagers = Type.Union([ProcessSchema, Type.Null()]);

/** Health as the API shows it. */
export const HealthSchema = Type.Object({
  ...figures,
  at: Nullable(Time),
  jobManager: JobManagerOrTaskManagers,
  taskManagers: JobManagerOrTaskManagers,
  state: Type.Enum([...guardStates], {
    description: 'open: runs are admitted. draining, recycling: they wait until the cluster was restarted.',
  }),
  reason: Nullable(Type.String({ description: 'Why it drains.' })),
  since: Nullable(Time),
  requestedBy: Nullable(Type.String()),
  attempts: Type.Integer({ description: 'Restarts asked for in this drain.' }),
  alert: Nullable(Type.String({ description: 'What a person has to do.' })),
  recycledAt: Nullable(Time),
});
export type HealthView = Static<typeof HealthSchema>;
