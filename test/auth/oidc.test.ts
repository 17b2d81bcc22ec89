import assert from 'node:assert/strict';
import { createHmac, createPublicKey } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import Fastify from 'fastify';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type JWK } from 'jose';
import { requireTokens } from '../../gateway/auth/auth-hook.ts';
import { createGuard } from '../../gateway/auth/guard.ts';
import { createJwksSource, type JwksTimes } from '../../gateway/auth/jwks.ts';
import { createOidc, type OidcOptions } from '../../gateway/auth/oidc.ts';
import { GatewayError } from '../../gateway/core/errors.ts';
import { handleErrors } from '../../gateway/http/error-handler.ts';

const issuer = 'https://id.example.com/realms/studio';
const audience = 'data-sync-gateway';
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

interface Signer {
  readonly jwk: JWK;
  readonly pem: string;
  /** With these claims instead of the usual ones; undefined: without it. */
  sign(claims?: Record<string, unknown>, more?: { kid?: string; exp?: number | null }): Promise<string>;
}

async function signer(kid: string, alg = 'RS256'): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    pem: await exportSPKI(publicKey),
    sign: (claims = {}, more = {}) => {
      const exp = more.exp === undefined ? Math.floor(Date.now() / 1000) + 60 : more.exp;
      return new SignJWT({
        iss: issuer,
        aud: audience,
        sub: 'alice',
        roles: ['dev'],
        ...(exp === null ? {} : { exp }),
        ...claims,
      })
        .setProtectedHeader({ alg, kid: more.kid ?? kid, typ: 'JWT' })
        .sign(privateKey);
    },
  };
}

describe('JWTs of an identity provider', () => {
  let server: Server;
  let url = '';
  let first: Signer;
  let second: Signer;
  let elliptic: Signer;
  /** What the provider publishes, how often it was asked, and how it misbehaves. */
  let published: JWK[] = [];
  let asked = 0;
  let answer: 'keys' | 'error' | 'nonsense' | 'no-keys' | 'endless' | 'silence' | 'elsewhere' = 'keys';
  let now = Date.now();

  before(async () => {
    [first, second, elliptic] = await Promise.all([signer('one'), signer('two'), signer('three', 'ES256')]);
    server = createServer((_request, response) => {
      asked++;
      if (answer === 'silence') return;
      if (answer === 'error') return void response.writeHead(500).end('{"keys":[]}');
      if (answer === 'elsewhere') return void response.writeHead(302, { location: '/other' }).end();
      response.writeHead(200, { 'content-type': 'application/json' });
      if (answer === 'nonsense') return void response.end('<html>');
      if (answer === 'no-keys') return void response.end('{"error":"none"}');
      if (answer === 'endless') return void response.end(`{"keys":[],"x":"${'x'.repeat(1_000_000)}"}`);
      response.end(JSON.stringify({ keys: published }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    [published, asked, answer, now] = [[first.jwk, elliptic.jwk], 0, 'keys', Date.now()];
  });

  const options: OidcOptions = {
    issuer,
    audience,
    roleClaim: 'roles',
    nameClaim: 'sub',
    roleMap: new Map([
      ['dev', 'developer'],
      ['boss', 'admin'],
      ['look', 'viewer'],
    ]),
    algorithms: ['RS256', 'ES256'],
    clockToleranceSeconds: 5,
  };
  const provider = (more: Partial<OidcOptions> = {}, times: Partial<JwksTimes> = {}, at = url) =>
    createOidc(
      { ...options, ...more },
      createJwksSource({ url: at, clock: { now: () => new Date(now) }, log: silent }, times),
    );
  const codeOf = (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'taken',
      (error: unknown) => (error instanceof GatewayError ? error.code : `not ours: ${String(error)}`),
    );

  test('a good one is a person with the greatest of the roles', async () => {
    const oidc = provider();
    assert.deepEqual(await oidc.authenticate(await first.sign()), { name: 'oidc:alice', role: 'developer' });
    assert.deepEqual(await oidc.authenticate(await elliptic.sign({ sub: 'bob', roles: ['look', 'boss', 'dev'] })), {
      name: 'oidc:bob',
      role: 'admin',
    });
    assert.equal((await oidc.authenticate(await first.sign({ roles: 'look' }))).role, 'viewer');
    for (const strange of [{ roles: ['admin', 'none', 7, null] }, { roles: undefined }, { roles: { dev: true } }]) {
      assert.equal((await oidc.authenticate(await first.sign(strange))).role, null);
    }
    assert.equal(asked, 1, 'the keys are read once');
  });

  test('roles may be a field of a claim, or of a claim with dots in its name', async () => {
    const oidc = provider({ roleClaim: 'realm_access.roles', nameClaim: 'email' });
    const nested = await first.sign({ roles: [], realm_access: { roles: ['boss'] }, email: 'a@b.c' });
    assert.deepEqual(await oidc.authenticate(nested), { name: 'oidc:a@b.c', role: 'admin' });
    const flat = await first.sign({ 'realm_access.roles': ['look'], email: 'a@b.c' });
    assert.equal((await oidc.authenticate(flat)).role, 'viewer');
    const polluted = provider({ roleClaim: 'constructor.name', roleMap: new Map([['Object', 'admin']]) });
    assert.equal((await polluted.authenticate(await first.sign())).role, null);
  });

  const past = () => Math.floor(Date.now() / 1000) - 6;
  const refused: [string, () => Promise<string> | string][] = [
    ['another issuer', () => first.sign({ iss: 'https://id.example.com/realms/other' })],
    ['no issuer', () => first.sign({ iss: undefined })],
    ['another audience', () => first.sign({ aud: 'shop' })],
    ['no audience', () => first.sign({ aud: undefined })],
    ['expired, beyond the tolerance', () => first.sign({}, { exp: past() })],
    ['without an end', () => first.sign({}, { exp: null })],
    ['not valid yet', () => first.sign({ nbf: Math.floor(Date.now() / 1000) + 60 })],
    ['a key that is not published', () => second.sign()],
    ['a key under the name of another', () => second.sign({}, { kid: 'one' })],
    ['nobody’s name', () => first.sign({ sub: undefined })],
    ['an endless name', () => first.sign({ sub: 'x'.repeat(200) })],
    ['a name with a line break', () => first.sign({ sub: 'a\nb' })],
    [
      'no signature at all',
      () =>
        new UnsecuredJWT({ roles: ['boss'], sub: 'eve', iss: issuer, aud: audience }).setExpirationTime('1m').encode(),
    ],
    ['signed with the public key as a shared secret', () => confused(first.pem)],
    [
      'the same, with the key as DER',
      () => confused(createPublicKey(first.pem).export({ type: 'spki', format: 'der' })),
    ],
    ['the same, with the key as JWK', () => confused(JSON.stringify(first.jwk))],
    [
      'a changed claim',
      async () => {
        const [header, payload = '', signature] = (await first.sign()).split('.');
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
        const other = Buffer.from(JSON.stringify({ ...claims, roles: ['boss'] })).toString('base64url');
        return [header, other, signature].join('.');
      },
    ],
    ['no JSON', () => 'aaaa.bbbb.cccc'],
  ];
  for (const [what, make] of refused) {
    test(`refused: ${what}`, async () => {
      const jwt = await make();
      const error = await provider()
        .authenticate(jwt)
        .catch((thrown: unknown) => thrown);
      assert.ok(error instanceof GatewayError, String(error));
      assert.equal(error.code, 'unauthenticated');
      assert.equal(JSON.stringify([error.message, error.remedy, error.facts]).includes(jwt.slice(-20)), false);
    });
  }

  /** An attacker has the public key; a verifier that takes HS256 would take it for the shared secret. */
  function confused(secret: string | Buffer): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: issuer, aud: audience, sub: 'eve', roles: ['boss'], exp: Math.floor(Date.now() / 1000) + 60 };
    const text = `${part({ alg: 'HS256', kid: 'one' })}.${part(claims)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  }

  test('the provider’s clock may be a little off', async () => {
    const justOver = () => first.sign({}, { exp: Math.floor(Date.now() / 1000) - 2 });
    assert.equal(await codeOf(provider().authenticate(await justOver())), 'taken');
    assert.equal(
      await codeOf(provider({ clockToleranceSeconds: 0 }).authenticate(await justOver())),
      'unauthenticated',
    );
  });

  test('an algorithm that is not on the list is not taken, whatever keys there are', async () => {
    const oidc = provider({ algorithms: ['RS256'] });
    assert.equal(await codeOf(oidc.authenticate(await elliptic.sign())), 'unauthenticated');
    assert.equal(asked, 0);
  });

  test('a new key is found by asking again; an unknown one asks no more often than the cool-down', async () => {
    const patient = provider({}, { cooldownMs: 60_000 });
    assert.equal(await codeOf(patient.authenticate(await first.sign())), 'taken');
    published = [second.jwk];
    for (let i = 0; i < 3; i++) {
      assert.equal(await codeOf(patient.authenticate(await second.sign())), 'unauthenticated');
    }
    assert.equal(asked, 1);
    const quick = provider({}, { cooldownMs: 0 });
    published = [first.jwk];
    assert.equal(await codeOf(quick.authenticate(await first.sign())), 'taken');
    published = [second.jwk];
    assert.equal(await codeOf(quick.authenticate(await second.sign())), 'taken');
    assert.equal(await codeOf(quick.authenticate(await first.sign())), 'unauthenticated', 'withdrawn');
  });

  for (const how of ['error', 'nonsense', 'no-keys', 'endless', 'elsewhere', 'silence'] as const) {
    test(`a provider that answers with ${how}: 503, not 401, and it is left alone for a while`, async () => {
      answer = how;
      const oidc = provider({}, { timeoutMs: 200, failureCooldownMs: 5_000 });
      const jwt = await first.sign();
      assert.equal(await codeOf(oidc.authenticate(jwt)), 'identity_provider_unreachable');
      assert.equal(await codeOf(oidc.authenticate(jwt)), 'identity_provider_unreachable');
      assert.equal(asked, 1);
      answer = 'keys';
      now += 5_000;
      assert.equal(await codeOf(oidc.authenticate(jwt)), 'taken');
    });
  }

  test('nobody listens there: 503; the gateway’s own tokens work all the same', async () => {
    const oidc = provider({}, {}, 'http://127.0.0.1:1/jwks');
    const guard = createGuard({ oidc, tokens: { authenticate: async () => ({ name: 'own', role: 'admin' }) } });
    const app = Fastify();
    handleErrors(app);
    requireTokens(app, guard);
    app.get('/', { config: { role: 'viewer' } }, async ({ identity }) => identity);
    const get = (token: string) => app.inject({ url: '/', headers: { authorization: `Bearer ${token}` } });
    const answered = await get(await first.sign());
    assert.deepEqual(
      [answered.statusCode, answered.json<{ code: string }>().code],
      [503, 'identity_provider_unreachable'],
    );
    assert.equal((await get('gw_abc')).json<{ name: string }>().name, 'own');
    await app.close();
  });

  test('known keys outlive the provider for an hour, and are read again every ten minutes', async () => {
    const oidc = provider();
    assert.equal(await codeOf(oidc.authenticate(await first.sign())), 'taken');
    answer = 'error';
    now += 3_000_000;
    assert.equal(await codeOf(oidc.authenticate(await first.sign())), 'taken');
    now += 600_001;
    assert.equal(await codeOf(oidc.authenticate(await first.sign())), 'identity_provider_unreachable');
    answer = 'keys';
    now += 10_000;
    assert.equal(await codeOf(oidc.authenticate(await first.sign())), 'taken');
  });

  test('over HTTP: known without a role is 403, not 401; who has one comes in', async () => {
    const guard = createGuard({
      oidc: provider(),
      tokens: { authenticate: () => Promise.reject(new GatewayError('unauthenticated', 'unknown')) },
    });
    const app = Fastify();
    handleErrors(app);
    requireTokens(app, guard);
    app.get('/', { config: { role: 'developer' } }, async ({ identity }) => identity);
    const get = async (token: string) => {
      const { statusCode, body } = await app.inject({ url: '/', headers: { authorization: `Bearer ${token}` } });
      return [statusCode, (JSON.parse(body) as { code?: string; name?: string }).code];
    };
    assert.deepEqual(await get(await first.sign()), [200, undefined]);
    assert.deepEqual(await get(await first.sign({ roles: [] })), [403, 'forbidden']);
    assert.deepEqual(await get(await first.sign({ roles: 'look' })), [403, 'forbidden']);
    assert.deepEqual(await get('gw_abc'), [401, 'unauthenticated']);
    await app.close();
  });
});
