import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { createApiClient } from '../../scripts/api-client.ts';
import { problemOf, startRun, storeJob, streamSpec } from '../helpers/jobs.ts';
import { startStack, type Stack } from '../helpers/stack.ts';

let stack: Stack;
before(async () => {
  // Every run waits for a cluster that is not there.
  stack = await startStack({ flinkUrl: 'http://127.0.0.1:1', mode: 'lib' });
});
after(() => stack?.close());

const recordsOf = async (jobId: string): Promise<readonly RecordView[]> =>
  (await stack.api.get<{ items: RecordView[] }>(`/records?jobId=${jobId}`)).items;
const stop = (id: string): Promise<RecordView> => stack.api.post<RecordView>(`/records/${id}/stop`, {});

describe('Idempotency-Key', () => {
  const run = (jobId: string, key: string, body: unknown = {}): Promise<RecordView> =>
    stack.api.post<RecordView>(`/jobs/${jobId}/runs`, body, { 'idempotency-key': key });

  test('same key and body: the same record, also when it is over; another body or job: 409', async () => {
    const job = await storeJob(stack, streamSpec(1));
    const key = randomUUID();
    const first = await run(job.id, key);
    assert.equal((await run(job.id, key)).id, first.id);
    await stop(first.id);
    const again = await run(job.id, key);
    assert.deepEqual([again.id, again.state], [first.id, 'CANCELED']);
    assert.equal((await problemOf(run(job.id, key, { version: 1 }))).code, 'idempotency_conflict');
    const other = await storeJob(stack, streamSpec(1));
    assert.equal((await problemOf(run(other.id, key))).code, 'idempotency_conflict');
    assert.deepEqual(await recordsOf(other.id), []);
    assert.equal((await recordsOf(job.id)).length, 1);
    assert.notEqual((await run(job.id, randomUUID())).id, first.id, 'a new key is a new run');
  });

  test('many at once with one key: one record, and everybody is told of it', async () => {
    const job = await storeJob(stack, streamSpec(1));
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => run(job.id, key)));
    assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
    assert.equal((await recordsOf(job.id)).length, 1);
  });

  test('the key belongs to whose token it is', async () => {
    const { token } = await stack.api.post<{ token: string }>('/tokens', { name: 'somebody else', role: 'developer' });
    const job = await storeJob(stack, streamSpec(1));
    const key = randomUUID();
    const mine = await run(job.id, key);
    await stop(mine.id);
    const theirs = await createApiClient(stack.url, token).post<RecordView>(
      `/jobs/${job.id}/runs`,
      {},
      { 'idempotency-key': key },
    );
    assert.notEqual(theirs.id, mine.id);
    assert.equal(theirs.createdBy, 'somebody else');
  });
});

test('one active run per job, also when many ask at once: the others get 409', async () => {
  const job = await storeJob(stack, streamSpec(1));
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => startRun(stack, job.id)));
  const accepted = answers.filter((answer) => answer.status === 'fulfilled');
  assert.equal(accepted.length, 1);
  const problem = await problemOf(startRun(stack, job.id));
  assert.deepEqual([problem.status, problem.code], [409, 'run_active']);
  assert.ok((problem.remedy ?? '') !== '');
  const id = accepted[0]?.value.id ?? '';
  await stop(id);
  assert.notEqual((await startRun(stack, job.id)).id, id);
});

test('a job without a version or without a cluster cannot run', async () => {
  const { id } = await stack.api.post<{ id: string }>('/jobs', {
    name: 'no version',
    kind: 'batch',
    clusterId: stack.clusterId,
  });
  assert.equal((await problemOf(startRun(stack, id))).code, 'not_found');
  const homeless = await stack.api.post<{ id: string }>('/jobs', { name: 'no cluster', kind: 'batch' });
  await stack.api.post(`/jobs/${homeless.id}/versions`, { spec: streamSpec(1) });
  const problem = await problemOf(startRun(stack, homeless.id));
  assert.deepEqual([problem.status, problem.code], [422, 'no_cluster']);
});

test('paging through records misses and repeats none, while new ones come', async () => {
  const job = await storeJob(stack, streamSpec(1));
  const made: string[] = [];
  const make = async (): Promise<void> => {
    const { id } = await startRun(stack, job.id);
    await stop(id);
    made.unshift(id);
  };
  for (let i = 0; i < 7; i++) await make();
  const expected = [...made];
  const seen: string[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const next: string = cursor === null ? '' : `&cursor=${String(cursor)}`;
    const page: { items: RecordView[]; nextCursor: string | null } = await stack.api.get(
      `/records?jobId=${job.id}&state=CANCELED&limit=3${next}`,
    );
    assert.ok(page.items.length <= 3);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    pages++;
    await make();
  } while (cursor !== null && pages < 10);
  assert.deepEqual(seen, expected);
  assert.equal(pages, 3);
  // A page that is exactly full is the last one when nothing follows.
  const all = await stack.api.get<{ items: RecordView[]; nextCursor: string | null }>(
    `/records?jobId=${job.id}&limit=${made.length}`,
  );
  assert.deepEqual([all.items.length, all.nextCursor], [made.length, null]);
});

describe('operations', () => {
  const get = async (path: string): Promise<Response> => fetch(`${stack.url}${path}`);

  test('/healthz and /readyz need no token', async () => {
    assert.deepEqual([(await get('/healthz')).status, await (await get('/healthz')).json()], [200, { ok: true }]);
    const ready = (await (await get('/readyz')).json()) as { ready: boolean; checks: { name: string; ok: boolean }[] };
    assert.equal(ready.ready, true);
    assert.deepEqual(
      ready.checks.map(({ name, ok }) => [name, ok]),
      [
        ['database', true],
        ['queue', true],
        ['distribution', true],
      ],
    );
  });

  test('/docs is a page', async () => {
    const answer = await get('/docs');
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(await answer.text(), /<html/i);
  });

  test('/openapi.json is OpenAPI 3.1 in which every operation is described and every reference leads somewhere', async () => {
    const text = await (await get('/openapi.json')).text();
    const document = JSON.parse(text) as OpenApi;
    assert.match(document.openapi, /^3\.1\./);
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, what: `${method} ${path}`, operation })),
    );
    assert.ok(operations.length >= 25, `only ${operations.length} operations`);
    for (const { path, what, operation } of operations) {
      assert.ok((operation.summary ?? '') !== '', `${what} has no summary`);
      assert.ok((operation.tags?.length ?? 0) > 0, `${what} has no tag`);
      const answers = Object.keys(operation.responses ?? {});
      assert.ok(
        answers.some((status) => /^2\d\d$/.test(status)),
        `${what} tells no answer`,
      );
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters?.filter((one) => one.in === 'path').map((one) => one.name) ?? [];
      assert.deepEqual(declared.sort(), named.sort(), `${what}: path parameters`);
    }
    for (const [, reference] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
      assert.ok(resolves(document, reference ?? ''), `${String(reference)} leads nowhere`);
    }
    for (const wanted of ['/api/v1/jobs/{id}/runs', '/api/v1/records/{id}/stop', '/api/v1/datasources', '/readyz']) {
      assert.ok(wanted in document.paths, `${wanted} is not described`);
    }
  });
});

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}
interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly responses?: Record<string, unknown>;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

function resolves(document: unknown, reference: string): boolean {
  let at = document;
  for (const part of reference.replace(/^#\//, '').split('/')) {
    if (at === null || typeof at !== 'object') return false;
    at = (at as Record<string, unknown>)[decodeURIComponent(part)];
  }
  return at !== undefined;
}
