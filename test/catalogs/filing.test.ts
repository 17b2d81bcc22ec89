import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Static } from 'typebox';
import type { FiledResource, FolderView, TreeSchema, TreeSearchSchema } from '../../gateway/catalogs/schemas.ts';
import { createDatasourceStore } from '../../gateway/datasources/datasource-store.ts';
import { createJobStore } from '../../gateway/jobs/job-store.ts';
import { newId } from '../../gateway/core/ids.ts';
import { startCatalogs, type Harness } from './harness.ts';

interface Page {
  readonly items: FiledResource[];
  readonly nextCursor: string | null;
}

describe('what is in folders', () => {
  let at: Harness;
  before(async () => {
    at = await startCatalogs();
  });
  after(() => at?.close());
  beforeEach(() => at.empty());

  const put = (folder: string, type: string, id: string) =>
    at.good<FiledResource>('PUT', `/catalogs/${folder}/resources/${type}/${id}`);
  const jobRow = (id: string) => at.prisma.job.findUniqueOrThrow({ where: { id } });

  test('a job is in one folder: put there, put elsewhere, taken out; its own row says the same', async () => {
    const [a, b] = [await at.folder('a'), await at.folder('b')];
    const job = await at.job('j');
    const { updatedAt, revision } = await jobRow(job);
    assert.deepEqual(await put(a, 'job', job), { type: 'job', id: job, name: 'j', kind: 'batch', catalogId: a });
    await put(a, 'job', job);
    assert.equal((await jobRow(job)).catalogId, a);
    await put(b, 'job', job);
    assert.equal((await jobRow(job)).catalogId, b);
    assert.deepEqual((await at.good<Page>('GET', `/catalogs/${a}/resources`)).items, []);
    assert.equal((await at.good<Page>('GET', `/catalogs/${b}/resources`)).items.length, 1);
    assert.equal((await at.call('DELETE', `/catalogs/resources/job/${job}`)).status, 204);
    assert.equal((await jobRow(job)).catalogId, null);
    assert.equal((await at.call('DELETE', `/catalogs/resources/job/${job}`)).status, 404);
    // An If-Match of before is good for the job all the same.
    assert.deepEqual({ ...(await jobRow(job)), catalogId: null }, { ...(await jobRow(job)), updatedAt, revision });
  });

  test('what does not exist, or was deleted, is not filed', async () => {
    const a = await at.folder('a');
    const gone = await at.job('gone');
    await at.prisma.job.update({ where: { id: gone }, data: { deletedAt: new Date() } });
    for (const path of [`job/${newId()}`, `datasource/${newId()}`, `job/${gone}`]) {
      const { status, body } = await at.call('PUT', `/catalogs/${a}/resources/${path}`);
      assert.deepEqual([status, body.code], [404, 'not_found'], path);
    }
    assert.equal((await at.call('PUT', `/catalogs/${a}/resources/cluster/${newId()}`)).status, 400);
    assert.equal(await at.prisma.catalogResource.count(), 0);
  });

  test('a job or data source that is deleted leaves its folder', async () => {
    const a = await at.folder('a');
    const [job, datasource] = [await at.job('j'), await at.datasource('d')];
    await put(a, 'job', job);
    await put(a, 'datasource', datasource);
    assert.equal(await createDatasourceStore(at.prisma).remove(datasource), true);
    assert.equal(await createJobStore(at.prisma).remove(job, new Date()), true);
    assert.deepEqual(await at.good('DELETE', `/catalogs/${a}`), { folders: 1, unfiled: { job: 0, datasource: 0 } });
  });

  test('counts: in the folder itself, and with those below; and what is in none', async () => {
    const a = await at.folder('a');
    const b = await at.folder('b', a);
    const c = await at.folder('c', b);
    for (const [folder, n] of [
      [a, 1],
      [b, 2],
      [c, 3],
    ] as const) {
      for (let i = 0; i < n; i++) await put(folder, 'job', await at.job(newId()));
    }
    await put(c, 'datasource', await at.datasource('d1'));
    await at.datasource('d2');
    await at.job('loose');
    const { items, unfiled } = await at.good<Static<typeof TreeSchema>>('GET', '/catalogs');
    assert.deepEqual(
      items.map(({ name, resources: { own, total } }) => [name, own.job, total.job, own.datasource, total.datasource]),
      [
        ['a', 1, 6, 0, 1],
        ['b', 2, 5, 0, 1],
        ['c', 3, 3, 1, 1],
      ],
    );
    assert.deepEqual(unfiled, { job: 1, datasource: 1 });
  });

  test('pages give each once, while others are added and taken away', async () => {
    const a = await at.folder('a');
    const ids: string[] = [];
    for (let i = 0; i < 7; i++) ids.push(await at.job(`j${i}`));
    for (const id of ids) await put(a, 'job', id);
    await put(a, 'datasource', await at.datasource('d'));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page: Page = await at.good<Page>('GET', `/catalogs/${a}/resources?type=job&limit=3${query}`);
      seen.push(...page.items.map(({ id }) => id));
      if (cursor === null) {
        await at.good('DELETE', `/catalogs/resources/job/${ids[0]}`);
        await put(a, 'job', ids[0] ?? '');
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
    assert.deepEqual(seen, [...ids, ids[0]]);
  });

  test('what is in no folder, by pages', async () => {
    const a = await at.folder('a');
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(await at.job(`j${i}`));
    await put(a, 'job', ids[2] ?? '');
    const first = await at.good<Page>('GET', '/catalogs/unfiled?type=job&limit=2');
    const second = await at.good<Page>('GET', `/catalogs/unfiled?type=job&limit=2&cursor=${first.nextCursor}`);
    assert.deepEqual(
      [...first.items, ...second.items].map(({ id, catalogId }) => [id, catalogId]),
      [ids[0], ids[1], ids[3], ids[4]].map((id) => [id, null]),
    );
    assert.equal(second.nextCursor, null);
    assert.equal((await at.call('GET', '/catalogs/unfiled')).status, 400);
  });

  test('search looks at every name, in any case, and takes wildcards as they are', async () => {
    const a = await at.folder('Orders');
    const b = await at.folder('100%_inner', a);
    const job = await at.job('daily ORDERS');
    await put(b, 'job', job);
    await at.datasource('orders_db');
    await at.job('1000 inner');
    const search = (q: string, more = '') =>
      at.good<Static<typeof TreeSearchSchema>>('GET', `/catalogs/search?q=${encodeURIComponent(q)}${more}`);
    const found = await search('orders');
    assert.deepEqual(
      found.folders.map(({ path }) => path),
      [['Orders']],
    );
    assert.deepEqual(
      found.resources.map(({ type, name, path }) => [type, name, path]),
      [
        ['job', 'daily ORDERS', ['Orders', '100%_inner']],
        ['datasource', 'orders_db', []],
      ],
    );
    assert.equal(found.truncated, false);
    const wild = await search('0%_i');
    assert.deepEqual([wild.folders.length, wild.resources.length], [1, 0]);
    for (const q of ["'; DROP TABLE de_job; --", '\\', '!']) assert.equal((await search(q)).resources.length, 0);
    for (let i = 0; i < 3; i++) await at.job(`many ${i}`);
    const some = await search('many', '&limit=2');
    assert.deepEqual([some.resources.length, some.truncated], [2, true]);
    assert.equal((await search('many', '&limit=3')).truncated, false);
  });

  test('a folder view carries the same counts as the tree', async () => {
    const a = await at.folder('a');
    await put(a, 'job', await at.job('j'));
    assert.deepEqual((await at.good<FolderView>('GET', `/catalogs/${a}`)).resources.own, { job: 1, datasource: 0 });
  });
});
