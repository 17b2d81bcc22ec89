import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { GatewayError } from '../core/errors.ts';
import { distributionInvalid, reasonOf } from './distribution-errors.ts';
import { openHashCache, type HashCache } from './hash-cache.ts';
import { byText, type Distribution, type JarFile, type PluginEntry } from './model.ts';

/** The archive's top folder, one above it and one below: deeper there is nothing but plugins. */
const maxDepth = 3;

const remedy =
  'Point to chunjun-dist-1.12-SNAPSHOT.tar.gz, or to the unpacked directory that holds chunjun-core.jar and connector/.';

interface Listed {
  readonly jars: readonly string[];
  readonly directories: readonly string[];
}

/** Sub-directories and `chunjun*.jar` files (the only ones Chunjun puts on the class path), sorted. Links are followed. */
async function list(directory: string): Promise<Listed> {
  const jars: string[] = [];
  const directories: string[] = [];
  for (const name of (await readdir(directory)).sort(byText)) {
    const found = await stat(join(directory, name)).catch(() => undefined);
    if (found?.isDirectory() === true) directories.push(name);
    else if (/^chunjun.*\.jar$/.test(name)) jars.push(name);
  }
  return { jars, directories };
}

const isCore = (name: string) => name.startsWith('chunjun-core');

/** The shallowest directory that holds `chunjun-core*.jar` and `connector/`. */
async function findRoot(start: string, openedAs: string): Promise<{ root: string; listed: Listed }> {
  let coreAt: string | undefined;
  let connectorAt: string | undefined;
  let level = [start];
  for (let depth = 0; depth <= maxDepth; depth += 1) {
    const next: string[] = [];
    for (const directory of level) {
      const listed = await list(directory);
      const hasCore = listed.jars.some(isCore);
      const hasConnector = listed.directories.includes('connector');
      if (hasCore && hasConnector) return { root: directory, listed };
      if (hasCore) coreAt ??= directory;
      if (hasConnector) connectorAt ??= directory;
      next.push(...listed.directories.map((name) => join(directory, name)));
    }
    level = next;
  }
  const shown = (directory: string) => relative(start, directory) || 'its top folder';
  const what =
    connectorAt !== undefined
      ? `there is no chunjun-core*.jar beside connector/ in ${shown(connectorAt)}`
      : coreAt !== undefined
        ? `there is no connector/ beside chunjun-core in ${shown(coreAt)}`
        : 'neither chunjun-core*.jar nor connector/ is in it';
  throw distributionInvalid(`${openedAs} is not a Chunjun distribution: ${what}`, {
    remedy,
    facts: { path: openedAs },
  });
}

async function readJar(directory: string, name: string, hashes: HashCache): Promise<JarFile> {
  const path = join(directory, name);
  const { size, sha256 } = await hashes.hash(path);
  if (size === 0) throw distributionInvalid(`${path} is empty`, { remedy, facts: { path } });
  return { path, name, size, sha256 };
}

async function readPlugin(directory: string, name: string, hashes: HashCache): Promise<PluginEntry> {
  const jars: JarFile[] = [];
  for (const jar of (await list(directory)).jars) jars.push(await readJar(directory, jar, hashes));
  return { name, jars };
}

/** One entry per sub-directory that has at least one `chunjun*.jar`; none if the directory is absent. */
async function readPlugins(parent: string, present: boolean, hashes: HashCache): Promise<Map<string, PluginEntry>> {
  const plugins = new Map<string, PluginEntry>();
  if (!present) return plugins;
  for (const name of (await list(parent)).directories) {
    const plugin = await readPlugin(join(parent, name), name, hashes);
    if (plugin.jars.length > 0) plugins.set(name, plugin);
  }
  return plugins;
}

export interface IndexOptions {
  readonly cacheDir: string;
  /** What to call the distribution in errors, if it is not the directory (the archive it came from). */
  readonly openedAs?: string;
}

/**
 * Indexes an unpacked distribution below `directory`. Jars are hashed once and remembered in `<cacheDir>/hashes.json`
 * by inode, size and times, so only the first call reads them. Throws `distribution_invalid`.
 */
export async function indexDistribution(directory: string, options: IndexOptions): Promise<Distribution> {
  const openedAs = options.openedAs ?? directory;
  try {
    const { root, listed } = await findRoot(resolve(directory), openedAs);
    const cores = listed.jars.filter(isCore);
    const [coreName] = cores;
    if (coreName === undefined || cores.length > 1)
      throw distributionInvalid(`${openedAs} has more than one core jar: ${cores.join(', ')}`, {
        remedy: 'Keep the one of Chunjun 1.12.8: Chunjun would load all of them.',
        facts: { path: openedAs },
      });
    const hashes = await openHashCache(options.cacheDir);
    const plugins = (name: string) => readPlugins(join(root, name), listed.directories.includes(name), hashes);
    const core = await readJar(root, coreName, hashes);
    const formats = listed.directories.includes('formats')
      ? (await readPlugin(join(root, 'formats'), 'formats', hashes)).jars
      : [];
    const connectors = await plugins('connector');
    const metrics = await plugins('metrics');
    const dirtyDataCollectors = await plugins('dirty-data-collector');
    const restorePlugins = await plugins('restore-plugins');
    const ddlPlugins = await plugins('ddl-plugins');
    await hashes.save();

    const maps = [connectors, metrics, dirtyDataCollectors, restorePlugins, ddlPlugins];
    const jars = [core, ...formats, ...maps.flatMap((map) => [...map.values()].flatMap((plugin) => plugin.jars))];
    const lines = jars.map((jar) => `${relative(root, jar.path).split(sep).join('/')}\0${jar.size}\0${jar.sha256}\n`);
    const id = createHash('sha256').update(lines.sort(byText).join('')).digest('hex').slice(0, 16);
    return { id, root, core, connectors, formats, metrics, dirtyDataCollectors, restorePlugins, ddlPlugins };
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw distributionInvalid(`${openedAs} cannot be read: ${reasonOf(error)}`, {
      remedy:
        'Make every file of the distribution readable for the user that the gateway runs as, and its cache directory writable.',
      facts: { path: openedAs },
      cause: error,
    });
  }
}
