import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import { requestRun } from '../../gateway/submission/request-run.ts';
import { submitRun } from '../../gateway/submission/submit-run.ts';
import { startStand, type Gateway, type Stand } from './harness.ts';

describe('a cluster that is given another address, or taken out of service, while a run is admitted to it', () => {
  let stand: Stand;
  let gateway: Gateway;
  before(async () => {
    stand = await startStand();
    gateway = stand.gateways[0] ?? assert.fail();
  });
  after(() => stand?.close());

  /** The change is made between the run's look at the cluster and its admission. */
  const meanwhile = (change: () => Promise<unknown>): void => {
    let isDone = false;
    stand.cluster.latency = () => {
      if (!isDone) {
        isDone = true;
        pending = change();
      }
      return 200;
    };
  };
  let pending: Promise<unknown> = Promise.resolve();
  const newRun = async () =>
    requestRun(gateway.requesting, { jobId: await stand.job(1), trigger: 'manual', who: 'ann' });

  for (const [what, change] of [
    [
      'another address',
      () =>
        gateway.clusters.update(stand.clusterId, {
          config: { restUrl: `http://simulated:${8100 + Math.floor(Math.random() * 100)}` },
        }),
    ],
    [
      'maintenance',
      () =>
        gateway.clusters.maintain(stand.clusterId, { since: new Date().toISOString(), who: 'ann', reason: 'disks' }),
    ],
  ] as const) {
    test(`${what}: nothing is sent to what the cluster was, and the run is tried anew`, async () => {
      const record = await newRun();
      const sent = gateway.sent.length;
      meanwhile(change);
      await submitRun(gateway.submission, record.id);
      await pending;
      stand.cluster.latency = () => 0;
      assert.equal(stand.cluster.accepted.size, 0);
      assert.equal((await gateway.runs.find(record.id))?.state, 'QUEUED');
      assert.ok(gateway.sent.slice(sent).includes(`submit ${record.id}`), gateway.sent.join(', '));
    });
  }

  test('an address changes only where nothing was admitted since it was looked for', async () => {
    await gateway.clusters.maintain(stand.clusterId, null);
    const cluster = (await gateway.clusters.find(stand.clusterId)) ?? assert.fail();
    const record = await newRun();
    await submitRun(gateway.submission, record.id);
    assert.equal((await gateway.runs.find(record.id))?.state, 'RUNNING');
    const config = { restUrl: 'http://simulated:9999' };
    await assert.rejects(gateway.clusters.update(cluster.id, { config }, { admissions: cluster.admissions }), (error) =>
      hasCode(error, 'conflict'),
    );
    assert.notEqual((await gateway.clusters.find(cluster.id))?.config.restUrl, config.restUrl);
  });
});
