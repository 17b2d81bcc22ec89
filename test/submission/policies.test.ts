import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import type { RunRecord } from '../../gateway/runs/run-store.ts';
import { requestRun } from '../../gateway/submission/request-run.ts';
import { submitRun } from '../../gateway/submission/submit-run.ts';
import { endRun, startStand, type Gateway, type Stand } from './harness.ts';

describe('what the policy of a job does', () => {
  let stand: Stand;
  let gateway: Gateway;

  before(async () => {
    stand = await startStand(1, 4);
    const [only] = stand.gateways;
    assert.ok(only);
    gateway = only;
  });
  after(() => stand?.close());
  beforeEach(async () => {
    // Each test begins with an empty cluster.
    const open = await gateway.database.prisma.jobRecord.findMany({
      where: { finishedAt: null },
      select: { id: true },
    });
    for (const { id } of open) {
      const record = await find(id);
      if (record.state === 'RUNNING') await endRun(gateway, stand.cluster, id, 'SUCCEEDED', stand.now);
      else await move(record, 'CANCELED');
    }
    stand.cluster.total = 4;
    await stand.configure({});
    stand.now = new Date(stand.now.getTime() + 1000);
    gateway.sent.length = 0;
  });

  async function find(id: string): Promise<RunRecord> {
    const record = await gateway.runs.find(id);
    assert.ok(record, id);
    return record;
  }
  const move = (record: RunRecord, to: 'CANCELED') =>
    gateway.runs.move(record, { to, by: 'api', who: 'test', why: 'test', at: stand.now });
  const request = (jobId: string) => requestRun(gateway.requesting, { jobId, trigger: 'manual', who: 'ann' });
  const submit = async (id: string): Promise<RunRecord> => (await submitRun(gateway.submission, id), find(id));
  const later = (seconds: number) => void (stand.now = new Date(stand.now.getTime() + seconds * 1000));
  const reasonOf = ({ waitingReason }: RunRecord) => waitingReason as { code: string; message: string } | null;
  const run = async (jobId: string): Promise<RunRecord> => submit((await request(jobId)).id);
  /** Its numbers have reached Flink's overview. */
  const seen = async (record: RunRecord) => {
    const job = stand.cluster.accepted.get(record.flinkJobId ?? '');
    assert.ok(job);
    job.allocated = true;
    assert.ok(await gateway.runs.note(record, { phase: 'RUNNING' }));
  };

  describe('overlap', () => {
    test('refuse: a second run is refused, also while the first one is only queued', async () => {
      const job = await stand.job(1);
      const first = await request(job);
      await assert.rejects(request(job), (error) => hasCode(error, 'run_active') && error.message.includes(first.id));
      assert.equal((await submit(first.id)).state, 'RUNNING');
      await assert.rejects(request(job), (error) => hasCode(error, 'run_active'));
    });

    test('queue: one after the other, in the order they were requested', async () => {
      const job = await stand.job(1, { overlap: 'queue' });
      const [a, b, c] = [await request(job), await request(job), await request(job)];
      const early = await submit(c.id);
      assert.equal(early.state, 'WAITING');
      assert.equal(reasonOf(early)?.code, 'behind_another_run');
      assert.ok(reasonOf(early)?.message.includes(a.id), reasonOf(early)?.message);
      assert.equal((await submit(a.id)).state, 'RUNNING');
      assert.equal((await submit(b.id)).state, 'WAITING');
      await endRun(gateway, stand.cluster, a.id, 'FAILED', stand.now);
      assert.equal((await submit(c.id)).state, 'WAITING');
      assert.equal((await submit(b.id)).state, 'RUNNING');
      assert.equal((await submit(c.id)).state, 'WAITING', 'b runs');
      await endRun(gateway, stand.cluster, b.id, 'SUCCEEDED', stand.now);
      assert.equal((await submit(c.id)).state, 'RUNNING');
    });

    test('skip: the second record says that it was skipped, and for which run; nothing is submitted', async () => {
      const job = await stand.job(1, { overlap: 'skip' });
      const first = await run(job);
      assert.equal(first.state, 'RUNNING');
      const second = await request(job);
      assert.equal(second.state, 'CANCELED');
      const last = (await gateway.runs.events(second.id)).at(-1);
      assert.deepEqual(last?.evidence, { code: 'skipped', active: first.id, activeState: 'RUNNING' });
      assert.equal(second.attempt, 0);
      await endRun(gateway, stand.cluster, first.id, 'SUCCEEDED', stand.now);
      assert.equal((await run(job)).state, 'RUNNING');
    });

    test('skip: of many requested at once one runs', async () => {
      const job = await stand.job(1, { overlap: 'skip' });
      const states = (await Promise.all([1, 2, 3, 4].map(() => request(job)))).map(({ state }) => state);
      assert.deepEqual(states.toSorted(), ['CANCELED', 'CANCELED', 'CANCELED', 'QUEUED']);
    });

    test('cancel_old: what waits is over at once, what runs is stopped and its end is waited for', async () => {
      const job = await stand.job(1, { overlap: 'cancel_old' });
      const old = await run(job);
      const between = await request(job);
      const newest = await request(job);
      assert.equal((await submit(newest.id)).state, 'WAITING');
      assert.equal((await find(between.id)).state, 'CANCELED');
      assert.equal((await find(old.id)).state, 'STOPPING');
      assert.ok(gateway.sent.includes(`stop ${old.id}`));
      const events = await gateway.runs.events(old.id);
      assert.match(events.at(-1)?.who ?? '', new RegExp(newest.id), 'it says for whom');
      assert.equal((await submit(newest.id)).state, 'WAITING', 'Flink has not said yet that the old one is over');
      await endRun(gateway, stand.cluster, old.id, 'CANCELED', stand.now);
      assert.equal((await submit(newest.id)).state, 'RUNNING');
    });

    test('allow: as many at once as maxActiveRuns says', async () => {
      const job = await stand.job(1, { overlap: 'allow', maxActiveRuns: 2 });
      const runs = [await run(job), await run(job), await run(job)];
      assert.deepEqual(
        runs.map(({ state }) => state),
        ['RUNNING', 'RUNNING', 'WAITING'],
      );
      const [first, , third] = runs;
      assert.ok(first && third);
      assert.equal(reasonOf(third)?.code, 'behind_another_run');
      await endRun(gateway, stand.cluster, first.id, 'SUCCEEDED', stand.now);
      assert.equal((await submit(third.id)).state, 'RUNNING');
    });

    test('a policy that changes: runs side by side keep out one that must be alone', async () => {
      const job = await stand.job(1, { overlap: 'allow' });
      await run(job);
      const second = await run(job);
      await gateway.jobs.update(job, { policy: { overlap: 'queue' } });
      assert.equal((await run(job)).state, 'WAITING');
      await gateway.jobs.update(job, { policy: {} });
      await assert.rejects(request(job), (error) => hasCode(error, 'run_active'));
      assert.equal((await find(second.id)).state, 'RUNNING');
    });
  });

  test('deadline: a run that was not submitted by then is REJECTED, with the reason it waited', async () => {
    stand.cluster.total = 0;
    const job = await stand.job(2, { deadlineSeconds: 30 });
    const waiting = await run(job);
    assert.equal(reasonOf(waiting)?.code, 'no_free_slots');
    later(29);
    assert.equal((await submit(waiting.id)).state, 'WAITING');
    assert.deepEqual(await gateway.queue.overdue(stand.now, 10), []);
    later(2);
    assert.deepEqual(await gateway.queue.overdue(stand.now, 10), [waiting.id]);
    stand.cluster.total = 4;
    const over = await submit(waiting.id);
    assert.equal(over.state, 'REJECTED');
    assert.equal((over.failure as { code: string } | null)?.code, 'deadline_passed');
    const evidence = (await gateway.runs.events(over.id)).at(-1)?.evidence as Record<string, unknown>;
    assert.equal(evidence.code, 'deadline_passed');
    assert.equal((evidence.waitedFor as { code: string }).code, 'no_free_slots');
    assert.equal(stand.cluster.accepted.size, 0);
  });

  describe('whose turn it is', () => {
    test('of two that fit, the higher priority goes first, and is woken by the one that stands back', async () => {
      const [hog, low, high] = [await stand.job(4), await stand.job(2), await stand.job(3, { priority: 5 })];
      const running = await run(hog);
      await seen(running);
      const [second, first] = [await run(low), await run(high)];
      assert.deepEqual([second.state, first.state], ['WAITING', 'WAITING']);
      const places = await gateway.queue.places([second, first]);
      assert.deepEqual(
        [places.get(second.id), places.get(first.id)],
        [
          { place: 2, of: 2 },
          { place: 1, of: 2 },
        ],
      );
      assert.deepEqual((await gateway.queue.places([second])).get(second.id), { place: 2, of: 2 });
      await endRun(gateway, stand.cluster, running.id, 'SUCCEEDED', stand.now);
      const passed = await submit(second.id);
      assert.equal(passed.state, 'WAITING');
      assert.match(reasonOf(passed)?.message ?? '', new RegExp(`kept for run ${first.id}, which needs 3`));
      assert.equal(gateway.sent.at(-1), `submit ${first.id}`);
      assert.equal((await submit(first.id)).state, 'RUNNING');
      assert.equal((await submit(second.id)).state, 'WAITING', 'one slot is left');
      assert.equal((await gateway.queue.places([await find(first.id)])).size, 0, 'it waits no more');
    });

    test('a big run does not starve: for a minute small ones pass it, then what becomes free is kept for it', async () => {
      const [s1, s2, s3] = [await run(await stand.job(2)), await stand.job(1), await stand.job(1)];
      await seen(s1);
      const big = await run(await stand.job(4));
      assert.equal(big.state, 'WAITING');
      later(30);
      const small = await run(s2);
      assert.equal(small.state, 'RUNNING', 'it fits, and the big one has waited for half a minute only');
      await seen(small);
      later(31);
      await submit(big.id);
      const kept = await run(s3);
      assert.equal(kept.state, 'WAITING');
      assert.match(reasonOf(kept)?.message ?? '', /1 of 4 task slots are free and kept for run/);
      for (const { id } of [s1, small]) await endRun(gateway, stand.cluster, id, 'SUCCEEDED', stand.now);
      assert.equal((await submit(kept.id)).state, 'WAITING');
      assert.equal((await submit(big.id)).state, 'RUNNING');
    });

    test('nobody waits for a run that the cluster, as it is, cannot hold, or that waits for something else', async () => {
      const big = await run(await stand.job(4, { priority: 10 }));
      await seen(big);
      const elsewhere = await run(await stand.job(2, { priority: 10 }));
      await endRun(gateway, stand.cluster, big.id, 'SUCCEEDED', stand.now);
      await gateway.runs.note(await find(elsewhere.id), {
        waitingReason: { code: 'distribution_unusable', message: 'no distribution' },
      });
      assert.equal((await run(await stand.job(4))).state, 'RUNNING');
    });

    test('a TaskManager that is gone: slots are not kept for what needs more than is left', async () => {
      const hog = await run(await stand.job(4));
      await seen(hog);
      const big = await run(await stand.job(4));
      later(120);
      await submit(big.id);
      await endRun(gateway, stand.cluster, hog.id, 'SUCCEEDED', stand.now);
      await gateway.database.prisma.cluster.updateMany({ data: { slotsMax: 4, epoch: stand.cluster.epoch } });
      stand.cluster.total = 2;
      assert.equal((await run(await stand.job(2))).state, 'RUNNING');
      assert.equal((await submit(big.id)).state, 'WAITING');
    });
  });

  test("quota: the cluster's maxActiveRuns holds runs back, with the reason", async () => {
    await stand.configure({ maxActiveRuns: 1 });
    const first = await run(await stand.job(1));
    const second = await run(await stand.job(1));
    assert.deepEqual([first.state, second.state], ['RUNNING', 'WAITING']);
    assert.equal(reasonOf(second)?.code, 'quota');
    await endRun(gateway, stand.cluster, first.id, 'SUCCEEDED', stand.now);
    assert.equal((await submit(second.id)).state, 'RUNNING');
  });

  test('more slots than the cluster can have: refused at once when it was seen, rejected later when not', async () => {
    const job = await stand.job(9);
    await gateway.database.prisma.cluster.updateMany({ data: { reachability: 'unknown', slotsMax: null } });
    const record = await run(job);
    assert.equal(record.state, 'REJECTED');
    assert.equal((record.failure as { code: string } | null)?.code, 'too_many_slots');
    await gateway.database.prisma.cluster.updateMany({ data: { reachability: 'reachable', slotsMax: 8 } });
    await assert.rejects(request(job), (error) => hasCode(error, 'too_many_slots') && error.message.includes('9'));
    await stand.configure({ maxSlots: 16 });
    const waiting = await run(job);
    assert.equal(waiting.state, 'WAITING', 'a cluster that can grow to 16 is waited for');
    await gateway.database.prisma.cluster.updateMany({ data: { reachability: 'unknown', slotsMax: null } });
  });
});
