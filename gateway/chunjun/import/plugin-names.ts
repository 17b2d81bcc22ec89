import type { SideName } from '../../connectors/descriptions/description.ts';
import { connectorDescriptions, findDescription } from '../../connectors/descriptions/descriptions.ts';

export type FoundPlugin =
  { readonly connector: string; readonly note: string | null } | { readonly refused: string; readonly remedy: string };

/** Names without `reader` and `writer` that DataX or DataWorks use for what Chunjun calls otherwise. */
const otherNames = new Map<string, { connector: string; note: string | null }>(
  Object.entries({
    polardb: ['mysql', 'PolarDB is read through the MySQL driver'],
    drds: ['mysql', 'DRDS is read through the MySQL driver'],
    mariadb: ['mysql', 'MariaDB is read through the MySQL driver'],
    hybriddb_for_mysql: ['mysql', null],
    postgres: ['postgresql', null],
    hybriddb_for_postgresql: ['postgresql', 'the database speaks the PostgreSQL protocol'],
    adbpg: ['postgresql', 'AnalyticDB for PostgreSQL is read through the PostgreSQL driver'],
    gpdb: ['greenplum', null],
    mssql: ['sqlserver', null],
    oceanbasev10: ['oceanbase', null],
    apsaradb_for_oceanbase: ['oceanbase', null],
    mongo: ['mongodb', null],
    elasticsearch: ['elasticsearch7', 'Chunjun 1.12.8 speaks to Elasticsearch 7 only'],
    hbase11x: ['hbase', 'the row key is written differently: check it'],
    hbase11xsql: ['hbase', 'Phoenix tables are read as HBase tables: check the columns'],
    saphana: ['saphana', null],
    hana: ['saphana', null],
  } satisfies Record<string, [string, string | null]>).map(([name, [connector, note]]) => [name, { connector, note }]),
);

const jdbcOnly = 'Export to a database, hdfs or s3 and read that.';

/** What Chunjun 1.12.8 has no plugin for; names without `reader` and `writer`. */
const withoutCounterpart = new Map<string, readonly [what: string, remedy: string]>(
  Object.entries({
    odps: [
      'MaxCompute (odps)',
      'Export the table to hdfs or s3 (or OSS through its S3 interface) and use that connector.',
    ],
    maxcompute: ['MaxCompute', 'Export the table to hdfs or s3 and use that connector.'],
    oss: ['OSS', "Use s3 with the bucket's S3-compatible endpoint."],
    cos: ['COS', "Use s3 with the bucket's S3-compatible endpoint."],
    ots: ['Tablestore (OTS)', jdbcOnly],
    otsstream: ['Tablestore (OTS) streams', jdbcOnly],
    holo: ['Hologres', 'It speaks the PostgreSQL protocol: try postgresql.'],
    hologres: ['Hologres', 'It speaks the PostgreSQL protocol: try postgresql.'],
    ads: ['AnalyticDB', 'It speaks the MySQL protocol: try mysql.'],
    adb: ['AnalyticDB', 'It speaks the MySQL protocol: try mysql.'],
    analyticdb_for_mysql: ['AnalyticDB', 'It speaks the MySQL protocol: try mysql.'],
    datahub: ['DataHub', 'Use kafka; DataHub has a Kafka interface.'],
    loghub: ['Log Service (SLS)', 'Use kafka; SLS has a Kafka interface.'],
    txtfile: ['files of the local machine', 'Put them where ftp (SFTP), hdfs or s3 reaches them.'],
    rdbms: ['a generic JDBC plugin', "Use the database's own connector."],
    hbase094x: ['HBase 0.94', 'hbase speaks HBase 1.4.'],
    hbase20x: ['HBase 2', 'hbase speaks HBase 1.4.'],
    hbase20xsql: ['Phoenix 5', 'hbase speaks HBase 1.4.'],
    memcache: ['Memcache', 'Use redis.'],
    ocs: ['Memcache', 'Use redis.'],
    opentsdb: ['OpenTSDB', 'Use influxdb.'],
    tsdb: ['TSDB', 'Use influxdb.'],
    tdengine: ['TDengine', jdbcOnly],
    neo4j: ['Neo4j', jdbcOnly],
    gdb: ['GDB', jdbcOnly],
    databend: ['Databend', 'It speaks the MySQL protocol: try mysql.'],
    selectdb: ['SelectDB', 'Use doris.'],
    lindorm: ['Lindorm', jdbcOnly],
    metaq: ['MetaQ', 'Use kafka.'],
    kingbasees: ['KingbaseES', 'It speaks the PostgreSQL protocol: try postgresql.'],
  } satisfies Record<string, [string, string]>),
);

/** Plugin names that belong to a side by Chunjun's own list. */
const chunjunNames = new Map(
  connectorDescriptions.flatMap((one) =>
    [one.readerName, ...one.readerAliases, one.writerName, ...one.writerAliases].flatMap((name) =>
      name === null ? [] : [[name, one.name] as const],
    ),
  ),
);

/** The connector for a plugin of DataX, DataWorks or Chunjun, or why there is none. Letter case does not matter. */
export function findPlugin(plugin: string, side: SideName): FoundPlugin {
  const written = plugin.toLowerCase();
  const bare = written.replace(/[_-]?(reader|writer|source|sink)$/, '');
  const lacking = withoutCounterpart.get(bare);
  if (lacking !== undefined) {
    return { refused: `Chunjun 1.12.8 has no ${side} for ${lacking[0]}.`, remedy: lacking[1] };
  }
  const other = otherNames.get(bare);
  const description = findDescription(other?.connector ?? chunjunNames.get(written) ?? bare);
  if (description === undefined) {
    return {
      refused: `There is no connector for the ${side} plugin ${JSON.stringify(plugin.slice(0, 60))}.`,
      remedy: 'GET /connectors lists what there is.',
    };
  }
  const { status, reason, alternative } = description[side];
  if (status === 'works' || status === 'untested') return { connector: description.name, note: other?.note ?? null };
  return {
    refused: `${description.name} is no ${side} that works in Chunjun 1.12.8 (${status}). ${reason?.en ?? ''}`.trim(),
    remedy: alternative?.en ?? 'GET /connectors lists what there is.',
  };
}
