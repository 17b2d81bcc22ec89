import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BSON } from 'mongodb';
import { previewOf } from '../../../gateway/datasources/probe/cells.ts';
import { findProbe } from '../../../gateway/datasources/probe/families.ts';
import type { Browser } from '../../../gateway/datasources/probe/model.ts';
import { createSessionPools } from '../../../gateway/datasources/probe/session-pool.ts';
import { startPackets, type PacketServer } from '../../helpers/packet-server.ts';
import { assertFails, assertKeeps, assertOk, judgeBadHosts, probe, type Source } from './harness.ts';

const whole = 'resolve- connect+ tls- login+ permission+';
type Command = Record<string, unknown>;

const hello = {
  isWritablePrimary: true,
  ismaster: true,
  helloOk: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
};
const documents = [
  { _id: new BSON.ObjectId('65f000000000000000000001'), name: 'a', big: new BSON.Decimal128('1.10'), at: new Date(0) },
  { _id: new BSON.ObjectId('65f000000000000000000002'), name: 5, tags: ['x'] },
];

/** Answers in the shapes of a real server; nobody can log in, and `closed` may not be listed. */
function answerTo(command: Command): Command {
  const database = String(command.$db);
  if ('hello' in command || 'ismaster' in command || 'isMaster' in command) return hello;
  if ('saslStart' in command)
    return { ok: 0, code: 18, codeName: 'AuthenticationFailed', errmsg: 'Authentication failed.' };
  if ('buildInfo' in command) return { version: '7.0.5' };
  if ('listDatabases' in command) return { databases: ['shop', 'admin', 'local'].map((name) => ({ name })) };
  if ('listCollections' in command) {
    if (database === 'closed') return { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: 'not authorized on closed' };
    const firstBatch = ['orders', 'Invoices', 'system.views'].map((name) => ({ name, type: 'collection' }));
    return { cursor: { id: BSON.Long.ZERO, ns: `${database}.$cmd.listCollections`, firstBatch } };
  }
  if ('find' in command) {
    assert.ok(Number(command.limit) <= 20 && Number(command.maxTimeMS) > 0);
    return { cursor: { id: BSON.Long.ZERO, ns: `${database}.orders`, firstBatch: documents } };
  }
  return {};
}

function answer(packet: Buffer): Buffer {
  const id = packet.readInt32LE(4);
  const isMessage = packet.readInt32LE(12) === 2013;
  const body = isMessage ? packet.subarray(21) : packet.subarray(packet.indexOf(0, 20) + 9);
  const reply = Buffer.from(
    BSON.serialize({ ok: 1, ...answerTo(BSON.deserialize(body.subarray(0, body.readInt32LE(0)))) }),
  );
  const before = isMessage ? Buffer.alloc(5) : Buffer.from([8, ...Array.from({ length: 15 }, () => 0), 1, 0, 0, 0]);
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + before.length + reply.length, 0);
  header.writeInt32LE(id, 8);
  header.writeInt32LE(isMessage ? 2013 : 1, 12);
  return Buffer.concat([header, before, reply]);
}

describe('connection test of MongoDB', () => {
  let server: PacketServer;
  const source = (config: object, secrets: Record<string, string> = {}): Source => ({
    type: 'mongodb',
    config: { hostPorts: `127.0.0.1:${server.port}`, database: 'shop', ...config },
    secrets,
  });
  const browse = async <T>(work: (browser: Browser) => Promise<T>): Promise<T> => {
    const pools = createSessionPools({ perSource: 1, idleMs: 60_000 });
    const target = { secrets: {}, ...source({}) };
    try {
      const one = { id: 'one', revision: 1, probe: findProbe('mongodb')!, target };
      return await pools.use(one, 10_000, ({ browser }) => work(browser!));
    } finally {
      pools.close();
    }
  };

  before(async () => {
    server = await startPackets({ length: (bytes) => (bytes.length < 4 ? undefined : bytes.readInt32LE(0)), answer });
  });
  after(() => server?.close());

  test('goes the whole way by servers and by URL', async () => {
    const result = await probe(source({}));
    assertOk(result, whole);
    assert.equal(result.server, 'MongoDB 7.0.5');
    const url = `mongodb://127.0.0.1:${server.port}/shop?tlsCAFile=/etc/hostname`;
    assertOk(await probe({ type: 'mongodb', config: {}, secrets: { url } }), whole);
  });

  test('a refused password fails the login and is not given away', async () => {
    const password = 'certainly%not';
    const result = await probe(source({ username: 'sync' }, { password }));
    assertFails(result, 'login', 'login_refused');
    assertKeeps(result, password);
    const url = `mongodb://sync:${encodeURIComponent(password)}@127.0.0.1:${server.port}/shop`;
    const byUrl = await probe({ type: 'mongodb', config: {}, secrets: { url } });
    assertFails(byUrl, 'login', 'login_refused');
    assertKeeps(byUrl, 'certainly');
  });

  test('a missing right fails the permission', async () => {
    assertFails(await probe(source({ database: 'closed' })), 'permission', 'permission_denied');
  });

  test('databases, collections, fields and documents', async () => {
    assert.deepEqual(await browse((browser) => browser.schemas(10)), [{ name: 'shop', isDefault: true }]);
    const query = { schema: null, search: null, after: null, limit: 10 };
    const names = async (more: object) =>
      browse(async (browser) => (await browser.tables({ ...query, ...more })).map(({ name }) => name));
    assert.deepEqual(await names({}), ['Invoices', 'orders']);
    assert.deepEqual(await names({ search: 'ORD', after: 'Invoices' }), ['orders']);
    const columns = await browse((browser) => browser.columns!(null, 'orders', 10));
    assert.deepEqual(
      columns.map(({ name, type, primaryKey }) => [name, type, primaryKey]),
      [
        ['_id', 'ObjectId', true],
        ['name', 'Int | string', false],
        ['big', 'Decimal128', false],
        ['at', 'Date', false],
        ['tags', 'Array', false],
      ],
    );
    const raw = await browse((browser) =>
      browser.preview!({ schema: null, table: 'orders', rows: 20, cellLength: 100, timeoutMs: 1_000 }),
    );
    assert.deepEqual(previewOf(raw, { rows: 20, cellLength: 100, bytes: 10_000 }).rows, [
      ['65f000000000000000000001', 'a', '1.10', '1970-01-01T00:00:00.000Z', null],
      ['65f000000000000000000002', 5, null, null, '["x"]'],
    ]);
  });

  test('closed port, unknown name, silent host', async () => {
    await judgeBadHosts(
      (host, port) => ({ type: 'mongodb', config: { hostPorts: `${host}:${port}`, database: 'd' } }),
      'login',
    );
    const secured = (host: string, port: number) => ({ url: `mongodb://${host}:${port}/d?tls=true` });
    await judgeBadHosts(
      (host, port) => ({ type: 'mongodb', config: {}, secrets: secured(host, port) }),
      ['tls', 'login'],
    );
  });
});
