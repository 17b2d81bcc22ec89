/** Versions of any two connectors of the catalogue, with the data sources they need. */
import fc from 'fast-check';
import type { BuildInput } from '../../../gateway/chunjun/build-job-json.ts';
import type { Settings, SyncSpec } from '../../../gateway/chunjun/version-spec.ts';
import type { Column, ConnectionDetails, Connector } from '../../../gateway/connectors/connector.ts';
import type { SideName } from '../../../gateway/connectors/descriptions/description.ts';
import { findDescription } from '../../../gateway/connectors/descriptions/descriptions.ts';
import { objectsOf, type Schema } from './schema-values.ts';

export interface Version extends BuildInput {
  readonly spec: SyncSpec;
  readonly types: ReadonlyMap<string, string>;
}

const ids = { reader: '1'.padStart(26, '0'), writer: '2'.padStart(26, '0') };

const mostColumns = 8;

const columnNames = fc.uniqueArray(
  fc.oneof(
    { weight: 5, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_]{0,10}$/) },
    { weight: 1, arbitrary: fc.constantFrom('ID', 'Name', 'order', 'select', '金额', 'größe', 'a$b', 'x-y', '1st') },
  ),
  { minLength: 1, maxLength: mostColumns },
);

type ColumnMaker = (names: readonly string[]) => Column[];

function columnsOf(connector: Connector, side: SideName): fc.Arbitrary<ColumnMaker> {
  const described = findDescription(connector.name)?.[side].columns;
  const types = described?.types.length ? described.types : ['int', 'string', 'bigint', 'decimal', 'timestamp'];
  const hasFormat = described?.keys.some((key) => key.name === 'format') === true;
  const details = fc.array(
    fc.record(
      {
        type: fc.constantFrom(...types),
        ...(hasFormat ? { format: fc.constantFrom('yyyy-MM-dd', 'yyyy-MM-dd HH:mm:ss') } : {}),
      },
      { requiredKeys: ['type'] },
    ),
    { minLength: mostColumns, maxLength: mostColumns },
  );
  const objects = details.map(
    (list): ColumnMaker =>
      (names) =>
        names.map((name, index) => ({ name, ...list[index] })),
  );
  if (described?.kind === 'objects') return objects;
  const plain = fc.constant<ColumnMaker>((names) => [...names]);
  return fc.oneof({ weight: 2, arbitrary: plain }, { weight: 1, arbitrary: objects });
}

const settings: fc.Arbitrary<Settings> = fc.record(
  {
    channels: fc.constantFrom(1, 1, 2, 8),
    bytesPerSecond: fc.constantFrom(1, 1048576, 2 ** 40),
    dirtyRowsAllowed: fc.constantFrom(-1, 0, 1, 100, 2147483646),
    rebalance: fc.boolean(),
    checkpointIntervalMs: fc.constantFrom(1000, 60000),
    restartAttempts: fc.constantFrom(0, 3, 100),
    restartDelayMs: fc.constantFrom(0, 10000),
    // Each key takes values of its own kind.
    flinkConfiguration: fc.record(
      {
        'state.backend': fc.constantFrom('filesystem', 'rocksdb'),
        'execution.checkpointing.timeout': fc.constantFrom('10 min', '600 s', 60000),
        'execution.checkpointing.max-concurrent-checkpoints': fc.integer({ min: 1, max: 4 }),
        'table.exec.mini-batch.enabled': fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

/** Parameters that name mapped columns: drawn as numbers, which `fitted` turns into the names. */
const columnKeys = new Set(['splitPk', 'increColumn', 'orderByColumn', 'replaceKey']);

/** Makes parts that belong together fit, as the form would: names of columns, a number for each channel. */
function fitted(
  parameter: Readonly<Record<string, unknown>>,
  names: readonly string[],
  channels: number,
): Record<string, unknown> {
  const pick = (number: unknown) => names[Number(number) % names.length];
  const entries = Object.entries(parameter).flatMap(([key, value]): [string, unknown][] => {
    if (columnKeys.has(key)) return [[key, pick(value)]];
    if (key === 'uniqueKey' && Array.isArray(value)) return [[key, [...new Set(value.map(pick))]]];
    if (key === 'updateKey') return [[key, { key: names.slice(0, 2) }]];
    // Kafka's keys of the columns, one for each.
    if (key === 'tableFields') return [[key, [...names]]];
    if (key === 'partitionAssignColumns' && Array.isArray(value)) return [[key, names.slice(0, value.length)]];
    if (key === 'sliceRecordCount' && Array.isArray(value)) return [[key, Array<number>(channels).fill(10)]];
    // The delimiters of COPY.
    if (/^(?:field|null)Delim$/.test(key) && parameter['insertSqlMode'] !== 'copy') return [];
    return [[key, value]];
  });
  return Object.fromEntries(entries);
}

const statements = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('TRUNCATE TABLE t', 'delete from a; delete from b;', '-- all;\ndelete from t'),
  },
  { weight: 1, arbitrary: fc.constantFrom("delete from t where a = ';'", 'select 1', 'delete from t; SHOW TABLES') },
);

const ownTexts: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  splitPk: fc.nat({ max: 1000 }),
  increColumn: fc.nat({ max: 1000 }),
  orderByColumn: fc.nat({ max: 1000 }),
  replaceKey: fc.nat({ max: 1000 }),
  // Hive's writer reads a JSON text.
  cat: fc.constantFrom('insert', 'insert,UPDATE,delete'),
  tablesColumn: fc.constant('{"t": [{"key": "id", "type": "INT"}]}'),
  uniqueKey: fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 3 }),
  table: fc.oneof(
    { weight: 3, arbitrary: fc.stringMatching(/^t_[a-z0-9_]{0,12}$/) },
    { weight: 1, arbitrary: fc.constantFrom('s1.orders', '订单', 't$1') },
    { weight: 1, arbitrary: fc.constantFrom('order', 'User', 'Orders', 'S.t', 'a b', 'a-b', '"t"', '`a`.`b`', 'key') },
  ),
  preSql: statements,
  postSql: statements,
  customSql: fc.constantFrom(
    'SELECT * FROM a JOIN b ON a.id = b.id',
    "select id, name from t where name = 'O''Brien' or 1 = 1",
    '-- all\nWITH x AS (SELECT 1) SELECT * FROM x',
    'SELECT "金额" FROM `t`',
  ),
  startLocation: fc.constantFrom('0', '1700000000000', '2024-02-29 23:59:59', '2024-02-29 23:59:59.123', ''),
};

function parametersOf(connector: Connector, side: SideName): fc.Arbitrary<Record<string, unknown>> {
  const schema = connector[side]?.parameters;
  if (schema === undefined) throw new TypeError(`${connector.name} is no ${side}`);
  return objectsOf(schema, (name, { type }) =>
    type === 'string' || name === 'uniqueKey' ? ownTexts[name] : undefined,
  );
}

/** Where the schema wants a beginning, the secret stands behind it. */
export function secretFor({ datasource }: Connector, name: string, secret: string): string {
  const { properties } = (datasource?.secrets ?? {}) as Schema;
  return properties?.[name]?.pattern?.startsWith('^mongodb') === true ? `mongodb://u:${secret}@h/d` : secret;
}

function connectionOf(connector: Connector): fc.Arbitrary<ConnectionDetails | null> {
  const { datasource } = connector;
  if (datasource === null) return fc.constant(null);
  const secrets = Object.keys((datasource.secrets as Schema).properties ?? {});
  return fc.record({
    config: configOf(connector.name, datasource.config as Schema),
    secrets: fc.constant(
      Object.fromEntries(secrets.map((name) => [name, secretFor(connector, name, `secret of ${name}`)])),
    ),
  });
}

const addresses: Readonly<Record<string, unknown>> = {
  'mysqld.jdbcUrl': ['jdbc:mysql://db.example:3306'],
  'doris.jdbcUrl': 'jdbc:mysql://fe.example:9030/d',
  'starrocks.url': 'jdbc:mysql://fe.example:9030',
  'binlog.jdbcUrl': 'jdbc:mysql://db.example:3306/d',
  'oraclelogminer.jdbcUrl': 'jdbc:oracle:thin:@db.example:1521:sid',
  'sqlservercdc.url': 'jdbc:sqlserver://db.example:1433;databaseName=d',
  'pgwal.url': 'jdbc:postgresql://db.example:5432/d',
  'hive.jdbcUrl': 'jdbc:hive2://h.example:10000/d',
  'hdfs.defaultFS': 'hdfs://h.example:8020',
  'hive.defaultFS': 'hdfs://h.example:8020',
  'http.url': 'http://h.example/x',
  'elasticsearch7.hosts': ['es.example:9200'],
  // An import knows a header's secret by its name.
  'http.apiKeyName': 'X-Api-Key',
};

function configOf(connector: string, schema: Schema): fc.Arbitrary<Record<string, unknown>> {
  const isJdbc =
    schema.properties?.['jdbcUrl'] !== undefined &&
    schema.properties['database'] !== undefined &&
    schema.properties['feNodes'] === undefined;
  if (isJdbc) {
    return fc.record(
      {
        host: fc.constant('db.example'),
        database: fc.constant('shop'),
        username: fc.constant('reader'),
        schema: fc.constant('s'),
        port: fc.constant(1234),
      },
      { requiredKeys: ['host', 'database', 'username'] },
    );
  }
  return objectsOf(schema, (name) => {
    const address = addresses[`${connector}.${name}`];
    return address === undefined ? undefined : fc.constant(address);
  });
}

interface SideParts {
  readonly columns: ColumnMaker;
  readonly parameter: Record<string, unknown>;
  readonly connection: ConnectionDetails | null;
}

const known = new Map<string, fc.Arbitrary<SideParts>>();

function sideOf(connector: Connector, side: SideName): fc.Arbitrary<SideParts> {
  const key = `${connector.name} ${side}`;
  const made =
    known.get(key) ??
    fc.record({
      columns: columnsOf(connector, side),
      parameter: parametersOf(connector, side),
      connection: connectionOf(connector),
    });
  known.set(key, made);
  return made;
}

const rest = {
  names: columnNames,
  settings: fc.option(settings, { nil: undefined }),
  startLocation: fc.option(fc.constantFrom('0', '1000'), { nil: null }),
};

/** Any version that has the shape; `checkVersionSpec` may still have something against it. */
export function versionsOf(reader: Connector, writer: Connector): fc.Arbitrary<Version> {
  const blockOf = (
    side: SideName,
    connector: Connector,
    parts: SideParts,
    names: readonly string[],
    channels: number,
  ) => ({
    connector: connector.name,
    ...(connector.datasource === null ? {} : { datasourceId: ids[side] }),
    parameter: fitted(parts.parameter, names, channels),
  });
  return fc
    .record({ from: sideOf(reader, 'reader'), to: sideOf(writer, 'writer'), ...rest })
    .map(({ from, to, names, settings: chosen, startLocation }) => {
      const written = to.columns(names);
      // Drawn objects may have no prototype, which no stored version has.
      return structuredClone({
        spec: {
          reader: blockOf('reader', reader, from, names, chosen?.channels ?? 1),
          writer: blockOf('writer', writer, to, names, chosen?.channels ?? 1),
          mapping: from.columns(names).map((column, index) => ({ from: column, to: written[index] ?? column })),
          ...(chosen === undefined ? {} : { settings: chosen }),
        },
        reader: from.connection,
        writer: to.connection,
        startLocation,
        types: new Map([
          [ids.reader, reader.name],
          [ids.writer, writer.name],
        ]),
      });
    });
}
