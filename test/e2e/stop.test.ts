import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ClusterView } from '../../gateway/clusters/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { runTimeoutMs } from '../helpers/distribution.ts';
import { sharedFlink } from '../helpers/flink.ts';
import { problemOf, runToSuccess, startRun, storeJob, streamSpec } from '../helpers/jobs.ts';
import { eventsOf, eventually, startStack, waitForState, type Stack } from '../helpers/stack.ts';

describe('stopping a run', () => {
  let flink: Awaited<ReturnType<typeof sharedFlink>>;
  let stack: Stack;
  const unbounded: string[] = [];

  before(async () => {
    flink = await sharedFlink('lib');
    stack = await startStack({ flinkUrl: flink.restUrl, mode: 'lib' });
  });
  after(async () => {
    await stack?.close();
    // Where a test failed: an unbounded job must not keep a slot of a cluster that others use.
    for (const id of unbounded) await fetch(`${flink.restUrl}/jobs/${id}?mode=cancel`, { method: 'PATCH' });
    await flink?.release();
  });

  const stop = (id: string): Promise<RecordView> => stack.api.post<RecordView>(`/records/${id}/stop`, {});
  const moves = async (id: string): Promise<string[]> => (await eventsOf(stack.api, id)).map(({ to }) => to);

  test('an unbounded job shows growing numbers, then STOPPING until Flink has cancelled it', async () => {
    // The sleep on cancel, which the real Chunjun always has, keeps it in STOPPING for the second request.
    const settings = { flinkConfiguration: { 'standin.close-sleep-ms': 2000 } };
    const job = await storeJob(stack, streamSpec(null, settings), { kind: 'stream' });
    const { id } = await startRun(stack, job.id);
    const running = await waitForState(stack.api, id, ['RUNNING'], runTimeoutMs);
    unbounded.push(running.flinkJobId ?? '');
    let before = 0;
    for (let step = 1; step <= 2; step++) {
      before = await eventually(`rowsRead grows, step ${step}`, 30_000, async () => {
        const { rowsRead, state } = await stack.api.get<RecordView>(`/records/${id}`);
        assert.equal(state, 'RUNNING');
        return rowsRead !== null && rowsRead > before ? rowsRead : undefined;
      });
    }
    assert.equal((await stop(id)).state, 'STOPPING');
    assert.equal((await stop(id)).state, 'STOPPING', 'to ask again changes nothing');
    assert.equal((await problemOf(startRun(stack, job.id))).code, 'run_active', 'STOPPING still holds the place');
    const stopped = await waitForState(stack.api, id, ['CANCELED'], runTimeoutMs);
    assert.deepEqual(await moves(id), ['QUEUED', 'SUBMITTING', 'RUNNING', 'STOPPING', 'CANCELED']);
    assert.ok((stopped.rowsRead ?? 0) >= before, 'the numbers it ended with are kept');
    assert.equal(stopped.failure, null);
    assert.ok(stopped.finishedAt !== null);
    const onFlink = await fetch(`${flink.restUrl}/jobs/${running.flinkJobId ?? ''}`);
    assert.equal(((await onFlink.json()) as { state: string }).state, 'CANCELED');
    // CANCELED lets go of the job's place.
    const next = await startRun(stack, job.id);
    await waitForState(stack.api, next.id, ['RUNNING'], runTimeoutMs);
    await stop(next.id);
    await waitForState(stack.api, next.id, ['CANCELED'], runTimeoutMs);
  });

  test('a record that waits is CANCELED at once and never submitted', async () => {
    const cluster = await stack.api.post<ClusterView>('/clusters', {
      name: 'nowhere',
      kind: 'standalone',
      config: { restUrl: 'http://127.0.0.1:1' },
      distribution: { mode: 'lib' },
    });
    const job = await storeJob(stack, streamSpec(10), { clusterId: cluster.id });
    const { id } = await startRun(stack, job.id);
    await waitForState(stack.api, id, ['WAITING'], 20_000);
    const answer = await stop(id);
    assert.equal(answer.state, 'CANCELED');
    assert.ok(answer.finishedAt !== null);
    assert.equal(answer.flinkJobId, null);
    assert.equal(answer.waitingReason, null);
    assert.deepEqual(await moves(id), ['QUEUED', 'WAITING', 'CANCELED']);
    assert.equal((await eventsOf(stack.api, id)).at(-1)?.who, 'admin');
  });

  test('a run that is over cannot be stopped: 409', async () => {
    const record = await runToSuccess(stack, (await storeJob(stack, streamSpec(10))).id);
    const problem = await problemOf(stop(record.id));
    assert.deepEqual([problem.status, problem.code], [409, 'illegal_move']);
    assert.match(problem.detail, /SUCCEEDED/);
    assert.equal((await problemOf(stop('01ARZ3NDEKTSV4RRFFQ69G5FAV'))).status, 404);
    assert.equal((await stack.api.get<RecordView>(`/records/${record.id}`)).state, 'SUCCEEDED');
  });
});
