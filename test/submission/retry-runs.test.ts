import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import type { SubmissionAnswer } from '../../gateway/flink/client.ts';
import type { JobPolicyInput } from '../../gateway/jobs/policy-schema.ts';
import type { RunRecord } from '../../gateway/runs/run-store.ts';
import { requestRun } from '../../gateway/submission/request-run.ts';
import { rerun } from '../../gateway/submission/rerun.ts';
import { resolveSubmission } from '../../gateway/submission/resolve-submission.ts';
import { retryRuns } from '../../gateway/submission/retry-runs.ts';
import { submitRun } from '../../gateway/submission/submit-run.ts';
import { endRun, silent, startStand, type Gateway, type Stand } from './harness.ts';

const why = 'java.lang.RuntimeException: no';
const refusal = { kind: 'error', status: 400, cause: { text: why, chain: [why] } } as const;

describe('runs that are repeated', () => {
  let stand: Stand;
  let gateway: Gateway;
  let other: Gateway;

  before(async () => {
    stand = await startStand(2, 100);
    const [one, two] = stand.gateways;
    assert.ok(one && two);
    [gateway, other] = [one, two];
  });
  after(() => stand?.close());

  async function find(id: string): Promise<RunRecord> {
    const record = await gateway.runs.find(id);
    assert.ok(record, id);
    return record;
  }
  const later = (seconds: number) => void (stand.now = new Date(stand.now.getTime() + seconds * 1000));
  const request = (jobId: string) =>
    requestRun(gateway.requesting, { jobId, trigger: 'manual', who: 'ann', parameters: { day: '2026-01-01' } });
  const submit = async (id: string): Promise<RunRecord> => (await submitRun(gateway.submission, id), find(id));
  const sweep = ({ runs, queue, jobs, clusters, submission }: Gateway = gateway) =>
    retryRuns({ runs, queue, jobs, clusters, wake: submission.wake, clock: submission.clock, log: silent });
  const of = async (id: string): Promise<RunRecord[]> => {
    const rows = await gateway.database.prisma.jobRecord.findMany({ where: { originRecordId: id } });
    return Promise.all(rows.map((row) => find(row.id)));
  };
  /** A run that ended FAILED, of a job with this policy. */
  async function failed(policy: JobPolicyInput): Promise<RunRecord> {
    const { id } = await request(await stand.job(1, policy));
    assert.equal((await submit(id)).state, 'RUNNING');
    return endRun(gateway, stand.cluster, id, 'FAILED', stand.now);
  }
  const retry = { maxAttempts: 3, backoffSeconds: 10, factor: 2 };

  test('a failed run is repeated as a new record after the pause, until the attempts are used up', async () => {
    const first = await failed({ retry, priority: 3, deadlineSeconds: 60 });
    assert.equal(first.retryState, 'armed');
    await sweep();
    const [second] = await of(first.id);
    assert.ok(second);
    assert.equal((await find(first.id)).retryState, 'created');
    assert.deepEqual([second.trigger, second.retryNumber, second.version], ['retry', 1, first.version]);
    assert.deepEqual(second.params, { day: '2026-01-01' });
    assert.equal(second.notBefore?.getTime(), stand.now.getTime() + 10_000);
    assert.equal(second.deadlineAt?.getTime(), stand.now.getTime() + 70_000, 'the deadline counts from the pause on');
    assert.equal(second.rankAt.getTime(), stand.now.getTime() + 10_000 - 180_000);
    const paused = await submit(second.id);
    assert.equal(paused.state, 'WAITING');
    assert.equal((paused.waitingReason as { code: string } | null)?.code, 'retry_pause');
    await assert.rejects(request(first.jobId), (error) => hasCode(error, 'run_active'), 'the retry holds the place');
    later(10);
    assert.equal((await submit(second.id)).state, 'RUNNING');
    await endRun(gateway, stand.cluster, second.id, 'FAILED', stand.now);
    await sweep();
    const [third] = await of(second.id);
    assert.equal(third?.notBefore?.getTime(), stand.now.getTime() + 20_000);
    later(20);
    await submit(third?.id ?? '');
    const last = await endRun(gateway, stand.cluster, third?.id ?? '', 'FAILED', stand.now);
    await sweep();
    assert.deepEqual(await of(last.id), []);
    assert.equal((await find(last.id)).retryState, 'used_up');
  });

  test('an end is repeated once, however many gateways sweep at once', async () => {
    const ends = await Promise.all([1, 2, 3, 4].map(() => failed({ retry, overlap: 'queue' })));
    await Promise.all([sweep(), sweep(other), sweep(), sweep(other)]);
    for (const { id } of ends) {
      assert.equal((await of(id)).length, 1);
      assert.equal((await find(id)).retryState, 'created');
    }
    await sweep(other);
    for (const { id } of ends) assert.equal((await of(id)).length, 1);
  });

  test('never after CANCELED, nor what a person stopped, nor when the job does not want it any more', async () => {
    const { id } = await request(
      await stand.job(1, { retry: { ...retry, on: ['failed', 'lost', 'rejected_by_cluster'] } }),
    );
    await submit(id);
    await endRun(gateway, stand.cluster, id, 'CANCELED', stand.now);
    const stopped = await request(await stand.job(1, { retry }));
    const running = await submit(stopped.id);
    await gateway.runs.note(running, { stopRequestedAt: stand.now });
    await endRun(gateway, stand.cluster, stopped.id, 'FAILED', stand.now);
    const unwanted = await failed({ retry });
    await gateway.jobs.update(unwanted.jobId, { policy: {} });
    const plain = await failed({});
    await sweep();
    for (const one of [id, stopped.id, unwanted.id, plain.id]) assert.deepEqual(await of(one), []);
    const states = await Promise.all(
      [id, stopped.id, unwanted.id, plain.id].map(async (one) => (await find(one)).retryState),
    );
    assert.deepEqual(states, [null, 'not_wanted', 'not_wanted', null]);
    assert.deepEqual(await gateway.queue.awaitingRetry(10), []);
  });

  test('LOST and refused by Flink, where the job asks for it', async () => {
    const on = ['lost', 'rejected_by_cluster'] as const;
    const lost = await request(await stand.job(1, { retry: { ...retry, on: [...on] } }));
    await submit(lost.id);
    await endRun(gateway, stand.cluster, lost.id, 'LOST', stand.now);
    const refused = await request(await stand.job(1, { retry: { ...retry, on: [...on] } }));
    stand.cluster.answer = async () => refusal;
    await submit(refused.id);
    stand.cluster.answer = null;
    await resolveSubmission(gateway.submission, refused.id);
    assert.equal((await find(refused.id)).state, 'REJECTED');
    await sweep();
    assert.equal((await of(lost.id)).length, 1);
    assert.equal((await of(refused.id)).length, 1);
  });

  /** A run that was LOST and whose retry waits to begin. */
  async function lostWithRetry(): Promise<{ lost: RunRecord; again: RunRecord }> {
    const { id } = await request(await stand.job(1, { retry: { ...retry, on: ['lost', 'failed'] } }));
    await submit(id);
    const lost = await endRun(gateway, stand.cluster, id, 'LOST', stand.now);
    await sweep();
    return { lost, again: (await of(id))[0] ?? assert.fail('it is not repeated') };
  }
  const seenAgain = (lost: RunRecord) =>
    gateway.runs.move(lost, { to: 'RUNNING', by: 'tracking', who: 'test', why: 'seen again', at: stand.now });

  test('a LOST run that is seen again is not run twice, neither before its retry waits nor while it is admitted', async () => {
    const { lost, again } = await lostWithRetry();
    await seenAgain(lost);
    later(10);
    assert.equal((await submit(again.id)).state, 'CANCELED');
    const { evidence } = (await gateway.runs.events(again.id)).at(-1) ?? {};
    assert.deepEqual(evidence, {
      code: 'needless_retry',
      origin: lost.id,
      originState: 'RUNNING',
      submitted: false,
    });
    const late = await lostWithRetry();
    later(10);
    let posts = 0;
    stand.cluster.answer = async () => assert.fail(`POST ${(posts += 1)}`);
    // It is seen again after everything was asked, right before the write.
    const move: typeof gateway.runs.move = async (record, wish) => {
      if (wish.admission !== undefined) await seenAgain(await find(late.lost.id));
      return gateway.runs.move(record, wish);
    };
    await submitRun({ ...gateway.submission, runs: { ...gateway.runs, move } }, late.again.id);
    stand.cluster.answer = null;
    assert.deepEqual([(await find(late.again.id)).state, posts], ['CANCELED', 0]);
  });

  test('a LOST run that was seen again since it was looked at gets no retry', async () => {
    const { id } = await request(await stand.job(1, { overlap: 'allow', retry: { ...retry, on: ['lost'] } }));
    await submit(id);
    const lost = await endRun(gateway, stand.cluster, id, 'LOST', stand.now);
    await seenAgain(lost);
    const stale = { ...gateway.runs, find: async () => lost };
    const queue = { ...gateway.queue, awaitingRetry: async () => [id] };
    await sweep({ ...gateway, runs: stale, queue });
    assert.deepEqual(await of(id), []);
  });

  test('LOST, not to be repeated, then found FAILED: repeated as a failure', async () => {
    const { id } = await request(await stand.job(1, { retry }));
    await submit(id);
    const lost = await endRun(gateway, stand.cluster, id, 'LOST', stand.now);
    await sweep();
    assert.equal((await find(id)).retryState, 'not_wanted');
    const failedAfterAll = { to: 'FAILED', by: 'tracking', who: 'test', why: 'archive', at: stand.now } as const;
    assert.equal((await gateway.runs.move(await find(lost.id), failedAfterAll))?.retryState, 'armed');
    await sweep();
    assert.equal((await of(id)).length, 1);
  });

  test('where a history server may yet show that a LOST batch run ended, the retry waits for it', async () => {
    await stand.configure({ historyServerUrl: 'http://simulated:8082' });
    const { lost, again } = await lostWithRetry();
    assert.equal(again.notBefore?.getTime(), lost.stateSince.getTime() + 120_000);
    await stand.configure({});
  });

  test('a job that was started again meanwhile is not repeated as well', async () => {
    const end = await failed({ retry });
    const again = await request(end.jobId);
    await sweep();
    assert.deepEqual(await of(end.id), []);
    assert.equal((await find(end.id)).retryState, 'run_active');
    assert.equal((await find(again.id)).state, 'QUEUED');
  });

  test('rerun: version and parameters of then, unless told otherwise; the key makes it one record', async () => {
    const end = await failed({});
    const again = { recordId: end.id, who: 'ann', idempotencyKey: 'k1' };
    const record = await rerun(gateway.requesting, again);
    assert.deepEqual(
      [record.trigger, record.originRecordId, record.version, record.params],
      ['rerun', end.id, end.version, { day: '2026-01-01' }],
    );
    assert.equal((await rerun(gateway.requesting, again)).id, record.id);
    await assert.rejects(rerun(gateway.requesting, { ...again, parameters: {} }), (error) =>
      hasCode(error, 'idempotency_conflict'),
    );
    const plain = {
      jobId: end.jobId,
      version: end.version,
      parameters: { day: '2026-01-01' },
      trigger: 'manual',
    } as const;
    await assert.rejects(requestRun(gateway.requesting, { ...plain, who: 'ann', idempotencyKey: 'k1' }), (error) =>
      hasCode(error, 'idempotency_conflict'),
    );
    await submit(record.id);
    await endRun(gateway, stand.cluster, record.id, 'SUCCEEDED', stand.now);
    const other = await rerun(gateway.requesting, { ...again, idempotencyKey: undefined, parameters: { day: 'x' } });
    assert.deepEqual(other.params, { day: 'x' });
    await assert.rejects(
      rerun(gateway.requesting, { ...again, recordId: '0'.repeat(26), idempotencyKey: undefined }),
      (error) => hasCode(error, 'not_found'),
    );
  });

  describe('an answer that arrives after another worker took the record over', () => {
    /** The answer is given only after the other worker has found the lease over. */
    async function takenOver(answer: unknown): Promise<RunRecord> {
      const { id } = await request(await stand.job(1));
      stand.cluster.answer = async () => {
        later(16);
        await submitRun(other.submission, id);
        assert.equal((await find(id)).state, 'UNCERTAIN');
        return answer as SubmissionAnswer;
      };
      const record = await submit(id);
      stand.cluster.answer = null;
      return record;
    }

    test('a refusal is kept, and one look decides instead of the whole time limit', async () => {
      const record = await takenOver(refusal);
      assert.equal(record.state, 'UNCERTAIN');
      assert.equal(gateway.sent.at(-1), `resolve ${record.id}`);
      await resolveSubmission(other.submission, record.id);
      const end = await find(record.id);
      assert.equal(end.state, 'REJECTED');
      const evidence = (await gateway.runs.events(record.id)).at(-1)?.evidence as {
        answer: { kind: string; status: number };
      };
      assert.deepEqual([evidence.answer.kind, evidence.answer.status], ['error', 400]);
    });

    test('a request that never left is submitted again', async () => {
      const record = await takenOver({ kind: 'never-left', reason: 'ECONNREFUSED' });
      assert.equal(record.state, 'WAITING');
      assert.equal((await submit(record.id)).state, 'RUNNING');
    });

    test('a refusal of an earlier attempt says nothing about a later one', async () => {
      const record = await takenOver(refusal);
      const flinkJobId = '0'.repeat(32);
      await gateway.runs.note(record, { flinkJobId });
      await resolveSubmission(other.submission, record.id);
      assert.equal((await find(record.id)).state, 'UNCERTAIN');
    });
  });
});
