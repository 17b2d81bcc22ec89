/** Facts that no recorded case is about: blocks. */
import type { ValidationContext } from '../../../gateway/chunjun/validate/validation-context.ts';
import { testFacts, type Fact } from './facts.ts';
import { bare, binlog, kafka, mysqlReader, mysqlWriter, R, W, type Job, type Side } from './jobs.ts';

const C = '/job/content/0';
const S = '/job/setting';
const table = { tableName: 't' };
const transformed = (sql: string, reader: Side = mysqlReader(), writer: Side = mysqlWriter()): Job => ({
  reader: { ...reader, table },
  writer: { ...writer, table },
  content: { transformer: { transformSql: sql } },
});
const types = (reader: Record<string, string>): ValidationContext => ({
  columnTypes: { reader: new Map(Object.entries(reader)) },
});
const conf = (confProp: Record<string, unknown>): Job => ({ context: { confProp } });
const args = (programArguments: Record<string, string>): Job => ({ context: { programArguments } });
const both = { ddl: { type: 'mysql' }, cache: { type: 'mysql' } };
const incremental = { increColumn: 'id', initReporter: true };

const facts: readonly Fact[] = [
  // transformer
  [
    [
      'constant',
      transformed('select id from t', mysqlReader({ column: [{ name: 'id', value: '1' }] })),
      'error',
      'transformer_columns',
      `${R}/column/0/value`,
    ],
    transformed('select id from t', mysqlReader({ column: [{ name: 'id' }] })),
  ],
  [
    [
      'state',
      transformed('select id, count(*) from t group by id'),
      'warning',
      'transformer_state',
      `${C}/transformer/transformSql`,
    ],
    transformed("select id, name from t where name = 'group by'"),
  ],
  [
    ['count', transformed('select id from t'), 'error', 'column_count', `${C}/transformer/transformSql`],
    transformed('select id, name from t'),
  ],
  // blocks
  [
    [
      'an old key',
      { reader: binlog(), content: { nameMapping: { tableMappings: {} } } },
      'warning',
      'ignored_key',
      `${C}/nameMapping/tableMappings`,
    ],
    { reader: binlog(), content: { nameMapping: { identifierMappings: {} } } },
  ],
  [
    [
      'casing',
      { reader: binlog(), content: { nameMapping: { casing: 'upper' } } },
      'warning',
      'unknown_word',
      `${C}/nameMapping/casing`,
    ],
    { reader: binlog(), content: { nameMapping: { casing: 'UPPER' } } },
  ],
  [
    [
      'half',
      { content: { restoration: { ddl: { type: 'mysql' } } } },
      'warning',
      'restoration',
      `${C}/restoration/cache`,
    ],
    { writer: bare('streamwriter', { executeDdlAble: true }), content: { restoration: both } },
  ],
  [
    [
      'type',
      { content: { restoration: { ...both, cache: { type: 'redis' } } } },
      'error',
      'restoration',
      `${C}/restoration/cache/type`,
    ],
    { writer: bare('streamwriter', { executeDdlAble: true }), content: { restoration: both } },
  ],
  [
    [
      'its spelling',
      { content: { restoration: { ...both, batchSize: 1 } } },
      'warning',
      'ignored_key',
      `${C}/restoration/batchSize`,
    ],
    { content: { restoration: { ...both, bathSize: 1 } } },
  ],
  [
    ['no DDL', { writer: mysqlWriter({ executeDdlAble: true }) }, 'warning', 'restoration', `${W}/executeDdlAble`],
    { writer: mysqlWriter({ executeDdlAble: true }), content: { restoration: both } },
  ],
  [
    [
      'plugin',
      { reader: mysqlReader(incremental), setting: { metricPluginConf: { pluginName: 'x' } } },
      'error',
      'metric_plugin',
      `${S}/metricPluginConf/pluginName`,
    ],
    { reader: mysqlReader(incremental), setting: { metricPluginConf: { pluginName: 'prometheus' } } },
  ],
  [
    [
      'mysql',
      { reader: mysqlReader(incremental), setting: { metricPluginConf: { pluginName: 'mysql' } } },
      'error',
      'metric_plugin',
      `${S}/metricPluginConf/pluginProp`,
    ],
    {
      reader: mysqlReader({ ...incremental, initReporter: false }),
      setting: { metricPluginConf: { pluginName: 'mysql' } },
    },
  ],
  [
    [
      'calculator',
      { setting: { metricPluginConf: { rowSizeCalculatorType: 'x' } } },
      'warning',
      'unknown_word',
      `${S}/metricPluginConf/rowSizeCalculatorType`,
    ],
    { setting: { metricPluginConf: { rowSizeCalculatorType: 'undoCalculator' } } },
  ],
  [
    [
      'time',
      {
        reader: mysqlReader(),
        setting: { restore: { restoreColumnName: 'id' } },
        context: types({ id: 'DATETIME', name: 'TEXT' }),
      },
      'warning',
      'restore_time',
      `${S}/restore/restoreColumnName`,
    ],
    {
      reader: mysqlReader({ increColumn: 'id' }),
      setting: { restore: { restoreColumnName: 'id' } },
      context: types({ id: 'DATETIME', name: 'TEXT' }),
    },
  ],
  [
    ['bytes', { reader: kafka(), setting: { speed: { bytes: 5 } } }, 'warning', 'ignored_setting', `${S}/speed/bytes`],
    { reader: mysqlReader(), setting: { speed: { bytes: 5 } } },
  ],
  // confProp and arguments
  [
    ['jars', conf({ 'pipeline.jars': 'x' }), 'warning', 'platform_key', '/confProp/pipeline.jars'],
    conf({ 'table.exec.mini-batch.enabled': 'true' }),
  ],
  [
    [
      'savepoint',
      conf({ 'execution.savepoint.path': 'x' }),
      'warning',
      'platform_key',
      '/confProp/execution.savepoint.path',
    ],
    conf({ 'state.backend': 'filesystem' }),
  ],
  [
    ['strategy', conf({ 'restart-strategy': 'always' }), 'error', 'conf_prop_value', '/confProp/restart-strategy'],
    conf({ 'restart-strategy': 'fixed-delay', 'restart-strategy.fixed-delay.attempts': 3 }),
  ],
  [
    [
      'mode',
      conf({ 'execution.checkpointing.mode': 'once' }),
      'error',
      'conf_prop_value',
      '/confProp/execution.checkpointing.mode',
    ],
    conf({ 'execution.checkpointing.mode': 'EXACTLY_ONCE' }),
  ],
  [
    [
      'a slip',
      conf({ 'chunjun.dirty-data.maxrows': 1 }),
      'warning',
      'ignored_key',
      '/confProp/chunjun.dirty-data.maxrows',
    ],
    conf({ 'chunjun.dirty-data.max-rows': 5 }),
  ],
  [
    [
      '64 bits',
      conf({ 'chunjun.dirty-data.max-rows': '9223372036854775808' }),
      'error',
      'dirty_max_rows',
      '/confProp/chunjun.dirty-data.max-rows',
    ],
    conf({ 'chunjun.dirty-data.max-rows': '9223372036854775807' }),
  ],
  [
    ['sql', args({ '-jobType': 'sql' }), 'error', 'job_type', '/programArguments/-jobType'],
    args({ '-jobType': 'sync' }),
  ],
  [['cut', args({ '-p': 'a=b=c' }), 'warning', 'parameter_pair', '/programArguments/-p'], args({ '-p': 'a=b' })],
  [
    ['files', args({ '-addShipfile': '/a/x,/b/x' }), 'error', 'ship_file', '/programArguments/-addShipfile'],
    args({ '-addShipfile': '/a/x,/b/y' }),
  ],
];

testFacts(facts);
