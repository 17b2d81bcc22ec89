import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { StoredHealth } from '../../gateway/clusters/health-schemas.ts';
import {
  isGuarded,
  judgeHealth,
  runsLeftNow,
  runsUntilFull,
  settledMs,
  type Reading,
} from '../../gateway/clusters/judge-health.ts';

const MB = 1024 * 1024;
const start = Date.UTC(2026, 0, 1);
const memory = (used: number, limit: number | null) => ({
  used: used * MB,
  limit: limit === null ? null : limit * MB,
  heapUsed: null,
  heapLimit: null,
});

/** A reading so many seconds after the start; metaspace in MB. */
function reading(
  seconds: number,
  admissions: number,
  [jobManager, taskManagers]: [number | null, number | null],
  { limit = 256, epoch = 'a' }: { limit?: number | null; epoch?: string } = {},
): Reading {
  return {
    at: new Date(start + seconds * 1000),
    epoch,
    admissions,
    jobManager: jobManager === null ? null : memory(jobManager, limit),
    taskManagers: taskManagers === null ? null : memory(taskManagers, limit),
  };
}

const judgeAll = (readings: readonly Reading[], margin = 3): StoredHealth => {
  let health: StoredHealth | null = null;
  for (const one of readings) health = judgeHealth(health, one, margin);
  if (health === null) throw new Error('no reading');
  return health;
};

describe('what a reading says', () => {
  type Row = [name: string, readings: Reading[], verdict: string, process: string | null, runsLeft: number | null];
  const table: Row[] = [
    ['experience says 8 MB a run', [reading(0, 0, [96, 56])], 'ok', 'jobManager', 20],
    ['the fuller of both counts', [reading(0, 0, [96, 136])], 'ok', 'taskManagers', 15],
    ['room for the margin is enough', [reading(0, 0, [232, 56])], 'ok', 'jobManager', 3],
    ['less than the margin is not', [reading(0, 0, [233, 56])], 'near_limit', 'jobManager', 2],
    ['nothing is left', [reading(0, 0, [256, 56])], 'near_limit', 'jobManager', 0],
    ['no limit', [reading(0, 0, [200, 200], { limit: null })], 'unknown', null, null],
    ['no TaskManager', [reading(0, 0, [56, null])], 'ok', 'jobManager', 25],
    ['nothing is told', [reading(0, 0, [null, null])], 'unknown', null, null],
    [
      'three readings that agree outweigh experience: 2 MB a run',
      [0, 1, 2, 3].map((n) => reading(n * 30, n * 5, [56 + n * 10, 30])),
      'ok',
      'jobManager',
      85,
    ],
    [
      'what a run costs is not learned from another start',
      [...[0, 1, 2, 3].map((n) => reading(n * 30, n, [56 + n, 30])), reading(130, 3, [56, 30], { epoch: 'b' })],
      'ok',
      'jobManager',
      25,
    ],
    [
      'classes that were unloaded do not make a run free',
      [0, 1, 2, 3].map((n) => reading(n * 30, n, [200 - n * 20, 30])),
      'ok',
      'jobManager',
      464,
    ],
  ];
  for (const [name, readings, verdict, process, runsLeft] of table) {
    test(name, () => {
      const health = judgeAll(readings);
      assert.deepEqual([health.verdict, health.process, health.runsLeft], [verdict, process, runsLeft]);
    });
  }

  test('a submission between two readings that are too near is credited to a later one', () => {
    const health = judgeAll([reading(0, 0, [56, 30]), reading(10, 4, [57, 30]), reading(30, 4, [64, 30])]);
    assert.equal(health.learnedFrom, 1);
    // 8 MB of experience and 2 MB learned: their mean.
    assert.equal(health.growthPerRun, 5 * MB);
  });

  test('hours without a submission neither grow the row nor lose what was learned', () => {
    const readings = [0, 1, 2, 3].map((n) => reading(n * 30, n, [56 + 2 * n, 30]));
    for (let n = 0; n < 500; n++) readings.push(reading(100 + n * 10, 3, [62, 30]));
    const health = judgeAll(readings);
    assert.ok(health.samples.length <= 12, `${health.samples.length} samples`);
    assert.equal(health.learnedFrom, 3);
    assert.equal(health.growthPerRun, 2 * MB);
  });
});

describe('runs that may still be admitted', () => {
  test('those that were admitted since the figures are taken off', () => {
    const health = judgeAll([reading(0, 10, [200, 30])]);
    assert.deepEqual([runsLeftNow(health, 10), runsLeftNow(health, 13)], [7, 4]);
  });

  test('a reading contains what was admitted a settling time before it, and nothing later', () => {
    const seconds = settledMs / 1000;
    const young = judgeAll([reading(0, 0, [200, 30]), reading(seconds - 1, 4, [200, 30])]);
    assert.equal(runsLeftNow(young, 4), 3);
    const old = judgeAll([reading(0, 0, [200, 30]), reading(1, 4, [200, 30]), reading(1 + seconds, 4, [200, 30])]);
    assert.equal(runsLeftNow(old, 4), Math.floor((56 * MB) / (old.growthPerRun ?? 1)));
  });

  test('without a limit it is not known', () => {
    assert.equal(runsLeftNow(judgeAll([reading(0, 0, [200, 30], { limit: null })]), 9), null);
  });
});

test('the preflight reckons with 8 MB a run on the fullest process', () => {
  assert.equal(runsUntilFull([memory(56, 256), memory(96, 256)]), 20);
  assert.equal(runsUntilFull([memory(300, 256)]), 0);
  assert.equal(runsUntilFull([memory(56, null), null]), null);
});

test('the guard is for modes that leave metaspace behind, unless a person says otherwise', () => {
  const table: [mode: string, enabled: boolean | undefined, guarded: boolean][] = [
    ['bundle', undefined, true],
    ['dist-dir', undefined, true],
    ['lib', undefined, false],
    ['lib', true, true],
    ['bundle', false, false],
  ];
  for (const [mode, enabled, guarded] of table) {
    const config = enabled === undefined ? {} : { healthGuard: { enabled } };
    assert.equal(isGuarded({ distribution: { mode }, config }), guarded, `${mode} ${String(enabled)}`);
  }
});
