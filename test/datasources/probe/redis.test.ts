import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startRedis, startSentinel, whyNoRedisServer } from '../../helpers/redis-server.ts';
import { assertFails, assertKeeps, assertOk, judgeBadHosts, probe, type Source } from './harness.ts';

const skip = await whyNoRedisServer();
const password = 'p%40 s?w/ord#1';
const whole = 'resolve- connect+ tls- login+ permission+';
type Server = Awaited<ReturnType<typeof startRedis>>;

const source = (
  port: number,
  given: string | null,
  config: Record<string, unknown> = {},
  host = '127.0.0.1',
): Source => ({
  type: 'redis',
  config: { hostPort: `${host}:${port}`, ...config },
  secrets: given === null ? {} : { password: given },
});

describe('connection test of Redis', { skip }, () => {
  let locked: Server;
  let open: Server;
  let readonly: Server;

  before(async () => {
    locked = await startRedis('--requirepass', password);
    open = await startRedis();
    readonly = await startRedis(...'--user default on >limited ~* -@all +ping +auth +select'.split(' '));
  });
  after(() => Promise.all([locked?.stop(), open?.stop(), readonly?.stop()]));

  test('goes the whole way, with and without a password', async () => {
    const result = await probe(source(locked.port, password));
    assertOk(result, whole);
    assert.match(result.server ?? '', /^Redis \d/);
    assertOk(
      await probe(source(open.port, null, { database: 3 }, 'localhost')),
      'resolve+ connect+ tls- login+ permission+',
    );
  });

  test('a wrong, a missing and a needless password fail the login', async () => {
    const wrong = await probe(source(locked.port, 'not-this-one'));
    assertFails(wrong, 'login', 'login_refused');
    assertKeeps(wrong, 'not-this-one');
    assertFails(await probe(source(locked.port, null)), 'login', 'login_refused');
    assertFails(await probe(source(open.port, password)), 'login', 'login_refused');
  });

  test('tells a missing database from a missing right', async () => {
    assertFails(await probe(source(open.port, null, { database: 99 })), 'permission', 'unknown_database');
    assertFails(await probe(source(readonly.port, 'limited')), 'permission', 'permission_denied');
  });

  test('by a sentinel, which is asked for the master', async () => {
    const sentinel = await startSentinel(locked.port);
    const by = (masterName?: string) => ({ redisConnectType: 'SENTINEL', ...(masterName && { masterName }) });
    try {
      assertOk(await probe(source(sentinel.port, password, by('main'))), whole);
      assertFails(await probe(source(sentinel.port, password, by('other'))), 'login', 'unknown_database');
      assert.equal((await probe(source(sentinel.port, password, by()))).ok, false);
      assertFails(await probe(source(sentinel.port, 'wrong one', by('main'))), 'login', 'login_refused');
    } finally {
      await sentinel.stop();
    }
  });

  test('a server that is no cluster is not one', async () => {
    const result = await probe(source(open.port, null, { redisConnectType: 'CLUSTER' }));
    assertFails(result, 'permission', 'query_failed');
  });

  test('closed port, unknown name, silent host', async () => {
    await judgeBadHosts((host, port) => source(port, password, {}, host), 'login');
    await judgeBadHosts(
      (host, port) => source(port, null, { redisConnectType: 'SENTINEL', masterName: 'm' }, host),
      'login',
    );
  });
});
