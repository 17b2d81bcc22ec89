import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPaused, pauseUntil } from '../../gateway/clusters/drain.ts';

test('a pause lasts until its end, and no longer than the longest: then it was written by another clock', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const after = (ms: number) => new Date(now.getTime() + ms);
  assert.equal(isPaused(null, now), false);
  for (const failed of [1, 5, 50]) assert.equal(isPaused(pauseUntil(failed, now), now), true, `${failed}`);
  assert.deepEqual(
    [29_999, 30_000].map((ms) => isPaused(pauseUntil(1, now), after(ms))),
    [true, false],
  );
  assert.equal(isPaused(pauseUntil(1, after(7_200_000)), now), false);
});
