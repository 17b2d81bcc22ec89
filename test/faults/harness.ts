import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { DatasourceView } from '../../gateway/datasources/schemas.ts';
import type { JobView } from '../../gateway/jobs/schemas.ts';
import type { RecordEventView, RecordView } from '../../gateway/runs/schemas.ts';
import type { TestStore } from '../helpers/databases.ts';
import { startFaultProxy, type FaultProxy, type Submission } from '../helpers/fault-proxy.ts';
import { startTestFlink } from '../helpers/flink.ts';
import { query } from '../helpers/postgres.ts';
import { eventsOf, startStack, type Stack } from '../helpers/stack.ts';

/** A gateway process whose only way to a Flink of its own leads through a proxy that can go wrong. */
export interface FaultStand {
  readonly flink: Awaited<ReturnType<typeof startTestFlink>>;
  readonly proxy: FaultProxy;
  readonly stack: Stack;
  /** Everything a second gateway process on the same database and queue needs. */
  readonly env: Readonly<Record<string, string>>;
  /** Deletes every message and schedule of the queue, as a flushed Redis would. */
  forgetQueue(): Promise<void>;
  /** After each test, so that a test that failed half-way does not fail the next ones: no faults, the proxy listens. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

export async function startFaultStand(env: Readonly<Record<string, string>> = {}): Promise<FaultStand> {
  const flink = await startTestFlink('lib', { slotsPerTaskManager: 8 });
  const proxy = await startFaultProxy(flink.restUrl);
  const shared = {
    GATEWAY_SECRET_KEY: randomBytes(32).toString('hex'),
    QUEUE_PREFIX: `f${randomBytes(6).toString('hex')}`,
    ...env,
  };
  try {
    const stack = await startStack({ flinkUrl: proxy.url, mode: 'lib', env: shared });
    return {
      flink,
      proxy,
      stack,
      env: shared,
      forgetQueue: () => emptyTables(stack.databaseUrl, `bullmq_${shared.QUEUE_PREFIX}`),
      async heal() {
        proxy.clear();
        await proxy.accept();
      },
      close: async () => void (await Promise.allSettled([stack.close(), proxy.close(), flink.stop()])),
    };
  } catch (error) {
    await Promise.allSettled([proxy.close(), flink.stop()]);
    throw error;
  }
}

async function emptyTables(databaseUrl: string, schema: string): Promise<void> {
  const tables = await query(
    databaseUrl,
    `SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename NOT LIKE '%migration%'`,
    [schema],
  );
  assert.ok(tables.length > 0, 'the queue has no tables to empty');
  await query(
    databaseUrl,
    `TRUNCATE ${tables.map(({ tablename }) => `"${schema}"."${String(tablename)}"`).join(', ')}`,
  );
}

export const runPath = /^\/jars\/[^/]+\/run$/;

let jobs = 0;

/** A job that makes `rows` rows, `perSecond` of them a second: it runs for rows / perSecond seconds. */
export async function streamJob(
  { api, clusterId }: Pick<Stack, 'api' | 'clusterId'>,
  {
    rows = 60,
    perSecond = 20,
    switches = {},
  }: { rows?: number; perSecond?: number; switches?: Record<string, string> } = {},
): Promise<string> {
  const job = await api.post<JobView>('/jobs', { name: `faults ${++jobs}`, kind: 'batch', clusterId });
  await api.post(`/jobs/${job.id}/versions`, {
    spec: {
      reader: { connector: 'stream', parameter: { sliceRecordCount: rows, permitsPerSecond: perSecond } },
      writer: { connector: 'stream', parameter: {} },
      mapping: [{ from: { name: 'id', type: 'int' } }],
      settings: { channels: 1, flinkConfiguration: switches },
    },
  });
  return job.id;
}

/** Copies the table `source` to the table `target` of one PostgreSQL database, incrementally by `id`. */
export async function copyJob(
  { api, clusterId }: Pick<Stack, 'api' | 'clusterId'>,
  store: Pick<TestStore, 'datasource'>,
  writer: Record<string, unknown> = {},
): Promise<string> {
  const { id: datasourceId } = await api.post<DatasourceView>('/datasources', store.datasource());
  const job = await api.post<JobView>('/jobs', { name: `faults ${++jobs}`, kind: 'batch', clusterId });
  await api.post(`/jobs/${job.id}/versions`, {
    spec: {
      reader: { connector: 'postgresql', datasourceId, parameter: { table: 'source', increColumn: 'id' } },
      writer: { connector: 'postgresql', datasourceId, parameter: { table: 'target', ...writer } },
      mapping: [{ from: 'id' }],
      settings: { channels: 1 },
    },
  });
  return job.id;
}

export async function run({ api }: Pick<Stack, 'api'>, jobId: string): Promise<string> {
  return (await api.post<RecordView>(`/jobs/${jobId}/runs`, {})).id;
}

export function submissionsOf(proxy: FaultProxy, recordId: string): Submission[] {
  return proxy.submissions.filter((submission) => submission.recordId === recordId);
}

interface FlinkJob {
  readonly jid: string;
  readonly name: string;
  readonly state: string;
}

/** Asked of Flink itself, past the proxy. */
export async function flinkJobsOf({ flink }: Pick<FaultStand, 'flink'>, recordId: string): Promise<FlinkJob[]> {
  const answer = await fetch(`${flink.restUrl}/jobs/overview`);
  const { jobs: all } = (await answer.json()) as { jobs: FlinkJob[] };
  return all.filter(({ name }) => name.endsWith(`@${recordId}`));
}

/** The states a record went through, and what must hold of every record whatever went wrong. */
export interface Verdict {
  readonly record: RecordView;
  readonly events: readonly RecordEventView[];
  readonly path: readonly string[];
}

const overOnFlink = new Set(['FINISHED', 'FAILED', 'CANCELED']);
const over = new Set<string>(['SUCCEEDED', 'FAILED', 'CANCELED', 'REJECTED', 'LOST']);

/**
 * The promises, on both sides: no fault was left over, Flink has (in the time of this JobManager) `flinkJobs` jobs of
 * the record and no live one when the record is over, no Flink job id was sent twice, the last state has evidence,
 * offsets moved only with SUCCEEDED.
 */
export async function assertPromises(stand: FaultStand, recordId: string, flinkJobs = 1): Promise<Verdict> {
  const { stack, proxy } = stand;
  assert.deepEqual(proxy.pending, [], 'a fault that was asked for did not happen');
  const record = await stack.api.get<RecordView>(`/records/${recordId}`);
  const events = await eventsOf(stack.api, recordId);
  const onFlink = await flinkJobsOf(stand, recordId);
  assert.equal(onFlink.length, flinkJobs, `Flink has ${JSON.stringify(onFlink)}`);
  const live = onFlink.filter(({ state }) => !overOnFlink.has(state));
  assert.ok(live.length <= (over.has(record.state) ? 0 : 1), `live on Flink: ${JSON.stringify(live)}`);
  const ids = proxy.submissions.map(({ jobId }) => jobId);
  assert.equal(new Set(ids).size, ids.length, 'a Flink job id was sent twice');
  const last = events.at(-1);
  assert.equal(last?.to, record.state);
  if (over.has(record.state)) assert.ok(last?.evidence, `${record.state} without evidence`);
  if (record.state !== 'SUCCEEDED') assert.equal(record.offsetAfter, null);
  return { record, events, path: events.map(({ to }) => to) };
}
