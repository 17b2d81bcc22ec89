import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { JobView } from '../../gateway/jobs/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { runTimeoutMs } from '../helpers/distribution.ts';
import { sharedFlink, type TestMode } from '../helpers/flink.ts';
import { eventsOf, startStack, waitForState, type Stack } from '../helpers/stack.ts';

for (const mode of ['lib', 'bundle'] satisfies TestMode[]) {
  describe(`a stream job without data sources, mode ${mode}`, () => {
    let flink: Awaited<ReturnType<typeof sharedFlink>>;
    let stack: Stack;

    before(async () => {
      flink = await sharedFlink(mode);
      stack = await startStack({ flinkUrl: flink.restUrl, mode });
    });
    after(async () => {
      await stack.close();
      await flink.release();
    });

    test('goes its way to SUCCEEDED, every move with evidence, and the counts are right', async () => {
      const { api, clusterId } = stack;
      const job = await api.post<JobView>('/jobs', { name: 'generated rows', kind: 'batch', clusterId });
      await api.post(`/jobs/${job.id}/versions`, {
        spec: {
          reader: { connector: 'stream', parameter: { sliceRecordCount: 1000 } },
          writer: { connector: 'stream', parameter: {} },
          mapping: [{ from: { name: 'id', type: 'int' } }, { from: { name: 'name', type: 'string' } }],
          settings: { channels: 2 },
        },
      });
      const accepted = await api.post<RecordView>(`/jobs/${job.id}/runs`, {});
      assert.equal(accepted.state, 'QUEUED');
      const record = await waitForState(api, accepted.id, ['SUCCEEDED'], runTimeoutMs);
      assert.equal(record.rowsRead, 2000);
      assert.equal(record.rowsWritten, 2000);
      assert.equal(record.dirtyRows, 0);
      assert.equal(record.attempt, 1);
      const events = await eventsOf(api, record.id);
      assert.deepEqual(
        events.map(({ seq, to }) => [seq, to]),
        [
          [0, 'QUEUED'],
          [1, 'SUBMITTING'],
          [2, 'RUNNING'],
          [3, 'SUCCEEDED'],
        ],
      );
      assert.ok(events.slice(1).every(({ evidence }) => evidence !== null));
      const snapshot = await api.get<{ accumulators: Record<string, string> }>(`/records/${record.id}/snapshot`);
      assert.equal(snapshot.accumulators['numRead'], '2000');
    });
  });
}
