import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../gateway/core/ids.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { createFeedStore, type FeedStore } from '../../gateway/task-center/feed-store.ts';
import { createLiveFeed } from '../../gateway/task-center/live-feed.ts';
import { rollUp, type EndedRecord } from '../../gateway/task-center/roll-up.ts';
import { query, testDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { eventually } from '../helpers/stack.ts';
import { makeRecords, type Records } from './records.ts';

const clock = { now: () => new Date() };

describe('a feed in which something keeps failing', () => {
  let place: TestDatabase;
  let database: Database;
  let feed: FeedStore;
  let records: Records;

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url);
    feed = createFeedStore(database.prisma);
    records = await makeRecords(database);
  });
  after(async () => {
    await database?.close();
    await place?.drop();
  });

  const webhook = (name: string) =>
    database.prisma.webhook.create({
      data: { id: newId(), name, url: 'http://a.example', eventTypes: [], sealedSecret: 'x', createdBy: 'test' },
    });

  test('what cannot be rolled up is left out of it, with a word about whose it is; all else is fed', async () => {
    const { id: webhookId } = await webhook('one');
    const [bad = '', good = ''] = records.jobIds;
    await query(
      place.url,
      `create function refuse() returns trigger as $$ begin raise exception 'no place for it'; end $$ language plpgsql;
       create trigger refuse before insert on de_record_rollup for each row when (new.scope = '${bad}')
       execute function refuse()`,
    );
    const ended = [];
    for (const jobId of [good, bad, good, good]) {
      ended.push(await records.move(await records.create({ jobId }), 'CANCELED'));
    }
    const left: unknown[] = [];
    const live = createLiveFeed(
      {
        feed,
        clock,
        log: {
          warn: () => undefined,
          error: (facts) =>
            void ('recordId' in facts && left.push([facts.recordId, 'without' in facts && facts.without])),
        },
      },
      { afterTroubleMs: 1 },
    );
    live.start();
    try {
      await eventually('everything fed', 30_000, async () => !(await feed.isBehind()) || undefined);
    } finally {
      await live.close();
    }
    assert.deepEqual(left, [[ended[1]?.id, ['rollup']]]);
    const rows = await database.prisma.recordRollup.findMany({ where: { series: 'job_1440' } });
    assert.deepEqual(
      rows.map(({ scope, canceled }) => [scope, canceled]),
      [[good, 3]],
    );
    assert.equal(await database.prisma.outbox.count({ where: { webhookId } }), 8, 'a message for every move');
    assert.equal((await feed.after(0, 100)).flatMap(({ moves }) => moves).length, 8);
    await query(place.url, 'drop trigger refuse on de_record_rollup');
  });

  test('a database that does not answer costs no move anything', async () => {
    const limits: (number | undefined)[] = [];
    let told = 0;
    const down = () => Promise.reject(new Error('no connection'));
    const live = createLiveFeed({
      feed: {
        isBehind: () => Promise.resolve(true),
        next: down,
        feed: (_at, { limit, without } = {}) => {
          assert.equal(without, undefined);
          limits.push(limit);
          return down();
        },
      },
      clock,
      log: { warn: () => undefined, error: () => void told++ },
    });
    live.start();
    await eventually('an error that is told', 5_000, () => Promise.resolve(told > 0 || undefined));
    await live.close();
    assert.deepEqual(limits, [500], 'it is asked again after a pause, for as much as before');
  });

  test('a webhook that is deleted while its messages are written is no failure', async () => {
    await database.prisma.webhook.deleteMany({});
    const [gone, stays] = [await webhook('gone'), await webhook('stays')];
    let deleted = 0;
    const meanwhile = createFeedStore(
      database.prisma.$extends({
        query: {
          outbox: {
            async createMany({ args, query: write }) {
              deleted += (await database.prisma.webhook.deleteMany({ where: { id: gone.id } })).count;
              return write(args);
            },
          },
        },
      }) as unknown as Database['prisma'],
    );
    const record = await records.create();
    assert.equal(await meanwhile.feed(new Date()), 1);
    assert.equal(deleted, 1);
    const messages = await database.prisma.outbox.findMany();
    assert.deepEqual(
      messages.map(({ orderKey }) => orderKey),
      [`${stays.id}:${record.id}`],
    );
  });

  test('since when the oldest event waits', async () => {
    assert.equal(await feed.waitingSince(), null);
    const at = new Date('2026-01-02T03:04:05Z');
    const record = await records.create({ at });
    await records.move(record, 'WAITING', new Date('2026-01-02T04:00:00Z'));
    assert.deepEqual(await feed.waitingSince(), at);
    while ((await feed.feed(new Date())) > 0);
    assert.equal(await feed.waitingSince(), null);
  });
});

test('sums stay within 64 bits', () => {
  const most = 2n ** 63n - 1n;
  const record = (id: string): EndedRecord => ({
    id,
    jobId: 'j',
    clusterId: 'c',
    state: 'SUCCEEDED',
    startedAt: null,
    finishedAt: new Date(0),
    rowsRead: most,
    rowsWritten: 1n,
    bytesRead: null,
    bytesWritten: most - 1n,
  });
  for (const row of rollUp([record('a'), record('b')])) {
    assert.deepEqual([row.rowsRead, row.rowsWritten, row.bytesRead, row.bytesWritten], [most, 2n, 0n, most]);
  }
});
