import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { GatewayError } from '../core/errors.ts';

const run = promisify(execFile);

/**
 * As whom the server's programs run. Nobody but root needs anything: PostgreSQL refuses root, so there it is the
 * system user `postgres`. Where that user may not pass a folder on the way (a clone below /root or a mktemp -d folder),
 * `launcher` is a command that goes before the program: util-linux's setpriv, which gives that one process the right
 * to (CAP_DAC_OVERRIDE, which containers have by default) and takes every other away.
 */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
  readonly launcher?: readonly string[];
}

/** Program, arguments and spawn options for a program of the server. */
export function asServerUser(
  { uid, gid, launcher = [] }: ServerUser,
  program: string,
  args: readonly string[],
): { command: string; args: string[]; ids: { uid?: number; gid?: number } } {
  const [command = program, ...rest] = [...launcher, program, ...args];
  const ids = launcher.length > 0 || uid === undefined || gid === undefined ? {} : { uid, gid };
  return { command, args: rest, ids };
}

/** The user for these paths. Throws `store_unavailable`, `config_invalid` when it could not reach them. */
export async function serverUser(paths: readonly string[]): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  const user = await postgresUser();
  const closed = await firstClosedFolder(paths, user);
  if (closed === null) return user;
  const launcher = [
    'setpriv',
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
    '--bounding-set=-all,+dac_override',
    // Without it access(2), by which initdb checks its programs, would judge without the capability.
    '--securebits=+no_setuid_fixup',
  ];
  try {
    for (const path of paths) await run(launcher[0] ?? '', [...launcher.slice(1), 'test', '-x', dirname(path)]);
    return { ...user, launcher };
  } catch (cause) {
    throw new GatewayError(
      'config_invalid',
      `The user postgres cannot enter ${closed.folder}, which leads to ${closed.path}.`,
      {
        remedy:
          'Started as root, PostgreSQL runs as the user postgres: ' +
          `run "chmod o+x ${closed.folder}", use another folder, or start the gateway as an ordinary user.`,
        cause,
      },
    );
  }
}

/** The system user `postgres`, made if it is missing. */
async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const ids = async () => {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => (await run('id', [flag, 'postgres'])).stdout),
    );
    return { uid: Number(uid), gid: Number(gid) };
  };
  try {
    return await ids();
  } catch {
    try {
      await run('groupadd', ['--system', 'postgres']).catch(() => undefined);
      await run('useradd', ['--system', '--no-create-home', '-g', 'postgres', 'postgres']);
      return await ids();
    } catch (cause) {
      throw new GatewayError('store_unavailable', 'PostgreSQL cannot run as root and no user "postgres" can be made.', {
        remedy: 'Start the gateway as an ordinary user, or create a system user named postgres.',
        cause,
      });
    }
  }
}

/** The first folder on the way to one of the paths that the user may not pass, by mode bits: access(2) only knows us. */
async function firstClosedFolder(
  paths: readonly string[],
  user: { uid: number; gid: number },
): Promise<{ folder: string; path: string } | null> {
  for (const path of paths) {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const { mode, uid, gid } = await stat(folder);
      const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return { folder, path };
      if (folder === dirname(folder)) break;
    }
  }
  return null;
}
