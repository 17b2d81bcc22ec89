/** Rules on JDBC, blocks, confProp and arguments that no recorded case is about: from the contract alone. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseDocument } from '../../../gateway/chunjun/validate/parse-document.ts';
import { didYouMean } from '../../../gateway/chunjun/validate/rule.ts';
import { validateDocument } from '../../../gateway/chunjun/validate/validate-document.ts';
import type { ValidationContext } from '../../../gateway/chunjun/validate/validation-context.ts';
import {
  binlog,
  findings,
  jdbc,
  kafka,
  mysqlReader,
  mysqlWriter,
  R,
  redis,
  testRows,
  typed,
  W,
  wide,
  type Job,
  type Row,
} from './jobs.ts';

const rows: readonly Row[] = [
  // Columns that are no names; without the table's columns only brackets are sure
  ...(
    [
      ['1 as one', /looks like an alias/],
      ['longitude as longitude', /looks like an alias/],
      ['id x', /looks like an expression or an alias/],
      ['id+1', /looks like an expression/],
      ['id::text', /looks like an expression/],
      ['t.id', /its table/],
      ['null', /a constant/],
    ] as const
  ).flatMap(([name, says]): Row[] => {
    const reader = jdbc('postgresqlreader', 'jdbc:postgresql://h/a', { column: ['id', name] });
    const columnTypes = { reader: new Map([['id', 'int8']]) };
    const place = `${R}/column/1`;
    return [
      [`${name} in an unknown table`, { reader }, 'warning', 'column_expression', place, says],
      [`${name} in a known table`, { reader, context: { columnTypes } }, 'error', 'column_expression', place, says],
    ];
  }),
  [
    'a placeholder',
    { writer: mysqlWriter({ column: ['<column>'] }) },
    'error',
    'placeholder',
    `${W}/column/0`,
    /"<column>"/,
  ],
  ['a path', { writer: { name: 'hdfswriter', parameter: { path: '<path>' } } }, 'error', 'placeholder', `${W}/path`],
  ['inside a filter', { reader: mysqlReader({ where: '<column> > 1' }) }, 'error', 'placeholder', `${R}/where`],
  // JDBC beyond the recordings
  [
    'url of another',
    { reader: jdbc('db2reader', 'jdbc:mysql://h/a') },
    'warning',
    'url_prefix',
    `${R}/connection/0/jdbcUrl/0`,
  ],
  [
    'oracle replaces',
    { writer: jdbc('oraclewriter', 'jdbc:oracle:x', { writeMode: 'replace' }) },
    'error',
    'write_mode',
    `${W}/writeMode`,
  ],
  ['too many rows', { writer: mysqlWriter({ batchSize: 200001 }) }, 'error', 'batch_size', `${W}/batchSize`],
  ['exactly-once', { writer: mysqlWriter({ semantic: 'exactly-once' }) }, 'warning', 'semantic', `${W}/semantic`],
  [
    'incremental OR',
    { reader: mysqlReader({ increColumn: 'id', where: 'a=1 OR b=2' }) },
    'warning',
    'where_or',
    `${R}/where`,
  ],
  [
    'customSql split by range',
    { reader: mysqlReader({ customSql: 'select 1', splitPk: 'id' }), setting: { speed: { channel: 2 } } },
    'error',
    'split_custom_sql',
    `${R}/splitStrategy`,
  ],
  [
    'the reporter',
    { reader: mysqlReader({ increColumn: 'id' }), context: { extraJars: new Set() } },
    'error',
    'reporter',
    `${R}/initReporter`,
  ],
  [
    'entries for channels',
    { reader: mysqlReader({ increColumn: 'id', startLocation: '1,2,3' }) },
    'error',
    'start_location',
    `${R}/startLocation`,
  ],
  [
    'a time for a number',
    {
      reader: mysqlReader({ increColumn: 'id', startLocation: '2024-01-01 00:00:00' }),
      context: {
        columnTypes: {
          reader: new Map([
            ['id', 'BIGINT'],
            ['name', 'TEXT'],
          ]),
        },
      },
    },
    'error',
    'start_location',
    `${R}/startLocation`,
  ],
  [
    'maximum of a time',
    {
      reader: mysqlReader({ increColumn: 'id', useMaxFunc: true }),
      context: {
        columnTypes: {
          reader: new Map([
            ['id', 'DATETIME'],
            ['name', 'TEXT'],
          ]),
        },
      },
    },
    'error',
    'max_function',
    `${R}/useMaxFunc`,
  ],
  [
    'PostgreSQL letter case',
    {
      reader: jdbc('postgresqlreader', 'jdbc:postgresql://h/a', { column: ['ID'] }),
      context: { columnTypes: { reader: new Map([['id', 'numeric']]) } },
    },
    'error',
    'column_case',
    `${R}/column/0`,
  ],
  [
    'BIT(8)',
    {
      reader: mysqlReader({ column: ['b'] }),
      writer: mysqlWriter({ column: ['b'] }),
      context: { columnTypes: { reader: new Map([['b', 'BIT(8)']]) } },
    },
    'warning',
    'value_changed',
    `${W}/column/0`,
  ],
  [
    'all columns of known tables',
    { reader: mysqlReader({ column: ['*'] }), writer: mysqlWriter({ column: ['*'] }), context: wide },
    'warning',
    'silent_overflow',
    `${W}/column/0`,
  ],
  [
    "a reader's properties",
    { reader: mysqlReader({ properties: { a: 'b' } }) },
    'warning',
    'ignored_key',
    `${R}/properties`,
  ],
  ['a semicolon', { reader: mysqlReader({ customSql: 'select 1; ' }) }, 'warning', 'custom_sql', `${R}/customSql`],
  // blocks
  [
    'sourceName',
    { content: { nameMapping: { sourceName: 'x' } } },
    'error',
    'name_mapping',
    '/job/content/0/nameMapping/sourceName',
  ],
  ['nameMapping', { content: { nameMapping: {} } }, 'warning', 'name_mapping', '/job/content/0/nameMapping'],
  [
    'a transformer with kafka',
    { reader: kafka(), content: { transformer: { transformSql: 'select id from t' } } },
    'error',
    'transformer_side',
    '/job/content/0/transformer/transformSql',
  ],
  ['channel 0', { setting: { speed: { channel: 0 } } }, 'error', 'channel', '/job/setting/speed/channel'],
  ['channel 40000', { setting: { speed: { channel: 40000 } } }, 'error', 'channel', '/job/setting/speed/channel'],
  ['channel 1.5', { setting: { speed: { channel: 1.5 } } }, 'error', 'wrong_type', '/job/setting/speed/channel'],
  ['rebalance 1', { setting: { speed: { rebalance: 1 } } }, 'error', 'wrong_type', '/job/setting/speed/rebalance'],
  [
    'setting null',
    { setting: null as never, top: { job: { content: [], setting: null } } },
    'error',
    'null_block',
    '/job/setting',
  ],
  ['metrics null', { setting: { metricPluginConf: null } }, 'error', 'null_block', '/job/setting/metricPluginConf'],
  ['log', { setting: { log: {} } }, 'warning', 'ignored_setting', '/job/setting/log'],
  ['savepoint', { top: { savePointPath: '/x' } }, 'warning', 'platform_key', '/savePointPath'],
  // confProp and arguments
  [
    'max-rows 1',
    { context: { confProp: { 'chunjun.dirty-data.max-rows': 1 } } },
    'info',
    'dirty_max_rows',
    '/confProp/chunjun.dirty-data.max-rows',
  ],
  ['-pj', { context: { programArguments: { '-pj': '[1]' } } }, 'error', 'parameter_json', '/programArguments/-pj'],
  ['+ in confProp', { context: { confPropText: '{"a": "1+1"}' } }, 'warning', 'not_url_encoded', '/confProp'],
];

describe('rules', () => {
  testRows(rows);

  test('jobs that are right have nothing to say', () => {
    const context: ValidationContext = { javaVersion: 8, extraJars: new Set(['guava', 'hadoop-client']), confProp: {} };
    const right: Job[] = [
      {},
      { reader: mysqlReader(), writer: mysqlWriter() },
      {
        reader: mysqlReader({ where: "(a=1 or b='x or y')", increColumn: 'id', initReporter: false }),
        writer: mysqlWriter(),
      },
      { reader: mysqlReader({ connection: [{ jdbcUrl: ['jdbc:mysql://h/a'], schema: 's', table: ['order'] }] }) },
      { reader: mysqlReader({ connection: [{ jdbcUrl: ['jdbc:mysql://h/a'], table: ['user'] }] }) },
      { reader: mysqlReader({ connection: [{ jdbcUrl: ['${url}'], table: ['${table}'] }], fetchSize: '${n}' }) },
      { reader: kafka(), writer: mysqlWriter({ column: ['id'] }) },
      { reader: binlog({ HOST: undefined, gtidMode: true }), setting: { restore: { isStream: true } }, context: {} },
      { writer: redis({ type: 'hash', mode: 'hset', column: typed }) },
    ];
    for (const job of right) assert.deepEqual(findings({ context, ...job }), [], JSON.stringify(job));
  });

  test('placeholders are replaced before anything is judged, -p over -pj', () => {
    const text =
      '{"job": {"content": [{"reader": {"name": "streamreader", "parameter": {"column": [{"type": "int"}],' +
      '"sliceRecordCount": [${n}]}}, "writer": {"name": "${w}", "parameter": {}}}]}}';
    const codes = (programArguments: Record<string, string>) =>
      validateDocument(parseDocument(text), { programArguments }).map(({ code }) => code);
    assert.deepEqual(codes({}), []);
    assert.deepEqual(codes({ '-p': 'n=1,w=streamwriter' }), []);
    assert.deepEqual(codes({ '-p': 'n=1.5,w=streamwriter' }), ['wrong_type']);
    assert.deepEqual(codes({ '-p': 'n=1,w=streamwriter', '-pj': '{"n": "x", "w": "y"}' }), []);
    assert.deepEqual(codes({ '-p': 'w=nosuch' }), ['plugin_name', 'open_placeholder']);
  });

  test('no message repeats a password', () => {
    const secret = 'hunter2-%x';
    const found = [
      ...findings({
        reader: mysqlReader({ password: { secret }, connection: [{ jdbcUrl: [` jdbc:x:${secret}`], table: [''] }] }),
        writer: mysqlWriter({ password: secret, pasword: secret }),
        context: {
          confProp: { 'chunjun.dirty-data.jdbc.password': [secret], 'chunjun.dirty-data.output-type': 'mysql' },
          programArguments: { '-p': `a=1,${secret}`, '-job': secret },
        },
      }),
      ...findings({ context: { confPropText: `{"password": "${secret}"}` } }),
      ...validateDocument(parseDocument(`{"job": {"content": [{"reader": {"password": ${secret}}}]}}`)),
    ];
    assert.ok(found.length > 10);
    assert.deepEqual(
      found.filter((each) => JSON.stringify(each).includes(secret)),
      [],
    );
  });
});

test('didYouMean', () => {
  assert.equal(didYouMean('Channel', ['channel', 'bytes']), 'channel');
  assert.equal(didYouMean('querySql', ['customSql', 'where']), 'customSql');
  assert.equal(didYouMean('wirteMode', ['writeMode', 'where']), 'writeMode');
  assert.equal(didYouMean('nonsense', ['name', 'parameter']), undefined);
  assert.equal(didYouMean('x', ['where', 'table']), undefined);
});

test('a name that the table has, a constant and a name of a query are no expressions', () => {
  const codes = (column: unknown[], more: object = {}, context?: ValidationContext) =>
    findings({ reader: mysqlReader({ column, ...more }), ...(context && { context }) })
      .filter(({ code }) => ['column_expression', 'column_unknown'].includes(code))
      .map(({ level, code }) => `${level} ${code}`);
  const columnTypes = {
    reader: new Map([
      ['id x', 'BIGINT'],
      ['t.id', 'BIGINT'],
    ]),
  };
  assert.deepEqual(codes(['id x', 'T.ID'], {}, { columnTypes }), []);
  assert.deepEqual(codes([{ name: 'a b', type: 'string', value: '1' }]), []);
  assert.deepEqual(codes(['order-id', 'näme', '_a$1', '*']), []);
  assert.deepEqual(codes(['a b'], {}, { columnTypes }), ['error column_expression']);
  assert.deepEqual(codes(['count(*)'], { customSql: 'select count(*) from t' }), ['warning column_expression']);
});

test('texts in angle brackets that can be meant are no placeholders', () => {
  const writer = { name: 'hdfswriter', parameter: { path: '/a', nullFormat: '<null>', fieldDelimiter: '<tab>' } };
  const reader = mysqlReader({
    where: 'a <b> c',
    customSql: 'select 1 <2> 1',
    column: [{ name: 'a', value: '<none>' }],
  });
  const found = findings({ reader, writer }).filter(({ code }) => code === 'placeholder');
  assert.deepEqual(found, []);
});
