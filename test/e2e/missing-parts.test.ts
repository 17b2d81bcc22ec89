import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as tar from 'tar';
import { pluginJars } from '../../gateway/distribution/plugin-jars.ts';
import type { RecordView, Snapshot } from '../../gateway/runs/schemas.ts';
import type { LocalFlink } from '../../scripts/flink/local-cluster.ts';
import { log4jProperties } from '../../scripts/flink/flink-conf.ts';
import { freePorts } from '../../scripts/flink/ports.ts';
import { postgresStore } from '../helpers/databases.ts';
import { runTimeoutMs, testDistribution } from '../helpers/distribution.ts';
import { startTestFlink } from '../helpers/flink.ts';
import {
  assertExplained,
  assertNoSecret,
  everythingShown,
  problemOf,
  runToEnd,
  startRun,
  storeDatasource,
  storeJob,
  streamSpec,
} from '../helpers/jobs.ts';
import { eventsOf, eventually, startStack, waitForState, type Stack } from '../helpers/stack.ts';

const secret = 'pa"ss%+&ß secretmark4712';

/** A job that reads from MySQL; where that would be does not matter, it never gets there. */
async function mysqlJob(stack: Stack): Promise<string> {
  const datasourceId = await storeDatasource(stack, {
    name: 'never_reached',
    type: 'mysql',
    config: { host: '127.0.0.1', port: 1, database: 'd', username: 'u' },
    secrets: { password: secret },
  });
  const job = await storeJob(stack, {
    ...streamSpec(1),
    reader: { connector: 'mysql', datasourceId, parameter: { table: 't' } },
    mapping: [{ from: 'id' }],
  });
  return job.id;
}

/** Needed in every stack but never asked: what is tested is decided before. */
const noFlink = 'http://127.0.0.1:1';

interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly code?: string }[];
}

describe('the gateway without a usable distribution', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gateway-dist-'));
  });
  after(() => rm(directory, { recursive: true, force: true }));

  /** Starts a gateway with that CHUNJUN_DIST; it must run, say what is wrong, and refuse runs with the same words. */
  async function refused(dist: string, wanted: { status: number; code: string; detail: RegExp; opened: boolean }) {
    const stack = await startStack({ flinkUrl: noFlink, mode: 'lib', env: { CHUNJUN_DIST: dist } });
    try {
      const jobId = await mysqlJob(stack);
      const problem = await problemOf(startRun(stack, jobId));
      assert.deepEqual([problem.status, problem.code], [wanted.status, wanted.code], problem.detail);
      assert.match(problem.detail, wanted.detail);
      assert.ok((problem.remedy ?? '') !== '', 'there is no remedy');
      assert.doesNotMatch(JSON.stringify(problem), /secretmark4712|\bat \w+.*:\d+:\d+\)/);
      const answer = await fetch(`${stack.url}/readyz`);
      const { ready, checks } = (await answer.json()) as Readiness;
      assert.deepEqual([answer.status, ready], [200, true], 'the history is served without a distribution');
      const check = checks.find(({ name }) => name === 'distribution');
      assert.equal(check?.ok, wanted.opened);
      if (!wanted.opened) assert.equal(check?.code, wanted.code);
      const { items } = await stack.api.get<{ items: RecordView[] }>('/records');
      assert.deepEqual(items, [], 'a refused run has left a record');
    } finally {
      await stack.close();
    }
  }

  test('CHUNJUN_DIST is not set', () =>
    refused('', { status: 503, code: 'distribution_missing', detail: /CHUNJUN_DIST is not set/, opened: false }));

  test('CHUNJUN_DIST is an archive that is cut short', async () => {
    await mkdir(join(directory, 'chunjun-dist'));
    // Random bytes: half of what they are compressed to is half of them.
    await writeFile(join(directory, 'chunjun-dist', 'chunjun-core.jar'), randomBytes(200_000));
    const whole = join(directory, 'whole.tar.gz');
    await tar.create({ gzip: true, file: whole, cwd: directory }, ['chunjun-dist']);
    const cut = join(directory, 'chunjun-dist-1.12-SNAPSHOT.tar.gz');
    await writeFile(cut, (await readFile(whole)).subarray(0, 100_000));
    const detail = /chunjun-dist-1\.12-SNAPSHOT\.tar\.gz.*cut short/;
    await refused(cut, { status: 503, code: 'distribution_invalid', detail, opened: false });
  });

  test('CHUNJUN_DIST is a file that is no archive', async () => {
    const page = join(directory, 'page.tar.gz');
    await writeFile(page, '<html>404 Not Found</html>');
    await refused(page, { status: 503, code: 'distribution_invalid', detail: /page\.tar\.gz/, opened: false });
  });

  test('the distribution lacks the connector', async () => {
    const lacking = join(directory, 'lacking');
    await cp((await testDistribution()).root, lacking, {
      recursive: true,
      // The real one has 50 connectors, 1.5 GB: two are enough.
      filter: (path) => !/connector[\\/](?!postgresql|stream)/.test(path),
    });
    const detail = /no connector "mysql".*It has: .*postgresql/;
    await refused(lacking, { status: 422, code: 'connector_missing', detail, opened: true });
  });
});

describe('a stock cluster that is not there yet, then lacks a connector and slots', () => {
  let directory: string;
  let stack: Stack;
  let flink: LocalFlink | undefined;
  let port: number;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gateway-log4j-'));
    [port = 0] = await freePorts(1);
    stack = await startStack({ flinkUrl: `http://127.0.0.1:${port}`, mode: 'lib' });
  });
  after(async () => {
    await stack?.close();
    await flink?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  test('Flink is down: the record waits with the reason, and runs once Flink is up', async () => {
    const { id } = await startRun(stack, (await storeJob(stack, streamSpec(100))).id);
    const waiting = await waitForState(stack.api, id, ['WAITING'], 20_000);
    assert.equal(waiting.waitingReason?.code, 'cluster_unreachable');
    assert.match(waiting.waitingReason.message, new RegExp(`127\\.0\\.0\\.1:${port} .*connection refused`));
    assert.equal(waiting.flinkJobId, null);
    const cluster = await eventually('the cluster is seen as unreachable', 20_000, async () => {
      const seen = await stack.api.get<{ reachability: string; lastError: string }>(`/clusters/${stack.clusterId}`);
      return seen.reachability === 'unreachable' ? seen : undefined;
    });
    assert.match(cluster.lastError, /connection refused/);

    const jars = pluginJars(await testDistribution(), ['postgresql', 'stream']);
    // As Flink logs out of the box: Chunjun's main() then prints the whole job into the JobManager's log.
    const log4j = join(directory, 'log4j.properties');
    await writeFile(log4j, log4jProperties().replace(/^logger\.chunjunmain\..*$/gm, ''));
    flink = await startTestFlink('lib', {
      restPort: port,
      slotsPerTaskManager: 1,
      jvmArgs: [`-Dlog4j.configurationFile=file:${log4j}`],
      extraLibJars: jars.map(({ path }) => path),
    });
    const record = await waitForState(stack.api, id, ['SUCCEEDED'], runTimeoutMs);
    assert.equal(record.rowsRead, 100);
    assert.equal(record.waitingReason, null);
    assert.equal(record.attempt, 1);
    assert.deepEqual(
      (await eventsOf(stack.api, id)).map(({ to }) => to),
      ['QUEUED', 'WAITING', 'SUBMITTING', 'RUNNING', 'SUCCEEDED'],
    );
  });

  test("the cluster's lib lacks a connector that the gateway has: refused before it costs anything", async () => {
    const jobId = await mysqlJob(stack);
    const problem = await problemOf(stack.api.post(`/jobs/${jobId}/runs`, {}));
    assert.deepEqual([problem.status, problem.code], [422, 'connector_missing']);
    assert.match(problem.detail ?? '', /class path of cluster test has no mysql/);
    assertNoSecret({ problem: JSON.stringify(problem) }, ['secretmark4712']);
    assert.deepEqual(await stack.api.get(`/records?jobId=${jobId}`), { items: [], nextCursor: null });
  });

  test('a run that fails keeps the end of the log, in which Chunjun printed the password: it is taken out', async () => {
    const store = await postgresStore();
    try {
      await store.query('CREATE TABLE source AS SELECT 1::bigint AS id');
      await store.query('CREATE TABLE target (id bigint CHECK (id > 1))');
      const datasourceId = await storeDatasource(stack, store.datasource());
      const job = await storeJob(stack, {
        reader: { connector: 'postgresql', datasourceId, parameter: { table: 'source' } },
        writer: { connector: 'postgresql', datasourceId, parameter: { table: 'target' } },
        mapping: [{ from: 'id' }],
      });
      const record = await runToEnd(stack, job.id);
      assert.equal(record.state, 'FAILED', JSON.stringify(record));
      await assertExplained(stack, record);
      assert.equal(record.failure?.code, 'too_many_dirty_rows');
      const raw = await (await fetch(`http://127.0.0.1:${port}/jobmanager/log`)).text();
      assert.ok(raw.includes(store.secretMark), 'Chunjun printed no password: the test proves nothing');
      const { logTail, taskManagerLogs } = await stack.api.get<Snapshot>(`/records/${record.id}/snapshot`);
      assert.match(logTail, /\*{6}/);
      assert.doesNotMatch(logTail, /%7B%22job/);
      assert.equal(taskManagerLogs?.length, 1);
      assert.match(taskManagerLogs[0]?.logTail ?? '', /switched from RUNNING to FAILED/);
      assertNoSecret(await everythingShown(stack, record), [store.secretMark]);
    } finally {
      await store.drop();
    }
  });

  test('no free slot: the second run waits, and runs when the first one is over', async () => {
    const first = await startRun(stack, (await storeJob(stack, streamSpec(null), { kind: 'stream' })).id);
    await waitForState(stack.api, first.id, ['RUNNING'], runTimeoutMs);
    await eventually('the slot is taken', 20_000, async () => {
      const overview = (await (await fetch(`http://127.0.0.1:${port}/overview`)).json()) as Record<string, unknown>;
      return overview['slots-available'] === 0 ? true : undefined;
    });
    const second = await startRun(stack, (await storeJob(stack, streamSpec(100))).id);
    const waiting = await waitForState(stack.api, second.id, ['WAITING'], 20_000);
    assert.equal(waiting.waitingReason?.code, 'no_free_slots');
    assert.match(waiting.waitingReason.message, /Needs 1 task slots, 0 of 1 are free/);

    await stack.api.post(`/records/${first.id}/stop`, {});
    await waitForState(stack.api, first.id, ['CANCELED'], runTimeoutMs);
    const record = await waitForState(stack.api, second.id, ['SUCCEEDED'], runTimeoutMs);
    assert.equal(record.rowsRead, 100);
    assert.equal(record.attempt, 1);
  });
});
