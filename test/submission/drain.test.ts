import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { beginDrain, reopen } from '../../gateway/clusters/drain.ts';
import type { Cluster } from '../../gateway/clusters/cluster-store.ts';
import { createHealthStore } from '../../gateway/clusters/health-store.ts';
import { judgeHealth } from '../../gateway/clusters/judge-health.ts';
import { requestRun } from '../../gateway/submission/request-run.ts';
import { resolveSubmission } from '../../gateway/submission/resolve-submission.ts';
import { submitRun } from '../../gateway/submission/submit-run.ts';
import { maxAttempts } from '../../gateway/submission/submission-deps.ts';
import { silent, startStand, type Gateway, type Stand } from './harness.ts';

const MB = 1024 * 1024;

describe('admission to a cluster that is not well', () => {
  let stand: Stand;
  let one: Gateway;
  let two: Gateway;
  before(async () => {
    stand = await startStand(2, 50);
    const [first, second] = stand.gateways;
    assert.ok(first && second);
    [one, two] = [first, second];
    await stand.configure({ healthGuard: { enabled: true, margin: 3 } });
  });
  after(() => stand?.close());

  const guardDeps = ({ database }: Gateway) => ({
    health: createHealthStore(database.prisma),
    clock: { now: () => stand.now },
    log: silent,
  });
  const cluster = async (): Promise<Cluster> => {
    const found = await one.clusters.find(stand.clusterId);
    assert.ok(found);
    return found;
  };
  const runs = async (count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let n = 0; n < count; n++) {
      ids.push((await requestRun(one.requesting, { jobId: await stand.job(1), trigger: 'manual', who: 'test' })).id);
    }
    return ids;
  };
  const admitted = async (ids: readonly string[]) =>
    (await one.runs.findMany(ids)).filter(({ state }) => state !== 'QUEUED' && state !== 'WAITING');
  const open = async () => reopen(guardDeps(one), await cluster(), { why: 'test', recycled: false });
  const cancel = async (ids: readonly string[]) => {
    for (const record of await one.runs.findMany(ids)) {
      if (record.state !== 'WAITING') continue;
      await one.runs.move(record, { to: 'CANCELED', by: 'api', who: 'test', why: 'over', at: stand.now });
    }
  };

  test('once a drain has begun nothing slips through, whichever gateway admits', async () => {
    let held = 0;
    for (let round = 0; round < 8; round++) {
      const ids = await runs(8);
      stand.cluster.latency = () => (round * 7) % 5;
      const submitting = Promise.all(ids.map((id, index) => submitRun((index % 2 === 0 ? one : two).submission, id)));
      await pause(round * 6);
      let turned = false;
      // Admissions turn the row, too, but not the guard's own version: one try is enough.
      turned = await beginDrain(guardDeps(two), await cluster(), { code: 'metaspace', message: 'full' });
      assert.equal(turned, true);
      const then = (await admitted(ids)).length;
      await submitting;
      assert.equal((await admitted(ids)).length, then, `round ${round}`);
      for (const { state, waitingReason } of await one.runs.findMany(ids)) {
        if (state !== 'WAITING') continue;
        held += 1;
        assert.equal((waitingReason as { code: string }).code, 'cluster_draining');
      }
      await cancel(ids);
      await open();
    }
    assert.ok(held > 0, 'no round held anything back');
  });

  test('no more runs are admitted than were measured to fit, less the margin', async () => {
    stand.cluster.latency = () => 0;
    stand.cluster.epoch = 'measured';
    const memory = (used: number) => ({ used: used * MB, limit: 256 * MB, heapUsed: null, heapLimit: null });
    const { admissions } = await cluster();
    const reading = {
      at: stand.now,
      epoch: 'measured',
      admissions,
      jobManager: memory(100),
      taskManagers: memory(208),
    };
    // Six runs fit.
    await createHealthStore(one.database.prisma).saveHealth(stand.clusterId, judgeHealth(null, reading, 3));
    const ids = await runs(8);
    await Promise.all(ids.map((id, index) => submitRun((index % 2 === 0 ? one : two).submission, id)));
    assert.equal((await admitted(ids)).length, 4);
    for (const { state, waitingReason } of await one.runs.findMany(ids)) {
      if (state === 'WAITING') assert.equal((waitingReason as { code: string }).code, 'cluster_memory');
    }
    // Of another start the figures say nothing.
    stand.cluster.epoch = 'another';
    await Promise.all(ids.map((id) => submitRun(one.submission, id)));
    assert.equal((await admitted(ids)).length, 8);
  });

  test('a submission that the cluster is to blame for is repeated after growing pauses, and not for ever', async () => {
    const told: string[] = [];
    const submission = {
      ...one.submission,
      onFailed: async (_record: unknown, { code }: { code: string }) => void told.push(code),
    };
    const [id = ''] = await runs(1);
    stand.cluster.answer = async () => ({
      kind: 'error',
      status: 400,
      cause: { text: 'java.lang.OutOfMemoryError: Metaspace', chain: ['java.lang.OutOfMemoryError: Metaspace'] },
    });
    const record = async () => {
      const found = await one.runs.find(id);
      assert.ok(found);
      return found;
    };
    for (let attempt = 1; attempt < maxAttempts; attempt++) {
      await submitRun(submission, id);
      await resolveSubmission(submission, id);
      const waiting = await record();
      assert.deepEqual(
        [waiting.state, waiting.waitingCode, waiting.attempt],
        ['WAITING', 'cluster_exhausted', attempt],
      );
      stand.now = new Date(stand.now.getTime() + 15_000 * 2 ** (attempt - 1) - 1);
      await submitRun(submission, id);
      assert.equal((await record()).attempt, attempt, 'before its pause was over');
      stand.now = new Date(stand.now.getTime() + 1);
    }
    await submitRun(submission, id);
    await resolveSubmission(submission, id);
    const ended = await record();
    assert.equal(ended.state, 'REJECTED');
    const failure = ended.failure as { code: string; message: string };
    assert.equal(failure.code, 'cluster_out_of_metaspace');
    assert.match(failure.message, /cluster/);
    assert.deepEqual(
      told,
      Array.from({ length: maxAttempts }, () => 'cluster_out_of_metaspace'),
    );
  });

  test('after a restart such an answer proves nothing absent: the job may have run', async () => {
    const [id = ''] = await runs(1);
    await submitRun(one.submission, id);
    stand.cluster.epoch = 'restarted';
    await resolveSubmission(one.submission, id);
    assert.equal((await one.runs.find(id))?.state, 'LOST');
  });
});
