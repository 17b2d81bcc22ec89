import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { postgresStore, type TestStore } from '../helpers/databases.ts';
import { sharedFlink, type TestMode } from '../helpers/flink.ts';
import { assertNoSecret, everythingShown, runToEnd, runToSuccess, storeDatasource, storeJob } from '../helpers/jobs.ts';
import { startStack, type Stack } from '../helpers/stack.ts';

const columns = ['id', 'name', 'note', 'amount', 'ratio', 'whole', 'big', 'flag', 'day', 'at'];
const table = (name: string): string =>
  `CREATE TABLE ${name} (id bigserial PRIMARY KEY, name text, note varchar(200), amount numeric(20,6),
     ratio double precision, whole integer, big bigint, flag boolean, day date, at timestamp(3))`;
const rows = 4000;

/** Text with what escaping breaks on, every column with nulls, extremes of the numbers, times to the millisecond. */
const fill = `INSERT INTO source SELECT g,
    CASE WHEN g % 7 = 0 THEN NULL WHEN g % 7 = 1 THEN '' ELSE 'Zeile ' || g || ' ''q'' "d" \\ % + & 漢字 ß 😀' || chr(10) || chr(9) END,
    CASE WHEN g % 5 = 0 THEN NULL ELSE repeat('ä', g % 200) END,
    CASE WHEN g % 11 = 0 THEN NULL ELSE (g - 2000) * 1234567.891234 END,
    CASE WHEN g % 13 = 0 THEN NULL ELSE (g - 2000) / 7.0::float8 END,
    CASE g WHEN 1 THEN 2147483647 WHEN 2 THEN -2147483648 WHEN 3 THEN NULL ELSE g - 2000 END,
    CASE g WHEN 1 THEN 9223372036854775807 WHEN 2 THEN -9223372036854775808 WHEN 3 THEN NULL ELSE g * 10000000000 END,
    CASE g % 3 WHEN 0 THEN NULL WHEN 1 THEN true ELSE false END,
    CASE WHEN g % 17 = 0 THEN NULL ELSE date '1970-01-01' + g * 5 END,
    CASE WHEN g % 19 = 0 THEN NULL ELSE timestamp '2001-02-03 04:05:06' + g * interval '12345.678 s' END
  FROM generate_series(1, ${rows}) g`;

async function fingerprint(store: TestStore, name: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await store.query(
    `SELECT count(*)::int AS rows, coalesce(sum(hashtextextended(x::text, 0)), 0)::text AS checksum FROM ${name} x`,
  );
  return row;
}

for (const mode of ['lib', 'bundle'] satisfies TestMode[]) {
  describe(`PostgreSQL to PostgreSQL, mode ${mode}`, () => {
    let flink: Awaited<ReturnType<typeof sharedFlink>>;
    let stack: Stack;
    let from: TestStore;
    let to: TestStore;
    let sourceId: string;
    let targetId: string;

    before(async () => {
      flink = await sharedFlink(mode);
      [from, to] = await Promise.all([postgresStore(), postgresStore()]);
      stack = await startStack({ flinkUrl: flink.restUrl, mode });
      sourceId = await storeDatasource(stack, from.datasource());
      targetId = await storeDatasource(stack, to.datasource());
      await from.query(table('source'));
      await from.query(fill);
      await to.query(table('target'));
    });
    after(async () => {
      await stack?.close();
      await from?.drop();
      await to?.drop();
      await flink?.release();
    });

    const copy = (writer: Record<string, unknown>, reader: Record<string, unknown> = {}): SyncSpec => ({
      reader: { connector: 'postgresql', datasourceId: sourceId, parameter: { table: 'source', ...reader } },
      writer: { connector: 'postgresql', datasourceId: targetId, parameter: { table: 'target', ...writer } },
      mapping: columns.map((name) => ({ from: name })),
    });

    test('every row arrives as it was, over two channels, the numbers are right, no password is shown', async () => {
      const spec = copy(
        { preSql: ['TRUNCATE target'], batchSize: 333, flushIntervalMills: 600_000 },
        { splitPk: 'id', fetchSize: 100 },
      );
      // preSql has something to take away.
      await to.query(`INSERT INTO target (id, name) VALUES (-1, 'stale')`);
      const job = await storeJob(stack, { ...spec, settings: { channels: 2, dirtyRowsAllowed: 0 } });
      const record = await runToSuccess(stack, job.id);

      assert.deepEqual(await fingerprint(to, 'target'), await fingerprint(from, 'source'));
      const { rowsRead, rowsWritten, dirtyRows, slots, failure, waitingReason, offsetAfter } = record;
      // flushIntervalMills makes Chunjun count the last partial batch twice: rowsWritten is corrected.
      assert.deepEqual({ rowsRead, rowsWritten, dirtyRows }, { rowsRead: rows, rowsWritten: rows, dirtyRows: 0 });
      assert.deepEqual(
        { slots, failure, waitingReason, offsetAfter },
        { slots: 2, failure: null, waitingReason: null, offsetAfter: null },
      );
      assert.ok((record.bytesRead ?? 0) > 0 && (record.bytesWritten ?? 0) > 0);
      assert.ok(record.submittedAt !== null && record.startedAt !== null && record.finishedAt !== null);
      assert.ok(record.submittedAt <= record.finishedAt && record.startedAt <= record.finishedAt);

      const shown = await everythingShown(stack, record);
      assertNoSecret(shown, [from.secretMark, to.secretMark]);
      const { document, documentHash } = await stack.api.get<{ document: StoredDocument; documentHash: string }>(
        `/records/${record.id}/document`,
      );
      assert.match(documentHash, /^[0-9a-f]{64}$/);
      const [{ reader, writer }] = document.document.job.content;
      assert.equal(reader.name, 'postgresqlreader');
      assert.equal(reader.parameter.password, '******');
      assert.equal(writer.parameter.password, '******');
      assert.equal(reader.parameter.username, from.user);
      assert.equal(document.confProp['chunjun.dirty-data.max-rows'], 1);
    });

    test('update mode overwrites by its key and leaves other rows alone', async () => {
      await to.query('TRUNCATE target');
      await to.query(`INSERT INTO target (id, name, whole) VALUES (2, 'old', 7), (999999, 'other', 8)`);
      const spec = copy(
        { writeMode: 'update', uniqueKey: ['id'], allReplace: true },
        // Without parentheses around it, each of the two channels would read all ten rows.
        { where: "id <= 10 OR name = 'nobody'", splitPk: 'id' },
      );
      const job = await storeJob(stack, { ...spec, settings: { channels: 2 } });
      const record = await runToSuccess(stack, job.id);
      assert.equal(record.rowsRead, 10);
      assert.equal(record.rowsWritten, 10);
      const first = 'SELECT * FROM source WHERE id <= 10 ORDER BY id';
      assert.deepEqual(await to.query('SELECT * FROM target WHERE id <= 10 ORDER BY id'), await from.query(first));
      assert.deepEqual(await to.query('SELECT name, whole FROM target WHERE id > 10'), [{ name: 'other', whole: 8 }]);
    });
  });
}

interface StoredDocument {
  readonly document: {
    readonly job: { readonly content: readonly [{ readonly reader: Side; readonly writer: Side }] };
  };
  readonly confProp: Readonly<Record<string, unknown>>;
}
interface Side {
  readonly name: string;
  readonly parameter: Readonly<Record<string, unknown>>;
}

describe('incremental runs, PostgreSQL to PostgreSQL', () => {
  let flink: Awaited<ReturnType<typeof sharedFlink>>;
  let stack: Stack;
  let store: TestStore;

  before(async () => {
    flink = await sharedFlink('lib');
    store = await postgresStore();
    stack = await startStack({ flinkUrl: flink.restUrl, mode: 'lib' });
  });
  after(async () => {
    await stack?.close();
    await store?.drop();
    await flink?.release();
  });

  test('each run reads on from where the last one that succeeded ended', async () => {
    await store.query('CREATE TABLE source (id bigserial PRIMARY KEY, name text)');
    await store.query('CREATE TABLE target (id bigint PRIMARY KEY, name text)');
    await store.query(`INSERT INTO source (name) SELECT 'row ' || g FROM generate_series(1, 3000) g`);
    const datasourceId = await storeDatasource(stack, store.datasource());
    const job = await storeJob(stack, {
      reader: { connector: 'postgresql', datasourceId, parameter: { table: 'source', increColumn: 'id' } },
      writer: { connector: 'postgresql', datasourceId, parameter: { table: 'target' } },
      mapping: [{ from: 'id' }, { from: 'name' }],
    });
    const bounds = ({ rowsRead, offsetBefore, offsetAfter }: RecordView) => ({ rowsRead, offsetBefore, offsetAfter });

    const first = await runToSuccess(stack, job.id);
    assert.deepEqual(bounds(first), { rowsRead: 3000, offsetBefore: null, offsetAfter: '3000' });

    await store.query(`INSERT INTO source (name) VALUES ('new 1'), ('new 2')`);
    const second = await runToSuccess(stack, job.id);
    assert.deepEqual(bounds(second), { rowsRead: 2, offsetBefore: '3000', offsetAfter: '3002' });

    // A run that fails moves no bound: the target's key is there already.
    await store.query(`INSERT INTO source (name) VALUES ('new 3')`);
    await store.query(`INSERT INTO target VALUES (3003, 'in the way')`);
    const failed = await runToEnd(stack, job.id);
    assert.equal(failed.state, 'FAILED');
    assert.deepEqual({ before: failed.offsetBefore, after: failed.offsetAfter }, { before: '3002', after: null });
    await store.query('DELETE FROM target WHERE id = 3003');
    const repeated = await runToSuccess(stack, job.id);
    assert.deepEqual(bounds(repeated), { rowsRead: 1, offsetBefore: '3002', offsetAfter: '3003' });

    const idle = await runToSuccess(stack, job.id);
    assert.deepEqual(bounds(idle), { rowsRead: 0, offsetBefore: '3003', offsetAfter: '3003' });
    assert.deepEqual(await fingerprint(store, 'target'), await fingerprint(store, 'source'));
  });
});
