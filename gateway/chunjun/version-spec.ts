import { Type, type Static } from 'typebox';
import { ColumnSchema } from '../connectors/connector.ts';
import { documentSettings, SettingsSchema } from './settings.ts';

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

export { SettingsSchema, type Settings } from './settings.ts';

/** Parameters of this name hold a version's own sealed secrets: `${secret.password}`. */
export const secretPrefix = 'secret.';

/** Name of a value that a run gives, as it stands in `${name}`. */
export const parameterNamePattern = '^[A-Za-z_][A-Za-z0-9_.-]{0,63}$';

const ParametersSchema = Type.Array(
  Type.Object(
    {
      name: Type.String({ pattern: parameterNamePattern, description: 'Written as ${name} inside a text.' }),
      type: Type.Optional(
        Type.Enum(['string', 'integer', 'number', 'boolean'], {
          description: 'JSON type where ${name} is the whole value; inside a longer text it is always text.',
          default: 'string',
        }),
      ),
      default: Type.Optional(
        Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Boolean()], {
          description: 'Value of a run that gives none; without it a run must give one.',
        }),
      ),
      description: Type.Optional(Type.String({ maxLength: 200 })),
    },
    { additionalProperties: false },
  ),
  {
    maxItems: 200,
    description: 'What runs fill in. The gateway puts the values in, safe for JSON; Chunjun never sees ${}.',
  },
);
export type ParameterDeclarations = Static<typeof ParametersSchema>;

const TypesByColumn = Type.Record(Type.String({ minLength: 1, maxLength: 190 }), Type.String({ maxLength: 120 }));

/** Database types by column name as the studio saw them, e.g. {"id": "int8"}: known types make the checks sharper. */
export const ColumnTypesSchema = Type.Object(
  { reader: Type.Optional(TypesByColumn), writer: Type.Optional(TypesByColumn) },
  { additionalProperties: false, description: 'Database types by column name, in the order of the table.' },
);
export type ColumnTypes = Static<typeof ColumnTypesSchema>;

/** What the form of a batch or stream job says: where rows come from and go, which column becomes which, and how. */
export const SyncSpecSchema = Type.Object(
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
      {
        maxItems: 5000,
        description: 'May be empty where neither side needs columns, as from a change log to a message queue.',
      },
    ),
    settings: Type.Optional(SettingsSchema),
    parameters: Type.Optional(ParametersSchema),
    columnTypes: Type.Optional(ColumnTypesSchema),
  },
  { additionalProperties: false },
);
export type SyncSpec = Static<typeof SyncSpecSchema>;

/** Longest script, in characters. */
export const longestScript = 2_000_000;

/** Of a script's settings, those that have no place in the document itself. */
const ScriptSettingsSchema = Type.Omit(SettingsSchema, [...documentSettings], {
  additionalProperties: false,
});

/** What a script job says: the Chunjun document itself, as text; it is kept as it was written. */
export const ScriptSpecSchema = Type.Object(
  {
    script: Type.String({
      minLength: 2,
      maxLength: longestScript,
      description:
        'A Chunjun job document: JSON, comments allowed. `"$datasource": "<id>"` inside a parameter block fills in ' +
        'address and credentials.',
    }),
    settings: Type.Optional(ScriptSettingsSchema),
    parameters: Type.Optional(ParametersSchema),
    columnTypes: Type.Optional(ColumnTypesSchema),
  },
  { additionalProperties: false },
);
export type ScriptSpec = Static<typeof ScriptSpecSchema>;

/** What a version says; which of the two is the job's kind. */
export const VersionSpecSchema = Type.Union([SyncSpecSchema, ScriptSpecSchema]);
export type VersionSpec = Static<typeof VersionSpecSchema>;

export function isScript(spec: VersionSpec): spec is ScriptSpec {
  return 'script' in spec;
}
