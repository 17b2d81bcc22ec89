import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ClusterView } from '../../gateway/clusters/schemas.ts';
import { startLocalGateway } from '../../scripts/local-gateway.ts';
import { testCacheDir } from '../helpers/distribution.ts';
import { sharedFlink } from '../helpers/flink.ts';
import { runToSuccess, startRun, storeJob, streamSpec } from '../helpers/jobs.ts';
import { parsePrometheus, sum, type Family } from '../helpers/prometheus.ts';
import { eventually, startStack, waitForState, type Stack } from '../helpers/stack.ts';

describe('/metrics', () => {
  let flink: Awaited<ReturnType<typeof sharedFlink>>;
  let stack: Stack;
  before(async () => {
    flink = await sharedFlink('lib');
    stack = await startStack({ flinkUrl: flink.restUrl, mode: 'lib' });
  });
  after(async () => {
    await stack?.close();
    await flink?.release();
  });

  const text = async (): Promise<string> => {
    const answer = await fetch(`${stack.url}/metrics`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    return answer.text();
  };
  const scrape = async (): Promise<Map<string, Family>> => parsePrometheus(await text());

  test('the figures move with a run on Flink, and name no job and no record', async () => {
    const job = await storeJob(stack, streamSpec(10));
    const before = await scrape();
    const record = await runToSuccess(stack, job.id);
    const now = await scrape();
    const grew = (name: string, labels: Record<string, string> = {}) =>
      sum(now, name, labels) - sum(before, name, labels);
    assert.equal(grew('gateway_submissions_total', { outcome: 'accepted' }), 1);
    for (const [from, to] of [
      ['QUEUED', 'SUBMITTING'],
      ['SUBMITTING', 'RUNNING'],
      ['RUNNING', 'SUCCEEDED'],
    ] as const) {
      assert.equal(grew('gateway_record_moves_total', { from, to }), 1, `${from} > ${to}`);
      assert.equal(grew('gateway_record_state_seconds_count', { state: from }), 1);
    }
    const inRunning = grew('gateway_record_state_seconds_sum', { state: 'RUNNING' });
    const lasted = (Date.parse(record.stateSince) - Date.parse(record.startedAt ?? '')) / 1000;
    assert.ok(Math.abs(inRunning - lasted) < 5, `${inRunning} s in RUNNING, the record says ${lasted}`);
    assert.equal(grew('gateway_flink_calls_total', { kind: 'run', outcome: 'answered' }), 1);
    assert.equal(grew('gateway_flink_call_seconds_count', { kind: 'run' }), 1);
    for (const kind of ['jobs_overview', 'accumulators']) {
      assert.ok(grew('gateway_flink_calls_total', { kind, outcome: 'answered' }) >= 1, kind);
    }
    assert.equal(sum(now, 'gateway_flink_calls_total', { kind: 'other' }), 0, 'a call has no kind of its own');
    assert.ok(grew('gateway_observer_looks_total', { cluster: 'test', outcome: 'answered' }) >= 1);
    assert.ok(grew('gateway_observer_look_seconds_count', { cluster: 'test' }) >= 1);
    const runs = { method: 'POST', route: '/api/v1/jobs/:id/runs', status: '202' };
    assert.equal(grew('gateway_http_request_seconds_count', runs), 1);
    const shown = await text();
    for (const id of [record.id, job.id, job.name, record.flinkJobId ?? '', stack.clusterId]) {
      assert.ok(!shown.includes(id), `${id} is in a label`);
    }
  });

  test('the cluster’s slots, its reachability, the lag, the queue and the process', async () => {
    const cluster = await stack.api.get<ClusterView>(`/clusters/${stack.clusterId}`);
    const now = await scrape();
    assert.equal(sum(now, 'gateway_cluster_slots_total', { cluster: 'test' }), cluster.slotsTotal);
    assert.ok(sum(now, 'gateway_cluster_slots_free', { cluster: 'test' }) <= (cluster.slotsTotal ?? 0));
    assert.equal(sum(now, 'gateway_cluster_reachable', { cluster: 'test' }), 1);
    const lag = sum(now, 'gateway_observer_lag_seconds', { cluster: 'test' });
    assert.ok(lag >= 0 && lag < 30, `lag ${lag}`);
    const queue = now.get('gateway_queue_messages')?.samples ?? [];
    assert.ok(queue.some(({ labels }) => labels['message'] === 'submit-run' && labels['status'] === 'waiting'));
    assert.ok(
      sum(now, 'gateway_queue_messages', { message: 'observe-cluster', status: 'delayed' }) >= 1,
      'the next look waits in the queue',
    );
    assert.ok(sum(now, 'process_resident_memory_bytes') > 10_000_000);
    assert.equal(sum(now, 'gateway_sample_errors_total'), 0);
  });

  test('what waits, by reason; what runs, by state', async () => {
    const nowhere = await stack.api.post<ClusterView>('/clusters', {
      name: 'nowhere',
      kind: 'standalone',
      config: { restUrl: 'http://127.0.0.1:1' },
      distribution: { mode: 'lib' },
    });
    const waiting = await startRun(stack, (await storeJob(stack, streamSpec(1), { clusterId: nowhere.id })).id);
    await waitForState(stack.api, waiting.id, ['WAITING'], 20_000);
    const running = await startRun(stack, (await storeJob(stack, streamSpec(null), { kind: 'stream' })).id);
    await waitForState(stack.api, running.id, ['RUNNING'], 60_000);
    const now = await eventually('a fresh reading', 20_000, async () => {
      const families = await scrape();
      const there = sum(families, 'gateway_records', { state: 'RUNNING' }) === 1;
      return there && sum(families, 'gateway_cluster_reachable', { cluster: 'test' }) === 1 ? families : undefined;
    });
    assert.equal(sum(now, 'gateway_waiting_records', { reason: 'cluster_unreachable' }), 1);
    assert.equal(sum(now, 'gateway_records', { state: 'WAITING' }), 1);
    assert.equal(sum(now, 'gateway_records', { state: 'LOST' }), 0);
    assert.ok(sum(now, 'gateway_flink_calls_total', { outcome: 'unreachable' }) >= 1);
    await stack.api.post(`/records/${waiting.id}/stop`, {});
    await stack.api.post(`/records/${running.id}/stop`, {});
    await waitForState(stack.api, running.id, ['CANCELED'], 60_000);
    await eventually('none waits', 20_000, async () =>
      sum(await scrape(), 'gateway_waiting_records') === 0 ? true : undefined,
    );
  });

  test('requests count under their route as it is declared, whatever is asked for', async () => {
    for (const path of ['/api/v1/records/01ARZ3NDEKTSV4RRFFQ69G5FAV', '/nowhere/at/all', '/api/v1/nothing']) {
      await fetch(`${stack.url}${path}`, { headers: { authorization: `Bearer ${stack.token}` } });
    }
    const now = await scrape();
    const { samples } = now.get('gateway_http_request_seconds') ?? assert.fail('no such metric');
    const routes = new Set(samples.map(({ labels }) => labels['route']));
    assert.ok(routes.has('/api/v1/records/:id') && routes.has('none'), [...routes].join(' '));
    assert.ok(![...routes].some((route) => /01ARZ|nowhere|nothing/.test(route ?? '')), [...routes].join(' '));
    assert.equal(sum(now, 'gateway_http_request_seconds_count', { route: '/api/v1/records/:id', status: '404' }), 1);
  });

  test('a worker of its own serves its figures and health on OPS_PORT, and no API', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'gateway-worker-'));
    const worker = await startLocalGateway({
      env: {
        ROLE: 'worker',
        OPS_PORT: '0',
        DATABASE_URL: stack.databaseUrl,
        GATEWAY_SECRET_KEY: '0'.repeat(64),
        QUEUE_PREFIX: `w${randomBytes(6).toString('hex')}`,
        DATA_DIR: join(directory, 'data'),
        CACHE_DIR: testCacheDir,
        OBSERVE_ACTIVE_MS: '500',
        OBSERVE_IDLE_MS: '500',
        SWEEP_MS: '500',
      },
      logFile: join(directory, 'worker.log'),
    });
    try {
      assert.equal((await fetch(`${worker.url}/readyz`)).status, 200);
      assert.equal((await fetch(`${worker.url}/api/v1/records`)).status, 404);
      await eventually('a look of the worker', 20_000, async () => {
        const families = parsePrometheus(await (await fetch(`${worker.url}/metrics`)).text());
        return sum(families, 'gateway_observer_looks_total', { cluster: 'test' }) > 0 ? true : undefined;
      });
    } finally {
      await worker.stop();
      await rm(directory, { recursive: true, force: true });
    }
  });
});
