/** Smallest valid data source and version of a connector, made from its description. */
import type { SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import type { ConnectionDetails } from '../../gateway/connectors/connector.ts';
import type {
  ConnectorDescription,
  FieldDescription,
  SideName,
} from '../../gateway/connectors/descriptions/description.ts';

/** Where any text of the right type would not do. */
const values: Readonly<Record<string, unknown>> = {
  'mysqld.jdbcUrl': ['jdbc:mysql://db.example:3306'],
  'doris.jdbcUrl': 'jdbc:mysql://fe.example:9030/d',
  'starrocks.url': 'jdbc:mysql://fe.example:9030',
  'binlog.jdbcUrl': 'jdbc:mysql://db.example:3306/d',
  'oraclelogminer.jdbcUrl': 'jdbc:oracle:thin:@db.example:1521:sid',
  'sqlservercdc.url': 'jdbc:sqlserver://db.example:1433;databaseName=d',
  'pgwal.url': 'jdbc:postgresql://db.example:5432/d',
  'hive.jdbcUrl': 'jdbc:hive2://h.example:10000/d',
  'http.url': 'http://h.example/x',
  'http.apiKeyName': 'X-Api-Key',
  'elasticsearch7.hosts': ['h.example:9200'],
  'mongodb.database': 'd',
  'binlog.cat': 'insert',
  'sqlservercdc.cat': 'insert',
  'hdfs.fileType': 'text',
  'hdfs.defaultFS': 'hdfs://h.example:8020',
  'hive.defaultFS': 'hdfs://h.example:8020',
  'hive.tablesColumn': '{"t":[{"key":"id","type":"INT"}]}',
  'greenplum.insertSqlMode': 'insert',
};

function sample(connector: string, field: FieldDescription): unknown {
  const own = values[`${connector}.${field.name}`];
  if (own !== undefined) return own;
  const word = field.enum?.[0] ?? 'x';
  switch (field.type) {
    case 'string':
      return word;
    case 'integer':
    case 'number':
      return field.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string[]':
      return [word];
    case 'integer[]':
      return [1];
    case 'object[]':
      return [{}];
    case 'object':
    case 'map':
      return {};
    case 'any':
      return 'x';
  }
}

const isJdbc = ({ datasource }: ConnectorDescription) =>
  datasource?.config.some(({ name, fills }) => name === 'database' && fills.includes('/connection')) === true;

/** Every secret is given, as `secretOf` says. */
export function minimalConnection(
  description: ConnectorDescription,
  secretOf: (field: string) => string,
): ConnectionDetails | null {
  const { name, datasource } = description;
  if (datasource === null) return null;
  const secrets = Object.fromEntries(
    datasource.secrets.map((field) => [
      field.name,
      name === 'mongodb' && field.name === 'url' ? `mongodb://${secretOf(field.name)}` : secretOf(field.name),
    ]),
  );
  if (isJdbc(description)) return { config: { host: 'db.example', database: 'd', username: 'u' }, secrets };
  const chosen = new Set(datasource.requiresOneOf.map(([first]) => first));
  const config = datasource.config.filter(
    (field) => field.required || chosen.has(field.name) || field.name === 'apiKeyName',
  );
  return { config: Object.fromEntries(config.map((field) => [field.name, sample(name, field)])), secrets };
}

/** The connector on one side, stream on the other. */
export function minimalSpec(description: ConnectorDescription, side: SideName): SyncSpec {
  const { name, datasource } = description;
  const chosen = new Set(description[side].requiresOneOf.map(([first]) => first));
  const fields = description[side].parameters.filter(
    (one) => one.source === 'version' && (one.required || chosen.has(one.name)),
  );
  const own = {
    connector: name,
    ...(datasource === null ? {} : { datasourceId: '1'.padStart(26, '0') }),
    parameter: Object.fromEntries(fields.map((field) => [field.name, sample(name, field)])),
  };
  const { kind, types } = description[side].columns;
  const column = kind === 'objects' ? { name: 'id', type: types[0] ?? 'int' } : 'id';
  return side === 'reader'
    ? {
        reader: own,
        writer: { connector: 'stream', parameter: {} },
        mapping: [{ from: column, to: { name: 'id', type: 'int' } }],
      }
    : {
        reader: { connector: 'stream', parameter: { sliceRecordCount: 1 } },
        writer: own,
        mapping: [{ from: { name: 'id', type: 'int' }, to: column }],
      };
}
