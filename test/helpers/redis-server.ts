import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { closedPort } from './silent-host.ts';

/** Why none can be started, or false: what `skip` of node:test takes. */
export async function whyNoRedisServer(): Promise<string | false> {
  return promisify(execFile)('redis-server', ['--version']).then(
    () => false as const,
    () => 'redis-server is not installed',
  );
}

/** A Redis server of its own; `settings` as on its command line. */
export async function startRedis(...settings: string[]): Promise<{ port: number; stop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-redis-'));
  const port = await closedPort();
  const common = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    directory,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const child = spawn('redis-server', [...common, ...settings], { stdio: ['ignore', 'pipe', 'ignore'] });
  let words = '';
  await new Promise<void>((done, fail) => {
    child.once('exit', () => fail(new Error(`redis-server ended: ${words}`)));
    child.once('error', fail);
    child.stdout.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-4_000);
      if (/Ready to accept connections/.test(words)) done();
    });
  });
  child.removeAllListeners('exit');
  return {
    port,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A sentinel that watches the server under the name `main`. */
export async function startSentinel(masterPort: number): Promise<{ port: number; stop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-sentinel-'));
  const { writeFile } = await import('node:fs/promises');
  const port = await closedPort();
  const file = join(directory, 'sentinel.conf');
  await writeFile(
    file,
    `port ${port}\nbind 127.0.0.1\ndir ${directory}\nsentinel monitor main 127.0.0.1 ${masterPort} 1\n`,
  );
  const child = spawn('redis-server', [file, '--sentinel'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let words = '';
  await new Promise<void>((done, fail) => {
    child.once('exit', () => fail(new Error(`the sentinel ended: ${words}`)));
    child.once('error', fail);
    child.stdout.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-4_000);
      if (/\+monitor master main/.test(words)) done();
    });
  });
  child.removeAllListeners('exit');
  return {
    port,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
