import assert from 'node:assert/strict';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Settings } from '../../gateway/chunjun/settings.ts';
import type { JobPolicyInput } from '../../gateway/jobs/policy-schema.ts';
import type { JobView } from '../../gateway/jobs/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { runTimeoutMs, usesStandIn } from '../helpers/distribution.ts';
import { startFaultProxy, type FaultProxy } from '../helpers/fault-proxy.ts';
import { startTestFlink } from '../helpers/flink.ts';
import { problemOf, startRun, storeJob, streamSpec } from '../helpers/jobs.ts';
import { eventsOf, eventually, startStack, waitForState, type Stack } from '../helpers/stack.ts';

describe('savepoints and checkpoints of stream runs', () => {
  let flink: Awaited<ReturnType<typeof startTestFlink>>;
  let proxy: FaultProxy;
  let stack: Stack;
  let directory: string;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gateway-savepoints-'));
    flink = await startTestFlink('lib', {
      slotsPerTaskManager: 8,
      config: { 'state.checkpoints.num-retained': 20, 'web.refresh-interval': 500 },
    });
    proxy = await startFaultProxy(flink.restUrl);
    stack = await startStack({ flinkUrl: proxy.url, mode: 'lib' });
  });
  after(async () => {
    await stack?.close();
    await proxy?.close();
    await flink?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const savepoints = () => `file://${directory}/savepoints`;
  const get = (id: string) => stack.api.get<RecordView>(`/records/${id}`);
  const stop = (id: string, body: object): Promise<RecordView> => stack.api.post(`/records/${id}/stop`, body);
  const withState = (more: Settings = {}): Settings => ({
    stateBackend: 'filesystem',
    checkpointPath: `file://${directory}/checkpoints`,
    checkpointIntervalMs: 2000,
    checkpointRetention: 'retain-on-cancellation',
    ...more,
  });
  const slowClose = (ms: number): Settings => ({ flinkConfiguration: { 'standin.close-sleep-ms': ms } });
  const pathOf = (address: string | null) => (address ?? assert.fail('no path')).replace(/^file:\/*/, '/');
  const notesOf = async (id: string) => (await eventsOf(stack.api, id)).map(({ why }) => why);

  async function streaming(settings: Settings = {}, policy: JobPolicyInput = {}): Promise<[JobView, RecordView]> {
    const job = await storeJob(stack, streamSpec(null, withState(settings)), { kind: 'stream' });
    await stack.api.patch(`/jobs/${job.id}`, { policy });
    return [job, await onTasks((await startRun(stack, job.id)).id)];
  }
  /** RUNNING, and its tasks have read something: before, Flink refuses savepoints. */
  async function onTasks(id: string): Promise<RecordView> {
    await waitForState(stack.api, id, ['RUNNING'], runTimeoutMs);
    return eventually('rows', 40_000, async () => {
      const record = await get(id);
      return (record.rowsRead ?? 0) > 0 ? record : undefined;
    });
  }
  async function cancel(id: string): Promise<void> {
    await stop(id, {});
    await waitForState(stack.api, id, ['CANCELED'], runTimeoutMs);
  }

  test('stopped with a savepoint, a run can be gone on with from it', async () => {
    const [job, first] = await streaming({ savepointPath: savepoints() });
    assert.equal((await stop(first.id, { mode: 'savepoint' })).state, 'STOPPING');
    const stopped = await waitForState(stack.api, first.id, ['SUCCEEDED'], runTimeoutMs);
    assert.equal(stopped.stop?.step, 'completed');
    assert.equal(stopped.offsetAfter, null);
    assert.match(stopped.savepointPath ?? '', /\/savepoints\/savepoint-/);
    await access(join(pathOf(stopped.savepointPath), '_metadata'));
    const last = (await eventsOf(stack.api, first.id)).at(-1);
    assert.match(last?.why ?? '', /^stopped with a savepoint/);

    const body = { restoreFrom: { recordId: first.id } };
    const key = { 'idempotency-key': 'again' };
    const second = await stack.api.post<RecordView>(`/jobs/${job.id}/runs`, body, key);
    assert.equal((await stack.api.post<RecordView>(`/jobs/${job.id}/runs`, body, key)).id, second.id);
    assert.equal((await problemOf(stack.api.post(`/jobs/${job.id}/runs`, {}, key))).code, 'idempotency_conflict');
    assert.deepEqual(second.restoreFrom, {
      recordId: first.id,
      path: stopped.savepointPath,
      allowNonRestoredState: false,
    });
    const going = await onTasks(second.id);
    assert.ok((going.rowsRead ?? 0) > (stopped.rowsRead ?? 0), `${going.rowsRead} after ${stopped.rowsRead}`);
    const { document } = await stack.api.get<{ document: { confProp: Record<string, unknown> } }>(
      `/records/${second.id}/document`,
    );
    assert.equal(document.confProp['execution.savepoint.path'], stopped.savepointPath);

    const active = { restoreFrom: { recordId: second.id } };
    assert.equal((await problemOf(stack.api.post(`/jobs/${job.id}/runs`, active))).code, 'conflict');
    await cancel(second.id);
    const nowhere = { restoreFrom: { recordId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' } };
    assert.equal((await problemOf(stack.api.post(`/jobs/${job.id}/runs`, nowhere))).status, 404);
    const other = await storeJob(stack, streamSpec(null), { kind: 'stream' });
    const foreign = await problemOf(stack.api.post(`/jobs/${other.id}/runs`, body));
    assert.deepEqual([foreign.status, foreign.code], [409, 'conflict']);
    const batch = await storeJob(stack, streamSpec(10));
    assert.equal((await problemOf(stack.api.post(`/jobs/${batch.id}/runs`, body))).status, 400);
  });

  test('a gateway that is killed while Flink takes the savepoint follows the same request afterwards', async () => {
    const [, { id }] = await streaming(slowClose(4000));
    await stop(id, { mode: 'savepoint', targetDirectory: savepoints() });
    const requestId = await eventually('the trigger', 20_000, async () => (await get(id)).stop?.requestId ?? undefined);
    await stack.kill();
    await stack.start();
    assert.equal((await get(id)).state, 'STOPPING', 'a slow savepoint is no failure');
    const over = await waitForState(stack.api, id, ['SUCCEEDED'], runTimeoutMs);
    assert.equal(over.stop?.requestId, requestId);
    await access(join(pathOf(over.savepointPath), '_metadata'));
    assert.equal((await notesOf(id)).filter((why) => why === 'Flink takes a savepoint').length, 1);
  });

  test('a trigger whose answer is lost is found, not sent again', async () => {
    const [, { id }] = await streaming(slowClose(6000));
    proxy.add({ method: 'POST', path: /\/stop$/, fault: { kind: 'drop-answer' } });
    await stop(id, { mode: 'savepoint', targetDirectory: savepoints() });
    const over = await waitForState(stack.api, id, ['SUCCEEDED'], runTimeoutMs);
    assert.equal(over.stop?.requestId, null);
    assert.deepEqual(proxy.pending, []);
    await access(join(pathOf(over.savepointPath), '_metadata'));
    const notes = await notesOf(id);
    assert.ok(notes.some((why) => why.includes('answer to the savepoint request was lost')));
    assert.ok(!notes.some((why) => why.includes('sent again')));
  });

  test('a savepoint that fails leaves the run RUNNING, with the reason', async () => {
    const [, { id }] = await streaming();
    await stop(id, { mode: 'savepoint', targetDirectory: 'file:///dev/null/savepoints' });
    const failed = await eventually('the failure', 30_000, async () => {
      const record = await get(id);
      return record.stop?.step === 'failed' ? record : undefined;
    });
    assert.equal(failed.state, 'RUNNING');
    assert.match(failed.stop?.failure?.message ?? '', /Failed to create savepoint directory/);
    assert.deepEqual(
      (await eventsOf(stack.api, id)).slice(-2).map(({ to }) => to),
      ['STOPPING', 'RUNNING'],
    );
    const { rowsRead } = failed;
    await eventually('it reads on', 30_000, async () => ((await get(id)).rowsRead ?? 0) > (rowsRead ?? 0) || undefined);

    const problem = await problemOf(stop(id, { mode: 'savepoint' }));
    assert.deepEqual([problem.status, problem.code], [400, 'validation_failed'], 'nobody has said where to');
    assert.equal((await problemOf(stop(id, { mode: 'pause' }))).status, 400);
    const batch = await startRun(stack, (await storeJob(stack, streamSpec(100_000))).id);
    await waitForState(stack.api, batch.id, ['RUNNING'], runTimeoutMs);
    const refused = await problemOf(stop(batch.id, { mode: 'savepoint', targetDirectory: savepoints() }));
    assert.deepEqual([refused.status, refused.code], [409, 'illegal_move']);
    await cancel(batch.id).catch(() => undefined);
    await cancel(id);
  });

  test('a person who does not wait for the savepoint cancels', { skip: !usesStandIn }, async () => {
    const [, { id }] = await streaming(slowClose(4000));
    await stop(id, { mode: 'savepoint', targetDirectory: savepoints() });
    await eventually('the trigger', 20_000, async () => (await get(id)).stop?.requestId ?? undefined);
    assert.equal((await stop(id, { mode: 'savepoint' })).stop?.step, 'triggered', 'to ask again changes nothing');
    assert.equal((await stop(id, { mode: 'cancel' })).stop?.step, 'cancelled');
    const over = await waitForState(stack.api, id, ['CANCELED', 'SUCCEEDED'], runTimeoutMs);
    assert.equal(over.state, 'CANCELED');
  });

  test('after a restart of the JobManager each job gets what its policy says', async () => {
    const [restoring, run1] = await streaming(
      {},
      { onClusterRestart: 'restore', retry: { maxAttempts: 3, on: ['lost'] } },
    );
    const [asking, run2] = await streaming({ checkpointRetention: 'delete-on-cancellation' }, {});
    const [bare, run3] = await streaming(
      { checkpointRetention: 'delete-on-cancellation' },
      { onClusterRestart: 'restore' },
    );
    const batch = await storeJob(stack, {
      ...streamSpec(null),
      reader: { connector: 'stream', parameter: { sliceRecordCount: 100_000, permitsPerSecond: 50 } },
    });
    await stack.api.patch(`/jobs/${batch.id}`, { policy: { onClusterRestart: 'rerun' } });
    const run4 = await startRun(stack, batch.id);
    await waitForState(stack.api, run4.id, ['RUNNING'], runTimeoutMs);
    const kept = await eventually('a checkpoint', 40_000, async () => (await get(run1.id)).lastCheckpoint ?? undefined);
    assert.deepEqual([kept.usable, kept.note], [true, null]);
    const lost2 = await eventually(
      'a checkpoint',
      40_000,
      async () => (await get(run2.id)).lastCheckpoint ?? undefined,
    );
    assert.equal(lost2.usable, false);
    assert.match(lost2.note ?? '', /retain-on-cancellation/);

    await flink.killJobManager();
    await flink.startJobManager();
    await flink.waitUntilReady();
    const repetitionOf = async (jobId: string, origin: string): Promise<RecordView | undefined> =>
      (await stack.api.get<{ items: RecordView[] }>(`/records?jobId=${jobId}`)).items.find(
        ({ originRecordId }) => originRecordId === origin,
      );
    for (const { id } of [run1, run2, run3, run4]) {
      const lost = await waitForState(stack.api, id, ['LOST'], 60_000);
      assert.equal(lost.failure?.code, 'lost_by_restart');
    }
    const restored = await eventually('the restored run', 30_000, () => repetitionOf(restoring.id, run1.id));
    assert.equal(restored.trigger, 'retry');
    assert.equal(restored.retryNumber, 0, 'no attempt of its retries is used up');
    assert.match(restored.restoreFrom?.path ?? '', /\/chk-\d+$/);
    const rerun = await eventually('the rerun', 30_000, () => repetitionOf(batch.id, run4.id));
    assert.equal(rerun.restoreFrom, null);
    const going = await onTasks(restored.id);
    assert.ok((going.rowsRead ?? 0) > 20, `it goes on with what was counted before, not ${going.rowsRead}`);
    await onTasks(rerun.id);
    const told = await eventually('the fallback', 30_000, async () => {
      const record = await get(run3.id);
      return record.retry === 'no_restore_point' ? record : undefined;
    });
    assert.match(told.failure?.remedy ?? '', /no savepoint or usable checkpoint/);
    assert.equal(await repetitionOf(asking.id, run2.id), undefined);
    assert.equal(await repetitionOf(bare.id, run3.id), undefined);
    assert.match((await get(run2.id)).failure?.remedy ?? '', /restoreFrom/);
    const all = (await stack.api.get<{ items: RecordView[] }>(`/records?jobId=${restoring.id}`)).items;
    assert.equal(all.length, 2, 'the loss is answered once');
    const alerts = (await stack.log()).split('\n').filter((line) => line.includes('the JobManager was restarted"'));
    assert.equal(alerts.length, 1, 'one alert for the cluster, not one per run');
    const metrics = await (await fetch(`${stack.url}/metrics`)).text();
    assert.match(metrics, /gateway_cluster_restarts_total\{cluster="test"\} 1/);
    await cancel(restored.id);
    await cancel(rerun.id);
  });
});
