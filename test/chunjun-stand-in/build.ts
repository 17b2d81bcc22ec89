/** Compiles the Chunjun stand-in (see README.md) into the layout of a Chunjun distribution. */
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as tar from 'tar';
import { resolveFlinkArtifacts, resolveMavenArtifacts } from '../../scripts/flink/artifacts.ts';
import { findJava } from '../../scripts/flink/java.ts';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const ARCHIVE = 'chunjun-dist-1.12-SNAPSHOT.tar.gz';

/** `modules` are folders below java/; `driver` is the start of the name of a jar whose classes go in as well. */
const JARS = [
  { path: 'chunjun-core.jar', modules: ['core'], mainClass: 'com.dtstack.chunjun.Main' },
  { path: 'connector/stream/chunjun-connector-stream.jar', modules: ['stream'] },
  { path: 'connector/mysql/chunjun-connector-mysql.jar', modules: ['jdbc', 'mysql'], driver: 'mysql-connector' },
  {
    path: 'connector/postgresql/chunjun-connector-postgresql.jar',
    modules: ['jdbc', 'postgresql'],
    driver: 'postgresql-',
  },
] as const;

export interface BuildStandInOptions {
  /** The jars of Flink 1.12.7 to compile against. */
  readonly flinkJars: readonly string[];
  /** Path of javac, Java 8 to 17; its `jar` is used as well. */
  readonly javac: string;
  /** The build lands in a folder below, named by the hash of the sources. */
  readonly outDir: string;
  /** For the JDBC drivers from Maven. */
  readonly cacheDir: string;
  readonly log?: (line: string) => void;
}

export interface StandIn {
  /** A folder laid out like a Chunjun distribution: chunjun-core.jar, connector/<name>/chunjun-connector-<name>.jar. */
  readonly distDir: string;
  /** The same tree as a .tar.gz whose top folder is `chunjun-dist/`. */
  readonly archive: string;
}

/**
 * Builds the stand-in unless the same sources were built into `outDir` before (then it only reads them). Safe to call
 * from several processes at once. Throws config_invalid when Maven fails, and javac's output when the sources do not compile.
 */
export async function buildStandIn(options: BuildStandInOptions): Promise<StandIn> {
  const sources = await filesBelow(join(here, 'java'), '.java');
  const target = join(resolve(options.outDir), `chunjun-stand-in-${await hashOf(sources, options.flinkJars)}`);
  const built: StandIn = { distDir: join(target, 'chunjun-dist'), archive: join(target, ARCHIVE) };
  if (await exists(built.archive)) return built;

  options.log?.(`Building the Chunjun stand-in into ${target}`);
  const log = options.log ? { log: options.log } : {};
  const driversDir = join(options.cacheDir, 'chunjun-stand-in-drivers');
  const drivers = await resolveMavenArtifacts({ pomPath: join(here, 'pom.xml'), outDir: driversDir, ...log });
  const working = `${target}.tmp-${process.pid}-${randomUUID().slice(0, 8)}`;
  try {
    for (const jar of JARS) await mkdir(dirname(join(working, 'chunjun-dist', jar.path)), { recursive: true });
    const classes = join(working, 'classes');
    for (const module of ['core', 'stream', 'jdbc', 'mysql', 'postgresql']) {
      const files = sources.filter((file) => file.startsWith(join(here, 'java', module) + '/'));
      const classPath = [...options.flinkJars, ...drivers.jars, join(classes, 'core'), join(classes, 'jdbc')];
      await compile(options.javac, classPath, join(classes, module), files);
    }
    for (const jar of JARS) await assemble(jar, options.javac, working, drivers.jars);
    await rm(classes, { recursive: true });
    await tar.create({ gzip: true, file: join(working, ARCHIVE), cwd: working, portable: true }, ['chunjun-dist']);
    await putInPlace(working, target, built.archive);
  } finally {
    await rm(working, { recursive: true, force: true });
  }
  return built;
}

/** `buildStandIn` with Flink's jars, a JDK and the output all found or put below `cacheDir`. */
export async function prepareStandIn(options: { cacheDir: string; log?: (line: string) => void }): Promise<StandIn> {
  const { jars } = await resolveFlinkArtifacts(options);
  const { javac } = await findJava({ needCompiler: true, ...(options.log ? { log: options.log } : {}) });
  if (javac === null) throw new Error('findJava found a Java without javac');
  return buildStandIn({ ...options, flinkJars: jars, javac, outDir: options.cacheDir });
}

async function compile(javac: string, classPath: readonly string[], outDir: string, files: readonly string[]) {
  await mkdir(outDir, { recursive: true });
  const { stdout, stderr } = await run(javac, ['-version']);
  // --release came with Java 9; javac 8 makes version 8 classes anyway.
  const release = `${stdout}${stderr}`.includes('javac 1.8') ? [] : ['--release', '8'];
  const args = [...release, '-nowarn', '-Xlint:none', '-encoding', 'UTF-8', '-cp', classPath.join(delimiter)];
  await run(javac, [...args, '-d', outDir, ...files], { maxBuffer: 16 * 1024 * 1024 });
}

async function assemble(
  jar: { path: string; modules: readonly string[]; driver?: string; mainClass?: string },
  javac: string,
  working: string,
  drivers: readonly string[],
) {
  const tool = join(dirname(javac), 'jar');
  const file = join(working, 'chunjun-dist', jar.path);
  const folders = jar.modules.map((module) => join(working, 'classes', module));
  if (jar.driver !== undefined) {
    const driver = drivers.find((path) => basename(path).startsWith(jar.driver ?? ''));
    if (!driver) throw new Error(`pom.xml brings no driver ${jar.driver}`);
    const unpacked = join(working, 'classes', `driver-of-${basename(jar.path)}`);
    await mkdir(unpacked);
    await run(tool, ['xf', driver], { cwd: unpacked });
    // The driver's own manifest and signatures do not fit the merged jar; META-INF/services must stay.
    for (const name of await readdir(join(unpacked, 'META-INF'))) {
      if (/^MANIFEST\.MF$|\.(SF|RSA|DSA)$/.test(name)) await rm(join(unpacked, 'META-INF', name));
    }
    folders.push(unpacked);
  }
  const manifest = join(working, 'classes', 'manifest.txt');
  const mainClass = jar.mainClass === undefined ? '' : `Main-Class: ${jar.mainClass}\n`;
  await writeFile(manifest, `Implementation-Title: Chunjun stand-in\n${mainClass}`);
  await run(tool, ['cfm', file, manifest, ...folders.flatMap((folder) => ['-C', folder, '.'])]);
}

async function putInPlace(working: string, target: string, proof: string) {
  try {
    await rename(working, target);
  } catch (error) {
    // Somebody else built the same sources at the same time.
    if (!(await exists(proof))) throw error;
  }
}

async function hashOf(sources: readonly string[], flinkJars: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [...sources, join(here, 'pom.xml'), fileURLToPath(import.meta.url)]) {
    hash
      .update(file.slice(here.length))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  }
  return hash
    .update(flinkJars.map((jar) => basename(jar)).join('\n'))
    .digest('hex')
    .slice(0, 12);
}

async function filesBelow(folder: string, suffix: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(suffix));
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
