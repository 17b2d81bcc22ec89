import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { distributionInvalid, reasonOf } from './distribution-errors.ts';
import { openHashCache } from './hash-cache.ts';
import { indexDistribution } from './index-distribution.ts';
import type { Distribution } from './model.ts';
import { defaultLimits, type ArchiveLimits } from './read-archive.ts';
import { unpackArchive } from './unpack-archive.ts';

export interface OpenOptions {
  /** Holds `distributions/<16 hex of the archive's sha256>/` and `hashes.json`; created if absent. */
  readonly cacheDir: string;
  readonly limits?: Partial<ArchiveLimits>;
}

/**
 * Opens the official archive (`.tar.gz`, `.tgz`, `.tar`) or an unpacked directory, which is used where it is. The first
 * opening of an archive unpacks and hashes it (seconds for the official 1.5 GB); later ones cost a `stat` per file.
 * Throws `distribution_invalid`, naming the file, the entry and what to do.
 */
export async function openDistribution(path: string, options: OpenOptions): Promise<Distribution> {
  const place = resolve(path);
  const found = await stat(place).catch((error: unknown) => {
    throw distributionInvalid(`The Chunjun distribution ${place} cannot be opened: ${reasonOf(error)}`, {
      remedy: 'Point to chunjun-dist-1.12-SNAPSHOT.tar.gz or to the directory it was unpacked into.',
      facts: { path: place },
      cause: error,
    });
  });
  if (found.isDirectory()) return indexDistribution(place, options);
  if (!found.isFile())
    throw distributionInvalid(`The Chunjun distribution ${place} is neither a file nor a directory`, {
      remedy: 'Point to chunjun-dist-1.12-SNAPSHOT.tar.gz or to the directory it was unpacked into.',
      facts: { path: place },
    });
  const hashes = await openHashCache(options.cacheDir);
  const { sha256 } = await hashes.hash(place).catch((error: unknown) => {
    throw distributionInvalid(`${place} cannot be read: ${reasonOf(error)}`, {
      remedy: 'Make the file readable for the user that the gateway runs as.',
      facts: { path: place },
      cause: error,
    });
  });
  const target = resolve(options.cacheDir, 'distributions', sha256.slice(0, 16));
  const content = await unpackArchive(place, target, { ...defaultLimits, ...options.limits });
  await hashes.save();
  return indexDistribution(content, { ...options, openedAs: place });
}
