import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openPromise } from 'yauzl';
import { composeBundle, type Bundle } from '../../gateway/distribution/compose-bundle.ts';
import { indexDistribution } from '../../gateway/distribution/index-distribution.ts';
import type { JarFile } from '../../gateway/distribution/model.ts';
import { pruneBundles } from '../../gateway/distribution/prune-bundles.ts';
import { temporaryDirectory, writeDistribution, writeJar } from './make-distribution.ts';

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex');

async function setUp(t: TestContext) {
  const root = await temporaryDirectory(t);
  const cacheDir = join(root, '.cache');
  await writeDistribution(root);
  const distribution = await indexDistribution(root, { cacheDir });
  const compose = (connectors: string[], extras: JarFile[] = []) =>
    composeBundle(distribution, { connectors, extras }, { cacheDir });
  return { root, cacheDir, distribution, compose };
}

async function makeJar(path: string, text: string): Promise<JarFile> {
  await writeJar(path, text);
  const bytes = await readFile(path);
  return { path, name: path.split('/').at(-1) ?? '', size: bytes.length, sha256: sha256(bytes) };
}

async function readZip(path: string) {
  const zip = await openPromise(path);
  const entries: { name: string; method: number; bytes: Buffer; time: string; extra: number; attributes: number }[] =
    [];
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    entries.push({
      name: entry.fileName,
      method: entry.compressionMethod,
      bytes: Buffer.concat(pieces),
      time: entry.getLastModDate({ timezone: 'UTC' }).toISOString(),
      extra: entry.extraFieldLength,
      attributes: entry.externalFileAttributes,
    });
  }
  return entries;
}

async function composeInChild(root: string, cacheDir: string, connectors: string, TZ: string) {
  const script = fileURLToPath(new URL('compose-child.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', script, root, cacheDir, connectors],
    {
      env: { ...process.env, TZ },
    },
  );
  return JSON.parse(stdout) as Bundle & { zone: number };
}

test('a bundle is a stored zip: manifest first, core, plugins by name; all bytes as indexed', async (t) => {
  const { compose, cacheDir, distribution } = await setUp(t);
  const bundle = await compose(['stream', 'mysql', 'stream']);
  assert.match(bundle.name, /^chunjun-bundle-[0-9a-f]{16}\.jar$/);
  assert.equal(bundle.path, join(cacheDir, 'bundles', bundle.name));
  const file = await readFile(bundle.path);
  assert.equal(bundle.size, file.length);
  assert.equal(bundle.sha256, sha256(file));
  const zip = await readZip(bundle.path);
  assert.deepEqual(
    zip.map((entry) => entry.name),
    [
      'META-INF/MANIFEST.MF',
      'lib/chunjun-core.jar',
      'lib/chunjun-connector-mysql.jar',
      'lib/chunjun-connector-stream.jar',
    ],
  );
  assert.deepEqual(
    zip.map((entry) => ({ name: entry.name, size: entry.bytes.length, sha256: sha256(entry.bytes) })),
    bundle.entries,
  );
  assert.equal(sha256(zip[1]?.bytes ?? Buffer.alloc(0)), distribution.core.sha256);
  for (const entry of zip) {
    assert.equal(entry.method, 0);
    assert.equal(entry.time, '1980-01-01T12:00:00.000Z');
    assert.equal(entry.extra, 0);
    assert.equal(entry.attributes >>> 16, 0o100644);
  }
  assert.match(
    zip[0]?.bytes.toString() ?? '',
    /^Manifest-Version: 1\.0\r\n(?:.+\r\n)*Main-Class: com\.dtstack\.chunjun\.Main\r\n/,
  );
});

test('the bytes do not depend on time zone, order, place or call', async (t) => {
  const { root, compose, cacheDir } = await setUp(t);
  const first = await compose(['mysql', 'stream']);
  const [tokyo, utc] = await Promise.all([
    composeInChild(root, join(root, '.cache-tokyo'), 'mysql,stream', 'Asia/Tokyo'),
    composeInChild(root, join(root, '.cache-utc'), 'stream,mysql', 'UTC'),
  ]);
  assert.equal(tokyo.zone, -540);
  assert.equal(utc.zone, 0);
  for (const bundle of [tokyo, utc]) {
    assert.equal(bundle.sha256, first.sha256);
    assert.equal(sha256(await readFile(bundle.path)), first.sha256);
    assert.equal(bundle.name, first.name);
  }
  await rm(join(cacheDir, 'bundles'), { recursive: true });
  assert.equal((await compose(['stream', 'mysql'])).sha256, first.sha256);
  assert.notEqual((await compose(['stream'])).name, first.name);
});

test('a finished bundle is reused untouched', async (t) => {
  const { compose } = await setUp(t);
  const first = await compose(['mysql']);
  const before = await stat(first.path);
  assert.deepEqual(await compose(['mysql']), first);
  const after = await stat(first.path);
  assert.deepEqual([after.ino, after.mtimeMs, after.ctimeMs], [before.ino, before.mtimeMs, before.ctimeMs]);
  // Touched but sound: hashed again, still not rewritten.
  await utimes(first.path, new Date(0), new Date(0));
  assert.deepEqual(await compose(['mysql']), first);
  assert.equal((await stat(first.path)).ino, before.ino);
});

test('a damaged bundle is noticed and made again', async (t) => {
  const { compose } = await setUp(t);
  const first = await compose(['mysql']);
  const whole = await readFile(first.path);
  const flipped = Buffer.from(whole);
  flipped[200] = (flipped[200] ?? 0) ^ 1;
  const damages: (() => Promise<void>)[] = [
    () => writeFile(first.path, whole.subarray(0, 100)),
    () => writeFile(first.path, flipped),
    () => rm(first.path),
    () => rm(`${first.path}.json`),
    () => writeFile(`${first.path}.json`, 'null'),
  ];
  for (const damage of damages) {
    await damage();
    assert.deepEqual(await compose(['mysql']), first);
    assert.deepEqual(await readFile(first.path), whole);
  }
});

test('different jars of one name are both there, the same jar once, whatever the order', async (t) => {
  const { root, compose, distribution } = await setUp(t);
  const both = await compose(['kafka', 'upsert-kafka']);
  const names = both.entries.map((entry) => entry.name);
  assert.equal(names.length, 4);
  assert.equal(new Set(names).size, 4);
  assert.ok(names.includes('lib/chunjun-connector-kafka.jar'));
  assert.match(names[2] ?? '', /^lib\/chunjun-connector-kafka-[0-9a-f]{16}\.jar$/);
  assert.equal((await compose(['upsert-kafka', 'kafka'])).name, both.name);
  assert.equal((await readZip(both.path)).length, 4);

  const a = await makeJar(join(root, 'extra/a/driver.jar'), 'one version');
  const b = await makeJar(join(root, 'extra/b/driver.jar'), 'another version');
  assert.equal((await compose(['mysql'], [a, b])).name, (await compose(['mysql'], [b, a])).name);

  const driver = await makeJar(join(root, 'extra/driver.jar'), 'driver');
  const falseCore = await makeJar(join(root, 'extra/chunjun-core.jar'), 'not the core');
  const copy = await makeJar(join(root, 'extra/again/driver.jar'), 'driver');
  const extra = await compose(['mysql'], [driver, falseCore, distribution.core, copy]);
  assert.deepEqual(
    extra.entries.map((entry) => entry.name),
    [
      'META-INF/MANIFEST.MF',
      'lib/chunjun-core.jar',
      'lib/chunjun-connector-mysql.jar',
      `lib/chunjun-core-${falseCore.sha256.slice(0, 16)}.jar`,
      'lib/driver.jar',
    ],
  );
  assert.equal(extra.entries[1]?.sha256, distribution.core.sha256);
  assert.equal((await compose(['mysql'], [copy, falseCore])).name, extra.name);
});

test('a jar that changed or vanished since the index is refused, and nothing is left', async (t) => {
  const { compose, cacheDir, distribution } = await setUp(t);
  const mysql = distribution.connectors.get('mysql')?.jars[0];
  assert.ok(mysql);
  const bytes = await readFile(mysql.path);
  const changed = Buffer.from(bytes);
  changed[40] = (changed[40] ?? 0) ^ 1;
  for (const content of [changed, bytes.subarray(0, 50), Buffer.concat([bytes, bytes])]) {
    await writeFile(mysql.path, content);
    await assert.rejects(compose(['mysql']), { code: 'distribution_invalid' });
    assert.deepEqual(await readdir(join(cacheDir, 'bundles')), []);
  }
  await rm(mysql.path);
  await assert.rejects(compose(['mysql']), { code: 'distribution_invalid', message: /does not exist/ });
  assert.deepEqual(await readdir(join(cacheDir, 'bundles')), []);
  await writeFile(mysql.path, bytes);
  await compose(['mysql']);
});

test('many at once: one file per content, in one process and in two', async (t) => {
  const { root, compose, cacheDir } = await setUp(t);
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, index) => compose([index % 2 === 0 ? 'mysql' : 'stream'])),
  );
  assert.equal(new Set(all.map((bundle) => bundle.sha256)).size, 2);
  assert.equal((await readdir(join(cacheDir, 'bundles'))).length, 4, 'two jars, two sidecars');

  const driver = await makeJar(join(root, 'extra/driver.jar'), 'driver');
  let reads = 0;
  const counted: JarFile = {
    ...driver,
    get path() {
      reads += 1;
      return driver.path;
    },
  };
  await Promise.all([1, 2, 3].map(() => compose(['mysql'], [counted])));
  assert.equal(reads, 1, 'written once');

  const shared = join(root, '.cache-shared');
  const children = await Promise.all([1, 2].map(() => composeInChild(root, shared, 'mysql,postgresql', 'UTC')));
  const [one, two] = children;
  assert.ok(one && two);
  assert.equal(one.sha256, two.sha256);
  assert.equal(sha256(await readFile(one.path)), one.sha256);
  assert.deepEqual((await readdir(join(shared, 'bundles'))).sort(), [one.name, `${one.name}.json`]);
});

test('pruning keeps the bundles used last, and those in use', async (t) => {
  const { compose, cacheDir } = await setUp(t);
  const bundles = [await compose(['mysql']), await compose(['stream']), await compose(['kafka'])];
  const now = Date.now();
  const hour = 3600 * 1000;
  for (const [index, bundle] of bundles.entries()) {
    const used = new Date(now - (10 - index) * hour);
    await utimes(`${bundle.path}.json`, used, used);
  }
  const leftover = join(cacheDir, 'bundles', '.tmp-crash');
  await writeFile(leftover, 'half');
  await utimes(leftover, new Date(now - 2 * hour), new Date(now - 2 * hour));
  // Using the oldest makes it the newest.
  await compose(['mysql']);
  assert.deepEqual(await pruneBundles({ cacheDir, keep: 2 }), [bundles[1]?.name]);
  assert.deepEqual(
    (await readdir(join(cacheDir, 'bundles'))).sort(),
    [bundles[0], bundles[2]].flatMap((bundle) => [bundle?.name ?? '', `${bundle?.name}.json`]).sort(),
  );
  assert.deepEqual(await pruneBundles({ cacheDir, keep: 0 }), [bundles[2]?.name], 'the one just used stays');
  assert.deepEqual(await pruneBundles({ cacheDir, keep: 0, now: now + hour }), [bundles[0]?.name]);
  assert.deepEqual(await readdir(join(cacheDir, 'bundles')), []);
  assert.deepEqual(await pruneBundles({ cacheDir: join(cacheDir, 'absent'), keep: 1 }), []);
});
