import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Level {
  readonly watcher: string;
  readonly records: number;
  readonly ends: number;
  readonly unseen: number;
  readonly wrongFinals: number;
  readonly seenP95Ms: number;
  readonly totalCallsPerSecond: number;
  readonly watchingCallsPerSecond: number;
}

test('bench:tracking follows every end, gateway and baseline, and ends with one JSON object', async () => {
  const few = ['--records', '40', '--clusters', '2', '--seconds', '6', '--warm-up', '3', '--share', '0.1'];
  const args = ['--import', 'tsx', 'scripts/bench/tracking.ts', ...few];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  const lines = stdout.trimEnd().split('\n');
  assert.ok(lines.some((line) => line.startsWith('gateway, 40 records')));
  const last = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> & { levels: Level[] };
  assert.deepEqual([last['callsPerSecond10k'], last['seenP95Ms10k']], [null, null]);
  assert.ok(Number(last['baselineCallsPerSecond']) > 0);
  assert.deepEqual(
    last.levels.map(({ watcher, records }) => [watcher, records]),
    [
      ['gateway', 40],
      ['baseline', 40],
    ],
  );
  for (const level of last.levels) {
    assert.ok(level.ends > 0 && level.seenP95Ms > 0, JSON.stringify(level));
    assert.deepEqual([level.unseen, level.wrongFinals], [0, 0]);
  }
  const [gateway, baseline] = last.levels;
  // One list a second per cluster and little more, whatever the number of records; the baseline asks for each.
  assert.ok((gateway?.watchingCallsPerSecond ?? 0) < (baseline?.totalCallsPerSecond ?? 0));
});
