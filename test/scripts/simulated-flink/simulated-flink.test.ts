import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { newFlinkJobId, newId } from '../../../gateway/core/ids.ts';
import { createFlinkClient, type FlinkClient } from '../../../gateway/flink/client.ts';
import { startSimulatedFlink, type SimulatedFlink } from '../../../scripts/simulated-flink/simulated-flink.ts';

/** Answers of a real Flink 1.12.7 by path, of a job that runs. */
const recorded = JSON.parse(
  await readFile(new URL('../../fixtures/flink-job-answers.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

/** Names and kinds of values, without the values: of a list those of its first entry, of maps by key all of them. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (value === null || typeof value !== 'object') return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, shapeOf(inner)]),
  );
}

describe('the simulated Flink', () => {
  let flink: SimulatedFlink;
  let client: FlinkClient;
  const job = { cluster: 1, jid: newFlinkJobId(), name: `bench@${newId()}`, ageMs: 10_000 };
  const other = { ...job, jid: newFlinkJobId() };

  before(async () => {
    flink = await startSimulatedFlink({ clusters: 2, slots: 10, refreshIntervalMs: 60_000 });
    client = createFlinkClient({ baseUrl: flink.clusters[1]?.url ?? '', timeoutMs: 5_000 });
    await flink.add([job, other]);
  });
  after(async () => {
    client?.close();
    await flink?.stop();
  });

  for (const [path, answer] of Object.entries(recorded)) {
    test(`GET ${path} has the shape that was recorded`, async () => {
      const asked = await fetch(`${flink.clusters[1]?.url ?? ''}${path.replace(':id', job.jid)}`);
      assert.equal(asked.status, 200);
      const given: unknown = await asked.json();
      if (path === '/jobs/:id/accumulators') {
        assert.deepEqual(Object.keys(given as object), Object.keys(answer as object));
      } else {
        assert.deepEqual(shapeOf(given), shapeOf(answer));
      }
    });
  }

  test('each cluster is a JobManager of its own', async () => {
    const first = createFlinkClient({ baseUrl: flink.clusters[0]?.url ?? '', timeoutMs: 5_000 });
    try {
      assert.equal(await first.epoch(), flink.clusters[0]?.epoch);
      assert.notEqual(await first.epoch(), await client.epoch());
      assert.deepEqual(await first.jobsOverview(), []);
      assert.equal((await client.overview())['slots-available'], 8);
      assert.equal(await first.job(job.jid), null);
    } finally {
      first.close();
    }
  });

  test('an end is listed at once; what is below /jobs/:id comes from the copy that was made before', async () => {
    assert.equal((await client.job(job.jid))?.state, 'RUNNING');
    const at = await flink.end([
      { ...job, state: 'FAILED' },
      { ...other, state: 'FINISHED' },
    ]);
    const listed = new Map((await client.jobsOverview()).map((one) => [one.jid, one]));
    assert.deepEqual([listed.get(job.jid)?.state, listed.get(job.jid)?.['end-time']], ['FAILED', at]);
    assert.equal((await client.job(job.jid))?.state, 'RUNNING');
    assert.equal((await client.exceptions(job.jid))['root-exception'], null);
    assert.equal((await client.job(other.jid))?.state, 'FINISHED');
    const counted = await client.accumulators(other.jid);
    assert.ok(Number(counted.get('numRead')) >= 2_500);
    assert.equal(counted.get('endLocation'), counted.get('numRead'));
    assert.equal(await client.cancel(job.jid), 'gone');
  });

  test('it counts what it was asked, by cluster and kind', async () => {
    const before = (await flink.report()).counts;
    await client.jobsOverview();
    await client.jobsOverview();
    await client.job(newFlinkJobId());
    await client.job(other.jid);
    const { counts, listIntervals } = await flink.report();
    assert.deepEqual(counts[0], before[0]);
    for (const [kind, more] of Object.entries({ list: 2, look: 1, job: 1, accumulators: 0 })) {
      const of = kind as 'list';
      assert.equal((counts[1]?.[of] ?? 0) - (before[1]?.[of] ?? 0), more, kind);
    }
    assert.ok((listIntervals[1]?.length ?? 0) >= 1);
  });
});
