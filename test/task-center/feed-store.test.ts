import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../gateway/core/ids.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { finalStates } from '../../gateway/runs/run-status.ts';
import { createFeedStore, type FeedStore } from '../../gateway/task-center/feed-store.ts';
import type { Move } from '../../gateway/task-center/move-schema.ts';
import { rollUp, type RollupRow } from '../../gateway/task-center/roll-up.ts';
import { query, testDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { makeRecords, type Records } from './records.ts';

describe('the feed and the roll-up', () => {
  let place: TestDatabase;
  let database: Database;
  let feed: FeedStore;
  let records: Records;

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url, { poolSize: 20 });
    feed = createFeedStore(database.prisma);
    records = await makeRecords(database);
  });
  after(async () => {
    await database?.close();
    await place?.drop();
  });

  const feedAll = async (): Promise<void> => {
    while ((await feed.feed(new Date())) > 0);
  };
  const everything = async (): Promise<Move[]> => (await feed.after(0, 1_000_000)).flatMap(({ moves }) => moves);
  const keyed = (rows: readonly RollupRow[]) =>
    rows
      .map((row) => ({ ...row, start: row.start.toISOString() }))
      .sort((a, b) => (`${a.series}${a.start}${a.scope}` < `${b.series}${b.start}${b.scope}` ? -1 : 1));
  const scanned = async () => {
    const rows = await database.prisma.jobRecord.findMany({ where: { state: { in: [...finalStates] } } });
    return keyed(rollUp(rows));
  };
  const stored = async () => keyed(await database.prisma.recordRollup.findMany());

  test('while records are moved and several feed at once, readers miss nothing, and the roll-up equals the scan', async () => {
    const day = Date.UTC(2026, 4, 1);
    const at = (): Date => new Date(day + randomInt(2 * 86_400_000));
    const work = { isMoving: true };
    const feeders = Array.from({ length: 3 }, async () => {
      // A feeder that meets another one waits for it.
      while (work.isMoving) await feed.feed(new Date());
    });
    // Reads on as a subscriber would; what it has seen once never changes and nothing appears before it.
    const read: Move[] = [];
    let last = 0;
    const reader = (async () => {
      while (work.isMoving) {
        for (const { batch, moves } of await feed.after(last, 10)) {
          assert.equal(batch, last + 1, 'batches have no gaps');
          last = batch;
          read.push(...moves);
        }
      }
    })();
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let count = 0; count < 12; count++) await records.wander(at);
      }),
    ).finally(() => (work.isMoving = false));
    await Promise.all([...feeders, reader]);
    await feedAll();
    for (const { batch, moves } of await feed.after(last, 1_000_000)) {
      assert.equal(batch, ++last);
      read.push(...moves);
    }
    const events = await database.prisma.jobRecordEvent.findMany({ where: { note: 0 } });
    assert.deepEqual(
      read.map(({ recordId, seq }) => `${recordId} ${seq}`).toSorted(),
      events.map(({ recordId, seq }) => `${recordId} ${seq}`).toSorted(),
      'every move once',
    );
    assert.deepEqual(await everything(), read, 'the order stays');
    const seqs = new Map<string, number>();
    for (const { recordId, seq } of read) {
      assert.equal(seq, (seqs.get(recordId) ?? -1) + 1, 'of one record in order');
      seqs.set(recordId, seq);
    }
    assert.ok((await stored()).length > 100);
    assert.deepEqual(await stored(), await scanned());
  });

  test('a move that commits late is not missed', async () => {
    await feedAll();
    const from = await feed.lastBatch();
    const early = await records.create();
    await feedAll();
    let letGo!: () => void;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let isWritten!: () => void;
    const written = new Promise<void>((resolve) => (isWritten = resolve));
    const lateId = newId();
    const late = database.prisma.$transaction(async (tx) => {
      const event = { id: lateId, recordId: early.id, seq: 1, at: new Date(), toState: 'WAITING', who: 'a', why: 'b' };
      await tx.jobRecordEvent.create({ data: event });
      isWritten();
      await held;
    });
    await written;
    const other = await records.create();
    await feedAll();
    letGo();
    await late;
    await feedAll();
    const fed = (await feed.after(from, 1000)).flatMap(({ moves }) => moves);
    assert.deepEqual(
      fed.map(({ recordId, seq }) => [recordId, seq]),
      [
        [early.id, 0],
        [other.id, 0],
        [early.id, 1],
      ],
    );
  });

  test('notes are no moves, and nothing to feed makes no batch', async () => {
    await feedAll();
    const from = await feed.lastBatch();
    const record = await records.create();
    await feedAll();
    await database.prisma.jobRecordEvent.create({
      data: {
        id: newId(),
        recordId: record.id,
        seq: 0,
        note: 1,
        at: new Date(),
        toState: 'QUEUED',
        who: 'a',
        why: 'b',
      },
    });
    assert.equal(await feed.isBehind(), true);
    await feedAll();
    assert.equal(await feed.isBehind(), false);
    assert.equal(await feed.lastBatch(), from + 1);
  });

  test('a feeder that dies leaves nothing half done', async () => {
    await feedAll();
    const before = await stored();
    const ended = await records.move(await records.create(), 'CANCELED');
    const broken = createFeedStore(
      database.prisma.$extends({
        query: { recordRollup: { createMany: () => Promise.reject(new Error('killed')) } },
      }) as unknown as Database['prisma'],
    );
    await assert.rejects(broken.feed(new Date()), /killed/);
    assert.deepEqual(await stored(), before);
    assert.equal(await feed.isBehind(), true);
    await feedAll();
    assert.deepEqual(await stored(), await scanned());
    assert.ok((await everything()).some(({ recordId, to }) => recordId === ended.id && to === 'CANCELED'));
  });

  test('feeders meet on a database whose transactions keep to a snapshot, too', async () => {
    await query(
      place.url,
      `do $$ begin execute format('alter database %I set default_transaction_isolation = ''repeatable read''',
         current_database()); end $$`,
    );
    const strict = await openDatabase(place.url, { poolSize: 5 });
    try {
      const from = await feed.lastBatch();
      for (let count = 0; count < 8; count++) await records.create();
      const several = createFeedStore(strict.prisma);
      await Promise.all(Array.from({ length: 4 }, () => several.feed(new Date(), { limit: 2 })));
      assert.equal(await feed.lastBatch(), from + 4);
    } finally {
      await strict.close();
    }
  });

  test('the back-fill of the migration is the same roll-up', async () => {
    await feedAll();
    const whole = await stored();
    const folder = new URL('../../prisma/migrations/', import.meta.url);
    const name = (await readdir(folder)).find((one) => one.endsWith('_task_center')) ?? '';
    const script = await readFile(new URL(`${name}/migration.sql`, folder), 'utf8');
    await query(place.url, 'TRUNCATE de_record_rollup');
    await query(place.url, script.slice(script.indexOf('INSERT INTO "de_record_rollup"')));
    assert.deepEqual(await stored(), whole);
  });
});
