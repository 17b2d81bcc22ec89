import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './distribution-errors.ts';
import { byText } from './model.ts';

export interface PruneOptions {
  readonly cacheDir: string;
  /** How many of the bundles used last stay. */
  readonly keep: number;
  /** A bundle used within this time stays in any case: it may be on its way to a cluster. Default 10 minutes. */
  readonly idleMs?: number;
  /** Milliseconds since the epoch. */
  readonly now?: number;
}

/** A crash can leave a half-written file; nobody writes one for an hour. */
const leftoverAgeMs = 3600 * 1000;

/** Removes the bundles that were not used for longest, and leftovers of crashes. Returns the names of removed bundles. */
export async function pruneBundles(options: PruneOptions): Promise<string[]> {
  const { cacheDir, keep, idleMs = 600_000, now = Date.now() } = options;
  const directory = join(cacheDir, 'bundles');
  const names = await readdir(directory).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
  const usedAt = async (name: string) => (await stat(join(directory, name)).catch(() => undefined))?.mtimeMs;
  const bundles: { name: string; used: number }[] = [];
  for (const name of names) {
    if (/^chunjun-bundle-[0-9a-f]{16}\.jar$/.test(name)) {
      // Reading a bundle does not change it; composeBundle touches the sidecar instead.
      bundles.push({ name, used: (await usedAt(`${name}.json`)) ?? (await usedAt(name)) ?? 0 });
    } else if (name.startsWith('.tmp-') || name.endsWith('.tmp')) {
      if (now - ((await usedAt(name)) ?? now) > leftoverAgeMs) await rm(join(directory, name), { force: true });
    }
  }
  bundles.sort((a, b) => b.used - a.used || byText(a.name, b.name));
  const removed = bundles.slice(keep).filter((bundle) => now - bundle.used >= idleMs);
  for (const { name } of removed) {
    // The sidecar first: a bundle without one is rebuilt, never trusted.
    await rm(join(directory, `${name}.json`), { force: true });
    await rm(join(directory, name), { force: true });
  }
  return removed.map((bundle) => bundle.name);
}
