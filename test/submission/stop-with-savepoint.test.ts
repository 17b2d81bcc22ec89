import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import type { FlinkClient } from '../../gateway/flink/client.ts';
import type { TriggerAnswer } from '../../gateway/flink/savepoint-calls.ts';
import type { RunRecord } from '../../gateway/runs/run-store.ts';
import type { Stop } from '../../gateway/runs/stop-schema.ts';
import { requestRun } from '../../gateway/submission/request-run.ts';
import { requestStop, stopRun } from '../../gateway/submission/stop-run.ts';
import { submitRun } from '../../gateway/submission/submit-run.ts';
import { startStand, type Gateway, type Stand } from './harness.ts';

describe('a stop with a savepoint, until Flink has been asked', () => {
  let stand: Stand;
  let gateway: Gateway;
  let other: Gateway;
  before(async () => {
    stand = await startStand(2, 100);
    const [one, two] = stand.gateways;
    assert.ok(one && two);
    [gateway, other] = [one, two];
  });
  after(() => stand?.close());

  const requestId = 'ab'.repeat(16);
  const input = { mode: 'savepoint', targetDirectory: 's3://b/savepoints' } as const;
  const find = async (id: string): Promise<RunRecord> => (await gateway.runs.find(id)) ?? assert.fail(id);
  const stepOf = async (id: string) => ((await find(id)).stop as { step?: string } | null)?.step;

  /** A Flink that answers triggers with these, and counts them and cancels. */
  function flinkWith(...answers: (TriggerAnswer | (() => Promise<TriggerAnswer>))[]) {
    const calls = { triggers: 0, cancels: 0 };
    const client = {
      checkpoints: async () => ({ counts: { restored: 0, in_progress: 0 }, latest: { savepoint: null }, history: [] }),
      stopWithSavepoint: async () => {
        const answer = answers[calls.triggers++] ?? assert.fail('a trigger too many');
        return typeof answer === 'function' ? answer() : answer;
      },
      cancel: async () => (calls.cancels++, 'asked' as const),
      jobManagerConfig: async () => new Map(),
    };
    return { calls, flinkOf: () => client as unknown as FlinkClient };
  }
  async function running(streaming = true): Promise<string> {
    const { id } = await requestRun(gateway.requesting, {
      jobId: await stand.job(1),
      trigger: 'manual',
      who: 'ann',
      parameters: { day: '2026-01-01' },
    });
    await submitRun(gateway.submission, id);
    await gateway.runs.note(await find(id), { streaming });
    return id;
  }
  const deps = (flink: ReturnType<typeof flinkWith>, of = gateway) => ({ ...of.submission, flinkOf: flink.flinkOf });
  async function stopping(flink: ReturnType<typeof flinkWith>): Promise<string> {
    const id = await running();
    assert.equal((await requestStop(deps(flink), id, 'ann', input)).state, 'STOPPING');
    return id;
  }

  test('two workers trigger one savepoint; what they do is written before it is sent', async () => {
    let during: string | undefined;
    const flink = flinkWith(async () => {
      during = await stepOf(id);
      return { kind: 'accepted', requestId };
    });
    const id = await stopping(flink);
    await Promise.all([stopRun(deps(flink), id), stopRun(deps(flink, other), id)]);
    assert.deepEqual([flink.calls.triggers, during, await stepOf(id)], [1, 'sent', 'triggered']);
    await stopRun(deps(flink), id);
    assert.deepEqual(flink.calls, { triggers: 1, cancels: 0 });
  });

  test('a trigger that never left is tried again, one whose answer was lost is not', async () => {
    const flink = flinkWith({ kind: 'never-left', reason: 'refused' }, { kind: 'lost', reason: 'cut' });
    const id = await stopping(flink);
    await assert.rejects(stopRun(deps(flink), id), (error) => hasCode(error, 'cluster_unreachable'));
    assert.equal(await stepOf(id), 'wanted');
    await stopRun(deps(flink), id);
    assert.equal(await stepOf(id), 'sent');
    await stopRun(deps(flink), id);
    assert.equal(flink.calls.triggers, 2);
  });

  test('what Flink refuses leaves the run RUNNING, and it can be asked again', async () => {
    const refused = { kind: 'refused', status: 400, reason: 'no_directory', text: 'state.savepoints.dir' } as const;
    const flink = flinkWith(refused, { kind: 'accepted', requestId });
    const id = await stopping(flink);
    await stopRun(deps(flink), id);
    const back = await find(id);
    assert.deepEqual([back.state, back.stopRequestedAt, await stepOf(id)], ['RUNNING', null, 'failed']);
    await stopRun(deps(flink), id);
    assert.equal((await find(id)).state, 'RUNNING', 'a wish that failed is no wish any more');
    await requestStop(deps(flink), id, 'ann', input);
    await stopRun(deps(flink), id);
    assert.equal(await stepOf(id), 'triggered');
  });

  test('a cancel meanwhile does not wait for the savepoint, whatever becomes of it', async () => {
    const flink = flinkWith({ kind: 'accepted', requestId });
    const id = await stopping(flink);
    await stopRun(deps(flink), id);
    const before = await find(id);
    await requestStop(deps(flink), id, 'bob');
    await stopRun(deps(flink), id);
    assert.deepEqual([await stepOf(id), flink.calls.cancels], ['cancelled', 1]);
    const stale = await gateway.submission.stops.advance(before, {
      ...(before.stop as unknown as Stop),
      step: 'completed',
    });
    assert.equal(stale, false, 'who saw it before the cancel writes nothing');
  });

  test('a cancel that arrives while Flink refuses the savepoint is not forgotten', async () => {
    const refused = { kind: 'refused', status: 400, reason: 'no_directory', text: 'state.savepoints.dir' } as const;
    const flink = flinkWith(async () => {
      await requestStop(deps(flink), id, 'bob');
      return refused;
    });
    const id = await stopping(flink);
    await stopRun(deps(flink), id);
    assert.deepEqual([(await find(id)).state, await stepOf(id)], ['STOPPING', 'cancelled']);
    await stopRun(deps(flink), id);
    assert.equal(flink.calls.cancels, 1);
  });

  test('sent again, a savepoint counts from the first request; one that never left changes nothing', async () => {
    const flink = flinkWith(
      { kind: 'never-left', reason: 'refused' },
      { kind: 'lost', reason: 'cut' },
      { kind: 'lost', reason: 'cut' },
    );
    const id = await stopping(flink);
    const stopOf = async () => (await find(id)).stop as unknown as Stop;
    await assert.rejects(stopRun(deps(flink), id), (error) => hasCode(error, 'cluster_unreachable'));
    assert.deepEqual([(await stopOf()).attempt, (await stopOf()).before], [0, null]);
    await stopRun(deps(flink), id);
    const sent = await stopOf();
    assert.deepEqual(sent.before, { savepoint: null, restored: 0 });
    const again = { ...sent, step: 'wanted', before: { savepoint: 41, restored: 0 } } as const;
    assert.ok(await gateway.submission.stops.advance(await find(id), again));
    await stopRun(deps(flink), id);
    assert.deepEqual([(await stopOf()).attempt, (await stopOf()).before], [2, { savepoint: 41, restored: 0 }]);
  });

  test('only a RUNNING stream run, and only where somebody says where to', async () => {
    const flink = flinkWith();
    const batch = await running(false);
    await assert.rejects(requestStop(deps(flink), batch, 'ann', input), (error) => hasCode(error, 'illegal_move'));
    const id = await running();
    const nowhere = requestStop(deps(flink), id, 'ann', { mode: 'savepoint' });
    await assert.rejects(nowhere, (error) => hasCode(error, 'validation_failed'));
    assert.equal((await find(id)).state, 'RUNNING');
  });
});
