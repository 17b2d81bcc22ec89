/** The words for a column's type that plugins know; read in their raw type converters and column converters. */
import type { SideName } from './description.ts';

export interface ColumnTypes {
  /** Lower case; plugins take them in any letter case. */
  readonly words: readonly string[];
  /** `varchar(20)` counts as varchar; otherwise it is another word. */
  readonly hasLength: boolean;
  /** What becomes of another word: the submission is refused, the job fails when it opens the writer, or it is a text. */
  readonly unknown: 'refused' | 'fails' | 'text';
  /** The class of Chunjun 1.12.8 that knows them. */
  readonly source: string;
}

const list = (
  source: string,
  words: string,
  hasLength: boolean,
  unknown: ColumnTypes['unknown'] = 'refused',
): ColumnTypes => ({ words: words.split(' '), hasLength, unknown, source });

const stream = list(
  'StreamRawTypeConverter',
  'id int integer year boolean tinyint byte char character short smallint long bigint float double decimal date datetime timestamp time string varchar',
  true,
  'text',
);
const ftp = list(
  'FtpRawTypeConverter',
  'boolean tinyint smallint int bigint float double decimal string varchar char binary timestamp datetime time date',
  true,
);
const hadoop = list(
  'HdfsRawTypeConverter',
  'boolean tinyint smallint int bigint float double decimal string varchar char binary timestamp date',
  true,
);
const s3 = list('S3RawConverter', 'int long bigint float double char varchar string date datetime timestamp', false);
const starrocks = list(
  'StarRocksRawTypeConverter',
  'boolean tinyint smallint int bigint largeint float double decimal decimalv2 decimal32 decimal64 decimal128 char varchar string date datetime',
  true,
);
const elasticsearch7 = list(
  'ElasticsearchRawTypeMapper',
  'boolean byte short integer long float double text string binary keyword date object nested',
  false,
);
const kudu = list(
  'KuduRawTypeConverter',
  'int8 tinyint bytes binary int16 smallint int int32 integer int64 bigint long bool boolean float double decimal varchar string date timestamp unixtime_micros',
  false,
);
const cassandraWords =
  'boolean tinyint smallint int integer varint bigint float decimal double ascii varchar text inet uuid timeuuid date time time_without_time_zone timestamp timestamp_without_time_zone blob';
const hbase = list(
  'HBaseRawTypeConverter',
  'boolean tinyint int8 uint8 smallint uint16 int16 integer intervalyear intervalquarter intervalmonth intervalweek intervalday intervalhour intervalminute intervalsecond int32 int uint32 uint64 int64 bigint float float32 decimal decimal32 decimal64 decimal128 dec double float64 uuid collection blob longtext tinytext text char mediumtext tinyblob mediumblob longblob struct varchar string enum8 enum16 fixedstring nested date time timestamp datetime bytes binary',
  true,
);
const mongodb = list(
  'MongodbRawTypeConverter',
  'int long double decimal objectid string bindata date timestamp boolean bool',
  false,
);
const solr = list('SolrRawTypeConverter', 'bool int long string text float double date', false);

/** By connector, then by side: a side that is not here takes no types, or takes them as they come. */
const byConnector = {
  stream: { reader: stream, writer: stream },
  ftp: { reader: ftp, writer: ftp },
  hdfs: { reader: hadoop, writer: hadoop },
  hive3: { reader: hadoop, writer: hadoop },
  s3: { reader: s3, writer: s3 },
  starrocks: { reader: starrocks, writer: starrocks },
  elasticsearch7: { reader: elasticsearch7, writer: elasticsearch7 },
  kudu: { reader: kudu, writer: kudu },
  // The reader's converter goes by the kind of a type, the writer's by the word itself, of which it knows fewer.
  cassandra: {
    reader: list('CassandraRawTypeConverter', `${cassandraWords} int2 counter numeric jsonb`, false),
    writer: list('CassandraColumnConverter', cassandraWords, false),
  },
  hbase: { reader: hbase, writer: hbase },
  mongodb: { reader: mongodb, writer: mongodb },
  solr: { reader: solr, writer: solr },
  influxdb: { writer: list('InfluxdbColumnConverter', 'int integer float bool boolean string long', false, 'fails') },
  // Types are looked at with a transformer alone; without one every field is a text or part of a map.
  http: {
    reader: list(
      'HttpRawTypeConverter',
      'int bigint float decimal numeric double char varchar string date time timestamp datetime',
      false,
    ),
  },
  // With codec json.
  kafka: {
    reader: list(
      'KafkaColumnConverter',
      'int integer boolean tinyint char character string varchar text short long bigint float double decimal date time datetime timestamp',
      false,
    ),
  },
} as const satisfies Readonly<Record<string, Partial<Readonly<Record<SideName, ColumnTypes>>>>>;

/** Shape and words as descriptions quote them. */
export const columnTypes = byConnector;

/** undefined: the side takes no types, or takes them as they come. */
export function columnTypesOf(connector: string, side: SideName): ColumnTypes | undefined {
  if (!Object.hasOwn(byConnector, connector)) return undefined;
  const sides: Partial<Record<SideName, ColumnTypes>> = byConnector[connector as keyof typeof byConnector];
  return sides[side];
}

/** Reads a type as the plugin does. */
export function isKnownType({ words, hasLength }: ColumnTypes, type: string): boolean {
  const left = type.indexOf('(');
  const word = hasLength && left > 0 && type.includes(')') ? type.slice(0, left) : type;
  return words.includes(word.toLowerCase());
}

/** Words of different systems for the same values, the more usual first; not int8, of eight bits here and bytes there. */
const sameValues = [
  'tinyint byte',
  'smallint short int16 int2',
  'int integer int32 int4 mediumint',
  'bigint long int64',
  'float float4 real',
  'double float8',
  'decimal numeric number',
  'boolean bool',
  'varchar string text keyword char varchar2 nvarchar nchar bpchar tinytext mediumtext longtext clob',
  'binary bytes bindata blob varbinary bytea',
  'timestamp datetime datetime2 timestamptz date',
].map((words) => words.split(' '));

/** The plugin's own word for what another system calls `type`, `bigint` → `long`; undefined: it has none. */
export function wordFor(types: ColumnTypes, type: string): string | undefined {
  const word = type.toLowerCase().replace(/\(.*$/s, '').trim();
  // A date is no moment: where there are no dates there is no word for one.
  const group = word === 'date' ? undefined : sameValues.find((words) => words.includes(word));
  return [word, ...(group ?? [])].find((each) => types.words.includes(each));
}
