import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { requireTokens } from '../../gateway/auth/auth-hook.ts';
import { mayActAs, roles, type Role } from '../../gateway/auth/roles.ts';
import { createTokenStore, type TokenStore } from '../../gateway/auth/token-store.ts';
import { createTokens } from '../../gateway/auth/tokens.ts';
import { hasCode } from '../../gateway/core/errors.ts';
import { newId, sha256Hex } from '../../gateway/core/ids.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { handleErrors } from '../../gateway/http/error-handler.ts';
import { query, testDatabase, type TestDatabase } from '../helpers/postgres.ts';

const unauthenticated = (error: unknown): boolean => hasCode(error, 'unauthenticated');

test('each role may do what those before it may', () => {
  assert.deepEqual(roles, ['viewer', 'developer', 'operator', 'admin']);
  roles.forEach((role, have) => roles.forEach((needed, need) => assert.equal(mayActAs(role, needed), have >= need)));
});

describe('tokens', () => {
  let place: TestDatabase;
  let database: Database;
  let store: TokenStore;
  let now = new Date('2026-01-01T00:00:00Z');
  const clock = { now: () => now };
  const pass = (seconds: number): void => void (now = new Date(now.getTime() + seconds * 1000));

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url);
    store = createTokenStore(database.prisma);
  });
  after(async () => {
    await database?.close();
    await place?.drop();
  });

  const issue = (
    more: { role?: Role; expiresAt?: Date; name?: string } = {},
    tokens = createTokens({ store, clock }),
  ) =>
    tokens.issue({
      name: more.name ?? newId(),
      role: more.role ?? 'viewer',
      expiresAt: more.expiresAt ?? null,
      createdBy: 'test',
    });

  test('the first token: once, also when gateways start at the same moment', async () => {
    const issued = await Promise.all(Array.from({ length: 5 }, () => createTokens({ store, clock }).issueFirst()));
    const tokens = issued.filter((one) => one !== null);
    assert.equal(tokens.length, 1);
    assert.deepEqual(await createTokens({ store, clock }).authenticate(tokens[0] ?? ''), {
      name: 'admin',
      role: 'admin',
    });
    assert.equal(await createTokens({ store, clock }).issueFirst(), null);
    assert.equal((await store.list()).length, 1);
  });

  test('only the hash is stored', async () => {
    const { token, row } = await issue();
    assert.match(token, /^gw_[\w-]{43}$/);
    assert.equal(row.tokenHash, sha256Hex(token));
    const everything = JSON.stringify(await query(place.url, 'SELECT * FROM de_api_token'));
    assert.ok(everything.includes(row.tokenHash));
    assert.equal(everything.includes(token) || everything.includes(token.slice(3, 20)), false);
  });

  test('a known token is who it was issued to; another one is nobody', async () => {
    const { token } = await issue({ name: 'reader', role: 'developer' });
    const tokens = createTokens({ store, clock });
    assert.deepEqual(await tokens.authenticate(token), { name: 'reader', role: 'developer' });
    for (const other of [`${token}x`, token.slice(0, -1), token.toUpperCase(), '', 'gw_', sha256Hex(token)]) {
      await assert.rejects(tokens.authenticate(other), unauthenticated);
    }
  });

  test('a token ends at its time, also one that was just seen', async () => {
    const tokens = createTokens({ store, clock });
    const { token } = await issue({ expiresAt: new Date(now.getTime() + 5000) });
    await tokens.authenticate(token);
    pass(4.999);
    await tokens.authenticate(token);
    pass(0.001);
    await assert.rejects(tokens.authenticate(token), unauthenticated);
  });

  test('revoked: at once here, within 10 s in other processes, and only once', async () => {
    const [here, there] = [createTokens({ store, clock }), createTokens({ store, clock })];
    const { token, row } = await issue();
    await Promise.all([here.authenticate(token), there.authenticate(token)]);
    assert.equal(await here.revoke(row.id), true);
    await assert.rejects(here.authenticate(token), unauthenticated);
    pass(10);
    await assert.rejects(there.authenticate(token), unauthenticated);
    assert.equal(await here.revoke(row.id), false);
    assert.equal(await here.revoke(newId()), false);
  });

  test('a known token costs no look-up for 10 s, an unknown one for 5 s, what has not the form of a token none', async () => {
    let looks = 0;
    const counting: TokenStore = { ...store, findByHash: (hash) => (looks++, store.findByHash(hash)) };
    const tokens = createTokens({ store: counting, clock });
    const { token } = await issue();
    for (let i = 0; i < 5; i++) await tokens.authenticate(token);
    assert.equal(looks, 1);
    pass(10);
    await tokens.authenticate(token);
    assert.equal(looks, 2);
    const wrong = `gw_${'x'.repeat(43)}`;
    for (let i = 0; i < 3; i++) await assert.rejects(tokens.authenticate(wrong), unauthenticated);
    assert.equal(looks, 3);
    pass(5);
    await assert.rejects(tokens.authenticate(wrong), unauthenticated);
    assert.equal(looks, 4);
    for (const other of [
      'gw_wrong',
      `${token}x`,
      token.slice(0, -1),
      `GW${token.slice(2)}`,
      `${token.slice(0, -1)}+`,
    ]) {
      await assert.rejects(tokens.authenticate(other), unauthenticated);
    }
    assert.equal(looks, 4);
  });

  test('guesses take bounded memory, and push out no token that is known', async () => {
    let looks = 0;
    const { token } = await issue();
    const knowsOne: TokenStore = {
      ...store,
      findByHash: async (hash) => (looks++, hash === sha256Hex(token) ? store.findByHash(hash) : null),
    };
    const tokens = createTokens({ store: knowsOne, clock });
    await tokens.authenticate(token);
    const guess = (i: number) =>
      assert.rejects(tokens.authenticate(`gw_${String(i).padStart(43, 'x')}`), unauthenticated);
    for (let i = 0; i <= 1000; i++) await guess(i);
    looks = 0;
    await tokens.authenticate(token);
    assert.equal(looks, 0);
    await guess(0);
    assert.equal(looks, 1, 'the first guess was forgotten for the later ones');
  });

  test('a name is taken once', async () => {
    await issue({ name: 'twice' });
    await assert.rejects(issue({ name: 'twice' }), (error: unknown) => hasCode(error, 'name_taken'));
  });

  test('a role that nobody knows any more opens nothing', async () => {
    const { token, row } = await issue();
    await database.prisma.apiToken.update({ where: { id: row.id }, data: { role: 'emperor' } });
    await assert.rejects(createTokens({ store, clock }).authenticate(token), unauthenticated);
  });

  describe('routes', () => {
    let app: FastifyInstance;
    before(async () => {
      app = Fastify();
      handleErrors(app);
      await app.register(async (api) => {
        requireTokens(api, createTokens({ store, clock }));
        for (const role of roles) api.get(`/${role}`, { config: { role } }, async ({ identity }) => identity);
        api.get('/forgotten', async () => 'secret');
      });
      app.get('/open', async () => 'ok');
    });
    after(() => app.close());
    const get = (url: string, authorization?: string) =>
      app.inject({ url, headers: authorization === undefined ? {} : { authorization } });

    test('role by role', async () => {
      for (const [have, role] of roles.entries()) {
        const { token } = await issue({ role });
        for (const [need, needed] of roles.entries()) {
          const answer = await get(`/${needed}`, `Bearer ${token}`);
          assert.equal(answer.statusCode, have >= need ? 200 : 403, `${role} at ${needed}`);
          assert.equal(
            answer.json<{ role?: string; code?: string }>()[have >= need ? 'role' : 'code'],
            have >= need ? role : 'forbidden',
          );
        }
      }
    });

    test('without a token, with a broken header, with a wrong one: 401', async () => {
      for (const header of [undefined, '', 'Bearer', 'Bearer ', 'Basic eDp5', 'Bearer a b', 'Bearer gw_wrong']) {
        const answer = await get('/viewer', header);
        assert.equal(answer.statusCode, 401, String(header));
        assert.equal(answer.json<{ code: string }>().code, 'unauthenticated');
        assert.equal(answer.body.includes('gw_wrong'), false);
      }
    });

    test('the scheme in other letters is the same scheme', async () => {
      const { token } = await issue();
      assert.equal((await get('/viewer', `bearer ${token}`)).statusCode, 200);
    });

    test('a route that names no role is closed to everybody', async () => {
      const { token } = await issue({ role: 'admin' });
      assert.equal((await get('/forgotten', `Bearer ${token}`)).statusCode, 403);
    });

    test('routes beside the API need none', async () => {
      assert.equal((await get('/open')).statusCode, 200);
    });
  });
});
