import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { OrphanView } from '../../gateway/clusters/orphan-schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { createApiClient } from '../../scripts/api-client.ts';
import { flinkClient, programArgs } from '../chunjun-stand-in/flink-client.ts';
import { stream } from '../chunjun-stand-in/documents.ts';
import { run, startFaultStand, streamJob, type FaultStand } from '../faults/harness.ts';
import { runTimeoutMs } from '../helpers/distribution.ts';
import { problemOf } from '../helpers/jobs.ts';
import { eventsOf, eventually, waitForState } from '../helpers/stack.ts';

/** What a person can do with the real Flink where the gateway alone cannot find out. */
describe('people’s tools', { timeout: 420_000 }, () => {
  let stand: FaultStand;
  before(async () => {
    stand = await startFaultStand();
  });
  after(() => stand?.close());

  const post = <T = RecordView>(path: string, body: unknown): Promise<T> => stand.stack.api.post<T>(path, body);
  const read = (id: string) => stand.stack.api.get<RecordView>(`/records/${id}`);
  const orphans = async (): Promise<OrphanView[]> =>
    (await stand.stack.api.get<{ items: OrphanView[] }>(`/clusters/${stand.stack.clusterId}/orphans`)).items;
  const orphan = (flinkJobId: string) => `/clusters/${stand.stack.clusterId}/orphans/${flinkJobId}`;
  const waitFor = (id: string, ...states: RecordView['state'][]) =>
    waitForState(stand.stack.api, id, states, runTimeoutMs);
  const running = async (): Promise<RecordView> => {
    const id = await run(stand.stack, await streamJob(stand.stack, { rows: 4000 }));
    await waitFor(id, 'RUNNING');
    return eventually('it runs on Flink', runTimeoutMs, async () => {
      const record = await read(id);
      return record.phase === 'RUNNING' ? record : undefined;
    });
  };
  /** By hand, past the gateway, with the jar that it has uploaded. */
  const submit = async (jobName: string, seconds: number): Promise<string> => {
    const flink = flinkClient(stand.flink.restUrl);
    const { files } = await flink.get<{ files: { id: string }[] }>('/jars');
    const document = stream([seconds * 20], { channel: 1 }, { permitsPerSecond: 20 });
    const jobId = randomBytes(16).toString('hex');
    const answer = await flink.run(files[0]?.id ?? '', programArgs(document, '{}', { '-jobName': jobName }), jobId);
    assert.equal(answer.status, 200, answer.error);
    return jobId;
  };
  const stateOnFlink = (jobId: string) => flinkClient(stand.flink.restUrl).state(jobId);

  test('a run that shows when it was last seen, while the cluster answers and while it does not', async () => {
    const record = await running();
    await read(record.id);
    const seen = await eventually('seen later than when it began to run', 20_000, async () => {
      const now = await read(record.id);
      return (now.seenAt ?? '') > (record.seenAt ?? '') ? now : undefined;
    });
    assert.equal(seen.state, 'RUNNING');
    assert.equal(seen.cluster?.reachability, 'reachable');
    assert.ok(seen.cluster.lastSeenAt !== null);
    await stand.proxy.refuse();
    const unseen = await eventually('the cluster is unreachable', 20_000, async () => {
      const now = await read(record.id);
      return now.cluster?.reachability === 'unreachable' ? now : undefined;
    });
    assert.equal(unseen.state, 'RUNNING');
    assert.match(unseen.cluster?.lastError ?? '', /refused|cut/);
    await stand.proxy.accept();
    await post(`/records/${record.id}/stop`, {});
    await waitFor(record.id, 'CANCELED');
    const items = (await stand.stack.api.get<{ items: RecordView[] }>('/records?limit=5')).items;
    assert.equal(items[0]?.cluster, undefined, 'lists do not ask for clusters');
  });

  test('orphans: a foreign job is shown with its slots, cancelled only with force; a followed one is not shown', async () => {
    const record = await running();
    const foreign = await submit('somebody else', 300);
    const shown = await eventually('the foreign job', 20_000, async () =>
      (await orphans()).find(({ flinkJobId, state }) => flinkJobId === foreign && state === 'RUNNING'),
    );
    assert.deepEqual([shown.kind, shown.name, shown.recordId, shown.slots], ['foreign', 'somebody else', null, 1]);
    assert.equal(
      (await orphans()).some(({ flinkJobId }) => flinkJobId === record.flinkJobId),
      false,
    );
    const cancel = { action: 'cancel', reason: 'test' };
    assert.equal((await problemOf(post(orphan(record.flinkJobId ?? ''), cancel))).code, 'in_use');
    const problem = await problemOf(post(orphan(foreign), cancel));
    assert.deepEqual([problem.status, problem.code], [409, 'confirmation_needed']);
    assert.equal(await stateOnFlink(foreign), 'RUNNING');
    const answer = await post<{ outcome: string }>(orphan(foreign), { ...cancel, force: true });
    assert.equal(answer.outcome, 'asked');
    await eventually('cancelled', 30_000, async () =>
      (await stateOnFlink(foreign)) === 'CANCELED' ? true : undefined,
    );
    await post(`/records/${record.id}/stop`, {});
    await waitFor(record.id, 'CANCELED');
  });

  test('the sweep cancels a second job of a record and says so on the record', async () => {
    const record = await running();
    const second = await submit(`second@${record.id}`, 300);
    await eventually('cancelled', 40_000, async () => ((await stateOnFlink(second)) === 'CANCELED' ? true : undefined));
    const notes = (await eventsOf(stand.stack.api, record.id)).filter(({ from, to }) => from === to);
    assert.equal(notes.length, 1, JSON.stringify(notes));
    assert.equal((notes[0]?.evidence as { flinkJobId: string }).flinkJobId, second);
    assert.equal(notes[0]?.who, 'gateway/tracking');
    assert.equal((await read(record.id)).state, 'RUNNING');
    await post(`/records/${record.id}/stop`, {});
    await waitFor(record.id, 'CANCELED');
  });

  test('the JobManager comes back empty: what a person starts by hand is attached, and followed to its end', async () => {
    const lost = await lostRun();
    const another = await running();
    const unknown = await problemOf(
      post(`/records/${lost.id}/attach`, { flinkJobId: 'f'.repeat(32), reason: 'a guess' }),
    );
    assert.deepEqual([unknown.status, unknown.code], [409, 'job_not_attachable']);
    const byHand = await submit(`by hand@${lost.id}`, 6);
    const { token } = await post<{ token: string }>('/tokens', { name: 'dev', role: 'developer' });
    const body = { flinkJobId: byHand, reason: 'restarted it from its document' };
    const developer = createApiClient(stand.stack.url, token);
    assert.equal((await problemOf(developer.post(`/records/${lost.id}/attach`, body))).code, 'forbidden');
    const alive = await problemOf(post(`/records/${lost.id}/close`, { reason: 'give up', force: true }));
    assert.deepEqual([alive.status, alive.code], [409, 'job_alive']);
    const attached = await post(`/records/${lost.id}/attach`, body);
    assert.deepEqual([attached.state, attached.flinkJobId, attached.failure], ['RUNNING', byHand, null]);
    const taken = await problemOf(post(`/records/${another.id}/attach`, body));
    assert.equal(taken.code, 'illegal_move');
    const done = await waitFor(lost.id, 'SUCCEEDED');
    assert.equal(done.rowsWritten, 120);
    const last = (await eventsOf(stand.stack.api, lost.id)).slice(-3);
    assert.deepEqual(
      last.map(({ from, to, who }) => [from, to, who]),
      [
        ['RUNNING', 'LOST', 'gateway/tracking'],
        ['LOST', 'RUNNING', 'admin'],
        ['RUNNING', 'SUCCEEDED', 'gateway/tracking'],
      ],
    );
    await post(`/records/${another.id}/stop`, {});
    await waitFor(another.id, 'CANCELED');
  });

  test('a LOST run is closed: over, with who and why; a job of it that shows up later is cancelled', async () => {
    const lost = await lostRun();
    const closed = await post(`/records/${lost.id}/close`, { reason: 'the rows were copied by hand' });
    assert.equal(closed.state, 'CLOSED');
    assert.ok(closed.finishedAt !== null);
    assert.equal(closed.offsetAfter, null);
    const event = (await eventsOf(stand.stack.api, lost.id)).at(-1);
    assert.deepEqual([event?.from, event?.to, event?.who], ['LOST', 'CLOSED', 'admin']);
    assert.equal((event?.evidence as { look: { kind: string } }).look.kind, 'answered');
    assert.equal((await problemOf(post(`/records/${lost.id}/close`, { reason: 'again' }))).code, 'illegal_move');
    const late = await submit(`late@${lost.id}`, 300);
    await eventually('cancelled', 40_000, async () => ((await stateOnFlink(late)) === 'CANCELED' ? true : undefined));
    assert.equal((await eventsOf(stand.stack.api, lost.id)).at(-1)?.who, 'gateway/tracking');
    assert.equal((await read(lost.id)).state, 'CLOSED');
  });

  test('the cluster is gone for good: RUNNING is closed with force only, and the job may run again', async () => {
    const record = await running();
    await stand.proxy.refuse();
    const problem = await problemOf(post(`/records/${record.id}/close`, { reason: 'scrapped' }));
    assert.deepEqual([problem.status, problem.code], [409, 'confirmation_needed']);
    assert.equal((await problemOf(run(stand.stack, record.jobId))).code, 'run_active');
    const closed = await post(`/records/${record.id}/close`, { reason: 'scrapped', force: true });
    assert.deepEqual([closed.state, closed.failure?.code], ['CLOSED', 'closed']);
    const next = await run(stand.stack, record.jobId);
    await stand.proxy.accept();
    // It was not scrapped after all: the closed record's job is cancelled, the next run goes on.
    await eventually('cancelled', 40_000, async () =>
      (await stateOnFlink(record.flinkJobId ?? '')) === 'CANCELED' ? true : undefined,
    );
    await waitFor(next, 'RUNNING');
    await post(`/records/${next}/stop`, {});
    await waitFor(next, 'CANCELED');
  });

  async function lostRun(): Promise<RecordView> {
    const { id } = await running();
    await stand.flink.killJobManager();
    await stand.flink.startJobManager();
    const lost = await waitFor(id, 'LOST');
    await stand.flink.waitUntilReady({ timeoutMs: 120_000 });
    // The new JobManager has no jar: the next run of the gateway brings it.
    await waitFor(await run(stand.stack, await streamJob(stand.stack, { rows: 5 })), 'SUCCEEDED');
    return lost;
  }
});
