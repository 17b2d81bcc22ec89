import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  areFlat,
  grows,
  judge,
  judgedFromMs,
  limits,
  slopePerHour,
  warmUpMs,
  type Life,
  type Sample,
} from '../../../scripts/soak/flatness.ts';

const startedAt = 1_700_000_000_000;
const everyMs = 10_000;
const minute = 60_000;

/** A process that lived so long; what it held is told by minutes of its life. */
function life(minutes: number, heap: (minute: number) => number, fds: (minute: number) => number = () => 40): Life {
  const samples = Array.from({ length: (minutes * minute) / everyMs + 1 }, (_, index): Sample => {
    const at = index * everyMs;
    return {
      at: startedAt + at,
      rssMb: 200,
      heapMb: heap(at / minute),
      fds: fds(at / minute),
      lagSeconds: 0.01,
      flinkCalls: index,
      activeRecords: 3,
      databaseConnections: 20,
    };
  });
  return { name: 'a', pid: 1, startedAt, samples };
}

/** Up and down from one sample to the next, without a trend. */
const saw = (by: number) => (at: number) => (Math.round(at * 6) % 2 === 0 ? by : -by);

test('the slope is that of the least squares', () => {
  const line = [0, 1, 2, 3].map((hour) => ({ at: startedAt + hour * 60 * minute, value: 7 + 2.5 * hour }));
  assert.equal(slopePerHour(line), 2.5);
  // By hand: means 1 and 2, (−1·−2 + 0·1 + 1·1) / (1 + 0 + 1) = 1.5.
  const bent = [0, 3, 3].map((value, hour) => ({ at: startedAt + hour * 60 * minute, value }));
  assert.equal(slopePerHour(bent), 1.5);
  assert.equal(slopePerHour(line.toReversed()), 2.5);
});

test('too few points and points at one time have no slope', () => {
  const at = startedAt;
  assert.equal(slopePerHour([]), null);
  assert.equal(
    slopePerHour([
      { at, value: 1 },
      { at: at + 1, value: 2 },
    ]),
    null,
  );
  assert.equal(slopePerHour([1, 2, 3].map((value) => ({ at, value }))), null);
});

test('growth is a slope above the limit whose whole rise is more than noise', () => {
  const limit = { perHour: 12, leastRise: 2 };
  assert.equal(grows(13, 30 * minute, limit), true);
  assert.equal(grows(12, 30 * minute, limit), false);
  assert.equal(grows(30, 3 * minute, limit), false, 'a rise of 1.5 in three minutes');
  assert.equal(grows(-50, 30 * minute, limit), false);
});

test('a heap that goes up and down around one height is flat, whatever it did in the warm-up', () => {
  const heap = (at: number): number => (at < warmUpMs / minute ? 40 + 20 * at : 80 + saw(1.5)(at));
  for (const minutes of [5, 6, 30]) assert.equal(judge(life(minutes, heap)).verdict, 'flat', `${minutes} min`);
});

test('a leak of 10 KB a run is seen through the noise in half an hour, one of 3 MB a minute in a short life', () => {
  const perMinute = (40 * 10) / 1024;
  const leak = (at: number): number => 80 + perMinute * at + saw(1.5)(at);
  const found = judge(life(30, leak));
  assert.equal(found.verdict, 'heap grows');
  assert.ok(Math.abs((found.heapPerHour ?? 0) - 60 * perMinute) < 1, String(found.heapPerHour));
  assert.equal(judge(life(6, (at) => 80 + 3 * at)).verdict, 'heap grows');
});

test('one step of the heap is no leak, wherever it comes', () => {
  for (const step of [3, 8, 15, 25]) {
    const heap = (at: number): number => (at < step ? 80 : 85) + saw(0.3)(at);
    assert.equal(judge(life(30, heap)).verdict, 'flat', `at minute ${step}`);
    assert.equal(judge(life(step + 2, heap)).verdict, 'flat', `two minutes after minute ${step}`);
  }
});

test('descriptors that are never closed are growth, a pool that fills and empties is not', () => {
  const heap = () => 80;
  assert.equal(judge(life(30, heap, (at) => 40 + Math.floor(at))).verdict, 'descriptors grow');
  assert.equal(judge(life(30, heap, (at) => 40 + 4 * saw(1)(at))).verdict, 'flat');
});

test('a life that is too short is not judged, and without a judged one nothing is said to be flat', () => {
  const short = judge(life(judgedFromMs / minute - 1, (at) => 80 + 50 * at));
  assert.equal(short.verdict, 'too short');
  assert.equal(areFlat([short]), null);
  assert.equal(areFlat([short, judge(life(6, () => 80))]), true);
  assert.equal(areFlat([judge(life(30, () => 80)), judge(life(6, (at) => 80 + 3 * at))]), false);
  assert.equal(judge({ ...life(0, () => 80), samples: [] }).verdict, 'too short');
});

test('the limits hold for what half an hour can show', () => {
  const half = (slope: number): number => (slope * 28) / 60;
  assert.ok(half(limits.heap.perHour) > limits.heap.leastRise);
  assert.ok(half(limits.fds.perHour) > limits.fds.leastRise);
});
