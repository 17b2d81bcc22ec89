import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertVersionSpec, checkVersionSpec } from '../../gateway/chunjun/check-version-spec.ts';
import { SyncSpecSchema, type SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import { findErrors } from '../../gateway/core/check.ts';
import { GatewayError } from '../../gateway/core/errors.ts';
import { withValue } from './fixtures.ts';

const readerId = '01J000000000000000000READR';
const writerId = '01J000000000000000000WRTER';
const types = new Map([
  [readerId, 'mysql'],
  [writerId, 'postgresql'],
]);
const good: SyncSpec = {
  reader: { connector: 'mysql', datasourceId: readerId, parameter: { table: 't1' } },
  writer: { connector: 'postgresql', datasourceId: writerId, parameter: { table: 't2' } },
  mapping: [{ from: 'id' }, { from: 'name', to: 'label' }],
};
const stream: SyncSpec = {
  reader: { connector: 'stream', parameter: {} },
  writer: { connector: 'stream', parameter: {} },
  mapping: [{ from: { name: 'id', type: 'int' } }],
};

type Change = Record<string, unknown>;
const changed = (spec: SyncSpec, change: Change): SyncSpec =>
  Object.entries(change).reduce((now, [pointer, value]) => withValue(now, pointer, value), spec);

describe('checkVersionSpec', () => {
  test('finds nothing wrong with what can be built', () => {
    assert.deepEqual(checkVersionSpec(good, types), []);
    assert.deepEqual(checkVersionSpec(stream, new Map()), []);
  });

  const rules: [what: string, change: Change, pointer: string, detail: RegExp][] = [
    ['an unknown connector', { '/reader/connector': 'nosuch' }, '/reader/connector', /no connector nosuch/],
    ['a name that Object has too', { '/writer/connector': 'constructor' }, '/writer/connector', /no connector/],
    ['a missing data source', { '/reader/datasourceId': undefined }, '/reader/datasourceId', /required/],
    ['an unknown data source', { '/writer/datasourceId': 'X'.repeat(26) }, '/writer/datasourceId', /no data source X/],
    ['one of another type', { '/reader/datasourceId': writerId }, '/reader/datasourceId', /type postgresql/],
    ['neither table nor customSql', { '/reader/parameter/table': undefined }, '/reader/parameter/table', /customSql/],
    ['an unknown parameter', { '/reader/parameter/tabel': 't' }, '/reader/parameter/tabel', /not a known field/],
    ['a parameter of a wrong type', { '/reader/parameter/fetchSize': '5' }, '/reader/parameter/fetchSize', /integer/],
    ['a writer without a table', { '/writer/parameter/table': undefined }, '/writer/parameter/table', /required/],
    ['too large a batch', { '/writer/parameter/batchSize': 200001 }, '/writer/parameter/batchSize', /200000/],
    ['a batch of nothing', { '/writer/parameter/batchSize': 0 }, '/writer/parameter/batchSize', /1/],
    ['a mode the database has not', { '/writer/parameter/writeMode': 'replace' }, '/writer/parameter/writeMode', /./],
    ['splitPk that is not mapped', { '/reader/parameter/splitPk': 'nr' }, '/reader/parameter/splitPk', /column nr/],
    ['splitPk in other letters', { '/reader/parameter/splitPk': 'ID' }, '/reader/parameter/splitPk', /column ID/],
    ['increColumn not mapped', { '/reader/parameter/increColumn': 'nr' }, '/reader/parameter/increColumn', /column nr/],
    ['channels without splitPk', { '/settings': { channels: 2 } }, '/reader/parameter/splitPk', /with 2 channels/],
    ['where with the word', { '/reader/parameter/where': ' WHERE id > 1' }, '/reader/parameter/where', /WHERE/],
    ['where that breaks out', { '/reader/parameter/where': '1=1) or (2=2' }, '/reader/parameter/where', /parentheses/],
    ['where left open', { '/reader/parameter/where': 'id in (1, 2' }, '/reader/parameter/where', /parentheses/],
    ['a blank in a written column', { '/mapping/1/to': 'my id' }, '/mapping/1/to', /blank/],
    [
      'range over customSql',
      { '/settings': { channels: 2 }, '/reader/parameter': { customSql: 'select 1 id', splitPk: 'id' } },
      '/reader/parameter/splitStrategy',
      /mod/,
    ],
    ['polling without increment', { '/reader/parameter/polling': true }, '/reader/parameter/polling', /increColumn/],
    [
      'a table that needs quotes',
      { '/writer/parameter/table': 'Orders' },
      '/writer/parameter/table',
      /looks for orders/,
    ],
    ['a word of SQL as table', { '/reader/parameter/table': 'order' }, '/reader/parameter/table', /word of SQL/],
    ['quotes, said once', { '/writer/parameter/table': '"t"' }, '/writer/parameter/table', /quotes/],
    [
      'a semicolon in a text',
      { '/writer/parameter/preSql': ["delete from t where a = ';'"] },
      '/writer/parameter/preSql/0',
      /semicolon inside quotes/,
    ],
    [
      'a query behind others',
      { '/writer/parameter/postSql': ['delete from t; select 1'] },
      '/writer/parameter/postSql/0',
      /query/,
    ],
    ['an unmapped key', { '/writer/parameter/uniqueKey': ['id', 'nr'] }, '/writer/parameter/uniqueKey/1', /column nr/],
    ['a key by its reader name', { '/writer/parameter/uniqueKey': ['name'] }, '/writer/parameter/uniqueKey/0', /name/],
  ];
  for (const [what, change, pointer, detail] of rules) {
    test(`${what}: ${pointer}`, () => {
      const errors = checkVersionSpec(changed(good, change), types);
      assert.deepEqual(
        errors.map((error) => error.pointer),
        [pointer],
      );
      assert.match(errors[0]?.detail ?? '', detail);
    });
  }

  test('a stream side takes no data source, and its reader needs types: the place is in the mapping', () => {
    const spec = changed(stream, { '/writer/datasourceId': writerId, '/mapping/1': { from: 'name', to: 'x' } });
    assert.deepEqual(
      checkVersionSpec(spec, types).map((error) => error.pointer),
      ['/mapping/1/from', '/writer/datasourceId'],
    );
  });

  const fine: [what: string, change: Change][] = [
    ['customSql instead of a table', { '/reader/parameter': { customSql: 'select id, name from t' } }],
    ['channels with splitPk', { '/settings': { channels: 2 }, '/reader/parameter/splitPk': 'id' }],
    ['channels with an increment', { '/settings': { channels: 2 }, '/reader/parameter/increColumn': 'id' }],
    ['polling with an increment', { '/reader/parameter/increColumn': 'id', '/reader/parameter/polling': true }],
    ['parentheses in text', { '/reader/parameter/where': "name = ':)' and (id > 1)" }],
    ['a column like the word', { '/reader/parameter/where': 'whereabouts = 1' }],
    ['a blank in a read column', { '/mapping/0': { from: 'my id', to: 'id' } }],
    [
      'mod over customSql',
      {
        '/settings': { channels: 2 },
        '/reader/parameter': { customSql: 'select 1 id', splitPk: 'id', splitStrategy: 'mod' },
      },
    ],
    ['a word behind its schema', { '/reader/parameter': { schema: 'shop', table: 'order' } }],
    ['upper case on MySQL', { '/reader/parameter/table': 'Orders' }],
    ['the table of a query', { '/reader/parameter': { customSql: 'select 1', table: 'order' } }],
    ['several statements', { '/writer/parameter/preSql': ["delete from a; delete from b where c = 'd';"] }],
    ['a key by its writer name', { '/writer/parameter/uniqueKey': ['label'] }],
    ['every column', { '/mapping': [{ from: '*' }], '/reader/parameter/splitPk': 'id' }],
    [
      'replace on MySQL',
      { '/writer/connector': 'mysql', '/writer/datasourceId': readerId, '/writer/parameter/writeMode': 'replace' },
    ],
  ];
  for (const [what, change] of fine) {
    test(`lets pass: ${what}`, () => {
      const spec = changed(good, change);
      assert.deepEqual(findErrors(SyncSpecSchema, spec), []);
      assert.deepEqual(checkVersionSpec(spec, types), []);
    });
  }

  test('both sides are looked at, whatever the first one is', () => {
    const spec = changed(good, { '/reader/connector': 'nosuch', '/writer/parameter/table': undefined });
    assert.deepEqual(
      checkVersionSpec(spec, types).map((error) => error.pointer),
      ['/reader/connector', '/writer/parameter/table'],
    );
  });
});

test('assertVersionSpec throws all of them with the prefix of the request', () => {
  assertVersionSpec(good, types, '/spec');
  const spec = changed(good, { '/reader/parameter/table': undefined, '/writer/datasourceId': undefined });
  assert.throws(
    () => assertVersionSpec(spec, types, '/spec'),
    (error: unknown) => {
      assert.ok(error instanceof GatewayError);
      assert.equal(error.code, 'document_invalid');
      assert.deepEqual(
        error.errors.map(({ pointer }) => pointer),
        ['/spec/reader/parameter/table', '/spec/writer/datasourceId'],
      );
      return true;
    },
  );
});

describe('the shape of a version', () => {
  const wrong: [what: string, change: Change, pointer: string][] = [
    ['no channel', { '/settings': { channels: 0 } }, '/settings/channels'],
    ['more channels than Flink takes', { '/settings': { channels: 32769 } }, '/settings/channels'],
    ['half a channel', { '/settings': { channels: 1.5 } }, '/settings/channels'],
    ['channels as text', { '/settings': { channels: '2' } }, '/settings/channels'],
    ['a limit of nothing', { '/settings': { bytesPerSecond: 0 } }, '/settings/bytesPerSecond'],
    [
      'a nested flink value',
      { '/settings': { flinkConfiguration: { a: { b: 1 } } } },
      '/settings/flinkConfiguration/a',
    ],
    ['a null flink value', { '/settings': { flinkConfiguration: { a: null } } }, '/settings/flinkConfiguration/a'],
    ['errorLimit, which Chunjun ignores', { '/settings': { errorLimit: {} } }, '/settings/errorLimit'],
    ['an unknown block', { '/transformer': {} }, '/transformer'],
    ['credentials in a version', { '/reader/password': 'x' }, '/reader/password'],
  ];
  for (const [what, change, pointer] of wrong) {
    test(`refuses ${what}`, () => {
      const errors = findErrors(SyncSpecSchema, changed(good, change));
      assert.ok(
        errors.some((error) => error.pointer === pointer),
        JSON.stringify(errors),
      );
    });
  }
});

test('flinkConfiguration takes no secrets and nothing that the gateway or the cluster owns', () => {
  const stream: SyncSpec = {
    reader: { connector: 'stream', parameter: { sliceRecordCount: 1 } },
    writer: { connector: 'stream', parameter: {} },
    mapping: [{ from: { name: 'id', type: 'int' } }],
  };
  const errorsOf = (key: string) =>
    checkVersionSpec({ ...stream, settings: { flinkConfiguration: { [key]: 'x' } } }, new Map()).map(
      ({ pointer }) => pointer,
    );
  for (const key of [
    'chunjun.dirty-data.jdbc.password',
    's3.secret-key',
    's3.access-key',
    '$internal.pipeline.job-id',
    'classloader.resolve-order',
    'pipeline.jars',
    'execution.attached',
    'execution.savepoint.path',
  ]) {
    assert.deepEqual(errorsOf(key), [`/settings/flinkConfiguration/${key}`], key);
  }
  for (const key of ['state.backend', 'chunjun.dirty-data.output-type', 'table.exec.mini-batch.size']) {
    assert.deepEqual(errorsOf(key), [], key);
  }
});
