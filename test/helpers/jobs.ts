import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { SyncSpec, VersionSpec } from '../../gateway/chunjun/version-spec.ts';
import type { DatasourceInput, DatasourceView } from '../../gateway/datasources/schemas.ts';
import type { JobInput, JobView } from '../../gateway/jobs/schemas.ts';
import { isFinal } from '../../gateway/runs/run-status.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { ApiError, type Problem } from '../../scripts/api-client.ts';
import { runTimeoutMs } from './distribution.ts';
import { query } from './postgres.ts';
import { eventsOf, eventually, waitForState, type Stack } from './stack.ts';

/** Stores a job with one version on the stack's cluster (or another one). */
export async function storeJob(
  stack: Stack,
  spec: VersionSpec,
  {
    kind = 'script' in spec ? 'script' : 'batch',
    clusterId = stack.clusterId,
  }: { kind?: JobInput['kind']; clusterId?: string } = {},
): Promise<JobView> {
  const name = `job ${randomBytes(5).toString('hex')}`;
  const job = await stack.api.post<JobView>('/jobs', { name, kind, clusterId });
  await stack.api.post(`/jobs/${job.id}/versions`, { spec });
  return job;
}

export async function storeDatasource(stack: Stack, input: DatasourceInput): Promise<string> {
  return (await stack.api.post<DatasourceView>('/datasources', input)).id;
}

export function startRun(stack: Stack, jobId: string): Promise<RecordView> {
  return stack.api.post<RecordView>(`/jobs/${jobId}/runs`, {});
}

/** Runs the job and waits for its success. */
export async function runToSuccess(stack: Stack, jobId: string): Promise<RecordView> {
  return waitForState(stack.api, (await startRun(stack, jobId)).id, ['SUCCEEDED'], runTimeoutMs);
}

/** Runs the job and waits until it is over, however. */
export async function runToEnd(stack: Stack, jobId: string): Promise<RecordView> {
  const { id } = await startRun(stack, jobId);
  let last: RecordView | undefined;
  return eventually(
    'the end of the run',
    runTimeoutMs,
    async () => {
      last = await stack.api.get<RecordView>(`/records/${id}`);
      return isFinal(last.state) ? last : undefined;
    },
    () => last,
  );
}

/** The problem that a call is answered with; fails when it is answered with success. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiError) return error.problem;
    throw error;
  }
  assert.fail('the call should have been refused');
}

/** A stream job of so many rows per channel. */
export function streamSpec(rows: number | null, settings: SyncSpec['settings'] = {}): SyncSpec {
  return {
    reader: { connector: 'stream', parameter: rows === null ? { permitsPerSecond: 50 } : { sliceRecordCount: rows } },
    writer: { connector: 'stream', parameter: {} },
    mapping: [{ from: { name: 'id', type: 'int' } }, { from: { name: 'name', type: 'string' } }],
    settings,
  };
}

/**
 * Everything a person can get to see of the gateway's data, and what it leaves behind: the answers of every route about
 * the record, lists, the log, and every row of its database (queue included) as text.
 */
export async function everythingShown(stack: Stack, record: RecordView): Promise<Record<string, string>> {
  const shown: Record<string, string> = { log: await stack.log(), database: await dump(stack.databaseUrl) };
  const paths = ['', '/events', '/document', '/snapshot'].map((path) => `/records/${record.id}${path}`);
  for (const path of [
    ...paths,
    '/records?limit=200',
    '/datasources?limit=200',
    '/jobs?limit=200',
    `/jobs/${record.jobId}/versions`,
    '/clusters',
  ]) {
    const answer = await fetch(`${stack.url}/api/v1${path}`, { headers: { authorization: `Bearer ${stack.token}` } });
    assert.ok(answer.ok || answer.status === 404, `${path} was answered with ${answer.status}`);
    shown[path] = await answer.text();
  }
  return shown;
}

/** No part of `shown` holds any of the marks. */
export function assertNoSecret(shown: Readonly<Record<string, string>>, marks: readonly string[]): void {
  for (const [place, text] of Object.entries(shown)) {
    for (const mark of marks) {
      const at = text.indexOf(mark);
      assert.equal(at, -1, `a password is shown in ${place}: …${text.slice(Math.max(0, at - 80), Math.max(0, at))}`);
    }
  }
}

/** What a person reads about a failure: in words, with its root cause, without a Java stack trace. */
export async function assertExplained(stack: Stack, record: RecordView): Promise<void> {
  const events = await eventsOf(stack.api, record.id);
  const told = JSON.stringify({ record, events: events.map(({ why, evidence }) => ({ why, evidence })) });
  // Line breaks and tabs are escaped in JSON.
  assert.doesNotMatch(told, /\\tat |(?:\\n|\b)at (?:com|org|java|sun|jdk)\.[^"]+\(/, 'a stack trace is shown');
  assert.ok(record.failure !== null, `no failure in ${told}`);
  assert.doesNotMatch(record.failure.message, /\b(com|org|java)\.\w+\.|Exception/, 'the message is Java, not words');
  assert.ok((record.failure.remedy ?? '') !== '', 'there is no remedy');
}

async function dump(databaseUrl: string): Promise<string> {
  const tables = await query(
    databaseUrl,
    `SELECT table_schema AS s, table_name AS t FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { s, t } of tables as { s: string; t: string }[]) {
    const place = `${pg.escapeIdentifier(s)}.${pg.escapeIdentifier(t)}`;
    for (const { row } of await query(databaseUrl, `SELECT row_to_json(x)::text AS row FROM ${place} x`)) {
      texts.push(`${t} ${String(row)}`);
    }
  }
  return texts.join('\n');
}
