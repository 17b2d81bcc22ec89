import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFinal } from '../../gateway/runs/run-status.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { usesStandIn } from '../helpers/distribution.ts';
import { sharedFlink } from '../helpers/flink.ts';
import { startRun, storeJob, streamSpec } from '../helpers/jobs.ts';
import { eventually, startStack } from '../helpers/stack.ts';

const skip = !usesStandIn && 'the real Chunjun sleeps in every run of every test';

/** Chunjun's reader and writer each sleep 20 s when they close, long after the last row: not a hang, not an end. */
test('a job that sleeps 40 s when it closes is RUNNING until it is over', { skip }, async () => {
  const flink = await sharedFlink('lib');
  try {
    const stack = await startStack({ flinkUrl: flink.restUrl, mode: 'lib' });
    try {
      const settings = { flinkConfiguration: { 'standin.close-sleep-ms': 20_000 } };
      const { id } = await startRun(stack, (await storeJob(stack, streamSpec(1000, settings))).id);
      const seen: RecordView['state'][] = [];
      let readWhileRunning: number | null = null;
      const record = await eventually('the end of the run', 80_000, async () => {
        const now = await stack.api.get<RecordView>(`/records/${id}`);
        if (now.state !== seen.at(-1)) seen.push(now.state);
        if (now.state === 'RUNNING') readWhileRunning = now.rowsRead;
        return isFinal(now.state) ? now : undefined;
      });
      assert.equal(record.state, 'SUCCEEDED');
      assert.deepEqual(
        seen.filter((state) => state !== 'QUEUED' && state !== 'SUBMITTING'),
        ['RUNNING', 'SUCCEEDED'],
      );
      const tookMs = Date.parse(record.finishedAt ?? '') - Date.parse(record.startedAt ?? '');
      assert.ok(tookMs >= 40_000 && tookMs < 60_000, `it took ${tookMs} ms`);
      assert.equal(readWhileRunning, 1000);
      const { rowsRead, rowsWritten, dirtyRows } = record;
      assert.deepEqual({ rowsRead, rowsWritten, dirtyRows }, { rowsRead: 1000, rowsWritten: 1000, dirtyRows: 0 });
    } finally {
      await stack.close();
    }
  } finally {
    await flink.release();
  }
});
