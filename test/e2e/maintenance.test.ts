import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ClusterView } from '../../gateway/clusters/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { problemOf, startRun, storeJob, streamSpec } from '../helpers/jobs.ts';
import { eventsOf, eventually, startStack, type Stack } from '../helpers/stack.ts';

// Nothing here gets as far as Flink: every run waits for a cluster that is not there.
let stack: Stack;
before(async () => {
  stack = await startStack({ flinkUrl: 'http://127.0.0.1:1', mode: 'lib' });
});
after(() => stack?.close());

const stop = (id: string): Promise<RecordView> => stack.api.post<RecordView>(`/records/${id}/stop`, {});

async function ask(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${stack.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${stack.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { body: await answer.json() };
}

describe('a cluster in maintenance', () => {
  test('admits nothing and says who wants it so; afterwards runs go on', async () => {
    const { id } = await stack.api.post<ClusterView>('/clusters', {
      name: 'resting',
      kind: 'standalone',
      config: { restUrl: 'http://127.0.0.1:1' },
      distribution: { mode: 'lib' },
    });
    const put = await ask('PUT', `/clusters/${id}/maintenance`, { reason: 'new disks' });
    assert.equal((put.body as ClusterView).maintenance?.reason, 'new disks');
    const job = await storeJob(stack, streamSpec(1), { clusterId: id });
    const record = await startRun(stack, job.id);
    const waitsFor = (code: string) =>
      eventually(`waiting for ${code}`, 20_000, async () => {
        const now = await stack.api.get<RecordView>(`/records/${record.id}`);
        return now.waitingReason?.code === code ? now.waitingReason : undefined;
      });
    assert.match((await waitsFor('cluster_maintenance')).message, /new disks/);
    const load = await stack.api.get<{ records: Record<string, number>; waiting: object; slotsPromised: number }>(
      `/clusters/${id}/load`,
    );
    assert.deepEqual([load.records['WAITING'], load.waiting, load.slotsPromised], [1, { cluster_maintenance: 1 }, 0]);
    const ended = await ask('DELETE', `/clusters/${id}/maintenance`);
    assert.equal((ended.body as ClusterView).maintenance, null);
    await waitsFor('cluster_unreachable');
    await stop(record.id);
    assert.equal((await problemOf(stack.api.get(`/clusters/${id}/taskmanagers`))).code, 'cluster_unreachable');
  });
});

describe('what a request leaves behind', () => {
  test('its id is in the answer, in the first event of the run it asked for, and in the log; a plain one is taken over', async () => {
    const job = await storeJob(stack, streamSpec(1));
    const run = (id: string) =>
      fetch(`${stack.url}/api/v1/jobs/${job.id}/runs`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stack.token}`, 'content-type': 'application/json', 'x-request-id': id },
        body: '{}',
      });
    const answer = await run('studio-4711-a');
    assert.equal(answer.headers.get('x-request-id'), 'studio-4711-a');
    const record = (await answer.json()) as RecordView;
    const [first] = await eventsOf(stack.api, record.id);
    assert.deepEqual(first?.evidence, { requestId: 'studio-4711-a' });
    assert.match(await stack.log(), /"reqId":"studio-4711-a"/);
    await stop(record.id);
    const other = await run('{"no": "plain word"}');
    assert.match(other.headers.get('x-request-id') ?? '', /^[0-9A-HJKMNP-TV-Z]{26}$/);
    await stop(((await other.json()) as RecordView).id);
    assert.equal(
      (await problemOf(stack.api.get(`/records/${record.id}/diagnostics`))).detail,
      'The record has no document: it was never submitted',
    );
  });
});
