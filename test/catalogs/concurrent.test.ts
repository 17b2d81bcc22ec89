import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startCatalogs, type Harness } from './harness.ts';

// Two servers without anything in common but the database.
describe('two people at the same tree', () => {
  let at: Harness;
  before(async () => {
    at = await startCatalogs();
  });
  after(() => at?.close());
  beforeEach(() => at.empty());

  type Call = [method: 'POST' | 'DELETE' | 'PUT', url: string, body?: object];
  /** All at once, every other one at the other server. */
  const together = (calls: Call[]) =>
    Promise.all(
      calls.map(async ([method, url, body], index) => {
        const server = at.servers[index % 2] ?? at.servers[0];
        const answer = await server.inject({ method, url, ...(body === undefined ? {} : { payload: body }) });
        return answer.statusCode;
      }),
    );

  /** Every folder hangs on the root, and positions among siblings are 0, 1, 2 … */
  async function assertWhole(folders: number): Promise<void> {
    const rows = await at.prisma.catalog.findMany();
    const byId = new Map(rows.map((row) => [row.id, row]));
    assert.equal(rows.length, folders + 1);
    for (const row of rows) {
      let [top, steps] = [row, 0];
      for (; top.parentId !== null && steps <= rows.length; steps++) top = byId.get(top.parentId) ?? top;
      assert.equal(top.parentId, null, `${row.name} is on a ring`);
      const siblings = rows.filter(({ parentId }) => parentId === row.id).map(({ position }) => position);
      assert.deepEqual(
        siblings.toSorted((a, b) => a - b),
        [...siblings.keys()],
      );
    }
  }

  test('each moves the other one’s folder into his own: one is refused, there is no ring', async () => {
    for (let round = 0; round < 15; round++) {
      const [a, b] = [await at.folder(`a${round}`), await at.folder(`b${round}`)];
      const statuses = await together([
        ['POST', `/catalogs/${a}/move`, { parentId: b }],
        ['POST', `/catalogs/${b}/move`, { parentId: a }],
      ]);
      assert.deepEqual(statuses.toSorted(), [200, 409]);
      await assertWhole((round + 1) * 2);
    }
  });

  test('a ring of three, too', async () => {
    for (let round = 0; round < 10; round++) {
      const ids = [await at.folder(`a${round}`), await at.folder(`b${round}`), await at.folder(`c${round}`)];
      const statuses = await together(
        ids.map((id, index) => ['POST', `/catalogs/${id}/move`, { parentId: ids[(index + 1) % 3] }]),
      );
      assert.deepEqual(statuses.toSorted(), [200, 200, 409]);
      await assertWhole((round + 1) * 3);
    }
  });

  test('many moves among siblings and between parents lose no order', async () => {
    const [left, right] = [await at.folder('left'), await at.folder('right')];
    const ids: string[] = [];
    for (let i = 0; i < 8; i++) ids.push(await at.folder(`f${i}`, i % 2 === 0 ? left : right));
    const calls = Array.from({ length: 60 }, (_, i): Call => {
      const id = ids[(i * 5) % ids.length] ?? '';
      return ['POST', `/catalogs/${id}/move`, { parentId: i % 3 === 0 ? left : right, position: (i * 7) % 9 }];
    });
    const statuses = await together(calls);
    assert.deepEqual(new Set(statuses), new Set([200]));
    await assertWhole(10);
  });

  test('one name, many at once: one gets it', async () => {
    const statuses = await together(Array.from({ length: 10 }, (): Call => ['POST', '/catalogs', { name: 'same' }]));
    assert.deepEqual(statuses.toSorted(), [201, ...Array<number>(9).fill(409)]);
    await assertWhole(1);
  });

  test('filed into a folder that is just deleted: in it or not found, never lost', async () => {
    const keep = await at.folder('keep');
    for (let round = 0; round < 15; round++) {
      const doomed = await at.folder('doomed');
      const inner = await at.folder('inner', doomed);
      const job = await at.job(`j${round}`);
      if (round % 2 === 0) await at.good('PUT', `/catalogs/${inner}/resources/job/${job}`);
      const statuses = await together([
        ['PUT', `/catalogs/${doomed}/resources/job/${job}`],
        ['DELETE', `/catalogs/${doomed}?cascade=true`],
        ['PUT', `/catalogs/${keep}/resources/job/${job}`],
      ]);
      assert.ok([200, 404].includes(statuses[0] ?? 0), String(statuses[0]));
      assert.deepEqual(statuses.slice(1), [200, 200]);
      const row = await at.prisma.catalogResource.findFirst({ where: { resourceId: job } });
      const { catalogId } = await at.prisma.job.findUniqueOrThrow({ where: { id: job } });
      assert.equal(catalogId, row?.catalogId ?? null, 'the job’s copy says what the filing says');
      await assertWhole(1);
    }
  });
});
