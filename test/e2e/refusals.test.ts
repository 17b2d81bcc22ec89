import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mysqlStore, postgresStore, trustsEverybody, whyNoMysql, type TestStore } from '../helpers/databases.ts';
import { sharedFlink } from '../helpers/flink.ts';
import {
  assertExplained,
  assertNoSecret,
  everythingShown,
  problemOf,
  runToEnd,
  storeDatasource,
  storeJob,
  streamSpec,
} from '../helpers/jobs.ts';
import { eventually, startStack, type Stack } from '../helpers/stack.ts';

const noMysql = await whyNoMysql();

/** Nothing listens there: the port is reserved and needs a privilege to be used. */
const closedPort = 1;

interface Refusal {
  readonly title: string;
  readonly kind?: 'mysql';
  /** Changes of the reader's data source and version. */
  readonly jdbc?: Record<string, unknown>;
  readonly wrongPassword?: true;
  readonly table?: string;
  readonly column?: string;
  /** What the record says: a code for programs, where it is in words, what the driver or Chunjun said. */
  readonly code: string;
  readonly message: (store: TestStore) => string;
  readonly rootCause: RegExp;
}

const refusals: readonly Refusal[] = [
  {
    title: 'wrong password',
    wrongPassword: true,
    code: 'database_login_failed',
    message: ({ user }) => `user "${user}"`,
    rootCause: /password authentication failed/,
  },
  {
    title: 'wrong password',
    kind: 'mysql',
    wrongPassword: true,
    code: 'database_login_failed',
    message: ({ user }) => `user '${user}'`,
    rootCause: /Access denied/,
  },
  {
    title: 'closed port',
    jdbc: { port: closedPort },
    code: 'database_unreachable',
    message: ({ host }) => `${host}:${closedPort}`,
    rootCause: /refused/,
  },
  {
    title: 'closed port',
    kind: 'mysql',
    jdbc: { port: closedPort },
    code: 'database_unreachable',
    message: () => 'cannot reach the data source',
    rootCause: /refused/,
  },
  {
    title: 'unknown host',
    jdbc: { host: 'no-such-host.invalid' },
    code: 'host_unknown',
    message: () => 'no-such-host.invalid',
    rootCause: /UnknownHostException/,
  },
  {
    title: 'missing database',
    jdbc: { database: 'no_such_database' },
    code: 'database_missing',
    message: () => 'no_such_database',
    rootCause: /no_such_database/,
  },
  {
    title: 'missing table',
    table: 'no_such_table',
    code: 'table_missing',
    message: () => 'no_such_table',
    rootCause: /no_such_table not found/,
  },
  {
    title: 'missing table',
    kind: 'mysql',
    table: 'no_such_table',
    code: 'table_missing',
    message: () => 'no_such_table',
    rootCause: /no_such_table not found/,
  },
  {
    title: 'missing column',
    column: 'no_such_column',
    code: 'column_missing',
    message: () => 'column no_such_column does not exist in the table source',
    rootCause: /no_such_column/,
  },
];

describe('a run that its databases refuse', () => {
  let flink: Awaited<ReturnType<typeof sharedFlink>>;
  let stack: Stack;
  let pg: TestStore;
  let my: TestStore | undefined;
  let pgId: string;

  before(async () => {
    flink = await sharedFlink('lib');
    pg = await postgresStore();
    if (noMysql === false) my = await mysqlStore();
    stack = await startStack({ flinkUrl: flink.restUrl, mode: 'lib' });
    pgId = await storeDatasource(stack, pg.datasource());
    for (const store of [pg, my]) await store?.query('CREATE TABLE source (id bigint, name varchar(40))');
    await pg.query('CREATE TABLE target (id bigint, name varchar(40))');
  });
  after(async () => {
    await stack?.close();
    await pg?.drop();
    await my?.drop();
    await flink?.release();
  });

  for (const { title, kind, jdbc, wrongPassword, table, column, code, message, rootCause } of refusals) {
    test(`${kind ?? 'postgresql'}: ${title}`, { skip: kind === 'mysql' && noMysql }, async (t) => {
      const store = kind === 'mysql' && my !== undefined ? my : pg;
      if (wrongPassword && kind === undefined && (await trustsEverybody(pg))) {
        t.skip('this PostgreSQL lets everybody in (trust)');
        return;
      }
      const wrong = 'wr"ong%+&ß secretwrong4711';
      const input = wrongPassword ? store.datasource(jdbc, wrong) : store.datasource(jdbc);
      const job = await storeJob(stack, {
        reader: {
          connector: kind ?? 'postgresql',
          datasourceId: await storeDatasource(stack, input),
          parameter: { table: table ?? 'source' },
        },
        writer: { connector: 'postgresql', datasourceId: pgId, parameter: { table: 'target' } },
        mapping: [{ from: 'id' }, { from: column ?? 'name', to: 'name' }],
      });
      const record = await runToEnd(stack, job.id);
      assert.equal(record.state, 'REJECTED', JSON.stringify(record.failure));
      await assertExplained(stack, record);
      assert.equal(record.failure?.code, code);
      assert.ok(record.failure.message.includes(message(store)), record.failure.message);
      assert.match(record.failure.rootCause ?? '', rootCause);
      assert.equal(record.rowsRead, null);
      assertNoSecret(await everythingShown(stack, record), [pg.secretMark, store.secretMark, 'secretwrong4711']);
    });
  }

  test('more channels than the cluster has slots: refused before anything is sent', async () => {
    await eventually('the cluster was seen', 20_000, async () => {
      const { slotsTotal } = await stack.api.get<{ slotsTotal: number | null }>(`/clusters/${stack.clusterId}`);
      return slotsTotal === null ? undefined : true;
    });
    const job = await storeJob(stack, streamSpec(1, { channels: 5000 }));
    const problem = await problemOf(stack.api.post(`/jobs/${job.id}/runs`, {}));
    assert.deepEqual([problem.status, problem.code], [422, 'too_many_slots']);
    assert.match(problem.detail ?? '', /needs 5000 task slots, the cluster has \d+/);
    assert.deepEqual(await stack.api.get(`/records?jobId=${job.id}`), { items: [], nextCursor: null });
  });
});
