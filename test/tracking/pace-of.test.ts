import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paceOf } from '../../gateway/tracking/pace-of.ts';

const now = new Date(Date.UTC(2026, 0, 1));
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const pace = (reachability: string, lastSeenAt: Date | null, isActive = true) =>
  paceOf({ reachability, lastSeenAt, createdAt: ago(50) }, isActive, now);

test('the pause of an active cluster that does not answer grows with the time that it was not seen', () => {
  for (const [seconds, expected] of [
    [-3_600, 'active'],
    [0, 'active'],
    [30, 'active'],
    [50, 2_000],
    [130, 10_000],
    [330, 30_000],
    [1e6, 30_000],
  ] as const) {
    assert.equal(pace('unreachable', ago(seconds)), expected, `${seconds} s`);
  }
  assert.equal(pace('unreachable', null), 2_000, 'never seen: since it was registered');
});

test('the others have the periods of the configuration', () => {
  for (const reachability of ['reachable', 'unknown']) assert.equal(pace(reachability, ago(1e6)), 'active');
  for (const reachability of ['reachable', 'unreachable']) assert.equal(pace(reachability, ago(130), false), 'idle');
});
