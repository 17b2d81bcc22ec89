import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { beginDrain, markExhausted } from '../../gateway/clusters/drain.ts';
import { createClusterStore, type Cluster } from '../../gateway/clusters/cluster-store.ts';
import { createHealthStore, type HealthStore } from '../../gateway/clusters/health-store.ts';
import { stepGuard, type RecycleAnswer, type RecycleDeps } from '../../gateway/clusters/recycle.ts';
import { cancelRestart, requestRestart } from '../../gateway/clusters/request-restart.ts';
import { watchHealth } from '../../gateway/clusters/watch-health.ts';
import { newId } from '../../gateway/core/ids.ts';
import { hasCode } from '../../gateway/core/errors.ts';
import type { ClusterConfig } from '../../gateway/clusters/schemas.ts';
import type { ClusterMemory } from '../../gateway/flink/memory-calls.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { testDatabase } from '../helpers/postgres.ts';
import { flink, memory } from './guard-fakes.ts';

const hook = { restartHook: { url: 'http://hook.example/' } };

describe('a cluster that drains', () => {
  let place: Awaited<ReturnType<typeof testDatabase>>;
  let databases: Database[];
  let clusters: ReturnType<typeof createClusterStore>;
  let health: HealthStore;
  let now = Date.UTC(2026, 0, 1);
  const asked: string[] = [];
  const outcomes: string[] = [];
  const alerts: string[] = [];
  let answer: RecycleAnswer = { kind: 'asked' };
  let records: readonly unknown[] = [];
  const log = { debug() {}, info() {}, warn() {}, error: (facts: object) => void alerts.push(JSON.stringify(facts)) };

  before(async () => {
    place = await testDatabase({ migrated: true });
    databases = await Promise.all([openDatabase(place.url), openDatabase(place.url)]);
    const [first] = databases;
    assert.ok(first);
    clusters = createClusterStore(first.prisma);
    health = createHealthStore(first.prisma);
  });
  after(async () => {
    await Promise.all((databases ?? []).map((database) => database.close()));
    await place?.drop();
  });

  const deps = (store = health): RecycleDeps => ({
    health: store,
    recycler: {
      mayRecycle: ({ config }) => config.restartHook !== undefined,
      recycle: async ({ id }) => (asked.push(id), answer),
    },
    onCluster: async () => records,
    onOutcome: (_cluster, outcome) => void outcomes.push(outcome),
    clock: { now: () => new Date(now) },
    log,
  });
  const read = async (id: string): Promise<Cluster> => {
    const cluster = await clusters.find(id);
    assert.ok(cluster);
    return cluster;
  };
  async function drained(config: Partial<ClusterConfig> = hook, code: 'metaspace' | 'exhausted' = 'exhausted') {
    asked.length = outcomes.length = alerts.length = 0;
    answer = { kind: 'asked' };
    records = [];
    const fresh = await reachable(config);
    assert.equal(await beginDrain(deps(), fresh, { code, message: 'full' }), true);
    return fresh.id;
  }
  async function reachable(config: Partial<ClusterConfig> = {}): Promise<Cluster> {
    const input = { restUrl: 'http://127.0.0.1:1', ...config };
    const created = await clusters.create(
      { name: `c${newId()}`, kind: 'standalone', config: input, distribution: { mode: 'bundle' } },
      'test',
    );
    const seen = { epoch: 'one', flinkVersion: '1.12.7', slotsTotal: 4, slotsFree: 4 };
    await clusters.markReachable(created, { at: new Date(now), ...seen });
    return read(created.id);
  }
  const step = async (id: string, on: ReturnType<typeof flink> | null) => stepGuard(deps(), await read(id), on);

  test('is restarted once nothing is on it, and opened when another start answers', async () => {
    const id = await drained();
    records = [{}];
    await step(id, flink('one'));
    assert.deepEqual(asked, []);
    records = [];
    await step(id, flink('one', ['FINISHED', 'CANCELED']));
    assert.deepEqual(asked, [id]);
    assert.equal((await read(id)).guardState, 'recycling');
    await step(id, flink('one'));
    assert.equal((await read(id)).guardState, 'recycling');
    assert.deepEqual(asked, [id]);
    await step(id, flink('two'));
    const open = await read(id);
    assert.deepEqual([open.guardState, open.guard?.alert, outcomes], ['open', null, ['restarted']]);
    assert.ok(open.guard?.recycledAt);
  });

  test('by one of two gateways, whichever comes first', async () => {
    const id = await drained();
    const cluster = await read(id);
    const stores = databases.map(({ prisma }) => createHealthStore(prisma));
    await Promise.all([...stores, ...stores].map((store) => stepGuard(deps(store), cluster, flink('one'))));
    assert.deepEqual(asked, [id]);
  });

  test('and one of two gateways begins the drain', async () => {
    asked.length = 0;
    const cluster = await reachable();
    const stores = databases.map(({ prisma }) => createHealthStore(prisma));
    const begun = await Promise.all(
      [...stores, ...stores].map((store) => beginDrain(deps(store), cluster, { code: 'metaspace', message: 'full' })),
    );
    assert.equal(begun.filter(Boolean).length, 1);
    assert.equal((await read(cluster.id)).admissions, cluster.admissions + 1);
  });

  type Row = [name: string, config: Partial<ClusterConfig>, jobs: string[] | null, alert: RegExp];
  const obstacles: Row[] = [
    ['jobs of others', hook, ['RUNNING'], /not of this gateway.*job 0/],
    ['a job that is still being cancelled', hook, ['CANCELLING'], /not of this gateway/],
    ['no hook', {}, [], /by hand/],
    ['no answer', hook, null, /does not answer/],
  ];
  for (const [name, config, jobs, alert] of obstacles) {
    test(`is not restarted: ${name}; a person is told once`, async () => {
      const id = await drained(config);
      const on = jobs === null ? null : flink('one', jobs);
      await step(id, on);
      await step(id, on);
      assert.deepEqual(asked, []);
      assert.match((await read(id)).guard?.alert ?? '', alert);
      assert.equal(alerts.length, 1);
    });
  }

  test('jobs of others do not count where the cluster is configured so, or a person forces it', async () => {
    const configured = await drained({ ...hook, healthGuard: { ignoreForeignJobs: true } });
    await step(configured, flink('one', ['RUNNING']));
    assert.deepEqual(asked, [configured]);
    const forced = await drained();
    const wish = { clusterId: forced, reason: 'now', force: true, who: 'ann' };
    await requestRestart({ ...deps(), clusters, observe: async () => undefined }, wish);
    records = [{}];
    await step(forced, flink('one', ['RUNNING']));
    await step(forced, null);
    assert.deepEqual(asked, [], 'a run of this gateway is never restarted under');
    records = [];
    await step(forced, null);
    assert.deepEqual(asked, [forced]);
  });

  test('a hook that refuses is asked again after a pause that grows; a person is told', async () => {
    const id = await drained();
    answer = { kind: 'refused', why: 'HTTP 403' };
    for (const [attempt, pauseMs] of [30_000, 60_000, 120_000].entries()) {
      await step(id, flink('one'));
      const { guardState, guard } = await read(id);
      assert.deepEqual([guardState, asked.length, outcomes.at(-1)], ['draining', attempt + 1, 'refused']);
      assert.match(guard?.alert ?? '', /HTTP 403/);
      now += pauseMs - 1;
      await step(id, flink('one'));
      assert.equal(asked.length, attempt + 1);
      now += 1;
    }
  });

  test('a restart that does not come about is asked for again; a lost answer may still bring it', async () => {
    const id = await drained();
    answer = { kind: 'unanswered', why: 'no answer' };
    await step(id, flink('one'));
    now += 299_000;
    await step(id, null);
    assert.equal((await read(id)).guardState, 'recycling');
    now += 1_001;
    await step(id, null);
    const { guardState, guard } = await read(id);
    assert.deepEqual([guardState, outcomes], ['draining', ['timeout']]);
    assert.match(guard?.alert ?? '', /no other start/);
    await step(id, flink('two'));
    assert.equal((await read(id)).guardState, 'open');
  });

  test('a drain that began before the cluster was ever seen takes the first start for the one to be replaced', async () => {
    const people = { ...deps(), clusters, observe: async () => undefined };
    for (const force of [false, true]) {
      asked.length = outcomes.length = 0;
      answer = { kind: 'asked' };
      const { id } = await clusters.create(
        {
          name: `c${newId()}`,
          kind: 'standalone',
          config: { restUrl: 'http://127.0.0.1:1', ...hook },
          distribution: { mode: 'lib' },
        },
        'test',
      );
      // Forced it is asked for without an answer of the cluster; otherwise runs are still on it.
      records = force ? [] : [{}];
      await requestRestart(people, { clusterId: id, reason: 'now', force, who: 'ann' });
      await step(id, null);
      const state = force ? 'recycling' : 'draining';
      assert.deepEqual([(await read(id)).guardState, (await read(id)).guard?.epoch], [state, null]);
      await step(id, flink('one'));
      assert.deepEqual([(await read(id)).guardState, (await read(id)).guard?.epoch], [state, 'one']);
      await step(id, flink('two'));
      assert.equal((await read(id)).guardState, 'open');
      assert.deepEqual(outcomes, force ? ['restarted'] : []);
    }
  });

  test('full again before anything ran: the next restart has to wait', async () => {
    const id = await drained();
    await step(id, flink('one'));
    await step(id, flink('two'));
    await clusters.markReachable(await read(id), {
      at: new Date(now),
      epoch: 'two',
      flinkVersion: '1.12.7',
      slotsTotal: 4,
      slotsFree: 4,
    });
    assert.equal(await beginDrain(deps(), await read(id), { code: 'metaspace', message: 'full' }), true);
    await step(id, flink('two'));
    assert.equal(asked.length, 1);
    assert.match((await read(id)).guard?.alert ?? '', /full again/);
    now += 30_000;
    await step(id, flink('two'));
    assert.equal(asked.length, 2);
  });

  test('a person drains and calls it off, but not while the restart is under way', async () => {
    asked.length = 0;
    records = [];
    const { id } = await reachable(hook);
    const people = { ...deps(), clusters, observe: async () => undefined };
    const wish = { clusterId: id, reason: 'new plugins', force: false, who: 'ann' };
    assert.equal((await requestRestart(people, wish)).guardState, 'draining');
    assert.equal((await cancelRestart(people, id, 'ann')).guardState, 'open');
    await requestRestart(people, wish);
    await step(id, flink('one'));
    await assert.rejects(requestRestart(people, wish), (error) => hasCode(error, 'conflict'));
    await assert.rejects(cancelRestart(people, id, 'ann'), (error) => hasCode(error, 'conflict'));
  });

  describe('on what was measured', () => {
    let asks = 0;
    const look = async (cluster: Cluster, told: ClusterMemory, isWhole = true) =>
      watchHealth({ ...deps(), health, clusters }, await read(cluster.id), {
        flink: { ...flink('one', ['RUNNING']), memory: async () => ((asks += 1), told) },
        epoch: 'one',
        isWhole,
      });

    test('near its limit it drains; with room it does not; an empty answer changes nothing', async () => {
      const cluster = await reachable();
      await look(cluster, { jobManager: memory(100), taskManagers: memory(90) });
      assert.deepEqual([(await read(cluster.id)).guardState, (await read(cluster.id)).health?.runsLeft], ['open', 19]);
      await look(cluster, { jobManager: null, taskManagers: null });
      assert.equal((await read(cluster.id)).health?.runsLeft, 19);
      await look(cluster, { jobManager: memory(240), taskManagers: memory(90) });
      const drains = await read(cluster.id);
      assert.deepEqual([drains.guardState, drains.guard?.code], ['draining', 'metaspace']);
      assert.match(drains.guard?.message ?? '', /JobManager uses 240 of 256 MB/);
    });

    test('a drain that was begun by a sign ends when there is room after all', async () => {
      const cluster = await reachable();
      const sign = { clusterId: cluster.id, epoch: 'one', code: 'cluster_out_of_metaspace', message: 'no metaspace' };
      await markExhausted({ ...deps(), clusters }, { ...sign, epoch: 'another start' });
      await markExhausted({ ...deps(), clusters }, { ...sign, code: 'table_missing' });
      assert.equal((await read(cluster.id)).guardState, 'open');
      await markExhausted({ ...deps(), clusters }, sign);
      assert.equal((await read(cluster.id)).guard?.code, 'exhausted');
      await look(cluster, { jobManager: memory(100), taskManagers: memory(90) });
      assert.equal((await read(cluster.id)).guardState, 'draining');
      now += 26_000;
      await look(cluster, { jobManager: memory(100), taskManagers: null });
      assert.equal((await read(cluster.id)).guardState, 'draining');
      await look(cluster, { jobManager: memory(100), taskManagers: memory(90) });
      assert.equal((await read(cluster.id)).guardState, 'open');
    });

    test('room alone does not open it while a restart that was asked for may still come, however late', async () => {
      const id = await drained();
      const room = async () => {
        await look(await read(id), { jobManager: memory(100), taskManagers: memory(90) });
        const { guardState, health: measured } = await read(id);
        assert.equal(measured?.verdict, 'ok');
        return guardState;
      };
      answer = { kind: 'unanswered', why: 'HTTP 504' };
      await step(id, flink('one'));
      now += 300_000;
      await step(id, flink('one'));
      assert.deepEqual([(await read(id)).guardState, outcomes], ['draining', ['timeout']]);
      now += 30_000;
      answer = { kind: 'refused', why: 'HTTP 403' };
      await step(id, flink('one'));
      assert.deepEqual([asked.length, outcomes.at(-1)], [2, 'refused']);
      now += 269_999;
      assert.equal(await room(), 'draining');
      assert.equal(asked.length, 2, 'no other restart is needed');
      now += 1;
      assert.equal(await room(), 'open');
    });

    test('a cluster that keeps no metaspace, and a look at the list alone, cost no call', async () => {
      const cluster = await reachable();
      asks = 0;
      await look(cluster, { jobManager: memory(255), taskManagers: null }, false);
      await clusters.update(cluster.id, { distribution: { mode: 'lib' } });
      await look(cluster, { jobManager: memory(255), taskManagers: null });
      assert.equal(asks, 0);
      assert.equal((await read(cluster.id)).guardState, 'open');
    });
  });
});
