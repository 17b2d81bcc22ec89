import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayBeForgotten, memoryOf } from '../../gateway/submission/flink-memory.ts';

const forgotten = (config: Record<string, string>, seconds: number, over = 0): boolean => {
  return mayBeForgotten(memoryOf(new Map(Object.entries(config))), { ageMs: seconds * 1000, over });
};

test('a job is remembered for jobstore.expiration-time, less a tenth; Flink’s default is an hour', () => {
  assert.equal(forgotten({}, 3240), false);
  assert.equal(forgotten({}, 3241, 1e6), true);
  assert.equal(forgotten({ 'jobstore.expiration-time': '60' }, 54), false);
  assert.equal(forgotten({ 'jobstore.expiration-time': '60' }, 55), true);
});

test('with jobstore.max-capacity absence proves nothing once a segment of the store may have been full', () => {
  for (const [capacity, full] of [
    [0, 0],
    [10, 10],
    [30, 15],
    [100, 25],
  ] as const) {
    const config = { 'jobstore.max-capacity': String(capacity) };
    if (full > 0) assert.equal(forgotten(config, 1, full - 1), false, `${capacity}`);
    assert.equal(forgotten(config, 1, full), true, `${capacity}`);
  }
});
