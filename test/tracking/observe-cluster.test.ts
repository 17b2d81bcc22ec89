import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createFlinkClients, type FlinkClients } from '../../gateway/clusters/flink-clients.ts';
import type { RunRecord } from '../../gateway/runs/run-store.ts';
import { GatewayError } from '../../gateway/core/errors.ts';
import type { FlinkClient } from '../../gateway/flink/client.ts';
import type { Pace } from '../../gateway/queues/wake.ts';
import { createCheckpointFollower } from '../../gateway/tracking/follow-checkpoints.ts';
import { observeCluster, type ObserveDeps } from '../../gateway/tracking/observe-cluster.ts';
import type { CallKind } from '../../scripts/simulated-flink/messages.ts';
import { startSimulatedFlink, type SimulatedFlink } from '../../scripts/simulated-flink/simulated-flink.ts';
import { quietLog, startRecordStand, type RecordStand } from './record-fixture.ts';

describe('one look at a cluster', () => {
  let stand: RecordStand;
  let flink: SimulatedFlink;
  let clients: FlinkClients;
  const woken: string[] = [];
  const paces: Pace[] = [];
  const checkpoints = createCheckpointFollower();
  let now = Date.now();

  before(async () => {
    stand = await startRecordStand();
    flink = await startSimulatedFlink({ clusters: 2, slots: 1_000 });
    clients = createFlinkClients({ timeoutMs: 10_000 });
    await moveTo(0);
  });
  after(async () => {
    clients?.close();
    await flink?.stop();
    await stand?.close();
  });

  const moveTo = (index: number) =>
    stand.clusters.update(stand.clusterId, { config: { restUrl: flink.clusters[index]?.url ?? '' } });
  const cluster = async () => {
    const found = await stand.clusters.find(stand.clusterId);
    assert.ok(found);
    return found;
  };
  /** A RUNNING record whose job the first simulated cluster has. */
  async function running(): Promise<RunRecord & { flinkJobId: string }> {
    const record = await stand.recordIn('RUNNING');
    assert.ok(record.flinkJobId);
    await stand.runs.note(record, { phase: 'RUNNING' });
    await flink.add([{ cluster: 0, jid: record.flinkJobId, name: `job@${record.id}`, ageMs: 60_000 }]);
    return { ...record, flinkJobId: record.flinkJobId };
  }
  /** Looks once; resolves to the calls that the first cluster got. */
  async function look(deps: Partial<ObserveDeps> = {}): Promise<Partial<Record<CallKind, number>>> {
    const before = (await flink.report()).counts[0];
    woken.length = 0;
    paces.length = 0;
    await observeCluster(
      {
        ...stand,
        flinkOf: (found) => clients.of(found),
        redactorOf: async () => (text) => text,
        checkpoints,
        wake: { submit: async (id) => void woken.push(id), stop: async () => undefined },
        setPace: async (_id, pace) => void paces.push(pace),
        clock: { now: () => new Date(now) },
        log: quietLog,
        ...deps,
      },
      stand.clusterId,
    );
    const after = Object.entries((await flink.report()).counts[0] ?? {});
    return Object.fromEntries(
      after
        .map(([kind, count]) => [kind, count - (before?.[kind as CallKind] ?? 0)] as const)
        .filter(([, count]) => count > 0),
    );
  }

  test('a cluster that was not seen yet is asked for everything, then for its list only, for 10 s', async () => {
    await running();
    assert.deepEqual(await look(), { list: 1, overview: 1, epoch: 1 });
    const seen = await cluster();
    assert.deepEqual([seen.reachability, seen.epoch, seen.slotsTotal], ['reachable', flink.clusters[0]?.epoch, 1_000]);
    now += 9_900;
    assert.deepEqual(await look(), { list: 1 });
    assert.deepEqual(paces, ['active']);
    now += 200;
    assert.deepEqual(await look(), { list: 1, overview: 1, epoch: 1 });
    assert.equal((await cluster()).lastSeenAt?.getTime(), now);
  });

  test('one that was last seen in the future is asked for everything: the clock was set back', async () => {
    now -= 7_200_000;
    assert.deepEqual(await look(), { list: 1, overview: 1, epoch: 1 });
    assert.equal((await cluster()).lastSeenAt?.getTime(), now);
    now += 7_200_000;
    assert.deepEqual(await look(), { list: 1, overview: 1, epoch: 1 });
  });

  test('nothing is written of records that have no news', async () => {
    const record = await running();
    const before = await stand.runs.find(record.id);
    await look();
    assert.deepEqual(await stand.runs.find(record.id), before);
  });

  test('while a run waits for slots they are asked for at every look, and it is woken', async () => {
    const waiting = await stand.recordIn('WAITING');
    assert.deepEqual(await look(), { list: 1, overview: 1 });
    assert.deepEqual(woken, [waiting.id]);
    const request = { to: 'CANCELED', by: 'api', who: 'test', why: 'over', at: new Date(now) } as const;
    assert.ok(await stand.runs.move(waiting, request));
    assert.deepEqual(await look(), { list: 1 });
    assert.deepEqual(woken, []);
  });

  test('many jobs that end at once are final after one look, with their numbers, a few at a time', async () => {
    const records = await Promise.all(Array.from({ length: 30 }, () => running()));
    await flink.end(records.map(({ flinkJobId }) => ({ cluster: 0, jid: flinkJobId, state: 'FINISHED' })));
    let busy = 0;
    let most = 0;
    const calls = await look({
      redactorOf: async () => {
        busy += 1;
        most = Math.max(most, busy);
        await new Promise((done) => setTimeout(done, 5));
        busy -= 1;
        return (text) => text;
      },
    });
    assert.deepEqual(calls, { list: 1, job: 30, accumulators: 30, exceptions: 30, config: 30 });
    assert.ok(most > 1 && most <= 8, `${most} at a time`);
    for (const { id } of records) {
      const ended = await stand.runs.find(id);
      assert.deepEqual([ended?.state, ended?.phase], ['SUCCEEDED', 'FINISHED']);
      assert.ok((ended?.rowsRead ?? 0n) >= 15_000n);
      assert.equal(ended?.offsetAfter, String(ended?.rowsRead));
    }
  });

  test('one record that cannot be followed does not hold up the others', async () => {
    const [first, second] = [await running(), await running()];
    await flink.end([first, second].map(({ flinkJobId }) => ({ cluster: 0, jid: flinkJobId, state: 'FINISHED' })));
    await look({
      redactorOf: async ({ id }) => {
        if (id === first.id) throw new Error('no redactor');
        return (text) => text;
      },
    });
    assert.equal((await stand.runs.find(first.id))?.state, 'RUNNING');
    assert.equal((await stand.runs.find(second.id))?.state, 'SUCCEEDED');
    await look();
    assert.equal((await stand.runs.find(first.id))?.state, 'SUCCEEDED');
  });

  test('a cluster that does not answer is looked at less and less, and as before at its first answer', async () => {
    const gone = () => Promise.reject(new GatewayError('cluster_unreachable', 'connection refused'));
    const silent = {
      flinkOf: () => ({ jobsOverview: gone, overview: gone, epoch: gone }) as Partial<FlinkClient> as FlinkClient,
    };
    await running();
    now += 20_000;
    await look();
    const expected = [
      [1, 'active'],
      [29, 'active'],
      [100, 7_000],
      [600, 30_000],
      [7_000, 30_000],
    ] as const;
    for (const [seconds, pace] of expected) {
      now += seconds * 1000 - (now - ((await cluster()).lastSeenAt?.getTime() ?? 0));
      await look(silent);
      assert.deepEqual([paces, (await cluster()).reachability], [[pace], 'unreachable'], `${seconds} s`);
    }
    await look();
    assert.deepEqual([paces, (await cluster()).reachability], [[30_000, 'active'], 'reachable']);
    await look();
    assert.deepEqual(paces, ['active']);
  });

  test('checkpoints that cannot be read are asked for every 10 s, and nothing is written of them', async () => {
    const record = await running();
    await stand.database.prisma.jobRecord.update({ where: { id: record.id }, data: { streaming: true } });
    let asked = 0;
    const answers: Partial<FlinkClient> = {
      checkpointConfig: async () => ({
        interval: 1000,
        externalization: { enabled: true, delete_on_cancellation: false },
      }),
      jobManagerConfig: async () => new Map(),
      checkpoints: () => {
        asked += 1;
        return asked < 3
          ? Promise.reject(new GatewayError('cluster_answer_invalid', 'gone', { facts: { status: 404 } }))
          : Promise.resolve({ counts: {}, latest: {}, history: [] } as never);
      },
    };
    const flinkOf: ObserveDeps['flinkOf'] = (found) => Object.assign(Object.create(clients.of(found)), answers);
    const seen = async (seconds: number) => {
      now += seconds * 1000;
      await look({ flinkOf });
      const { checkpointsAt, restorePoints } = (await stand.runs.find(record.id)) ?? {};
      return [asked, checkpointsAt?.getTime() ?? null, restorePoints === null];
    };
    assert.deepEqual(await seen(0), [1, null, true]);
    assert.deepEqual(await seen(2), [1, null, true]);
    assert.deepEqual(await seen(7.9), [1, null, true]);
    assert.deepEqual(await seen(0.1), [2, null, true]);
    assert.deepEqual(await seen(10), [3, now, false]);
    assert.deepEqual(await seen(2), [3, now - 2000, false]);
  });

  test('a missing job makes the epoch be asked for at once, however lately it was seen', async () => {
    const record = await stand.recordIn('RUNNING');
    const calls = await look();
    assert.deepEqual(calls, { list: 1, overview: 1, epoch: 2, look: 1 });
    const lost = await stand.runs.find(record.id);
    assert.equal(lost?.state, 'LOST');
    // LOST ones are looked for in the list only.
    assert.deepEqual(await look(), { list: 1 });
  });
});
