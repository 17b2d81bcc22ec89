import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { after, afterEach, before, describe, test } from 'node:test';
import { newId } from '../../gateway/core/ids.ts';
import { createSealer } from '../../gateway/core/secrets.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { createDelivery, type Delivery, type DeliverOptions } from '../../gateway/task-center/deliver-webhooks.ts';
import { createFeedStore, type FeedStore } from '../../gateway/task-center/feed-store.ts';
import {
  changeWebhook,
  createWebhook,
  rotateSecret,
  type WebhookDeps,
} from '../../gateway/task-center/manage-webhook.ts';
import { createOutboxStore } from '../../gateway/task-center/outbox-store.ts';
import { createSendWebhook } from '../../gateway/task-center/send-webhook.ts';
import { createWebhookStore } from '../../gateway/task-center/webhook-store.ts';
import { testDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { eventually } from '../helpers/stack.ts';
import { makeRecords, type Records } from './records.ts';
import { ok, startReceiver, type Received, type Receiver } from './webhook-receiver.ts';

describe('webhooks', () => {
  let place: TestDatabase;
  let database: Database;
  let feed: FeedStore;
  let records: Records;
  let deps: WebhookDeps;
  const sealer = createSealer(randomBytes(32));
  const receivers: Receiver[] = [];
  const deliveries: Delivery[] = [];
  /** Of the attempts of the last gateway that was started. */
  let outcomes: string[] = [];

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url);
    feed = createFeedStore(database.prisma);
    records = await makeRecords(database);
    deps = {
      webhooks: createWebhookStore(database.prisma),
      outbox: createOutboxStore(database.prisma),
      sealer,
      privateAllowed: true,
    };
  });
  afterEach(async () => {
    await Promise.all(deliveries.splice(0).map((delivery) => delivery.close()));
    await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
    await database.prisma.webhook.deleteMany({});
  });
  after(async () => {
    await database?.close();
    await place?.drop();
  });

  const feedAll = async (): Promise<void> => {
    while ((await feed.feed(new Date())) > 0);
  };

  /** What one gateway does about webhooks, on the database of all. */
  function gateway(options: DeliverOptions = {}, timeoutMs = 500): Delivery {
    const own: string[] = (outcomes = []);
    const delivery = createDelivery(
      {
        outbox: createOutboxStore(database.prisma),
        send: createSendWebhook({ privateAllowed: true, timeoutMs }),
        sealer,
        clock: { now: () => new Date() },
        log: { warn: () => undefined, error: () => undefined },
        onAttempt: (outcome) => void own.push(outcome),
      },
      { lookMs: 20, backOffMs: 20, longestBackOffMs: 100, ...options },
    );
    deliveries.push(delivery);
    delivery.start();
    return delivery;
  }

  async function receiverWith(input: Partial<Parameters<typeof createWebhook>[1]> = {}) {
    // What was moved before is nothing to this webhook.
    await feedAll();
    const receiver = await startReceiver();
    receivers.push(receiver);
    const { row, secret } = await createWebhook(deps, { name: newId(), url: receiver.url, ...input }, 'test');
    return { receiver, webhook: row, secret };
  }

  /** Resolves when nothing of the webhook is pending. */
  const settled = (webhookId: string): Promise<true> =>
    eventually('everything settled', 30_000, async () =>
      (await deps.outbox.counts([webhookId])).get(webhookId)?.pending === 0 ? true : undefined,
    );

  /** Moves several records at random and returns every move, by record. */
  async function someMoves(count: number): Promise<Map<string, number[]>> {
    const made = new Map<string, number[]>();
    for (let left = count; left > 0; left--) {
      const record = await records.wander(() => new Date(), 6);
      made.set(
        record.id,
        Array.from({ length: record.stateVersion + 1 }, (_, seq) => seq),
      );
      if (left % 3 === 0) await feedAll();
    }
    await feedAll();
    return made;
  }

  /** Each message once, in the order in which it came first. */
  function byRecord(received: readonly Received[]): Map<string, number[]> {
    const found = new Map<string, number[]>();
    const known = new Set<string>();
    for (const { id, body } of received) {
      if (known.has(id)) continue;
      known.add(id);
      found.set(body.data.recordId, [...(found.get(body.data.recordId) ?? []), body.data.seq]);
    }
    return found;
  }
  const sorted = (map: Map<string, number[]>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

  test('a message is signed with the secret, id and time; a rotated secret signs from then on', async () => {
    const { receiver, webhook, secret } = await receiverWith();
    gateway();
    await records.create();
    await feedAll();
    await settled(webhook.id);
    const check = ({ id, timestamp, text, signature }: Received, key: string) => {
      const hmac = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'));
      assert.equal(signature, `v1,${hmac.update(`${id}.${timestamp}.${text}`).digest('base64')}`);
      assert.ok(Math.abs(Number(timestamp) - Date.now() / 1000) < 60);
    };
    const [first] = receiver.taken;
    assert.ok(first);
    check(first, secret);
    assert.equal(first.body.type, 'record.queued');
    const other = await rotateSecret(deps, webhook.id);
    assert.notEqual(other.secret, secret);
    await records.create();
    await feedAll();
    await settled(webhook.id);
    check(receiver.taken[1] ?? assert.fail(), other.secret);
    const stored = JSON.stringify(await database.prisma.webhook.findMany());
    assert.ok(!stored.includes(secret) && !stored.includes(other.secret));
  });

  test('only the types, jobs and clusters that were asked for, and nothing while it is disabled', async () => {
    const jobId = records.jobIds[1] ?? '';
    const one = await receiverWith({ eventTypes: ['record.canceled'], jobId });
    const two = await receiverWith({ clusterId: newId() });
    gateway();
    const record = await records.create({ jobId });
    await records.move(record, 'CANCELED');
    await records.move(await records.create({ jobId: records.jobIds[0] ?? '' }), 'CANCELED');
    await feedAll();
    await settled(one.webhook.id);
    assert.deepEqual(
      one.receiver.taken.map(({ body }) => [body.type, body.data.recordId]),
      [['record.canceled', record.id]],
    );
    await changeWebhook(deps, one.webhook.id, { enabled: false });
    await records.move(await records.create({ jobId }), 'CANCELED');
    await feedAll();
    await changeWebhook(deps, one.webhook.id, { enabled: true });
    await records.move(await records.create({ jobId }), 'CANCELED');
    await feedAll();
    await settled(one.webhook.id);
    assert.equal(one.receiver.all.length, 2);
    assert.equal(two.receiver.all.length, 0);
  });

  test('a receiver that fails, stalls, cuts, redirects and comes back: nothing lost, order kept per record', async () => {
    const { receiver, webhook } = await receiverWith();
    let count = 0;
    receiver.answer((response, received) => {
      switch (count++ % 6) {
        case 0:
          return void response.writeHead(500).end('no');
        case 1:
          return; // says nothing, for ever
        case 2:
          return void response.socket?.destroy();
        case 3:
          return void response.writeHead(307, { location: receiver.url }).end();
        case 4:
          response.writeHead(200, { 'content-length': '100' }).write('half an');
          return void setImmediate(() => response.socket?.destroy());
        default:
          return ok(response, received);
      }
    });
    gateway({}, 200);
    const made = await someMoves(6);
    await eventually('some attempts', 20_000, () => Promise.resolve(receiver.all.length > 12 || undefined));
    receiver.answer(ok);
    await settled(webhook.id);
    assert.deepEqual(sorted(byRecord(receiver.taken)), sorted(made));
    assert.ok(receiver.all.length > receiver.taken.length);
    // Also of what was not taken: a message never goes before the one ahead of it was taken.
    const latest = new Map<string, number>();
    for (const { body } of receiver.all) {
      const { recordId, seq } = body.data;
      assert.ok(seq >= (latest.get(recordId) ?? 0), 'an earlier message after a later one');
      latest.set(recordId, seq);
    }
  });

  test('a receiver that is not there at all is waited for', async () => {
    const { receiver, webhook } = await receiverWith();
    const port = Number(new URL(receiver.url).port);
    await receiver.close();
    gateway();
    const made = await someMoves(3);
    await eventually(
      'a refused attempt',
      20_000,
      async () =>
        (await deps.outbox.list(webhook.id, { limit: 100 })).some(({ attempts }) => attempts > 2) || undefined,
    );
    const back = await startReceiver();
    receivers.push(back);
    await changeWebhook(deps, webhook.id, { url: back.url });
    await settled(webhook.id);
    assert.deepEqual(sorted(byRecord(back.taken)), sorted(made));
    assert.notEqual(port, 0);
  });

  test('two gateways, one killed in the middle of a delivery: nothing lost, order kept, each message with one id', async () => {
    const { receiver, webhook } = await receiverWith();
    const made = await someMoves(8);
    // A gateway that is killed has claimed messages, may have sent them, and settles nothing.
    const claimed = await deps.outbox.claim(webhook.id, 3, new Date(), new Date(Date.now() + 400));
    assert.equal(claimed.length, 3);
    gateway({ atOnce: 2 });
    gateway({ atOnce: 2 });
    await settled(webhook.id);
    assert.deepEqual(sorted(byRecord(receiver.taken)), sorted(made));
    // Its claim is over: what it still believes to have done is not taken for done.
    assert.equal(await deps.outbox.failed(claimed[0] ?? assert.fail(), 'late', new Date()), false);
    assert.equal(receiver.all.length, [...made.values()].flat().length, 'no message was sent by both');
  });

  test('given up: dead, visible, those behind it go on; sent again by a person', async () => {
    const { receiver, webhook } = await receiverWith();
    const record = await records.create();
    receiver.answer((response, received) =>
      received.body.data.seq === 0 ? void response.writeHead(503).end() : ok(response, received),
    );
    gateway({ mostAttempts: 3 });
    await records.move(await records.move(record, 'WAITING'), 'CANCELED');
    await feedAll();
    await settled(webhook.id);
    assert.deepEqual(
      receiver.taken.map(({ body }) => body.data.seq),
      [1, 2],
    );
    assert.deepEqual(outcomes.toSorted(), ['delivered', 'delivered', 'failed', 'failed', 'given_up']);
    const dead = await deps.outbox.list(webhook.id, { state: 'dead', limit: 10 });
    assert.deepEqual(
      dead.map(({ seq, attempts, lastError }) => [seq, attempts, lastError]),
      [[0, 3, 'HTTP 503']],
    );
    assert.deepEqual((await deps.outbox.counts([webhook.id])).get(webhook.id), { pending: 0, dead: 1 });
    const id = dead[0]?.id ?? '';
    assert.equal(await deps.outbox.redeliver(newId(), id, new Date()), false);
    // All attempts anew.
    assert.equal(await deps.outbox.redeliver(webhook.id, id, new Date()), true);
    await settled(webhook.id);
    assert.equal((await deps.outbox.find(webhook.id, id))?.attempts, 6);
    receiver.answer(ok);
    await deps.outbox.redeliver(webhook.id, id, new Date());
    await settled(webhook.id);
    assert.deepEqual(
      receiver.taken.map(({ body }) => body.data.seq),
      [1, 2, 0],
    );
    assert.equal(await deps.outbox.redeliver(webhook.id, id, new Date()), false);
  });

  test('a receiver that stalls holds up no other', async () => {
    const [bad, good] = [await receiverWith(), await receiverWith()];
    bad.receiver.answer(() => undefined);
    gateway({}, 60_000);
    await someMoves(4);
    await settled(good.webhook.id);
    assert.ok(good.receiver.taken.length > 0);
    assert.equal(bad.receiver.taken.length, 0);
    await bad.receiver.close();
  });

  test('many messages behind one that waits for its next attempt hold up no other record', async () => {
    const { webhook } = await receiverWith();
    let record = await records.create();
    for (let count = 0; count < 5; count++) {
      for (const to of ['WAITING', 'SUBMITTING'] as const) record = await records.move(record, to);
    }
    await feedAll();
    const other = await records.create();
    await feedAll();
    const now = new Date(Date.now() + 1000);
    const later = new Date(now.getTime() + 60_000);
    const claim = async () =>
      (await deps.outbox.claim(webhook.id, 1, now, later)).map(({ orderKey, seq }) => [orderKey, seq]);
    assert.deepEqual(await claim(), [[`${webhook.id}:${record.id}`, 0]]);
    const next = [...(await claim()), ...(await claim())];
    assert.deepEqual(next, [[`${webhook.id}:${other.id}`, 0]]);
  });

  test('delivered messages go after a while', async () => {
    const { webhook } = await receiverWith();
    gateway();
    await records.create();
    await feedAll();
    await settled(webhook.id);
    assert.equal(await deps.outbox.removeDelivered(new Date(Date.now() - 60_000), 10), 0);
    assert.equal(await deps.outbox.removeDelivered(new Date(Date.now() + 60_000), 10), 1);
  });
});
