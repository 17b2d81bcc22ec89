/** What a person sets, and what becomes of it in the document and in -confProp. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildJob } from '../../gateway/chunjun/build-job-json.ts';
import { checkVersionSpec } from '../../gateway/chunjun/check-version-spec.ts';
import { SyncSpecSchema, type Settings, type SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import { findErrors } from '../../gateway/core/check.ts';

const id = (digit: number) => String(digit).padStart(26, '0');
const types = new Map([
  [id(1), 'mysql'],
  [id(2), 'postgresql'],
  [id(3), 'binlog'],
  [id(4), 'kafka'],
]);
const connection = { config: { host: 'h', database: 'd', username: 'u' }, secrets: { password: 'p' } };
const jdbc = (settings: Settings, parameter: Record<string, unknown> = {}): SyncSpec => ({
  reader: { connector: 'mysql', datasourceId: id(1), parameter: { table: 's', ...parameter } },
  writer: { connector: 'postgresql', datasourceId: id(2), parameter: { table: 't' } },
  mapping: [{ from: 'id' }, { from: 'name' }],
  settings,
});
const stream = (settings: Settings): SyncSpec => ({
  reader: { connector: 'stream', parameter: { sliceRecordCount: 5 } },
  writer: { connector: 'stream', parameter: {} },
  mapping: [{ from: { name: 'id', type: 'id' } }],
  settings,
});
const binlog = (to: 'kafka' | 'postgresql', table: string, mapping: SyncSpec['mapping'] = []): SyncSpec => ({
  reader: { connector: 'binlog', datasourceId: id(3), parameter: { cat: 'insert' } },
  writer: {
    connector: to,
    datasourceId: to === 'kafka' ? id(4) : id(2),
    parameter: to === 'kafka' ? { topic: 't' } : { table },
  },
  mapping,
});
const build = (spec: SyncSpec, isStream?: boolean) =>
  buildJob({ spec, reader: connection, writer: connection, startLocation: null, ...(isStream ? { isStream } : {}) });

function assertFine(spec: SyncSpec): void {
  assert.deepEqual(findErrors(SyncSpecSchema, spec), []);
  assert.deepEqual(checkVersionSpec(spec, types), []);
}

describe('Flink settings are keys of Flink 1.12', () => {
  const table: [settings: Settings, confProp: Record<string, unknown>][] = [
    [
      {
        checkpointIntervalMs: 60000,
        checkpointMode: 'at-least-once',
        checkpointTimeoutMs: 5000,
        checkpointMinPauseMs: 100,
        failedCheckpointsAllowed: 3,
        checkpointRetention: 'retain-on-cancellation',
        stateBackend: 'rocksdb',
        checkpointPath: 'hdfs:///flink/checkpoints',
        savepointPath: 's3://bucket/savepoints',
      },
      {
        'execution.checkpointing.interval': '60000 ms',
        'execution.checkpointing.mode': 'AT_LEAST_ONCE',
        'execution.checkpointing.timeout': '5000 ms',
        'execution.checkpointing.min-pause': '100 ms',
        'execution.checkpointing.tolerable-failed-checkpoints': 3,
        'execution.checkpointing.externalized-checkpoint-retention': 'RETAIN_ON_CANCELLATION',
        'state.backend': 'rocksdb',
        'state.checkpoints.dir': 'hdfs:///flink/checkpoints',
        'state.savepoints.dir': 's3://bucket/savepoints',
      },
    ],
    [
      { restartFailuresPerInterval: 3 },
      {
        'restart-strategy': 'failure-rate',
        'restart-strategy.failure-rate.max-failures-per-interval': 3,
        'restart-strategy.failure-rate.failure-rate-interval': '600000 ms',
        'restart-strategy.failure-rate.delay': '10000 ms',
      },
    ],
    [{ restartAttempts: 0 }, { 'restart-strategy': 'none' }],
    [
      { dirtyRowsOutput: 'log', dirtyRowsAllowed: 0 },
      { 'chunjun.dirty-data.max-rows': 1, 'chunjun.dirty-data.output-type': 'log' },
    ],
  ];
  for (const [settings, confProp] of table) {
    test(JSON.stringify(settings), () => {
      assertFine(jdbc(settings));
      const built = build(jdbc(settings));
      assert.deepEqual(built.confProp, confProp);
      assert.deepEqual(built.document.job.setting, { speed: { channel: 1 } });
    });
  }
});

test('channels of a side: the document has them, and the slots are the largest', () => {
  const spec = stream({ channels: 4, readerChannels: 3, writerChannels: 2 });
  assertFine(spec);
  const { document, slots } = build(spec);
  assert.deepEqual(document.job.setting, { speed: { channel: 4, readerChannel: 3, writerChannel: 2 } });
  assert.deepEqual(document.job.content[0].reader.parameter['sliceRecordCount'], [5, 5, 5]);
  assert.equal(slots, 3);
  assert.equal(build(stream({ readerChannels: 2 })).slots, 2);
  assert.equal(build(stream({ channels: 4 })).slots, 4);
  assert.deepEqual(build(stream({})).document.job.setting, { speed: { channel: 1 } });
});

test('a reader of several channels needs a column to divide by, whatever the writer has', () => {
  const places = (settings: Settings) => checkVersionSpec(jdbc(settings), types).map(({ pointer }) => pointer);
  assert.deepEqual(places({ readerChannels: 2 }), ['/reader/parameter/splitPk']);
  assert.deepEqual(places({ channels: 2, readerChannels: 1 }), []);
});

test('one object is written by one channel of the job', () => {
  const placesOf = (settings: Settings) =>
    checkVersionSpec({ ...jdbc(settings), writer: { connector: 's3', parameter: { object: 'o' } } }, types)
      .map(({ pointer }) => pointer)
      .filter((pointer) => pointer.startsWith('/settings'));
  assert.deepEqual(placesOf({ channels: 2, writerChannels: 1 }), ['/settings/channels']);
  assert.deepEqual(placesOf({ readerChannels: 2, writerChannels: 1 }), []);
});

test('a stream job says so, and a batch job nothing', () => {
  assert.deepEqual(build(stream({}), true).document.job.setting, {
    speed: { channel: 1 },
    restore: { isStream: true },
  });
  assert.equal('restore' in build(stream({})).document.job.setting, false);
});

test('a restore column', () => {
  assertFine(jdbc({ restoreColumn: 'id' }));
  const restore = { restoreColumnName: 'id' };
  assert.deepEqual(build(jdbc({ restoreColumn: 'id' })).document.job.setting['restore'], restore);
  assert.deepEqual(build(jdbc({ restoreColumn: 'id' }), true).document.job.setting['restore'], {
    isStream: true,
    ...restore,
  });
});

test('a transformer: names on both sides, the query between them, its own columns for the writer', () => {
  const sql = 'select id + 1 as k from src';
  const spec = jdbc({ transformer: { sql, readerTable: 'src', columns: ['k'] }, readerChannels: 1, channels: 2 });
  assertFine(spec);
  const { document, slots } = build(spec);
  const { reader, writer, transformer } = document.job.content[0];
  assert.deepEqual(transformer, { transformSql: sql });
  assert.deepEqual([reader.table, writer.table], [{ tableName: 'src' }, { tableName: 'gateway_writer' }]);
  assert.deepEqual([reader.parameter['column'], writer.parameter['column']], [['id', 'name'], ['k']]);
  assert.equal(slots, 2);
});

test('other names for a change log', () => {
  const spec = binlog('postgresql', '*');
  spec.settings = { nameMapping: { identifiers: { a: 'b' }, columnTypes: { int: 'int8' }, casing: 'lower' } };
  assertFine(spec);
  assert.deepEqual(build(spec).document.job.content[0].nameMapping, {
    identifierMappings: { a: 'b' },
    columnTypeMappings: { int: 'int8' },
    casing: 'LOWER',
  });
});

describe('a change log needs no columns where nobody asks for them', () => {
  test('to a queue: none in the document', () => {
    assertFine(binlog('kafka', ''));
    const { reader, writer } = build(binlog('kafka', '')).document.job.content[0];
    assert.equal('column' in reader.parameter || 'column' in writer.parameter, false);
  });
  test('to a database: the rows name their tables', () => {
    assertFine(binlog('postgresql', '*'));
    assert.equal('column' in build(binlog('postgresql', '*')).document.job.content[0].writer.parameter, false);
    const [error, ...more] = checkVersionSpec(binlog('postgresql', 't'), types);
    assert.equal(more.length, 0);
    assert.equal(error?.pointer, '/mapping');
    assert.match(error.detail, /the writer postgresql/);
    assert.match(error.remedy ?? '', /"\*" as table/);
  });
  test('everybody else names them', () => {
    const [error, ...more] = checkVersionSpec({ ...jdbc({}), mapping: [] }, types);
    assert.equal(more.length, 0);
    assert.deepEqual([error?.pointer, error?.remedy], ['/mapping', 'Map at least one column.']);
    assert.match(error?.detail ?? '', /the reader mysql and the writer postgresql/);
  });
});

describe('what does nothing or fails together is refused', () => {
  const table: [what: string, spec: SyncSpec, places: string[]][] = [
    [
      'checkpoint settings alone',
      jdbc({ checkpointMode: 'exactly-once', checkpointRetention: 'delete-on-cancellation' }),
      ['/settings/checkpointMode', '/settings/checkpointRetention'],
    ],
    [
      'a path without a backend',
      jdbc({ checkpointPath: 'file:///c', savepointPath: 'file:///s' }),
      ['/settings/checkpointPath', '/settings/savepointPath'],
    ],
    [
      'two restart strategies',
      jdbc({ restartAttempts: 1, restartFailuresPerInterval: 1 }),
      ['/settings/restartFailuresPerInterval'],
    ],
    ['an interval alone', jdbc({ restartFailureIntervalMs: 1000 }), ['/settings/restartFailureIntervalMs']],
    [
      'dirty rows without a table',
      jdbc({
        dirtyRowsOutput: 'mysql',
        flinkConfiguration: { 'chunjun.dirty-data.jdbc.url': 'x', 'chunjun.dirty-data.jdbc.username': 'x' },
      }),
      ['/settings/flinkConfiguration/chunjun.dirty-data.jdbc.table'],
    ],
    ['a restore column elsewhere', stream({ restoreColumn: 'id' }), ['/settings/restoreColumn']],
    ['one that is not mapped', jdbc({ restoreColumn: 'nr' }), ['/settings/restoreColumn']],
    ['one beside the increment', jdbc({ restoreColumn: 'name' }, { increColumn: 'id' }), ['/settings/restoreColumn']],
    [
      'a time to restore by',
      { ...jdbc({ restoreColumn: 'id' }), columnTypes: { reader: { id: 'datetime(6)' } } },
      ['/settings/restoreColumn'],
    ],
    [
      'a transformer to a queue',
      {
        ...binlog('kafka', '', [{ from: { name: 'a', type: 'int' } }]),
        settings: { transformer: { sql: 'select a from s', readerTable: 's' } },
      },
      ['/settings/transformer'],
    ],
    [
      'a transformer of every column',
      { ...jdbc({ transformer: { sql: 'select * from s', readerTable: 's' } }), mapping: [{ from: '*' }] },
      ['/mapping/0/from'],
    ],
    [
      'one name for both tables',
      jdbc({ transformer: { sql: 'select id, name from s', readerTable: 's', writerTable: 'S' } }),
      ['/settings/transformer/writerTable'],
    ],
    [
      'its columns',
      jdbc({ transformer: { sql: 'select id from s', readerTable: 's', columns: ['a b'] } }),
      ['/settings/transformer/columns/0'],
    ],
    ['names of no change log', jdbc({ nameMapping: { casing: 'upper' } }), ['/settings/nameMapping']],
    ['every column of one side', { ...jdbc({}), mapping: [{ from: '*', to: 'id' }] }, ['/mapping/0/to']],
  ];
  for (const [what, spec, places] of table) {
    test(what, () => {
      assert.deepEqual(findErrors(SyncSpecSchema, spec), []);
      assert.deepEqual(
        checkVersionSpec(spec, types).map(({ pointer }) => pointer),
        places,
      );
    });
  }
  const shapes: [settings: Record<string, unknown>, pointer: string][] = [
    [{ readerChannels: 0 }, '/settings/readerChannels'],
    [{ checkpointPath: 'hdfs://u:p@h/x' }, '/settings/checkpointPath'],
    [{ checkpointPath: '/var/flink' }, '/settings/checkpointPath'],
    [{ stateBackend: 'memory' }, '/settings/stateBackend'],
    [{ errorLimit: { record: 1 } }, '/settings/errorLimit'],
    [{ restart: {} }, '/settings/restart'],
    [{ log: {} }, '/settings/log'],
  ];
  for (const [settings, pointer] of shapes) {
    test(`by its shape: ${JSON.stringify(settings)}`, () => {
      const found = findErrors(SyncSpecSchema, jdbc(settings as Settings)).map((error) => error.pointer);
      assert.ok(found.includes(pointer), JSON.stringify(found));
    });
  }
});
