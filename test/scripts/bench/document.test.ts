import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('bench:document measures every size and ends with one JSON object', async () => {
  const args = ['--import', 'tsx', 'scripts/bench/document.ts', '--rounds', '1', '--milliseconds', '1'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  const lines = stdout.trimEnd().split('\n');
  for (const size of ['50 columns', '2,000 columns', '1 MB']) assert.ok(lines.some((line) => line.startsWith(size)));
  const last = JSON.parse(lines.at(-1) ?? '') as Record<string, number>;
  for (const name of ['documentsPerSecond', 'floorPerSecond', 'ratio', 'documentsPerSecond2000Columns']) {
    assert.ok((last[name] ?? 0) > 0, `${name}: ${String(last[name])}`);
  }
  assert.equal(last['rounds'], 1);
});
