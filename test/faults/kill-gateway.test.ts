import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { runTimeoutMs } from '../helpers/distribution.ts';
import { eventually, waitForState } from '../helpers/stack.ts';
import {
  assertPromises,
  flinkJobsOf,
  run,
  runPath,
  startFaultStand,
  streamJob,
  submissionsOf,
  type FaultStand,
} from './harness.ts';

describe('the gateway is killed', { timeout: 300_000 }, () => {
  let stand: FaultStand;

  before(async () => {
    stand = await startFaultStand({ SUBMISSION_TIMEOUT_SECONDS: '6' });
  });
  after(() => stand.close());
  afterEach(() => stand.heal());

  const succeeded = (recordId: string) => waitForState(stand.stack.api, recordId, ['SUCCEEDED'], runTimeoutMs);

  test('while a job runs: the run is followed to its end', async () => {
    const { stack, proxy } = stand;
    const recordId = await run(stack, await streamJob(stack, { rows: 200, perSecond: 20 }));
    await waitForState(stack.api, recordId, ['RUNNING'], runTimeoutMs);
    await stack.kill();
    assert.equal((await flinkJobsOf(stand, recordId))[0]?.state, 'RUNNING');
    await stack.start();
    await succeeded(recordId);
    const { record, path } = await assertPromises(stand, recordId);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'RUNNING', 'SUCCEEDED']);
    assert.deepEqual([record.rowsRead, record.rowsWritten], [200, 200]);
    assert.equal(submissionsOf(proxy, recordId).length, 1);
  });

  test('while submissions are in flight: none is sent again, whether Flink got it or not', async () => {
    const { stack, proxy } = stand;
    const [accepted, neverSeen] = [await streamJob(stack), await streamJob(stack)];
    proxy.add({ method: 'POST', path: runPath, fault: { kind: 'delay-answer', ms: 60_000 } });
    const acceptedId = await run(stack, accepted);
    await eventually('Flink has accepted the first', 20_000, async () =>
      submissionsOf(proxy, acceptedId)[0]?.status === 200 ? true : undefined,
    );
    proxy.add({ method: 'POST', path: runPath, fault: { kind: 'keep-request' } });
    const neverSeenId = await run(stack, neverSeen);
    await eventually('the second is on its way', 20_000, async () =>
      submissionsOf(proxy, neverSeenId).length > 0 ? true : undefined,
    );
    for (const id of [acceptedId, neverSeenId]) {
      assert.equal((await stack.api.get<RecordView>(`/records/${id}`)).state, 'SUBMITTING');
    }
    await stack.kill();
    await stack.start();
    await succeeded(acceptedId);
    assert.equal((await waitForState(stack.api, neverSeenId, ['REJECTED'], runTimeoutMs)).attempt, 1);
    const { record, path } = await assertPromises(stand, acceptedId);
    assert.deepEqual(path.slice(0, 3), ['QUEUED', 'SUBMITTING', 'UNCERTAIN']);
    assert.equal(record.rowsRead, 60);
    const rejected = await assertPromises(stand, neverSeenId, 0);
    assert.deepEqual(rejected.path, ['QUEUED', 'SUBMITTING', 'UNCERTAIN', 'REJECTED']);
    const sent = [acceptedId, neverSeenId].map((id) => submissionsOf(proxy, id).map(({ forwarded }) => forwarded));
    assert.deepEqual(sent, [[true], [false]]);
  });

  test('right after it accepted runs: every one of them is submitted, once', async () => {
    const { stack, proxy } = stand;
    const jobIds: string[] = [];
    for (let count = 0; count < 5; count += 1) jobIds.push(await streamJob(stack, { rows: 5 }));
    // Admission asks for free slots first: nothing gets further than QUEUED.
    proxy.add({ method: 'GET', path: /^\/overview$/, times: Infinity, fault: { kind: 'delay-answer', ms: 60_000 } });
    const recordIds = await Promise.all(jobIds.map((jobId) => run(stack, jobId)));
    await stack.kill();
    // As if it had died between the record and its wake-up: only the database knows of the runs.
    await stand.forgetQueue();
    proxy.clear();
    assert.ok(recordIds.every((id) => submissionsOf(proxy, id).length === 0));
    await stack.start();
    await Promise.all(recordIds.map(succeeded));
    for (const id of recordIds) {
      const { path, record } = await assertPromises(stand, id);
      assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'RUNNING', 'SUCCEEDED']);
      assert.equal(record.rowsWritten, 5);
      assert.equal(submissionsOf(proxy, id).length, 1);
    }
  });
});
