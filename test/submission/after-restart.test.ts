import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { policyOf, type JobPolicyInput } from '../../gateway/jobs/policy-schema.ts';
import type { RunChange, RunRecord } from '../../gateway/runs/run-store.ts';
import { afterRestart, maxRestarts, type LostRun } from '../../gateway/submission/after-restart.ts';
import { requestRun } from '../../gateway/submission/request-run.ts';
import { retryRuns } from '../../gateway/submission/retry-runs.ts';
import { submitRun } from '../../gateway/submission/submit-run.ts';
import { silent, startStand, type Gateway, type Stand } from './harness.ts';

const hours = (count: number) => new Date(Date.UTC(2026, 0, 1) + count * 3_600_000);
const lost = (more: Partial<LostRun> = {}): LostRun => ({
  state: 'LOST',
  code: 'lost_by_restart',
  stopRequested: false,
  streaming: true,
  place: 'file:/chk-7',
  startedAt: hours(0),
  lostAt: hours(10),
  restartNumber: 0,
  ...more,
});

describe('what the policy wants after a cluster restart', () => {
  const table: [what: string, run: Partial<LostRun>, reaction: 'ask' | 'rerun' | 'restore', answer: string][] = [
    ['restored', {}, 'restore', 'file:/chk-7'],
    ['run again from the beginning', {}, 'rerun', 'again'],
    ['left to a person', {}, 'ask', 'not-ours'],
    ['lost otherwise', { code: 'lost' }, 'restore', 'not-ours'],
    ['failed', { state: 'FAILED' }, 'restore', 'not-ours'],
    ['was to be stopped', { stopRequested: true }, 'rerun', 'not_wanted'],
    ['nothing to go on from', { place: null }, 'restore', 'no_restore_point'],
    ['a batch run has no state', { streaming: false }, 'restore', 'no_restore_point'],
    ['brings its cluster down', { restartNumber: maxRestarts, startedAt: hours(9.5) }, 'restore', 'used_up'],
  ];
  for (const [what, run, reaction, expected] of table) {
    test(`${what}: ${expected}`, () => {
      const answer = afterRestart(lost(run), reaction);
      const told =
        answer.kind === 'ask' ? answer.why : answer.kind === 'again' ? (answer.path ?? 'again') : answer.kind;
      assert.equal(told, expected);
    });
  }

  test('a run that lived for an hour begins the count of restarts anew', () => {
    const after = (run: Partial<LostRun>) => {
      const answer = afterRestart(lost(run), 'rerun');
      return answer.kind === 'again' ? answer.restartNumber : answer.kind;
    };
    assert.equal(after({ restartNumber: 4 }), 1);
    assert.equal(after({ restartNumber: 4, startedAt: hours(9.5) }), 5);
  });

  test('the default is to ask', () => {
    assert.equal(policyOf({ id: 'j', policy: {} }).onClusterRestart, 'ask');
  });
});

describe('the sweep after a cluster restart', () => {
  let stand: Stand;
  let gateways: readonly Gateway[];
  before(async () => {
    stand = await startStand(2, 100);
    gateways = stand.gateways;
  });
  after(() => stand?.close());

  const first = () => gateways[0] ?? assert.fail();
  const find = async (id: string): Promise<RunRecord> => (await first().runs.find(id)) ?? assert.fail(id);
  const sweep = ({ runs, queue, jobs, clusters, submission }: Gateway) =>
    retryRuns({ runs, queue, jobs, clusters, wake: submission.wake, clock: submission.clock, log: silent });
  const sweepAll = () => Promise.all(gateways.map(sweep));
  const of = (id: string) => first().database.prisma.jobRecord.findMany({ where: { originRecordId: id } });
  async function lostRun(policy: JobPolicyInput, change: RunChange = {}, code = 'lost_by_restart'): Promise<RunRecord> {
    const { runs, requesting, submission } = first();
    const { id } = await requestRun(requesting, {
      jobId: await stand.job(1, policy),
      trigger: 'manual',
      who: 'ann',
      parameters: { day: '2026-01-01' },
    });
    await submitRun(submission, id);
    await runs.note(await find(id), { streaming: true, ...change });
    const set = { failure: { code, message: 'gone', remedy: 'look' } };
    const request = { to: 'LOST', by: 'tracking', who: 'test', why: code, at: stand.now, set } as const;
    return (await runs.move(await find(id), request)) ?? assert.fail('it moved meanwhile');
  }
  const points = {
    intervalMs: 1000,
    retained: true,
    kept: 3,
    checkpoint: { id: 7, path: 'file:/chk-7', at: '2026-01-01T00:00:00Z' },
    savepoint: null,
  };
  const both: JobPolicyInput = { onClusterRestart: 'restore', retry: { maxAttempts: 2, on: ['lost'] } };

  test('is answered once, whoever sweeps, at once and without using up the retries', async () => {
    const record = await lostRun(both, { restorePoints: points });
    await sweepAll();
    await sweepAll();
    const again = await of(record.id);
    assert.equal(again.length, 1);
    const [next] = again;
    assert.deepEqual(next?.restoreFrom, { recordId: record.id, path: 'file:/chk-7', allowNonRestoredState: false });
    assert.deepEqual([next.trigger, next.retryOf, next.retryNumber, next.restartNumber], ['retry', record.id, 0, 1]);
    assert.equal((await find(record.id)).retryState, 'created');
  });

  test('without a restore point it asks, and retry.on does not step in', async () => {
    const record = await lostRun(both);
    await sweepAll();
    assert.deepEqual(await of(record.id), []);
    const asked = await find(record.id);
    assert.equal(asked.retryState, 'no_restore_point');
    assert.match((asked.failure as { remedy?: string }).remedy ?? '', /no savepoint or usable checkpoint/);
  });

  test('a run that was restored itself and lost before its first checkpoint goes on from where it was to', async () => {
    const record = await lostRun(both);
    const restoreFrom = { recordId: null, path: 'file:/sp-1', allowNonRestoredState: true };
    await first().database.prisma.jobRecord.update({ where: { id: record.id }, data: { restoreFrom } });
    await sweepAll();
    const [next] = await of(record.id);
    assert.deepEqual(next?.restoreFrom, { recordId: record.id, path: 'file:/sp-1', allowNonRestoredState: true });
  });

  test('lost without a restart is for retry.on', async () => {
    const record = await lostRun(both, { restorePoints: points }, 'lost');
    await sweepAll();
    const [next, ...more] = await of(record.id);
    assert.deepEqual([next?.retryNumber, next?.restoreFrom, more.length], [1, null, 0]);
  });
});
