import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageMs } from '../../gateway/core/age.ts';

test('an age; what is stamped in the future is as old as can be, but for what clocks may differ by', () => {
  const now = new Date(10_000);
  assert.equal(ageMs(new Date(4_000), now), 6_000);
  assert.equal(ageMs(4_000, 10_000), 6_000);
  assert.equal(ageMs(now, now), 0);
  assert.equal(ageMs(10_001, now), Infinity);
  assert.equal(ageMs(-Infinity, now), Infinity);
  assert.deepEqual([ageMs(15_000, now, 5_000), ageMs(15_001, now, 5_000)], [0, Infinity]);
});
