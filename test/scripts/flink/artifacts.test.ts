import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { hasCode } from '../../../gateway/core/errors.ts';
import { resolveFlinkArtifacts, resolveMavenArtifacts } from '../../../scripts/flink/artifacts.ts';
import { CACHE_DIR } from './cache-dir.ts';

let root: string;
let pomPath: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'artifacts-'));
  pomPath = join(root, 'pom.xml');
  await writeFile(pomPath, '<project/>');
});

afterEach(() => rm(root, { recursive: true, force: true }));

/** Stands in for mvn: writes two jars where the real one would, and a line per call. */
async function fakeMaven(body = ''): Promise<string> {
  const mvn = join(root, 'mvn');
  const copy = 'for a in "$@"; do case "$a" in -DoutputDirectory=*) out=${a#*=};; esac; done; mkdir -p "$out"';
  await writeFile(mvn, `#!/bin/sh\n${body}\necho call >> ${root}/calls\n${copy}\ntouch "$out/b.jar" "$out/a.jar"\n`);
  await chmod(mvn, 0o755);
  return mvn;
}

const calls = async () => (await readdir(root)).filter((name) => name === 'calls').length;

test('a second call starts nothing and returns the same', async () => {
  const mvn = await fakeMaven();
  const options = { pomPath, outDir: join(root, 'out'), mvn };
  const first = await resolveMavenArtifacts(options);
  assert.deepEqual(
    first.jars.map((jar) => basename(jar)),
    ['a.jar', 'b.jar'],
  );
  await unlink(join(root, 'calls'));
  assert.deepEqual(await resolveMavenArtifacts(options), first);
  assert.equal(await calls(), 0);
});

test('fetched anew when a jar was deleted or the pom changed', async () => {
  const mvn = await fakeMaven();
  const options = { pomPath, outDir: join(root, 'out'), mvn };
  for (const change of [() => unlink(join(root, 'out/a.jar')), () => writeFile(pomPath, '<project> </project>')]) {
    await resolveMavenArtifacts(options);
    await unlink(join(root, 'calls'));
    await change();
    const again = await resolveMavenArtifacts(options);
    assert.equal(await calls(), 1);
    assert.equal((await readdir(again.dir)).filter((name) => name.endsWith('.jar')).length, 2);
  }
});

test('several at once get one whole folder and leave nothing else behind', async () => {
  const mvn = await fakeMaven();
  const options = { pomPath, outDir: join(root, 'cache/out'), mvn };
  const all = await Promise.all(Array.from({ length: 6 }, () => resolveMavenArtifacts(options)));
  for (const one of all) assert.deepEqual(one, all[0]);
  assert.deepEqual(await readdir(join(root, 'cache')), ['out']);
});

test('a failing Maven: the last lines it said, without credentials, and nothing left behind', async () => {
  const mvn = await fakeMaven('echo "[ERROR] Could not transfer from https://me:geheim@mirror.example/x"; exit 1');
  await assert.rejects(resolveMavenArtifacts({ pomPath, outDir: join(root, 'cache/out'), mvn }), (error: unknown) => {
    assert.ok(hasCode(error, 'config_invalid'));
    assert.match(error.message, /exit code 1[\s\S]*Could not transfer from https:\/\/\*\*\*@mirror\.example/);
    assert.doesNotMatch(error.message, /geheim/);
    assert.match(error.remedy ?? '', /settings\.xml/);
    return true;
  });
  assert.deepEqual(await readdir(join(root, 'cache')), []);
});

test('no Maven at all: says so and what to do', async () => {
  const search = resolveMavenArtifacts({ pomPath, outDir: join(root, 'out'), mvn: join(root, 'no-mvn') });
  await assert.rejects(search, (error: unknown) => {
    assert.ok(hasCode(error, 'config_invalid'));
    assert.match(error.message, /cannot be started/);
    assert.match(error.remedy ?? '', /Install Maven/);
    return true;
  });
});

test('the real pom brings the 73 jars of a whole cluster', async () => {
  const { jars } = await resolveFlinkArtifacts({ cacheDir: CACHE_DIR });
  assert.equal(jars.length, 73);
  assert.ok(jars.some((jar) => jar.endsWith('/flink-runtime-web_2.12-1.12.7.jar')));
});
