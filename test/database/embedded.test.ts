import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, describe, it } from 'node:test';
import { createInterface } from 'node:readline';
import { hasCode } from '../../gateway/core/errors.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../gateway/database/embedded.ts';
import { query } from '../helpers/postgres.ts';

describe('embedded PostgreSQL', { timeout: 120_000 }, () => {
  const folders: string[] = [];
  const running: EmbeddedPostgres[] = [];
  const folder = async (): Promise<string> => {
    const path = await mkdtemp(join(tmpdir(), 'gateway-embedded-'));
    folders.push(path);
    return path;
  };
  const start = async (dataDir: string, port?: number): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ dataDir, ...(port === undefined ? {} : { port }) });
    running.push(server);
    return server;
  };
  const owner = async (dataDir: string) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/database/owner-process.ts', dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { url, kill: async () => void (child.kill('SIGKILL'), await once(child, 'exit')) };
  };
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
  });
  after(async () => {
    for (const path of folders) await rm(path, { recursive: true });
  });

  it('keeps data and password over a restart, encodes UTF-8, listens on loopback only', async () => {
    const dataDir = await folder();
    const first = await start(dataDir);
    await first.createDatabase('gateway');
    await first.createDatabase('gateway');
    await query(first.url('gateway'), `CREATE TABLE t AS SELECT 'Käse 数据' AS text`);
    const [settings] = await query(
      first.url('gateway'),
      `SELECT current_setting('listen_addresses') AS listens, current_setting('fsync') AS fsync,
              current_setting('server_encoding') AS encoding, datlocale FROM pg_database WHERE datname = 'gateway'`,
    );
    assert.deepEqual(settings, { listens: '127.0.0.1', fsync: 'on', encoding: 'UTF8', datlocale: 'C.UTF-8' });
    assert.equal((await stat(join(dataDir, 'password'))).mode & 0o777, 0o600);
    await first.stop();
    await first.stop();
    await assert.rejects(query(first.url('gateway'), 'SELECT 1'), { code: 'ECONNREFUSED' });
    const second = await start(dataDir, first.port);
    assert.equal(second.url('gateway'), first.url('gateway'));
    assert.deepEqual(await query(second.url('gateway'), 'SELECT * FROM t'), [{ text: 'Käse 数据' }]);
  });

  it('keeps committed rows when its gateway is killed, and starts again in the same folder', async () => {
    const dataDir = await folder();
    const killed = await owner(dataDir);
    await query(killed.url, 'CREATE TABLE t (id INTEGER)');
    await query(killed.url, 'INSERT INTO t VALUES (42)');
    await killed.kill();
    const began = performance.now();
    const next = await start(dataDir);
    assert.ok(performance.now() - began < 10_000);
    assert.deepEqual(await query(next.url('gateway'), 'SELECT id FROM t'), [{ id: 42 }]);
  });

  it("recovers when the server was killed, too, and its process id is somebody else's now", async () => {
    const dataDir = await folder();
    const killed = await owner(dataDir);
    await query(killed.url, 'CREATE TABLE t (id INTEGER)');
    await query(killed.url, 'INSERT INTO t VALUES (42)');
    await killed.kill();
    const file = join(dataDir, 'pgdata', 'postmaster.pid');
    const lines = (await readFile(file, 'utf8')).split('\n');
    process.kill(Number(lines[0]), 'SIGKILL');
    await writeFile(file, [process.pid, ...lines.slice(1)].join('\n'));
    const next = await start(dataDir);
    assert.deepEqual(await query(next.url('gateway'), 'SELECT id FROM t'), [{ id: 42 }]);
  });

  it('refuses a folder of another running gateway and does not disturb it', async () => {
    const dataDir = await folder();
    const other = await owner(dataDir);
    await assert.rejects(start(dataDir), (error) => {
      assert.ok(hasCode(error, 'conflict'), String(error));
      assert.match(error.message, /belongs to another running gateway/);
      return true;
    });
    assert.deepEqual(await query(other.url, 'SELECT 1 AS one'), [{ one: 1 }]);
    await other.kill();
    await start(dataDir);
  });

  it('lets one win when two start at once in a new folder', async () => {
    const dataDir = await folder();
    const results = await Promise.allSettled([start(dataDir), start(dataDir)]);
    const lost = results.find((result) => result.status === 'rejected');
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.ok(hasCode(lost?.reason, 'conflict'), String(lost?.reason));
    assert.equal(running.length, 1);
    assert.deepEqual(await query(running[0]?.url('postgres') ?? '', 'SELECT 1 AS one'), [{ one: 1 }]);
  });

  it('says that a port is taken', async () => {
    const first = await start(await folder());
    await assert.rejects(start(await folder(), first.port), (error) => {
      assert.ok(hasCode(error, 'config_invalid'), String(error));
      assert.match(error.message, new RegExp(`Port ${first.port} is taken`));
      return true;
    });
  });

  const asRoot = { skip: process.getuid?.() !== 0 && 'only root starts PostgreSQL as another user' };
  it('works below a folder that the user postgres may not enter', asRoot, async () => {
    const closed = join(await folder(), 'closed');
    await mkdir(closed);
    await chmod(closed, 0o700);
    const server = await start(join(closed, 'data'));
    assert.deepEqual(await query(server.url('postgres'), 'SELECT current_user AS name'), [{ name: 'postgres' }]);
    await server.stop();
  });

  it('says which folder is closed where setpriv cannot help', asRoot, async () => {
    const closed = join(await folder(), 'closed');
    await mkdir(closed);
    await chmod(closed, 0o700);
    const path = process.env.PATH;
    const idProgram = execFileSync('which', ['id'], { encoding: 'utf8' }).trim();
    // id is needed to find the user, setpriv must not be found.
    process.env.PATH = join(closed, 'bin');
    await mkdir(join(closed, 'bin'));
    await symlink(idProgram, join(closed, 'bin', 'id'));
    try {
      await assert.rejects(start(join(closed, 'data')), (error) => {
        assert.ok(hasCode(error, 'config_invalid'), String(error));
        assert.ok(error.message.includes(`cannot enter ${closed},`), error.message);
        return true;
      });
    } finally {
      process.env.PATH = path;
    }
  });
});
