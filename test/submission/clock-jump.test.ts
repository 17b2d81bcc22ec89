import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RunRecord } from '../../gateway/runs/run-store.ts';
import { createAbsenceWatch } from '../../gateway/submission/absence-watch.ts';
import { requestRun } from '../../gateway/submission/request-run.ts';
import { resolveSubmission } from '../../gateway/submission/resolve-submission.ts';
import { submitRun } from '../../gateway/submission/submit-run.ts';
import { startStand, type Gateway, type Stand } from './harness.ts';

const lost = { kind: 'lost', reason: 'the connection was cut' } as const;
/** Less than the time for which a cluster remembers jobs. */
const jumpMs = 47 * 60_000;

describe('a clock that jumps, and a worker that stands still', () => {
  let stand: Stand;
  let gateway: Gateway;

  before(async () => {
    stand = await startStand(1, 100);
    [gateway] = stand.gateways as [Gateway];
  });
  after(() => stand?.close());

  const jump = (ms: number) => void (stand.now = new Date(stand.now.getTime() + ms));
  const stateOf = async ({ id }: RunRecord) => (await gateway.runs.find(id))?.state;
  const resolve = async (record: RunRecord, elapsedMs: number) => {
    const steps = Math.max(1, Math.ceil(elapsedMs / 10_000));
    for (let step = 0; step < steps; step += 1) {
      stand.elapsedMs += elapsedMs / steps;
      await resolveSubmission(gateway.submission, record.id);
    }
    return stateOf(record);
  };
  /** `aheadMs`: of the clock, while the answer is given up. */
  async function uncertain(aheadMs: number): Promise<RunRecord> {
    const record = await requestRun(gateway.requesting, { jobId: await stand.job(1), trigger: 'manual', who: 'ann' });
    stand.cluster.answer = async () => {
      jump(aheadMs);
      return lost;
    };
    await submitRun(gateway.submission, record.id);
    stand.cluster.answer = null;
    assert.equal(await stateOf(record), 'UNCERTAIN');
    return record;
  }

  test('forward while an answer is missing: main() may still be running, nothing is concluded before the limit', async () => {
    const record = await uncertain(0);
    assert.equal(await resolve(record, 0), 'UNCERTAIN');
    jump(jumpMs);
    assert.equal(await resolve(record, 59_000), 'UNCERTAIN');
    assert.equal(await resolve(record, 1_000), 'REJECTED');
    jump(-jumpMs);
  });

  for (const [when, looked, end] of [
    ['before the first look: nothing is concluded before the limit, and then not that it never ran', false, 'LOST'],
    ['after it: its age is counted on by the clock that nobody sets', true, 'REJECTED'],
  ] as const) {
    test(`by more than Flink remembers, ${when}`, async () => {
      const record = await uncertain(0);
      if (looked) assert.equal(await resolve(record, 0), 'UNCERTAIN');
      jump(2 * 3600_000);
      assert.equal(await resolve(record, 0), 'UNCERTAIN');
      assert.equal(await resolve(record, 59_000), 'UNCERTAIN');
      assert.equal(await resolve(record, 1_000), end);
      jump(-2 * 3600_000);
    });
  }

  test('forward and back: the record is not held up for the length of the jump', async () => {
    const record = await uncertain(jumpMs);
    jump(-jumpMs);
    assert.equal(await resolve(record, 0), 'UNCERTAIN');
    assert.equal(await resolve(record, 60_000), 'REJECTED');
    const { evidence } = (await gateway.runs.events(record.id)).at(-1) ?? {};
    assert.equal((evidence as { waitedMs: number }).waitedMs, 60_000);
  });

  const requested = async () =>
    (await requestRun(gateway.requesting, { jobId: await stand.job(1), trigger: 'manual', who: 'ann' })).id;

  test('a worker that stands still for its whole lease between admission and POST sends nothing; the run is submitted anew', async () => {
    const id = await requested();
    const move: typeof gateway.runs.move = async (record, wish) => {
      const moved = await gateway.runs.move(record, wish);
      if (wish.to === 'SUBMITTING') stand.elapsedMs += 15_000;
      return moved;
    };
    await submitRun({ ...gateway.submission, runs: { ...gateway.runs, move } }, id);
    assert.equal(stand.cluster.accepted.size, 0);
    const waiting = await gateway.runs.find(id);
    assert.equal(waiting?.state, 'WAITING');
    await submitRun(gateway.submission, id);
    assert.equal((await gateway.runs.find(id))?.state, 'RUNNING');
  });

  test('a lease from before the clock was set back does not hold the record up', async () => {
    const id = await requested();
    stand.cluster.answer = async () => {
      stand.now = new Date(stand.now.getTime() - 3600_000);
      await submitRun(gateway.submission, id);
      return lost;
    };
    await submitRun(gateway.submission, id);
    stand.cluster.answer = null;
    const reasons = (await gateway.runs.events(id)).map(({ why }) => why);
    assert.ok(reasons.includes('the gateway process that submitted it is gone'), reasons.join());
  });
});

test('time without an answer does not count', () => {
  let now = 0;
  const watch = createAbsenceWatch(() => now);
  watch.absent('a', 0);
  now += 10 * 60_000;
  assert.equal(watch.absent('a', 0).waitedMs, 15_000);
  now += 5_000;
  assert.equal(watch.absent('a', 0).waitedMs, 20_000);
});

test('waits are counted one by one, and those of a day ago are dropped', () => {
  let now = 5;
  const watch = createAbsenceWatch(() => now);
  assert.equal(watch.absent('a', 0).waitedMs, 0);
  now += 1000;
  assert.equal(watch.absent('b', 0).waitedMs, 0);
  assert.equal(watch.absent('a', 0).waitedMs, 1000);
  watch.forget('b');
  now += 500;
  assert.equal(watch.absent('b', 0).waitedMs, 0);
  now += 24 * 60 * 60 * 1000;
  assert.equal(watch.absent('a', 0).waitedMs, 0);
});
