import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { requestRun } from '../../gateway/submission/request-run.ts';
import { submitRun } from '../../gateway/submission/submit-run.ts';
import { endRun, startStand, type Stand } from './harness.ts';

const seed = Number(process.env.TEST_SEED || 20_260_101);
const rounds = Number(process.env.TEST_ROUNDS || 12);

/** mulberry32: the same numbers for the same seed. */
function random(state: number): (below: number) => number {
  let a = state;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

describe(`two gateways admit to one cluster at once (seed ${seed}, ${rounds} rounds)`, () => {
  let stand: Stand;
  const pick = random(seed);

  before(async () => {
    stand = await startStand(2, 4);
    stand.cluster.latency = () => pick(4);
  });
  after(() => stand?.close());

  test('slots are never promised twice, limits hold, and what fits is admitted', async () => {
    const [one, two] = stand.gateways;
    assert.ok(one && two);
    const jobs = await Promise.all(
      [1, 1, 1, 1, 2, 2, 3].map(async (slots) => ({ slots, id: await stand.job(slots, { overlap: 'queue' }) })),
    );
    const allowed = await stand.job(1, { overlap: 'allow', maxActiveRuns: 2 });
    for (let round = 0; round < rounds; round++) {
      stand.now = new Date();
      const { cluster } = stand;
      cluster.total = 2 + pick(4);
      cluster.peak = 0;
      const limit = pick(3) === 0 ? 2 : undefined;
      await stand.configure(limit === undefined ? {} : { maxActiveRuns: limit });
      const wanted = [
        ...jobs.filter(({ slots }) => slots <= cluster.total).map(({ id }) => id),
        allowed,
        allowed,
        allowed,
      ];
      const ids: string[] = [];
      for (const jobId of wanted) {
        ids.push((await requestRun(one.requesting, { jobId, trigger: 'manual', who: 'test' })).id);
      }
      const submit = (id: string) => submitRun((pick(2) === 0 ? one : two).submission, id);
      // Each is worked on twice, once of them perhaps by the other gateway; the observer sees jobs meanwhile.
      const see = async () => {
        for (const record of await one.runs.findMany(ids)) {
          const isAllocated = cluster.accepted.get(record.flinkJobId ?? '')?.allocated === true;
          if (record.state === 'RUNNING' && isAllocated) await one.runs.note(record, { phase: 'RUNNING' });
        }
      };
      await Promise.all([...ids, ...ids].map(async (id) => (await submit(id), await see())));
      const said = `seed ${seed}, round ${round}: ${cluster.peak} of ${cluster.total} slots`;
      assert.ok(cluster.peak <= cluster.total, said);
      const records = await one.runs.findMany(ids);
      const running = records.filter(({ state }) => state === 'RUNNING');
      assert.ok(running.length > 0, said);
      assert.ok(limit === undefined || running.length <= limit, `${said}, ${running.length} runs`);
      assert.ok(running.filter(({ jobId }) => jobId === allowed).length <= 2, said);
      for (const { state, waitingReason } of records) assert.ok(state === 'RUNNING' || waitingReason !== null, state);
      for (const { id, state } of records) {
        if (state === 'RUNNING') await endRun(one, cluster, id, 'SUCCEEDED', stand.now);
      }
      for (const record of await one.runs.findMany(ids)) {
        if (record.state !== 'WAITING') continue;
        const request = { to: 'CANCELED', by: 'api', who: 'test', why: 'end of the round', at: stand.now } as const;
        assert.ok(await one.runs.move(record, request));
      }
    }
  });
});
