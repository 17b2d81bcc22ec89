import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DatasourceView } from '../../gateway/datasources/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { createApiClient, type ApiClient } from '../../scripts/api-client.ts';
import { assertNoSecret, everythingShown, problemOf, startRun, storeJob, streamSpec } from '../helpers/jobs.ts';
import { startStack, waitForState, type Stack } from '../helpers/stack.ts';

// Nothing here gets as far as Flink: every run waits for a cluster that is not there.
const noFlink = 'http://127.0.0.1:1';
const noId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

let stack: Stack;
before(async () => {
  stack = await startStack({ flinkUrl: noFlink, mode: 'lib', env: { BODY_LIMIT_BYTES: '20000' } });
});
after(() => stack?.close());

/** A request as it is, for what the client would not send. */
async function raw(path: string, init: RequestInit = {}): Promise<{ status: number; type: string; body: unknown }> {
  const answer = await fetch(`${stack.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${stack.token}`, ...(init.headers as Record<string, string>) },
  });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, type, body: type.includes('json') ? JSON.parse(text) : text };
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

async function tokenOf(role: string): Promise<ApiClient> {
  const { token } = await stack.api.post<{ token: string }>('/tokens', { name: `${role} ${Math.random()}`, role });
  return createApiClient(stack.url, token);
}

describe('who may do what', () => {
  test('without a token, with a wrong one, and with a revoked one: 401', async () => {
    for (const headers of [
      { authorization: '' },
      { authorization: 'Bearer gw_wrong' },
      { authorization: 'Basic YTpi' },
    ]) {
      const { status, type, body } = await raw('/api/v1/jobs', { headers });
      assert.equal(status, 401);
      assert.match(type, /^application\/problem\+json/);
      assert.equal((body as { code: string }).code, 'unauthenticated');
    }
    const { id, token } = await stack.api.post<{ id: string; token: string }>('/tokens', {
      name: 'to revoke',
      role: 'viewer',
    });
    const client = createApiClient(stack.url, token);
    await client.get('/jobs');
    await stack.api.delete(`/tokens/${id}`);
    assert.equal((await problemOf(client.get('/jobs'))).status, 401);
  });

  test('an expired token: 401', async () => {
    const { token } = await stack.api.post<{ token: string }>('/tokens', {
      name: 'expired',
      role: 'admin',
      expiresAt: '2020-01-01T00:00:00Z',
    });
    assert.equal((await problemOf(createApiClient(stack.url, token).get('/jobs'))).status, 401);
  });

  test('a viewer reads and changes nothing, a developer registers no cluster, an operator issues no token', async () => {
    const [viewer, developer, operator] = await Promise.all(['viewer', 'developer', 'operator'].map(tokenOf));
    assert.ok(viewer && developer && operator);
    const job = await storeJob(stack, streamSpec(1));
    await viewer.get(`/jobs/${job.id}`);
    const cluster = { name: 'c', kind: 'standalone', config: { restUrl: noFlink }, distribution: { mode: 'lib' } };
    for (const call of [
      () => viewer.post('/jobs', { name: 'not allowed', kind: 'batch' }),
      () => viewer.post(`/jobs/${job.id}/versions`, { spec: streamSpec(1) }),
      () => viewer.post(`/jobs/${job.id}/runs`, {}),
      () => viewer.post(`/records/${noId}/stop`, {}),
      () => viewer.post('/datasources', {}),
      () => viewer.delete(`/datasources/${noId}`),
      () => developer.post('/clusters', cluster),
      () => developer.delete(`/clusters/${stack.clusterId}`),
      () => operator.post('/tokens', { name: 'mine', role: 'admin' }),
      () => operator.get('/tokens'),
    ]) {
      const problem = await problemOf(call());
      assert.deepEqual([problem.status, problem.code], [403, 'forbidden']);
    }
    const { items } = await viewer.get<{ items: RecordView[] }>(`/records?jobId=${job.id}`);
    assert.deepEqual(items, []);
  });
});

describe('what does not fit is refused with its place', () => {
  test('bodies of the wrong shape', async () => {
    const job = await storeJob(stack, streamSpec(1));
    const spec = streamSpec(1);
    const versions = `/jobs/${job.id}/versions`;
    const postgresql = { name: 'shape', type: 'postgresql' };
    const config = { host: 'h', database: 'd', username: 'u' };
    const cases: [path: string, body: unknown, pointer: string][] = [
      ['/jobs', { name: 'a', kind: 'batch', colour: 'red' }, '/colour'],
      ['/jobs', { kind: 'batch' }, '/name'],
      ['/jobs', { name: 3, kind: 'batch' }, '/name'],
      ['/jobs', { name: 'with @ in it', kind: 'batch' }, '/name'],
      ['/jobs', { name: ' begins blank', kind: 'batch' }, '/name'],
      ['/jobs', { name: 'x'.repeat(101), kind: 'batch' }, '/name'],
      ['/jobs', { name: 'a', kind: 'sql' }, '/kind'],
      [versions, { spec: { ...spec, errorLimit: 1 } }, '/spec/errorLimit'],
      [versions, { spec: { ...spec, mapping: [] } }, '/spec/mapping'],
      [versions, { spec: { ...spec, settings: { channels: '2' } } }, '/spec/settings/channels'],
      [versions, { spec: { ...spec, settings: { channels: 0 } } }, '/spec/settings/channels'],
      [versions, { spec: { ...spec, mapping: [{ from: 'untyped' }] } }, '/spec/mapping/0/from'],
      [versions, { spec: { ...spec, reader: { connector: 'gbase', parameter: {} } } }, '/spec/reader/connector'],
      [versions, { spec: { ...spec, reader: { ...spec.reader, datasourceId: noId } } }, '/spec/reader/datasourceId'],
      [`/jobs/${job.id}/runs`, { version: 'one' }, '/version'],
      [`/jobs/${job.id}/runs`, { parameters: { rows: 1 } }, '/parameters/rows'],
      ['/datasources', { ...postgresql, name: '1 begins with a digit', config: {} }, '/name'],
      ['/datasources', { ...postgresql, config: { host: 'h', database: 'd' } }, '/config/username'],
      ['/datasources', { ...postgresql, type: 'gbase', config: {} }, '/type'],
      ['/datasources', { ...postgresql, config }, '/secrets/password'],
    ];
    for (const [path, body, pointer] of cases) {
      const problem = await problemOf(stack.api.post(path, body));
      const what = `${path} ${JSON.stringify(body).slice(0, 100)}: ${JSON.stringify(problem)}`;
      assert.ok([400, 422].includes(problem.status), what);
      assert.ok(
        problem.errors?.some((error) => error.pointer === pointer),
        what,
      );
    }
    assert.equal((await stack.api.get<{ lastVersion: number }>(`/jobs/${job.id}`)).lastVersion, 1);
  });

  test('JSON that is none, another media type, a body that is too large, a query that is wrong', async () => {
    const broken = await raw('/api/v1/jobs', { ...json({}), body: '{"name": ' });
    assert.deepEqual([broken.status, (broken.body as { code: string }).code], [400, 'bad_request']);
    const text = await raw('/api/v1/jobs', { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'a;b' });
    assert.equal(text.status, 415);
    const large = await raw('/api/v1/jobs', json({ name: 'a', kind: 'batch', description: 'x'.repeat(20_000) }));
    assert.equal(large.status, 413);
    for (const query of ['limit=0', 'limit=201', 'limit=ten', 'state=GONE', 'unknown=1', 'cursor=short']) {
      assert.equal((await raw(`/api/v1/records?${query}`)).status, 400, query);
    }
  });

  test('unknown ids and routes: 404', async () => {
    const job = await storeJob(stack, streamSpec(1));
    const paths = ['jobs', 'datasources', 'clusters', 'records'].map((kind) => `/${kind}/${noId}`);
    for (const path of [
      ...paths,
      `/records/${noId}/events`,
      `/records/${noId}/snapshot`,
      `/jobs/${job.id}/versions/2`,
    ]) {
      assert.equal((await problemOf(stack.api.get(path))).code, 'not_found', path);
    }
    assert.equal((await problemOf(stack.api.post(`/jobs/${noId}/runs`, {}))).code, 'not_found');
    assert.equal((await problemOf(stack.api.post(`/jobs/${job.id}/runs`, { version: 2 }))).code, 'not_found');
    assert.equal(
      (await problemOf(stack.api.post(`/jobs/${noId}/versions`, { spec: streamSpec(1) }))).code,
      'not_found',
    );
    assert.equal((await raw('/api/v1/nothing')).status, 404);
    assert.equal((await raw('/nothing')).status, 404);
    assert.equal((await problemOf(stack.api.get('/jobs/no-ulid'))).status, 400);
  });

  test('names are unique: 409', async () => {
    await stack.api.post('/jobs', { name: 'taken 漢字', kind: 'batch' });
    const problem = await problemOf(stack.api.post('/jobs', { name: 'taken 漢字', kind: 'stream' }));
    assert.deepEqual([problem.status, problem.code, problem.errors?.[0]?.pointer], [409, 'name_taken', '/name']);
  });
});

describe('data sources', () => {
  const config = { host: 'h', database: 'd', username: 'u' };

  test('secrets are never returned, whatever is asked, and stay when something else is changed', async () => {
    const mark = 'secretmark4713';
    const secrets = { password: `p"%+&ß ${mark}` };
    const created = await stack.api.post<DatasourceView>('/datasources', {
      name: 'sealed',
      type: 'postgresql',
      config,
      secrets,
    });
    const patched = await stack.api.patch<DatasourceView>(`/datasources/${created.id}`, { description: 'changed' });
    assert.deepEqual([created.hasSecrets, patched.hasSecrets, patched.revision], [true, true, created.revision + 1]);
    const job = await storeJob(stack, {
      ...streamSpec(1),
      writer: { connector: 'postgresql', datasourceId: created.id, parameter: { table: 't' } },
    });
    const record = await waitForState(stack.api, (await startRun(stack, job.id)).id, ['WAITING'], 20_000);
    const refused = await raw('/api/v1/datasources', json({ name: 'again', type: 'postgresql', config: {}, secrets }));
    assert.equal(refused.status, 400);
    const misplaced = await raw(
      '/api/v1/datasources',
      json({ name: 'm', type: 'postgresql', config: { ...config, ...secrets } }),
    );
    assert.equal(misplaced.status, 400);
    const shown = await everythingShown(stack, record);
    const { database: _sealedHere, ...visible } = shown;
    assertNoSecret(visible, ['sealed_secrets', 'sealedSecrets', 'v1.']);
    assertNoSecret({ ...shown, answers: JSON.stringify([created, patched, refused, misplaced]) }, [mark]);
  });

  test('one that a version uses cannot be deleted: 409; another one can', async () => {
    const create = (name: string) =>
      stack.api.post<DatasourceView>('/datasources', { name, type: 'postgresql', config, secrets: { password: '' } });
    const [used, unused] = [await create('used'), await create('unused')];
    await storeJob(stack, {
      ...streamSpec(1),
      writer: { connector: 'postgresql', datasourceId: used.id, parameter: { table: 't' } },
    });
    assert.equal((await problemOf(stack.api.delete(`/datasources/${used.id}`))).code, 'in_use');
    await stack.api.delete(`/datasources/${unused.id}`);
    assert.equal((await problemOf(stack.api.get(`/datasources/${unused.id}`))).status, 404);
    assert.equal((await stack.api.get<DatasourceView>(`/datasources/${used.id}`)).name, 'used');
  });

  test('JDBC URLs and properties that hold secrets, load code or name another database are refused', async () => {
    const cases: [type: string, config: Record<string, unknown>, pointer: string][] = [
      ['postgresql', { jdbcUrl: 'jdbc:postgresql://h/d?user=u&password=x' }, '/config/jdbcUrl'],
      ['postgresql', { jdbcUrl: 'jdbc:postgresql://u:x@h/d' }, '/config/jdbcUrl'],
      ['postgresql', { jdbcUrl: 'jdbc:mysql://h/d' }, '/config/jdbcUrl'],
      ['postgresql', { jdbcUrl: 'jdbc:postgresql://h/d?socketFactory=org.example.F' }, '/config/jdbcUrl'],
      ['postgresql', { jdbcUrl: 'jdbc:postgresql://h/d?%73ocketFactory=org.example.F' }, '/config/jdbcUrl'],
      ['postgresql', { jdbcUrl: 'jdbc:postgresql://h/d', host: 'h' }, '/config/host'],
      ['postgresql', { host: 'h', database: 'd?ssl=false' }, '/config/database'],
      ['postgresql', { host: 'h/d?x', database: 'd' }, '/config/host'],
      ['mysql', { jdbcUrl: 'jdbc:mysql://h/d?autoDeserialize=true' }, '/config/jdbcUrl'],
      [
        'mysql',
        { host: 'h', database: 'd', properties: { ALLOWLOADLOCALINFILE: 'true' } },
        '/config/properties/ALLOWLOADLOCALINFILE',
      ],
      ['mysql', { host: 'h', database: 'd', properties: { x: 'y&autoDeserialize=true' } }, '/config/properties/x'],
      ['mysql', { host: 'h' }, '/config/database'],
      ['mysql', { host: 'h', database: 'd', port: 70000 }, '/config/port'],
    ];
    for (const [type, jdbc, pointer] of cases) {
      const body = { name: 'refused', type, config: { username: 'u', ...jdbc }, secrets: { password: '' } };
      const problem = await problemOf(stack.api.post('/datasources', body));
      const what = `${JSON.stringify(jdbc)}: ${JSON.stringify(problem)}`;
      assert.equal(problem.status, 400, what);
      assert.ok(
        problem.errors?.some((error) => error.pointer === pointer),
        what,
      );
    }
    const { items } = await stack.api.get<{ items: DatasourceView[] }>('/datasources?limit=200');
    assert.ok(!items.some(({ name }) => name === 'refused'));
  });
});
