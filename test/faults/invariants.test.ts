import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  checkInvariants,
  type AcceptedRecord,
  type Evidence,
  type FlinkJob,
  type RecordEvent,
  type ViolationKind,
} from '../../scripts/faults/invariants.ts';

const recordId = '01M7Z0000000000000000RECORD';
const jid = 'a'.repeat(32);
const other = 'b'.repeat(32);

const path = (...states: string[]): RecordEvent[] =>
  states.map((to, seq) => ({
    seq,
    at: 1_000 + seq,
    from: states[seq - 1] ?? null,
    to,
    evidence: { asked: '/jobs/overview' },
  }));

const job = (change: Partial<FlinkJob> = {}): FlinkJob => ({
  jid,
  recordId,
  states: ['RUNNING', 'FINISHED'],
  starts: [2_000],
  end: 3_000,
  ...change,
});

type Row = NonNullable<AcceptedRecord['row']>;
const row: Row = { state: 'SUCCEEDED', stateVersion: 3, flinkJobId: jid, offsetAfter: '5', stopRequested: false };

interface Change {
  readonly row?: Partial<Row>;
  readonly record?: Partial<AcceptedRecord>;
  readonly evidence?: Partial<Evidence>;
}

/** A record that SUCCEEDED as it should, with what was changed. */
function kindsFound(change: Change = {}): ViolationKind[] {
  const record: AcceptedRecord = {
    id: recordId,
    row: { ...row, ...change.row },
    events: path('QUEUED', 'SUBMITTING', 'RUNNING', 'SUCCEEDED'),
    versionsSeen: [0, 2, 3],
    mayExpire: false,
    rows: { source: [1, 2], target: [1, 2], again: false },
    ...change.record,
  };
  const found = checkInvariants({
    records: [record],
    flinkJobs: [job()],
    submissions: [{ jobId: jid, recordId, forwarded: true }],
    deaths: [],
    ...change.evidence,
  });
  return [...new Set(found.map(({ kind }) => kind))];
}

/** A record that ended otherwise, with what belongs to that. */
const ended = (state: Row['state'], change: Change): Change => {
  const events =
    state === 'CANCELED' ? path('QUEUED', 'WAITING', state) : path('QUEUED', 'SUBMITTING', 'UNCERTAIN', state);
  return {
    ...change,
    row: { state, offsetAfter: null, stateVersion: events.length - 1, ...change.row },
    record: { events, versionsSeen: [], rows: { source: [1, 2], target: [], again: false }, ...change.record },
  };
};

describe('the checker of promises', () => {
  test('finds nothing wrong with what is right', () => {
    assert.deepEqual(kindsFound(), []);
    const restarted = path('QUEUED', 'SUBMITTING', 'RUNNING', 'LOST');
    const dead = job({ states: ['RUNNING'] });
    assert.deepEqual(
      kindsFound({
        row: { state: 'LOST', offsetAfter: null },
        record: { events: restarted },
        evidence: { deaths: [2_500], flinkJobs: [dead] },
      }),
      [],
    );
    const never = ended('CANCELED', { row: { stopRequested: true }, evidence: { flinkJobs: [] } });
    assert.deepEqual(kindsFound(never), []);
  });

  const overlapping = [job(), job({ jid: other, starts: [2_500], end: 4_000 })];
  const without = path('QUEUED', 'SUBMITTING', 'RUNNING', 'SUCCEEDED').map((event) =>
    event.to === 'SUCCEEDED' ? { ...event, evidence: null } : event,
  );
  const broken: readonly (readonly [string, ViolationKind, Change])[] = [
    ['two live jobs of one record', 'double', { evidence: { flinkJobs: overlapping } }],
    [
      'one job after the other, both FINISHED',
      'double',
      { evidence: { flinkJobs: [job(), job({ jid: other, starts: [4_000], end: 5_000 })] } },
    ],
    ['an id that ran twice', 'double', { evidence: { flinkJobs: [job({ starts: [2_000, 9_000] })] } }],
    [
      'an id that was sent twice',
      'double',
      { evidence: { submissions: [1, 2].map(() => ({ jobId: jid, recordId, forwarded: true })) } },
    ],
    [
      'a row that was written twice',
      'double',
      { record: { rows: { source: [1, 2], target: [1, 2, 2], again: false } } },
    ],
    ['a record that is gone', 'lost', { record: { row: null, events: [] } }],
    [
      'a record that never ends',
      'lost',
      {
        row: { state: 'UNCERTAIN', offsetAfter: null, stateVersion: 2 },
        record: { events: path('QUEUED', 'SUBMITTING', 'UNCERTAIN') },
      },
    ],
    ['a job that lives on', 'wrong-final', { evidence: { flinkJobs: [job({ end: null })] } }],
    ['SUCCEEDED although Flink said FAILED', 'wrong-final', { evidence: { flinkJobs: [job({ states: ['FAILED'] })] } }],
    ['SUCCEEDED without all rows', 'wrong-final', { record: { rows: { source: [1, 2], target: [1], again: false } } }],
    ['REJECTED although it ran', 'wrong-final', ended('REJECTED', {})],
    ['FAILED although it FINISHED', 'wrong-final', ended('FAILED', {})],
    ['CANCELED although nobody asked', 'wrong-final', ended('CANCELED', { evidence: { flinkJobs: [] } })],
    ['LOST although no JobManager died', 'wrong-final', ended('LOST', {})],
    ['a final state without evidence', 'no-evidence', { record: { events: without } }],
    [
      'an offset without SUCCEEDED',
      'offset',
      ended('FAILED', { row: { offsetAfter: '5' }, evidence: { flinkJobs: [job({ states: ['FAILED'] })] } }),
    ],
    ['a state_version that goes back', 'backwards', { record: { versionsSeen: [0, 3, 2, 3] } }],
    [
      'a move that the table does not have',
      'backwards',
      { record: { events: path('QUEUED', 'RUNNING', 'SUBMITTING', 'SUCCEEDED') } },
    ],
    [
      'an event that is missing',
      'backwards',
      { record: { events: path('QUEUED', 'SUBMITTING', 'RUNNING', 'SUCCEEDED').filter(({ seq }) => seq !== 1) } },
    ],
  ];
  for (const [what, kind, change] of broken) {
    test(`finds ${what}`, () => assert.deepEqual(kindsFound(change), [kind]));
  }
});
