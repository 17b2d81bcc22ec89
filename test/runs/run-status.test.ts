import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  activeStates,
  finalStates,
  isActive,
  isFinal,
  mayMove,
  moves,
  onFlinkStates,
  runStates,
  type Mover,
  type RunState,
} from '../../gateway/runs/run-status.ts';

const movers: Mover[] = ['api', 'submission', 'tracking'];
const final: RunState[] = ['SUCCEEDED', 'FAILED', 'CANCELED', 'REJECTED', 'CLOSED'];

describe('the states of a record', () => {
  test('the final ones, and nothing leads out of them', () => {
    assert.deepEqual(finalStates, final);
    for (const from of final) {
      assert.equal(isFinal(from), true);
      for (const to of runStates) for (const by of movers) assert.equal(mayMove(from, to, by), false);
    }
  });

  test('every other state has a way to an end', () => {
    for (const start of runStates.filter((state) => !isFinal(state))) {
      const reached = new Set<RunState>([start]);
      for (const state of reached) for (const { from, to } of moves) if (from === state) reached.add(to);
      assert.ok(
        final.some((state) => reached.has(state)),
        start,
      );
    }
  });

  test('every state can be reached from QUEUED, and nothing leads back to it', () => {
    const reached = new Set<RunState>(['QUEUED']);
    for (const state of reached) for (const { from, to } of moves) if (from === state) reached.add(to);
    assert.deepEqual([...reached].toSorted(), [...runStates].toSorted());
    assert.equal(
      moves.some(({ to }) => to === 'QUEUED'),
      false,
    );
  });

  test('the active ones hold the place of the job; LOST lets go of it', () => {
    assert.deepEqual(activeStates, ['QUEUED', 'WAITING', 'SUBMITTING', 'UNCERTAIN', 'RUNNING', 'STOPPING']);
    assert.equal(isActive('LOST'), false);
    assert.equal(isFinal('LOST'), false);
    assert.deepEqual([...onFlinkStates], ['UNCERTAIN', 'RUNNING', 'STOPPING']);
  });

  test('no move is listed twice, none leads to itself, each says when', () => {
    const names = moves.map(({ from, to }) => `${from}>${to}`);
    assert.equal(new Set(names).size, names.length);
    for (const { from, to, by, when } of moves) {
      assert.notEqual(from, to);
      assert.ok(by.length > 0);
      assert.ok(when.length > 5);
    }
  });
});

describe('who may move what', () => {
  test('only tracking, which has asked Flink, writes an end of what ran', () => {
    for (const from of ['RUNNING', 'STOPPING', 'UNCERTAIN', 'LOST'] as const) {
      for (const to of ['SUCCEEDED', 'FAILED', 'CANCELED'] as const) {
        assert.deepEqual(
          movers.filter((by) => mayMove(from, to, by)),
          ['tracking'],
          `${from} > ${to}`,
        );
      }
    }
  });

  test('nothing is REJECTED that may have run, and nothing SUCCEEDED that was not on Flink', () => {
    const into = (to: RunState) => moves.filter((one) => one.to === to).map(({ from }) => from);
    assert.deepEqual(into('REJECTED'), ['QUEUED', 'WAITING', 'UNCERTAIN']);
    assert.deepEqual(into('SUCCEEDED'), ['UNCERTAIN', 'RUNNING', 'STOPPING', 'LOST']);
    assert.deepEqual(into('LOST'), ['UNCERTAIN', 'RUNNING', 'STOPPING']);
  });

  const table: [from: RunState, to: RunState, by: Mover, allowed: boolean][] = [
    ['QUEUED', 'SUBMITTING', 'submission', true],
    ['QUEUED', 'SUBMITTING', 'api', false],
    ['QUEUED', 'RUNNING', 'submission', false],
    ['QUEUED', 'CANCELED', 'api', true],
    ['QUEUED', 'CANCELED', 'tracking', false],
    ['SUBMITTING', 'CANCELED', 'api', false],
    ['SUBMITTING', 'REJECTED', 'submission', false],
    ['SUBMITTING', 'FAILED', 'tracking', false],
    ['UNCERTAIN', 'REJECTED', 'submission', true],
    ['UNCERTAIN', 'REJECTED', 'tracking', false],
    ['UNCERTAIN', 'SUBMITTING', 'submission', false],
    ['RUNNING', 'STOPPING', 'api', true],
    ['RUNNING', 'STOPPING', 'tracking', false],
    ['RUNNING', 'WAITING', 'submission', false],
    ['STOPPING', 'RUNNING', 'tracking', true],
    ['STOPPING', 'RUNNING', 'api', false],
    ['LOST', 'RUNNING', 'tracking', true],
    ['LOST', 'RUNNING', 'api', true],
    ['WAITING', 'RUNNING', 'api', true],
    ['WAITING', 'RUNNING', 'tracking', false],
    ['QUEUED', 'RUNNING', 'api', false],
    ['LOST', 'CLOSED', 'api', true],
    ['LOST', 'CLOSED', 'tracking', false],
    ['WAITING', 'CLOSED', 'api', false],
    ['SUBMITTING', 'CLOSED', 'api', false],
  ];
  for (const [from, to, by, allowed] of table) {
    test(`${from} > ${to} by ${by}: ${allowed ? 'yes' : 'no'}`, () => assert.equal(mayMove(from, to, by), allowed));
  }
});
