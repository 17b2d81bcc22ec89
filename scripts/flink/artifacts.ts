/**
 * Jars from Maven into a folder, once: a pom that names artifacts goes in, a folder with exactly these jars comes out.
 * Maven does the downloading, with the user's own settings, mirrors and local repository.
 */
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GatewayError } from '../../gateway/core/errors.ts';

export const FLINK_VERSION = '1.12.7';

/** Pinned: `mvn dependency:…` without a version takes whatever the installed Maven happens to prefer. */
const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const MARKER = '.complete.json';
const OUTPUT_LINES = 15;

export interface MavenArtifacts {
  /** Absolute path of the folder. */
  readonly dir: string;
  /** Absolute paths, sorted by name: the order on a class path is the same on every machine. */
  readonly jars: readonly string[];
}

export interface ResolveMavenOptions {
  readonly pomPath: string;
  /** The folder the jars shall be in; made whole in one rename, replaced when the pom changed. */
  readonly outDir: string;
  readonly log?: (line: string) => void;
  /** The Maven program; default `mvn` from PATH. */
  readonly mvn?: string;
}

/**
 * The runtime dependencies of a pom as jars in `outDir`. A second call with the same pom reads one file and starts
 * nothing. Several processes may call at once: each works in its own folder, the first rename wins.
 * Throws config_invalid when mvn is missing or fails; the detail ends with the last lines of its output.
 */
export async function resolveMavenArtifacts(options: ResolveMavenOptions): Promise<MavenArtifacts> {
  const pomPath = resolve(options.pomPath);
  const outDir = resolve(options.outDir);
  const pomHash = hashOf(await readFile(pomPath));
  const present = await readComplete(outDir, pomHash);
  if (present) return present;

  options.log?.(
    `Fetching the artifacts of ${basename(dirname(pomPath))}/${basename(pomPath)} with Maven into ${outDir}`,
  );
  await mkdir(dirname(outDir), { recursive: true });
  const working = `${outDir}.tmp-${process.pid}-${randomUUID().slice(0, 8)}`;
  try {
    await runMaven(options.mvn ?? 'mvn', pomPath, working);
    const jars = (await readdir(working)).filter((name) => name.endsWith('.jar')).sort();
    await writeFile(join(working, MARKER), JSON.stringify({ pomHash, jars }));
    return await moveIntoPlace(working, outDir, pomHash);
  } finally {
    await rm(working, { recursive: true, force: true });
  }
}

/** The jars of a whole Flink session cluster, under `<cacheDir>/flink-1.12.7-<hash of the pom>/lib`. Errors as above. */
export async function resolveFlinkArtifacts(options: {
  readonly cacheDir: string;
  readonly log?: (line: string) => void;
  readonly mvn?: string;
}): Promise<MavenArtifacts> {
  const { cacheDir, ...rest } = options;
  const pomPath = fileURLToPath(new URL('./pom.xml', import.meta.url));
  const hash = hashOf(await readFile(pomPath)).slice(0, 12);
  return resolveMavenArtifacts({ ...rest, pomPath, outDir: join(cacheDir, `flink-${FLINK_VERSION}-${hash}`, 'lib') });
}

async function readComplete(dir: string, pomHash: string): Promise<MavenArtifacts | null> {
  try {
    const marker: unknown = JSON.parse(await readFile(join(dir, MARKER), 'utf8'));
    if (!isMarker(marker) || marker.pomHash !== pomHash) return null;
    // Somebody may have deleted single jars to save space: the folder is then fetched anew.
    const there = new Set(await readdir(dir));
    return marker.jars.every((name) => there.has(name))
      ? { dir, jars: marker.jars.map((name) => join(dir, name)) }
      : null;
  } catch {
    return null;
  }
}

function isMarker(value: unknown): value is { pomHash: string; jars: string[] } {
  return (
    typeof value === 'object' && value !== null && 'pomHash' in value && 'jars' in value && Array.isArray(value.jars)
  );
}

async function moveIntoPlace(working: string, outDir: string, pomHash: string): Promise<MavenArtifacts> {
  // Each round either wins, finds a whole folder of somebody else, or moves one unusable folder out of the way.
  for (let round = 0; round < 5; round += 1) {
    try {
      await rename(working, outDir);
    } catch (error) {
      if (!isExisting(error)) throw error;
    }
    const present = await readComplete(outDir, pomHash);
    if (present) return present;
    const aside = `${outDir}.old-${randomUUID().slice(0, 8)}`;
    await rename(outDir, aside).catch(() => undefined);
    await rm(aside, { recursive: true, force: true });
  }
  throw new GatewayError('config_invalid', `${outDir} cannot be put in place`, { remedy: 'Delete the folder.' });
}

function isExisting(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR';
}

function runMaven(mvn: string, pomPath: string, outputDirectory: string): Promise<void> {
  const args = ['-B', '-q', '-Dstyle.color=never', '-f', pomPath, COPY_GOAL];
  args.push('-DincludeScope=runtime', `-DoutputDirectory=${outputDirectory}`);
  return new Promise((done, fail) => {
    const child = spawn(mvn, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (cause) =>
      fail(
        new GatewayError('config_invalid', `Maven cannot be started (${mvn}: ${cause.message})`, {
          remedy: 'Install Maven 3.6.3 or newer so that `mvn` is on PATH.',
          cause,
        }),
      ),
    );
    child.on('close', (code, signal) => {
      if (code === 0) return done();
      const tail = withoutCredentials(output).trimEnd().split('\n').slice(-OUTPUT_LINES).join('\n');
      fail(
        new GatewayError('config_invalid', `Maven failed (${signal ?? `exit code ${code}`}) for ${pomPath}:\n${tail}`, {
          remedy:
            'If the repository cannot be reached, name a mirror or proxy in ~/.m2/settings.xml; without a network, run ' +
            'once where there is one and bring the cache folder (or ~/.m2/repository) along. If the output speaks of Java, ' +
            'check JAVA_HOME.',
        }),
      );
    });
  });
}

/** A mirror's address may carry a user and password; Maven prints it when it fails. */
function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/@\s]+@/g, '//***@');
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
