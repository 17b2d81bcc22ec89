import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { watchFlink } from '../../scripts/faults/flink-watch.ts';
import {
  checkInvariants,
  lookMs,
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
const row: Row = { state: 'SUCCEEDED', stateVersion: 3, flinkJobId: jid, offsetAfter: '2', stopRequested: false };

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

/** Rightly LOST when the JobManager died; what Flink has shown since then was changed. */
const lostAndShown = (change: Partial<FlinkJob>): Change => ({
  row: { state: 'LOST', offsetAfter: null },
  record: { events: path('QUEUED', 'SUBMITTING', 'RUNNING', 'LOST') },
  evidence: { deaths: [2_500], flinkJobs: [job(change)] },
});

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

  test('a record whose job Flink has shown only just is about to be found again', () => {
    assert.deepEqual(kindsFound(lostAndShown({ shownForMs: lookMs })), []);
    assert.deepEqual(kindsFound(lostAndShown({ shownForMs: null })), []);
    assert.deepEqual(kindsFound(lostAndShown({ end: null, shownForMs: lookMs + 1 })), ['lost', 'wrong-final']);
  });

  test('an offset lies within what the source had', () => {
    const grown = { source: [1, 2, 3], target: [1, 2, 3], again: false, upTo: 2 };
    assert.deepEqual(kindsFound({ record: { rows: grown } }), []);
    assert.deepEqual(kindsFound({ row: { offsetAfter: '3' }, record: { rows: grown } }), []);
    assert.deepEqual(kindsFound({ row: { offsetAfter: '1' }, record: { rows: grown } }), ['offset']);
  });

  test('a run starts where the last that SUCCEEDED before it ended', () => {
    const grown = { source: [1, 2, 3], target: [1, 2, 3], again: false, upTo: 2 };
    const events = path('QUEUED', 'SUBMITTING', 'RUNNING', 'SUCCEEDED');
    const run = (id: string, at: number, change: Partial<Row>): AcceptedRecord => ({
      id,
      jobId: 'copying',
      row: { ...row, offsetBefore: null, flinkJobId: id, ...change },
      events: events.map((event) => ({ ...event, at: at + event.seq })),
      versionsSeen: [],
      mayExpire: false,
      rows: grown,
    });
    const found = (offsetBefore: string | null) => {
      const records = [run('c', 3_000, { offsetBefore, offsetAfter: '3' }), run('a', 1_000, {}), run('b', 2_000, {})];
      const second = { ...records[2], row: { ...row, flinkJobId: 'b', offsetBefore: '2' } } as AcceptedRecord;
      const other = { ...run('bb', 2_500, { offsetAfter: '3' }), jobId: 'another' };
      const all = [...records.slice(0, 2), second, other];
      const flinkJobs = all.map(({ id }) => job({ jid: id, recordId: id }));
      return checkInvariants({ records: all, flinkJobs, submissions: [], deaths: [] }).map(
        ({ kind, recordId: of }) => `${kind} ${of}`,
      );
    };
    assert.deepEqual(found('2'), []);
    assert.deepEqual(found('3'), ['offset c']);
    assert.deepEqual(found(null), ['offset c']);
  });

  const overlapping = [job(), job({ jid: other, starts: [2_500], end: 4_000 })];
  const takenBack = ['QUEUED', 'SUBMITTING', 'UNCERTAIN', 'LOST', 'RUNNING', 'SUCCEEDED'];
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
    ['LOST although Flink shows that it FINISHED', 'lost', lostAndShown({ shownForMs: lookMs + 1 })],
    [
      'LOST before the JobManager died',
      'wrong-final',
      ended('LOST', { record: { lostSeenAt: 2_000 }, evidence: { deaths: [2_500] } }),
    ],
    [
      'LOST for a while although no JobManager died',
      'wrong-final',
      { row: { stateVersion: 5 }, record: { events: path(...takenBack) } },
    ],
    [
      'LOST in good time, whoever died later',
      'wrong-final',
      ended('LOST', { record: { inTime: true }, evidence: { deaths: [2_500] } }),
    ],
    [
      'REJECTED although its job was there in good time',
      'wrong-final',
      ended('REJECTED', { record: { inTime: true }, evidence: { flinkJobs: [job({ states: ['CANCELED'] })] } }),
    ],
    ['a run that was repeated although nobody wanted it', 'double', { record: { retries: { wanted: 0, made: 1 } } }],
    [
      'a run that FAILED and was not repeated',
      'lost',
      ended('FAILED', {
        record: { retries: { wanted: 1, made: 0 } },
        evidence: { flinkJobs: [job({ states: ['FAILED'] })] },
      }),
    ],
    ['an offset short of what was copied', 'offset', { row: { offsetAfter: '1' } }],
    ['an offset beyond what was copied', 'offset', { row: { offsetAfter: '3' } }],
    ['an offset that is no number', 'offset', { row: { offsetAfter: 'x' } }],
    ['SUCCEEDED without its offset', 'offset', { row: { offsetAfter: null } }],
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
      ended('FAILED', { row: { offsetAfter: '2' }, evidence: { flinkJobs: [job({ states: ['FAILED'] })] } }),
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

test('what Flink shows is what its last list of this JobManager has', async () => {
  // Nobody listens there: only what is heard counts.
  const watch = watchFlink('http://127.0.0.1:1');
  try {
    const told = { jid, name: `copy@${recordId}`, state: 'FINISHED', 'start-time': 1, 'end-time': 2 };
    const hear = (...jobs: (typeof told)[]) =>
      watch.hear({ path: '/jobs/overview', status: 200, body: Buffer.from(JSON.stringify({ jobs })) });
    const shown = () => watch.jobs.map(({ shownForMs }) => shownForMs);
    hear(told);
    assert.deepEqual(shown(), [0]);
    hear();
    assert.deepEqual(shown(), [null]);
    hear(told);
    watch.jobManagerDied();
    assert.deepEqual(shown(), [null]);
    hear(told);
    assert.deepEqual(shown(), [null, 0]);
  } finally {
    await watch.close();
  }
});
