import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { newId } from '../../gateway/core/ids.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { createDelivery } from '../../gateway/task-center/deliver-webhooks.ts';
import { createOutboxStore, type OutboxStore } from '../../gateway/task-center/outbox-store.ts';
import { createWebhookStore } from '../../gateway/task-center/webhook-store.ts';
import { query, testDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { eventually } from '../helpers/stack.ts';

describe('the outbox', () => {
  let place: TestDatabase;
  let database: Database;
  let outbox: OutboxStore;

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url);
    outbox = createOutboxStore(database.prisma);
  });
  afterEach(async () => {
    await database.prisma.webhook.deleteMany({});
  });
  after(async () => {
    await database?.close();
    await place?.drop();
  });

  async function webhook(enabled = true): Promise<string> {
    const id = newId();
    await database.prisma.webhook.create({
      data: { id, name: id, url: 'http://a.example', eventTypes: [], enabled, sealedSecret: 'x', createdBy: 'test' },
    });
    return id;
  }
  /** Messages that were last touched so many days ago. */
  const messages = (webhookId: string, count: number, state: 'pending' | 'delivered' | 'dead', days: number) =>
    query(
      place.url,
      `insert into de_outbox (id, webhook_id, topic, order_key, seq, payload, state, next_try_at, delivered_at, updated_at,
         created_by)
       select substr(md5(n || '${webhookId}${state}${days}'), 1, 26), '${webhookId}', 't', '${webhookId}:${state}${days}', n, '{}',
         '${state}', now() - interval '${days} days',
         case when '${state}' = 'delivered' then now() - interval '${days} days' end, now(), 'test'
       from generate_series(1, ${count}) n`,
    );
  const left = async (webhookId: string) =>
    Object.fromEntries(
      (await database.prisma.outbox.groupBy({ by: ['state'], where: { webhookId }, _count: { _all: true } })).map(
        ({ state, _count }) => [state, _count._all],
      ),
    );

  test('is emptied of delivered and dead messages however many there are, and keeps what is not old', async () => {
    const id = await webhook(false);
    await messages(id, 2_500, 'delivered', 8);
    await messages(id, 3, 'delivered', 6);
    await messages(id, 1_500, 'dead', 31);
    await messages(id, 4, 'dead', 29);
    await messages(id, 5, 'pending', 100);
    const delivery = createDelivery(
      {
        outbox,
        send: () => assert.fail(),
        sealer: { open: () => assert.fail() },
        clock: { now: () => new Date() },
        log: { warn: () => assert.fail(), error: () => assert.fail() },
      },
      { lookMs: 20 },
    );
    delivery.start();
    try {
      // In the first round: the next one is a minute later.
      await eventually('the old ones gone', 20_000, async () => {
        const { delivered, dead } = await left(id);
        return (delivered === 3 && dead === 4) || undefined;
      });
    } finally {
      await delivery.close();
    }
    assert.deepEqual(await left(id), { delivered: 3, dead: 4, pending: 5 });
  });

  test('what is due is told per webhook', async () => {
    const [due, disabled, later, done] = [await webhook(), await webhook(false), await webhook(), await webhook()];
    for (const id of [due, disabled]) await messages(id, 3, 'pending', 1);
    await messages(later, 3, 'pending', -1);
    await messages(done, 3, 'dead', 1);
    assert.deepEqual(await outbox.due(new Date()), [due]);
    assert.deepEqual([...(await outbox.due(new Date(Date.now() + 2 * 86_400_000)))].sort(), [due, later].sort());
  });

  test('a webhook goes after its messages, of which no statement removes more than 5000', async () => {
    const [id, other] = [await webhook(), await webhook()];
    await messages(id, 11_000, 'pending', 1);
    await messages(other, 7, 'pending', 1);
    const counts: number[] = [];
    let withIt: number | undefined;
    const webhooks = createWebhookStore(
      database.prisma.$extends({
        query: {
          outbox: {
            async deleteMany({ args, query: run }) {
              const done = await run(args);
              counts.push(done.count);
              return done;
            },
          },
          webhook: {
            async deleteMany({ args, query: run }) {
              withIt = await database.prisma.outbox.count({ where: { webhookId: id } });
              return run(args);
            },
          },
        },
      }) as unknown as Database['prisma'],
    );
    assert.equal(await webhooks.remove(id), true);
    assert.deepEqual(counts, [5000, 5000, 1000]);
    assert.equal(withIt, 0);
    assert.equal(await webhooks.find(id), null);
    assert.deepEqual(await left(other), { pending: 7 });
    assert.equal(await webhooks.remove(id), false);
  });
});
