import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GatewayError } from '../../gateway/core/errors.ts';
import type { Cluster } from '../../gateway/clusters/cluster-store.ts';
import { createWake } from '../../gateway/queues/wake.ts';
import { observeCluster, type ObserveDeps } from '../../gateway/tracking/observe-cluster.ts';
import { sweep } from '../../gateway/tracking/sweep.ts';
import { quietLog } from './record-fixture.ts';

const sweepMs = 10_000;
const flinkTimeoutMs = 10_000;

/** One cluster with a waiting run, its looks and the sweeps beside them, on a clock and a queue of their own. */
function startWorld() {
  let now = Date.UTC(2026, 0, 1);
  let cluster = {
    id: 'c1',
    reachability: 'reachable',
    lastSeenAt: new Date(now),
    createdAt: new Date(now),
    epoch: 'e',
  } as Cluster;
  let answers = true;
  let nextSweep = now;
  /** When the message that waits is due, and what is kept for after the look under way. */
  const queue: { due: number | null; kept: number | null } = { due: null, kept: null };
  let isLooking = false;
  const looks: number[] = [];

  const clock = { now: () => new Date(now) };
  const wake = createWake(
    {
      // As the queue promises: see test/queues.
      async send(_name, _payload, { delayMs = 0, onlyIfNone = false } = {}) {
        if (!isLooking) queue.due = delayMs === 0 ? now : (queue.due ?? now + delayMs);
        else if (!onlyIfNone) queue.kept = delayMs;
      },
    },
    { OBSERVE_ACTIVE_MS: 2_000, OBSERVE_IDLE_MS: 30_000 },
  );
  const sweepDue = async (): Promise<void> => {
    if (now < nextSweep) return;
    nextSweep += sweepMs;
    await sweep({
      runs: { pending: async () => [], inState: async () => [], activeCounts: async () => new Map([['c1', 1]]) },
      clusters: { listSeen: async () => [cluster] },
      wake,
      observe: wake.observe,
      keepPace: wake.keepPace,
      clock,
    });
  };
  /** A call takes its time, and sweeps go on meanwhile. */
  const call = async <T>(answer: T): Promise<T> => {
    if (answers) return answer;
    const until = now + flinkTimeoutMs;
    for (; now < until; now += 1_000) await sweepDue();
    throw new GatewayError('cluster_unreachable', 'no answer');
  };
  const deps = {
    runs: { onFlink: async () => [], pending: async () => [{ id: 'r1', state: 'WAITING' }] },
    clusters: {
      find: async () => cluster,
      markReachable: async (_: unknown, { at }: { at: Date }) =>
        void (cluster = { ...cluster, reachability: 'reachable', lastSeenAt: at }),
      markUnreachable: async () => void (cluster = { ...cluster, reachability: 'unreachable' }),
    },
    flinkOf: () => ({
      jobsOverview: () => call([]),
      overview: async () => ({ 'slots-available': 0, 'slots-total': 1, 'flink-version': '1.12.7' }),
      epoch: async () => 'e',
    }),
    wake: { ...wake, submit: async () => undefined },
    setPace: wake.setPace,
    clock,
    log: quietLog,
  } as unknown as ObserveDeps;
  return {
    async pass(seconds: number): Promise<readonly number[]> {
      const from = now;
      looks.length = 0;
      while (now < from + seconds * 1000) {
        await sweepDue();
        if (queue.due !== null && queue.due <= now) {
          Object.assign(queue, { due: null, kept: null });
          isLooking = true;
          looks.push((now - from) / 1000);
          await observeCluster(deps, 'c1');
          isLooking = false;
          queue.due = queue.kept === null ? null : now + queue.kept;
        }
        now += 100;
      }
      return [...looks];
    },
    answers: (wanted: boolean) => void (answers = wanted),
    person: () => wake.observe('c1'),
    flushQueue: () => void (queue.due = null),
  };
}

/** Seconds between the last looks. */
const gaps = (looks: readonly number[]): number[] => looks.slice(1).map((at, i) => at - (looks[i] ?? 0));

test('a cluster that hangs for an hour is looked at every 40 s, whatever the sweeps, and at once when it is back', async () => {
  const world = startWorld();
  assert.ok((await world.pass(60)).length > 25, 'every 2 s');
  world.answers(false);
  const first = await world.pass(60);
  assert.ok(
    gaps(first).every((gap) => gap <= 14),
    first.join(),
  );
  await world.pass(600);
  const hour = await world.pass(3_600);
  assert.ok(
    gaps(hour).every((gap) => gap >= 40 && gap <= 43.5),
    hour.join(),
  );

  await world.person();
  assert.ok((await world.pass(10))[0]! < 1, 'a person may look at once');

  world.answers(true);
  const [back, ...then] = await world.pass(60);
  assert.ok(back! <= 33);
  assert.ok(then[0]! - back! <= 2.5, `${back}, ${then[0]}`);
  assert.ok(gaps(then).every((gap) => gap <= 2.5));
});

test('a queue that is flushed meanwhile has its look again within a sweep and a pause', async () => {
  const world = startWorld();
  await world.pass(10);
  world.answers(false);
  await world.pass(3_600);
  world.flushQueue();
  assert.ok((await world.pass(120))[0]! <= 43.5);
});
