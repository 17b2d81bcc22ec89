import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startLocalGateway } from '../../scripts/local-gateway.ts';
import { testCacheDir } from '../helpers/distribution.ts';
import { query, testDatabase } from '../helpers/postgres.ts';

/** 45 MB: more than what the sockets of both sides hold. */
const entries = `
  INSERT INTO de_audit_log (id, at, who, action, path, resource_type, after)
  SELECT lpad(n::text, 26, '0'), now(), 'w', 'POST /x', '/x', 'x', json_build_object('text', repeat('x', 15000))
  FROM generate_series(1, 3000) AS n`;

test('SIGTERM while a client does not read its answer: it is cut off in time, and everything is closed', async () => {
  const database = await testDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'gateway-stop-'));
  const logFile = join(directory, 'gateway.log');
  try {
    const gateway = await startLocalGateway({
      env: {
        DATABASE_URL: database.url,
        GATEWAY_SECRET_KEY: randomBytes(32).toString('hex'),
        QUEUE_PREFIX: `t${randomBytes(6).toString('hex')}`,
        DATA_DIR: join(directory, 'data'),
        CACHE_DIR: testCacheDir,
      },
      logFile,
    });
    try {
      await query(database.url, entries);
      const { hostname, port } = new URL(gateway.url);
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.write(
        `GET /api/v1/audit/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${gateway.firstToken ?? ''}\r\n\r\n`,
      );
      const [begin] = (await once(socket, 'data')) as [Buffer];
      assert.match(begin.toString('utf8'), /^HTTP\/1\.1 200 /);
      socket.pause();

      const begun = performance.now();
      await gateway.stop();
      const tookMs = performance.now() - begun;
      // The time limit is 10 s; at 20 s it would have been killed.
      assert.ok(tookMs >= 9_000 && tookMs < 18_000, `${tookMs}`);

      let end = '';
      socket.on('data', (chunk: Buffer) => (end = (end + chunk.toString('latin1')).slice(-10)));
      const gone = once(socket, 'close');
      socket.resume();
      await gone;
      assert.ok(!end.endsWith('0\r\n\r\n'), 'it was cut off, not read to its end');
      const log = await readFile(logFile, 'utf8');
      assert.match(log, /their connections are cut/);
      assert.doesNotMatch(log, /did not close cleanly/);
      // Nothing of the gateway is left on the database.
      const name = new URL(database.url).pathname.slice(1);
      const [left] = await query(
        database.url,
        'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
        [name],
      );
      assert.equal(left?.n, 0);
    } finally {
      await gateway.kill();
    }
  } finally {
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  }
});
