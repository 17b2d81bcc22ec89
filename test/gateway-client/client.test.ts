import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  createGatewayClient,
  dataOf,
  GatewayProblem,
  type components,
  type GatewayClient,
} from '../../gateway-client/index.ts';
import { testDistributionPath } from '../helpers/distribution.ts';
import { startWholeApp, type WholeApp } from '../helpers/whole-app.ts';

// What the studio's pages do, by the generated types: a renamed field fails the type check, a wrong answer the test.
describe('the typed client on a running gateway', () => {
  let whole: WholeApp;
  let baseUrl: string;
  let token: string;
  let client: GatewayClient;
  before(async () => {
    whole = await startWholeApp({ CHUNJUN_DIST: await testDistributionPath() });
    ({ token } = await whole.deps.tokens.issue({ name: 'ann', role: 'admin', expiresAt: null, createdBy: 'test' }));
    baseUrl = await whole.app.listen({ host: '127.0.0.1', port: 0 });
    client = createGatewayClient({ baseUrl: `${baseUrl}/`, token });
  });
  after(() => whole?.close());

  const newCluster = (name: string) =>
    dataOf(
      client.POST('/api/v1/clusters', {
        body: {
          name,
          kind: 'standalone',
          // Nothing listens there: runs wait.
          config: { restUrl: 'http://127.0.0.1:1' },
          distribution: { mode: 'lib' },
        },
      }),
    );

  test('from a data source to a run that waits for its cluster', async () => {
    const cluster = await newCluster('flow');
    const datasource = await dataOf(
      client.POST('/api/v1/datasources', {
        body: {
          name: 'orders_db',
          type: 'mysql',
          config: { host: 'db.example', port: 3306, database: 'shop', username: 'reader' },
          secrets: { password: 'open sesame 17' },
        },
      }),
    );
    assert.equal(datasource.hasSecrets, true);
    const job = await dataOf(
      client.POST('/api/v1/jobs', { body: { name: '订单同步', kind: 'batch', clusterId: cluster.id } }),
    );
    const path = { id: job.id };
    const version = await dataOf(
      client.POST('/api/v1/jobs/{id}/versions', {
        params: { path },
        body: {
          spec: {
            reader: { connector: 'mysql', datasourceId: datasource.id, parameter: { table: 'orders' } },
            writer: { connector: 'stream', parameter: {} },
            mapping: [{ from: { name: 'id', type: 'int' } }],
          },
        },
      }),
    );
    assert.deepEqual(
      version.diagnostics.filter(({ level }) => level === 'error'),
      [],
    );
    const online = await dataOf(
      client.POST('/api/v1/jobs/{id}/online', {
        params: { path, header: { 'if-match': '*' } },
        body: { version: version.number },
      }),
    );
    assert.deepEqual([online.state, online.onlineVersion], ['online', 1]);
    const record = await dataOf(client.POST('/api/v1/jobs/{id}/runs', { params: { path }, body: {} }));
    assert.equal(record.state, 'QUEUED');
    const stopped = await dataOf(
      client.POST('/api/v1/records/{id}/stop', { params: { path: { id: record.id } }, body: {} }),
    );
    assert.equal(stopped.state, 'CANCELED');
    const shown = await dataOf(client.GET('/api/v1/datasources/{id}', { params: { path: { id: datasource.id } } }));
    assert.equal(JSON.stringify(shown).includes('open sesame'), false);
  });

  test('every record, page by page', async () => {
    const cluster = await newCluster('pages');
    const { id } = await dataOf(
      client.POST('/api/v1/jobs', {
        body: { name: 'pages', kind: 'batch', clusterId: cluster.id, policy: { overlap: 'allow' } },
      }),
    );
    const stream = { connector: 'stream', parameter: {} };
    const spec = { reader: stream, writer: stream, mapping: [{ from: { name: 'id', type: 'int' } }] };
    await dataOf(client.POST('/api/v1/jobs/{id}/versions', { params: { path: { id } }, body: { spec } }));
    const made: string[] = [];
    for (let n = 0; n < 5; n++) {
      made.unshift((await dataOf(client.POST('/api/v1/jobs/{id}/runs', { params: { path: { id } }, body: {} }))).id);
    }
    const found: string[] = [];
    let pages = 0;
    for (let cursor: string | null | undefined; cursor !== null; pages++) {
      const query = { jobId: id, limit: 2, ...(cursor === undefined ? {} : { cursor }) };
      const page: { items: components['schemas']['Record'][]; nextCursor: string | null } = await dataOf(
        client.GET('/api/v1/records', { params: { query } }),
      );
      found.push(...page.items.map((record) => record.id));
      cursor = page.nextCursor;
    }
    assert.deepEqual([found, pages], [made, 3]);
  });

  test('a problem is thrown whole, its title in the language of the reader', async () => {
    const chinese = createGatewayClient({ baseUrl, token, language: 'zh' });
    const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
    const failing = dataOf(chinese.GET('/api/v1/jobs/{id}', { params: { path: { id } } }));
    await assert.rejects(failing, (error: unknown) => {
      assert.ok(error instanceof GatewayProblem);
      assert.equal(error.problem.code, 'not_found');
      assert.equal(error.problem.status, 404);
      assert.match(error.problem.title, /\p{Script=Han}/u);
      assert.ok(error.problem.requestId);
      assert.match(error.message, /^404 not_found: There is no job/);
      return true;
    });
    const english = createGatewayClient({ baseUrl, token });
    const { error } = await english.GET('/api/v1/jobs/{id}', { params: { path: { id } } });
    assert.doesNotMatch(error?.title ?? '', /\p{Script=Han}/u);
  });

  test('a change that stands on an older state is refused', async () => {
    const { id } = await dataOf(client.POST('/api/v1/jobs', { body: { name: 'twice', kind: 'batch' } }));
    const change = (description: string, etag: string) =>
      client.PATCH('/api/v1/jobs/{id}', {
        params: { path: { id }, header: { 'if-match': etag } },
        body: { description },
      });
    const etag =
      (await client.GET('/api/v1/jobs/{id}', { params: { path: { id } } })).response.headers.get('etag') ?? '';
    assert.equal((await dataOf(change('first', etag))).description, 'first');
    await assert.rejects(dataOf(change('second', etag)), /^GatewayProblem: 412 precondition_failed/);
  });

  test('the token is asked for before every request', async () => {
    const tokens = ['gw_nobody', token];
    const renewing = createGatewayClient({ baseUrl, token: async () => tokens.shift() ?? '' });
    assert.equal((await renewing.GET('/api/v1/jobs')).response.status, 401);
    assert.equal((await renewing.GET('/api/v1/jobs')).response.status, 200);
  });

  test('an answer that is not the gateway’s is a problem, too', async () => {
    const fetch = async () => new Response('<html>bad gateway</html>', { status: 502 });
    const behind = createGatewayClient({ baseUrl, token, fetch });
    await assert.rejects(dataOf(behind.GET('/api/v1/jobs')), (error: unknown) => {
      assert.ok(error instanceof GatewayProblem);
      assert.deepEqual([error.problem.status, error.problem.code], [502, 'foreign_answer']);
      return true;
    });
  });
});
