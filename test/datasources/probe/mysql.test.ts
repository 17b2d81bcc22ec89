import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { awkwardPassword } from '../../helpers/databases.ts';
import { startMariadb, whyNoMariadbServer, type MariadbServer } from '../../helpers/mariadb-server.ts';
import { assertFails, assertKeeps, assertOk, failing, judgeBadHosts, probe, type Source } from './harness.ts';

const skip = await whyNoMariadbServer();
const { password, mark } = awkwardPassword();
const literal = `'${password.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

describe('connection test of MySQL', { skip }, () => {
  let server: MariadbServer;
  const source = (config: Record<string, unknown> = {}, other = password): Source => ({
    type: 'mysql',
    config: { host: '127.0.0.1', port: server.port, database: 'shop', username: 'sync', ...config },
    secrets: { password: other },
  });

  before(async () => {
    server = await startMariadb();
    await server.sql(
      `create database shop; create database closed; create table shop.t (id int primary key);
       create user sync@'%' identified by ${literal}; grant select on shop.* to sync@'%';
       create user nothing@'%' identified by ${literal};
       create user onlytls@'%' identified by ${literal} require ssl; grant select on shop.* to onlytls@'%'`,
    );
  });
  after(() => server?.stop());

  test('goes the whole way, encrypted without verification by default', async () => {
    const result = await probe(source());
    assertOk(result, 'resolve- connect+ tls+ login+ permission+');
    assert.match(result.server ?? '', /MariaDB/);
    assert.match(result.stages[2]?.reason ?? '', /not verified/);
    assertOk(await probe(source({ host: 'localhost' })), 'resolve+ connect+ tls+ login+ permission+');
  });

  test('goes without TLS when the data source says so', async () => {
    assertOk(await probe(source({ properties: { useSSL: 'false' } })), 'resolve- connect+ tls- login+ permission+');
    const url = `jdbc:mysql://localhost:${server.port}/shop?sslMode=DISABLED`;
    const config = { jdbcUrl: url, username: 'sync' };
    const result = await probe({ type: 'mysql', config, secrets: { password } });
    assertOk(result, 'resolve+ connect+ tls- login+ permission+');
  });

  test('a certificate nobody trusts fails a verification', async () => {
    assertFails(await probe(source({ properties: { sslMode: 'VERIFY_IDENTITY' } })), 'tls', 'tls_untrusted');
    assertFails(
      await probe(source({ properties: { useSSL: 'true', verifyServerCertificate: 'true' } })),
      'tls',
      'tls_untrusted',
    );
  });

  test('a wrong password fails the login and is not given away', async () => {
    const wrong = awkwardPassword();
    for (const properties of [{ sslMode: 'REQUIRED' }, { sslMode: 'DISABLED' }]) {
      const result = await probe(source({ properties }, wrong.password));
      assertFails(result, 'login', 'login_refused');
      assertKeeps(result, wrong.mark);
    }
    assertFails(await probe(source({ username: 'nobody' })), 'login', 'login_refused');
  });

  test('tells an unknown database from one the user may not see', async () => {
    await server.sql("grant create on missing.* to nothing@'%'");
    assertFails(await probe(source({ username: 'nothing', database: 'missing' })), 'permission', 'unknown_database');
    const denied = await probe(source({ database: 'closed' }));
    assertFails(denied, 'permission', 'permission_denied');
    assert.equal(denied.stages[3]?.status, 'ok');
    assertKeeps(denied, mark);
  });

  test('a user who needs TLS is refused without it', async () => {
    assertOk(await probe(source({ username: 'onlytls' })), 'resolve- connect+ tls+ login+ permission+');
    const result = await probe(source({ username: 'onlytls', properties: { sslMode: 'DISABLED' } }));
    // MariaDB does not tell this from a wrong password.
    assertFails(result, 'login', 'login_refused');
  });

  test('closed port, unknown name, silent host', async () => {
    await judgeBadHosts((host, port) => source({ host, port }), 'tls');
    await judgeBadHosts((host, port) => source({ host, port, properties: { useSSL: 'false' } }), 'login');
  });

  test('a server of another kind is told apart', async () => {
    const { createServer } = await import('node:http');
    const http = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    await new Promise((done) => http.once('listening', done));
    const { port } = http.address() as { port: number };
    const result = await probe(source({ port }), 2_000);
    assert.ok(['tls', 'login'].includes(failing(result).name));
    http.closeAllConnections();
    await new Promise((done) => http.close(done));
  });
});
