import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ExceptionsView, LogsView, MetricsView } from '../../gateway/runs/live-schemas.ts';
import { postgresStore } from '../helpers/databases.ts';
import { runTimeoutMs } from '../helpers/distribution.ts';
import { sharedFlink } from '../helpers/flink.ts';
import { problemOf, runToEnd, startRun, storeDatasource, storeJob, streamSpec } from '../helpers/jobs.ts';
import { eventually, startStack, waitForState, type Stack } from '../helpers/stack.ts';

describe('what is seen of a run while it runs, and afterwards', () => {
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

  const part = <T>(id: string, path: string): Promise<T> => stack.api.get<T>(`/records/${id}/${path}`);

  test('numbers per second and logs of a running job; the sums when it is over', async () => {
    const job = await storeJob(stack, streamSpec(null), { kind: 'stream' });
    const { id } = await startRun(stack, job.id);
    const running = await waitForState(stack.api, id, ['RUNNING'], runTimeoutMs);
    unbounded.push(running.flinkJobId ?? '');
    // The reader is held to 50 rows a second.
    const metrics = await eventually('rows per second', 60_000, async () => {
      const now = await part<MetricsView>(id, 'metrics');
      return (now.perSecond?.rowsRead ?? 0) > 5 && (now.rowsRead ?? 0) > 0 ? now : undefined;
    });
    assert.equal(metrics.from, 'flink');
    assert.ok((metrics.perSecond?.rowsRead ?? 0) < 200, JSON.stringify(metrics));
    assert.ok((metrics.perSecond?.rowsWritten ?? 0) > 5, JSON.stringify(metrics));
    assert.ok((metrics.averagePerSecond.rowsRead ?? 0) > 0 && (metrics.seconds ?? 0) > 0);

    const logs = await part<LogsView>(id, 'logs?bytes=200000');
    assert.equal(logs.from, 'flink');
    assert.match(logs.jobManager, new RegExp(running.flinkJobId ?? ''));
    assert.ok(
      logs.taskManagers.some(({ logTail, missing }) => missing === null && logTail.length > 0),
      JSON.stringify(logs.taskManagers).slice(0, 300),
    );
    const short = await part<LogsView>(id, 'logs?bytes=1024');
    assert.ok(short.jobManager.length <= 1024);
    assert.equal((await problemOf(part(id, 'logs?bytes=7'))).code, 'validation_failed');
    const file = await fetch(`${stack.url}/api/v1/records/${id}/logs/download?bytes=200000`, {
      headers: { authorization: `Bearer ${stack.token}` },
    });
    assert.match(file.headers.get('content-disposition') ?? '', new RegExp(`filename="${id}\\.log"`));
    assert.match(file.headers.get('content-type') ?? '', /^text\/plain/);
    assert.match(await file.text(), /^==== JobManager, as of .*\n[^]*==== TaskManager /);
    const nothing = await part<ExceptionsView>(id, 'exceptions');
    assert.deepEqual([nothing.failure, nothing.root, nothing.all], [null, null, []]);

    await stack.api.post(`/records/${id}/stop`, {});
    const stopped = await waitForState(stack.api, id, ['CANCELED'], runTimeoutMs);
    const after = await part<MetricsView>(id, 'metrics');
    assert.deepEqual([after.from, after.perSecond, after.rowsRead], ['record', null, stopped.rowsRead]);
  });

  test('why a run failed, in words and as Flink said it, from what was kept of it', async () => {
    const store = await postgresStore();
    try {
      await store.query('CREATE TABLE source (id bigint PRIMARY KEY)');
      await store.query('CREATE TABLE target (id bigint PRIMARY KEY)');
      for (const table of ['source', 'target']) await store.query(`INSERT INTO ${table} VALUES (1)`);
      const datasourceId = await storeDatasource(stack, store.datasource());
      const job = await storeJob(stack, {
        reader: { connector: 'postgresql', datasourceId, parameter: { table: 'source' } },
        writer: { connector: 'postgresql', datasourceId, parameter: { table: 'target' } },
        mapping: [{ from: 'id' }],
      });
      const { id, state, failure } = await runToEnd(stack, job.id);
      assert.equal(state, 'FAILED');
      const exceptions = await part<ExceptionsView>(id, 'exceptions');
      assert.equal(exceptions.from, 'snapshot');
      assert.deepEqual(exceptions.failure, failure);
      assert.match(exceptions.root ?? '', /Caused by: .*dirty/);
      const logs = await part<LogsView>(id, 'logs');
      assert.equal(logs.from, 'snapshot');
      assert.ok(logs.jobManager.length > 0);
      const metrics = await part<MetricsView>(id, 'metrics');
      assert.deepEqual([metrics.from, metrics.perSecond], ['record', null]);
      const { valid, diagnostics } = await part<{ valid: boolean; diagnostics: unknown[] }>(id, 'diagnostics');
      assert.equal(valid, true, JSON.stringify(diagnostics));
    } finally {
      await store.drop();
    }
  });

  test('a record that waits has no job on Flink, and its logs say so', async () => {
    const job = await storeJob(stack, streamSpec(1));
    await stack.api.patch(`/clusters/${stack.clusterId}`, { config: { restUrl: flink.restUrl } });
    const put = await fetch(`${stack.url}/api/v1/clusters/${stack.clusterId}/maintenance`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${stack.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'a test' }),
    });
    assert.equal(put.status, 200);
    const { id } = await startRun(stack, job.id);
    await waitForState(stack.api, id, ['WAITING'], 20_000);
    for (const path of ['logs', 'exceptions']) {
      const problem = await problemOf(part(id, path));
      assert.deepEqual([problem.code, problem.detail], ['not_found', 'The run has no job on Flink: it is WAITING']);
    }
    assert.equal((await part<MetricsView>(id, 'metrics')).from, 'record');
    assert.equal((await problemOf(part('01ARZ3NDEKTSV4RRFFQ69G5FAV', 'logs'))).code, 'not_found');
    const managers = await stack.api.get<{ items: { slotsTotal: number; lastHeartbeatAt: string | null }[] }>(
      `/clusters/${stack.clusterId}/taskmanagers`,
    );
    assert.ok(managers.items.length > 0 && managers.items.every(({ slotsTotal }) => slotsTotal > 0));
    const heartbeat = Date.parse(managers.items[0]?.lastHeartbeatAt ?? '');
    assert.ok(Math.abs(Date.now() - heartbeat) < 60_000, `${heartbeat}`);
    await stack.api.post(`/records/${id}/stop`, {});
  });
});
