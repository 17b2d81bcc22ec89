import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { extract } from 'tar';
import { distributionInvalid, reasonOf, systemCode } from './distribution-errors.ts';
import { readArchive, type ArchiveLimits, type ArchiveListing } from './read-archive.ts';

/** A crash can leave a temporary directory; after a day nobody is still unpacking into it. */
const leftoverAgeMs = 24 * 3600 * 1000;

/** The first listed file that is not on disk as a regular file of that size, or that is there unlisted. */
async function firstDifference(directory: string, listing: ArchiveListing): Promise<string | undefined> {
  for (const [path, size] of listing) {
    const found = await lstat(join(directory, path)).catch(() => undefined);
    if (found?.isFile() !== true) return `${path} is missing`;
    if (found.size !== size) return `${path} has ${found.size} bytes instead of ${size}`;
  }
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!entry.isDirectory() && !listing.has(path)) return `${path} is not in the archive`;
  }
  return undefined;
}

/** The listing that was stored with an unpacked archive, if all of it is still there. */
async function isWhole(target: string): Promise<boolean> {
  try {
    const stored = JSON.parse(await readFile(join(target, 'listing.json'), 'utf8')) as [string, number][];
    return (await firstDifference(join(target, 'content'), new Map(stored))) === undefined;
  } catch {
    return false;
  }
}

async function sweepLeftovers(parent: string, now: number): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith('.tmp-')) continue;
    const found = await lstat(join(parent, name)).catch(() => undefined);
    if (found !== undefined && now - found.mtimeMs > leftoverAgeMs)
      await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** Moves a finished directory into place; false if another process was faster. */
async function moveIntoPlace(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) return false;
    throw error;
  }
}

/**
 * Makes sure that `<target>/content` holds the files of the archive and returns that path. The archive is checked as a
 * whole before the first byte is written (see readArchive), unpacked into a neighbouring temporary directory, compared
 * with its listing and renamed into place: `target` is absent or whole, also with two processes at work. A target
 * that was damaged later is unpacked again. Throws `distribution_invalid`.
 */
export async function unpackArchive(archive: string, target: string, limits: ArchiveLimits): Promise<string> {
  const content = join(target, 'content');
  if (await isWhole(target)) return content;
  const listing = await readArchive(archive, limits);
  const parent = join(target, '..');
  let complaint: Error | undefined;
  const temporary = join(parent, `.tmp-${randomUUID()}`);
  try {
    await mkdir(join(temporary, 'content'), { recursive: true });
    await extract({
      file: archive,
      cwd: join(temporary, 'content'),
      // Not strict: that would reject while other writes are still under way and could outlive the clean-up below.
      strict: false,
      // `code` is the system's (ENOSPC) where there is one.
      onwarn: (code, message) => {
        complaint ??= Object.assign(new Error(message), { code });
      },
      preserveOwner: false,
      noMtime: true,
      // The size is bounded by the limits that readArchive applied.
      maxDecompressionRatio: Infinity,
      // tar inflates in the main thread: small pieces keep the event loop turning.
      maxReadSize: 1024 * 1024,
      filter: (_path, entry) =>
        !('type' in entry) || ['File', 'OldFile', 'ContiguousFile', 'Directory'].includes(entry.type),
      onReadEntry: (entry) => {
        entry.mode = entry.type === 'Directory' ? 0o755 : 0o644;
      },
    });
    if (complaint !== undefined) throw complaint;
    const difference = await firstDifference(join(temporary, 'content'), listing);
    if (difference !== undefined) throw new Error(`after unpacking, ${difference}`);
    await writeFile(join(temporary, 'listing.json'), JSON.stringify([...listing]));
    if (!(await moveIntoPlace(temporary, target)) && !(await isWhole(target))) {
      const damaged = join(parent, `.tmp-${randomUUID()}`);
      await rename(target, damaged).catch(() => undefined);
      await moveIntoPlace(temporary, target);
      await rm(damaged, { recursive: true, force: true });
    }
    await sweepLeftovers(parent, Date.now());
    return content;
  } catch (error) {
    throw distributionInvalid(`${archive} cannot be unpacked into ${parent}: ${reasonOf(error)}`, {
      remedy:
        'Give the gateway a cache directory that it may write to, with room for the unpacked distribution (about 2 GB).',
      facts: { path: archive },
      cause: error,
    });
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
  }
}
