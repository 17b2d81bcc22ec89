import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callNamed, killPoints, moveNamed } from '../../scripts/faults/kill-points.ts';
import { kinds, labelOf, planOf } from '../../scripts/faults/kinds.ts';
import { planRound, roundsOf, wholeRound } from '../../scripts/faults/plan.ts';
import { coverageOf, kindTable } from '../../scripts/faults/report.ts';
import type { Outcome } from '../../scripts/faults/round.ts';
import { chanceOf } from '../../scripts/faults/random.ts';
import { moves } from '../../gateway/runs/run-status.ts';

test('a whole round has every kind of fault and every kill point', () => {
  const plans = planRound(wholeRound, chanceOf(3));
  assert.deepEqual(new Set(plans.map(({ kind }) => kind)), new Set(Object.keys(kinds)));
  assert.deepEqual(new Set(plans.flatMap(({ point }) => point ?? [])), new Set(killPoints));
});

test('one seed plans one round, another one another', () => {
  assert.deepEqual(planRound(80, chanceOf(5)), planRound(80, chanceOf(5)));
  assert.notDeepEqual(planRound(80, chanceOf(5)), planRound(80, chanceOf(6)));
});

test('the label of a scenario asks for it again, and nothing else does', () => {
  for (const plan of planRound(120, chanceOf(7))) assert.deepEqual(planOf(labelOf(plan)), plan);
  for (const wrong of [
    '',
    'answer-dropped',
    'no-such#1',
    'kill-point#1',
    'kill-point/no:such#1',
    'answer-dropped+x#1',
  ]) {
    assert.equal(planOf(wrong), undefined, wrong);
  }
});

test('rounds have as many scenarios as were asked for', () => {
  for (const count of [1, 5, wholeRound, 500, 1234]) {
    const rounds = roundsOf(count);
    assert.equal(
      rounds.reduce((sum, of) => sum + of, 0),
      count,
    );
    assert.ok(Math.max(...rounds) <= 1.5 * wholeRound);
  }
});

test('a state that the gateway itself moves records to has its kill points', () => {
  // A new state of the machine must not stay without a death at its door.
  const reached = moves.filter(({ by }) => by.some((mover) => mover !== 'api')).map(({ to }) => to);
  assert.deepEqual(
    [...new Set(reached)].filter((state) => moveNamed(state) === undefined),
    [],
  );
  assert.equal(moveNamed('QUEUED', 'requested (manual)'), 'accept');
  assert.equal(moveNamed('QUEUED', 'requested (retry)'), 'retry');
});

test('calls to Flink are recognised by method and path', () => {
  const id = 'a'.repeat(32);
  assert.equal(callNamed('POST', '/jars/x_y.jar/run'), 'post');
  assert.equal(callNamed('GET', `/jobs/${id}`), 'look');
  assert.equal(callNamed('GET', '/jobs/overview'), 'observe');
  assert.equal(callNamed('PATCH', `/jobs/${id}?mode=cancel`), 'cancel');
  assert.equal(callNamed('POST', `/jobs/${id}/stop`), 'savepoint');
  assert.equal(callNamed('GET', `/jobs/${id}/config`), undefined);
});

test('a scenario whose fault did not happen is told and does not count, and too many of them fail the run', () => {
  const plan = planOf('clock-jump#1') ?? assert.fail();
  const outcome = (happened: boolean, broken: string | null = null): Outcome => ({
    plan,
    happened,
    broken,
    records: [],
    submissions: 0,
    violations: [],
  });
  const tenth = [...Array.from({ length: 9 }, () => outcome(true)), outcome(false)];
  assert.deepEqual(coverageOf(tenth), { tested: 9, notHappened: 1, tooFew: false, hollowKinds: [] });
  assert.deepEqual(coverageOf(tenth.slice(1)), { tested: 8, notHappened: 1, tooFew: true, hollowKinds: [] });
  assert.deepEqual(coverageOf([outcome(true, 'no gateway answers')]), {
    tested: 0,
    notHappened: 0,
    tooFew: false,
    hollowKinds: [],
  });
  assert.deepEqual(coverageOf([]), { tested: 0, notHappened: 0, tooFew: false, hollowKinds: [] });
  // One kind that never happens hides behind many others that do.
  const others = Array.from({ length: 90 }, () => outcome(true));
  const other = (happened: boolean) => ({ ...outcome(happened), plan: planOf('answer-dropped#1') ?? assert.fail() });
  const hollow = coverageOf([...others, other(true), other(false), other(false), other(false)]);
  assert.deepEqual([hollow.tooFew, hollow.hollowKinds], [false, ['answer-dropped']]);
  assert.deepEqual(coverageOf([...others, other(true), other(true), other(false), other(false)]).hollowKinds, []);
  assert.match(kindTable(tenth), /^fault +scenarios +did not happen .*\nclock-jump +10 +1 /);
});
