import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mysqlStore, postgresStore, whyNoMysql, type TestStore } from '../helpers/databases.ts';
import { sharedFlink } from '../helpers/flink.ts';
import { assertNoSecret, everythingShown, runToSuccess, storeDatasource, storeJob } from '../helpers/jobs.ts';
import { startStack, type Stack } from '../helpers/stack.ts';

const rows = 3000;
const columns = ['id', 'name', 'amount', 'ratio', 'whole', 'at'];

/** Numbers 1 to `rows` without the sequences that only MariaDB has. */
const digits = (name: string): string =>
  `(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5
     UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) ${name}`;
const numbers = `(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 1 AS g
   FROM ${digits('a')}, ${digits('b')}, ${digits('c')}, ${digits('e')}) n`;

/** The same text out of both databases: what a row holds, NULL told from ''. */
const asText = {
  mysql: `SELECT concat_ws('|', id, ifnull(concat('=', hex(name)), '-'), ifnull(amount, '-'), ifnull(ratio, '-'),
     ifnull(whole, '-'), ifnull(date_format(at, '%Y-%m-%d %H:%i:%s.%f'), '-')) FROM`,
  postgresql: `SELECT concat_ws('|', id, coalesce('=' || upper(encode(convert_to(name, 'UTF8'), 'hex')), '-'),
     coalesce(amount::text, '-'), coalesce(ratio::text, '-'), coalesce(whole::text, '-'),
     coalesce(to_char(at, 'YYYY-MM-DD HH24:MI:SS.US'), '-')) AS c0 FROM`,
};

const skip = await whyNoMysql();

describe('MySQL', { skip }, () => {
  let flink: Awaited<ReturnType<typeof sharedFlink>>;
  let stack: Stack;
  let my: TestStore;
  let pg: TestStore;
  let myId: string;
  let pgId: string;

  before(async () => {
    flink = await sharedFlink('lib');
    [my, pg] = await Promise.all([mysqlStore(), postgresStore()]);
    stack = await startStack({ flinkUrl: flink.restUrl, mode: 'lib' });
    myId = await storeDatasource(stack, my.datasource());
    pgId = await storeDatasource(stack, pg.datasource());
    await my.query(
      `CREATE TABLE source (id bigint PRIMARY KEY AUTO_INCREMENT, name varchar(200), amount decimal(20,4),
         ratio double, whole int, at datetime(3));
       INSERT INTO source SELECT g,
         CASE WHEN g % 7 = 0 THEN NULL WHEN g % 7 = 1 THEN '' ELSE concat('Zeile ', g, ' ''q'' "d" \\\\ % + & 漢字 ß 😀', char(10)) END,
         CASE WHEN g % 11 = 0 THEN NULL ELSE (g - 1500) * 1234567.8912 END,
         CASE WHEN g % 13 = 0 THEN NULL ELSE (g - 1500) / 8e0 END,
         CASE g WHEN 1 THEN 2147483647 WHEN 2 THEN -2147483648 WHEN 3 THEN NULL ELSE g - 1500 END,
         CASE WHEN g % 19 = 0 THEN NULL ELSE '2001-02-03 04:05:06' + INTERVAL g * 12345678 * 1000 MICROSECOND END
         FROM ${numbers} WHERE g <= ${rows};
       CREATE TABLE target LIKE source`,
    );
    await pg.query(
      `CREATE TABLE target (id bigint PRIMARY KEY, name varchar(200), amount numeric(20,4), ratio double precision,
         whole integer, at timestamp(3))`,
    );
  });
  after(async () => {
    await stack?.close();
    await my?.drop();
    await pg?.drop();
    await flink?.release();
  });

  const mapping = columns.map((name) => ({ from: name }));
  const contents = async (store: TestStore, kind: keyof typeof asText, table: string): Promise<unknown[]> =>
    (await store.query(`${asText[kind]} ${table} ORDER BY id`)).map(({ c0 }) => c0);

  test('to PostgreSQL over two channels: every row arrives as it was, no password is shown', async () => {
    const job = await storeJob(stack, {
      reader: { connector: 'mysql', datasourceId: myId, parameter: { table: 'source', splitPk: 'id' } },
      writer: { connector: 'postgresql', datasourceId: pgId, parameter: { table: 'target' } },
      mapping,
      settings: { channels: 2 },
    });
    const record = await runToSuccess(stack, job.id);
    const { rowsRead, rowsWritten, dirtyRows } = record;
    assert.deepEqual({ rowsRead, rowsWritten, dirtyRows }, { rowsRead: rows, rowsWritten: rows, dirtyRows: 0 });
    const expected = await contents(my, 'mysql', 'source');
    assert.equal(expected.length, rows);
    assert.deepEqual(await contents(pg, 'postgresql', 'target'), expected);
    assertNoSecret(await everythingShown(stack, record), [my.secretMark, pg.secretMark]);
  });

  test('into MySQL: insert after preSql, then replace puts changed rows right', async () => {
    const intoMysql = (writeMode: string, preSql: string[] = []) => ({
      reader: { connector: 'mysql', datasourceId: myId, parameter: { table: 'source', where: 'id <= 500' } },
      writer: { connector: 'mysql', datasourceId: myId, parameter: { table: 'target', writeMode, preSql } },
      mapping,
    });
    const expected = (await contents(my, 'mysql', 'source')).slice(0, 500);
    await my.query("INSERT INTO target (id, name) VALUES (100000, 'stale')");
    const inserted = await runToSuccess(stack, (await storeJob(stack, intoMysql('insert', ['DELETE FROM target']))).id);
    assert.equal(inserted.rowsWritten, 500);
    assert.deepEqual(await contents(my, 'mysql', 'target'), expected);

    await my.query(
      "UPDATE target SET name = 'changed', whole = NULL WHERE id <= 20; DELETE FROM target WHERE id > 490",
    );
    assert.notDeepEqual(await contents(my, 'mysql', 'target'), expected);
    const replaced = await runToSuccess(stack, (await storeJob(stack, intoMysql('replace'))).id);
    assert.equal(replaced.rowsRead, 500);
    assert.deepEqual(await contents(my, 'mysql', 'target'), expected);
  });
});
