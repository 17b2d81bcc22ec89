import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { ClusterView } from '../../gateway/clusters/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { startLocalGateway } from '../../scripts/local-gateway.ts';
import { runTimeoutMs, testCacheDir, testDistributionPath } from '../helpers/distribution.ts';
import { query } from '../helpers/postgres.ts';
import { eventually, waitForState } from '../helpers/stack.ts';
import {
  assertPromises,
  flinkJobsOf,
  run,
  startFaultStand,
  streamJob,
  submissionsOf,
  type FaultStand,
} from './harness.ts';

describe('faults while a run is followed', { timeout: 300_000 }, () => {
  let stand: FaultStand;

  before(async () => {
    stand = await startFaultStand();
  });
  after(() => stand.close());
  afterEach(() => stand.heal());

  const cluster = () => stand.stack.api.get<ClusterView>(`/clusters/${stand.stack.clusterId}`);
  const recordOf = (recordId: string) => stand.stack.api.get<RecordView>(`/records/${recordId}`);
  const waitFor = (recordId: string, ...states: RecordView['state'][]) =>
    waitForState(stand.stack.api, recordId, states, runTimeoutMs);
  const runningJob = async (rows: number): Promise<string> => {
    const recordId = await run(stand.stack, await streamJob(stand.stack, { rows, perSecond: 20 }));
    await waitFor(recordId, 'RUNNING');
    return recordId;
  };

  test('Flink cannot be reached while the job ends: the run stays RUNNING until Flink says more', async () => {
    const { proxy } = stand;
    const recordId = await runningJob(80);
    await proxy.refuse();
    const refusedAt = Date.now();
    const unreachable = await eventually('the cluster is unreachable', 15_000, async () => {
      const now = await cluster();
      return now.reachability === 'unreachable' ? now : undefined;
    });
    assert.ok(Date.parse(unreachable.lastSeenAt ?? '') <= refusedAt);
    assert.match(unreachable.lastError ?? '', /connection refused|connection was cut/);
    await eventually('the job is over on Flink', runTimeoutMs, async () =>
      (await flinkJobsOf(stand, recordId))[0]?.state === 'FINISHED' ? true : undefined,
    );
    assert.equal((await recordOf(recordId)).state, 'RUNNING');
    await proxy.accept();
    assert.equal((await waitFor(recordId, 'SUCCEEDED')).rowsWritten, 80);
    assert.equal((await cluster()).reachability, 'reachable');
    const { path } = await assertPromises(stand, recordId);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'RUNNING', 'SUCCEEDED']);
  });

  test('somebody in between answers for the final counters: they are asked for again', async () => {
    const { proxy } = stand;
    const jobId = await streamJob(stand.stack, { rows: 40 });
    for (const part of ['accumulators', 'exceptions']) {
      const fault = { kind: 'foreign-answer', status: 502, body: '<html>502 Bad Gateway</html>' } as const;
      proxy.add({ method: 'GET', path: new RegExp(`/${part}$`), fault });
    }
    const recordId = await run(stand.stack, jobId);
    // Not read before it is over: whoever reads a running record has its counters asked for.
    await eventually('the run succeeded', runTimeoutMs, async () =>
      (await query(stand.stack.databaseUrl, 'SELECT state FROM de_job_record WHERE id = $1', [recordId]))[0]?.[
        'state'
      ] === 'SUCCEEDED'
        ? true
        : undefined,
    );
    const { record } = await assertPromises(stand, recordId);
    assert.deepEqual([record.rowsRead, record.rowsWritten], [40, 40]);
  });

  test('the wake-up of a wish to stop is lost: the run is stopped all the same', async () => {
    const recordId = await runningJob(2000);
    // What a gateway leaves behind that is killed between RUNNING and the wake-up for a wish from before it.
    await query(stand.stack.databaseUrl, 'UPDATE de_job_record SET stop_requested_at = now() WHERE id = $1', [
      recordId,
    ]);
    await waitFor(recordId, 'CANCELED');
    const { path } = await assertPromises(stand, recordId);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'RUNNING', 'STOPPING', 'CANCELED']);
  });

  test('everything the queue knows is deleted: the run still ends', async () => {
    const recordId = await runningJob(60);
    await stand.forgetQueue();
    await waitFor(recordId, 'SUCCEEDED');
    const { record } = await assertPromises(stand, recordId);
    assert.equal(record.rowsWritten, 60);
  });

  test('the JobManager is killed during a run and comes back empty: LOST with evidence, the next run works', async () => {
    const { stack, flink } = stand;
    const recordId = await runningJob(2000);
    await flink.killJobManager();
    await flink.startJobManager();
    const lost = await waitFor(recordId, 'LOST');
    assert.equal(lost.failure?.code, 'lost_by_restart');
    const { events } = await assertPromises(stand, recordId, 0);
    const evidence = events.at(-1)?.evidence as { absent?: boolean; submittedEpoch?: string };
    assert.equal(evidence.absent, true);
    assert.notEqual(evidence.submittedEpoch, (await cluster()).epoch);
    await flink.waitUntilReady();
    const next = await run(stack, await secondRunOf(lost, stack));
    await waitFor(next, 'SUCCEEDED');
    await assertPromises(stand, next);
  });

  test('two gateways on one database and queue: each run is submitted once', async () => {
    const { stack, proxy, env } = stand;
    const directory = await mkdtemp(join(tmpdir(), 'gateway-second-'));
    const second = await startLocalGateway({
      env: {
        ...env,
        DATABASE_URL: stack.databaseUrl,
        DATA_DIR: join(directory, 'data'),
        CACHE_DIR: testCacheDir,
        CHUNJUN_DIST: await testDistributionPath(),
        OBSERVE_ACTIVE_MS: '500',
        SWEEP_MS: '1000',
      },
      logFile: join(directory, 'second.log'),
    });
    try {
      const jobIds: string[] = [];
      for (let count = 0; count < 10; count += 1) jobIds.push(await streamJob(stack, { rows: 20 }));
      const recordIds = await Promise.all(jobIds.map((jobId) => run(stack, jobId)));
      for (const id of recordIds) {
        await waitFor(id, 'SUCCEEDED');
        await assertPromises(stand, id);
        assert.equal(submissionsOf(proxy, id).length, 1);
      }
    } finally {
      await second.stop();
      await rm(directory, { recursive: true, force: true });
    }
  });
});

/** The same job, with a version short enough to wait for. */
async function secondRunOf({ jobId }: RecordView, { api }: FaultStand['stack']): Promise<string> {
  await api.post(`/jobs/${jobId}/versions`, {
    spec: {
      reader: { connector: 'stream', parameter: { sliceRecordCount: 5 } },
      writer: { connector: 'stream', parameter: {} },
      mapping: [{ from: { name: 'id', type: 'int' } }],
    },
  });
  return jobId;
}
