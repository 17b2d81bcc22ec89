import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Remembers file hashes between processes: the official distribution has more than 1.5 GB of jars. */
export interface HashCache {
  /** Size in bytes and sha256 (hex) of a file; reads it only if its stamp is new. */
  hash(path: string): Promise<{ readonly size: number; readonly sha256: string }>;
  /** Writes what was learned; a no-op if nothing was. */
  save(): Promise<void>;
}

/**
 * Changes whenever the file's bytes do: ctime cannot be set back by `touch` or `cp -p`, and the inode tells a file
 * that was renamed into place.
 */
export async function stampOf(path: string): Promise<{ readonly size: number; readonly stamp: string }> {
  const found = await stat(path, { bigint: true });
  return { size: Number(found.size), stamp: `${found.size}:${found.mtimeNs}:${found.ctimeNs}:${found.ino}` };
}

/** sha256 (hex) of a file, read in 1 MiB pieces. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

type Known = Record<string, { stamp: string; sha256: string }>;

async function readKnown(file: string): Promise<Known> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed as Record<string, unknown>).filter(
        (pair): pair is [string, Known[string]] =>
          typeof (pair[1] as Partial<Known[string]> | null)?.stamp === 'string' &&
          /^[0-9a-f]{64}$/.test((pair[1] as Partial<Known[string]>).sha256 ?? ''),
      ),
    );
  } catch {
    // Absent or damaged: only time is lost, the files are hashed again.
    return {};
  }
}

/** Opens `<cacheDir>/hashes.json`. Two processes may save at once: the last one wins, the other hashes again. */
export async function openHashCache(cacheDir: string): Promise<HashCache> {
  const file = join(cacheDir, 'hashes.json');
  const known = await readKnown(file);
  const learned: Known = {};
  return {
    async hash(path) {
      const key = resolve(path);
      const { size, stamp } = await stampOf(key);
      const before = known[key];
      if (before?.stamp === stamp) return { size, sha256: before.sha256 };
      const sha256 = await hashFile(key);
      const after = await stampOf(key);
      // Written to while it was read: true for now perhaps, but not to be remembered.
      if (after.stamp === stamp) learned[key] = known[key] = { stamp, sha256 };
      return { size: after.size, sha256 };
    },
    async save() {
      if (Object.keys(learned).length === 0) return;
      await mkdir(cacheDir, { recursive: true });
      const temporary = `${file}.${randomUUID()}.tmp`;
      await writeFile(temporary, JSON.stringify({ ...(await readKnown(file)), ...learned }, null, 1));
      await rename(temporary, file);
    },
  };
}
