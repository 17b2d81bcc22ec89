import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ClusterView } from '../../gateway/clusters/schemas.ts';
import type { JobView } from '../../gateway/jobs/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import type { Overview } from '../../gateway/task-center/overview-schema.ts';
import type { DeliveryView, WebhookBody, WebhookView } from '../../gateway/task-center/webhook-schemas.ts';
import { createApiClient, type ApiClient } from '../../scripts/api-client.ts';
import { startLocalGateway, type LocalGateway } from '../../scripts/local-gateway.ts';
import { testCacheDir, testDistributionPath } from '../helpers/distribution.ts';
import { problemOf, streamSpec } from '../helpers/jobs.ts';
import { testDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { eventually } from '../helpers/stack.ts';
import { openStream } from '../task-center/stream-client.ts';

// Runs wait for a cluster that is not there; they are accepted, wait and are cancelled by two gateways on one database.
describe('the task centre of two gateways', () => {
  let directory: string;
  let place: TestDatabase;
  let env: Record<string, string>;
  const gateways: LocalGateway[] = [];
  let token = '';
  let clusterId = '';
  const jobIds: string[] = [];
  const apiOf = (gateway: LocalGateway | undefined): ApiClient => createApiClient(gateway?.url ?? '', token);

  const launch = async (): Promise<LocalGateway> => {
    const gateway = await startLocalGateway({ env, logFile: join(directory, `gateway-${gateways.length}.log`) });
    gateways.push(gateway);
    return gateway;
  };

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gateway-task-center-'));
    place = await testDatabase();
    env = {
      DATABASE_URL: place.url,
      GATEWAY_SECRET_KEY: randomBytes(32).toString('hex'),
      QUEUE_PREFIX: `t${randomBytes(6).toString('hex')}`,
      DATA_DIR: join(directory, 'data'),
      CACHE_DIR: testCacheDir,
      CHUNJUN_DIST: await testDistributionPath(),
      WEBHOOK_PRIVATE_ADDRESSES: 'allowed',
      SWEEP_MS: '1000',
    };
    token = (await launch()).firstToken ?? '';
    await launch();
    const api = apiOf(gateways[0]);
    ({ id: clusterId } = await api.post<ClusterView>('/clusters', {
      name: 'away',
      kind: 'standalone',
      config: { restUrl: 'http://127.0.0.1:1' },
      distribution: { mode: 'lib' },
    }));
    for (let count = 0; count < 4; count++) {
      const job = await api.post<JobView>('/jobs', { name: `task centre ${count}`, kind: 'batch', clusterId });
      await api.post(`/jobs/${job.id}/versions`, { spec: streamSpec(1) });
      jobIds.push(job.id);
    }
  });
  after(async () => {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    await place?.drop();
    await rm(directory, { recursive: true, force: true });
  });

  /** Accepted by one gateway, cancelled by the other. */
  async function runAndStop(jobId: string): Promise<string> {
    const live = gateways.slice(-2);
    const { id } = await apiOf(live[0]).post<RecordView>(`/jobs/${jobId}/runs`, {});
    await apiOf(live[1]).post(`/records/${id}/stop`);
    return id;
  }
  const isOver = (id: string) =>
    eventually('the end of the run', 30_000, async () => {
      const { state } = await apiOf(gateways.at(-1)).get<RecordView>(`/records/${id}`);
      return state === 'CANCELED' || undefined;
    });

  test('moves, list, overview and webhooks, through a kill of one gateway', { timeout: 180_000 }, async () => {
    const received: WebhookBody[] = [];
    const known = new Set<string>();
    let isBroken = false;
    let unanswered = 0;
    const server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      request.on('end', () => {
        // Broken: it takes the message and never says so.
        if (isBroken) {
          unanswered += 1;
          return;
        }
        const id = String(request.headers['webhook-id']);
        if (!known.has(id)) received.push(JSON.parse(text) as WebhookBody);
        known.add(id);
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    try {
      const api = apiOf(gateways[1]);
      const webhook = await api.post<WebhookView & { secret: string }>('/task-center/webhooks', { name: 'e2e', url });
      assert.match(webhook.secret, /^whsec_/);
      const streams = await Promise.all(
        gateways.map((gateway) => openStream(`${gateway.url}/api/v1/task-center/events`, { token })),
      );
      const ids = await Promise.all(jobIds.map(runAndStop));
      await Promise.all(ids.map(isOver));
      const ends = (stream: (typeof streams)[number]): Promise<true> =>
        eventually('every end', 20_000, () =>
          Promise.resolve(stream.moves().filter(({ to }) => to === 'CANCELED').length === ids.length || undefined),
        );
      await Promise.all(streams.map(ends));
      assert.deepEqual(streams[0]?.moves(), streams[1]?.moves());

      isBroken = true;
      const more = await Promise.all(jobIds.map(runAndStop));
      await Promise.all(more.map(isOver));
      await eventually('a message that is not answered', 20_000, () => Promise.resolve(unanswered > 0 || undefined));
      await gateways[0]?.kill();
      const last = streams[0]?.lastEventId() ?? '';
      isBroken = false;
      await launch();
      const resumed = await openStream(`${gateways.at(-1)?.url}/api/v1/task-center/events`, {
        token,
        lastEventId: last,
      });
      const all = [...(streams[0]?.moves() ?? []), ...(await resumed.untilMoves(0))];
      assert.ok(all.length >= (streams[0]?.moves().length ?? 0));
      await eventually('all messages', 90_000, async () => {
        const { pending } = await api.get<WebhookView>(`/task-center/webhooks/${webhook.id}`);
        return pending === 0 || undefined;
      });
      const everything = [...ids, ...more];
      for (const id of everything) {
        const { items } = await api.get<{ items: { from: string | null; to: string }[] }>(`/records/${id}/events`);
        const moves = items.filter(({ from, to }) => from !== to).map(({ to }) => to);
        const told = received.filter(({ data }) => data.recordId === id).map(({ data }) => data.to);
        assert.deepEqual(told, moves, 'every move, once by id, in order');
        const streamed = [...streams[0]!.moves(), ...resumed.moves()].filter((move) => move.recordId === id);
        assert.deepEqual(
          streamed.map(({ to }) => to),
          moves,
          'every move over the cut stream and the one that went on',
        );
      }
      const deliveries = await api.get<{ items: DeliveryView[] }>(
        `/task-center/webhooks/${webhook.id}/deliveries?limit=200&state=delivered`,
      );
      assert.ok(deliveries.items.some(({ attempts }) => attempts > 1));

      const overview = await api.get<Overview>('/task-center/overview?timeZone=Asia/Shanghai');
      assert.equal(overview.today.canceled + (overview.byDay.at(-2)?.canceled ?? 0), everything.length);
      const page = await api.get<{ items: RecordView[]; nextCursor: string | null }>(
        `/records?state=CANCELED&state=FAILED&trigger=manual&clusterId=${clusterId}&streaming=false&text=TASK%20centre&limit=5`,
      );
      assert.equal(page.items.length, 5);
      const rest = await api.get<{ items: RecordView[] }>(`/records?state=CANCELED&limit=50&cursor=${page.nextCursor}`);
      assert.deepEqual(
        [...page.items, ...rest.items].map(({ id }) => id),
        everything.toSorted().reverse(),
      );
      for (const stream of [...streams, resumed]) stream.close();

      const logs = await Promise.all(
        gateways.map((_gateway, index) => readFile(join(directory, `gateway-${index}.log`), 'utf8')),
      );
      const audit = JSON.stringify(await api.get('/audit?limit=200'));
      for (const text of [...logs, audit]) assert.ok(!text.includes(webhook.secret), 'the secret was given away');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test('who may, and what is refused', async () => {
    const api = apiOf(gateways.at(-1));
    const { token: viewerToken } = await api.post<{ token: string }>('/tokens', { name: 'viewer', role: 'viewer' });
    const { token: developerToken } = await api.post<{ token: string }>('/tokens', { name: 'dev', role: 'developer' });
    const url = gateways.at(-1)?.url ?? '';
    const [viewer, developer] = [createApiClient(url, viewerToken), createApiClient(url, developerToken)];
    await viewer.get('/task-center/overview');
    await viewer.get('/records');
    assert.equal((await problemOf(developer.get('/task-center/webhooks'))).status, 403);
    for (const bad of ['http://user:pass@a.example/', 'ftp://a.example/', 'nonsense']) {
      const problem = await problemOf(api.post('/task-center/webhooks', { name: 'bad', url: bad }));
      assert.equal(problem.status, 400, bad);
      assert.equal(problem.errors?.[0]?.pointer, '/url');
    }
    for (const query of [
      'state=NOTHING',
      'from=2026-02-30T00:00:00Z',
      'from=2026-06-30T23:59:60Z',
      'unknown=1',
      'text=',
    ]) {
      assert.equal((await problemOf(api.get(`/records?${query}`))).status, 400, query);
    }
    assert.equal((await problemOf(api.get('/task-center/overview?timeZone=Mars/Olympus'))).status, 400);
    assert.equal((await problemOf(api.get('/task-center/events?state=NOTHING'))).status, 400);
  });

  test('a gateway with open streams stops in time', { timeout: 30_000 }, async () => {
    const gateway = gateways.at(-1);
    assert.ok(gateway);
    const stream = await openStream(`${gateway.url}/api/v1/task-center/events`, { token });
    const from = performance.now();
    await gateway.stop();
    await stream.ended;
    assert.ok(performance.now() - from < 15_000);
  });
});
