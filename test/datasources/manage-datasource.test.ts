import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { GatewayError, hasCode } from '../../gateway/core/errors.ts';
import { newId } from '../../gateway/core/ids.ts';
import { createSealer } from '../../gateway/core/secrets.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { createDatasourceStore, type DatasourceStore } from '../../gateway/datasources/datasource-store.ts';
import {
  changeDatasource,
  createDatasource,
  openDatasource,
  viewDatasource,
} from '../../gateway/datasources/manage-datasource.ts';
import { query, testDatabase, type TestDatabase } from '../helpers/postgres.ts';

const password = 'hunter2-%+"ü';
const config = { host: 'h', database: 'd', username: 'sync' };

describe('data sources', () => {
  let place: TestDatabase;
  let database: Database;
  let datasources: DatasourceStore;
  const sealer = createSealer(Buffer.alloc(32, 3));
  const deps = () => ({ datasources, sealer });
  let counter = 0;
  const make = (more: object = {}) =>
    createDatasource(
      deps(),
      { name: `source_${++counter}`, type: 'mysql', config, secrets: { password }, ...more },
      'ann',
    );

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url);
    datasources = createDatasourceStore(database.prisma);
  });
  after(async () => {
    await database?.close();
    await place?.drop();
  });

  test('the secret is sealed in the store, not in the view, and opened for the builder', async () => {
    const row = await make();
    const stored = JSON.stringify(await query(place.url, 'SELECT * FROM de_datasource WHERE id = $1', [row.id]));
    assert.equal(stored.includes('hunter2'), false);
    assert.equal(JSON.stringify(viewDatasource(row)).includes('hunter2'), false);
    assert.equal(viewDatasource(row).hasSecrets, true);
    assert.deepEqual(openDatasource(sealer, row), { config, secrets: { password } });
  });

  test('a sealed secret that was copied to another row stays shut', async () => {
    const [one, other] = [await make(), await make()];
    assert.throws(
      () => openDatasource(sealer, { ...other, sealedSecrets: one.sealedSecrets }),
      (error: unknown) => hasCode(error, 'secret_unreadable'),
    );
  });

  const wrong: [what: string, change: object, pointers: string[]][] = [
    ['an unknown type', { type: 'gbase' }, ['/type']],
    ['a type without data sources', { type: 'stream' }, ['/type']],
    ['no password', { secrets: {} }, ['/secrets/password']],
    ['no secrets', { secrets: undefined }, ['/secrets/password']],
    ['a secret nobody knows', { secrets: { password, token: 'hunter2' } }, ['/secrets/token']],
    ['a wrong shape', { config: { ...config, port: '3306' } }, ['/config/port']],
    ['a rule of the type', { config: { username: 'u', host: 'h' } }, ['/config/database']],
    [
      'both at once',
      { config: { username: 'u' }, secrets: {} },
      ['/config/host', '/config/database', '/secrets/password'],
    ],
  ];
  for (const [what, change, pointers] of wrong) {
    test(`refuses ${what}: ${pointers.join(', ')}`, async () => {
      await assert.rejects(make(change), (error: unknown) => {
        assert.ok(error instanceof GatewayError);
        assert.equal(error.code, 'validation_failed');
        assert.deepEqual(
          error.errors.map(({ pointer }) => pointer),
          pointers,
        );
        assert.doesNotMatch(JSON.stringify([error.message, error.errors]), /hunter2/);
        return true;
      });
    });
  }

  test('a name is taken once', async () => {
    const { name } = await make();
    await assert.rejects(make({ name }), (error: unknown) => hasCode(error, 'name_taken'));
  });

  test('a change counts the revision; without secrets the stored ones stay', async () => {
    const row = await make();
    const changed = await changeDatasource(deps(), row.id, { config: { ...config, database: 'other' } });
    assert.equal(changed.revision, 2);
    assert.deepEqual(openDatasource(sealer, changed), {
      config: { ...config, database: 'other' },
      secrets: { password },
    });
    const again = await changeDatasource(deps(), row.id, { secrets: { password: 'new one' }, description: 'd' });
    assert.equal(again.revision, 3);
    assert.deepEqual(openDatasource(sealer, again).secrets, { password: 'new one' });
    assert.equal(again.description, 'd');
  });

  test('of changes at once one wins, the others are told', async () => {
    const row = await make();
    const changes = await Promise.allSettled(
      Array.from({ length: 5 }, (_value, index) =>
        datasources.update(row.id, row.revision, { description: String(index) }),
      ),
    );
    const won = changes.filter((one) => one.status === 'fulfilled' && one.value !== null);
    assert.equal(won.length, 1);
    assert.equal((await datasources.find(row.id))?.revision, 2);
    const stale: DatasourceStore = { ...datasources, find: async () => row };
    await assert.rejects(
      changeDatasource({ datasources: stale, sealer }, row.id, { description: 'late' }),
      (error: unknown) => hasCode(error, 'precondition_failed'),
    );
  });

  test('a change of what is not there', async () => {
    await assert.rejects(changeDatasource(deps(), newId(), {}), (error: unknown) => hasCode(error, 'not_found'));
  });

  test('types by id, of those that exist', async () => {
    const row = await make({ type: 'postgresql' });
    assert.deepEqual(await datasources.typesOf([row.id, newId()]), new Map([[row.id, 'postgresql']]));
    assert.deepEqual(await datasources.typesOf([]), new Map());
  });

  test('what a version refers to cannot be removed', async () => {
    const { prisma } = database;
    const row = await make();
    const jobId = newId();
    const by = { createdBy: 'test' };
    await prisma.job.create({ data: { id: jobId, name: jobId, kind: 'batch', policy: {}, ...by } });
    await prisma.jobVersion.create({
      data: { id: newId(), jobId, number: 1, spec: {}, contentHash: 'a'.repeat(64), ...by },
    });
    await prisma.jobDatasource.create({
      data: { id: newId(), jobId, version: 1, datasourceId: row.id, role: 'reader', ...by },
    });
    await assert.rejects(datasources.remove(row.id), (error: unknown) => hasCode(error, 'in_use'));
    assert.ok(await datasources.find(row.id));
    const free = await make();
    assert.equal(await datasources.remove(free.id), true);
    assert.equal(await datasources.remove(free.id), false);
  });
});
