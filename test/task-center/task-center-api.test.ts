import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { WebhookView } from '../../gateway/task-center/webhook-schemas.ts';
import { startWholeApp, type WholeApp } from '../helpers/whole-app.ts';

describe('the task centre over HTTP', () => {
  let whole: WholeApp;
  let token: string;

  before(async () => {
    whole = await startWholeApp();
    ({ token } = await whole.deps.tokens.issue({ name: 'test', role: 'admin', expiresAt: null, createdBy: 'test' }));
  });
  after(() => whole?.close());

  const call = async (method: 'GET' | 'PATCH' | 'POST', path: string, body?: object, ifMatch?: string) => {
    const response = await whole.app.inject({
      method,
      url: `/api/v1/task-center${path}`,
      headers: { authorization: `Bearer ${token}`, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: response.statusCode, etag: response.headers.etag, body: response.json<WebhookView>() };
  };

  test('the event stream has no HEAD, whose answer would never end', () => {
    const has = (method: string, path: string) =>
      whole.routes.some((route) => route.method === method && route.url === `/api/v1/task-center${path}`);
    assert.ok(has('GET', '/events'));
    assert.ok(!whole.app.hasRoute({ method: 'HEAD', url: '/api/v1/task-center/events' }));
    assert.ok(whole.app.hasRoute({ method: 'HEAD', url: '/api/v1/task-center/overview' }));
  });

  test('a webhook is changed from the state that the change is based on', async () => {
    const made = await call('POST', '/webhooks', { name: 'one', url: 'https://hook.example/' });
    assert.deepEqual([made.status, made.etag, made.body.revision], [201, '"1"', 1]);
    const path = `/webhooks/${made.body.id}`;
    assert.equal((await call('GET', path)).etag, '"1"');
    assert.equal((await call('PATCH', path, { name: 'two' })).status, 428);
    const changed = await call('PATCH', path, { name: 'two' }, '"1"');
    assert.deepEqual([changed.status, changed.etag, changed.body.revision], [200, '"2"', 2]);
    assert.equal((await call('PATCH', path, { name: 'three' }, '"1"')).status, 412);
    assert.equal((await call('POST', `${path}/rotate-secret`, undefined, '"1"')).status, 412);
    assert.deepEqual(
      (({ body: { name, revision } }) => [name, revision])(await call('GET', path)),
      ['two', 2],
      'what was refused has changed nothing',
    );
    assert.deepEqual((await call('POST', `${path}/rotate-secret`, undefined, '"2"')).etag, '"3"');
    assert.deepEqual((await call('POST', `${path}/rotate-secret`)).etag, '"4"');
    assert.equal((await call('PATCH', path, { name: 'four' }, '*')).status, 200);
    const gone = `/webhooks/${'0'.repeat(26)}`;
    assert.equal((await call('PATCH', gone, { name: 'five' }, '"1"')).status, 404);
  });

  test('open streams are counted', async () => {
    const value = async () => (await whole.deps.metrics.eventStreams.get()).values[0]?.value;
    assert.equal(await value(), 0);
    const url = await whole.app.listen({ port: 0, host: '127.0.0.1' });
    const stop = new AbortController();
    const response = await fetch(`${url}/api/v1/task-center/events`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stop.signal,
    });
    assert.equal(response.status, 200);
    assert.equal(await value(), 1);
    stop.abort();
    while ((await value()) !== 0) await new Promise(setImmediate);
  });
});
