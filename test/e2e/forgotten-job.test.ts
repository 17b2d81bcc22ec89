import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ClusterCheck, ClusterConfig } from '../../gateway/clusters/schemas.ts';
import { readArchiveFile } from '../../gateway/flink/archive.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { postgresStore, type TestStore } from '../helpers/databases.ts';
import { runTimeoutMs } from '../helpers/distribution.ts';
import { startTestFlink } from '../helpers/flink.ts';
import { startRun, storeDatasource, storeJob } from '../helpers/jobs.ts';
import { eventsOf, eventually, startStack, waitForState, type Stack } from '../helpers/stack.ts';

describe('a job that ended and was forgotten while nobody looked', () => {
  let archive: string;
  let flink: Awaited<ReturnType<typeof startTestFlink>>;
  let stack: Stack;
  let store: TestStore;
  let jobId: string;

  before(async () => {
    archive = await mkdtemp(join(tmpdir(), 'gateway-flink-archive-'));
    flink = await startTestFlink('lib', { config: { 'jobmanager.archive.fs.dir': `file://${archive}` } });
    store = await postgresStore();
    stack = await startStack({ flinkUrl: flink.restUrl, mode: 'lib' });
    await store.query(
      `CREATE TABLE source (id bigserial PRIMARY KEY, name text); CREATE TABLE target (id bigint PRIMARY KEY, name text);
       INSERT INTO source (name) SELECT 'row ' || g FROM generate_series(1, 3000) g`,
    );
    const datasourceId = await storeDatasource(stack, store.datasource());
    const job = await storeJob(stack, {
      reader: { connector: 'postgresql', datasourceId, parameter: { table: 'source', increColumn: 'id' } },
      writer: { connector: 'postgresql', datasourceId, parameter: { table: 'target' } },
      mapping: [{ from: 'id' }, { from: 'name' }],
    });
    jobId = job.id;
  });
  after(async () => {
    await stack?.close();
    await store?.drop();
    await flink?.stop();
    if (archive !== undefined) await rm(archive, { recursive: true, force: true });
  });

  const configure = (config: Omit<ClusterConfig, 'restUrl'>) =>
    stack.api.patch(`/clusters/${stack.clusterId}`, { config: { restUrl: flink.restUrl, ...config } });

  /** The gateway dies while the job runs; the job ends; the JobManager is killed and starts anew. */
  async function endUnseen(): Promise<RecordView & { flinkJobId: string }> {
    const { id } = await startRun(stack, jobId);
    const record = await waitForState(stack.api, id, ['RUNNING'], runTimeoutMs);
    await stack.kill();
    const { flinkJobId } = record;
    assert.ok(flinkJobId);
    await eventually('the archive of the job', runTimeoutMs, async () => {
      const text = await readFile(join(archive, flinkJobId), 'utf8').catch(() => '');
      return readArchiveFile(flinkJobId, text) ?? undefined;
    });
    await flink.killJobManager();
    await flink.startJobManager();
    await flink.waitUntilReady();
    return { ...record, flinkJobId };
  }

  const outcome = ({ state, rowsRead, rowsWritten, dirtyRows, offsetAfter, failure }: RecordView) => ({
    state,
    rowsRead,
    rowsWritten,
    dirtyRows,
    offsetAfter,
    failure,
  });
  const lastEvidence = async (id: string) =>
    (await eventsOf(stack.api, id)).at(-1)?.evidence as Record<string, unknown>;

  test('is SUCCEEDED by the archive directory, with rows and offset as Flink counted them', async () => {
    await configure({ archiveDirectory: archive });
    const { findings } = await stack.api.post<ClusterCheck>(`/clusters/${stack.clusterId}/check`, {});
    assert.equal(findings.find(({ code }) => code === 'job_archive')?.level, 'ok');
    const { id } = await endUnseen();
    await stack.start();
    const record = await waitForState(stack.api, id, ['SUCCEEDED', 'LOST'], runTimeoutMs);
    assert.deepEqual(outcome(record), {
      state: 'SUCCEEDED',
      rowsRead: 3000,
      rowsWritten: 3000,
      dirtyRows: 0,
      offsetAfter: '3000',
      failure: null,
    });
    const { asked, state } = await lastEvidence(id);
    assert.deepEqual([asked, state], ['archive', 'FINISHED']);
    const snapshot = await stack.api.get<{ accumulators: Record<string, string> }>(`/records/${id}/snapshot`);
    assert.equal(snapshot.accumulators['endLocation'], '3000');
  });

  test('is LOST without one, and SUCCEEDED once a history server knows it', async () => {
    await store.query(`INSERT INTO source (name) VALUES ('new 1'), ('new 2')`);
    await configure({});
    const { findings } = await stack.api.post<ClusterCheck>(`/clusters/${stack.clusterId}/check`, {});
    assert.equal(findings.find(({ code }) => code === 'job_archive')?.level, 'info');
    const { id, flinkJobId } = await endUnseen();
    await stack.start();
    const lost = await waitForState(stack.api, id, ['SUCCEEDED', 'LOST'], runTimeoutMs);
    assert.deepEqual([lost.state, lost.failure?.code, lost.offsetAfter], ['LOST', 'lost_by_restart', null]);

    const file = JSON.parse(await readFile(join(archive, flinkJobId), 'utf8')) as {
      archive: { path: string; json: string }[];
    };
    const answers = new Map(file.archive.map(({ path, json }) => [path, json]));
    const server = createServer((request, response) => {
      const answer = answers.get(request.url ?? '');
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(answer ?? '{"errors":["File not found."]}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      await configure({ historyServerUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      const record = await waitForState(stack.api, id, ['SUCCEEDED'], runTimeoutMs);
      assert.deepEqual(outcome(record), {
        state: 'SUCCEEDED',
        rowsRead: 2,
        rowsWritten: 2,
        dirtyRows: 0,
        offsetAfter: '3002',
        failure: null,
      });
      const { asked, state } = await lastEvidence(id);
      assert.deepEqual([asked, state], ['history server', 'FINISHED']);
    } finally {
      await new Promise((done) => server.close(done));
    }
  });
});
