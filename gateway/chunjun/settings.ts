/** What a person sets about a run, mapped to what Chunjun 1.12.8 and Flink 1.12 honour; see conf-prop.ts. */
import { Type, type Static } from 'typebox';
import { ColumnSchema } from '../connectors/connector.ts';

const FlinkValue = Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean()]);
const channels = { minimum: 1, maximum: 32768 };
const milliseconds = (minimum: number, description: string) =>
  Type.Integer({ minimum, maximum: 31536000000, description });

/** An address with its scheme and without credentials: what stands here is stored and shown. */
const Directory = (description: string) =>
  Type.String({ pattern: '^[a-z][a-z0-9+.\\-]*:/{1,3}[^\\s@?#]+$', maxLength: 1000, description });

const Names = Type.Record(Type.String({ minLength: 1, maxLength: 400 }), Type.String({ minLength: 1, maxLength: 400 }));

const TableName = (description: string) =>
  Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]*$', maxLength: 100, description });

const TransformerSchema = Type.Object(
  {
    sql: Type.String({
      minLength: 1,
      maxLength: 20000,
      description:
        'Flink SQL: a SELECT over the rows of the reader, without aggregation: changes of earlier rows would be written as new ones.',
    }),
    readerTable: TableName('Name that FROM uses for the rows of the reader.'),
    writerTable: Type.Optional(TableName('Name of the rows that are written; must be another.')),
    columns: Type.Optional(
      Type.Array(ColumnSchema, {
        minItems: 1,
        maxItems: 5000,
        description: 'Columns of the writer in the order of the SELECT; left out: those of the mapping.',
      }),
    ),
  },
  { additionalProperties: false, description: 'Changes rows between reader and writer; not with kafka, redis, emqx.' },
);

const NameMappingSchema = Type.Object(
  {
    identifiers: Type.Optional(Names),
    columnTypes: Type.Optional(Names),
    casing: Type.Optional(Type.Enum(['unchanged', 'upper', 'lower'], { description: 'Letters of all other names.' })),
  },
  {
    additionalProperties: false,
    description:
      'Other names for what a change log names: `identifiers` from a database, schema or table of the source to its name in ' +
      'the target, `columnTypes` likewise. Only for the readers binlog, oraclelogminer, sqlservercdc and pgwal.',
  },
);

export const SettingsSchema = Type.Object(
  {
    channels: Type.Optional(Type.Integer({ ...channels, default: 1, description: 'Parallel channels.' })),
    readerChannels: Type.Optional(
      Type.Integer({ ...channels, description: 'Parallel channels of the reader, when they are others.' }),
    ),
    writerChannels: Type.Optional(
      Type.Integer({ ...channels, description: 'Parallel channels of the writer, when they are others.' }),
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
    dirtyRowsOutput: Type.Optional(
      Type.Enum(['default', 'log', 'mysql'], {
        description:
          "Where dirty rows go. default: the TaskManager's output. log and mysql need their jars in the distribution " +
          '(dirty-data-collector/, for mysql guava too), else every run fails; mysql also needs chunjun.dirty-data.jdbc.url, ' +
          '.username and .table in flinkConfiguration, and a user who logs in without a password.',
      }),
    ),
    rebalance: Type.Optional(Type.Boolean({ description: 'Spread rows evenly over the writers.' })),
    checkpointIntervalMs: Type.Optional(milliseconds(1000, 'Milliseconds between checkpoints.')),
    checkpointMode: Type.Optional(Type.Enum(['exactly-once', 'at-least-once'])),
    checkpointTimeoutMs: Type.Optional(milliseconds(1000, 'Milliseconds that one checkpoint may take.')),
    checkpointMinPauseMs: Type.Optional(milliseconds(0, 'Milliseconds from the end of a checkpoint to the next.')),
    failedCheckpointsAllowed: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1000000, description: 'Checkpoints in a row that may fail.' }),
    ),
    checkpointRetention: Type.Optional(
      Type.Enum(['retain-on-cancellation', 'delete-on-cancellation'], {
        description: 'Whether the last checkpoint of a canceled run is kept, so that another can go on from it.',
      }),
    ),
    stateBackend: Type.Optional(
      Type.Enum(['jobmanager', 'filesystem', 'rocksdb'], {
        description: 'Where Flink keeps state; filesystem and rocksdb need a checkpoint path, here or on the cluster.',
      }),
    ),
    checkpointPath: Type.Optional(
      Directory('Directory of checkpoints that every machine of the cluster sees, e.g. hdfs:///flink/checkpoints.'),
    ),
    savepointPath: Type.Optional(Directory('Directory of savepoints, e.g. s3://bucket/savepoints.')),
    restartAttempts: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 100, description: 'Restarts by Flink itself; 0: none.' }),
    ),
    restartFailuresPerInterval: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1000,
        description: 'Instead of restartAttempts, for endless jobs: restarts for ever, but not more often than this.',
      }),
    ),
    restartFailureIntervalMs: Type.Optional(
      milliseconds(1000, 'Milliseconds in which restartFailuresPerInterval counts; default: 600000.'),
    ),
    restartDelayMs: Type.Optional(milliseconds(0, 'Milliseconds before a restart; default: 10000.')),
    restoreColumn: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 190,
        description:
          'Growing column of a JDBC reader whose value goes into checkpoints: after a restart it reads on from there.',
      }),
    ),
    transformer: Type.Optional(TransformerSchema),
    nameMapping: Type.Optional(NameMappingSchema),
    flinkConfiguration: Type.Optional(
      Type.Record(Type.String({ minLength: 1, maxLength: 190 }), FlinkValue, {
        description:
          'Further Flink 1.12 or chunjun.dirty-data keys for this run (-confProp); they win over the others.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type Settings = Static<typeof SettingsSchema>;

/** Settings that are part of the document: a script says them itself. */
export const documentSettings = [
  'channels',
  'readerChannels',
  'writerChannels',
  'bytesPerSecond',
  'rebalance',
  'restoreColumn',
  'transformer',
  'nameMapping',
] as const;

/** Parallelism of a side. */
export function channelsOf(settings: Settings | undefined, side: 'reader' | 'writer'): number {
  return settings?.[`${side}Channels`] ?? settings?.channels ?? 1;
}
