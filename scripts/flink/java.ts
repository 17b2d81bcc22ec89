/** Which Java runs Flink 1.12.7, and with which flags. Flink 1.12 is made for 8 and 11; up to 17 works with opened modules. */
import { execFile } from 'node:child_process';
import { access, constants, readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { GatewayError } from '../../gateway/core/errors.ts';

export const JAVA_MIN = 8;
export const JAVA_MAX = 17;

export interface Java {
  readonly java: string;
  /** null: a runtime without a compiler. */
  readonly javac: string | null;
  readonly home: string;
  readonly major: number;
}

export interface FindJavaOptions {
  /** Looked at before everything else. */
  readonly javaHome?: string | undefined;
  /** JAVA_HOME and PATH are read from here; default the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Folders that hold one folder per Java; default the usual ones of Linux, macOS and SDKMAN. */
  readonly usualPlaces?: readonly string[];
  /** Skip a Java that has no javac next to it. */
  readonly needCompiler?: boolean;
  readonly log?: (line: string) => void;
}

const USUAL_PLACES = [
  '/usr/lib/jvm',
  '/usr/java',
  '/opt/java',
  // What /usr/libexec/java_home lists.
  '/Library/Java/JavaVirtualMachines',
  join(homedir(), 'Library/Java/JavaVirtualMachines'),
  '/opt/homebrew/opt',
  join(homedir(), '.sdkman/candidates/java'),
  join(homedir(), '.jdks'),
];

/**
 * The first Java of version 8 to 17: `javaHome`, JAVA_HOME, PATH, then the usual places (newest fitting one first).
 * One that does not fit is skipped with a line in the log. Throws config_invalid, naming everything found, if none fits.
 */
export async function findJava(options: FindJavaOptions = {}): Promise<Java> {
  const env = options.env ?? process.env;
  const named: { from: string; java: string }[] = [];
  if (options.javaHome) named.push({ from: 'the given Java home', java: join(options.javaHome, 'bin', 'java') });
  if (env['JAVA_HOME']) named.push({ from: 'JAVA_HOME', java: join(env['JAVA_HOME'], 'bin', 'java') });
  const pathFolders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of pathFolders) named.push({ from: 'PATH', java: join(folder, 'java') });

  const seen = new Set<string>();
  const refused: string[] = [];
  const look = async (from: string, java: string): Promise<Java | null> => {
    const real = await executable(java);
    // JAVA_HOME that names nothing is worth a word; a PATH folder without java is normal.
    if (!real && from !== 'PATH') refused.push(`${from}: no ${java}`);
    if (!real || seen.has(real)) return null;
    seen.add(real);
    const probed = await probe(java);
    const reason = reasonAgainst(probed, options.needCompiler ?? false);
    if (probed && reason === null) return probed;
    refused.push(`${from}: ${java} ${reason}`);
    return null;
  };

  let found: Java | null = null;
  for (const { from, java } of named) found ??= await look(from, java);
  if (!found) {
    const elsewhere = await javasIn(options.usualPlaces ?? USUAL_PLACES);
    const fitting = await Promise.all(elsewhere.map((java) => look(dirname(dirname(dirname(java))), java)));
    found = fitting.filter((java) => java !== null).sort((a, b) => b.major - a.major)[0] ?? null;
  }
  if (!found) {
    const what = refused.length > 0 ? `found: ${refused.join('; ')}` : 'no Java was found';
    throw new GatewayError('config_invalid', `Flink 1.12.7 needs Java ${JAVA_MIN} to ${JAVA_MAX}; ${what}`, {
      remedy: `Install a ${options.needCompiler ? 'JDK' : 'Java'} ${JAVA_MAX} or 11 and name it in JAVA_HOME.`,
    });
  }
  for (const line of refused) options.log?.(`Skipped Java: ${line}`);
  options.log?.(`Java ${found.major}: ${found.home}`);
  return found;
}

/** What the JVM needs so that Flink's reflection works: exported packages from 9, opened ones from 16 (JEP 396). */
export function javaModuleFlags(major: number): string[] {
  const exported = ['sun.net.util', 'sun.security.util'];
  const opened = ['java.lang', 'java.lang.reflect', 'java.util', 'java.util.concurrent', 'java.net', 'java.nio'];
  opened.push('sun.nio.ch', 'java.io', 'java.text', 'java.time');
  const flags: string[] = [];
  if (major >= 9) flags.push(...exported.map((name) => `--add-exports=java.base/${name}=ALL-UNNAMED`));
  if (major >= 16) flags.push(...opened.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`));
  return flags;
}

function reasonAgainst(java: Java | null, needCompiler: boolean): string | null {
  if (!java) return 'does not run or does not tell its version';
  if (java.major < JAVA_MIN || java.major > JAVA_MAX) return `is Java ${java.major}`;
  return needCompiler && java.javac === null ? `is Java ${java.major} without javac` : null;
}

/** null when it cannot be run: the stub that macOS has at /usr/bin/java ends with an error. */
async function probe(java: string): Promise<Java | null> {
  const text = await new Promise<string | null>((done) => {
    execFile(java, ['-XshowSettings:properties', '-version'], { timeout: 20_000 }, (error, stdout, stderr) =>
      done(error ? null : stdout + stderr),
    );
  });
  const version = text?.match(/java\.specification\.version = (?:1\.)?(\d+)/)?.[1];
  const reported = text?.match(/java\.home = (.+)/)?.[1]?.trim();
  if (!version || !reported) return null;
  // A JDK 8 reports its jre folder, and has javac one folder higher.
  const homes = basename(reported) === 'jre' ? [dirname(reported), reported] : [reported];
  for (const home of homes) {
    const javac = join(home, 'bin', 'javac');
    if (await executable(javac)) return { java: join(reported, 'bin', 'java'), javac, home, major: Number(version) };
  }
  return { java: join(reported, 'bin', 'java'), javac: null, home: reported, major: Number(version) };
}

async function executable(path: string): Promise<string | null> {
  try {
    await access(path, constants.X_OK);
    return await realpath(path);
  } catch {
    return null;
  }
}

async function javasIn(places: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const place of places) {
    const names = await readdir(place).catch(() => []);
    for (const name of names.sort()) {
      const inside = ['bin', 'Contents/Home/bin', 'libexec/openjdk.jdk/Contents/Home/bin'];
      for (const bin of inside) {
        const java = join(place, name, bin, 'java');
        if (await executable(java)) found.push(java);
      }
    }
  }
  return found;
}
