import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { GatewayError } from '../../gateway/core/errors.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { handleErrors } from '../../gateway/http/error-handler.ts';
import { validateRequests } from '../../gateway/http/validation.ts';
import { createEventStream, type EventStream, type StreamOptions } from '../../gateway/task-center/event-stream.ts';
import { createFeedStore, type FeedStore } from '../../gateway/task-center/feed-store.ts';
import { createOverviewQueries } from '../../gateway/task-center/overview-queries.ts';
import { taskCenterRoutes } from '../../gateway/task-center/task-center-routes.ts';
import { eventually } from '../helpers/stack.ts';
import { testDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { makeRecords, type Records } from './records.ts';
import { openStream } from './stream-client.ts';

describe('the event stream', () => {
  let place: TestDatabase;
  let database: Database;
  let feed: FeedStore;
  let records: Records;
  const open: { app: FastifyInstance; events: EventStream }[] = [];

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url);
    feed = createFeedStore(database.prisma);
    records = await makeRecords(database);
  });
  afterEach(async () => {
    for (const { app } of open.splice(0)) await app.close();
  });
  after(async () => {
    await database?.close();
    await place?.drop();
  });

  const revoked = new Set<string>();

  /** A gateway's event stream on a port of its own. */
  async function gateway(options: StreamOptions = {}) {
    const app = Fastify();
    handleErrors(app);
    validateRequests(app);
    app.decorateRequest('identity', null);
    const events = createEventStream(
      { feed, log: { warn: (facts, text) => assert.fail(`${text} ${JSON.stringify(facts)}`) } },
      { lookMs: 20, ...options },
    );
    await app.register(
      taskCenterRoutes({
        overview: createOverviewQueries(database.prisma),
        events,
        authenticate: async (token) => {
          if (revoked.has(token)) throw new GatewayError('unauthenticated', 'revoked');
          return { role: 'viewer' as const };
        },
        clock: { now: () => new Date() },
      }),
    );
    await app.listen({ host: '127.0.0.1', port: 0 });
    open.push({ app, events });
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/task-center/events`;
    return { app, events, url };
  }

  const feedAll = async (): Promise<void> => {
    while ((await feed.feed(new Date())) > 0);
  };
  /** A client that is told of what comes from now on. */
  async function ready(url: string) {
    const client = await openStream(url);
    await eventually('ready', 5000, () =>
      Promise.resolve(client.events.some(({ event }) => event === 'ready') || undefined),
    );
    return client;
  }
  const cancelled = async (): Promise<void> => {
    await records.move(await records.create(), 'CANCELED');
  };

  test('two gateways tell every move, in the same order, with the same ids', async () => {
    const [one, two] = [await gateway(), await gateway()];
    const clients = [await ready(one.url), await ready(two.url)];
    for (let count = 0; count < 5; count++) {
      await Promise.all([cancelled(), cancelled()]);
      await feedAll();
    }
    const [first, second] = await Promise.all(clients.map((client) => client.untilMoves(20)));
    assert.equal(first?.length, 20);
    assert.deepEqual(first, second);
    assert.deepEqual(clients[0]?.events.slice(1), clients[1]?.events.slice(1));
    const ids = clients[0]?.events.map(({ id }) => id) ?? [];
    assert.equal(new Set(ids).size, ids.length);
    for (const client of clients) client.close();
  });

  test('from any event on, another gateway goes on with the next one', async () => {
    const [one, two] = [await gateway(), await gateway()];
    const client = await ready(one.url);
    await Promise.all([cancelled(), cancelled(), cancelled()]);
    await feedAll();
    await cancelled();
    await feedAll();
    const all = await client.untilMoves(8);
    client.close();
    for (const [index, { id }] of client.events.entries()) {
      const resumed = await openStream(two.url, { lastEventId: id });
      assert.deepEqual(await resumed.untilMoves(8 - index), all.slice(index));
      resumed.close();
    }
  });

  test('connections that come while moves are made get each move once, without a gap', async () => {
    const { url } = await gateway({ lookMs: 1 });
    await feedAll();
    const from = await feed.lastBatch();
    const work = { isMoving: true };
    const moving = (async () => {
      while (work.isMoving) {
        await records.create();
        await feedAll();
      }
    })();
    const clients = [await ready(url)];
    for (let count = 0; count < 25; count++) clients.push(await openStream(url, { lastEventId: `${from}.end` }));
    work.isMoving = false;
    await moving;
    const all = (await feed.after(from, 1_000_000)).flatMap(({ moves }) => moves);
    for (const client of clients) {
      const expected = client === clients[0] ? all.slice(-client.moves().length || all.length) : all;
      await client.untilMoves(expected.length);
      assert.deepEqual(client.moves(), expected);
      client.close();
    }
  });

  test('filters by job, cluster and state; a heartbeat moves the id past what was not wanted', async () => {
    const { url } = await gateway({ heartbeatMs: 50 });
    const record = await records.create({ jobId: records.jobIds[0] ?? '', clusterId: records.clusterIds[1] ?? '' });
    const other = await records.create({ jobId: records.jobIds[1] ?? '', clusterId: records.clusterIds[0] ?? '' });
    await feedAll();
    const byJob = await ready(`${url}?jobId=${record.jobId}`);
    const byCluster = await ready(`${url}?clusterId=${record.clusterId}&state=WAITING&state=REJECTED`);
    const byState = await ready(`${url}?state=FAILED`);
    const before = byState.lastEventId();
    await records.move(await records.move(record, 'WAITING'), 'CANCELED');
    await records.move(other, 'WAITING');
    await feedAll();
    assert.deepEqual(
      (await byJob.untilMoves(2)).map(({ recordId, to }) => [recordId, to]),
      [
        [record.id, 'WAITING'],
        [record.id, 'CANCELED'],
      ],
    );
    assert.deepEqual(
      (await byCluster.untilMoves(1)).map(({ recordId, to }) => [recordId, to]),
      [[record.id, 'WAITING']],
    );
    await eventually('a heartbeat', 5000, () => Promise.resolve(byState.lastEventId() !== before || undefined));
    assert.equal(byState.moves().length, 0);
    for (const client of [byJob, byCluster, byState]) client.close();
  });

  test('an id that is not ours, or from the future, is answered with reset', async () => {
    const { url } = await gateway();
    for (const lastEventId of ['nonsense', '999999.3', '1.x', '-1.end']) {
      const client = await openStream(url, { lastEventId });
      const [first] = await eventually('an event', 5000, () =>
        Promise.resolve(client.events.length > 0 ? client.events : undefined),
      );
      assert.equal(first?.event, 'reset', lastEventId);
      await cancelled();
      await feedAll();
      await client.untilMoves(2);
      client.close();
    }
  });

  test('who was away too long is told to read anew', async () => {
    const { url } = await gateway({ mostMissed: 3 });
    for (let count = 0; count < 3; count++) {
      await cancelled();
      await feedAll();
    }
    const client = await openStream(url, { lastEventId: '0.end' });
    await eventually('reset', 5000, () =>
      Promise.resolve(client.events.some(({ event }) => event === 'reset') || undefined),
    );
    await cancelled();
    await feedAll();
    assert.ok((await client.untilMoves(2)).length < 10);
    client.close();
  });

  test('a reader that does not read is cut off, the others are served', async () => {
    const { url, events } = await gateway({ mostWaitingBytes: 2_000_000, drainMs: 300, mostMissed: 100_000 });
    const [quick, slow] = [await ready(url), await ready(url)];
    slow.pause();
    const record = await records.create();
    // Many times what fits into the buffers of two sockets.
    const [count, why] = [20_000, 'x'.repeat(2000)];
    const data = Array.from({ length: count }, (_, seq) => ({
      id: `01EV${String(seq).padStart(22, '0')}`,
      ...{ recordId: record.id, seq: seq + 1, at: new Date(), toState: 'WAITING', who: 'a', why },
    }));
    while (data.length > 0) {
      await database.prisma.jobRecordEvent.createMany({ data: data.splice(0, 2000) });
      await feedAll();
    }
    const late = await openStream(url, { lastEventId: '0.end' });
    late.pause();
    await eventually('the cuts', 20_000, () => Promise.resolve(events.connections() === 1 || undefined));
    assert.equal((await quick.untilMoves(count + 1)).length, count + 1);
    for (const client of [quick, slow, late]) client.close();
  });

  test('connections are limited per token and in all: 429', async () => {
    const { url } = await gateway({ mostPerWho: 2 });
    const clients = [await ready(url), await ready(url)];
    const refused = await openStream(url);
    assert.equal(refused.status, 429);
    clients[0]?.close();
    await eventually('room again', 5000, async () => {
      const client = await openStream(url);
      client.close();
      return client.status === 200 || undefined;
    });
    clients[1]?.close();
  });

  test('a token that is not valid any more ends its stream', async () => {
    const { url } = await gateway({ heartbeatMs: 30 });
    const [stays, goes] = [await ready(url), await openStream(url, { token: 'revoked' })];
    revoked.add('revoked');
    await goes.ended;
    await cancelled();
    await feedAll();
    await stays.untilMoves(2);
    stays.close();
  });

  test('open streams do not keep the server from closing', { timeout: 10_000 }, async () => {
    const { app, url, events } = await gateway();
    const client = await ready(url);
    await app.close();
    await client.ended;
    assert.equal(events.connections(), 0);
  });
});
