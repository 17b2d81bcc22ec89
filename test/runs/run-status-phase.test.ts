import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phaseInWords, phaseOf } from '../../gateway/runs/run-status-phase.ts';

test('a job is SCHEDULED while it is RUNNING for Flink and no task has a slot', () => {
  const table: [state: string, tasks: Record<string, number>, phase: string][] = [
    ['RUNNING', { total: 2, scheduled: 2 }, 'SCHEDULED'],
    ['RUNNING', { total: 3, created: 1, scheduled: 2 }, 'SCHEDULED'],
    // More channels than slots: what has a slot runs, the others take their turn.
    ['RUNNING', { total: 12, scheduled: 2, running: 10 }, 'RUNNING'],
    ['RUNNING', { total: 2, scheduled: 1, finished: 1 }, 'RUNNING'],
    ['RUNNING', { total: 1, deploying: 1 }, 'RUNNING'],
    ['RUNNING', {}, 'RUNNING'],
    ['RUNNING', { total: 0 }, 'RUNNING'],
    ['CREATED', { total: 1, created: 1 }, 'CREATED'],
    ['RESTARTING', { total: 1, created: 1 }, 'RESTARTING'],
    ['FAILED', { total: 1, scheduled: 1 }, 'FAILED'],
  ];
  for (const [state, tasks, phase] of table) assert.equal(phaseOf({ state, tasks }), phase, JSON.stringify(tasks));
});

test('it is told in words while it lasts', () => {
  assert.match(phaseInWords('RUNNING', 'SCHEDULED') ?? '', /waits for task slots/);
  assert.equal(phaseInWords('RUNNING', 'RUNNING'), null);
  assert.equal(phaseInWords('FAILED', 'SCHEDULED'), null);
});
