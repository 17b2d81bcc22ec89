import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AcceptedRecord, FlinkJob } from '../../../scripts/faults/invariants.ts';
import { checkInvariants } from '../../../scripts/faults/invariants.ts';
import type { Life } from '../../../scripts/soak/flatness.ts';
import { figuresOf, livesTable, problemLines } from '../../../scripts/soak/report.ts';
import type { Soak } from '../../../scripts/soak/run-soak.ts';

const startedAt = 1_700_000_000_000;

function life(name: string, minutes: number, heapPerMinute: number): Life {
  const samples = Array.from({ length: minutes * 6 + 1 }, (_, index) => ({
    at: startedAt + index * 10_000,
    rssMb: 150 + index,
    heapMb: 80 + (heapPerMinute * index) / 6,
    fds: 40,
    lagSeconds: 0.012,
    flinkCalls: index * 10,
    activeRecords: 3,
    databaseConnections: 20,
  }));
  return { name, pid: minutes, startedAt, samples };
}

function accepted(id: string, state: 'SUCCEEDED' | 'RUNNING' | null): AcceptedRecord {
  const path = ['QUEUED', 'SUBMITTING', 'RUNNING', ...(state === 'SUCCEEDED' ? ['SUCCEEDED'] : [])];
  return {
    id,
    row:
      state === null
        ? null
        : { state, stateVersion: path.length - 1, flinkJobId: `j-${id}`, offsetAfter: null, stopRequested: false },
    events:
      state === null
        ? []
        : path.map((to, seq) => ({
            seq,
            at: startedAt + seq,
            from: path[seq - 1] ?? null,
            to,
            evidence: { seen: to },
          })),
    versionsSeen: [],
    mayExpire: false,
  };
}

function soakOf(records: readonly AcceptedRecord[], flinkJobs: readonly FlinkJob[], lives: readonly Life[]): Soak {
  const evidence = { records, flinkJobs, submissions: [], deaths: [] };
  return {
    evidence,
    violations: checkInvariants(evidence),
    lives,
    samplesMissed: 0,
    seconds: 600,
    started: {},
    restarts: { 'gateway-sigterm': 1, 'gateway-sigkill': 1, jobmanager: 1, queue: 2, gatewayStarts: 2 },
    broken: [],
    directory: '',
    remove: () => Promise.resolve(),
  };
}

const finished = (id: string): FlinkJob => ({
  jid: `j-${id}`,
  recordId: id,
  states: ['RUNNING', 'FINISHED'],
  starts: [startedAt],
  end: startedAt + 1,
});

test('a soak that kept its promises has figures and no problem', () => {
  const lives = [life('a', 10, 0), life('b', 4, 30)];
  const soak = soakOf([accepted('1', 'SUCCEEDED')], [finished('1')], lives);
  assert.deepEqual(problemLines(soak), []);
  const { runs, succeeded, lost, unfinished, flat, processesJudged, restarts, ...rest } = figuresOf(soak, 7, 10);
  assert.deepEqual({ runs, succeeded, lost, unfinished }, { runs: 1, succeeded: 1, lost: 0, unfinished: 0 });
  assert.deepEqual({ flat, processesJudged }, { flat: true, processesJudged: 1 });
  assert.deepEqual(restarts, { gateway: 2, jobManager: 1, queue: 2 });
  // From the first sample after the warm-up of the longest life; 600 + 240 calls in 600 s.
  const { rssStartMb, rssEndMb, heapSlopeMbPerHour, flinkCallsPerSecond, seed, minutes } = rest;
  assert.deepEqual(
    { rssStartMb, rssEndMb, heapSlopeMbPerHour, flinkCallsPerSecond, seed, minutes },
    { rssStartMb: 162, rssEndMb: 210, heapSlopeMbPerHour: 0, flinkCallsPerSecond: 1.4, seed: 7, minutes: 10 },
  );
});

test('a record that is gone is lost, one that is not over is unfinished, a wrong final is told as such', () => {
  const records = [accepted('1', null), accepted('2', 'RUNNING'), accepted('3', 'SUCCEEDED')];
  const soak = soakOf(records, [], [life('a', 10, 0)]);
  const { lost, unfinished, wrongFinals, doubles } = figuresOf(soak, 1, 10);
  assert.deepEqual({ lost, unfinished, wrongFinals, doubles }, { lost: 1, unfinished: 1, wrongFinals: 1, doubles: 0 });
  assert.equal(problemLines(soak).length, 3);
});

test('memory that grows is a problem, of whichever process; the table names it', () => {
  const soak = soakOf([], [], [life('a', 10, 0), life('b', 6, 3)]);
  assert.equal(figuresOf(soak, 1, 10).flat, false);
  assert.match(problemLines(soak).join('\n'), /^NOT FLAT gateway b, pid 6: heap grows \(heap 180 MB\/h of 18/);
  assert.match(livesTable(soak.lives), /gateway b.*heap grows/);
});

test('a soak too short to judge says null and no problem', () => {
  const soak = soakOf([], [], [life('a', 4, 5)]);
  assert.equal(figuresOf(soak, 1, 4).flat, null);
  assert.deepEqual(problemLines(soak), []);
});
