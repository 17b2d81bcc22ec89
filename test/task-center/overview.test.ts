import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { createFeedStore } from '../../gateway/task-center/feed-store.ts';
import { readOverview } from '../../gateway/task-center/overview.ts';
import { createOverviewQueries, partsOf, type OverviewQueries } from '../../gateway/task-center/overview-queries.ts';
import { shareAnswers } from '../../gateway/task-center/share-answers.ts';
import { testDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { makeRecords, type Records } from './records.ts';

const now = new Date('2026-05-10T13:40:00Z');
const clock = { now: () => now };

describe('the overview', () => {
  let place: TestDatabase;
  let database: Database;
  let queries: OverviewQueries;
  let records: Records;

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url);
    queries = createOverviewQueries(database.prisma);
    records = await makeRecords(database, { jobs: 6, clusters: 3 });
    const at = (): Date => new Date(now.getTime() - randomInt(9 * 86_400_000));
    for (let count = 0; count < 150; count++) await records.wander(at, 9);
    const [clusterId, jobId] = [records.clusterIds[0] ?? '', records.jobIds[0] ?? ''];
    for (const code of ['quota', 'no_free_slots', 'quota'] as const) {
      const record = await records.create({ clusterId, jobId });
      const set = { waitingReason: { code, message: code } };
      await records.runs.move(record, { to: 'WAITING', by: 'submission', who: 'a', why: 'b', at: now, set });
    }
    const feed = createFeedStore(database.prisma);
    while ((await feed.feed(now)) > 0);
  });
  after(async () => {
    await database?.close();
    await place?.drop();
  });

  test('is what a scan of all records finds, in time zones of whole and half hours', async () => {
    const all = await database.prisma.jobRecord.findMany();
    const over = all.filter(({ finishedAt, state }) => finishedAt !== null && state !== 'LOST');
    const sum = (list: typeof all) => ({
      succeeded: list.filter(({ state }) => state === 'SUCCEEDED').length,
      failed: list.filter(({ state }) => state === 'FAILED').length,
      canceled: list.filter(({ state }) => state === 'CANCELED').length,
      rejected: list.filter(({ state }) => state === 'REJECTED').length,
      closed: list.filter(({ state }) => state === 'CLOSED').length,
      rowsRead: list.reduce((rows, { rowsRead }) => rows + Number(rowsRead ?? 0), 0),
      rowsWritten: list.reduce((rows, { rowsWritten }) => rows + Number(rowsWritten ?? 0), 0),
      bytesRead: 0,
      bytesWritten: 0,
    });
    const between = (from: number, to: number) =>
      over.filter(({ finishedAt }) => finishedAt !== null && finishedAt.getTime() >= from && finishedAt.getTime() < to);
    for (const [timeZone, today] of [
      ['UTC', '2026-05-10T00:00:00Z'],
      ['Asia/Shanghai', '2026-05-09T16:00:00Z'],
      ['Asia/Kolkata', '2026-05-09T18:30:00Z'],
      ['America/New_York', '2026-05-10T04:00:00Z'],
    ] as const) {
      const overview = await readOverview({ queries, clock }, { timeZone, days: 5, hours: 48, top: 3 });
      const midnight = Date.parse(today);
      const day = 86_400_000;
      assert.deepEqual(overview.today, sum(between(midnight, midnight + day)), timeZone);
      assert.deepEqual(
        overview.byDay.map(({ day: _day, from, ...counts }) => [Date.parse(from), counts]),
        [4, 3, 2, 1, 0].map((ago) => {
          const from = midnight - ago * day;
          return [from, sum(between(from, from + day))];
        }),
      );
      assert.equal(overview.byHour.length, 48);
      for (const { from, ...counts } of overview.byHour) {
        assert.deepEqual(counts, sum(between(Date.parse(from), Date.parse(from) + 3_600_000)));
      }
      for (const cluster of overview.clusters) {
        const own = between(midnight, midnight + day).filter(({ clusterId }) => clusterId === cluster.id);
        assert.deepEqual(cluster.today, sum(own));
      }
    }
  });

  test('what is live, by state, reason and cluster', async () => {
    const overview = await readOverview({ queries, clock }, {});
    const all = await database.prisma.jobRecord.findMany();
    const count = (...states: string[]) => all.filter(({ state }) => states.includes(state)).length;
    assert.deepEqual(overview.now, {
      queued: count('QUEUED'),
      waiting: count('WAITING'),
      submitting: count('SUBMITTING', 'UNCERTAIN'),
      running: count('RUNNING'),
      stopping: count('STOPPING'),
      lost: count('LOST'),
    });
    const reason = (code: string) => overview.waitingByReason.find((one) => one.code === code)?.count;
    assert.equal(reason('quota'), 2);
    assert.equal(reason('no_free_slots'), 1);
    assert.equal(
      overview.clusters.reduce((sum, { active }) => sum + active, 0),
      count('SUBMITTING', 'UNCERTAIN', 'RUNNING', 'STOPPING'),
    );
    assert.equal(
      overview.clusters.reduce((sum, { waiting }) => sum + waiting, 0),
      count('QUEUED', 'WAITING'),
    );
  });

  test('the most failed and the slowest jobs of the days', async () => {
    const { mostFailed, slowest } = await readOverview({ queries, clock }, { days: 5, top: 3 });
    const from = new Date('2026-05-06T00:00:00Z');
    const over = (await database.prisma.jobRecord.findMany({ where: { finishedAt: { gte: from } } })).filter(
      ({ state }) => state !== 'LOST',
    );
    const failed = records.jobIds
      .map((id) => over.filter(({ jobId, state }) => jobId === id && state === 'FAILED').length)
      .sort((a, b) => b - a);
    assert.deepEqual(
      mostFailed.map((job) => job.failed),
      failed.filter((count) => count > 0).slice(0, 3),
    );
    const seconds = records.jobIds
      .map((id) =>
        Math.max(
          -1,
          ...over.flatMap(({ jobId, startedAt, finishedAt }) =>
            jobId === id && startedAt !== null && finishedAt !== null
              ? [Math.max(0, finishedAt.getTime() - startedAt.getTime()) / 1000]
              : [],
          ),
        ),
      )
      .filter((time) => time >= 0)
      .sort((a, b) => b - a);
    assert.deepEqual(
      slowest.map((job) => job.seconds),
      seconds.slice(0, 3),
    );
    for (const { jobId, recordId } of slowest) {
      assert.equal(over.find(({ id }) => id === recordId)?.jobId, jobId);
    }
  });

  test('a job that was deleted keeps its name', async () => {
    const id = records.jobIds[0] ?? '';
    const rename = (name: string, deletedAt: Date | null) =>
      database.prisma.job.update({ where: { id }, data: { name, deletedAt } });
    const names = async () => {
      const { mostFailed, slowest } = await readOverview({ queries, clock }, { days: 9, top: 20 });
      return [...mostFailed, ...slowest].flatMap((job) => (job.jobId === id ? [job.name] : []));
    };
    await rename(`orders~${id}`, now);
    assert.deepEqual([...new Set(await names())], ['orders']);
    await rename(`orders~${id}`, null);
    assert.deepEqual([...new Set(await names())], [`orders~${id}`], 'one that is there has the name it was given');
    await rename(id, null);
  });

  test('a time zone that does not exist is refused', async () => {
    await assert.rejects(readOverview({ queries, clock }, { timeZone: 'Mars/Olympus' }), (error) =>
      hasCode(error, 'validation_failed'),
    );
  });
});

test('a span is covered once, by whole days inside and steps of four hours at its edges', () => {
  const span = { from: new Date('2026-05-05T16:30:00Z'), to: new Date('2026-05-08T05:00:00Z') };
  const parts = partsOf(span);
  assert.deepEqual(
    parts.map(
      ({ series, from, to }) => `${series} ${from.toISOString().slice(5, 13)} ${to.toISOString().slice(5, 13)}`,
    ),
    ['job_240 05-05T16 05-06T00', 'job_1440 05-06T00 05-08T00', 'job_240 05-08T00 05-08T08'],
  );
  assert.equal(partsOf({ from: span.from, to: new Date('2026-05-06T10:00:00Z') }).length, 1);
});

test('answers are shared for a while, errors are not', async () => {
  let [calls, time] = [0, 0];
  let fails = false;
  const ask = shareAnswers(
    async (key: { a: number }) => {
      const call = ++calls;
      await Promise.resolve();
      if (fails) throw new Error('no');
      return `${key.a} ${call}`;
    },
    { ms: 1000, nowMs: () => time },
  );
  assert.deepEqual(await Promise.all([ask({ a: 1 }), ask({ a: 1 }), ask({ a: 2 })]), ['1 1', '1 1', '2 2']);
  time = 999;
  assert.equal(await ask({ a: 1 }), '1 1');
  time = 1000;
  fails = true;
  await assert.rejects(ask({ a: 1 }));
  fails = false;
  assert.equal(await ask({ a: 1 }), '1 4');
});
