import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import { indexDistribution } from '../../gateway/distribution/index-distribution.ts';
import { pluginJars } from '../../gateway/distribution/plugin-jars.ts';
import { temporaryDirectory, writeDistribution, writeJar } from './make-distribution.ts';

test('plugins are indexed by directory name, odd jar names included; only chunjun*.jar counts', async (t) => {
  const root = await temporaryDirectory(t);
  const cacheDir = join(root, '.cache');
  await writeDistribution(root);
  await writeJar(join(root, 'connector/mysql/mysql-connector-java.jar'), 'driver');
  await writeJar(join(root, 'connector/nothing/other.jar'), 'other');
  await writeFile(join(root, 'connector/mysql/chunjun-connector-mysql.jar.bak'), 'x');
  await writeJar(join(root, 'connector/mysql/chunjun-a.jar'), 'second jar');
  const found = await indexDistribution(root, { cacheDir });
  assert.deepEqual([...found.connectors.keys()], ['hbase14', 'kafka', 'mysql', 'postgresql', 'stream', 'upsert-kafka']);
  const names = (connector: string) => found.connectors.get(connector)?.jars.map((jar) => jar.name);
  assert.deepEqual(names('hbase14'), ['chunjun-connector-hbase-1.4.jar']);
  assert.deepEqual(names('upsert-kafka'), ['chunjun-connector-kafka.jar']);
  assert.deepEqual(names('mysql'), ['chunjun-a.jar', 'chunjun-connector-mysql.jar']);
  assert.deepEqual(
    found.formats.map((jar) => jar.name),
    ['chunjun-protobuf.jar'],
  );
  assert.deepEqual([...found.metrics.keys()], ['mysql', 'prometheus']);
  assert.deepEqual([...found.dirtyDataCollectors.keys()], ['log']);
  assert.deepEqual([...found.restorePlugins.keys()], ['mysql']);
  assert.deepEqual([...found.ddlPlugins.keys()], ['oracle']);
  const bytes = await readFile(found.core.path);
  assert.equal(found.core.size, bytes.length);
  assert.equal(found.core.sha256, createHash('sha256').update(bytes).digest('hex'));
});

test('only core and one connector are a distribution; two cores or an empty jar are not', async (t) => {
  const root = await temporaryDirectory(t);
  const cacheDir = join(root, '.cache');
  await writeDistribution(root, ['chunjun-core-1.12.jar', 'connector/stream/chunjun-connector-stream.jar']);
  const found = await indexDistribution(root, { cacheDir });
  assert.equal(found.core.name, 'chunjun-core-1.12.jar');
  assert.equal(found.metrics.size + found.ddlPlugins.size + found.formats.length, 0);
  await writeFile(join(root, 'connector/stream/chunjun-empty.jar'), '');
  await assert.rejects(indexDistribution(root, { cacheDir }), {
    code: 'distribution_invalid',
    message: /chunjun-empty.jar is empty/,
  });
  await writeJar(join(root, 'chunjun-core.jar'), 'another');
  await assert.rejects(indexDistribution(root, { cacheDir }), {
    code: 'distribution_invalid',
    message: /more than one core jar: chunjun-core-1.12.jar, chunjun-core.jar/,
  });
});

test('the id follows the content, not times; a changed jar of the same size and time is noticed', async (t) => {
  const root = await temporaryDirectory(t);
  const cacheDir = join(root, '.cache');
  await writeDistribution(root);
  const path = join(root, 'connector/mysql/chunjun-connector-mysql.jar');
  const time = new Date('2024-01-01T00:00:00Z');
  await utimes(path, time, time);
  const first = await indexDistribution(root, { cacheDir });
  await utimes(path, new Date(), new Date());
  assert.equal((await indexDistribution(root, { cacheDir })).id, first.id);
  await utimes(path, time, time);
  assert.equal((await indexDistribution(root, { cacheDir })).id, first.id);
  const bytes = await readFile(path);
  bytes[bytes.length - 1] = 7;
  await writeFile(path, bytes);
  await utimes(path, time, time);
  const changed = await indexDistribution(root, { cacheDir });
  assert.notEqual(changed.id, first.id);
  await writeFile(join(cacheDir, 'hashes.json'), '{ damaged');
  assert.equal((await indexDistribution(root, { cacheDir })).id, changed.id);
});

test('hashes are remembered: the second index takes them from the cache', async (t) => {
  const root = await temporaryDirectory(t);
  const cacheDir = join(root, '.cache');
  await writeDistribution(root);
  const { core } = await indexDistribution(root, { cacheDir });
  const file = join(cacheDir, 'hashes.json');
  await writeFile(file, (await readFile(file, 'utf8')).replace(core.sha256, 'f'.repeat(64)));
  assert.equal((await indexDistribution(root, { cacheDir })).core.sha256, 'f'.repeat(64));
});

test('pluginJars: core first, connectors once, in an order that does not depend on the request', async (t) => {
  const root = await temporaryDirectory(t);
  await writeDistribution(root);
  const found = await indexDistribution(root, { cacheDir: join(root, '.cache') });
  const names = (...connectors: string[]) => pluginJars(found, connectors).map((jar) => jar.name);
  const expected = ['chunjun-core.jar', 'chunjun-connector-mysql.jar', 'chunjun-connector-stream.jar'];
  assert.deepEqual(names('stream', 'mysql'), expected);
  assert.deepEqual(names('mysql', 'stream', 'mysql'), expected);
  assert.deepEqual(names(), ['chunjun-core.jar']);
});

test('pluginJars: a missing connector is named with what was probably meant and what there is', async (t) => {
  const root = await temporaryDirectory(t);
  await writeDistribution(root);
  const found = await indexDistribution(root, { cacheDir: join(root, '.cache') });
  const message = (...connectors: string[]) => {
    try {
      pluginJars(found, connectors);
    } catch (error) {
      assert.ok(hasCode(error, 'connector_missing'));
      assert.match(error.remedy ?? '', /connector\//);
      return error.message;
    }
    return assert.fail('nothing was thrown');
  };
  assert.match(
    message('stream', 'mysqll'),
    /no connector "mysqll" \(did you mean "mysql"\?\)\. It has: hbase14, kafka, mysql/,
  );
  assert.match(message('postgres'), /did you mean "postgresql"/);
  assert.match(message('MySQL'), /did you mean "mysql"/);
  assert.match(message('hbase'), /did you mean "hbase14"/);
  assert.doesNotMatch(message('elasticsearch7'), /did you mean/);
  assert.match(message('foo', 'bar'), /"bar" and no "foo"/);
});
