import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { admit, type Admission } from '../../gateway/submission/admit.ts';
import { isClusterFault } from '../../gateway/submission/evidence.ts';
import { freePlace } from '../../gateway/submission/job-places.ts';
import { readRootCause } from '../../gateway/flink/root-cause.ts';
import { readFixture } from '../chunjun/fixtures.ts';

const unlimited = { activeRuns: 0, maxActiveRuns: null };

function textOf(answer: Admission): string {
  if (answer.kind === 'admit') return '';
  return answer.kind === 'wait' ? answer.reason.message : answer.message;
}

describe('admit', () => {
  type Row = [
    what: string,
    needed: number,
    total: number,
    free: number,
    promised: number,
    kind: 'admit' | 'wait' | 'never',
  ];
  const table: Row[] = [
    ['room', 1, 4, 4, 0, 'admit'],
    ['just room', 4, 4, 4, 0, 'admit'],
    ['one too few', 4, 4, 3, 0, 'wait'],
    ['none free', 1, 4, 0, 0, 'wait'],
    ['more than there are', 5, 4, 4, 0, 'never'],
    ['more than there are, all busy', 5, 4, 0, 0, 'never'],
    ['no TaskManager yet', 5, 0, 0, 0, 'wait'],
    ['room beside what is promised', 2, 4, 4, 2, 'admit'],
    ['promised away', 2, 4, 4, 3, 'wait'],
    ['more promised than free', 1, 4, 2, 5, 'wait'],
    ['a promise never makes it impossible', 4, 4, 4, 4, 'wait'],
  ];
  for (const [what, needed, slotsTotal, slotsFree, promised, kind] of table) {
    test(`${what}: ${kind}`, () => {
      const answer = admit({ needed, slotsTotal, slotsMax: slotsTotal, slotsFree, promised, ...unlimited });
      assert.equal(answer.kind, kind);
      assert.ok(textOf(answer).includes(answer.kind === 'admit' ? '' : String(needed)), textOf(answer));
    });
  }

  test('what the cluster had before a TaskManager went is no reason to refuse', () => {
    const kind = admit({ needed: 6, slotsTotal: 4, slotsMax: 8, slotsFree: 4, promised: 0, ...unlimited }).kind;
    assert.equal(kind, 'wait');
  });

  test('the reason tells the numbers a person can see, and the promise', () => {
    const waiting = admit({ needed: 3, slotsTotal: 8, slotsMax: 8, slotsFree: 4, promised: 2, ...unlimited });
    const message = 'Needs 3 task slots, 2 of 8 are free (2 more are promised to runs being submitted)';
    assert.deepEqual(waiting, { kind: 'wait', reason: { code: 'no_free_slots', message } });
    const busy = admit({ needed: 3, slotsTotal: 8, slotsMax: 8, slotsFree: 0, promised: 9, ...unlimited });
    assert.match(textOf(busy), /, 0 of 8 are free/);
  });

  test("the cluster's own limit of runs is a reason of its own, and no reason to refuse", () => {
    const room = { needed: 1, slotsTotal: 8, slotsMax: 8, slotsFree: 8, promised: 0 };
    assert.equal(admit({ ...room, activeRuns: 2, maxActiveRuns: 3 }).kind, 'admit');
    const full = admit({ ...room, activeRuns: 3, maxActiveRuns: 3 });
    assert.equal(full.kind === 'wait' ? full.reason.code : '', 'quota');
    assert.match(textOf(full), /3 runs are on the cluster/);
    assert.equal(admit({ ...room, needed: 9, activeRuns: 3, maxActiveRuns: 3 }).kind, 'never');
  });
});

describe('places of a job', () => {
  test('one, or as many as may run at once; the first is the id of the job', () => {
    assert.equal(freePlace('J', 1, new Set([null])), 'J');
    assert.equal(freePlace('J', 1, new Set(['J'])), null);
    assert.equal(freePlace('J', 3, new Set(['J', null, 'J#2'])), 'J#1');
    assert.equal(freePlace('J', 3, new Set(['J', 'J#1', 'J#2'])), null);
  });
});

describe('isClusterFault', () => {
  const answers = readFixture('flink-answers.json') as Record<string, { status: number; body: { errors: string[] } }>;
  const faultOf = (name: string): boolean => {
    const answer = answers[name];
    assert.ok(answer);
    const { chain } = readRootCause(answer.body.errors);
    return isClusterFault({ kind: 'error', status: answer.status, chain: [...chain] });
  };

  test('a jar that is gone is the fault of the cluster, as Flink 1.12.7 says it', () => {
    assert.equal(faultOf('nojar'), true);
  });

  for (const name of ['login', 'mysqlport', 'plugin', 'entry', 'badjobid']) {
    test(`${name} is the fault of the job`, () => assert.equal(faultOf(name), false));
  }

  test('no leader counts with 503 only', () => {
    const chain = ['Service temporarily unavailable due to an ongoing leader election. Please refresh.'];
    assert.equal(isClusterFault({ kind: 'error', status: 503, chain }), true);
    assert.equal(isClusterFault({ kind: 'error', status: 400, chain }), false);
  });
});
