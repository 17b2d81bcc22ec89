import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { requestRun } from '../../gateway/submission/request-run.ts';
import { createRecentLooks } from '../../gateway/submission/recent-looks.ts';
import { resolveSubmission } from '../../gateway/submission/resolve-submission.ts';
import { requestStop } from '../../gateway/submission/stop-run.ts';
import { submitRun } from '../../gateway/submission/submit-run.ts';
import { startStand, type Gateway, type Stand } from './harness.ts';

test('a look is good for a second; then one caller asks and the others go by it for a moment', () => {
  let now = 0;
  const looks = createRecentLooks(() => now);
  assert.equal(looks.full('c', 1), null, 'nobody has looked');
  looks.note('c', { slotsTotal: 4, slotsFree: 1 });
  assert.equal(looks.full('c', 1), null, 'it may fit');
  assert.equal(looks.full('c', 5), null, 'it may never fit: that is to be told');
  assert.equal(looks.full('c', 2), 'Needs 2 task slots, 1 of 4 are free');
  assert.equal(looks.full('other', 2), null);
  now = 1_000;
  assert.equal(looks.full('c', 2), null);
  assert.match(looks.full('c', 2) ?? '', /Needs 2/);
  now = 3_000;
  assert.equal(looks.full('c', 2), null, 'the one that was to ask did not');
});

describe('runs that wait', () => {
  let stand: Stand;
  let gateway: Gateway;
  before(async () => {
    stand = await startStand(1, 2);
    [gateway] = stand.gateways as [Gateway];
  });
  after(() => stand?.close());
  const request = async (slots = 1) =>
    (await requestRun(gateway.requesting, { jobId: await stand.job(slots), trigger: 'manual', who: 'ann' })).id;
  const find = async (id: string) => (await gateway.runs.find(id)) ?? assert.fail(id);
  /** The stand's cluster, and how often it was asked. */
  function counted() {
    const calls = { overview: 0, jobs: 0 };
    const client = stand.cluster.client();
    const { overview, job } = client;
    const flink = {
      ...client,
      overview: () => ((calls.overview += 1), overview()),
      job: (id: string) => ((calls.jobs += 1), job(id)),
    };
    return { calls, deps: { ...gateway.submission, flinkOf: () => flink, looks: createRecentLooks(() => 0) } };
  }

  test('for slots of a full cluster do not ask it one by one', async () => {
    const { calls, deps } = counted();
    await submitRun(deps, await request(2));
    const waiting = await Promise.all(Array.from({ length: 20 }, () => request(2)));
    await submitRun(deps, waiting[0] ?? '');
    const before = calls.overview;
    for (const id of waiting) await submitRun(deps, id);
    assert.equal(calls.overview, before);
    for (const id of waiting) {
      const { state, waitingCode, waitingReason } = await find(id);
      assert.deepEqual([state, waitingCode], ['WAITING', 'no_free_slots'], JSON.stringify(waitingReason));
    }
    // Their turn is over, and there is room.
    for (const id of waiting) await requestStop(deps, id, 'ann');
    stand.cluster.total = 100;
  });

  test('for a cluster that does not answer do not ask it; it is looked at at once, and says when it is back', async () => {
    const { calls, deps } = counted();
    const cluster = gateway.database.prisma.cluster;
    await cluster.updateMany({ data: { reachability: 'unreachable', lastError: 'connection refused' } });
    const id = await request();
    gateway.sent.length = 0;
    await submitRun(deps, id);
    await submitRun(deps, id);
    const { waitingReason } = await find(id);
    assert.deepEqual(waitingReason, { code: 'cluster_unreachable', message: 'connection refused' });
    assert.equal(gateway.sent.filter((one) => one === `observe ${stand.clusterId}`).length, 1);
    assert.equal(calls.overview, 0);
    await cluster.updateMany({ data: { reachability: 'reachable' } });
    stand.cluster.answer = async () => ({ kind: 'lost', reason: 'cut' });
    await submitRun(deps, id);
    stand.cluster.answer = null;
    await cluster.updateMany({ data: { reachability: 'unreachable' } });
    await resolveSubmission(deps, id);
    const now = await find(id);
    assert.deepEqual([now.state, calls.jobs], ['UNCERTAIN', 0], JSON.stringify(now.waitingReason));
    await cluster.updateMany({ data: { reachability: 'reachable' } });
  });

  test('for POSTs that Flink leaves unanswered say so', async () => {
    const held: (() => void)[] = [];
    const arrived = new EventEmitter();
    stand.cluster.answer = (jobId) =>
      new Promise((resolve) => {
        held.push(() => resolve({ kind: 'accepted', jobId }));
        arrived.emit('post');
      });
    const under: Promise<void>[] = [];
    for (let index = 0; index < 16; index += 1) {
      under.push(submitRun(gateway.submission, await request()));
      if (held.length <= index) await Promise.race([under.at(-1), once(arrived, 'post')]);
      assert.equal(held.length, index + 1, JSON.stringify(await gateway.queue.ground(stand.clusterId, '')));
    }
    const id = await request();
    await submitRun(gateway.submission, id);
    assert.match(JSON.stringify((await find(id)).waitingReason), /16 submissions to the cluster are under way/);
    held.forEach((answer) => answer());
    stand.cluster.answer = null;
    await Promise.all(under);
    await submitRun(gateway.submission, id);
    assert.equal((await find(id)).state, 'RUNNING');
  });

  test('because this gateway is broken say so, and let others go before them', async () => {
    const id = await request();
    const before = await find(id);
    const broken = { ...gateway.submission, jobJar: () => Promise.reject(new TypeError('no such thing')) };
    await assert.rejects(submitRun(broken, id), TypeError);
    const now = await find(id);
    assert.deepEqual([now.state, now.waitingReason], ['WAITING', { code: 'gateway_fault', message: 'no such thing' }]);
    assert.ok(now.updatedAt > before.updatedAt);
  });

  test('for a TaskManager that comes back are not refused', async () => {
    stand.cluster.total = 8;
    const cluster = gateway.database.prisma.cluster;
    await cluster.updateMany({ data: { slotsMax: 8, slotsTotal: 4, epoch: 'before' } });
    stand.cluster.total = 4;
    stand.cluster.epoch = 'after a restart';
    const id = await request(8);
    await submitRun(gateway.submission, id);
    assert.equal((await find(id)).waitingCode, 'no_free_slots');
    await cluster.updateMany({ data: { config: { restUrl: 'http://simulated:8081', maxSlots: 4 } } });
    await submitRun(gateway.submission, id);
    assert.equal((await find(id)).state, 'REJECTED', 'the configured limit counts');
  });
});
