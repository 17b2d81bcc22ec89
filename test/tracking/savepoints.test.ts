import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Checkpoint, Checkpoints, SavepointStatus } from '../../gateway/flink/savepoint-calls.ts';
import type { FollowedRecord } from '../../gateway/runs/run-store.ts';
import { lastCheckpointOf, newestRestorePoint, type RestorePoints } from '../../gateway/runs/restore-schema.ts';
import { newStop, type Stop } from '../../gateway/runs/stop-schema.ts';
import { endOfStream } from '../../gateway/tracking/end-of-stream.ts';
import { checkpointPace, createCheckpointFollower } from '../../gateway/tracking/follow-checkpoints.ts';
import { judgeSavepoint, maxTriggers } from '../../gateway/tracking/judge-savepoint.ts';

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const stop = (more: Partial<Stop> = {}): Stop => ({
  ...newStop({ who: 'ann', drain: false, targetDirectory: null }, start),
  step: 'sent',
  attempt: 1,
  sentAt: start.toISOString(),
  before: { savepoint: 5, restored: 1 },
  ...more,
});
const savepoint = (id: number, status: Checkpoint['status'] = 'COMPLETED'): Checkpoint => ({
  id,
  status,
  is_savepoint: true,
  trigger_timestamp: 1,
  external_path: `file:/sp/${id}`,
});
const shown = (history: Checkpoint[] = [], counts: Partial<Checkpoints['counts']> = {}): Checkpoints => ({
  counts: { restored: 1, total: 9, in_progress: 0, completed: 9, failed: 0, ...counts },
  latest: {},
  history,
});
const judge = (
  of: Stop,
  status: SavepointStatus | null,
  checkpoints: Checkpoints | null,
  seconds = 10,
): ReturnType<typeof judgeSavepoint> => judgeSavepoint({ stop: of, status, checkpoints, now: after(seconds) });

describe('what becomes of a stop with a savepoint', () => {
  const triggered = stop({ step: 'triggered', requestId: 'r' });

  test('Flink’s word about the request decides; no time makes a slow savepoint a failure', () => {
    assert.deepEqual(judge(triggered, { kind: 'in-progress' }, null, 1e9), { kind: 'wait' });
    const done = { kind: 'completed', path: 'p', over: true };
    assert.deepEqual(judge(triggered, { kind: 'completed', location: 'p' }, null), done);
    const failed = { kind: 'failed', cause: 'full' } as const;
    assert.deepEqual(judge(triggered, failed, null), failed);
    assert.deepEqual(judge(triggered, { kind: 'unknown' }, null), { kind: 'ask-checkpoints' });
  });

  test('a lost answer is found among the savepoints that are newer than the trigger', () => {
    assert.deepEqual(judge(stop(), null, null, 1), { kind: 'wait' }, 'the answer may still be written down');
    assert.deepEqual(judge(stop(), null, null), { kind: 'ask-checkpoints' });
    assert.deepEqual(judge(stop(), null, shown([savepoint(6, 'IN_PROGRESS'), savepoint(5)])), { kind: 'found', id: 6 });
    const done = { kind: 'completed', path: 'file:/sp/6', over: false };
    assert.deepEqual(judge(stop(), null, shown([savepoint(6)])), done);
    assert.deepEqual(judge(stop(), null, shown([savepoint(5)])), { kind: 'wait' }, 'an older one is not ours');
    assert.equal(judge(stop(), null, shown([savepoint(6, 'FAILED')])).kind, 'failed');
  });

  test('it is sent again only once nothing can be under way any more, and not for ever', () => {
    assert.equal(judge(stop(), null, shown(), 29).kind, 'wait');
    assert.equal(judge(stop(), null, shown([], { in_progress: 1 }), 600).kind, 'wait', 'it may stand in line');
    assert.equal(judge(stop(), null, shown(), 31).kind, 'again');
    assert.equal(judge(stop({ attempt: maxTriggers }), null, shown(), 31).kind, 'failed');
    assert.equal(
      judge(triggered, { kind: 'unknown' }, shown(), 31).kind,
      'failed',
      'what was confirmed is not repeated',
    );
  });

  test('a trigger from the future is old, unless two clocks may just differ so much', () => {
    assert.equal(judge(stop(), null, null, -7_200).kind, 'ask-checkpoints');
    assert.equal(judge(stop(), null, shown(), -7_200).kind, 'again');
    assert.equal(judge(stop(), null, null, -1).kind, 'wait', 'just sent by a worker whose clock is ahead');
    assert.equal(judge(stop(), null, shown(), -29).kind, 'wait');
  });

  test('a job that Flink restarted since goes on, whatever savepoints there are', () => {
    assert.equal(judge(stop(), null, shown([savepoint(6)], { restored: 2 })).kind, 'failed');
  });
});

describe('how a stream run ended', () => {
  const points: RestorePoints = { intervalMs: null, retained: false, kept: 1, checkpoint: null, savepoint: null };
  const withSavepoint = (id: number) => ({ ...points, savepoint: { id, path: `file:/sp/${id}`, at: '' } });
  const record = (of: Stop | null) => ({ stop: of, stopVersion: 3, savepointPath: null });

  test('with the savepoint that was asked for: stopped, its path kept, its bound not', () => {
    const end = endOfStream(record(stop({ step: 'triggered' })), 'FINISHED', withSavepoint(6), start);
    assert.equal(end.stopped, true);
    assert.equal(end.set.savepointPath, 'file:/sp/6');
    assert.equal(end.set.stop?.step, 'completed');
    assert.equal(end.set.stopVersion, 4);
  });

  test('by itself before there was one: its bound counts, and the stop says so', () => {
    const end = endOfStream(record(stop()), 'FINISHED', withSavepoint(5), start);
    assert.equal(end.stopped, false);
    assert.equal(end.set.stop?.step, 'failed');
    assert.match(end.set.stop?.failure?.message ?? '', /FINISHED/);
  });

  test('without such a stop nothing is said about one', () => {
    for (const of of [null, stop({ step: 'cancelled' }), stop({ step: 'failed' })]) {
      const end = endOfStream(record(of), 'CANCELED', withSavepoint(6), start);
      assert.deepEqual([end.stopped, end.why, 'stop' in end.set], [false, null, false]);
      assert.equal(end.set.savepointPath, 'file:/sp/6', 'the savepoint is there all the same');
    }
  });
});

describe('checkpoints of a stream run', () => {
  const at = start.toISOString();
  const points = (more: Partial<RestorePoints> = {}): RestorePoints => ({
    intervalMs: 60_000,
    retained: true,
    kept: 3,
    checkpoint: { id: 7, path: 'file:/chk-7', at },
    savepoint: null,
    ...more,
  });

  test('are asked for once a minute, sooner while watched or where they live shorter, never where there are none', () => {
    assert.equal(checkpointPace(null, false), 0);
    assert.equal(checkpointPace(points(), false), 60_000);
    assert.equal(checkpointPace(points(), true), 10_000);
    assert.equal(checkpointPace(points({ intervalMs: 20_000 }), false), 30_000);
    assert.equal(checkpointPace(points({ intervalMs: 1000 }), false), 10_000);
    assert.equal(checkpointPace(points({ intervalMs: 1000, retained: false }), false), 60_000);
    assert.equal(checkpointPace(points({ intervalMs: null }), true), null);
  });

  test('are asked for at once where the last answer is stamped in the future', () => {
    const { due } = createCheckpointFollower();
    const record = { streaming: true, state: 'RUNNING', watchedUntil: null, restorePoints: points() } as const;
    const dueAt = (seconds: number) =>
      due({ id: 'r', ...record, checkpointsAt: start } as unknown as FollowedRecord, after(seconds));
    assert.deepEqual([dueAt(-7_200), dueAt(59), dueAt(60)], [true, false, true]);
  });

  test('are usable only where they outlive the run at a place that others see', () => {
    assert.deepEqual([lastCheckpointOf(points())?.usable, lastCheckpointOf(points())?.note], [true, null]);
    assert.match(lastCheckpointOf(points({ kept: 1 }))?.note ?? '', /keeps one/);
    assert.equal(lastCheckpointOf(points({ retained: false }))?.usable, false);
    const inMemory = points({ checkpoint: { id: 7, path: '<checkpoint-not-externally-addressable>', at } });
    assert.deepEqual([lastCheckpointOf(inMemory)?.usable, lastCheckpointOf(inMemory)?.path], [false, '']);
    assert.equal(newestRestorePoint(inMemory), null);
  });

  test('the newest of savepoint and usable checkpoint is what to go on from', () => {
    const old = { id: 6, path: 'file:/sp', at };
    assert.equal(newestRestorePoint(points({ savepoint: old }))?.id, 7);
    assert.equal(newestRestorePoint(points({ savepoint: old, retained: false }))?.id, 6);
    assert.equal(newestRestorePoint(points({ savepoint: { ...old, id: 8 } }))?.id, 8);
    assert.equal(newestRestorePoint(points({ retained: false })), null);
  });
});
