import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { ClusterView } from '../../gateway/clusters/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { postgresStore, type TestStore } from '../helpers/databases.ts';
import { runTimeoutMs, usesStandIn } from '../helpers/distribution.ts';
import { eventually, eventsOf, waitForState } from '../helpers/stack.ts';
import {
  assertPromises,
  copyJob,
  run,
  runPath,
  startFaultStand,
  streamJob,
  submissionsOf,
  type FaultStand,
} from './harness.ts';

const submissionTimeoutMs = 6_000;
const standInOnly = usesStandIn ? false : 'needs a switch that only the stand-in has';
const badGateway = { kind: 'foreign-answer', status: 502, body: '<html>502 Bad Gateway</html>' } as const;

describe('faults while a run is submitted', { timeout: 400_000 }, () => {
  let stand: FaultStand;
  let store: TestStore;

  before(async () => {
    store = await postgresStore();
    await store.query('CREATE TABLE source (id bigserial); CREATE TABLE target (id bigint)');
    stand = await startFaultStand({ SUBMISSION_TIMEOUT_SECONDS: String(submissionTimeoutMs / 1000) });
  });
  after(async () => {
    await stand.close();
    await store.drop();
  });
  afterEach(() => stand.heal());

  const post = (fault: Parameters<FaultStand['proxy']['add']>[0]['fault']) =>
    stand.proxy.add({ method: 'POST', path: runPath, fault });
  const ended = (recordId: string, state: RecordView['state'] = 'SUCCEEDED') =>
    waitForState(stand.stack.api, recordId, [state], runTimeoutMs);

  test('the answer is lost after Flink accepted the job', async () => {
    post({ kind: 'drop-answer' });
    const recordId = await run(stand.stack, await streamJob(stand.stack));
    const { rowsRead } = await ended(recordId);
    assert.equal(rowsRead, 60);
    const { path, record } = await assertPromises(stand, recordId);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'UNCERTAIN', 'RUNNING', 'SUCCEEDED']);
    assert.equal(record.attempt, 1);
    assert.deepEqual(
      submissionsOf(stand.proxy, recordId).map(({ status }) => status),
      [200],
    );
  });

  test('somebody in between answers 502 although Flink accepted the job', async () => {
    post(badGateway);
    const recordId = await run(stand.stack, await streamJob(stand.stack));
    await ended(recordId);
    const { path } = await assertPromises(stand, recordId);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'UNCERTAIN', 'RUNNING', 'SUCCEEDED']);
    assert.equal(submissionsOf(stand.proxy, recordId).length, 1);
  });

  test('the request is lost before Flink sees it: absent only after the time limit, never sent again', async () => {
    post({ kind: 'drop-request' });
    const jobId = await streamJob(stand.stack);
    const recordId = await run(stand.stack, jobId);
    const rejected = await ended(recordId, 'REJECTED');
    assert.equal(rejected.failure?.code, 'submission_timeout');
    const { path, events } = await assertPromises(stand, recordId, 0);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'UNCERTAIN', 'REJECTED']);
    const [sent, judged] = [events[1], events[3]].map((event) => Date.parse(event?.at ?? ''));
    assert.ok((judged ?? 0) - (sent ?? 0) >= submissionTimeoutMs, 'it was given up before the time limit');
    const evidence = events[3]?.evidence as { absent?: boolean; asked?: string };
    assert.equal(evidence.absent, true);
    assert.match(evidence.asked ?? '', /^\/jobs\/[0-9a-f]{32}$/);
    assert.deepEqual(
      submissionsOf(stand.proxy, recordId).map(({ forwarded }) => forwarded),
      [false],
    );
    await ended(await run(stand.stack, jobId));
  });

  test('main() outlasts the time limit and the job appears later', { skip: standInOnly }, async () => {
    const switches = { 'standin.main-before-ms': String(submissionTimeoutMs + 3_000) };
    const recordId = await run(stand.stack, await streamJob(stand.stack, { switches }));
    await waitForState(stand.stack.api, recordId, ['UNCERTAIN'], runTimeoutMs);
    await ended(recordId);
    const { path } = await assertPromises(stand, recordId);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'UNCERTAIN', 'RUNNING', 'SUCCEEDED']);
    assert.equal(submissionsOf(stand.proxy, recordId).length, 1);
  });

  test('main() throws after the job was submitted: 400, and the job runs', { skip: standInOnly }, async () => {
    const switches = { 'standin.main-after-fail': 'true' };
    const recordId = await run(stand.stack, await streamJob(stand.stack, { switches }));
    await ended(recordId);
    const { path, record } = await assertPromises(stand, recordId);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'UNCERTAIN', 'RUNNING', 'SUCCEEDED']);
    assert.equal(record.failure, null);
    assert.deepEqual(
      submissionsOf(stand.proxy, recordId).map(({ status }) => status),
      [400],
    );
  });

  test('a bad preSql: 400, and Flink keeps a FAILED job, whose evidence the record takes', async () => {
    const jobId = await copyJob(stand.stack, store, { preSql: ['insert into no_such_table values (1)'] });
    const recordId = await run(stand.stack, jobId);
    const { failure } = await ended(recordId, 'FAILED');
    assert.equal(failure?.code, 'table_missing');
    assert.match(failure.message, /no_such_table/);
    const { path, events } = await assertPromises(stand, recordId);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'UNCERTAIN', 'FAILED']);
    assert.equal((events[3]?.evidence as { state?: string }).state, 'FAILED');
    assert.deepEqual(
      submissionsOf(stand.proxy, recordId).map(({ status }) => status),
      [400],
    );
  });

  test('an incremental job: the offset moves with SUCCEEDED only, and no row is copied twice', async () => {
    const { stack } = stand;
    const ids = async () => (await store.query('SELECT id FROM target ORDER BY id')).map(({ id }) => Number(id));
    await store.query('INSERT INTO source SELECT generate_series(1, 5)');
    const jobId = await copyJob(stack, store);
    post({ kind: 'drop-answer' });
    const first = await run(stack, jobId);
    assert.equal((await ended(first)).offsetAfter, '5');
    await assertPromises(stand, first);
    await store.query('INSERT INTO source SELECT generate_series(6, 7)');
    post({ kind: 'drop-request' });
    const rejected = await run(stack, jobId);
    assert.equal((await ended(rejected, 'REJECTED')).offsetBefore, '5');
    await assertPromises(stand, rejected, 0);
    const last = await run(stack, jobId);
    const { offsetBefore, offsetAfter } = await ended(last);
    assert.deepEqual([offsetBefore, offsetAfter], ['5', '7']);
    await assertPromises(stand, last);
    assert.deepEqual(await ids(), [1, 2, 3, 4, 5, 6, 7]);
  });

  test('nobody listens: the run waits with the reason and is submitted later', async () => {
    await stand.proxy.refuse();
    const recordId = await run(stand.stack, await streamJob(stand.stack));
    const waiting = await waitForState(stand.stack.api, recordId, ['WAITING'], runTimeoutMs);
    assert.equal(waiting.waitingReason?.code, 'cluster_unreachable');
    assert.equal(waiting.attempt, 0);
    await stand.proxy.accept();
    await ended(recordId);
    const { path } = await assertPromises(stand, recordId);
    assert.deepEqual(path, ['QUEUED', 'WAITING', 'SUBMITTING', 'RUNNING', 'SUCCEEDED']);
    assert.equal(submissionsOf(stand.proxy, recordId).length, 1);
  });

  test('the connection for the submission itself is refused: it never left, a new id is submitted', async () => {
    const { stack, proxy } = stand;
    await ended(await run(stack, await streamJob(stack, { rows: 5 })));
    // A fresh process asks for the list of jars between its other questions and the submission.
    await stack.kill();
    await stack.start();
    proxy.add({ method: 'GET', path: /^\/jars$/, fault: { kind: 'refuse-afterwards' } });
    const recordId = await run(stack, await streamJob(stack));
    await waitForState(stack.api, recordId, ['WAITING'], runTimeoutMs);
    await proxy.accept();
    await ended(recordId);
    const { path, record, events } = await assertPromises(stand, recordId);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'WAITING', 'SUBMITTING', 'RUNNING', 'SUCCEEDED']);
    assert.equal((events[2]?.evidence as { kind?: string }).kind, 'never-left');
    assert.equal(record.attempt, 1, 'what never left was no attempt');
    assert.deepEqual(
      submissionsOf(proxy, recordId).map(({ jobId }) => jobId),
      [record.flinkJobId],
    );
  });

  test('the jar is gone from Flink, and the upload of the next one is cut', async () => {
    const { stack, proxy, flink } = stand;
    const jobId = await streamJob(stack, { rows: 5 });
    await ended(await run(stack, jobId));
    for (const { id } of await jarsOn(flink.restUrl)) {
      await fetch(`${flink.restUrl}/jars/${id}`, { method: 'DELETE' });
    }
    proxy.add({ method: 'POST', path: /^\/jars\/upload$/, fault: { kind: 'cut-upload', afterBytes: 5_000 } });
    const recordId = await run(stack, jobId);
    await ended(recordId);
    const { path, record } = await assertPromises(stand, recordId);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'UNCERTAIN', 'WAITING', 'SUBMITTING', 'RUNNING', 'SUCCEEDED']);
    assert.equal(record.attempt, 2);
    assert.deepEqual(
      submissionsOf(proxy, recordId).map(({ status }) => status),
      [500, 200],
    );
    assert.equal((await jarsOn(flink.restUrl)).length, 1);
  });

  test('stop is requested while an attempt comes to nothing: it is not submitted again', async () => {
    const { stack, proxy, flink } = stand;
    await ended(await run(stack, await streamJob(stack, { rows: 5 })));
    for (const { id } of await jarsOn(flink.restUrl)) {
      await fetch(`${flink.restUrl}/jars/${id}`, { method: 'DELETE' });
    }
    post({ kind: 'delay-answer', ms: 2_000 });
    const recordId = await run(stack, await streamJob(stack));
    await eventually('Flink refused it', 20_000, async () =>
      submissionsOf(proxy, recordId)[0]?.status === 500 ? true : undefined,
    );
    await stack.api.post(`/records/${recordId}/stop`);
    await ended(recordId, 'CANCELED');
    const { path } = await assertPromises(stand, recordId, 0);
    assert.deepEqual(path, ['QUEUED', 'SUBMITTING', 'UNCERTAIN', 'WAITING', 'CANCELED']);
    assert.equal(submissionsOf(proxy, recordId).length, 1);
  });

  test('the JobManager is killed and restarted between two runs', async () => {
    const { stack, flink } = stand;
    const jobId = await streamJob(stack, { rows: 5 });
    await ended(await run(stack, jobId));
    const epochBefore = (await stack.api.get<ClusterView>(`/clusters/${stack.clusterId}`)).epoch;
    await flink.killJobManager();
    await flink.startJobManager();
    await flink.waitUntilReady();
    assert.deepEqual(await jarsOn(flink.restUrl), []);
    const recordId = await run(stack, jobId);
    await ended(recordId);
    const { record } = await assertPromises(stand, recordId);
    assert.equal(record.attempt, 1);
    assert.equal((await jarsOn(flink.restUrl)).length, 1);
    const epoch = await eventually('a new epoch', 10_000, async () => {
      const now = (await stack.api.get<ClusterView>(`/clusters/${stack.clusterId}`)).epoch;
      return now === epochBefore ? undefined : now;
    });
    const submitted = (await eventsOf(stack.api, recordId)).find(({ to }) => to === 'SUBMITTING');
    assert.equal((submitted?.evidence as { epoch?: string }).epoch, epoch);
  });
});

async function jarsOn(restUrl: string): Promise<readonly { id: string }[]> {
  const answer = await fetch(`${restUrl}/jars`);
  return ((await answer.json()) as { files: { id: string }[] }).files;
}
