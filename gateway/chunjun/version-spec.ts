import { Type, type Static } from 'typebox';
import { ColumnSchema } from '../connectors/connector.ts';

const Side = (side: string) =>
  Type.Object(
    {
      connector: Type.String({ minLength: 1, maxLength: 60, description: `Connector of the ${side}, e.g. mysql.` }),
      datasourceId: Type.Optional(
        Type.String({ minLength: 26, maxLength: 26, description: 'Data source it connects to.' }),
      ),
      parameter: Type.Record(Type.String(), Type.Unknown(), {
        description: "The connector's own parameters, without connection, credentials and columns.",
      }),
    },
    { additionalProperties: false },
  );

const FlinkValue = Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean()]);

/** What a person sets about a run; mapped to what Chunjun 1.12.8 honours (its own errorLimit, restart and log do nothing). */
export const SettingsSchema = Type.Object(
  {
    channels: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 32768, default: 1, description: 'Parallel channels.' }),
    ),
    bytesPerSecond: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Read limit of the whole job, bytes per second.' }),
    ),
    dirtyRowsAllowed: Type.Optional(
      Type.Integer({
        minimum: -1,
        maximum: 2147483646,
        description: 'Rows that may be dirty per channel and side before the run fails; -1: any number.',
      }),
    ),
    rebalance: Type.Optional(Type.Boolean({ description: 'Spread rows evenly over the writers.' })),
    checkpointIntervalMs: Type.Optional(
      Type.Integer({ minimum: 1000, description: 'Milliseconds between checkpoints.' }),
    ),
    restartAttempts: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 100, description: 'Restarts by Flink itself.' }),
    ),
    restartDelayMs: Type.Optional(Type.Integer({ minimum: 0, description: 'Milliseconds before such a restart.' })),
    flinkConfiguration: Type.Optional(
      Type.Record(Type.String({ minLength: 1, maxLength: 190 }), FlinkValue, {
        description: 'Further Flink 1.12 or chunjun.dirty-data keys for this run (-confProp).',
      }),
    ),
  },
  { additionalProperties: false },
);
export type Settings = Static<typeof SettingsSchema>;

/** What a job version says: where rows come from, where they go, which column becomes which, and how. */
export const VersionSpecSchema = Type.Object(
  {
    reader: Side('reader'),
    writer: Side('writer'),
    mapping: Type.Array(
      Type.Object(
        { from: ColumnSchema, to: Type.Optional(ColumnSchema) },
        {
          additionalProperties: false,
          description: 'Reader column and writer column; `to` defaults to the same name.',
        },
      ),
      { minItems: 1, maxItems: 5000 },
    ),
    settings: Type.Optional(SettingsSchema),
  },
  { additionalProperties: false },
);
export type VersionSpec = Static<typeof VersionSpecSchema>;
