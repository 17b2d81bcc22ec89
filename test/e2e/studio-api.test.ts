import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DatasourceView } from '../../gateway/datasources/schemas.ts';
import type { JobView } from '../../gateway/jobs/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import type { Problem } from '../../scripts/api-client.ts';
import { assertNoSecret, everythingShown, problemOf, startRun, storeJob, streamSpec } from '../helpers/jobs.ts';
import { startStack, type Stack } from '../helpers/stack.ts';

// Nothing here gets as far as Flink: every run waits for a cluster that is not there.
let stack: Stack;
before(async () => {
  stack = await startStack({ flinkUrl: 'http://127.0.0.1:1', mode: 'lib' });
});
after(() => stack?.close());

const stop = (id: string): Promise<RecordView> => stack.api.post<RecordView>(`/records/${id}/stop`, {});
let count = 0;
const newDatasource = (input: object = {}): Promise<DatasourceView> =>
  stack.api.post<DatasourceView>('/datasources', {
    name: `studio_${(count += 1)}`,
    type: 'mysql',
    config: { host: 'db.example', port: 3306, database: 'shop', username: 'reader' },
    secrets: { password: 'open sesame 17' },
    ...input,
  });

/** The answer as it is, for its headers. */
async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${stack.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${stack.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    etag: answer.headers.get('etag'),
    body: (text === '' ? null : JSON.parse(text)) as unknown,
  };
}

describe('two writers on one thing', () => {
  const things: readonly [what: string, make: () => Promise<string>, patch: (n: number) => object, read: string][] = [
    [
      'job',
      async () => `/jobs/${(await storeJob(stack, streamSpec(1))).id}`,
      (n) => ({ description: `by ${n}` }),
      'description',
    ],
    [
      'data source',
      async () => `/datasources/${(await newDatasource()).id}`,
      (n) => ({ description: `by ${n}` }),
      'description',
    ],
    [
      'cluster',
      async () => `/clusters/${stack.clusterId}`,
      (n) => ({ config: { restUrl: 'http://127.0.0.1:1', maxActiveRuns: n + 1 } }),
      'config',
    ],
  ];
  for (const [what, make, patch, field] of things) {
    test(`${what}: of many that stand on one state a single one is taken, the others are told the present one`, async () => {
      const path = await make();
      const { etag } = await ask('GET', path);
      assert.match(etag ?? '', /^"\d+"$/);
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_value, n) => ask('PATCH', path, patch(n), { 'if-match': etag ?? '' })),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412, 412, 412, 412, 412, 412, 412]);
      const winner = answers.findIndex(({ status }) => status === 200);
      const now = await ask('GET', path);
      assert.deepEqual(
        (now.body as Record<string, unknown>)[field],
        (patch(winner) as Record<string, unknown>)[field],
        'what was lost stands',
      );
      assert.equal(now.etag, answers[winner]?.etag);
      assert.notEqual(now.etag, etag);
      const refused = answers.find(({ status }) => status === 412)?.body as Problem & { facts: { etag: string } };
      assert.equal(refused.code, 'precondition_failed');
      assert.equal(refused.facts.etag, now.etag);
      const again = await ask('PATCH', path, patch(77), { 'if-match': refused.facts.etag });
      assert.equal(again.status, 200, 'the told ETag is good for the next try');
    });

    test(`${what}: without If-Match 428, with nonsense 400, and nothing is changed; * overwrites`, async () => {
      const path = await make();
      const before = await ask('GET', path);
      const without = await ask('PATCH', path, patch(1));
      assert.equal(without.status, 428);
      assert.equal((without.body as Problem).code, 'precondition_required');
      for (const header of ['7', 'W/"1"', '"a"', '"1", "2"']) {
        assert.equal((await ask('PATCH', path, patch(1), { 'if-match': header })).status, 400, header);
      }
      assert.deepEqual(await ask('GET', path), before);
      assert.equal((await ask('PATCH', path, patch(2), { 'if-match': '*' })).status, 200);
    });
  }

  test('a version that is added moves the ETag of its job, and an online that stands on the older one is refused', async () => {
    const job = await storeJob(stack, streamSpec(1));
    const { etag } = await ask('GET', `/jobs/${job.id}`);
    await stack.api.post(`/jobs/${job.id}/versions`, { spec: streamSpec(2) });
    const refused = await ask('POST', `/jobs/${job.id}/online`, {}, { 'if-match': etag ?? '' });
    assert.equal(refused.status, 412);
    const late = await ask('POST', `/jobs/${job.id}/versions`, { spec: streamSpec(3) }, { 'if-match': etag ?? '' });
    assert.equal(late.status, 412);
    assert.equal((await stack.api.get<JobView>(`/jobs/${job.id}`)).lastVersion, 2, 'what was refused has no number');
    assert.equal((await stack.api.get<JobView>(`/jobs/${job.id}`)).state, 'draft');
  });
});

describe('stored secrets', () => {
  test('do not go along to another host, port or a way without encryption: they have to be given again', async () => {
    const { id, config } = await newDatasource();
    const before = await ask('GET', `/datasources/${id}`);
    for (const change of [{ host: 'mine.example' }, { port: 3307 }, { properties: { useSSL: 'false' } }]) {
      const refused = await ask(
        'PATCH',
        `/datasources/${id}`,
        { config: { ...config, ...change } },
        { 'if-match': '*' },
      );
      assert.equal(refused.status, 400, JSON.stringify(change));
      assert.deepEqual(
        (refused.body as Problem).errors?.map(({ pointer }) => pointer),
        ['/secrets'],
      );
      assert.deepEqual(await ask('GET', `/datasources/${id}`), before);
    }
    const moved = { config: { ...config, host: 'mine.example' }, secrets: { password: 'another one' } };
    assert.equal((await ask('PATCH', `/datasources/${id}`, moved, { 'if-match': '*' })).status, 200);
    const other = { config: { ...config, host: 'mine.example', database: 'sales' } };
    assert.equal((await ask('PATCH', `/datasources/${id}`, other, { 'if-match': '*' })).status, 200);
  });
});

describe('jobs', () => {
  const names = async (query: string): Promise<string[]> =>
    (await stack.api.get<{ items: JobView[] }>(`/jobs?limit=200&${query}`)).items.map(({ name }) => name);

  test('are found by kind, state, cluster, data source and a part of the name in any case', async () => {
    const source = await newDatasource();
    const make = (name: string, kind: string, more: object = {}) =>
      stack.api.post<JobView>('/jobs', { name, kind, ...more });
    const orders = await make('Nightly ORDERS_1', 'batch', { clusterId: stack.clusterId });
    await make('nightly orders%2', 'stream');
    const spec = {
      ...streamSpec(1),
      reader: { connector: 'mysql', datasourceId: source.id, parameter: { table: 'a' } },
      mapping: [{ from: { name: 'id', type: 'int' } }],
    };
    await stack.api.post(`/jobs/${orders.id}/versions`, { spec });
    assert.deepEqual(await names('search=nightly%20orders'), ['Nightly ORDERS_1', 'nightly orders%2']);
    // They are letters, no patterns.
    assert.deepEqual(await names('search=orders%25'), ['nightly orders%2']);
    assert.deepEqual(await names('search=orders_'), ['Nightly ORDERS_1']);
    assert.deepEqual(await names('search=nightly&kind=stream'), ['nightly orders%2']);
    assert.deepEqual(await names(`search=nightly&clusterId=${stack.clusterId}`), ['Nightly ORDERS_1']);
    assert.deepEqual(await names(`datasourceId=${source.id}`), ['Nightly ORDERS_1']);
    assert.deepEqual(await names('search=nightly&state=online'), []);
    assert.deepEqual(await stack.api.get(`/datasources/${source.id}/uses`), {
      items: [{ jobId: orders.id, jobName: 'Nightly ORDERS_1', role: 'reader', versions: [1], onlineVersion: null }],
    });
    assert.equal((await problemOf(stack.api.delete(`/datasources/${source.id}`))).code, 'in_use');
    // With its job it is free.
    await stack.api.delete(`/jobs/${orders.id}`);
    assert.deepEqual(await stack.api.get(`/datasources/${source.id}/uses`), { items: [] });
    await stack.api.delete(`/datasources/${source.id}`);
  });

  test('a copy is a draft with the policy and a version of its own; secrets of a script go along and are not shown', async () => {
    const secret = 'hunter two 92';
    const script = JSON.stringify({
      job: {
        content: [
          {
            reader: {
              name: 'mysqlreader',
              parameter: {
                username: 'u',
                password: secret,
                column: [{ name: 'id', type: 'int' }],
                connection: [{ jdbcUrl: ['jdbc:mysql://db.example:3306/a'], table: ['t'] }],
              },
            },
            writer: { name: 'streamwriter', parameter: { print: false } },
          },
        ],
      },
    });
    const job = await stack.api.post<JobView>('/jobs', {
      name: 'to be copied',
      description: 'as it was',
      kind: 'script',
      clusterId: stack.clusterId,
      policy: { priority: 3 },
    });
    await stack.api.post(`/jobs/${job.id}/versions`, { spec: { script } });
    await stack.api.post(`/jobs/${job.id}/online`, {});
    const copy = await stack.api.post<JobView>(`/jobs/${job.id}/copy`, { name: 'the copy' });
    assert.deepEqual(
      [copy.state, copy.lastVersion, copy.description, copy.policy.priority, copy.clusterId, copy.onlineVersion],
      ['draft', 1, 'as it was', 3, stack.clusterId, null],
    );
    // Sealed anew for its own version, it can be opened: else the version could not be put online.
    await stack.api.post(`/jobs/${copy.id}/online`, {});
    const record = await startRun(stack, copy.id);
    assertNoSecret(await everythingShown(stack, record), [secret]);
    await stop(record.id);
    assert.equal((await problemOf(stack.api.post(`/jobs/${job.id}/copy`, { name: 'the copy' }))).code, 'name_taken');
    const missing = await problemOf(stack.api.post(`/jobs/${job.id}/copy`, { name: 'another', version: 9 }));
    assert.deepEqual([missing.code, missing.errors?.[0]?.pointer], ['not_found', '/version']);
  });

  test('one is deleted when it is offline and nothing of it runs; its name is free, its records stay', async () => {
    const job = await storeJob(stack, streamSpec(1));
    await stack.api.post(`/jobs/${job.id}/online`, {});
    assert.equal((await problemOf(stack.api.delete(`/jobs/${job.id}`))).code, 'in_use');
    const record = await startRun(stack, job.id);
    await stack.api.post(`/jobs/${job.id}/offline`, {});
    const running = await problemOf(stack.api.delete(`/jobs/${job.id}`));
    assert.deepEqual([running.code, running.detail], ['in_use', 'The job has 1 runs that are not over']);
    await stop(record.id);
    await stack.api.delete(`/jobs/${job.id}`);
    for (const gone of [
      () => stack.api.get(`/jobs/${job.id}`),
      () => stack.api.get(`/jobs/${job.id}/versions`),
      () => stack.api.patch(`/jobs/${job.id}`, { description: 'x' }),
      () => stack.api.post(`/jobs/${job.id}/runs`, {}),
      () => stack.api.post(`/jobs/${job.id}/versions`, { spec: streamSpec(1) }),
      () => stack.api.post(`/jobs/${job.id}/online`, {}),
      () => stack.api.post(`/records/${record.id}/rerun`, {}),
      () => stack.api.delete(`/jobs/${job.id}`),
    ]) {
      assert.equal((await problemOf(gone())).code, 'not_found');
    }
    assert.equal((await stack.api.get<RecordView>(`/records/${record.id}`)).state, 'CANCELED');
    await stack.api.post('/jobs', { name: job.name, kind: 'batch' });
  });

  test('in a batch each is told of by itself, in the order asked for', async () => {
    const [good, empty] = [
      await storeJob(stack, streamSpec(1)),
      await stack.api.post<JobView>('/jobs', { name: 'no version', kind: 'batch' }),
    ];
    const nobody = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
    const act = (action: string) =>
      stack.api.post<{ items: { id: string; done: boolean; problem: Problem | null }[]; failed: number }>(
        '/jobs/batch',
        {
          action,
          ids: [empty.id, good.id, nobody],
        },
      );
    const online = await act('online');
    assert.deepEqual(
      online.items.map(({ id, done, problem }) => [id, done, problem?.code ?? null]),
      [
        [empty.id, false, 'not_found'],
        [good.id, true, null],
        [nobody, false, 'not_found'],
      ],
    );
    assert.equal(online.failed, 2);
    assert.equal((await stack.api.get<JobView>(`/jobs/${good.id}`)).state, 'online');
    assert.deepEqual(
      (await act('delete')).items.map(({ problem }) => problem?.code ?? null),
      [null, 'in_use', 'not_found'],
    );
    assert.deepEqual(
      (await act('offline')).items.map(({ done }) => done),
      [false, true, false],
    );
    assert.deepEqual(
      (await act('delete')).items.map(({ done }) => done),
      [false, true, false],
    );
    const refused = await problemOf(stack.api.post('/jobs/batch', { action: 'delete', ids: [good.id, good.id] }));
    assert.equal(refused.code, 'validation_failed');
  });
});
