import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { GatewayError, type ErrorCode } from '../../gateway/core/errors.ts';
import { migrate, resolveMigration, schemaDifference } from '../../gateway/database/migrate.ts';
import { query, testDatabase, type TestDatabase } from '../helpers/postgres.ts';

const log = { info: () => undefined };
const tables = [
  'de_agent',
  'de_api_token',
  'de_audit_log',
  'de_catalog',
  'de_catalog_resource',
  'de_cluster',
  'de_datasource',
  'de_idempotency_key',
  'de_job',
  'de_job_datasource',
  'de_job_record',
  'de_job_record_event',
  'de_job_version',
  'de_outbox',
  'de_record_feed',
  'de_record_rollup',
  'de_resource_group',
  'de_schedule',
  'de_webhook',
];

/** Every migration there is, in order. */
const migrations = (await readdir('prisma/migrations', { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
assert.equal(migrations[0], '20261121000000_init');

const failsWith = (code: ErrorCode, text: RegExp, remedy: RegExp) => (error: unknown) => {
  assert.ok(error instanceof GatewayError, String(error));
  assert.equal(error.code, code);
  assert.match(error.message, text);
  assert.match(error.remedy ?? '', remedy);
  return true;
};

/** A copy of the real migrations that a test may add to and damage. */
async function migrationsWith(extra: Record<string, string> = {}): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-migrations-'));
  await cp('prisma/migrations', directory, { recursive: true });
  for (const [name, sql] of Object.entries(extra)) {
    await mkdir(join(directory, name), { recursive: true });
    await writeFile(join(directory, name, 'migration.sql'), sql);
  }
  return directory;
}

describe('migrate', () => {
  const open: TestDatabase[] = [];
  const folders: string[] = [];
  const fresh = async (): Promise<string> => {
    const database = await testDatabase();
    open.push(database);
    return database.url;
  };
  const folder = async (extra?: Record<string, string>): Promise<string> => {
    const path = await migrationsWith(extra);
    folders.push(path);
    return path;
  };
  before(fresh); // keeps the server up between tests
  after(async () => {
    for (const database of open) await database.drop();
    for (const path of folders) await rm(path, { recursive: true });
  });

  it('builds every table from nothing, in snake case, and has nothing to do the second time', async () => {
    const url = await fresh();
    assert.deepEqual(await migrate(url, { log }), { applied: migrations });
    assert.deepEqual(await migrate(url, { log }), { applied: [] });
    const rows = await query(
      url,
      `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name`,
    );
    const found = new Set(rows.map((row) => String(row.table_name)).filter((name) => name.startsWith('de_')));
    assert.deepEqual([...found], tables);
    for (const row of rows) assert.match(String(row.column_name), /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
  });

  it('leaves no difference between the migrations and the schema', async () => {
    const url = await fresh();
    await migrate(url, { log });
    assert.equal(await schemaDifference(url), '');
    await query(url, 'ALTER TABLE de_job DROP COLUMN description');
    assert.match(await schemaDifference(url), /ALTER TABLE "de_job" ADD COLUMN\s+"description"/);
  });

  it('lets several start at once: one applies, all succeed', async () => {
    const url = await fresh();
    const results = await Promise.all(Array.from({ length: 5 }, () => migrate(url, { log })));
    assert.deepEqual(
      results.flatMap(({ applied }) => applied),
      migrations,
    );
  });

  it('gives up waiting for another process with a clear error', async () => {
    const url = await fresh();
    await migrate(url, { log });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('BEGIN; SELECT * FROM _gateway_migration_lock FOR UPDATE');
    await assert.rejects(
      migrate(url, { log, lockWaitMs: 100 }),
      failsWith('store_unavailable', /Another process has been migrating/, /Wait/),
    );
    await client.end();
    assert.deepEqual(await migrate(url, { log }), { applied: [] });
  });

  it('ignores the tables of other schemas', async () => {
    const url = await fresh();
    await query(url, 'CREATE SCHEMA bullmq; CREATE TABLE bullmq.jobs (id INTEGER PRIMARY KEY)');
    assert.equal((await migrate(url, { log })).applied.length, migrations.length);
    assert.equal(await schemaDifference(url), '');
    assert.deepEqual(await query(url, 'SELECT * FROM bullmq.jobs'), []);
  });

  it('stops at a broken migration, leaves nothing of it, and goes on when it is resolved', async () => {
    const url = await fresh();
    const broken = `CREATE TABLE extra (note TEXT DEFAULT 'a;b');\nALTER TABLE no_such_table ADD COLUMN x INT;`;
    const directory = await folder({ '20300101000000_extra': broken });
    await assert.rejects(
      migrate(url, { log, directory }),
      failsWith(
        'store_unavailable',
        /^Migration 20300101000000_extra failed: .*no_such_table/,
        /--rolled-back 20300101/,
      ),
    );
    assert.deepEqual(await query(url, `SELECT to_regclass('extra') AS it`), [{ it: null }]);
    await assert.rejects(
      migrate(url, { log, directory }),
      failsWith('store_unavailable', /failed earlier/, /rolled-back/),
    );
    await writeFile(
      join(directory, '20300101000000_extra', 'migration.sql'),
      `CREATE TABLE extra (note TEXT DEFAULT 'a;b');`,
    );
    await resolveMigration(url, '20300101000000_extra', 'rolled-back', { directory });
    assert.deepEqual(await migrate(url, { log, directory }), { applied: ['20300101000000_extra'] });
    await query(url, 'INSERT INTO extra DEFAULT VALUES');
    assert.deepEqual(await query(url, 'SELECT note FROM extra'), [{ note: 'a;b' }]);
  });

  it('refuses files that were edited after they had been applied, but not other line ends', async () => {
    const url = await fresh();
    const directory = await folder({ '20300101000000_extra': 'CREATE TABLE extra (id INT);\n' });
    await migrate(url, { log, directory });
    const file = join(directory, '20300101000000_extra', 'migration.sql');
    await writeFile(file, 'CREATE TABLE extra (id INT);\r\n');
    await migrate(url, { log, directory });
    await writeFile(file, 'CREATE TABLE extra (id BIGINT);\n');
    await assert.rejects(
      migrate(url, { log, directory }),
      failsWith('config_invalid', /changed.*_extra/, /new migration/),
    );
  });

  it('refuses a database of a newer version, and one that is not ours', async () => {
    const newer = await fresh();
    await migrate(newer, { log, directory: await folder({ '20300101000000_extra': 'CREATE TABLE extra (id INT);' }) });
    await assert.rejects(migrate(newer, { log }), failsWith('config_invalid', /does not know: 20300101/, /newer/));
    const foreign = await fresh();
    await query(foreign, 'CREATE TABLE customers (id INT)');
    await assert.rejects(migrate(foreign, { log }), failsWith('config_invalid', /has tables already/, /of its own/));
  });
});
