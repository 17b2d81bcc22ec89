import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { hasCode } from '../../../gateway/core/errors.ts';
import { findJava, javaModuleFlags, type FindJavaOptions } from '../../../scripts/flink/java.ts';

let root: string;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'find-java-'));
  await fakeJava('eight', '1.8', { reports: 'jre' });
  await fakeJava('eleven', '11');
  await fakeJava('seventeen', '17');
  await fakeJava('twentyfive', '25');
  await fakeJava('seven', '1.7');
  await fakeJava('runtime', '17', { javac: false });
  await fakeJava('places/a-eleven', '11');
  await fakeJava('places/b-seventeen', '17');
  await fakeJava('places/c-twentyfive', '25');
  await script(join(root, 'broken/bin/java'), 'echo "no Java runtime present" >&2; exit 1');
});

after(() => rm(root, { recursive: true, force: true }));

const none = { env: {}, usualPlaces: [] };
const at = (name: string) => join(root, name);

const cases: readonly {
  name: string;
  options: () => FindJavaOptions;
  home: string;
  major: number;
  skipped?: RegExp;
}[] = [
  { name: 'JAVA_HOME', options: () => ({ ...none, env: { JAVA_HOME: at('eleven') } }), home: 'eleven', major: 11 },
  {
    name: 'the given home before JAVA_HOME',
    options: () => ({ ...none, javaHome: at('seventeen'), env: { JAVA_HOME: at('eleven') } }),
    home: 'seventeen',
    major: 17,
  },
  {
    name: 'JAVA_HOME before PATH',
    options: () => ({ ...none, env: { JAVA_HOME: at('eleven'), PATH: at('seventeen/bin') } }),
    home: 'eleven',
    major: 11,
  },
  {
    name: 'PATH when JAVA_HOME is too new',
    options: () => ({ ...none, env: { JAVA_HOME: at('twentyfive'), PATH: `/nowhere:${at('seventeen/bin')}` } }),
    home: 'seventeen',
    major: 17,
    skipped: /JAVA_HOME: .*twentyfive.* is Java 25/,
  },
  {
    name: 'PATH when JAVA_HOME names nothing',
    options: () => ({ ...none, env: { JAVA_HOME: at('gone'), PATH: at('eleven/bin') } }),
    home: 'eleven',
    major: 11,
    skipped: /JAVA_HOME: no .*gone/,
  },
  {
    name: 'the newest fitting one of the usual places when nothing named fits',
    options: () => ({ env: { JAVA_HOME: at('twentyfive'), PATH: at('seven/bin') }, usualPlaces: [at('places')] }),
    home: 'places/b-seventeen',
    major: 17,
    skipped: /PATH: .*seven.* is Java 7/,
  },
  {
    name: 'one with a compiler when that is needed',
    options: () => ({ ...none, env: { JAVA_HOME: at('runtime'), PATH: at('eleven/bin') }, needCompiler: true }),
    home: 'eleven',
    major: 11,
    skipped: /runtime.* without javac/,
  },
  {
    name: 'a java that cannot be run is passed over',
    options: () => ({ ...none, env: { PATH: `${at('broken/bin')}:${at('eleven/bin')}` } }),
    home: 'eleven',
    major: 11,
    skipped: /broken.* does not run/,
  },
  { name: 'Java 8 that reports its jre', options: () => ({ ...none, javaHome: at('eight') }), home: 'eight', major: 8 },
];

for (const { name, options, home, major, skipped } of cases) {
  test(`finds: ${name}`, async () => {
    const lines: string[] = [];
    const java = await findJava({ ...options(), log: (line) => lines.push(line) });
    assert.equal(java.home, at(home));
    assert.equal(java.major, major);
    assert.equal(java.javac, at(`${home}/bin/javac`));
    if (skipped) assert.match(lines.join('\n'), skipped);
    else assert.doesNotMatch(lines.join('\n'), /Skipped/);
  });
}

test('a runtime without a compiler is fine when none is needed', async () => {
  const java = await findJava({ ...none, javaHome: at('runtime') });
  assert.deepEqual([java.home, java.javac], [at('runtime'), null]);
});

test('names everything found when none fits', async () => {
  const search = findJava({ env: { JAVA_HOME: at('twentyfive'), PATH: at('seven/bin') }, usualPlaces: [] });
  await assert.rejects(search, (error: unknown) => {
    assert.ok(hasCode(error, 'config_invalid'));
    assert.match(error.message, /needs Java 8 to 17.*twentyfive.* is Java 25.*seven.* is Java 7/);
    assert.match(error.remedy ?? '', /JAVA_HOME/);
    return true;
  });
});

test('modules are exported from 9 and opened from 16', () => {
  const kinds = (major: number) => [...new Set(javaModuleFlags(major).map((flag) => flag.split('=')[0]))];
  assert.deepEqual(kinds(8), []);
  assert.deepEqual(kinds(11), ['--add-exports']);
  assert.deepEqual(kinds(17), ['--add-exports', '--add-opens']);
});

interface Fake {
  readonly javac?: boolean;
  /** The folder below the home that it says is java.home, as a JDK 8 does. */
  readonly reports?: string;
}

async function fakeJava(name: string, version: string, { javac = true, reports = '' }: Fake = {}): Promise<void> {
  const told = `java.home = ${join(root, name, reports)}\\n    java.specification.version = ${version}\\n`;
  await script(join(root, name, 'bin/java'), `printf '    ${told}' >&2`);
  if (javac) await script(join(root, name, 'bin/javac'), 'exit 0');
}

async function script(path: string, body: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
}
