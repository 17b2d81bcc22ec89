import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { reseal, summarizeSealed } from '../../gateway/auth/reseal.ts';
import { createSealedStore, type SealedStore } from '../../gateway/auth/sealed-store.ts';
import { openCluster, sealCluster } from '../../gateway/clusters/seal-cluster.ts';
import { hasCode } from '../../gateway/core/errors.ts';
import { newId } from '../../gateway/core/ids.ts';
import { createSealer, keyIdOf } from '../../gateway/core/secrets.ts';
import { createDatasourceStore } from '../../gateway/datasources/datasource-store.ts';
import { changeDatasource, createDatasource, openDatasource } from '../../gateway/datasources/manage-datasource.ts';
import { openVersionSecrets, sealVersionSecrets } from '../../gateway/jobs/version-secrets.ts';
import { webhookContext } from '../../gateway/task-center/manage-webhook.ts';
import { startRecordStand, type RecordStand } from '../tracking/record-fixture.ts';

const [oldKey, newKey, strange] = [1, 2, 3].map((fill) => Buffer.alloc(32, fill)) as [Buffer, Buffer, Buffer];
const before1 = createSealer(oldKey);
const between = createSealer(newKey, [oldKey]);
const afterwards = createSealer(newKey);

describe('changing the key that seals secrets', () => {
  let stand: RecordStand;
  let store: SealedStore;
  let counter = 0;
  before(async () => {
    stand = await startRecordStand();
    store = createSealedStore(stand.database.prisma);
  });
  after(() => stand?.close());

  const datasources = () => createDatasourceStore(stand.database.prisma);
  const newDatasource = (sealer = before1) =>
    createDatasource(
      { datasources: datasources(), sealer },
      {
        name: `s_${(counter += 1)}`,
        type: 'mysql',
        config: { host: 'h', database: 'd', username: 'u' },
        secrets: { password: 'hunter two' },
      },
      'ann',
    );
  const never = () => false;

  test('everything that is sealed anywhere is sealed with the new key, and nothing else of its row is changed', async () => {
    const { prisma } = stand.database;
    const source = await newDatasource();
    const clusterId = newId();
    await stand.clusters.create(
      { name: 'sealed', kind: 'standalone', config: { restUrl: 'http://127.0.0.1:1' }, distribution: { mode: 'lib' } },
      'ann',
      { id: clusterId, sealedSecrets: sealCluster(before1, clusterId, { restartHookToken: 'hook' }) },
    );
    const [jobId, versionId, webhookId] = [newId(), newId(), newId()];
    await prisma.job.create({ data: { id: jobId, name: 'j', kind: 'script', policy: {}, createdBy: 'ann' } });
    const secrets = sealVersionSecrets(before1, versionId, { word: 'open sesame' });
    const version = { id: versionId, jobId, number: 1, spec: {}, contentHash: 'x', createdBy: 'ann' };
    await prisma.jobVersion.create({ data: { ...version, sealedSecrets: secrets } });
    const sealedSecret = before1.seal('signing', webhookContext(webhookId));
    const webhook = { id: webhookId, name: 'w', url: 'https://e.example/', eventTypes: [], createdBy: 'ann' };
    await prisma.webhook.create({ data: { ...webhook, sealedSecret } });

    const rows = async () => ({
      source: await prisma.datasource.findUniqueOrThrow({ where: { id: source.id } }),
      cluster: await prisma.cluster.findUniqueOrThrow({ where: { id: clusterId } }),
      version: await prisma.jobVersion.findUniqueOrThrow({ where: { id: versionId } }),
      webhook: await prisma.webhook.findUniqueOrThrow({ where: { id: webhookId } }),
    });
    // Long ago: what touches a row would show.
    const updatedAt = new Date('2026-01-01T00:00:00Z');
    await prisma.datasource.update({ where: { id: source.id }, data: { updatedAt } });
    await prisma.cluster.update({ where: { id: clusterId }, data: { updatedAt } });
    await prisma.jobVersion.update({ where: { id: versionId }, data: { updatedAt } });
    await prisma.webhook.update({ where: { id: webhookId }, data: { updatedAt } });
    const old = await rows();
    assert.deepEqual((await summarizeSealed({ sealedTexts: store, sealer: between })).byKey, { [before1.keyId]: 4 });
    const report = await reseal({ sealedTexts: store, sealer: between }, never);
    assert.deepEqual(report, {
      keyId: afterwards.keyId,
      byKey: { [afterwards.keyId]: 4 },
      resealed: 4,
      unreadable: [],
      unfinished: false,
    });
    const now = await rows();
    const plain = (row: object) => ({ ...row, sealedSecrets: null, sealedSecret: null });
    for (const kind of ['source', 'cluster', 'version', 'webhook'] as const) {
      assert.deepEqual(plain(now[kind]), plain(old[kind]));
    }
    // The old key may go.
    assert.deepEqual(openDatasource(afterwards, now.source).secrets, { password: 'hunter two' });
    assert.deepEqual(openCluster(afterwards, clusterId, now.cluster.sealedSecrets), { restartHookToken: 'hook' });
    assert.deepEqual(openVersionSecrets(afterwards, now.version), { word: 'open sesame' });
    assert.equal(afterwards.open(now.webhook.sealedSecret, webhookContext(webhookId)), 'signing');
    assert.throws(
      () => openDatasource(before1, now.source),
      (error) => hasCode(error, 'secret_unreadable'),
    );
    assert.equal((await reseal({ sealedTexts: store, sealer: between }, never)).resealed, 0);
  });

  test('a secret that somebody changes between reading and writing stays theirs', async () => {
    const { id } = await newDatasource();
    const racing: SealedStore = {
      page: (...args) => store.page(...args),
      async replace(kind, text, sealed) {
        if (text.id === id) {
          const patch = { secrets: { password: 'newer' } };
          await changeDatasource({ datasources: datasources(), sealer: before1 }, id, patch);
        }
        return store.replace(kind, text, sealed);
      },
    };
    const report = await reseal({ sealedTexts: racing, sealer: between }, never);
    assert.deepEqual([report.resealed, report.byKey[before1.keyId]], [0, 1]);
    await reseal({ sealedTexts: store, sealer: between }, never);
    const row = await datasources().find(id);
    assert.ok(row);
    assert.deepEqual(openDatasource(afterwards, row).secrets, { password: 'newer' });
  });

  test('what no key opens is named and left; time that is over leaves the rest for the next time', async () => {
    const lost = await newDatasource(createSealer(strange));
    const some = [await newDatasource(), await newDatasource(), await newDatasource()];
    let asked = 0;
    // It is over before the second of those that can be opened.
    const first = await reseal({ sealedTexts: store, sealer: between }, () => {
      asked += 1;
      return asked > 4;
    });
    assert.equal(first.unfinished, true);
    assert.ok(first.resealed < some.length, `${first.resealed}`);
    const rest = await reseal({ sealedTexts: store, sealer: between }, never);
    assert.equal(rest.unfinished, false);
    assert.equal(first.resealed + rest.resealed, some.length);
    assert.deepEqual(rest.unreadable, [{ kind: 'datasource', id: lost.id }]);
    assert.equal(keyIdOf((await datasources().find(lost.id))?.sealedSecrets ?? ''), createSealer(strange).keyId);
  });
});
