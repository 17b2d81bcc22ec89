import { Type, type Static } from 'typebox';
import { IdSchema } from '../http/schemas.ts';

export const FlinkJobIdSchema = Type.String({
  pattern: '^[0-9a-f]{32}$',
  description: "Flink's job id, 32 hex digits.",
});

export const orphanKinds = ['orphan', 'unknown-record', 'foreign'] as const;

export const OrphanSchema = Type.Object(
  {
    flinkJobId: Type.String(),
    name: Type.String(),
    state: Type.String({ description: "Flink's own word." }),
    startedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    slots: Type.Union([Type.Integer(), Type.Null()], {
      description: 'Largest parallelism of its vertices; null: over, or not asked for (the first 50 are).',
    }),
    kind: Type.Enum([...orphanKinds], {
      description:
        'orphan: of a record here, which does not follow it. unknown-record: its name is a gateway’s, but there is no ' +
        'such record here; another gateway may follow it. foreign: of another program.',
    }),
    recordId: Type.Union([Type.String(), Type.Null()]),
    recordState: Type.Union([Type.String(), Type.Null()]),
    why: Type.String({ description: 'Why no record follows it.' }),
  },
  { $id: 'Orphan' },
);
export type OrphanView = Static<typeof OrphanSchema>;

export const OrphanActionSchema = Type.Object(
  {
    action: Type.Enum(['adopt', 'cancel'], {
      description: 'adopt: its record follows it from now on. cancel: Flink is told to cancel it.',
    }),
    reason: Type.String({ minLength: 1, maxLength: 500, description: 'Kept with the event.' }),
    recordId: Type.Optional({
      ...IdSchema,
      description: 'adopt: the record, when the name does not say it (needs force).',
    }),
    force: Type.Optional(
      Type.Boolean({ description: 'Confirms to adopt or cancel a job whose name is not of a record here.' }),
    ),
  },
  { additionalProperties: false },
);
export type OrphanAction = Static<typeof OrphanActionSchema>;
