import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { previewOf } from '../../../gateway/datasources/probe/cells.ts';
import { findProbe } from '../../../gateway/datasources/probe/families.ts';
import { ProbeFailure, type Browser } from '../../../gateway/datasources/probe/model.ts';
import { createSessionPools, type SessionPools } from '../../../gateway/datasources/probe/session-pool.ts';
import { mysqlStore, postgresStore, whyNoMysql, type TestStore } from '../../helpers/databases.ts';

const limits = { rows: 20, cellLength: 100, bytes: 100_000 };
const noMysql = await whyNoMysql();
/** A view over what never ends: the server has to end the query by itself. */
const slow = 'slow_view';

interface Case {
  readonly type: string;
  readonly skip: string | false;
  readonly store: () => Promise<TestStore>;
  readonly schema: (store: TestStore) => string;
  readonly tables: readonly string[];
  readonly columns: readonly (readonly unknown[])[];
  readonly row: readonly unknown[];
}

const long = `长${'x'.repeat(5_000)}`;
const cases: readonly Case[] = [
  {
    type: 'mysql',
    skip: noMysql,
    store: mysqlStore,
    schema: (store) => store.database,
    tables: [
      `create table orders (id bigint unsigned not null comment '编号', region varchar(20) not null, amount decimal(12,3),
         at datetime(3), note text, raw varbinary(40), tiny tinyint(1), primary key (id, region)) comment 'all orders'`,
      `insert into orders values (18446744073709551615, 'eu''s', 1234567.890, '2024-02-29 23:59:59.123', '${long}', x'00ff10', 1)`,
      'create view order_view as select id from orders',
      'create table `Orders_2` (id int)',
      'create table `a``b"c` (x int)',
      `create view ${slow} as select sleep(30) as x`,
    ],
    columns: [
      ['id', 'bigint unsigned', null, 20, 0, false, true, '编号'],
      ['region', 'varchar', 20, null, null, false, true, null],
      ['amount', 'decimal', null, 12, 3, true, false, null],
      ['at', 'datetime', null, 3, null, true, false, null],
      ['note', 'text', 65535, null, null, true, false, null],
      ['raw', 'varbinary', 40, null, null, true, false, null],
      ['tiny', 'tinyint', null, 3, 0, true, false, null],
    ],
    row: [
      '18446744073709551615',
      "eu's",
      '1234567.890',
      '2024-02-29 23:59:59.123',
      `${long.slice(0, 100)}…`,
      '00ff10',
      1,
    ],
  },
  {
    type: 'postgresql',
    skip: false,
    store: postgresStore,
    schema: () => 'public',
    tables: [
      `create table orders (id bigint not null, region varchar(20) not null, amount numeric(12,3), at timestamp(3),
         note text, raw bytea, tiny boolean, tags int[], j jsonb, primary key (id, region))`,
      "comment on table orders is 'all orders'",
      "comment on column orders.id is '编号'",
      `insert into orders values (9223372036854775807, 'eu''s', 1234567.890, '2024-02-29 23:59:59.123', '${long}', '\\x00ff10',
         true, '{1,2}', '{"a": 1}')`,
      'create view order_view as select id from orders',
      'create table "Orders_2" (id int)',
      'create table "a`b""c" (x int)',
      `create view ${slow} as select pg_sleep(30)::text as x`,
      'alter table orders add dropped int',
      'alter table orders drop dropped',
    ],
    columns: [
      ['id', 'bigint', null, 19, 0, false, true, '编号'],
      ['region', 'character varying', 20, null, null, false, true, null],
      ['amount', 'numeric', null, 12, 3, true, false, null],
      ['at', 'timestamp without time zone', null, 3, null, true, false, null],
      ['note', 'text', null, null, null, true, false, null],
      ['raw', 'bytea', null, null, null, true, false, null],
      ['tiny', 'boolean', null, null, null, true, false, null],
      ['tags', 'integer[]', null, null, null, true, false, null],
      ['j', 'jsonb', null, null, null, true, false, null],
    ],
    row: [
      '9223372036854775807',
      "eu's",
      '1234567.890',
      '2024-02-29 23:59:59.123',
      `${long.slice(0, 100)}…`,
      '00ff10',
      true,
      '{1,2}',
      '{"a": 1}',
    ],
  },
];

for (const { type, skip, store: make, schema, tables, columns, row } of cases) {
  describe(`metadata and preview of ${type}`, { skip }, () => {
    let store: TestStore;
    let pools: SessionPools;
    const browse = <T>(ask: (browser: Browser) => Promise<T>): Promise<T> => {
      const { config, secrets = {} } = store.datasource();
      const source = { id: 'one', revision: 1, probe: findProbe(type)!, target: { type, config, secrets } };
      return pools.use(source, 10_000, ({ browser }) => ask(browser!));
    };

    before(async () => {
      store = await make();
      pools = createSessionPools({ perSource: 2, idleMs: 60_000 });
      for (const sql of tables) await store.query(sql);
    });
    after(async () => {
      pools?.close();
      await store?.drop();
    });

    test('schemas: the own one is marked, those of the server are left out', async () => {
      const schemas = await browse((browser) => browser.schemas(1_000));
      assert.deepEqual(
        schemas.filter(({ isDefault }) => isDefault).map(({ name }) => name),
        [schema(store)],
      );
      assert.equal(
        schemas.some(({ name }) => /^(pg_|information_schema|performance_schema)/.test(name)),
        false,
      );
    });

    test('tables: sorted, in pages, searched without regard to letter case', async () => {
      const query = { schema: null, search: null, after: null, limit: 100 };
      const all = await browse((browser) => browser.tables(query));
      assert.deepEqual(
        all.map(({ name, kind }) => [name, kind]),
        [
          ['Orders_2', 'table'],
          ['a`b"c', 'table'],
          ['order_view', 'view'],
          ['orders', 'table'],
          [slow, 'view'],
        ],
      );
      assert.equal(all.find(({ name }) => name === 'orders')?.comment, 'all orders');
      const paged: string[] = [];
      for (let last: string | null = null; ;) {
        const [next] = await browse((browser) => browser.tables({ ...query, after: last, limit: 1 }));
        if (next === undefined) break;
        paged.push((last = next.name));
      }
      assert.deepEqual(
        paged,
        all.map(({ name }) => name),
      );
      const found = await browse((browser) => browser.tables({ ...query, search: 'ORDERS' }));
      assert.deepEqual(
        found.map(({ name }) => name),
        ['Orders_2', 'orders'],
      );
      // Not a pattern.
      assert.deepEqual(await browse((browser) => browser.tables({ ...query, search: '%' })), []);
      assert.deepEqual(await browse((browser) => browser.tables({ ...query, schema: "no'ne" })), []);
    });

    test('columns with type, length, precision, nullability, primary key and comment', async () => {
      const found = await browse((browser) => browser.columns!(null, 'orders', 100));
      assert.deepEqual(
        found.map((c) => [c.name, c.type, c.length, c.precision, c.scale, c.nullable, c.primaryKey, c.comment]),
        columns,
      );
      assert.deepEqual(await browse((browser) => browser.columns!(null, "none'--", 100)), []);
    });

    test('preview: exact values, long ones cut', async () => {
      const query = { schema: null, table: 'orders', rows: 20, cellLength: 100, timeoutMs: 5_000 };
      const preview = previewOf(await browse((browser) => browser.preview!(query)), limits);
      assert.deepEqual(preview.rows, [row]);
      if (type === 'postgresql') {
        const waiting = "select 1 from pg_stat_activity where datname = current_database() and state like 'idle in%'";
        assert.deepEqual(await store.query(waiting), []);
      }
      assert.equal(preview.shortenedValues, 1);
      assert.deepEqual(
        preview.columns.map(({ name }) => name),
        columns.map(([name]) => name),
      );
      const odd = await browse((browser) => browser.preview!({ ...query, table: 'a`b"c' }));
      assert.deepEqual(odd, { columns: [{ name: 'x', type: type === 'mysql' ? 'int' : 'integer' }], rows: [] });
      await assert.rejects(
        browse((browser) => browser.preview!({ ...query, table: slow, timeoutMs: 1_000 })),
        (error: unknown) => error instanceof ProbeFailure && error.failure.code === 'timeout',
      );
      assert.equal((await browse((browser) => browser.preview!(query))).rows.length, 1);
      await assert.rejects(
        browse((browser) => browser.preview!({ ...query, table: 'missing' })),
        /no such table/,
      );
    });
  });
}
