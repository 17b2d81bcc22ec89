import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
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
