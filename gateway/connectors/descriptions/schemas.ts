/** The shapes of `description.ts` as the HTTP API answers them. */
import { Type } from 'typebox';
import {
  connectorKinds,
  parameterGroups,
  parameterSources,
  parameterTypes,
  sideStatuses,
  units,
} from './description.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const Text = Type.Object({ en: Type.String(), zh: Type.String() });
const Names = Type.Array(Type.String());
const JsonSchemaObject = Type.Record(Type.String(), Type.Unknown());

export const KindSchema = Type.Enum([...connectorKinds]);
const StatusSchema = Type.Enum([...sideStatuses], {
  description:
    'works: run with the real program. untested: described from its source. broken: always fails. not_loadable: no ' +
    'sync job can name it. absent: there is no such plugin, or not this side.',
});
const Available = Type.Boolean({ description: 'This gateway builds documents for it.' });

const fieldProperties = {
  name: Type.String(),
  type: Type.Enum([...parameterTypes]),
  alsoAccepts: Type.Array(Type.Enum([...parameterTypes])),
  required: Type.Boolean(),
  default: Type.Unknown(),
  enum: orNull(Type.Array(Type.Union([Type.String(), Type.Number()]))),
  minimum: orNull(Type.Number()),
  maximum: orNull(Type.Number()),
  maxLength: orNull(Type.Integer()),
  pattern: orNull(Type.String()),
  keyPattern: orNull(Type.String()),
  title: Text,
  description: Text,
  unit: orNull(Type.Enum([...units])),
  secret: Type.Boolean(),
  deprecated: Type.Boolean(),
  group: Type.Enum([...parameterGroups]),
  order: Type.Integer(),
};
const ParameterSchema = Type.Object({
  ...fieldProperties,
  source: Type.Enum([...parameterSources]),
  path: orNull(Type.String()),
});
const DatasourceFieldSchema = Type.Object({ ...fieldProperties, fills: Names });

const ColumnsSchema = Type.Object({
  kind: Type.Enum(['names', 'objects', 'any', 'none']),
  required: Type.Boolean(),
  star: Type.Boolean(),
  keys: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.Enum(['string', 'integer', 'boolean']),
      required: Type.Boolean(),
      title: Text,
      description: Text,
    }),
  ),
  types: Names,
  note: Text,
});

const SideSchema = Type.Object({
  status: StatusSchema,
  available: Available,
  reason: orNull(Text),
  alternative: orNull(Text),
  javaVersions: Type.Array(Type.Integer()),
  connectionShape: Text,
  columns: ColumnsSchema,
  parameters: Type.Array(ParameterSchema),
  requiresOneOf: Type.Array(Names),
  writeModes: Names,
  increment: orNull(Type.Object({ kind: Type.Enum(['column', 'position']), parameters: Names, note: Text })),
  split: orNull(
    Type.Object({
      kind: Type.Enum(['column', 'parts', 'none']),
      parameters: Names,
      maxChannels: orNull(Type.Integer()),
      note: Text,
    }),
  ),
  checkedAtSubmission: Text,
  connectsAtSubmission: Type.Boolean({ description: 'Opens connections while the job is submitted.' }),
  parameterSchema: JsonSchemaObject,
  columnSchema: orNull(JsonSchemaObject),
});

export const ConnectorSchema = Type.Object({
  name: Type.String(),
  title: Text,
  kind: KindSchema,
  pluginDirectory: orNull(Type.String()),
  aliases: Names,
  readerName: orNull(Type.String()),
  readerAliases: Names,
  writerName: orNull(Type.String()),
  writerAliases: Names,
  reader: SideSchema,
  writer: SideSchema,
  needsExtraJars: Type.Array(Type.Object({ name: Type.String(), reason: Text })),
  datasource: orNull(
    Type.Object({
      config: Type.Array(DatasourceFieldSchema),
      secrets: Type.Array(DatasourceFieldSchema),
      requiresOneOf: Type.Array(Names),
      configSchema: JsonSchemaObject,
      secretsSchema: JsonSchemaObject,
    }),
  ),
});

const SideSummarySchema = Type.Object({ status: StatusSchema, available: Available });
export const ConnectorSummarySchema = Type.Object({
  name: Type.String(),
  title: Text,
  kind: KindSchema,
  aliases: Names,
  reader: SideSummarySchema,
  writer: SideSummarySchema,
});
