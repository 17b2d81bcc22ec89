import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createFlinkClient, type FlinkClient } from '../../gateway/flink/client.ts';
import { createJarProvider } from '../../gateway/submission/provide-jar.ts';
import { startTestFlink } from '../helpers/flink.ts';
import type { LocalFlink } from '../../scripts/flink/local-cluster.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const nameOf = (index: number): string => `chunjun-bundle-${index.toString(16).padStart(16, '0')}.jar`;

describe('job jars on a real cluster', () => {
  let flink: LocalFlink;
  let client: FlinkClient;
  let directory: string;

  const jar = async (name: string) => {
    const path = join(directory, name);
    await writeFile(path, 'PK: a jar as far as an upload is concerned');
    return { path, name };
  };
  const names = async () => (await client.jars()).map(({ name }) => name).sort();

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gateway-jars-'));
    flink = await startTestFlink('bundle', { slotsPerTaskManager: 1 });
    client = createFlinkClient({ baseUrl: flink.restUrl, timeoutMs: 10_000 });
  });
  after(async () => {
    client.close();
    await flink.stop();
    await rm(directory, { recursive: true, force: true });
  });

  test('a jar is uploaded once, also when asked for at once and by another process', async () => {
    const provider = createJarProvider(log);
    const epoch = await client.epoch();
    const wanted = await jar(nameOf(1));
    const ids = await Promise.all([1, 2, 3].map(() => provider.provide(client, epoch, wanted)));
    assert.equal(new Set(ids).size, 1);
    assert.equal(await createJarProvider(log).provide(client, epoch, wanted), ids[0]);
    assert.deepEqual(await names(), [nameOf(1)]);
  });

  test('after forget, a jar that the cluster lost is uploaded again', async () => {
    const provider = createJarProvider(log);
    const epoch = await client.epoch();
    const wanted = await jar(nameOf(2));
    const first = await provider.provide(client, epoch, wanted);
    await client.deleteJar(first);
    assert.equal(await provider.provide(client, epoch, wanted), first, 'it is not asked for at every submission');
    provider.forget(client, epoch, wanted);
    const second = await provider.provide(client, epoch, wanted);
    assert.notEqual(second, first);
    assert.ok((await names()).includes(nameOf(2)));
  });

  test('another epoch asks the cluster again', async () => {
    const provider = createJarProvider(log);
    const wanted = await jar(nameOf(3));
    const first = await provider.provide(client, await client.epoch(), wanted);
    await flink.killJobManager();
    await flink.startJobManager();
    const second = await provider.provide(client, await client.epoch(), wanted);
    assert.notEqual(second, first);
    assert.deepEqual(await names(), [nameOf(3)]);
  });

  test('of more than twenty job jars the ones used longest ago go; foreign jars stay', async () => {
    const provider = createJarProvider(log, 0);
    const epoch = await client.epoch();
    const foreign = await jar('report.jar');
    await client.uploadJar(foreign.path, foreign.name);
    for (let index = 100; index < 122; index++) await provider.provide(client, epoch, await jar(nameOf(index)));
    const present = await names();
    assert.ok(present.includes('report.jar'));
    assert.equal(present.filter((name) => name.startsWith('chunjun-')).length, 20);
    assert.ok(present.includes(nameOf(121)));
    assert.ok(!present.includes(nameOf(3)));
  });
});
