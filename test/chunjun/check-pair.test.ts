import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildJob } from '../../gateway/chunjun/build-job-json.ts';
import { buildVersion } from '../../gateway/chunjun/build-version.ts';
import { checkConnected } from '../../gateway/chunjun/check-connected.ts';
import { checkPair } from '../../gateway/chunjun/check-pair.ts';
import { checkVersionSpec } from '../../gateway/chunjun/check-version-spec.ts';
import { fromValue } from '../../gateway/chunjun/validate/parse-document.ts';
import { validateDocument } from '../../gateway/chunjun/validate/validate-document.ts';
import type { SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import type { ConnectionDetails } from '../../gateway/connectors/connector.ts';

type Parameter = Readonly<Record<string, unknown>>;
const [readerId, writerId] = ['R'.repeat(26), 'W'.repeat(26)];

const version = (
  [reader, readerParameter]: readonly [string, Parameter],
  [writer, writerParameter]: readonly [string, Parameter] = ['mysql', { table: '*' }],
  mapping: SyncSpec['mapping'] = [],
): SyncSpec => ({
  reader: { connector: reader, datasourceId: readerId, parameter: { ...readerParameter } },
  writer: { connector: writer, datasourceId: writerId, parameter: { ...writerParameter } },
  mapping,
});
const connection = (config: Parameter): ConnectionDetails => ({ config, secrets: { password: 'p' } });
const mysqlConnection = connection({ host: 'h', database: 'd', username: 'u' });
const dorisConfig = { jdbcUrl: 'jdbc:mysql://fe:9030/d', username: 'u' };
const byJdbc = connection(dorisConfig);
const byStreamLoad = connection({ ...dorisConfig, feNodes: ['fe:8030'] });

const cat = 'insert,update,delete';
const places = (errors: readonly { pointer: string }[]) => errors.map(({ pointer }) => pointer);

/** What the reader's parameter says in the document, of what is asked for. */
function said(spec: SyncSpec, keys: readonly string[], writer: ConnectionDetails | null = mysqlConnection) {
  const { parameter } = buildJob({ spec, reader: connection({}), writer, startLocation: null }).document.job.content[0]
    .reader;
  return Object.fromEntries(keys.filter((key) => key in parameter).map((key) => [key, parameter[key]]));
}

const flags = ['pavingData', 'split', 'splitUpdate', 'codec'];
const changes: readonly [reader: string, parameter: Parameter, written: Parameter][] = [
  ['binlog', { cat }, { pavingData: false, split: true }],
  ['oraclelogminer', {}, { pavingData: false, split: true }],
  ['sqlservercdc', { cat, tableList: ['dbo.t'] }, { pavingData: false, splitUpdate: true }],
  ['oceanbasecdc', { cat, tableWhiteList: 't.d.t' }, { pavingData: false, splitUpdate: true }],
  ['pgwal', { cat, tableList: ['s.t'] }, { pavingData: false }],
  ['mysqlcdc', { databaseList: ['d'], tableList: ['d.t'] }, {}],
];

describe('a change log to a JDBC writer', () => {
  for (const [reader, parameter, written] of changes) {
    test(`${reader}: rows that it takes, from a plain form`, () => {
      const spec = version([reader, parameter]);
      assert.deepEqual(checkPair(spec), []);
      assert.deepEqual(said(spec, flags), written);
      assert.deepEqual(said(version([reader, { ...parameter, ...written }]), flags), written);
      assert.deepEqual(said(version([reader, parameter], ['kafka', { topic: 't' }]), flags), {}, 'others as they are');
    });
    for (const [key, value] of Object.entries(written)) {
      test(`${reader}: ${key} ${String(!value)} is refused, with what to write`, () => {
        const spec = version([reader, { ...parameter, [key]: !value }]);
        const [error, ...more] = checkPair(spec);
        assert.deepEqual(more, []);
        assert.equal(error?.pointer, `/reader/parameter/${key}`);
        assert.match(error.remedy ?? '', new RegExp(`${key}: ${String(value)}`));
        const other = version([reader, { ...parameter, [key]: !value }], ['kafka', { topic: 't' }]);
        assert.deepEqual(checkPair(other), []);
      });
    }
  }

  test('binlog to mysql: nothing against the version, nothing against the document', () => {
    const spec = version(['binlog', { cat }]);
    const types = new Map([
      [readerId, 'binlog'],
      [writerId, 'mysql'],
    ]);
    assert.deepEqual(checkVersionSpec(spec, types), []);
    const reader = connection({ host: 'h', username: 'u', jdbcUrl: 'jdbc:mysql://h/d' });
    const { document, confProp } = buildJob({ spec, reader, writer: mysqlConnection, startLocation: null });
    const found = validateDocument(fromValue(document), { confProp });
    assert.deepEqual(
      found.filter(({ level }) => level === 'error'),
      [],
    );
  });
});

describe('kafka to a JDBC writer', () => {
  const typed: SyncSpec['mapping'] = [{ from: { name: 'id', type: 'int' }, to: 'id' }];
  const to = ['postgresql', { table: 't' }] as const;
  test('json unless the version says so', () => {
    assert.deepEqual(said(version(['kafka', { topic: 't' }], to, typed), flags), { codec: 'json' });
    assert.deepEqual(checkPair(version(['kafka', { topic: 't', codec: 'json' }], to, typed)), []);
  });
  test('another codec, or no types, is refused', () => {
    assert.deepEqual(places(checkPair(version(['kafka', { topic: 't', codec: 'text' }], to, typed))), [
      '/reader/parameter/codec',
    ]);
    assert.deepEqual(places(checkPair(version(['kafka', { topic: 't' }], to, [{ from: 'id' }]))), ['/mapping/0/from']);
    assert.deepEqual(checkPair(version(['kafka', { codec: 'text' }], ['redis', {}], [{ from: 'id' }])), []);
  });
});

test('nameMapped is for rows that name their table', () => {
  const to = ['starrocks', { nameMapped: true }] as const;
  assert.deepEqual(places(checkPair(version(['mysql', { table: 't' }], to))), ['/writer/parameter/nameMapped']);
  assert.deepEqual(checkPair(version(['binlog', { cat }], to)), []);
});

describe('doris: the data source decides how it is written', () => {
  const named = { database: 'd', table: 't' };
  const cases: readonly [what: string, spec: SyncSpec, jdbc: readonly string[], load: readonly string[]][] = [
    ['database and table', version(['mysql', {}], ['doris', named]), [], []],
    ['no database', version(['mysql', {}], ['doris', { table: 't' }]), [], ['database']],
    ['by the row', version(['binlog', { cat }], ['doris', { nameMapped: true }]), ['table'], []],
    ['a blank', version(['mysql', {}], ['doris', { ...named, table: 'a b' }]), ['table'], []],
  ];
  for (const [what, spec, jdbc, load] of cases) {
    test(what, () => {
      const at = (names: readonly string[]) => names.map((name) => `/writer/parameter/${name}`);
      assert.deepEqual(places(checkConnected({ spec, writer: byJdbc })), at(jdbc));
      assert.deepEqual(places(checkConnected({ spec, writer: byStreamLoad })), at(load));
      assert.deepEqual(checkConnected({ spec, writer: null }), []);
    });
  }
  test('rows of a change log', () => {
    const plain = version(['binlog', { cat }], ['doris', named]);
    assert.deepEqual(said(plain, flags, byJdbc), { pavingData: false, split: true });
    assert.deepEqual(said(plain, flags, byStreamLoad), {});
    const paved = version(['binlog', { cat, pavingData: true }], ['doris', named]);
    assert.deepEqual(checkPair(paved), []);
    assert.deepEqual(places(checkConnected({ spec: paved, writer: byJdbc })), ['/reader/parameter/pavingData']);
    assert.deepEqual(checkConnected({ spec: paved, writer: byStreamLoad }), []);
  });
  test('buildVersion says so instead of a document', () => {
    const spec = version(['mysql', { table: 't' }], ['doris', { table: 't' }], [{ from: 'id' }]);
    const built = buildVersion({
      spec,
      isStream: false,
      values: new Map(),
      secrets: {},
      connections: new Map([
        [readerId, mysqlConnection],
        [writerId, byStreamLoad],
      ]),
      startLocation: null,
    });
    assert.equal(built.documentText, '');
    assert.deepEqual(places(built.errors), ['/writer/parameter/database']);
  });
});
