import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import { newFlinkJobId, newId, sha256Hex } from '../../gateway/core/ids.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { createRunStore, type NewRun, type RunRecord, type RunStore } from '../../gateway/runs/run-store.ts';
import type { Mover, RunState } from '../../gateway/runs/run-status.ts';
import { testDatabase, type TestDatabase } from '../helpers/postgres.ts';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

describe('run store', () => {
  let place: TestDatabase;
  let database: Database;
  let runs: RunStore;
  const clusterId = newId();

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url);
    runs = createRunStore(database.prisma);
    await database.prisma.cluster.create({
      data: { id: clusterId, name: 'c', kind: 'standalone', config: {}, distribution: {}, createdBy: 'test' },
    });
  });
  after(async () => {
    await database?.close();
    await place?.drop();
  });

  async function newJob(): Promise<string> {
    const id = newId();
    await database.prisma.job.create({ data: { id, name: id, kind: 'batch', policy: {}, createdBy: 'test' } });
    return id;
  }
  const newRun = (jobId: string, more: Partial<NewRun> = {}): NewRun => ({
    id: newId(),
    jobId,
    version: 1,
    clusterId,
    trigger: 'manual',
    slots: 1,
    createdBy: 'ann',
    at: at(0),
    ...more,
  });
  const queued = async (): Promise<RunRecord> => runs.create(newRun(await newJob()));

  async function go(record: RunRecord, to: RunState, by: Mover, set = {}, second = 1): Promise<RunRecord> {
    const moved = await runs.move(record, { to, by, who: 'test', why: `to ${to}`, at: at(second), set });
    assert.ok(moved, `${record.state} > ${to}`);
    return moved;
  }
  async function running(record?: RunRecord): Promise<RunRecord> {
    const submitting = await go(record ?? (await queued()), 'SUBMITTING', 'submission', {
      flinkJobId: newFlinkJobId(),
    });
    return go(submitting, 'RUNNING', 'submission');
  }

  test('a new record is QUEUED, holds the place of its job and has its first event', async () => {
    const record = await queued();
    assert.equal(record.state, 'QUEUED');
    assert.equal(record.stateVersion, 0);
    assert.equal(record.activeKey, record.jobId);
    assert.equal('snapshot' in record || 'document' in record, false);
    assert.deepEqual(await runs.find(record.id), record);
    const events = await runs.events(record.id);
    assert.deepEqual(
      events.map(({ seq, fromState, toState, who, at: when }) => [seq, fromState, toState, who, when.getTime()]),
      [[0, null, 'QUEUED', 'ann', at(0).getTime()]],
    );
    assert.equal(await runs.find(newId()), null);
  });

  test('one active run per job, however many ask at once', async () => {
    const jobId = await newJob();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => runs.create(newRun(jobId))));
    const created = results.filter((one) => one.status === 'fulfilled');
    assert.equal(created.length, 1);
    for (const one of results) if (one.status === 'rejected') assert.ok(hasCode(one.reason, 'run_active'));
    assert.equal(await database.prisma.jobRecord.count({ where: { jobId } }), 1);
    await go(created[0]?.value ?? assert.fail(), 'CANCELED', 'api');
    assert.equal((await runs.create(newRun(jobId))).state, 'QUEUED');
  });

  test('an idempotency key belongs to one record; with a conflict neither is written', async () => {
    const idempotency = { scope: newId(), key: 'k', bodyHash: sha256Hex('a'), expiresAt: at(59) };
    const first = await runs.create(newRun(await newJob(), { idempotency }));
    const second = newRun(await newJob(), { idempotency });
    await assert.rejects(runs.create(second), (error: unknown) => hasCode(error, 'idempotency_conflict'));
    assert.equal(await runs.find(second.id), null);
    const stored = await database.prisma.idempotencyKey.findMany({ where: { scope: idempotency.scope } });
    assert.deepEqual(
      stored.map(({ resourceId }) => resourceId),
      [first.id],
    );
    // An active run: the key that came with the refused one stays free.
    const key = { ...idempotency, key: 'other' };
    const refused = newRun(first.jobId, { idempotency: key });
    await assert.rejects(runs.create(refused), (error: unknown) => hasCode(error, 'run_active'));
    assert.equal(await database.prisma.idempotencyKey.count({ where: { scope: key.scope, key: 'other' } }), 0);
    // The same key for another caller or route is another key.
    assert.ok(await runs.create(newRun(await newJob(), { idempotency: { ...idempotency, scope: newId() } })));
  });

  test('of many movers at once exactly one wins, and one event is written', async () => {
    const record = await running();
    const ends = ['SUCCEEDED', 'FAILED', 'CANCELED', 'LOST'] as const;
    const answers = await Promise.all(
      [...ends, ...ends].map((to) =>
        runs.move(record, { to, by: 'tracking', who: 'w', why: 'race', evidence: { to }, at: at(5) }),
      ),
    );
    const winners = answers.filter((one) => one !== null);
    assert.equal(winners.length, 1);
    const events = await runs.events(record.id);
    assert.deepEqual(
      events.map(({ seq, fromState, toState }) => [seq, fromState, toState]),
      [
        [0, null, 'QUEUED'],
        [1, 'QUEUED', 'SUBMITTING'],
        [2, 'SUBMITTING', 'RUNNING'],
        [3, 'RUNNING', winners[0]?.state],
      ],
    );
    assert.deepEqual(events.at(-1)?.evidence, { to: winners[0]?.state });
    assert.equal((await runs.find(record.id))?.state, winners[0]?.state);
  });

  test('a move from what the record was before changes nothing', async () => {
    const old = await queued();
    await go(old, 'WAITING', 'submission');
    assert.equal(await runs.move(old, { to: 'SUBMITTING', by: 'submission', who: 'w', why: 'late', at: at(9) }), null);
    const now = await runs.find(old.id);
    assert.equal(now?.state, 'WAITING');
    assert.equal((await runs.events(old.id)).length, 2);
  });

  test('the same state again is not the same version: a stale look loses', async () => {
    const first = await running();
    const lost = await go(first, 'LOST', 'tracking');
    const again = await go(lost, 'RUNNING', 'tracking');
    assert.equal(again.state, first.state);
    assert.equal(await runs.move(first, { to: 'FAILED', by: 'tracking', who: 'w', why: 'stale', at: at(9) }), null);
  });

  test('a move that is not in the table is refused and writes nothing', async () => {
    const record = await queued();
    for (const [to, by] of [
      ['RUNNING', 'submission'],
      ['SUCCEEDED', 'tracking'],
      ['SUBMITTING', 'api'],
      ['QUEUED', 'api'],
    ] as const) {
      await assert.rejects(runs.move(record, { to, by, who: 'w', why: 'no', at: at(1) }), (error: unknown) =>
        hasCode(error, 'illegal_move'),
      );
    }
    assert.deepEqual(await runs.find(record.id), record);
    assert.equal((await runs.events(record.id)).length, 1);
  });

  for (const [to, by] of [
    ['SUCCEEDED', 'tracking'],
    ['FAILED', 'tracking'],
    ['CANCELED', 'tracking'],
    ['LOST', 'tracking'],
  ] as const) {
    test(`${to} lets go of the job's place`, async () => {
      const record = await go(await running(), to, by, {}, 7);
      assert.equal(record.activeKey, null);
      assert.deepEqual(record.finishedAt, to === 'LOST' ? null : at(7));
      assert.equal((await runs.create(newRun(record.jobId))).state, 'QUEUED');
    });
  }

  test('a record that comes back from LOST does not take the place again', async () => {
    const lost = await go(await running(), 'LOST', 'tracking');
    const next = await runs.create(newRun(lost.jobId));
    const back = await go(lost, 'RUNNING', 'tracking');
    assert.equal(back.activeKey, null);
    assert.equal((await runs.find(next.id))?.activeKey, lost.jobId);
  });

  test('the time Flink gives for the end goes before the time of the look', async () => {
    const record = await go(await running(), 'SUCCEEDED', 'tracking', { finishedAt: at(3) }, 9);
    assert.deepEqual(record.finishedAt, at(3));
    assert.deepEqual(record.stateSince, at(9));
  });

  test('a waiting reason lives as long as the waiting', async () => {
    const waitingReason = { code: 'no_free_slots', message: 'm' } as const;
    const waiting = await go(await queued(), 'WAITING', 'submission', { waitingReason });
    assert.deepEqual(waiting.waitingReason, waitingReason);
    assert.equal((await go(waiting, 'SUBMITTING', 'submission')).waitingReason, null);
  });

  test('the last offset is that of the last SUCCEEDED run; no other move may carry one', async () => {
    const jobId = await newJob();
    const run = async (to: RunState, offsetAfter: string | null, second: number) =>
      go(await running(await runs.create(newRun(jobId))), to, 'tracking', { offsetAfter }, second);
    assert.equal(await runs.lastOffset(jobId), null);
    await run('SUCCEEDED', '20', 2);
    for (const to of ['FAILED', 'CANCELED', 'LOST'] as const) {
      const record = await running(await runs.create(newRun(jobId)));
      await assert.rejects(go(record, to, 'tracking', { offsetAfter: '30' }, 3), (error) => hasCode(error, 'internal'));
      assert.equal((await runs.find(record.id))?.state, 'RUNNING', 'a refused move writes nothing');
      await go(record, to, 'tracking', {}, 3);
    }
    assert.deepEqual(await runs.lastOffset(jobId), { offset: '20', version: 1, params: null });
    await run('SUCCEEDED', null, 5);
    assert.deepEqual(await runs.lastOffset(jobId), { offset: '20', version: 1, params: null });
    await run('SUCCEEDED', '50', 6);
    assert.deepEqual(await runs.lastOffset(jobId), { offset: '50', version: 1, params: null });
  });

  test('a note counts only for the state it was made in, and is no event', async () => {
    const record = await running();
    assert.equal(await runs.note(record, { phase: 'RUNNING', rowsRead: 9007199254740993n, seenAt: at(4) }), true);
    const noted = await runs.find(record.id);
    assert.equal(noted?.rowsRead, 9007199254740993n);
    assert.equal(noted?.stateVersion, record.stateVersion);
    await go(record, 'SUCCEEDED', 'tracking', { rowsRead: 5n });
    assert.equal(await runs.note(record, { rowsRead: 1n }), false);
    assert.equal((await runs.find(record.id))?.rowsRead, 5n);
    assert.equal((await runs.events(record.id)).length, 4);
  });

  test('text that PostgreSQL does not take keeps no record from ending', async () => {
    const record = await running();
    const text = "Batch entry 0 INSERT … VALUES ('a\0b') \ud83d";
    const failure = { code: 'run_failed', message: text, remedy: text };
    const move = { to: 'FAILED', by: 'tracking', who: 'w', why: text, evidence: { text }, at: at(9) } as const;
    const ended = await runs.move(record, { ...move, set: { failure } });
    const clean = "Batch entry 0 INSERT … VALUES ('a\ufffdb') \ufffd";
    assert.deepEqual(ended?.failure, { code: 'run_failed', message: clean, remedy: clean });
    assert.equal((await runs.events(record.id)).at(-1)?.why, clean);
  });

  test('the last offset is that of the run that was submitted last, whatever the ids', async () => {
    const jobId = await newJob();
    // The gateway that made the first id was two hours ahead.
    const ids = ['01ZZZZZZZZZZZZZZZZZZZZZZZZ', '01ZZZZZZZZZZZZZZZZZZZZZZZY'];
    for (const [index, id] of ids.entries()) {
      const run = await runs.create(newRun(jobId, { id }));
      const submittedAt = at(index);
      const submitting = await go(run, 'SUBMITTING', 'submission', { flinkJobId: newFlinkJobId(), submittedAt });
      const live = await go(submitting, 'RUNNING', 'submission');
      await go(live, 'SUCCEEDED', 'tracking', { offsetAfter: `${index}` });
    }
    assert.equal((await runs.lastOffset(jobId))?.offset, '1');
  });

  test('a waiting run that a person attached holds the place of its job, where it is free', async () => {
    const jobId = await newJob();
    const wait = async () => {
      const run = await runs.create(newRun(jobId, { overlap: 'queue', holdsPlace: false }));
      return go(run, 'WAITING', 'submission');
    };
    const attached = await go(await wait(), 'RUNNING', 'api', { flinkJobId: newFlinkJobId() });
    assert.equal(attached.activeKey, jobId);
    assert.equal((await go(await wait(), 'RUNNING', 'api', { flinkJobId: newFlinkJobId() })).activeKey, null);
  });

  test('JSON columns are set, kept and emptied', async () => {
    const record = await queued();
    const failure = { code: 'x', message: 'y' };
    await runs.note(record, { document: { job: 1 }, documentHash: sha256Hex('d'), failure });
    await runs.note(record, { slots: 2 });
    assert.deepEqual(await runs.document(record.id), { document: { job: 1 }, documentHash: sha256Hex('d') });
    assert.deepEqual((await runs.find(record.id))?.failure, failure);
    await runs.note(record, { failure: null });
    assert.equal((await runs.find(record.id))?.failure, null);
    assert.equal(await runs.snapshot(record.id), null);
    await runs.note(record, { snapshot: new Uint8Array([1, 2, 3]) });
    assert.deepEqual(new Uint8Array((await runs.snapshot(record.id)) ?? []), new Uint8Array([1, 2, 3]));
  });

  test('two records never have one Flink job id', async () => {
    const flinkJobId = newFlinkJobId();
    await go(await queued(), 'SUBMITTING', 'submission', { flinkJobId });
    await assert.rejects(go(await queued(), 'SUBMITTING', 'submission', { flinkJobId }), { code: 'P2002' });
  });
});
