import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import Fastify from 'fastify';
import { requireTokens } from '../../gateway/auth/auth-hook.ts';
import { createLimits } from '../../gateway/auth/limits-hook.ts';
import { GatewayError } from '../../gateway/core/errors.ts';
import { handleErrors } from '../../gateway/http/error-handler.ts';

async function limited(t: TestContext, perMinute: number, failedPerMinute: number) {
  t.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
  const app = Fastify();
  t.after(() => app.close());
  handleErrors(app);
  await app.register(async (api) => {
    const guard = {
      authenticate: async (token: string) => {
        if (token.startsWith('wrong')) throw new GatewayError('unauthenticated', 'unknown');
        return { name: token, role: 'viewer' } as const;
      },
    };
    requireTokens(api, guard, await createLimits(api, { perMinute, failedPerMinute }));
    api.get('/limited', { config: { role: 'viewer' } }, async () => 'ok');
    api.get('/forbidden', { config: { role: 'admin' } }, async () => 'ok');
  });
  app.get('/healthz', async () => 'ok');
  return async (token: string | null, { url = '/limited', from = '10.0.0.1' } = {}) =>
    app.inject({ url, remoteAddress: from, headers: token === null ? {} : { authorization: `Bearer ${token}` } });
}
const statuses = async (n: number, call: () => Promise<{ statusCode: number }>) => {
  const found: number[] = [];
  for (let i = 0; i < n; i++) found.push((await call()).statusCode);
  return found.join();
};

test('a token that sends too much is told when to come back; others go on; a minute later it is welcome', async (t) => {
  const get = await limited(t, 3, 3);
  assert.equal(await statuses(4, () => get('a')), '200,200,200,429');
  t.mock.timers.setTime(1_800_000_020_000);
  const refused = await get('a');
  assert.match(String(refused.headers['content-type']), /^application\/problem\+json/);
  assert.equal(refused.headers['retry-after'], '40');
  const { code, status, facts } = refused.json<{ code: string; status: number; facts: unknown }>();
  assert.deepEqual([code, status, facts], ['too_many_requests', 429, { perMinute: 3, retryAfterSeconds: 40 }]);
  assert.equal(await statuses(2, () => get('b')), '200,200');
  // Where it comes from does not matter.
  assert.equal((await get('a', { from: '10.0.0.2' })).statusCode, 429);
  assert.equal(await statuses(9, () => get(null, { url: '/healthz' })), Array(9).fill(200).join());
  t.mock.timers.setTime(1_800_000_060_000);
  assert.equal(await statuses(4, () => get('a')), '200,200,200,429');
});

test('what is forbidden counts as well', async (t) => {
  const get = await limited(t, 3, 3);
  assert.equal(await statuses(4, () => get('a', { url: '/forbidden' })), '403,403,403,429');
});

test('guessing tokens ends in 429, by address; good tokens from there still work', async (t) => {
  const get = await limited(t, 100, 2);
  let n = 0;
  assert.equal(await statuses(4, () => get(n++ % 2 === 0 ? null : `wrong${n}`)), '401,401,429,429');
  assert.equal((await get('wrong', { from: '10.0.0.2' })).statusCode, 401);
  assert.equal((await get('good')).statusCode, 200);
});

test('0 is no limit', async (t) => {
  const get = await limited(t, 0, 0);
  assert.equal(await statuses(50, () => get('a')), Array(50).fill(200).join());
  assert.equal(await statuses(50, () => get(null)), Array(50).fill(401).join());
});
