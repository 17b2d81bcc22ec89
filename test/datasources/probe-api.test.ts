import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ColumnInfo, Preview, SchemaInfo, TableInfo } from '../../gateway/datasources/probe-schemas.ts';
import type { DatasourceView } from '../../gateway/datasources/schemas.ts';
import type { ProbeResult } from '../../gateway/datasources/test-result-schema.ts';
import { createApiClient } from '../../scripts/api-client.ts';
import { awkwardPassword, postgresStore, trustsEverybody, type TestStore } from '../helpers/databases.ts';
import { problemOf } from '../helpers/jobs.ts';
import { closedPort, startSilentHost } from '../helpers/silent-host.ts';
import { startStack, type Stack } from '../helpers/stack.ts';
import { assertFails, assertOk } from './probe/harness.ts';

const whole = 'resolve- connect+ tls- login+ permission+';
interface Tables {
  readonly items: readonly TableInfo[];
  readonly nextCursor: string | null;
}

describe('connection test and metadata over the API', () => {
  let stack: Stack;
  let store: TestStore;
  let id: string;
  const everySecret: string[] = [];

  before(async () => {
    store = await postgresStore();
    await store.query('create table orders (id int primary key, region varchar(10))');
    await store.query("insert into orders select n, 'r' || n from generate_series(1, 50) n");
    for (const n of [1, 2, 3, 4, 5]) await store.query(`create table page_${n} (id int)`);
    stack = await startStack({ flinkUrl: 'http://127.0.0.1:9', mode: 'bundle' });
    id = (await stack.api.post<DatasourceView>('/datasources', store.datasource())).id;
    everySecret.push(store.secretMark);
  });
  after(async () => {
    await stack?.close();
    await store?.drop();
  });

  test('tests values that are not saved', async () => {
    const { type, config, secrets } = store.datasource();
    assertOk(await stack.api.post<ProbeResult>('/datasources/test', { type, config, secrets }), whole);
    const at = { ...config, port: await closedPort() };
    assertFails(
      await stack.api.post<ProbeResult>('/datasources/test', { type, config: at, secrets }),
      'connect',
      'port_closed',
    );
    const problem = await problemOf(stack.api.post('/datasources/test', { type, config: { port: 'x' }, secrets }));
    assert.equal(problem.code, 'validation_failed');
    assert.ok(problem.errors?.some(({ pointer }) => pointer === '/config/port'));
  });

  test('a silent host ends within the time that was asked for', async () => {
    const silent = await startSilentHost();
    const { type, config, secrets } = store.datasource({ port: silent.port });
    const began = performance.now();
    const body = { type, config, secrets, timeoutSeconds: 1 };
    assertFails(await stack.api.post<ProbeResult>('/datasources/test', body), 'tls', 'timeout');
    assert.ok(performance.now() - began < 3_000);
    await silent.allGone();
    await silent.close();
  });

  test('a wrong password is a result, and is kept', async (t) => {
    if (await trustsEverybody(store)) return t.skip('the server lets everybody in');
    const wrong = awkwardPassword();
    everySecret.push(wrong.mark);
    const result = await stack.api.post<ProbeResult>(`/datasources/${id}/test`, {
      secrets: { password: wrong.password },
    });
    assertFails(result, 'login', 'login_refused');
    assert.equal(JSON.stringify(result).includes(wrong.mark), false);
  });

  test('the saved one: noted with its revision, changing nothing else', async () => {
    const before = await stack.api.get<DatasourceView>(`/datasources/${id}`);
    assert.equal(before.lastTest, null);
    assertOk(await stack.api.post<ProbeResult>(`/datasources/${id}/test`), whole);
    const { lastTest, ...rest } = await stack.api.get<DatasourceView>(`/datasources/${id}`);
    assert.deepEqual({ ...rest, lastTest: null }, before);
    assert.ok(lastTest);
    assert.deepEqual([lastTest.ok, lastTest.revision, lastTest.depth], [true, before.revision, 'login']);
    assert.ok(Math.abs(Date.now() - Date.parse(lastTest.at)) < 60_000);
    // A form is only tried.
    await stack.api.post(`/datasources/${id}/test`, { config: { ...before.config, database: 'missing_1' } });
    assert.deepEqual((await stack.api.get<DatasourceView>(`/datasources/${id}`)).lastTest, lastTest);
  });

  test('stored secrets go along with a form only while host and port stay', async () => {
    const { config } = await stack.api.get<DatasourceView>(`/datasources/${id}`);
    const same = { ...config, properties: { ApplicationName: 'studio' } };
    assertOk(await stack.api.post<ProbeResult>(`/datasources/${id}/test`, { config: same }), whole);
    const thief = await startSilentHost();
    const address = `jdbc:postgresql://127.0.0.1:${String(config.port)},127.0.0.1:${thief.port}/x`;
    for (const other of [
      { ...config, port: thief.port },
      { ...config, host: 'localhost' },
      { jdbcUrl: address, username: config.username },
    ]) {
      const problem = await problemOf(stack.api.post(`/datasources/${id}/test`, { config: other }));
      assert.equal(problem.code, 'validation_failed');
      assert.deepEqual(
        problem.errors?.map(({ pointer }) => pointer),
        ['/secrets'],
      );
    }
    assert.equal(thief.taken(), 0);
    const body = { config: { ...config, port: thief.port }, secrets: { password: 'typed again' }, timeoutSeconds: 1 };
    assertFails(await stack.api.post<ProbeResult>(`/datasources/${id}/test`, body), 'tls', 'timeout');
    await thief.close();
  });

  test('schemas, tables in pages, columns, preview', async () => {
    const schemas = await stack.api.get<{ items: SchemaInfo[] }>(`/datasources/${id}/schemas`);
    assert.ok(schemas.items.some(({ name, isDefault }) => name === 'public' && isDefault));
    const names: string[] = [];
    let path = `/datasources/${id}/tables?limit=2&search=PAGE_`;
    for (let pages = 1; ; pages++) {
      const page = await stack.api.get<Tables>(path);
      names.push(...page.items.map(({ name }) => name));
      if (page.nextCursor === null) {
        assert.equal(pages, 3);
        break;
      }
      path = `/datasources/${id}/tables?limit=2&search=PAGE_&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
    assert.deepEqual(names, ['page_1', 'page_2', 'page_3', 'page_4', 'page_5']);
    const columns = await stack.api.get<{ items: ColumnInfo[] }>(
      `/datasources/${id}/tables/orders/columns?schema=public`,
    );
    assert.deepEqual(
      columns.items.map(({ name, type, length, primaryKey, nullable }) => [name, type, length, primaryKey, nullable]),
      [
        ['id', 'integer', null, true, false],
        ['region', 'character varying', 10, false, true],
      ],
    );
    const preview = await stack.api.get<Preview>(`/datasources/${id}/tables/orders/preview`);
    assert.equal(preview.rows.length, 20);
    assert.deepEqual(preview.rows[0], [1, 'r1']);
    assert.equal((await stack.api.get<Preview>(`/datasources/${id}/tables/orders/preview?limit=3`)).rows.length, 3);
  });

  test('what is missing, not offered or out of reach is a problem that says so', async () => {
    const codeAt = async (path: string) => (await problemOf(stack.api.get(path))).code;
    assert.equal(await codeAt(`/datasources/${id}/tables/missing/columns`), 'not_found');
    assert.equal(await codeAt(`/datasources/${id}/tables/missing/preview`), 'not_found');
    assert.equal(await codeAt(`/datasources/${id}/tables/orders/preview?limit=21`), 'validation_failed');
    assert.equal(await codeAt(`/datasources/${id}/tables?cursor=%C3%A4`), 'validation_failed');
    assert.equal(await codeAt('/datasources/01ARZ3NDEKTSV4RRFFQ69G5FAV/tables'), 'not_found');
    const unreachable = { ...store.datasource({ port: await closedPort() }), name: 'unreachable' };
    const closed = await stack.api.post<DatasourceView>('/datasources', unreachable);
    const problem = await problemOf(stack.api.get(`/datasources/${closed.id}/schemas`));
    const { facts } = problem as typeof problem & { facts?: unknown };
    assert.deepEqual([problem.status, problem.code], [424, 'datasource_failed']);
    assert.deepEqual(facts, { stage: 'connect', code: 'port_closed' });
    const db2 = {
      name: 'db2',
      type: 'db2',
      config: { host: 'h', database: 'd', username: 'u' },
      secrets: { password: 'p' },
    };
    const other = await stack.api.post<DatasourceView>('/datasources', db2);
    assert.equal(await codeAt(`/datasources/${other.id}/tables`), 'metadata_unsupported');
  });

  test('a viewer neither tests nor looks', async () => {
    const { token } = await stack.api.post<{ token: string }>('/tokens', { name: 'reader', role: 'viewer' });
    const viewer = createApiClient(stack.url, token);
    const calls: (() => Promise<unknown>)[] = [
      () => viewer.post('/datasources/test', { type: 'mysql', config: {} }),
      () => viewer.post(`/datasources/${id}/test`),
      ...['schemas', 'tables', 'tables/orders/columns', 'tables/orders/preview'].map(
        (path) => () => viewer.get(`/datasources/${id}/${path}`),
      ),
    ];
    for (const call of calls) assert.equal((await problemOf(call())).code, 'forbidden');
  });

  test('the log holds no secret and no row', async () => {
    const log = await stack.log();
    for (const mark of everySecret) assert.equal(log.includes(mark), false);
    assert.equal(/\br17\b/.test(log), false);
    assert.match(log, /datasources/);
  });
});
