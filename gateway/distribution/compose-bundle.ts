import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { GatewayError } from '../core/errors.ts';
import { distributionInvalid, reasonOf } from './distribution-errors.ts';
import { hashFile, stampOf } from './hash-cache.ts';
import { byText, type Distribution, type JarFile } from './model.ts';
import { pluginJars } from './plugin-jars.ts';
import { bundleManifest, writeBundle, type BundlePart } from './write-bundle.ts';

export interface BundleEntry {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** A job jar on disk. `name` is unique for the content; `entries` are in the order of the file, manifest first. */
export interface Bundle {
  readonly path: string;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly entries: readonly BundleEntry[];
}

export interface BundleRequest {
  /** Directory names of the connectors; order and repetition do not matter. */
  readonly connectors: readonly string[];
  /** Further jars for `lib/`: formats, metrics, dirty data collectors, JDBC drivers. */
  readonly extras?: readonly JarFile[];
}

const sha256Of = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

/** What goes into the bundle: core first, then by entry name. The same jar is taken once; different jars of the same name are told apart. */
export function bundleParts(distribution: Distribution, request: BundleRequest): BundlePart[] {
  const core: BundlePart = { name: 'lib/chunjun-core.jar', jar: distribution.core };
  const [, ...plugins] = pluginJars(distribution, request.connectors);
  const others = [...plugins, ...(request.extras ?? [])].map((jar) => ({ base: basename(jar.name), jar }));
  // By content within a name, so that which of two gets the plain name does not depend on the order of the request.
  others.sort((a, b) => byText(a.base, b.base) || byText(a.jar.sha256, b.jar.sha256));
  const taken = new Map([[core.name, core.jar.sha256]]);
  const parts: BundlePart[] = [];
  for (const { base, jar } of others) {
    const stem = base.replace(/\.jar$/, '');
    const plain = `lib/${stem}.jar`;
    const name =
      taken.has(plain) && taken.get(plain) !== jar.sha256 ? `lib/${stem}-${jar.sha256.slice(0, 16)}.jar` : plain;
    if (taken.has(name)) continue;
    taken.set(name, jar.sha256);
    parts.push({ name, jar });
  }
  return [core, ...parts.sort((a, b) => byText(a.name, b.name))];
}

/** Beside each bundle. `stamp` tells whether the file was touched since it was last known to be good. */
interface Sidecar {
  readonly stamp: string;
  readonly size: number;
  readonly sha256: string;
}

async function writeSidecar(path: string, sidecar: Sidecar): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, JSON.stringify(sidecar));
  await rename(temporary, path);
}

/** Size and sha256 of a finished bundle, or undefined if it is absent or damaged. Marks it as used. */
async function findBundle(path: string, sidecarPath: string): Promise<{ size: number; sha256: string } | undefined> {
  try {
    const sidecar = JSON.parse(await readFile(sidecarPath, 'utf8')) as Sidecar;
    const { size, stamp } = await stampOf(path);
    if (stamp !== sidecar.stamp) {
      // Copied, touched, or rewritten by another process: only the bytes can tell.
      if ((await hashFile(path)) !== sidecar.sha256) return undefined;
      await writeSidecar(sidecarPath, { ...sidecar, stamp });
    }
    const now = new Date();
    await utimes(sidecarPath, now, now);
    return { size, sha256: sidecar.sha256 };
  } catch {
    return undefined;
  }
}

/** Builds that are under way in this process, by file: a burst of runs of one job writes its bundle once. */
const underWay = new Map<string, Promise<{ size: number; sha256: string }>>();

async function build(path: string, sidecarPath: string, parts: readonly BundlePart[]) {
  const found = await findBundle(path, sidecarPath);
  if (found !== undefined) return found;
  const directory = resolve(path, '..');
  const temporary = join(directory, `.tmp-${randomUUID()}`);
  try {
    await mkdir(directory, { recursive: true });
    const written = await writeBundle(temporary, parts);
    await rename(temporary, path);
    await writeSidecar(sidecarPath, { ...written, stamp: (await stampOf(path)).stamp });
    return written;
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw distributionInvalid(`The job jar ${path} cannot be written: ${reasonOf(error)}`, {
      remedy:
        'Check the free space and the rights of the cache directory, and that the distribution is still in its place.',
      facts: { path },
      cause: error,
    });
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * The job jar for `bundle` mode: manifest, `lib/chunjun-core.jar`, `lib/<plugin>.jar` …, stored. The same content gives
 * the same bytes, name and path on every machine; an existing file is checked and reused. Safe to call at once from
 * several processes. Throws `connector_missing`, and `distribution_invalid` if a jar or the cache cannot be used.
 */
export async function composeBundle(
  distribution: Distribution,
  request: BundleRequest,
  options: { readonly cacheDir: string },
): Promise<Bundle> {
  const parts = bundleParts(distribution, request);
  const entries: BundleEntry[] = [
    { name: 'META-INF/MANIFEST.MF', size: bundleManifest.length, sha256: sha256Of(bundleManifest) },
    ...parts.map(({ name, jar }) => ({ name, size: jar.size, sha256: jar.sha256 })),
  ];
  const key = sha256Of(entries.map((entry) => `${entry.name}\0${entry.sha256}\n`).join('')).slice(0, 16);
  const name = `chunjun-bundle-${key}.jar`;
  const path = resolve(options.cacheDir, 'bundles', name);
  let pending = underWay.get(path);
  if (pending === undefined) {
    pending = build(path, `${path}.json`, parts).finally(() => underWay.delete(path));
    underWay.set(path, pending);
  }
  return { path, name, ...(await pending), entries };
}
