import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Binaries } from './embedded-files.ts';
import { asServerUser, type ServerUser } from './server-user.ts';

const run = promisify(execFile);

/** A PostgreSQL server that this process started. */
export interface ServerProcess {
  exited(): boolean;
  /** The last things it wrote, for error texts. */
  lastWords(): string;
  /** Fast shutdown; after 10 s an immediate one, which the next start recovers from. */
  stop(): Promise<void>;
}

interface RunOptions {
  readonly pgdata: string;
  readonly port: number;
  readonly durable: boolean;
  readonly log: { warn(message: string): void };
}

const settings = ({ port, durable }: RunOptions): Record<string, string | number> => ({
  listen_addresses: '127.0.0.1',
  port,
  unix_socket_directories: '',
  max_connections: 100,
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C', // error texts are matched
  log_min_messages: 'log', // not ERROR: those reach the client that caused them, and can quote values
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  logging_collector: 'off',
  ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
});

// What sessions are told while the server starts or stops.
const expected =
  /terminating connection due to administrator command|the database system is (starting up|shutting down)/;

/** Starts the server. It has its own process group, so that Ctrl-C reaches the gateway only, which stops it in order. */
export function runServer(binaries: Binaries, user: ServerUser, options: RunOptions): ServerProcess {
  const flags = Object.entries(settings(options)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const launch = asServerUser(user, binaries.postgres, ['-D', options.pgdata, ...flags]);
  const child = spawn(launch.command, launch.args, {
    ...launch.ids,
    cwd: dirname(binaries.postgres), // the server must be able to enter its working folder; ours may be closed to it
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  let over = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2_000);
    for (const line of text.split('\n')) {
      if (/\b(FATAL|PANIC):/.test(line) && !expected.test(line))
        options.log.warn(`embedded PostgreSQL: ${line.trim()}`);
    }
  });
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      over = true;
      process.removeListener('exit', onExit);
      resolve();
    };
    child.once('exit', end);
    child.once('error', (error) => {
      words += error.message;
      end();
    });
  });
  // process.exit() without stop(): ask for a fast shutdown, which goes on without us.
  const onExit = (): void => void child.kill('SIGINT');
  process.once('exit', onExit);
  return {
    exited: () => over,
    lastWords: () => words.trim(),
    async stop() {
      if (over) return;
      if (process.platform === 'win32') {
        await run(binaries.pg_ctl, ['stop', '-D', options.pgdata, '-m', 'fast', '-t', '10']).catch(() => child.kill());
      } else {
        child.kill('SIGINT');
      }
      const impatient = setTimeout(() => child.kill('SIGQUIT'), 10_000);
      await ended.finally(() => clearTimeout(impatient));
    },
  };
}

/** True if `pid` runs and is the PostgreSQL server of `pgdata`. Process ids are reused, above all in containers. */
export async function isPostmasterOf(pid: number, pgdata: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  const command =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : await run('ps', ['-o', 'command=', '-p', String(pid)]).then(
          ({ stdout }) => stdout,
          () => '',
        );
  return command.includes('postgres') && command.includes(pgdata);
}

/** Stops a server that is not our child and returns when it is gone. */
export async function stopProcess(binaries: Binaries, pid: number, pgdata: string): Promise<void> {
  if (process.platform === 'win32') {
    await run(binaries.pg_ctl, ['stop', '-D', pgdata, '-m', 'fast', '-t', '10']);
    return;
  }
  for (let waited = 0; isAlive(pid) && waited < 15_000; waited += 25) {
    if (waited === 0 || waited === 10_000) process.kill(pid, waited === 0 ? 'SIGINT' : 'SIGQUIT');
    await delay(25);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
