import { Type, type Static } from 'typebox';

const Count = (description?: string) => Type.Integer(description === undefined ? {} : { description });
const Time = Type.String({ format: 'date-time' });

const ended = {
  succeeded: Count(),
  failed: Count(),
  canceled: Count(),
  rejected: Count('Never ran.'),
  closed: Count('A person gave up finding out.'),
  rowsRead: Count(),
  rowsWritten: Count(),
  bytesRead: Count('In-memory row size as Chunjun counts it.'),
  bytesWritten: Count(),
};

export const OverviewQuerySchema = Type.Object(
  {
    timeZone: Type.Optional(
      Type.String({
        default: 'UTC',
        minLength: 1,
        maxLength: 60,
        description: 'Where a day begins: a name of the IANA data base, such as Asia/Shanghai.',
      }),
    ),
    hours: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 168,
        default: 24,
        description: 'Hours in byHour, the present one is the last.',
      }),
    ),
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 31, default: 7, description: 'Days in byDay, today is the last.' }),
    ),
    top: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 50, default: 10, description: 'Jobs in slowest and mostFailed.' }),
    ),
  },
  { additionalProperties: false },
);
export type OverviewQuery = Static<typeof OverviewQuerySchema>;

export const OverviewSchema = Type.Object(
  {
    at: Time,
    timeZone: Type.String(),
    now: Type.Object(
      {
        queued: Count(),
        waiting: Count(),
        submitting: Count('Flink has not answered yet, or its answer was lost.'),
        running: Count(),
        stopping: Count(),
        lost: Count('Flink does not know them, and nobody has closed them.'),
      },
      { description: 'Records that are not over.' },
    ),
    waitingByReason: Type.Array(Type.Object({ code: Type.String(), count: Count() }), {
      description: 'Most frequent first.',
    }),
    today: Type.Object(ended, { description: 'Records that ended since midnight of the time zone.' }),
    byHour: Type.Array(Type.Object({ from: Time, ...ended })),
    byDay: Type.Array(Type.Object({ day: Type.String({ description: 'YYYY-MM-DD' }), from: Time, ...ended })),
    mostFailed: Type.Array(Type.Object({ jobId: Type.String(), name: Type.String(), failed: Count() }), {
      description: 'Jobs with the most failed runs in the days of byDay, which are widened to steps of four hours.',
    }),
    slowest: Type.Array(
      Type.Object({ jobId: Type.String(), name: Type.String(), recordId: Type.String(), seconds: Type.Number() }),
      { description: 'Jobs by their slowest run that ended in these days.' },
    ),
    clusters: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        reachability: Type.String(),
        lastSeenAt: Type.Union([Time, Type.Null()]),
        slotsTotal: Type.Union([Type.Integer(), Type.Null()]),
        slotsFree: Type.Union([Type.Integer(), Type.Null()]),
        active: Count('Records that have, or may have, a job there.'),
        waiting: Count(),
        today: Type.Object(ended),
      }),
      { description: 'The first 100 by name.' },
    ),
  },
  { $id: 'Overview' },
);
export type Overview = Static<typeof OverviewSchema>;
