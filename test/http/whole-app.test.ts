import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { AuditEntryView } from '../../gateway/audit/schemas.ts';
import { startWholeApp, type WholeApp } from '../helpers/whole-app.ts';

const studio = 'https://studio.example.com';

describe('the API as it is put together', () => {
  let whole: WholeApp;
  let admin: string;
  before(async () => {
    whole = await startWholeApp({
      RATE_LIMIT_PER_MINUTE: '20',
      FAILED_LOGINS_PER_MINUTE: '3',
      CORS_ORIGINS: studio,
      TRUSTED_PROXIES: '10.0.0.0/8',
    });
    admin = (await whole.deps.tokens.issue({ name: 'root', role: 'admin', expiresAt: null, createdBy: 'test' })).token;
  });
  after(() => whole?.close());

  interface Asked {
    readonly token?: string;
    readonly method?: 'GET' | 'POST' | 'DELETE';
    readonly headers?: Record<string, string>;
    readonly payload?: object;
    readonly remoteAddress?: string;
  }
  const ask = (url: string, { token, headers = {}, ...more }: Asked = {}) =>
    whole.app.inject({
      url,
      headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      ...more,
    });

  test('a token is issued, used and revoked; the audit log has it all, but not the token', async () => {
    const body = { name: 'ci', role: 'viewer' };
    const behind = { 'x-forwarded-for': '203.0.113.7' };
    const made = await ask('/api/v1/tokens', {
      method: 'POST',
      token: admin,
      payload: body,
      headers: behind,
      remoteAddress: '10.1.1.1',
    });
    assert.equal(made.statusCode, 201);
    const { id, token } = made.json<{ id: string; token: string }>();
    assert.equal((await ask('/api/v1/jobs', { token })).statusCode, 200);
    const refused = { method: 'POST', token, payload: body, headers: behind, remoteAddress: '192.0.2.1' } as const;
    assert.equal((await ask('/api/v1/tokens', refused)).statusCode, 403);
    assert.equal((await ask(`/api/v1/tokens/${id}`, { method: 'DELETE', token: admin })).statusCode, 204);
    assert.equal((await ask('/api/v1/jobs', { token, remoteAddress: '192.0.2.9' })).statusCode, 401);
    const log = await ask('/api/v1/audit?resourceType=token', { token: admin });
    assert.equal(log.body.includes(token.slice(3)), false);
    assert.deepEqual(
      log
        .json<{ items: AuditEntryView[] }>()
        .items.map(({ action, who, status, resourceId, fromAddress }) => [
          action,
          who,
          status,
          resourceId,
          fromAddress,
        ]),
      [
        ['DELETE /tokens/:id', 'root', 204, id, '127.0.0.1'],
        // Who is no trusted proxy is believed nothing.
        ['POST /tokens', 'ci', 403, null, '192.0.2.1'],
        ['POST /tokens', 'root', 201, id, '203.0.113.7'],
      ],
    );
  });

  test('a token cannot take the name of a person', async () => {
    const payload = { name: 'oidc:alice', role: 'viewer' };
    assert.equal((await ask('/api/v1/tokens', { method: 'POST', token: admin, payload })).statusCode, 400);
  });

  test('the studio’s pages may ask, and read why they may not', async () => {
    const headers = { origin: studio };
    const preflight = await whole.app.inject({
      method: 'OPTIONS',
      url: '/api/v1/jobs',
      headers: { ...headers, 'access-control-request-method': 'POST' },
    });
    assert.deepEqual([preflight.statusCode, preflight.headers['access-control-allow-origin']], [204, studio]);
    const refused = await ask('/api/v1/jobs', { headers, remoteAddress: '192.0.2.2' });
    assert.deepEqual([refused.statusCode, refused.headers['access-control-allow-origin']], [401, studio]);
  });

  test('too many requests: of one token, and without one; health and metrics are never too many', async () => {
    const { token } = await whole.deps.tokens.issue({
      name: 'busy',
      role: 'viewer',
      expiresAt: null,
      createdBy: 'test',
    });
    const many = async (n: number, asked: Asked) => {
      const found: number[] = [];
      for (let i = 0; i < n; i++) found.push((await ask('/api/v1/jobs', asked)).statusCode);
      return found;
    };
    assert.deepEqual(await many(21, { token }), [...Array<number>(20).fill(200), 429]);
    const remoteAddress = '192.0.2.3';
    assert.deepEqual(await many(4, { remoteAddress }), [401, 401, 401, 429]);
    assert.deepEqual(await many(1, { remoteAddress, token: admin }), [200]);
    for (const url of ['/healthz', '/metrics']) {
      for (let i = 0; i < 25; i++) assert.equal((await ask(url, { remoteAddress })).statusCode, 200);
    }
  });
});
