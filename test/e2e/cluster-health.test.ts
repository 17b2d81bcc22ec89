import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import type { ClusterView } from '../../gateway/clusters/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { runTimeoutMs, usesStandIn } from '../helpers/distribution.ts';
import { startTestFlink } from '../helpers/flink.ts';
import { problemOf, startRun, storeJob, streamSpec } from '../helpers/jobs.ts';
import { eventsOf, eventually, startStack, waitForState, type Stack } from '../helpers/stack.ts';

const token = 'hook-token-5f1c';

// The real program needs more than this little cluster has.
describe('a bundle cluster whose metaspace fills up', { skip: !usesStandIn }, () => {
  let flink: Awaited<ReturnType<typeof startTestFlink>>;
  let stack: Stack;
  let hook: Server;
  let restarts: Promise<void> = Promise.resolve();
  const calls: { authorization: string | undefined; body: Record<string, unknown>; alive: number }[] = [];

  before(async () => {
    flink = await startTestFlink('bundle', {
      slotsPerTaskManager: 4,
      // A fresh TaskManager uses 35 MB: by experience there is room for one run, which leaves some 42 MB in use.
      memory: { jobManagerMetaspace: 128, taskManagerMetaspace: 47, jobManagerHeap: 256, taskManagerHeap: 256 },
      config: { 'metrics.fetcher.update-interval': 1000 },
    });
    hook = createServer((request, response) => {
      void (async () => {
        const body = (await json(request)) as Record<string, unknown>;
        const { jobs } = (await (await fetch(`${flink.restUrl}/jobs/overview`)).json()) as {
          jobs: { state: string }[];
        };
        const alive = jobs.filter(({ state }) => state === 'RUNNING').length;
        calls.push({ authorization: request.headers.authorization, body, alive });
        restarts = restart();
        response.writeHead(202).end();
      })();
    }).listen(0, '127.0.0.1');
    await once(hook, 'listening');
    stack = await startStack({ flinkUrl: flink.restUrl, mode: 'bundle' });
  });
  after(async () => {
    hook?.close();
    await restarts.catch(() => undefined);
    await stack?.close();
    await flink?.stop();
  });

  async function restart(): Promise<void> {
    await flink.killTaskManager(0);
    await flink.restartJobManager();
    await flink.startTaskManager(0);
  }
  const cluster = () => stack.api.get<ClusterView>(`/clusters/${stack.clusterId}`);

  test('drains in time, is restarted through its hook, and the runs that waited go on', async () => {
    const { api, clusterId } = stack;
    const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/restart`;
    const config = { restUrl: flink.restUrl, healthGuard: { margin: 1 }, restartHook: { url, timeoutSeconds: 60 } };
    const patched = await api.patch<ClusterView>(`/clusters/${clusterId}`, {
      config,
      secrets: { restartHookToken: token },
    });
    assert.equal(patched.hasSecrets, true);
    const measured = await eventually('a measurement', 40_000, async () => {
      const seen = await cluster();
      return seen.health.verdict === 'unknown' ? undefined : seen;
    });
    assert.equal(measured.health.verdict, 'ok');
    assert.equal(measured.health.process, 'taskManagers');
    assert.equal(measured.health.metaspaceLimit, 47 * 1024 * 1024);

    const jobs = await Promise.all(Array.from({ length: 2 }, () => storeJob(stack, streamSpec(20))));
    const runs: RecordView[] = [];
    for (const { id } of jobs) runs.push(await startRun(stack, id));
    let last: ClusterView | undefined;
    const draining = await eventually(
      'the drain',
      60_000,
      async () => {
        last = await cluster();
        return last.health.state === 'open' ? undefined : last;
      },
      () => last?.health,
    );
    assert.match(draining.health.reason ?? '', /metaspace/);
    const records = await Promise.all(runs.map(({ id }) => api.get<RecordView>(`/records/${id}`)));
    const held = records.filter(({ state }) => state === 'WAITING');
    assert.ok(held.length > 0, 'no run was held back');
    for (const { waitingReason } of held) {
      assert.ok(['cluster_memory', 'cluster_draining'].includes(waitingReason?.code ?? ''), waitingReason?.code);
    }
    const ended = await Promise.all(runs.map(({ id }) => waitForState(api, id, ['SUCCEEDED'], runTimeoutMs + 60_000)));
    for (const { attempt } of ended) assert.equal(attempt, 1);

    const [call] = calls;
    assert.ok(call);
    assert.equal(call.authorization, `Bearer ${token}`);
    assert.equal(call.alive, 0, 'it was restarted under a running job');
    assert.deepEqual(
      [call.body['clusterId'], call.body['name'], call.body['epoch']],
      [clusterId, 'test', measured.epoch],
    );
    const now = await cluster();
    assert.notEqual(now.epoch, measured.epoch);
    assert.notEqual(now.health.recycledAt, null);
    // Runs of the first start and of a later one: nothing was submitted into the old one after the drain began.
    const epochs = await Promise.all(
      ended.map(async ({ id }) => {
        const move = (await eventsOf(api, id)).find(({ to }) => to === 'SUBMITTING');
        return { at: move?.at ?? '', epoch: (move?.evidence as { epoch: string }).epoch };
      }),
    );
    assert.ok(
      epochs.some(({ epoch }) => epoch === measured.epoch) && epochs.some(({ epoch }) => epoch !== measured.epoch),
    );
    for (const { at, epoch } of epochs) {
      if (epoch === measured.epoch) assert.ok(at <= (draining.health.since ?? ''), 'admitted after the drain began');
    }
    const shown = JSON.stringify([now, ended, await stack.log()]);
    assert.ok(!shown.includes(token), 'the token is shown');
  });

  test('the preflight says for how many runs there is room', async () => {
    await eventually('an open cluster', 60_000, async () =>
      (await cluster()).health.state === 'open' ? true : undefined,
    );
    const { findings } = await stack.api.post<{ findings: { code: string; message: string; remedy?: string }[] }>(
      `/clusters/${stack.clusterId}/check`,
      {},
    );
    const finding = findings.find(({ code }) => code === 'bundle_leaks_metaspace');
    assert.match(finding?.remedy ?? '', /mode lib/);
  });

  test('a person drains the cluster, and calls it off', async () => {
    const { api, clusterId } = stack;
    // Without a hook it stays closed until a person restarts it, or opens it again.
    const config = { restUrl: flink.restUrl, healthGuard: { margin: 0 } };
    assert.equal((await api.patch<ClusterView>(`/clusters/${clusterId}`, { config })).hasSecrets, false);
    const asked = await api.post<ClusterView>(`/clusters/${clusterId}/restart`, { reason: 'new plugins' });
    assert.deepEqual([asked.health.state, asked.health.reason], ['draining', 'new plugins']);
    await eventually('the alert', 30_000, async () =>
      /by hand/.test((await cluster()).health.alert ?? '') ? true : undefined,
    );
    const job = await storeJob(stack, streamSpec(5));
    const run = await startRun(stack, job.id);
    const waiting = await waitForState(api, run.id, ['WAITING'], 20_000);
    assert.equal(waiting.waitingReason?.code, 'cluster_draining');
    assert.match(waiting.waitingReason.message, /new plugins/);
    await api.delete(`/clusters/${clusterId}/restart`);
    assert.equal((await cluster()).health.state, 'open');
    await waitForState(api, run.id, ['SUCCEEDED'], runTimeoutMs);
    const problem = await problemOf(api.post(`/clusters/${'0'.repeat(26)}/restart`, { reason: 'x' }));
    assert.equal(problem.code, 'not_found');
  });
});
