import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { flinkJobStates } from '../../gateway/flink/schemas.ts';
import { mayMove, onFlinkStates } from '../../gateway/runs/run-status.ts';
import { decide, type DecideInput, type Decision } from '../../gateway/tracking/decide.ts';

const known: DecideInput = {
  state: 'RUNNING',
  phase: 'RUNNING',
  listed: 'RUNNING',
  direct: undefined,
  submittedEpoch: 'e1',
  epoch: 'e1',
};
const ends = { FINISHED: 'SUCCEEDED', FAILED: 'FAILED', CANCELED: 'CANCELED' } as const;
const followed = [...onFlinkStates, 'LOST'] as const;

describe('decide', () => {
  for (const state of followed) {
    for (const [phase, to] of Object.entries(ends)) {
      test(`${state}, Flink says ${phase}: ${to}`, () => {
        assert.deepEqual(decide({ ...known, state, listed: phase }), { kind: 'final', to, phase });
        assert.deepEqual(decide({ ...known, state, listed: null, direct: phase }), { kind: 'final', to, phase });
        assert.equal(mayMove(state, to, 'tracking'), true);
      });
    }
  }

  const alive = flinkJobStates.filter((word) => !(word in ends));
  for (const phase of alive) {
    test(`Flink says ${phase}: no end`, () => {
      for (const state of followed) assert.notEqual(decide({ ...known, state, listed: phase }).kind, 'final');
    });
  }

  const table: [what: string, input: Partial<DecideInput>, decision: Decision][] = [
    ['nothing new', {}, { kind: 'nothing' }],
    ['another phase', { listed: 'RESTARTING' }, { kind: 'phase', phase: 'RESTARTING' }],
    ['the first phase', { phase: null }, { kind: 'phase', phase: 'RUNNING' }],
    ['stopping, not there yet', { state: 'STOPPING', listed: 'CANCELLING' }, { kind: 'phase', phase: 'CANCELLING' }],
    ['stopping, still as it was', { state: 'STOPPING' }, { kind: 'nothing' }],
    ['uncertain and found', { state: 'UNCERTAIN', phase: null }, { kind: 'running', phase: 'RUNNING' }],
    [
      'uncertain and found by asking',
      { state: 'UNCERTAIN', listed: null, direct: 'CREATED' },
      { kind: 'running', phase: 'CREATED' },
    ],
    [
      'uncertain and not there: for submission to say',
      { state: 'UNCERTAIN', listed: null, direct: null },
      { kind: 'nothing' },
    ],
    [
      'uncertain after a restart, too',
      { state: 'UNCERTAIN', listed: null, direct: null, epoch: 'e2' },
      { kind: 'nothing' },
    ],
    ['lost and found', { state: 'LOST' }, { kind: 'running', phase: 'RUNNING' }],
    ['lost and still not there', { state: 'LOST', listed: null }, { kind: 'nothing' }],
    ['not in the list: ask first', { listed: null }, { kind: 'look' }],
    ['stopping and not in the list: ask first', { state: 'STOPPING', listed: null }, { kind: 'look' }],
    ['not in the list after a restart: ask first', { listed: null, epoch: 'e2' }, { kind: 'look' }],
    ['not in the list, but there', { listed: null, direct: 'RUNNING' }, { kind: 'nothing' }],
    ['asked and absent', { listed: null, direct: null }, { kind: 'lost', restarted: false }],
    [
      'asked and absent after a restart',
      { listed: null, direct: null, epoch: 'e2' },
      { kind: 'lost', restarted: true },
    ],
    [
      'stopping, asked and absent',
      { state: 'STOPPING', listed: null, direct: null },
      { kind: 'lost', restarted: false },
    ],
    [
      'absent, and the archive says how it ended',
      { listed: null, direct: null, archived: 'FINISHED', epoch: 'e2' },
      { kind: 'final', to: 'SUCCEEDED', phase: 'FINISHED' },
    ],
    [
      'lost, and the archive says how it ended',
      { state: 'LOST', listed: null, archived: 'FAILED' },
      { kind: 'final', to: 'FAILED', phase: 'FAILED' },
    ],
    [
      'absent, and the archive says nothing',
      { listed: null, direct: null, archived: null },
      { kind: 'lost', restarted: false },
    ],
    ['Flink goes before the archive', { listed: 'RUNNING', archived: 'FINISHED' }, { kind: 'nothing' }],
    [
      'the list goes before the direct answer',
      { listed: 'RESTARTING', direct: 'RUNNING' },
      { kind: 'phase', phase: 'RESTARTING' },
    ],
    [
      'a list that shows the end goes before a cached answer',
      { listed: 'FINISHED', direct: 'RUNNING' },
      { kind: 'final', to: 'SUCCEEDED', phase: 'FINISHED' },
    ],
  ];
  for (const [what, input, decision] of table) {
    test(what, () => assert.deepEqual(decide({ ...known, ...input }), decision));
  }

  test('nothing is ever lost without a direct answer', () => {
    for (const state of followed) {
      for (const epoch of ['e1', 'e2']) {
        for (const listed of [null, 'RUNNING', 'FINISHED']) {
          assert.notEqual(decide({ ...known, state, epoch, listed, direct: undefined }).kind, 'lost');
        }
      }
    }
  });
});
