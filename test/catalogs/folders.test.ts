import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FolderView } from '../../gateway/catalogs/schemas.ts';
import { newId } from '../../gateway/core/ids.ts';
import { startCatalogs, type Harness } from './harness.ts';

const root = '0'.repeat(26);

describe('folders', () => {
  let at: Harness;
  before(async () => {
    at = await startCatalogs();
  });
  after(() => at?.close());
  beforeEach(() => at.empty());

  test('they are made where they are wanted, and shown in the order of the tree', async () => {
    const b = await at.folder('b');
    await at.folder('d');
    await at.good('POST', '/catalogs', { name: 'a', position: 0 });
    await at.good('POST', '/catalogs', { name: 'c', position: 2 });
    await at.good('POST', '/catalogs', { name: 'e', position: 99 });
    const inner = await at.folder('b1', b);
    assert.equal(await at.shape(), 'a,b[b1],c,d,e');
    const { items } = await at.good<{ items: FolderView[] }>('GET', '/catalogs');
    assert.deepEqual(
      items.map(({ name, position, depth, path, folders }) => [name, position, depth, path.join('/'), folders]),
      [
        ['a', 0, 1, 'a', 0],
        ['b', 1, 1, 'b', 1],
        ['b1', 0, 2, 'b/b1', 0],
        ['c', 2, 1, 'c', 0],
        ['d', 3, 1, 'd', 0],
        ['e', 4, 1, 'e', 0],
      ],
    );
    assert.deepEqual(await at.good('GET', `/catalogs/${inner}`), items[2]);
  });

  test('siblings have different names, whatever the case; cousins may have the same', async () => {
    const a = await at.folder('Sales');
    for (const name of ['Sales', 'sALES']) {
      const { status, body } = await at.call('POST', '/catalogs', { name });
      assert.deepEqual([status, body.code, body.errors?.[0]?.pointer], [409, 'name_taken', '/name']);
    }
    const inner = await at.folder('Sales', a);
    const other = await at.folder('Other', a);
    assert.equal((await at.call('PATCH', `/catalogs/${other}`, { name: 'sales' })).body.code, 'name_taken');
    assert.equal((await at.call('POST', `/catalogs/${inner}/move`, { parentId: null })).body.code, 'name_taken');
    // Its own name in another case is no other name.
    assert.equal((await at.good<FolderView>('PATCH', `/catalogs/${a}`, { name: 'SALES' })).name, 'SALES');
    assert.equal(await at.shape(), 'SALES[Sales,Other]');
    // Once written apart, once as one character.
    await at.folder('Caf\u00e9');
    assert.equal((await at.call('POST', '/catalogs', { name: 'Cafe\u0301' })).body.code, 'name_taken');
  });

  test('names are text on one line without a slash', async () => {
    for (const name of ['', ' x', 'x ', 'a/b', 'a\nb', '\t', 'x'.repeat(101), 7]) {
      const { status, body } = await at.call('POST', '/catalogs', { name });
      assert.deepEqual([status, body.code], [400, 'validation_failed'], String(name));
    }
    for (const name of ['x', '订单 2026', "a'b\\%_"]) await at.folder(name);
    assert.equal(await at.shape(), "x,订单 2026,a'b\\%_");
  });

  test('moving: to another parent, another place, both', async () => {
    const [a, b, c] = [await at.folder('a'), await at.folder('b'), await at.folder('c')];
    const a1 = await at.folder('a1', a);
    await at.folder('a2', a);
    const move = (id: string, parentId: string | null, position?: number) =>
      at.good<FolderView>('POST', `/catalogs/${id}/move`, {
        parentId,
        ...(position === undefined ? {} : { position }),
      });
    await move(c, null, 0);
    assert.equal(await at.shape(), 'c,a[a1,a2],b');
    await move(c, null);
    assert.equal(await at.shape(), 'a[a1,a2],b,c');
    await move(c, a, 1);
    assert.equal(await at.shape(), 'a[a1,c,a2],b');
    assert.deepEqual((await move(a, b)).path, ['b', 'a']);
    assert.equal(await at.shape(), 'b[a[a1,c,a2]]');
    await move(a1, null, 0);
    assert.equal(await at.shape(), 'a1,b[a[c,a2]]');
    await move(a1, null, 0);
    assert.equal(await at.shape(), 'a1,b[a[c,a2]]');
    await assertDense();
  });

  test('a folder does not go into itself or below itself, and nothing changes', async () => {
    const a = await at.folder('a');
    const b = await at.folder('b', a);
    const c = await at.folder('c', b);
    for (const parentId of [a, b, c]) {
      const { status, body } = await at.call('POST', `/catalogs/${a}/move`, { parentId });
      assert.deepEqual([status, body.code, body.errors?.[0]?.pointer], [409, 'tree_cycle', '/parentId']);
    }
    assert.equal(await at.shape(), 'a[b[c]]');
  });

  test('ten deep, not eleven: new, and moved with what is below', async () => {
    let parent: string | null = null;
    const chain: string[] = [];
    for (let depth = 1; depth <= 10; depth++) chain.push((parent = await at.folder(`d${depth}`, parent)));
    assert.equal((await at.call('POST', '/catalogs', { name: 'x', parentId: parent })).body.code, 'tree_too_deep');
    const tall = await at.folder('tall');
    await at.folder('below', tall);
    const refused = await at.call('POST', `/catalogs/${tall}/move`, { parentId: chain[8] });
    assert.deepEqual([refused.status, refused.body.code], [409, 'tree_too_deep']);
    const fits = await at.call<FolderView>('POST', `/catalogs/${tall}/move`, { parentId: chain[7] });
    assert.deepEqual([fits.status, fits.body.depth], [200, 9]);
  });

  test('the order of children: all of them, or a conflict that says which', async () => {
    const [a, b, c] = [await at.folder('a'), await at.folder('b'), await at.folder('c')];
    const inner = await at.folder('inner', a);
    await at.good('POST', '/catalogs/order', { parentId: null, children: [c, a, b] });
    assert.equal(await at.shape(), 'c,a[inner],b');
    for (const children of [[c, a], [c, a, b, inner], [c, a, newId()], []]) {
      const { status, body } = await at.call('POST', '/catalogs/order', { parentId: null, children });
      assert.deepEqual([status, body.code], [409, 'conflict']);
    }
    const twice = await at.call('POST', '/catalogs/order', { parentId: null, children: [c, a, a] });
    assert.equal(twice.status, 400);
    assert.equal(await at.shape(), 'c,a[inner],b');
    await assertDense();
  });

  test('what is not there is not found, and the root is nobody’s', async () => {
    for (const id of [newId(), root]) {
      assert.equal((await at.call('GET', `/catalogs/${id}`)).status, 404);
      assert.equal((await at.call('PATCH', `/catalogs/${id}`, { name: 'x' })).status, 404);
      assert.equal((await at.call('DELETE', `/catalogs/${id}?cascade=true`)).status, 404);
      assert.equal((await at.call('POST', `/catalogs/${id}/move`, { parentId: null })).status, 404);
      assert.equal((await at.call('POST', '/catalogs', { name: 'x', parentId: id })).status, 404);
      assert.equal((await at.call('GET', `/catalogs/${id}/resources`)).status, 404);
      const job = await at.job(`job ${id}`);
      assert.equal((await at.call('PUT', `/catalogs/${id}/resources/job/${job}`)).status, 404);
    }
    assert.equal(await at.shape(), '');
  });

  test('deleting: refused while something is in it, with what; cascade keeps jobs and data sources', async () => {
    const [a, b] = [await at.folder('a'), await at.folder('b')];
    const inner = await at.folder('inner', a);
    const [job, datasource] = [await at.job('j'), await at.datasource('d')];
    await at.good('PUT', `/catalogs/${inner}/resources/job/${job}`);
    await at.good('PUT', `/catalogs/${a}/resources/datasource/${datasource}`);
    const { status, body } = await at.call('DELETE', `/catalogs/${a}`);
    assert.deepEqual([status, body.code], [409, 'not_empty']);
    assert.deepEqual((body as { facts?: unknown }).facts, { folders: 1, job: 1, datasource: 1, names: ['inner'] });
    assert.equal((await at.call('DELETE', `/catalogs/${inner}`)).body.code, 'not_empty');
    assert.deepEqual(await at.good('DELETE', `/catalogs/${a}?cascade=true`), {
      folders: 2,
      unfiled: { job: 1, datasource: 1 },
    });
    assert.equal(await at.shape(), 'b');
    await assertDense();
    const stored = await at.prisma.job.findUnique({ where: { id: job } });
    assert.equal(stored?.catalogId, null);
    assert.equal((await at.prisma.datasource.count()) + (await at.prisma.catalogResource.count()), 1);
    assert.deepEqual(await at.good('DELETE', `/catalogs/${b}`), { folders: 1, unfiled: { job: 0, datasource: 0 } });
  });

  /** Positions among siblings are 0, 1, 2 … */
  async function assertDense(): Promise<void> {
    const { items } = await at.good<{ items: FolderView[] }>('GET', '/catalogs');
    for (const { parentId } of items) {
      const positions = items.filter((one) => one.parentId === parentId).map(({ position }) => position);
      assert.deepEqual(positions, [...positions.keys()]);
    }
  }
});
