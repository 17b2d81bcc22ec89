import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, test, type TestContext } from 'node:test';
import Fastify from 'fastify';
import { listOf } from '../../gateway/core/config.ts';
import { GatewayError } from '../../gateway/core/errors.ts';
import { answerClientError } from '../../gateway/http/client-errors.ts';
import { allowOrigins } from '../../gateway/http/cors.ts';
import { handleErrors } from '../../gateway/http/error-handler.ts';

describe('pages of other origins', () => {
  const studio = 'https://studio.example.com';
  async function app(t: TestContext, origins: string | undefined) {
    const made = Fastify();
    t.after(() => made.close());
    handleErrors(made);
    await allowOrigins(made, listOf(origins));
    await made.register(async (api) => {
      api.addHook('onRequest', async ({ headers }) => {
        if (headers.authorization === undefined) throw new GatewayError('unauthenticated', 'no');
      });
      api.patch('/things', async () => 'ok');
    });
    return (method: 'OPTIONS' | 'PATCH', origin: string, more: Record<string, string> = {}) =>
      made.inject({ method, url: '/things', headers: { origin, ...more } });
  }
  const asking = {
    'access-control-request-method': 'PATCH',
    'access-control-request-headers': 'authorization,if-match',
  };

  test('none, unless they are named', async (t) => {
    const call = await app(t, undefined);
    for (const answer of [await call('OPTIONS', studio, asking), await call('PATCH', studio, { authorization: 'x' })]) {
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
    }
  });

  test('those that are named: the question before the request needs no token, the answer may be read', async (t) => {
    const call = await app(t, `${studio} , http://localhost:5173`);
    const preflight = await call('OPTIONS', studio, asking);
    assert.equal(preflight.statusCode, 204);
    assert.equal(preflight.headers['access-control-allow-origin'], studio);
    assert.match(String(preflight.headers['access-control-allow-methods']), /PATCH/);
    const allowed = String(preflight.headers['access-control-allow-headers']).split(', ');
    for (const name of ['if-match', 'idempotency-key', 'last-event-id', 'x-request-id']) {
      assert.ok(allowed.includes(name), name);
    }
    assert.equal(preflight.headers['access-control-allow-credentials'], undefined);
    const good = await call('PATCH', 'http://localhost:5173', { authorization: 'x' });
    assert.equal(good.headers['access-control-allow-origin'], 'http://localhost:5173');
    const exposed = String(good.headers['access-control-expose-headers']).split(', ');
    for (const name of ['etag', 'location', 'retry-after', 'x-request-id']) assert.ok(exposed.includes(name), name);
    const refused = await call('PATCH', studio);
    assert.deepEqual([refused.statusCode, refused.headers['access-control-allow-origin']], [401, studio]);
  });

  test('no other, however similar', async (t) => {
    const call = await app(t, studio);
    for (const origin of ['https://evil.example.com', `${studio}.evil.com`, 'http://studio.example.com', 'null', '*']) {
      const answer = await call('PATCH', origin, { authorization: 'x' });
      assert.equal(answer.headers['access-control-allow-origin'], undefined, origin);
    }
  });
});

describe('requests that cannot be read', () => {
  async function send(t: TestContext, request: string): Promise<string> {
    const app = Fastify({ bodyLimit: 1000, clientErrorHandler: answerClientError });
    t.after(() => app.close());
    handleErrors(app);
    app.post('/', async () => 'ok');
    await app.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(request);
    return text(socket);
  }
  const codeIn = (answer: string) => {
    const { code, status } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as { code: string; status: number };
    assert.match(answer, /content-type: application\/problem\+json/);
    assert.ok(answer.startsWith(`HTTP/1.1 ${status} `));
    return code;
  };

  test('headers over 16 KB', async (t) => {
    const answer = await send(t, `POST / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`);
    assert.equal(codeIn(answer), 'headers_too_large');
  });

  test('something that is no HTTP', async (t) => {
    assert.equal(codeIn(await send(t, 'hello\r\n\r\n')), 'bad_request');
  });

  test('a body over the limit', async (t) => {
    const head = 'POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n';
    assert.equal(codeIn(await send(t, `${head}content-length: 1001\r\n\r\n${' '.repeat(1001)}`)), 'payload_too_large');
  });
});
