import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { makeCertificate } from './certificates.ts';
import { closedPort } from './silent-host.ts';

const run = promisify(execFile);

/** A MariaDB server of its own that offers TLS with a certificate nobody trusts. */
export interface MariadbServer {
  readonly port: number;
  /** As root. */
  sql(text: string): Promise<void>;
  stop(): Promise<void>;
}

/** Why none can be started, or false: what `skip` of node:test takes. */
export async function whyNoMariadbServer(): Promise<string | false> {
  for (const program of ['mariadb-install-db', 'mariadbd', 'mysql']) {
    // The first one ends with 1 after its help.
    const missing = await run(program, ['--help']).then(
      () => false,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    );
    if (missing) return `${program} is not installed`;
  }
  return false;
}

export async function startMariadb(): Promise<MariadbServer> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-mariadb-'));
  const certificate = await makeCertificate();
  const user = await serverUser(directory, certificate.directory, certificate.key, certificate.cert);
  const common = ['--no-defaults', ...user, `--datadir=${join(directory, 'data')}`];
  await run('mariadb-install-db', [...common, '--auth-root-authentication-method=normal', '--skip-test-db']);
  const port = await closedPort();
  const child = spawn(
    'mariadbd',
    [
      ...common,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      `--socket=${join(directory, 'socket')}`,
      `--pid-file=${join(directory, 'pid')}`,
      `--ssl-cert=${certificate.cert}`,
      `--ssl-key=${certificate.key}`,
      '--innodb-buffer-pool-size=16M',
      '--innodb-log-file-size=8M',
      '--performance-schema=off',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const sql = async (text: string): Promise<void> => {
    await run('mysql', ['--no-defaults', '--protocol=TCP', '-h127.0.0.1', `-P${port}`, '-uroot', '-e', text]);
  };
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(directory, { recursive: true, force: true });
    await certificate.remove();
  };
  try {
    await ready(child, () => sql('select 1'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, sql, stop };
}

async function ready(child: ChildProcess, ask: () => Promise<void>): Promise<void> {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2_000)));
  const until = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`mariadbd ended: ${words}`);
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > until) throw new Error(`mariadbd does not answer: ${words}`, { cause: error });
      await pause(100);
    }
  }
}

/** MariaDB refuses to run as root: then as the user mysql, who must be able to read what is ours. */
async function serverUser(...paths: string[]): Promise<string[]> {
  if (process.getuid?.() !== 0) return [];
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith('mysql:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('there is no user mysql');
  for (const path of paths) await chown(path, Number(uid), Number(gid));
  for (const path of paths.slice(2)) await chmod(path, 0o600);
  return ['--user=mysql'];
}
