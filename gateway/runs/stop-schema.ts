import { Type, type Static } from 'typebox';

const Time = Type.String({ format: 'date-time' });
const orNull = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** An address with its scheme and without credentials: it is stored and shown. */
export const StatePathSchema = Type.String({ pattern: '^[a-z][a-z0-9+.\\-]*:/{1,3}[^\\s@?#]+$', maxLength: 1000 });

export const stopModes = ['cancel', 'savepoint'] as const;
export type StopMode = (typeof stopModes)[number];

export const StopInputSchema = Type.Object(
  {
    mode: Type.Optional(
      Type.Enum([...stopModes], {
        default: 'cancel',
        description:
          'savepoint: stream runs only; Flink keeps where the run stands, and another run can go on from there. A ' +
          'savepoint takes its time: cancel given meanwhile ends the run without waiting for it.',
      }),
    ),
    targetDirectory: Type.Optional({
      ...StatePathSchema,
      description:
        'Where the savepoint goes, e.g. s3://bucket/savepoints. Default: savepointPath of the settings of the version, ' +
        'else the directory of the cluster (state.savepoints.dir).',
    } as typeof StatePathSchema),
    drain: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Tells the operators that no rows will come any more; only where the run is not to be continued.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type StopInput = Static<typeof StopInputSchema>;

/** Steps of a stop with a savepoint, in order; `cancelled`: a person did not wait for it. */
export const stopSteps = ['wanted', 'sent', 'triggered', 'completed', 'failed', 'cancelled'] as const;
export type StopStep = (typeof stopSteps)[number];

/** de_job_record.stop: how the run is being stopped with a savepoint, or was the last time. */
export const StopSchema = Type.Object({
  step: Type.Enum([...stopSteps]),
  who: Type.String(),
  at: Time,
  targetDirectory: orNull(Type.String()),
  drain: Type.Boolean(),
  /** Triggers that were sent, or were about to be. */
  attempt: Type.Integer(),
  /** Written before the trigger is sent. */
  sentAt: orNull(Time),
  /** What Flink had counted before the trigger: a newer savepoint, or restart, came after it. */
  before: Type.Union([Type.Object({ savepoint: orNull(Type.Integer()), restored: Type.Integer() }), Type.Null()]),
  /** Flink's; null while it is not known, or when its answer was lost. */
  requestId: orNull(Type.String()),
  failure: Type.Union([Type.Object({ message: Type.String(), remedy: Type.String(), at: Time }), Type.Null()]),
});
export type Stop = Static<typeof StopSchema>;

/** As the API shows it. */
export const StopViewSchema = Type.Object({
  step: Type.Enum([...stopSteps], {
    description:
      'wanted: not sent yet. sent: Flink has not confirmed it. triggered: Flink is taking the savepoint. completed. ' +
      'failed: the run goes on, see failure. cancelled: a person did not wait for the savepoint.',
  }),
  who: Type.String(),
  at: Time,
  targetDirectory: Type.Union([Type.String(), Type.Null()], { description: 'null: the directory of the cluster.' }),
  drain: Type.Boolean(),
  requestId: Type.Union([Type.String(), Type.Null()], { description: "Flink's id of the savepoint request." }),
  failure: Type.Union([Type.Object({ message: Type.String(), remedy: Type.String(), at: Time }), Type.Null()]),
});
export type StopView = Static<typeof StopViewSchema>;

export function newStop(input: Pick<Stop, 'who' | 'drain' | 'targetDirectory'>, at: Date): Stop {
  return {
    ...input,
    step: 'wanted',
    at: at.toISOString(),
    attempt: 0,
    sentAt: null,
    before: null,
    requestId: null,
    failure: null,
  };
}
