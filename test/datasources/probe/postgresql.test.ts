import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../gateway/database/embedded.ts';
import { makeCertificate } from '../../helpers/certificates.ts';
import { awkwardPassword } from '../../helpers/databases.ts';
import { query } from '../../helpers/postgres.ts';
import { assertFails, assertKeeps, assertOk, judgeBadHosts, probe, type Source } from './harness.ts';

const { password, mark } = awkwardPassword();

describe('connection test of PostgreSQL', () => {
  let directory: string;
  let server: EmbeddedPostgres;
  const sql = (text: string, database = 'postgres') => query(server.url(database), text);
  const source = (config: Record<string, unknown> = {}, other = password): Source => ({
    type: 'postgresql',
    config: { host: '127.0.0.1', port: server.port, database: 'shop', username: 'sync', schema: 'sales', ...config },
    secrets: { password: other },
  });

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gateway-probe-'));
    server = await startEmbeddedPostgres({ dataDir: directory, durable: false });
    await server.createDatabase('shop');
    await server.createDatabase('shut');
    await sql(`create role sync login password ${pg.escapeLiteral(password)}`);
    await sql('revoke connect on database shut from public');
    await sql('create schema sales; create table sales.t (id int); create schema secret; create schema bare', 'shop');
    await sql('grant usage on schema sales to sync; grant usage on schema bare to sync', 'shop');
  });
  after(async () => {
    await server?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  test('goes the whole way, without TLS where the server has none', async () => {
    const result = await probe(source());
    assertOk(result, 'resolve- connect+ tls- login+ permission+');
    assert.match(result.stages[2]?.reason ?? '', /not encrypted/);
    assert.match(result.server ?? '', /^PostgreSQL/);
    const config = { jdbcUrl: `jdbc:postgresql://localhost:${server.port}/shop?sslmode=disable`, username: 'sync' };
    assertOk(
      await probe({ type: 'postgresql', config, secrets: { password } }),
      'resolve+ connect+ tls- login+ permission+',
    );
    assertFails(await probe(source({ properties: { sslmode: 'require' } })), 'tls', 'tls_refused');
  });

  test('a wrong password fails the login and is not given away', async () => {
    const wrong = awkwardPassword();
    const result = await probe(source({}, wrong.password));
    assertFails(result, 'login', 'login_refused');
    assertKeeps(result, wrong.mark);
    assertFails(await probe(source({ username: 'nobody' })), 'login', 'login_refused');
  });

  test('an empty password is not filled in from the environment', async () => {
    process.env.PGPASSWORD = password;
    try {
      assertFails(await probe(source({}, '')), 'login', 'login_refused');
    } finally {
      delete process.env.PGPASSWORD;
    }
  });

  test('tells what is missing from what is not allowed', async () => {
    assertFails(await probe(source({ database: 'missing' })), 'permission', 'unknown_database');
    assertFails(await probe(source({ database: 'shut' })), 'permission', 'permission_denied');
    assertFails(await probe(source({ schema: 'missing' })), 'permission', 'unknown_database');
    const denied = await probe(source({ schema: 'secret' }));
    assertFails(denied, 'permission', 'permission_denied');
    assert.equal(denied.stages[3]?.status, 'ok');
    assertKeeps(denied, mark);
    const bare = await probe(source({ schema: 'bare' }));
    assert.equal(bare.ok, true);
    assert.match(bare.stages[4]?.reason ?? '', /no table/);
  });

  test('closed port, unknown name, silent host', async () => {
    await judgeBadHosts((host, port) => source({ host, port }), 'tls');
    await judgeBadHosts((host, port) => source({ host, port, properties: { sslmode: 'disable' } }), 'login');
  });

  test('with TLS: encrypted, and verified when asked for', async () => {
    const certificate = await makeCertificate();
    // The server runs as another user when root runs the tests: it writes its own files.
    for (const [file, path] of [
      ['server.crt', certificate.cert],
      ['server.key', certificate.key],
    ] as const) {
      const text = await readFile(path, 'utf8');
      const target = join(directory, 'pgdata', file);
      await sql(`copy (select unnest(string_to_array(${pg.escapeLiteral(text.trimEnd())}, E'\\n')))
                 to program 'umask 077; cat > ${target}'`);
    }
    await certificate.remove();
    await sql('alter system set ssl = on');
    await sql('select pg_reload_conf()');
    const whole = 'resolve- connect+ tls+ login+ permission+';
    // The postmaster takes a moment to read its settings.
    for (let tries = 0; tries < 50; tries++) {
      if ((await probe(source({ properties: { sslmode: 'require' } }))).ok) break;
    }
    const result = await probe(source());
    assertOk(result, whole);
    assert.match(result.stages[2]?.reason ?? '', /not verified/);
    assertFails(await probe(source({ properties: { sslmode: 'verify-full' } })), 'tls', 'tls_untrusted');
    assertFails(await probe(source({ properties: { ssl: 'true' } })), 'tls', 'tls_untrusted');
    const wrong = await probe(source({ properties: { sslmode: 'require' } }, 'not this one'));
    assertFails(wrong, 'login', 'login_refused');
    assert.equal(wrong.stages[2]?.status, 'ok');
    assertOk(await probe(source({ properties: { sslmode: 'disable' } })), 'resolve- connect+ tls- login+ permission+');
  });
});
