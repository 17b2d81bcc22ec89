import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Fastify from 'fastify';
import { recordActs } from '../../gateway/audit/audit-hook.ts';
import type { AuditEntryView } from '../../gateway/audit/schemas.ts';
import { shown } from '../../gateway/audit/shown.ts';
import { GatewayError } from '../../gateway/core/errors.ts';
import { newId } from '../../gateway/core/ids.ts';
import { bodyFields } from '../../gateway/http/audited.ts';
import { handleErrors } from '../../gateway/http/error-handler.ts';
import { testDistributionPath } from '../helpers/distribution.ts';
import { streamSpec } from '../helpers/jobs.ts';
import { startWholeApp, type WholeApp } from '../helpers/whole-app.ts';

type Entry = AuditEntryView;
const mark = 'secretmark4711';

describe('what the audit log says of acts that answer and path do not tell', () => {
  let whole: WholeApp;
  let token: string;
  before(async () => {
    whole = await startWholeApp({
      CHUNJUN_DIST: await testDistributionPath(),
      WEBHOOK_PRIVATE_ADDRESSES: 'allowed',
    });
    ({ token } = await whole.deps.tokens.issue({ name: 'ann', role: 'admin', expiresAt: null, createdBy: 'test' }));
  });
  after(() => whole?.close());

  async function call<T = { id: string }>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    status?: number,
  ): Promise<T> {
    const answer = await whole.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${token}`, ...(method === 'PATCH' ? { 'if-match': '*' } : {}) },
      ...(body === undefined ? {} : { payload: body }),
    });
    if (status === undefined) assert.ok(answer.statusCode < 300, `${method} ${url}: ${answer.body}`);
    else assert.equal(answer.statusCode, status, `${method} ${url}: ${answer.body}`);
    return (answer.body === '' ? null : answer.json()) as T;
  }
  async function entriesOf(action: string, filter = ''): Promise<Entry[]> {
    const { items } = await call<{ items: Entry[] }>('GET', `/audit?action=${encodeURIComponent(action)}${filter}`);
    return items;
  }
  const newest = async (action: string, filter = ''): Promise<Entry> =>
    (await entriesOf(action, filter))[0] ?? assert.fail(`there is no entry of ${action}${filter}`);
  const newJob = async (name: string, more: object = {}): Promise<string> =>
    (await call('POST', '/jobs', { name, kind: 'batch', ...more })).id;

  test('many jobs at once: what was done to which, and which were not', async () => {
    const ids = [await newJob('one'), newId(), await newJob('two')];
    await call('POST', '/jobs/batch', { action: 'delete', ids });
    const { before: old, after: now } = await newest('POST /jobs/batch');
    assert.equal(old, null);
    assert.deepEqual(now, {
      asked: { action: 'delete', ids },
      failed: 1,
      notDone: [{ id: ids[1], code: 'not_found' }],
    });
    const many = Array.from({ length: 100 }, () => newId());
    await call('POST', '/jobs/batch', { action: 'offline', ids: many });
    const { after: all } = await newest('POST /jobs/batch');
    assert.deepEqual(all?.asked, { action: 'offline', ids: many });
    assert.equal((all?.notDone as unknown[]).length, 100);
  });

  test('copies and runs are found by their own id; refused ones by what they were to be made of', async () => {
    const cluster = await call('POST', '/clusters', {
      name: 'acts',
      kind: 'standalone',
      config: { restUrl: 'http://127.0.0.1:1' },
      distribution: { mode: 'lib' },
    });
    const source = await newJob('source', { clusterId: cluster.id });
    await call('POST', `/jobs/${source}/versions`, { spec: streamSpec(1) });
    const copy = await call('POST', `/jobs/${source}/copy`, { name: 'a copy', version: 1 });
    const copied = await newest('POST /jobs/:id/copy', `&resourceId=${copy.id}`);
    assert.deepEqual([copied.resourceType, copied.path], ['job', `/api/v1/jobs/${source}/copy`]);
    assert.deepEqual([copied.before, copied.after?.asked, copied.after?.name], [null, { version: 1 }, 'a copy']);

    const record = await call('POST', `/jobs/${source}/runs`, {});
    const run = await newest('POST /jobs/:id/runs', `&resourceType=record&resourceId=${record.id}`);
    assert.deepEqual([run.path, run.after?.jobId, run.status], [`/api/v1/jobs/${source}/runs`, source, 202]);
    await call('POST', `/records/${record.id}/stop`, {});
    const again = await call('POST', `/records/${record.id}/rerun`, {});
    const rerun = await newest('POST /records/:id/rerun', `&resourceId=${again.id}`);
    assert.equal(rerun.path, `/api/v1/records/${record.id}/rerun`);

    await call('POST', `/jobs/${source}/copy`, { name: 'a copy' }, 409);
    const refused = await newest('POST /jobs/:id/copy');
    assert.deepEqual([refused.resourceType, refused.resourceId, refused.code], ['job', source, 'name_taken']);
  });

  test('a webhook: how it was before it was changed or deleted; its secret nowhere', async () => {
    const input = { name: 'w', url: 'http://127.0.0.1:9/hook' };
    const { id, secret } = await call<{ id: string; secret: string }>('POST', '/task-center/webhooks', input);
    await call('PATCH', `/task-center/webhooks/${id}`, { name: 'x' });
    const changed = await newest('PATCH /task-center/webhooks/:id');
    assert.deepEqual([changed.before, changed.after, changed.resourceId], [{ name: 'w' }, { name: 'x' }, id]);
    const rotated = await call<{ secret: string }>('POST', `/task-center/webhooks/${id}/rotate-secret`);
    await call('DELETE', `/task-center/webhooks/${id}`);
    const deleted = await newest('DELETE /task-center/webhooks/:id');
    assert.deepEqual([deleted.before?.name, deleted.before?.url, deleted.after], ['x', input.url, null]);
    const all = JSON.stringify(await whole.deps.database.prisma.auditLog.findMany());
    for (const one of [secret, rotated.secret]) assert.equal(all.includes(one), false);
  });

  test('a token: whose it was and what it could do; neither it nor its hash', async () => {
    const { id, token: made } = await call<{ id: string; token: string }>('POST', '/tokens', {
      name: 'robot',
      role: 'operator',
    });
    await call('DELETE', `/tokens/${id}`);
    const { before: old, after: now, resourceId } = await newest('DELETE /tokens/:id');
    assert.deepEqual([old?.name, old?.role, old?.revokedAt, now, resourceId], ['robot', 'operator', null, null, id]);
    const [row] = (await whole.deps.tokenStore.list()).filter((one) => one.id === id);
    const all = JSON.stringify(await whole.deps.database.prisma.auditLog.findMany());
    assert.ok(row);
    for (const one of [made, row.tokenHash]) assert.equal(all.includes(one), false);
  });

  test('a connection that is tried: where to and of which type, with no secret, also when it is refused', async () => {
    const mysql = { host: '127.0.0.1', port: 1, database: 'd', username: 'u' };
    const secrets = { password: mark };
    await call('POST', '/datasources/test', { type: 'mysql', config: mysql, secrets });
    const tried = await newest('POST /datasources/test');
    assert.deepEqual(tried.after?.asked, { type: 'mysql', addresses: ['127.0.0.1:1'] });
    assert.equal(tried.after?.ok, false);

    const url = `jdbc:mysql://127.0.0.1:1/d?user=u&password=${mark}`;
    await call('POST', '/datasources/test', { type: 'mysql', config: { jdbcUrl: url }, secrets }, 400);
    const inUrl = await newest('POST /datasources/test');
    assert.deepEqual([inUrl.status, (inUrl.after?.asked as { type: string }).type], [400, 'mysql']);
    await call('POST', '/datasources/test', { type: `no${mark}`.slice(0, 6), config: { host: `${mark}@x` } }, 400);
    const all = JSON.stringify(await whole.deps.database.prisma.auditLog.findMany());
    assert.equal(all.includes(mark), false);
  });

  test('what was asked for is on record before it is done, and stays when it fails in the middle', async (t) => {
    const app = Fastify();
    t.after(() => app.close());
    handleErrors(app);
    recordActs(app, { trail: whole.deps.auditTrail, prefix: '', readers: {} });
    let meanwhile: Entry | undefined;
    app.post('/things', { config: { audit: { asked: bodyFields('name') } } }, async () => {
      meanwhile = await newest('POST /things');
      throw new GatewayError('conflict', 'half of it was done');
    });
    await app.inject({ method: 'POST', url: '/things', payload: { name: 'all of them', other: mark } });
    const asked = { asked: { name: 'all of them' } };
    assert.deepEqual([meanwhile?.status, meanwhile?.after], [null, asked]);
    const { status, after: now } = await newest('POST /things');
    assert.deepEqual([status, now], [409, asked]);
  });

  test('folders put in order: which, without the whole tree', async () => {
    const folders = [await call('POST', '/catalogs', { name: 'a' }), await call('POST', '/catalogs', { name: 'b' })];
    const children = folders.map(({ id }) => id).toReversed();
    await call('POST', '/catalogs/order', { parentId: null, children });
    assert.deepEqual((await newest('POST /catalogs/order')).after, { asked: { parentId: null, children } });
  });
});

test('of a long view the lists are shortened and say by how much; what is long without lists is left out', () => {
  const items = Array.from({ length: 500 }, (_, n) => ({ n, text: 'x'.repeat(100) }));
  const short = shown({ id: 'i', items, failed: 3 }) as { id: string; items: unknown[]; failed: number };
  assert.deepEqual([short.id, short.failed, short.items.length], ['i', 3, 101]);
  assert.deepEqual([short.items[0], short.items.at(-1)], [items[0], { more: 400 }]);
  const wide = shown({ items: items.map((item) => ({ ...item, text: 'x'.repeat(500) })) }) as { items: unknown[] };
  assert.deepEqual([wide.items.length, wide.items.at(-1)], [21, { more: 480 }]);
  assert.deepEqual(shown({ id: 'i', text: 'x'.repeat(20_000) }), { id: 'i', leftOut: ['id', 'text'] });
  const few = { items: items.slice(0, 2) };
  assert.deepEqual(shown(few), few);
});
