/** Rules on plugins that no recorded case is about: from the contract alone. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { connectorData } from '../../../gateway/chunjun/validate/connector-data.ts';
import {
  bare,
  binlog,
  findings,
  kafka,
  mysqlWriter,
  R,
  readerName,
  redis,
  testRows,
  typed,
  W,
  writerName,
  type Parameter,
  type Row,
} from './jobs.ts';

const rows: readonly Row[] = [
  // plugins
  ['a side that is not there', { reader: bare('icebergreader') }, 'error', 'plugin_side', readerName, /no reader/],
  ['hive has no reader', { reader: bare('hivereader') }, 'error', 'plugin_side', readerName],
  ['SQL only', { writer: bare('rocketmqwriter') }, 'error', 'plugin_absent', writerName, /SQL jobs only/],
  ['an alias of an absent one', { reader: bare('esreader') }, 'error', 'plugin_absent', readerName],
  ['a slip of the pen', { reader: bare('postgresreader') }, 'error', 'plugin_unknown', readerName],
  ['socketreader', { reader: bare('socketreader', { address: 'h:1' }) }, 'error', 'plugin_broken', readerName],
  ['mysqlcdc alone', { reader: bare('mysqlcdcreader') }, 'warning', 'plugin_broken', readerName, /transformer/],
  ['kafka, Java unknown', { reader: kafka() }, 'warning', 'java_version', readerName],
  ['kafka on Java 11', { reader: kafka(), context: { javaVersion: 11 } }, 'error', 'java_version', readerName],
  ['kafka, jars unknown', { reader: kafka() }, 'warning', 'extra_jar', readerName, /guava/],
  [
    'kafka without guava',
    { reader: kafka(), context: { extraJars: new Set(['httpclient']) } },
    'error',
    'extra_jar',
    readerName,
  ],
  [
    'hbase by its own directory',
    { reader: bare('hbasereader'), context: { plugins: new Set(['hbase', 'stream']) } },
    'error',
    'plugin_not_deployed',
    readerName,
    /connector\/hbase14/,
  ],
  // lists of parameters
  ['required', { writer: bare('cassandrawriter', { host: 'h' }) }, 'error', 'parameter_missing', `${W}/keyspaces`],
  ['mistyped list', { reader: bare('solrreader', { zkHosts: 'h' }) }, 'error', 'wrong_type', `${R}/zkHosts`],
  ['mistyped element', { reader: bare('solrreader', { zkHosts: [['h']] }) }, 'error', 'wrong_type', `${R}/zkHosts/0`],
  [
    'one character',
    { reader: bare('s3reader', { fieldDelimiter: '||' }) },
    'error',
    'wrong_type',
    `${R}/fieldDelimiter`,
  ],
  ['misspelt', { reader: bare('ftpreader', { fileTyp: 'CSV' }) }, 'warning', 'ignored_key', `${R}/fileTyp`],
  ['a dead name', { reader: binlog({ isGTIDMode: true }) }, 'warning', 'ignored_key', `${R}/isGTIDMode`],
  ['Gson: letter case', { writer: mysqlWriter({ batchsize: 5 }) }, 'warning', 'ignored_key', `${W}/batchsize`],
  ['an event name', { reader: binlog({ cat: 'insert,upsert' }) }, 'error', 'unknown_word', `${R}/cat`],
  ['redis type', { writer: redis({ type: 'STRING' }) }, 'error', 'unknown_word', `${W}/type`],
  ['redis mode', { writer: redis({ mode: 'put' }) }, 'error', 'unknown_word', `${W}/mode`],
  ['influxdb', { writer: bare('influxdbwriter') }, 'error', 'parameter_missing', `${W}/writeMode`],
  ['names where objects', { writer: redis({ column: ['id'] }) }, 'error', 'column_shape', `${W}/column/0`],
  ['exponent', { writer: mysqlWriter({ batchSize: 1e30 }) }, 'error', 'number_exponent', `${W}/batchSize`],
  ['an object for a flag', { writer: bare('streamwriter', { print: {} }) }, 'error', 'wrong_type', `${W}/print`],
  ['Jackson cuts', { reader: bare('httpreader', { cycles: 1.5 }) }, 'warning', 'fraction', `${R}/cycles`],
  // connectors
  [
    'no servers',
    { writer: bare('kafkawriter', { topic: 't', producerSettings: {} }) },
    'error',
    'kafka_servers',
    `${W}/producerSettings/bootstrap.servers`,
  ],
  ['text to JDBC', { reader: kafka({ codec: 'text' }), writer: mysqlWriter() }, 'error', 'kafka_codec', `${R}/codec`],
  ['hive says how', { writer: bare('hivewriter') }, 'error', 'hive_columns', `${W}/tablesColumn`],
  ['hdfs writer', { writer: bare('hdfswriter', { defaultFS: 's3://b' }) }, 'error', 'file_system', `${W}/defaultFS`],
  ['hdfs reader', { reader: bare('hdfsreader') }, 'warning', 'file_system', `${R}/defaultFS`],
  ['mongodb', { reader: bare('mongodbreader') }, 'error', 'parameter_missing', `${R}/hostPorts`],
  [
    'doris options',
    { writer: bare('doriswriter', { feNodes: ['f'], loadOptions: { requestRetries: 3 } }) },
    'error',
    'doris_option',
    `${W}/loadOptions/requestRetries`,
  ],
  [
    'doris stream load',
    { writer: bare('doriswriter', { feNodes: ['f'] }) },
    'error',
    'parameter_missing',
    `${W}/database`,
  ],
  [
    'logminer',
    { reader: bare('oraclelogminerreader', { split: true, pavingData: true }) },
    'error',
    'cdc_flags',
    `${R}/split`,
  ],
  ['hbase', { writer: bare('hbasewriter', { nullMode: 'null' }) }, 'error', 'unknown_word', `${W}/nullMode`],
  ['binlog', { reader: binlog({ ddlSkip: 'false' }) }, 'error', 'wrong_type', `${R}/ddlSkip`],
  ['cdc into JDBC', { reader: binlog(), writer: mysqlWriter() }, 'warning', 'cdc_table', `${W}/connection/0/table`],
  ['cdc, no checkpoints', { reader: binlog(), context: { confProp: {} } }, 'info', 'no_checkpoints', readerName],
  [
    'cdc, two channels',
    { reader: binlog(), setting: { speed: { channel: 2 } } },
    'error',
    'one_channel',
    '/job/setting/speed/channel',
  ],
  [
    's3 writer, two channels',
    { writer: bare('s3writer'), setting: { speed: { channel: 2 } } },
    'error',
    'one_channel',
    '/job/setting/speed/channel',
  ],
];

describe('plugins', () => testRows(rows));

describe('keys', () => {
  test('keys of Jackson connectors may be written in any case, those of Gson not', () => {
    const found = findings({ reader: bare('httpreader', { URL: 'http://h', REQUESTMODE: 'put' }) });
    assert.deepEqual(
      found.filter(({ level }) => level === 'error').map(({ code, pointer }) => [code, pointer]),
      [['unknown_word', `${R}/REQUESTMODE`]],
    );
  });
});

describe('data of the connectors', () => {
  test('forty connectors; every type is one that is checked', () => {
    assert.equal(connectorData.length, 40);
    const types = new Set(
      connectorData.flatMap(({ reader, writer }) =>
        [...(reader?.parameters ?? []), ...(writer?.parameters ?? [])].map(({ type }) => type),
      ),
    );
    assert.deepEqual([...types].toSorted(), [
      'any',
      'array',
      'array<int>',
      'array<long>',
      'array<string>',
      'bool',
      'char',
      'int',
      'long',
      'object',
      'string',
    ]);
  });

  test('every connector takes a document with nothing but what it needs, and says when that is missing', () => {
    const samples: Record<string, unknown> = {
      string: 'x',
      int: 1,
      long: 1,
      bool: true,
      char: ',',
      object: { 'bootstrap.servers': 'h:1' },
      array: typed,
      'array<string>': ['x'],
      'array<long>': [1],
      'array<int>': [0],
      any: 'x',
    };
    for (const connector of connectorData.filter(({ kind }) => kind !== 'jdbc')) {
      for (const side of ['reader', 'writer'] as const) {
        const required = connector[side]?.parameters.filter((each) => each.required) ?? [];
        const parameter = Object.fromEntries(
          required.map(({ name, type, values }) => [name, values?.[0] ?? samples[type]]),
        );
        if (connector.name === 'elasticsearch7') parameter['column'] = [{ name: 'id', type: 'integer' }];
        const problems = (given: Parameter) =>
          findings({ [side]: { name: connector.name + side, parameter: given } })
            .filter(({ level, pointer }) => level === 'error' && pointer.startsWith(side === 'reader' ? R : W))
            .map(({ code, pointer }) => `${code} ${pointer}`);
        const extra = connector.name === 'mongodb' && connector[side] ? { hostPorts: 'h:1', database: 'd' } : {};
        if (connector.name === 'influxdb') parameter['connection'] = [{ url: ['x'], measurement: ['m'] }];
        if (connector.name === 'mysqld')
          parameter['connection'] = [{ schema: 's', username: 'u', password: 'p', table: ['t'] }];
        if (connector.name === 'starrocks') Object.assign(parameter, { database: 'd', table: 't' });
        if (connector.name === 'hive') Object.assign(parameter, { defaultFS: 'hdfs://h' });
        if (connector.name === 'hdfs' && side === 'writer') parameter['defaultFS'] = 'hdfs://h';
        if (connector.name === 'hive') parameter['tablesColumn'] = '{}';
        if (connector.name === 'elasticsearch7') parameter['hosts'] = ['h:9200'];
        assert.deepEqual(problems({ ...parameter, ...extra }), [], connector.name + side);
        const first = required[0];
        if (first === undefined) continue;
        delete parameter[first.name];
        const pointer = `${side === 'reader' ? R : W}/${first.name}`;
        assert.deepEqual(problems({ ...parameter, ...extra }), [`parameter_missing ${pointer}`], connector.name + side);
      }
    }
  });
});
