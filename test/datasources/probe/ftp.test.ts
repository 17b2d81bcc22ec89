import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { FileSystem, FtpSrv } from 'ftp-srv';
import ssh2 from 'ssh2';
import { closedPort } from '../../helpers/silent-host.ts';
import { assertFails, assertKeeps, assertOk, judgeBadHosts, line, probe, type Source } from './harness.ts';

const password = 'p@ss:w/ord';
const source = (protocol: string, port: number, config: Record<string, unknown> = {}, given = password): Source => ({
  type: 'ftp',
  config: { protocol, host: '127.0.0.1', port, username: 'sync', ...config },
  secrets: { password: given },
});

class Blind extends FileSystem {
  override list(): Promise<never> {
    return Promise.reject(new Error('Permission denied'));
  }
}

describe('connection test of FTP', () => {
  let root: string;
  let server: FtpSrv;
  let port: number;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'gateway-ftp-'));
    port = await closedPort();
    const silence = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, child: () => silence };
    server = new FtpSrv({
      url: `ftp://127.0.0.1:${port}`,
      pasv_url: '127.0.0.1',
      greeting: ['Test server'],
      // Of bunyan's interface it uses these.
      log: silence as never,
    });
    server.on('login', ({ connection, username, password: given }, resolve, reject) => {
      if (username === 'sync' && given === password) resolve({ root });
      else if (username === 'blind') resolve({ fs: new Blind(connection, { root, cwd: '/' }) });
      else reject(new Error('Bad username or password'));
    });
    await server.listen();
  });
  after(async () => {
    await server?.close();
    await rm(root, { recursive: true, force: true });
  });

  test('goes the whole way, a listing over its own connection included', async () => {
    const result = await probe(source('ftp', port));
    assertOk(result, 'resolve- connect+ tls- login+ permission+');
    assert.match(result.server ?? '', /Test server/);
    const active = await probe(source('ftp', port, { connectPattern: 'PORT', host: 'localhost' }));
    assertOk(active, 'resolve+ connect+ tls- login+ permission+');
    assert.match(active.stages[4]?.reason ?? '', /no list/);
  });

  test('a wrong password fails the login and is not given away', async () => {
    const result = await probe(source('ftp', port, {}, 'certainly-not'));
    assertFails(result, 'login', 'login_refused');
    assertKeeps(result, 'certainly-not');
  });

  test('a user who may not list has no permission', async () => {
    assertFails(await probe(source('ftp', port, { username: 'blind' })), 'permission', 'permission_denied');
  });

  test('closed port, unknown name, silent host', async () => {
    await judgeBadHosts((host, other) => source('ftp', other, { host }), 'login');
  });
});

describe('connection test of SFTP', () => {
  const { PERMISSION_DENIED, OK } = ssh2.utils.sftp.STATUS_CODE;
  let server: ssh2.Server;
  let port: number;

  before(async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
      let user = '';
      client.on('error', () => undefined);
      client.on('authentication', (context) => {
        user = context.username;
        if (context.method === 'password' && user !== 'asked' && context.password === password) return context.accept();
        if (context.method === 'keyboard-interactive' && user === 'asked') {
          return context.prompt([{ prompt: 'Password: ', echo: false }], ([answer]) =>
            answer === password ? context.accept() : context.reject(),
          );
        }
        return context.reject(user === 'asked' ? ['keyboard-interactive'] : ['password']);
      });
      client.on('session', (accept) => {
        const session = accept();
        session.on('sftp', (start, reject) => {
          if (user === 'shell') return reject();
          const sftp = start();
          sftp.on('REALPATH', (id) => sftp.name(id, [{ filename: '/home', longname: '', attrs: {} as never }]));
          sftp.on('OPENDIR', (id) => {
            if (user === 'blind') sftp.status(id, PERMISSION_DENIED);
            else sftp.handle(id, Buffer.from('h'));
          });
          sftp.on('CLOSE', (id) => sftp.status(id, OK));
        });
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  after(() => new Promise<void>((done) => server.close(() => done())));

  test('goes the whole way, also where the server asks for the password', async () => {
    const result = await probe(source('sftp', port));
    assertOk(result, 'resolve- connect+ tls- login+ permission+');
    assertOk(await probe(source('sftp', port, { username: 'asked' })), 'resolve- connect+ tls- login+ permission+');
  });

  test('a wrong password fails the login and is not given away', async () => {
    for (const username of ['sync', 'asked']) {
      const result = await probe(source('sftp', port, { username }, 'certainly-not'));
      assertFails(result, 'login', 'login_refused');
      assertKeeps(result, 'certainly-not');
    }
  });

  test('a directory that may not be listed, and SSH without SFTP', async () => {
    assertFails(await probe(source('sftp', port, { username: 'blind' })), 'permission', 'permission_denied');
    assertFails(await probe(source('sftp', port, { username: 'shell' })), 'permission', 'permission_denied');
  });

  test('a private key that lies elsewhere is not looked for here', async () => {
    const config = { protocol: 'sftp', host: '127.0.0.1', port, username: 'sync', privateKeyPath: '/etc/hostname' };
    const result = await probe({ type: 'ftp', config });
    assert.equal(line(result), 'resolve- connect+ tls- login- permission-');
    assert.equal(result.ok, true);
    assert.match(result.stages[3]?.reason ?? '', /TaskManagers/);
  });

  test('closed port, unknown name, silent host', async () => {
    await judgeBadHosts((host, other) => source('sftp', other, { host }), 'login');
  });
});
