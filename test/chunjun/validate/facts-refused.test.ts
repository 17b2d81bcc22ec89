/** Facts read in the builders and converters of plugins: what is refused while a job is submitted. */
import { channels, testFacts, type Fact } from './facts.ts';
import { bare, binlog, kafka, mysqlReader, R, redis, W, jdbc, type Job, type Parameter, type Side } from './jobs.ts';

const speed = '/job/setting/speed';
const column = (type: unknown) => [{ name: 'id', type }];
const typedBy = (name: string, type: unknown): Side => bare(name, { column: column(type) });
const writes = (name: string, type: unknown): Job => ({ writer: typedBy(name, type) });
const reads = (name: string, type: unknown): Job => ({ reader: typedBy(name, type) });
const logminer = (more: Parameter): Side =>
  bare('oraclelogminerreader', { jdbcUrl: 'u', username: 'u', password: 'p', ...more });
const sqlserver = (more: Parameter): Side => bare('sqlservercdcreader', { password: 'p', cat: 'insert', ...more });
const mongo = (more: Parameter): Side =>
  bare('mongodbwriter', { url: 'mongodb://h/d', collectionName: 'c', column: column('int'), ...more });
const starrocks = (more: Parameter): Side => bare('starrockswriter', { database: 'd', table: 't', ...more });
const hdfs = (name: string, defaultFS: string): Side => bare(name, { defaultFS, tablesColumn: '{}' });
const http = (more: Parameter): Side => bare('httpreader', { cycles: 1, ...more });

/** Side, a word that its plugin refuses, and one that it takes. */
const words = [
  ['elasticsearch7writer', 'int', 'INTEGER'],
  ['elasticsearch7reader', 'varchar(20)', 'keyword'],
  ['starrockswriter', 'timestamp', 'datetime'],
  ['starrocksreader', 'integer', 'decimal(10,2)'],
  ['s3writer', 'decimal', 'double'],
  ['s3reader', 'boolean', 'Long'],
  ['hdfswriter', 'datetime', 'timestamp(3)'],
  ['hdfsreader', 'long', 'bigint'],
  ['hive3writer', 'integer', 'INT'],
  ['kuduwriter', 'text', 'unixtime_micros'],
  ['cassandrawriter', 'counter', 'uuid'],
  ['cassandrareader', 'string', 'counter'],
  ['hbasewriter', 'integer unsigned', 'varchar(10)'],
  ['mongodbwriter', 'bigint', 'objectId'],
  ['solrreader', 'bigint', 'long'],
  ['influxdbwriter', 'double', 'float'],
  ['ftpwriter', 'integer', 'int'],
  ['kuduwriter', undefined, 'int'],
  ['s3reader', '', 'int'],
] as const;

const types = words.map(([name, wrong, right]): Fact => {
  const of = name.endsWith('writer') ? writes : reads;
  const pointer = `${name.endsWith('writer') ? W : R}/column/0/type`;
  return [[`${name} ${wrong}`, of(name, wrong), 'error', 'column_type', pointer], of(name, right)];
});

const transformed = { transformer: { transformSql: 'select 1' } };

const facts: readonly Fact[] = [
  ...types,
  [
    ['kafka json', { reader: kafka({ column: column('smallint') }) }, 'error', 'column_type', `${R}/column/0/type`],
    { reader: kafka({ column: column('smallint'), codec: 'text' }) },
  ],
  [
    [
      'http',
      { reader: http({ column: column('text') }), content: transformed },
      'error',
      'column_type',
      `${R}/column/0/type`,
    ],
    { reader: http({ column: column('text') }) },
  ],
  // channels
  [
    ['s3', { writer: bare('s3writer'), setting: channels(2) }, 'error', 'one_channel', `${speed}/channel`],
    { writer: bare('s3writer'), setting: { speed: { channel: 1, writerChannel: 2 } } },
  ],
  [
    [
      's3, whatever writerChannel says',
      { writer: bare('s3writer'), setting: { speed: { channel: 2, writerChannel: 1 } } },
      'error',
      'one_channel',
      `${speed}/channel`,
    ],
    { writer: bare('s3writer'), setting: { speed: { channel: 1, readerChannel: 2 } } },
  ],
  [
    ['binlog', { reader: binlog(), setting: channels(2) }, 'error', 'one_channel', `${speed}/channel`],
    { reader: binlog({ check: false }), setting: channels(2) },
  ],
  [
    [
      'logminer',
      { reader: logminer({}), setting: { speed: { channel: 1, readerChannel: 2 } } },
      'error',
      'one_channel',
      `${speed}/readerChannel`,
    ],
    { reader: logminer({}), setting: { speed: { channel: 2, readerChannel: 1 } } },
  ],
  [
    ['pgwal', { reader: bare('pgwalreader'), setting: channels(2) }, 'warning', 'one_channel', `${speed}/channel`],
    { reader: bare('pgwalreader') },
  ],
  // events
  [
    ['blank', { reader: binlog({ cat: 'insert, update' }) }, 'error', 'unknown_word', `${R}/cat`],
    { reader: binlog({ cat: 'INSERT,create,gtid,' }) },
  ],
  [
    ['no event', { reader: binlog({ cat: 'inserts' }) }, 'error', 'unknown_word', `${R}/cat`],
    { reader: binlog({ cat: 'insert' }) },
  ],
  [
    ['drop', { reader: logminer({ cat: 'insert,drop' }) }, 'error', 'unknown_word', `${R}/cat`],
    { reader: logminer({ cat: 'Insert' }) },
  ],
  [
    ['upsert', { reader: sqlserver({ cat: 'upsert' }) }, 'error', 'unknown_word', `${R}/cat`],
    { reader: sqlserver({ cat: 'insert,UPDATE' }) },
  ],
  [
    ['pgwal', { reader: bare('pgwalreader', { cat: 'upsert' }) }, 'warning', 'unknown_word', `${R}/cat`],
    { reader: bare('pgwalreader', { cat: 'insert, update' }) },
  ],
  // LogMiner
  [
    ['position', { reader: logminer({ readPosition: 'earliest' }) }, 'error', 'unknown_word', `${R}/readPosition`],
    { reader: logminer({ readPosition: 'ALL' }) },
  ],
  [
    ['0', { reader: logminer({ readPosition: 'time', startTime: 0 }) }, 'error', 'parameter_missing', `${R}/startTime`],
    { reader: logminer({ readPosition: 'time', startTime: 1 }) },
  ],
  ...(
    [
      ['fetchSize', 0, 1],
      ['transactionEventSize', 1, 2],
      ['transactionCacheNumSize', 1, 2],
      ['ioThreads', 5, 3],
    ] as const
  ).map(([key, wrong, right]): Fact => [
    [key, { reader: logminer({ [key]: wrong }) }, 'error', 'out_of_range', `${R}/${key}`],
    { reader: logminer({ [key]: right }) },
  ]),
  [
    ['no password', { reader: logminer({ password: '' }) }, 'error', 'parameter_missing', `${R}/password`],
    { reader: logminer({}) },
  ],
  [
    ['no password', { reader: sqlserver({ password: ' ' }) }, 'error', 'parameter_missing', `${R}/password`],
    { reader: sqlserver({}) },
  ],
  [
    ['mysql does without', { reader: bare('pgwalreader') }, 'error', 'parameter_missing', `${R}/password`],
    { reader: bare('pgwalreader', { password: '' }) },
  ],
  // stores
  [
    ['redis', { writer: redis({ keyIndexes: [7], column: column('int') }) }, 'error', 'key_index', `${W}/keyIndexes/0`],
    { writer: redis({ keyIndexes: [0], column: column('int') }) },
  ],
  [
    [
      'redis',
      { writer: redis({ keyIndexes: [0, -1], column: column('int') }) },
      'error',
      'key_index',
      `${W}/keyIndexes/1`,
    ],
    { writer: redis({ keyIndexes: [0, -1] }) },
  ],
  [
    [
      'letter case',
      { reader: mysqlReader({ increColumn: 'ID' }) },
      'error',
      'increment_not_listed',
      `${R}/increColumn`,
    ],
    { reader: mysqlReader({ increColumn: 'id' }) },
  ],
  [
    ['viewfs', { writer: hdfs('hdfswriter', 'viewfs://ns') }, 'error', 'file_system', `${W}/defaultFS`],
    { writer: hdfs('hdfswriter', 'hdfs://ns') },
  ],
  [
    ['hive', { writer: hdfs('hivewriter', 'viewfs://ns') }, 'error', 'file_system', `${W}/defaultFS`],
    { writer: hdfs('hivewriter', '${fs}') },
  ],
  [
    ['http', { reader: http({ intervalTime: 0 }) }, 'error', 'out_of_range', `${R}/intervalTime`],
    { reader: http({ intervalTime: 1 }) },
  ],
  [
    ['http', { reader: http({ fieldDelimiter: ';' }) }, 'error', 'unknown_word', `${R}/fieldDelimiter`],
    { reader: http({ fieldDelimiter: ':' }) },
  ],
  [
    ['insert', { writer: mongo({ writeMode: 'insert', replaceKey: 'zz' }) }, 'error', 'unique_key', `${W}/replaceKey`],
    { writer: mongo({ writeMode: 'replace', replaceKey: 'ID' }) },
  ],
  [
    [
      'letter case',
      { writer: mongo({ writeMode: 'replace', replaceKey: 'ID' }) },
      'warning',
      'unique_key',
      `${W}/replaceKey`,
    ],
    { writer: mongo({ writeMode: 'replace', replaceKey: 'id' }) },
  ],
  [
    [
      'database',
      { writer: mongo({ url: 'mongodb://u:p@h:1,h2:2/?a=b/c' }) },
      'warning',
      'mongodb_database',
      `${W}/url`,
    ],
    { writer: mongo({ url: 'mongodb://u:p@h:1,h2:2/d?a=b' }) },
  ],
  [
    ['starrocks', { writer: starrocks({ table: undefined }) }, 'error', 'parameter_missing', `${W}/table`],
    { writer: bare('starrockswriter', { nameMapped: true }) },
  ],
  [
    ['kudu', { reader: bare('kudureader') }, 'error', 'parameter_missing', `${R}/masters`],
    { reader: bare('kudureader', { masterAddresses: 'h:7051' }) },
  ],
  // words
  [
    [
      'update',
      { writer: jdbc('clickhousewriter', 'jdbc:clickhouse://h/b', { writeMode: 'update' }) },
      'error',
      'write_mode',
      `${W}/writeMode`,
      /cannot update/,
    ],
    { writer: jdbc('clickhousewriter', 'jdbc:clickhouse://h/b', { writeMode: 'insert' }) },
  ],
  [
    ['qos', { writer: bare('emqxwriter', { qos: 5 }) }, 'warning', 'unknown_word', `${W}/qos`, /MQTT/],
    { writer: bare('emqxwriter', { qos: 2 }) },
  ],
];

testFacts(facts);
