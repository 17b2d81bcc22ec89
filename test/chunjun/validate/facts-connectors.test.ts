/** Facts that no recorded case is about: connectors. */
import { channels, star, rowsOf, testFacts, type Fact } from './facts.ts';
import {
  bare,
  binlog,
  jdbc,
  kafka,
  mysqlReader,
  mysqlWriter,
  R,
  typed,
  W,
  writerName,
  type Parameter,
  type Side,
} from './jobs.ts';

const kafkaOut = (more: Parameter = {}): Side => ({
  name: 'kafkawriter',
  parameter: { topic: 't', producerSettings: { 'bootstrap.servers': 'k:1' }, ...more },
});
const mongo = (more: Parameter): Side => bare('mongodbwriter', { url: 'mongodb://h', column: typed, ...more });
const influx = (more: Parameter = {}) =>
  bare('influxdbreader', { column: ['id'], connection: [{ url: 'h', measurement: ['m'] }], ...more });

const facts: readonly Fact[] = [
  // change readers
  [
    [
      'before_x',
      { reader: binlog(), writer: mysqlWriter({ connection: star }) },
      'error',
      'cdc_flags',
      `${R}/pavingData`,
    ],
    { reader: rowsOf(), writer: mysqlWriter({ connection: star }) },
  ],
  [
    [
      'before and after',
      { reader: rowsOf({ split: false }), writer: mysqlWriter({ connection: star }) },
      'error',
      'cdc_flags',
      `${R}/split`,
    ],
    { reader: rowsOf({ split: false }) },
  ],
  [
    ['the table', { reader: rowsOf(), writer: mysqlWriter() }, 'warning', 'cdc_table', `${W}/connection/0/table`],
    { reader: rowsOf(), writer: mysqlWriter({ connection: star }) },
  ],
  [
    [
      'DDL',
      { reader: rowsOf({ ddlSkip: false }), writer: jdbc('postgresqlwriter', 'jdbc:postgresql://h/b') },
      'warning',
      'ddl_converter',
      `${R}/ddlSkip`,
    ],
    { reader: rowsOf({ ddlSkip: false }), writer: mysqlWriter({ connection: star }) },
  ],
  [
    [
      'position',
      { reader: bare('oraclelogminerreader', { readPosition: 'time' }) },
      'error',
      'parameter_missing',
      `${R}/startTime`,
    ],
    { reader: bare('oraclelogminerreader', { readPosition: 'time', startTime: 1 }) },
  ],
  // others
  [
    ['offsets', { reader: kafka({ mode: 'specific-offsets' }) }, 'error', 'parameter_missing', `${R}/offset`],
    { reader: kafka({ mode: 'earliest-offset' }) },
  ],
  [
    ['no columns', { reader: kafka({ column: [] }), writer: mysqlWriter() }, 'error', 'kafka_codec', `${R}/column`],
    { reader: kafka({ column: [] }) },
  ],
  [
    ['no names', { reader: mysqlReader(), writer: kafkaOut() }, 'warning', 'kafka_fields', `${W}/tableFields`],
    { reader: mysqlReader(), writer: kafkaOut({ tableFields: ['id', 'name'] }) },
  ],
  [
    [
      'too few',
      { reader: mysqlReader(), writer: kafkaOut({ tableFields: ['id'] }) },
      'error',
      'kafka_fields',
      `${W}/tableFields`,
    ],
    { reader: mysqlReader(), writer: kafkaOut({ tableFields: ['id', 'name'] }) },
  ],
  [
    [
      'partitions',
      { writer: kafkaOut({ tableFields: ['id'], partitionAssignColumns: ['x'] }) },
      'error',
      'kafka_fields',
      `${W}/partitionAssignColumns/0`,
    ],
    { writer: kafkaOut({ tableFields: ['id'], partitionAssignColumns: ['id'] }) },
  ],
  [
    [
      'order',
      { writer: kafkaOut({ dataCompelOrder: true }), setting: channels(2) },
      'error',
      'one_channel',
      `${W}/dataCompelOrder`,
    ],
    { writer: kafkaOut({ dataCompelOrder: true }) },
  ],
  [
    ['iceberg', { writer: bare('icebergwriter'), context: { confProp: {} } }, 'warning', 'no_checkpoints', writerName],
    { writer: bare('icebergwriter'), context: { confProp: { 'execution.checkpointing.interval': '1min' } } },
  ],
  [
    ['hive', { writer: bare('hivewriter', { tablesColumn: 'x y' }) }, 'error', 'hive_columns', `${W}/tablesColumn`],
    { writer: bare('hivewriter', { analyticalRules: 'x' }) },
  ],
  [
    ['mongodb', { writer: bare('mongodbwriter', { hostPorts: 'h:1' }) }, 'error', 'parameter_missing', `${W}/database`],
    { writer: mongo({}) },
  ],
  [
    ['letter case', { writer: mongo({ writeMode: 'UPDATE' }) }, 'warning', 'unknown_word', `${W}/writeMode`],
    { writer: mongo({ writeMode: 'update', replaceKey: 'id' }) },
  ],
  [
    [
      'replaceKey',
      { writer: mongo({ writeMode: 'replace', replaceKey: 'x' }) },
      'error',
      'unique_key',
      `${W}/replaceKey`,
    ],
    { writer: mongo({ writeMode: 'replace', replaceKey: 'id' }) },
  ],
  [
    ['influxdb', { reader: influx() }, 'error', 'wrong_type', `${R}/connection/0/url`],
    { reader: influx({ connection: [{ url: ['h'], measurement: ['m'] }] }) },
  ],
  [
    ['influxdb', { reader: influx(), setting: channels(2) }, 'error', 'split_missing', `${R}/splitPk`],
    { reader: influx({ splitPk: 'id' }), setting: channels(2) },
  ],
  [
    [
      'elasticsearch',
      { reader: bare('elasticsearch7reader', { hosts: ['http://h'] }) },
      'error',
      'host_port',
      `${R}/hosts/0`,
    ],
    { reader: bare('elasticsearch7reader', { hosts: ['http://h:9200'] }) },
  ],
  [
    [
      'mysqld',
      { reader: bare('mysqldreader', { connection: [{}] }) },
      'error',
      'parameter_missing',
      `${R}/connection/0/schema`,
    ],
    { reader: bare('mysqldreader', { connection: [{ schema: 's' }] }) },
  ],
  [
    [
      'mysqld',
      { reader: bare('mysqldreader', { increColumn: 'id' }) },
      'error',
      'increment_refused',
      `${R}/increColumn`,
    ],
    { reader: bare('mysqldreader') },
  ],
  [
    ['http', { reader: bare('httpreader') }, 'warning', 'endless', `${R}/cycles`],
    { reader: bare('httpreader', { cycles: 1 }) },
  ],
];

testFacts(facts);
