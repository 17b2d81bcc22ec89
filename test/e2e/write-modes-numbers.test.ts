import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { mysqlStore, postgresStore, whyNoMysql, type TestStore } from '../helpers/databases.ts';
import { sharedFlink } from '../helpers/flink.ts';
import { runToEnd, runToSuccess, storeDatasource, storeJob } from '../helpers/jobs.ts';
import { startStack, type Stack } from '../helpers/stack.ts';
import {
  complete,
  createTable,
  engines,
  insertRows,
  numbersOf,
  readRows,
  type Engine,
  type Row,
} from './write-modes-rows.ts';

const skip = await whyNoMysql();
const other = (engine: Engine): Engine => (engine === 'mysql' ? 'postgresql' : 'mysql');
const range = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);

const bounds = ({ state, rowsRead, offsetBefore, offsetAfter }: RecordView) => ({
  state,
  rowsRead,
  offsetBefore,
  offsetAfter,
});

describe('what a run counts', { skip }, () => {
  let flink: Awaited<ReturnType<typeof sharedFlink>>;
  let stack: Stack;
  const stores = {} as Record<Engine, TestStore>;
  const ids = {} as Record<Engine, string>;

  before(async () => {
    flink = await sharedFlink('lib');
    [stores.mysql, stores.postgresql] = await Promise.all([mysqlStore(), postgresStore()]);
    stack = await startStack({ flinkUrl: flink.restUrl, mode: 'lib' });
    for (const engine of engines) ids[engine] = await storeDatasource(stack, stores[engine].datasource());
  });
  after(async () => {
    await stack?.close();
    for (const engine of engines) await stores[engine]?.drop();
    await flink?.release();
  });

  interface Job {
    readonly reader: Engine;
    readonly writer: Engine;
    readonly columns: readonly string[];
    readonly read: Readonly<Record<string, unknown>>;
    readonly write: Readonly<Record<string, unknown>>;
    readonly settings?: SyncSpec['settings'];
  }
  const store = ({ reader, writer, columns, read, write, settings = {} }: Job) =>
    storeJob(stack, {
      reader: { connector: reader, datasourceId: ids[reader], parameter: read },
      writer: { connector: writer, datasourceId: ids[writer], parameter: write },
      mapping: columns.map((column) => ({ from: column })),
      settings,
    });

  test('insert over keys that are there: dirty rows, as many as are allowed', async (t) => {
    const columns = ['id', 'name'];
    const rows = range(20).map((id): Row => ({ id: String(id), name: `new ${String(id)}` }));
    const there: Row[] = ['3', '17'].map((id) => ({ id, name: `there ${id}` }));
    const limits = [0, 1, 2];
    for (const engine of engines) {
      await createTable(stores[engine], engine, 'dup_source', { columns });
      await insertRows(stores[engine], engine, 'dup_source', rows, columns);
      for (const limit of limits) {
        await createTable(stores[engine], engine, `dup_${String(limit)}`, { columns });
        await insertRows(stores[engine], engine, `dup_${String(limit)}`, there, columns);
      }
    }
    const cases = engines.flatMap((writer) =>
      limits.map((limit) => ({ writer, limit, table: `dup_${String(limit)}` })),
    );
    const ended = await Promise.all(
      cases.map(async ({ writer, limit, table }) => {
        const job = await store({
          reader: other(writer),
          writer,
          columns,
          read: { table: 'dup_source' },
          write: { table, writeMode: 'insert' },
          settings: { dirtyRowsAllowed: limit },
        });
        return {
          writer,
          limit,
          record: await runToEnd(stack, job.id),
          rows: await readRows(stores[writer], writer, table, columns),
        };
      }),
    );
    for (const { writer, limit, record, rows: target } of ended) {
      await t.test(`${writer}, ${String(limit)} allowed, 2 there are`, () => {
        const keys = new Set(there.map(({ id }) => id));
        const allowed = complete([...rows.filter(({ id }) => !keys.has(id ?? null)), ...there], columns);
        if (limit >= 2) {
          // verdicts/m2m-insert-duplicate-unlimited and dirty-max3-2bad: only the bad rows are dirty.
          assert.equal(record.state, 'SUCCEEDED', JSON.stringify(record.failure));
          assert.deepEqual(numbersOf(record), { rowsRead: 20, rowsWritten: 18, dirtyRows: 2 });
          assert.deepEqual(target, allowed);
          return;
        }
        assert.equal(record.state, 'FAILED');
        assert.equal(record.failure?.code, 'too_many_dirty_rows');
        // How far a run gets that the limit ends is not known, nor are its counters right (verdicts/README.md, 5).
        assert.deepEqual(
          target.filter(({ id }) => keys.has(id ?? null)),
          complete(there, columns),
        );
        const possible = allowed.map((row) => JSON.stringify(row));
        for (const row of target) assert.ok(possible.includes(JSON.stringify(row)), JSON.stringify(row));
        assert.ok((record.rowsWritten ?? 0) <= 18, JSON.stringify(numbersOf(record)));
      });
    }
  });

  test('three channels, a where with OR, batches of all sizes, statements before and after', async (t) => {
    const columns = ['id', 'name', 'whole'];
    // Keys with growing gaps: ranges of equal width hold very different numbers of rows.
    const rows = range(300).map((n): Row => ({
      id: String(n * n),
      name: `row ${String(n)}`,
      whole: n % 10 === 0 ? null : String(n),
    }));
    const where = "whole < 50 OR name = 'row 100' OR whole > 280";
    const wanted = rows.filter(({ name, whole = null }) => {
      const number = whole === null ? null : Number(whole);
      return name === 'row 100' || (number !== null && (number < 50 || number > 280));
    });
    assert.equal(wanted.length, 45 + 1 + 18);

    const cases: readonly {
      readonly title: string;
      readonly reader: Engine;
      readonly writer: Engine;
      readonly read?: Readonly<Record<string, unknown>>;
      readonly write: Readonly<Record<string, unknown>>;
    }[] = [
      { title: 'batches of 1', reader: 'mysql', writer: 'postgresql', write: { batchSize: 1 } },
      {
        // Chunjun counts such a last batch twice (contract §4, trap 1; verdicts/m2m-flush-long).
        title: 'one batch that only the end writes',
        reader: 'postgresql',
        writer: 'mysql',
        write: { batchSize: 200_000, flushIntervalMills: 600_000 },
      },
      {
        title: 'a last batch that is not full',
        reader: 'mysql',
        writer: 'mysql',
        read: { splitStrategy: 'mod', fetchSize: 1 },
        write: { batchSize: 7, flushIntervalMills: 600_000 },
      },
      {
        title: 'split by remainder',
        reader: 'postgresql',
        writer: 'postgresql',
        read: { splitStrategy: 'mod', fetchSize: 5 },
        write: {},
      },
    ];

    for (const engine of engines) {
      await createTable(stores[engine], engine, 'wide', { columns });
      await insertRows(stores[engine], engine, 'wide', rows, columns);
    }
    const ended = await Promise.all(
      cases.map(async (one, index) => {
        const { reader, writer, read = {}, write } = one;
        const target = `wide_${String(index)}`;
        const journal = `journal_${String(index)}`;
        // No key: a row that is read twice is there twice.
        await createTable(stores[writer], writer, target, { columns, key: null });
        await insertRows(stores[writer], writer, target, rows.slice(0, 2), columns);
        const step = writer === 'mysql' ? 'int AUTO_INCREMENT' : 'serial';
        await stores[writer].query(`CREATE TABLE ${journal} (step ${step} PRIMARY KEY, what varchar(20), seen int)`);
        const note = (what: string) => `INSERT INTO ${journal} (what, seen) SELECT '${what}', count(*) FROM ${target}`;
        const job = await store({
          reader,
          writer,
          columns,
          read: { table: 'wide', splitPk: 'id', where, ...read },
          write: {
            table: target,
            preSql: [note('pre 1'), `DELETE FROM ${target}; ${note('pre 2')};`],
            postSql: [note('post 1'), note('post 2')],
            ...write,
          },
          settings: { channels: 3 },
        });
        const record = await runToSuccess(stack, job.id);
        const steps = await stores[writer].query(
          `SELECT concat_ws(' ', what, seen) AS c0 FROM ${journal} ORDER BY step`,
        );
        const there = await readRows(stores[writer], writer, target, columns);
        return { ...one, record, there, steps: steps.map(({ c0 }) => c0) };
      }),
    );
    for (const { title, reader, writer, record, there, steps } of ended) {
      await t.test(`${reader} to ${writer}: ${title}`, () => {
        assert.deepEqual(there, complete(wanted, columns));
        const count = wanted.length;
        assert.deepEqual(numbersOf(record), { rowsRead: count, rowsWritten: count, dirtyRows: 0 });
        assert.equal(record.slots, 3);
        // Once a run, not once a channel.
        assert.deepEqual(steps, ['pre 1 2', 'pre 2 0', `post 1 ${String(count)}`, `post 2 ${String(count)}`]);
      });
    }
  });

  test('incremental: only new rows, from where the last success ended', async (t) => {
    const columns = ['id', 'name', 'at'];
    const at = (second: number): string => `2024-05-06 07:08:${String(second).padStart(2, '0')}.250000`;
    const row = (id: number, name: string, second = id): Row => ({ id: String(id), name, at: at(second) });
    const first = range(5).map((id) => row(id, `first ${String(id)}`));
    for (const engine of engines) {
      await createTable(stores[engine], engine, 'grows', { columns });
      await insertRows(stores[engine], engine, 'grows', first, columns);
      await createTable(stores[engine], engine, 'follows', { columns });
    }
    const incremental = (writer: Engine, increColumn: string, write: Readonly<Record<string, unknown>>) =>
      store({
        reader: other(writer),
        writer,
        columns,
        // Without parentheses around it the bound would count for its second half only.
        read: { table: 'grows', increColumn, where: 'id > 0 OR id < 0' },
        write: { table: 'follows', ...write },
      });
    const target = (engine: Engine) => readRows(stores[engine], engine, 'follows', columns);

    await Promise.all([
      t.test('by a number, insert; a failed run moves nothing', async () => {
        const { mysql, postgresql } = stores;
        const job = await incremental('postgresql', 'id', { writeMode: 'insert' });
        const one = await runToSuccess(stack, job.id);
        assert.deepEqual(bounds(one), { state: 'SUCCEEDED', rowsRead: 5, offsetBefore: null, offsetAfter: '5' });
        assert.deepEqual(await target('postgresql'), complete(first, columns));

        const added = [row(6, 'second 6'), row(7, 'second 7')];
        await insertRows(mysql, 'mysql', 'grows', added, columns);
        await mysql.query("UPDATE grows SET name = 'changed behind the bound' WHERE id = 1");
        await insertRows(postgresql, 'postgresql', 'follows', [row(7, 'in the way')], columns);
        const failed = await runToEnd(stack, job.id);
        assert.equal(failed.state, 'FAILED', JSON.stringify(failed));
        assert.deepEqual([failed.offsetBefore, failed.offsetAfter], ['5', null]);

        await postgresql.query('DELETE FROM follows WHERE id > 5');
        const two = await runToSuccess(stack, job.id);
        assert.deepEqual(bounds(two), { state: 'SUCCEEDED', rowsRead: 2, offsetBefore: '5', offsetAfter: '7' });
        assert.deepEqual(await target('postgresql'), complete([...first, ...added], columns));

        // Chunjun reports -2147483648 when it has read nothing (contract §4, trap 4).
        const idle = await runToSuccess(stack, job.id);
        assert.deepEqual(bounds(idle), { state: 'SUCCEEDED', rowsRead: 0, offsetBefore: '7', offsetAfter: '7' });
        assert.deepEqual(await target('postgresql'), complete([...first, ...added], columns));
      }),
      t.test('by a time, update: changed rows come again', async () => {
        const { postgresql } = stores;
        const job = await incremental('mysql', 'at', { writeMode: 'update', uniqueKey: ['id'] });
        const one = await runToSuccess(stack, job.id);
        assert.equal(one.rowsRead, 5);
        assert.deepEqual(await target('mysql'), complete(first, columns));

        const changed = row(2, 'changed', 30);
        const added = row(6, 'second 6', 20);
        await postgresql.query(`UPDATE grows SET name = 'changed', at = '${at(30)}' WHERE id = 2`);
        await insertRows(postgresql, 'postgresql', 'grows', [added], columns);
        const two = await runToSuccess(stack, job.id);
        assert.deepEqual([two.rowsRead, two.rowsWritten], [2, 2]);
        assert.equal(two.offsetBefore, one.offsetAfter);
        // Milliseconds (contract §4, trap 5); which day they count from depends on the cluster's time zone.
        assert.equal(Number(two.offsetAfter) - Number(one.offsetAfter), 25_000);
        const now = first.map((was) => (was['id'] === '2' ? changed : was));
        assert.deepEqual(await target('mysql'), complete([...now, added], columns));
      }),
    ]);
  });
});
