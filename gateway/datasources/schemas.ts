import { Type, type Static } from 'typebox';
import { LastTestSchema } from './test-result-schema.ts';

export const DatasourceInputSchema = Type.Object(
  {
    name: Type.String({
      pattern: '^[A-Za-z][A-Za-z0-9_]{0,99}$',
      description: 'Letters, digits and underscores; begins with a letter.',
    }),
    description: Type.Optional(Type.String({ maxLength: 80 })),
    type: Type.String({ minLength: 1, maxLength: 40, description: 'Connector it belongs to, e.g. mysql.' }),
    config: Type.Record(Type.String(), Type.Unknown(), { description: 'Connection fields of the type; no secrets.' }),
    secrets: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        writeOnly: true,
        description: 'Secret fields of the type, e.g. {"password": "…"}. Sealed when stored, never returned.',
      }),
    ),
    environment: Type.Optional(Type.Enum(['development', 'production'])),
  },
  { additionalProperties: false },
);
export type DatasourceInput = Static<typeof DatasourceInputSchema>;

/** What a change may say; `type` stays. Without `secrets` the stored ones stay. */
export const DatasourcePatchSchema = Type.Partial(Type.Omit(DatasourceInputSchema, ['type']), {
  additionalProperties: false,
});
export type DatasourcePatch = Static<typeof DatasourcePatchSchema>;

export const DatasourceSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    type: Type.String(),
    config: Type.Record(Type.String(), Type.Unknown()),
    hasSecrets: Type.Boolean(),
    revision: Type.Integer({ description: 'Counts every change; a record notes the one it ran with.' }),
    environment: Type.String(),
    createdAt: Type.String({ format: 'date-time' }),
    updatedAt: Type.String({ format: 'date-time' }),
    createdBy: Type.String(),
    lastTest: Type.Union([LastTestSchema, Type.Null()], {
      description: 'How the last test of it went; null: none yet.',
    }),
  },
  { $id: 'Datasource' },
);
export type DatasourceView = Static<typeof DatasourceSchema>;

/** A job some of whose versions use a data source. */
export const DatasourceUseSchema = Type.Object(
  {
    jobId: Type.String(),
    jobName: Type.String(),
    role: Type.String({ description: 'reader or writer.' }),
    versions: Type.Array(Type.Integer(), { description: 'Newest first.' }),
    onlineVersion: Type.Union([Type.Integer(), Type.Null()]),
  },
  { $id: 'DatasourceUse' },
);

/** Stored config and opened secrets are checked against these; the connector's own schemas say more. */
export const StoredConfigSchema = Type.Record(Type.String(), Type.Unknown());
export const StoredSecretsSchema = Type.Record(Type.String(), Type.String());
