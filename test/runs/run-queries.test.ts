import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newFlinkJobId, newId } from '../../gateway/core/ids.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { createQueueStore, type QueueStore } from '../../gateway/runs/queue-store.ts';
import { createRunStore, type RunRecord, type RunStore } from '../../gateway/runs/run-store.ts';
import type { RunState } from '../../gateway/runs/run-status.ts';
import { testDatabase, type TestDatabase } from '../helpers/postgres.ts';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

/** How a record gets into each state. */
const ways: Record<RunState, readonly RunState[]> = {
  QUEUED: [],
  WAITING: ['WAITING'],
  SUBMITTING: ['SUBMITTING'],
  UNCERTAIN: ['SUBMITTING', 'UNCERTAIN'],
  RUNNING: ['SUBMITTING', 'RUNNING'],
  STOPPING: ['SUBMITTING', 'RUNNING', 'STOPPING'],
  LOST: ['SUBMITTING', 'RUNNING', 'LOST'],
  SUCCEEDED: ['SUBMITTING', 'RUNNING', 'SUCCEEDED'],
  FAILED: ['SUBMITTING', 'RUNNING', 'FAILED'],
  CANCELED: ['CANCELED'],
  REJECTED: ['REJECTED'],
  CLOSED: ['SUBMITTING', 'RUNNING', 'LOST', 'CLOSED'],
};

describe('what flows ask of the run store', () => {
  let place: TestDatabase;
  let database: Database;
  let runs: RunStore;
  let queue: QueueStore;
  const [here, elsewhere] = [newId(), newId()];
  const records = new Map<RunState, RunRecord>();

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url);
    runs = createRunStore(database.prisma);
    queue = createQueueStore(database.prisma);
    for (const id of [here, elsewhere]) {
      const data = { id, name: id, kind: 'standalone', config: {}, distribution: {}, createdBy: 'test' };
      await database.prisma.cluster.create({ data });
    }
    for (const state of Object.keys(ways) as RunState[]) records.set(state, await recordIn(state, here, 3));
    await recordIn('RUNNING', elsewhere, 100);
    await recordIn('SUBMITTING', elsewhere, 100);
    await recordIn('QUEUED', elsewhere, 1);
  });
  after(async () => {
    await database?.close();
    await place?.drop();
  });

  async function recordIn(state: RunState, clusterId: string, slots: number): Promise<RunRecord> {
    const jobId = newId();
    await database.prisma.job.create({
      data: { id: jobId, name: jobId, kind: 'batch', policy: {}, createdBy: 'test' },
    });
    const run = { id: newId(), jobId, version: 1, clusterId, trigger: 'manual', slots, createdBy: 'test' } as const;
    let record = await runs.create({ ...run, at: at(0) });
    for (const to of ways[state]) {
      const by =
        to === 'CANCELED' || to === 'STOPPING' || to === 'CLOSED'
          ? 'api'
          : ['SUBMITTING', 'RUNNING', 'UNCERTAIN', 'WAITING', 'REJECTED'].includes(to)
            ? 'submission'
            : 'tracking';
      const set = to === 'SUBMITTING' ? { flinkJobId: newFlinkJobId() } : {};
      const moved = await runs.move(record, { to, by, who: 'test', why: to, at: at(10), set });
      assert.ok(moved);
      record = moved;
    }
    return record;
  }
  const statesOf = (found: readonly Pick<RunRecord, 'state'>[]) => found.map(({ state }) => state).toSorted();

  test('on Flink: what may have a job there, of this cluster, and the recently LOST', async () => {
    assert.deepEqual(statesOf(await runs.onFlink(here, at(10))), ['LOST', 'RUNNING', 'STOPPING', 'UNCERTAIN']);
    assert.deepEqual(statesOf(await runs.onFlink(here, at(11))), ['RUNNING', 'STOPPING', 'UNCERTAIN']);
    assert.deepEqual(statesOf(await runs.onFlink(elsewhere, at(0))), ['RUNNING']);
  });

  test('pending: QUEUED and WAITING, oldest first', async () => {
    const pending = await runs.pending(here, 10);
    assert.deepEqual(
      pending.map(({ id }) => id),
      [records.get('QUEUED')?.id, records.get('WAITING')?.id],
    );
    assert.equal((await runs.pending(null, 10)).length, 3);
    assert.equal((await runs.pending(null, 1))[0]?.id, records.get('QUEUED')?.id);
  });

  test('promised slots: SUBMITTING, UNCERTAIN and accepted but unseen ones, without the asking record', async () => {
    const running = records.get('RUNNING');
    assert.ok(running);
    const promised = async (clusterId: string, exceptId = newId()) =>
      (await queue.ground(clusterId, exceptId)).promisedSlots;
    assert.equal(await promised(here), 9);
    for (const phase of ['INITIALIZING', 'CREATED']) {
      await runs.note(running, { phase });
      assert.equal(await promised(here), 9, `${phase}: Flink has not asked for its slots yet`);
    }
    await runs.note(running, { phase: 'RUNNING' });
    assert.equal(await promised(here), 6);
    assert.equal(await promised(here, records.get('SUBMITTING')?.id ?? ''), 3);
    assert.equal(await promised(newId()), 0);
  });

  test('active counts per cluster', async () => {
    assert.deepEqual(
      await runs.activeCounts(),
      new Map([
        [here, 6],
        [elsewhere, 3],
      ]),
    );
  });

  test('in one state', async () => {
    assert.deepEqual(
      (await runs.inState('UNCERTAIN', 10)).map(({ id }) => id),
      [records.get('UNCERTAIN')?.id],
    );
    assert.equal((await runs.inState('RUNNING', 1)).length, 1);
  });
});
