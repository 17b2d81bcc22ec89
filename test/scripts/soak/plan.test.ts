import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgedFromMs, warmUpMs } from '../../../scripts/soak/flatness.ts';
import { planRestarts, planRuns, restartKinds, runKinds, type RunStep } from '../../../scripts/soak/plan.ts';

function firstRuns(seed: number, count: number): RunStep[] {
  const runs = planRuns(seed);
  return Array.from({ length: count }, () => runs.next().value);
}

test('one seed plans one soak, another one another', () => {
  assert.deepEqual(firstRuns(5, 200), firstRuns(5, 200));
  assert.notDeepEqual(firstRuns(5, 200), firstRuns(6, 200));
  assert.deepEqual(planRestarts(30, 5), planRestarts(30, 5));
  assert.notDeepEqual(planRestarts(30, 5), planRestarts(30, 6));
});

test('a soak begins with a run of every kind and goes on with all of them', () => {
  const runs = firstRuns(1, 1_000);
  const kindsOf = (some: readonly RunStep[]) => new Set(some.map(({ kind }) => kind));
  assert.deepEqual(kindsOf(runs.slice(0, runKinds.length)), new Set(runKinds));
  assert.deepEqual(kindsOf(runs.slice(runKinds.length)), new Set(runKinds));
});

test('half an hour has hundreds of runs, and only those that do not end by themselves soon are stopped', () => {
  const runs = firstRuns(2, 1_000);
  const meanGapMs = runs.reduce((sum, { gapMs }) => sum + gapMs, 0) / runs.length;
  assert.ok((30 * 60_000) / meanGapMs > 500);
  for (const { kind, stopAfterMs } of runs) {
    assert.equal(stopAfterMs !== null, kind === 'stopped' || kind === 'endless', kind);
  }
});

test('every soak has every kind of restart, in order and within its time', () => {
  for (const minutes of [4, 10, 30, 60]) {
    for (const seed of [1, 2, 3, 4, 5]) {
      const plan = planRestarts(minutes, seed);
      assert.deepEqual(new Set(plan.map(({ kind }) => kind)), new Set(restartKinds), `${minutes} min`);
      const times = plan.map(({ atMs }) => atMs);
      assert.deepEqual(
        times,
        [...times].sort((a, b) => a - b),
      );
      assert.ok((times.at(-1) ?? 0) < minutes * 60_000, `${minutes} min: ${times.at(-1)}`);
    }
  }
});

test('the gateways see a death of the JobManager before they are judged', () => {
  for (const minutes of [4, 30]) {
    const first = planRestarts(minutes, 1).find(({ kind }) => kind === 'jobmanager');
    assert.ok((first?.atMs ?? Infinity) + 60_000 < warmUpMs);
  }
});

test('between two restarts of a gateway in half an hour it lives long enough to be judged', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const times = planRestarts(30, seed)
      .filter(({ kind }) => kind.startsWith('gateway'))
      .map(({ atMs }) => atMs);
    assert.ok(times.length >= 3);
    for (const [index, at] of times.entries()) {
      const life = at - (times[index - 1] ?? 0);
      // It is down and starts for up to half a minute.
      assert.ok(life - 30_000 >= judgedFromMs, `${life} ms`);
      assert.ok(life <= 7 * 60_000, `${life} ms`);
    }
  }
});
