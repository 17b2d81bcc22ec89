import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import pg from 'pg';
import { hasCode } from '../../gateway/core/errors.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { newId } from '../../gateway/core/ids.ts';
import { createRunStore } from '../../gateway/runs/run-store.ts';
import { query, testDatabase, type TestDatabase } from '../helpers/postgres.ts';

describe('database', () => {
  let place: TestDatabase;
  let database: Database;
  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url, { poolSize: 3, applicationName: 'client-test', statementTimeoutMs: 300 });
  });
  after(async () => {
    await database?.close();
    await database?.close();
    await place?.drop();
  });

  it('answers, under its name, with no more connections than allowed', async () => {
    await database.ping();
    await Promise.all(Array.from({ length: 12 }, () => database.prisma.$queryRaw`SELECT pg_sleep(0.02)::text`));
    const seen = await query(place.url, `SELECT pid FROM pg_stat_activity WHERE application_name = 'client-test'`);
    assert.equal(seen.length, 3);
  });

  it('ends statements that take too long', async () => {
    await assert.rejects(database.prisma.$queryRaw`SELECT pg_sleep(5)::text`, /statement timeout/);
  });

  it('allows one active record per job and any number of finished ones', async () => {
    const base = { createdBy: 'test' };
    const id = (n: number): string => String(n).padStart(26, '0');
    const cluster = { id: id(1), name: 'c', kind: 'standalone', config: {}, distribution: {}, ...base };
    await database.prisma.cluster.create({ data: cluster });
    await database.prisma.job.create({ data: { id: id(2), name: 'j', kind: 'batch', policy: {}, ...base } });
    const record = (n: number, activeKey: string | null) =>
      database.prisma.jobRecord.create({
        data: {
          id: id(n),
          jobId: id(2),
          version: 1,
          clusterId: id(1),
          trigger: 'manual',
          state: activeKey === null ? 'SUCCEEDED' : 'QUEUED',
          stateSince: new Date(0),
          activeKey,
          ...base,
        },
      });
    await record(10, null);
    await record(11, null);
    await record(12, id(2));
    await assert.rejects(record(13, id(2)), { code: 'P2002' });
  });

  for (const [what, statementTimeoutMs, frozenMs, whole] of [
    ['is back in time, for longer than any limit of Prisma', 60_000, 5_500, true],
    ['is given up by the server', 500, 1_500, false],
  ] as const) {
    it(`a process that stands still in the middle of a transaction commits all of it or nothing: ${what}`, async (t) => {
      const frozen = await openDatabase(place.url, { poolSize: 1, statementTimeoutMs });
      t.after(() => frozen.close());
      const id = newId();
      const data = { name: id, kind: 'standalone', config: {}, distribution: {}, createdBy: 'test' };
      await frozen.prisma.cluster.create({ data: { id, ...data } });
      await frozen.prisma.job.create({ data: { id, name: id, kind: 'batch', policy: {}, createdBy: 'test' } });
      const runs = createRunStore(frozen.prisma);
      const at = new Date();
      const run = { jobId: id, version: 1, clusterId: id, trigger: 'manual', slots: 1, createdBy: 'test', at } as const;
      const record = await runs.create({ id, ...run });
      standStillAfter(t, 'UPDATE "public"."de_job_record"', frozenMs);
      const admission = { clusterId: id, revision: 1, turn: 0, retryOf: null };
      const moved = runs.move(record, { to: 'SUBMITTING', by: 'submission', who: 'w', why: 'admitted', at, admission });
      if (whole) assert.equal((await moved)?.state, 'SUBMITTING');
      else await assert.rejects(moved);
      assert.equal((await runs.find(id))?.state, whole ? 'SUBMITTING' : 'QUEUED');
      assert.equal((await runs.events(id)).length, whole ? 2 : 1);
      const cluster = await frozen.prisma.cluster.findUniqueOrThrow({ where: { id } });
      assert.equal(cluster.admissions, whole ? 1 : 0);
    });
  }

  it('says what is wrong with a URL or a server, and never the password', async () => {
    const wrong = new URL(place.url);
    wrong.password = 'secret-word';
    const cases = [
      ['mysql://u:secret-word@h/d', 'config_invalid', /MySQL/],
      ['secret-word', 'config_invalid', /not a database URL/],
      ['postgresql://u:secret-word@h/d?schema=other', 'config_invalid', /schema "other"/],
      ['postgresql://u:secret-word@127.0.0.1:1/d', 'store_unavailable', /127\.0\.0\.1:1\/d/],
      [wrong.href, 'store_unavailable', /cannot be used/],
    ] as const;
    for (const [url, code, text] of cases) {
      await assert.rejects(openDatabase(url), (error) => {
        assert.ok(hasCode(error, code), String(error));
        assert.match(error.message, text);
        assert.doesNotMatch(`${error.message} ${error.remedy}`, /secret-word/);
        return true;
      });
    }
  });
});

/** The process stands still once, right after it sent a statement that begins so: it reads the answer late. */
function standStillAfter(t: TestContext, beginning: string, milliseconds: number): void {
  const client = pg.Client.prototype as unknown as { query(...args: unknown[]): unknown };
  const { query: send } = client;
  t.after(() => (client.query = send));
  client.query = function (this: object, ...args: unknown[]): unknown {
    const sent = send.apply(this, args);
    if ((args[0] as { text?: string } | undefined)?.text?.startsWith(beginning) === true) {
      client.query = send;
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds));
    }
    return sent;
  };
}
