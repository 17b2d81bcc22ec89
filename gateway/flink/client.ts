import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import FormData from 'form-data';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Static, TSchema } from 'typebox';
import { describeErrors, findErrors, matches } from '../core/check.ts';
import { GatewayError, messageOf } from '../core/errors.ts';
import { shorten } from '../core/redact.ts';
import { readJobManagerLog, type JobManagerLog } from './job-manager-log.ts';
import { readLogHead, type LogHeadRequest } from './log-head.ts';
import { readMemory, type ClusterMemory } from './memory-calls.ts';
import { readRates, type Rates } from './rate-calls.ts';
import { readRootCause, type RootCause } from './root-cause.ts';
import {
  AccumulatorsSchema,
  ConfigurationSchema,
  ErrorsSchema,
  ExceptionsSchema,
  JarsSchema,
  JobDetailSchema,
  JobsOverviewSchema,
  OverviewSchema,
  RunSchema,
  TaskManagersSchema,
  UploadSchema,
  type Accumulators,
  type Exceptions,
  type JobDetail,
  type JobOverview,
  type Overview,
  type TaskManager,
  type UploadedJar,
} from './schemas.ts';
import {
  CheckpointConfigSchema,
  CheckpointsSchema,
  readSavepointStatus,
  triggerStop,
  type CheckpointConfig,
  type Checkpoints,
  type SavepointStatus,
  type StopWithSavepointRequest,
  type TriggerAnswer,
} from './savepoint-calls.ts';
import { readTaskManagerLogs, type TaskManagerLog, type TaskManagerLogsRequest } from './task-manager-logs.ts';
import { watchCalls, type FlinkCall } from './watch-calls.ts';

export interface RunJarRequest {
  readonly entryClass: string;
  readonly programArgsList: readonly string[];
  readonly jobId: string;
  readonly savepointPath?: string;
  readonly allowNonRestoredState?: boolean;
}

/**
 * What came of `POST /jars/:id/run`. Neither an error answer nor silence says that there is no job (Flink 1.12.7
 * answers 400 with the job running when main() throws after execute()); only `never-left` does.
 */
export type SubmissionAnswer =
  | { readonly kind: 'accepted'; readonly jobId: string }
  /** Flink itself answered with an error: main() is over. */
  | { readonly kind: 'error'; readonly status: number; readonly cause: RootCause }
  /** No connection was made: Flink cannot have seen the request. */
  | { readonly kind: 'never-left'; readonly reason: string }
  /** The request went out and no answer of Flink's came back: main() may still be running. */
  | { readonly kind: 'lost'; readonly reason: string };

/**
 * One Flink session cluster's REST API. Ordinary calls throw GatewayError: `cluster_unreachable` when no answer came,
 * `cluster_answer_invalid` when it was not what Flink 1.12 says (facts: status, cause).
 */
export interface FlinkClient {
  readonly baseUrl: string;
  overview(): Promise<Overview>;
  /** Metaspace and heap of the JobManager and of the fullest TaskManager, see memory-calls.ts. */
  memory(): Promise<ClusterMemory>;
  taskManagers(): Promise<readonly TaskManager[]>;
  jobsOverview(): Promise<readonly JobOverview[]>;
  /** null: Flink answered and does not know the id. */
  job(id: string): Promise<JobDetail | null>;
  accumulators(id: string): Promise<Accumulators>;
  exceptions(id: string): Promise<Exceptions>;
  /** What it does per second, see rate-calls.ts. */
  rates(id: string, vertices: readonly string[]): Promise<Rates>;
  jobConfiguration(id: string): Promise<unknown>;
  jobManagerConfig(): Promise<ReadonlyMap<string, string>>;
  /** See `epochOf`. */
  epoch(): Promise<string>;
  jars(): Promise<readonly UploadedJar[]>;
  /** Uploads a file under the given name; resolves to the jar id for later calls. */
  uploadJar(path: string, name: string): Promise<string>;
  deleteJar(id: string): Promise<void>;
  runJar(jarId: string, request: RunJarRequest, timeoutMs: number): Promise<SubmissionAnswer>;
  /** `asked`: Flink accepted the wish, not that it is done. `gone`: the job is final or unknown. */
  cancel(id: string): Promise<'asked' | 'gone'>;
  stopWithSavepoint(id: string, request: StopWithSavepointRequest): Promise<TriggerAnswer>;
  savepointStatus(id: string, requestId: string): Promise<SavepointStatus>;
  checkpoints(id: string): Promise<Checkpoints>;
  checkpointConfig(id: string): Promise<CheckpointConfig>;
  /** Its last whole lines, at most so many bytes. Never rejects, and takes no longer than any other call. */
  jobManagerLogTail(bytes: number): Promise<JobManagerLog>;
  /** Never rejects, and takes no longer than any other call, see task-manager-logs.ts. */
  taskManagerLogTails(request: TaskManagerLogsRequest): Promise<readonly TaskManagerLog[]>;
  /** The first bytes only, whole lines; null: there is no such log. Throws `cluster_unreachable`. */
  jobManagerLogHead(request: LogHeadRequest): Promise<string | null>;
  close(): void;
}

export interface FlinkClientOptions {
  readonly baseUrl: string;
  /** For every call but upload and run. */
  readonly timeoutMs: number;
  /** Told of every HTTP call when it is over. */
  readonly onCall?: (call: FlinkCall) => void;
}

/** Largest answer that is read: 10,000 jobs in /jobs/overview are about 4 MB. */
const maxAnswerBytes = 64 * 1024 * 1024;
/** An upload may take this long whatever the call limit: 143 MB jars over slow links. */
const uploadTimeoutMs = 10 * 60 * 1000;

/** Random per JobManager start: the last part of `web.tmpdir`. Throws `cluster_answer_invalid` when that is missing. */
export function epochOf(config: ReadonlyMap<string, string>): string {
  const last = config
    .get('web.tmpdir')
    ?.split(/[\\/]/)
    .findLast((part) => part !== '');
  if (last === undefined) throw new GatewayError('cluster_answer_invalid', 'Flink does not tell its web.tmpdir');
  return last.slice(0, 190);
}

export function createFlinkClient({ baseUrl, timeoutMs, onCall }: FlinkClientOptions): FlinkClient {
  const httpAgent = new HttpAgent({ keepAlive: true, maxSockets: 16 });
  const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: 16 });
  const http = axios.create({
    baseURL: baseUrl.replace(/\/+$/, ''),
    timeout: timeoutMs,
    httpAgent,
    httpsAgent,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: maxAnswerBytes,
    maxBodyLength: Infinity,
    transitional: { clarifyTimeoutError: true },
    validateStatus: () => true,
  });
  if (onCall !== undefined) watchCalls(http, onCall);

  async function call<T = AxiosResponse>(request: () => Promise<T>, what: string): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw new GatewayError('cluster_unreachable', `Flink at ${baseUrl} did not answer ${what}: ${reasonOf(error)}`, {
        remedy: "Check that the JobManager runs and that the gateway reaches its REST port; see the cluster's page.",
        facts: { reason: reasonOf(error) },
      });
    }
  }

  async function jobManagerConfig(): Promise<ReadonlyMap<string, string>> {
    const entries = await get('/jobmanager/config', ConfigurationSchema);
    return new Map(entries.map(({ key, value }) => [key, value]));
  }

  async function get<T extends TSchema>(path: string, schema: T): Promise<Static<T>> {
    const answer = await call(() => http.get(path), `GET ${path}`);
    return accept(answer, schema, `GET ${path}`);
  }

  function accept<T extends TSchema>(answer: AxiosResponse, schema: T, what: string): Static<T> {
    if (answer.status >= 200 && answer.status < 300 && matches(schema, answer.data)) return answer.data;
    throw unexpected(answer, schema, what);
  }

  return {
    baseUrl,
    overview: () => get('/overview', OverviewSchema),
    memory: () => readMemory(get),
    jobsOverview: async () => (await get('/jobs/overview', JobsOverviewSchema)).jobs,
    async job(id) {
      const answer = await call(() => http.get(`/jobs/${id}`), `GET /jobs/${id}`);
      if (answer.status === 404 && matches(ErrorsSchema, answer.data) && answer.data.errors.some(saysAbsent)) {
        return null;
      }
      return accept(answer, JobDetailSchema, `GET /jobs/${id}`);
    },
    async accumulators(id) {
      const answer = await get(`/jobs/${id}/accumulators`, AccumulatorsSchema);
      return new Map(answer['user-task-accumulators'].map(({ name, value }) => [name, value]));
    },
    rates: (id, vertices) => readRates(get, id, vertices),
    exceptions: (id) => get(`/jobs/${id}/exceptions`, ExceptionsSchema),
    async jobConfiguration(id) {
      const answer = await call(() => http.get(`/jobs/${id}/config`), 'the job configuration');
      return answer.status === 200 ? (answer.data as unknown) : null;
    },
    jobManagerConfig,
    taskManagers: async () => (await get('/taskmanagers', TaskManagersSchema)).taskmanagers,
    epoch: async () => epochOf(await jobManagerConfig()),
    jars: async () => (await get('/jars', JarsSchema)).files,
    async uploadJar(path, name) {
      const { size } = await stat(path);
      const form = new FormData();
      form.append('jarfile', createReadStream(path), {
        filename: name,
        contentType: 'application/x-java-archive',
        knownLength: size,
      });
      const answer = await call(
        () => http.post('/jars/upload', form, { headers: form.getHeaders(), timeout: uploadTimeoutMs }),
        `the upload of ${name}`,
      );
      const { filename } = accept(answer, UploadSchema, 'POST /jars/upload');
      const id = filename.split(/[\\/]/).at(-1);
      if (id === undefined || id === '') throw unexpected(answer, UploadSchema, 'POST /jars/upload');
      return id;
    },
    async deleteJar(id) {
      await call(() => http.delete(`/jars/${encodeURIComponent(id)}`), `DELETE /jars/${id}`);
    },
    runJar: (jarId, request, runTimeoutMs) => runJar(http, jarId, request, runTimeoutMs),
    async cancel(id) {
      const answer = await call(() => http.patch(`/jobs/${id}?mode=cancel`), `PATCH /jobs/${id}`);
      if (answer.status === 202) return 'asked';
      if (answer.status === 404 && matches(ErrorsSchema, answer.data)) return 'gone';
      throw unexpected(answer, ErrorsSchema, `PATCH /jobs/${id}`);
    },
    stopWithSavepoint: (id, request) => triggerStop(http, id, request, { neverConnected, reasonOf }),
    async savepointStatus(id, requestId) {
      const what = `GET /jobs/${id}/savepoints/${requestId}`;
      const answer = await call(() => http.get(`/jobs/${id}/savepoints/${requestId}`), what);
      const status = readSavepointStatus(answer);
      if (status === null) throw unexpected(answer, ErrorsSchema, what);
      return status;
    },
    checkpoints: (id) => get(`/jobs/${id}/checkpoints`, CheckpointsSchema),
    checkpointConfig: (id) => get(`/jobs/${id}/checkpoints/config`, CheckpointConfigSchema),
    jobManagerLogTail: (bytes) => readJobManagerLog(http, bytes, { signal: AbortSignal.timeout(timeoutMs), reasonOf }),
    taskManagerLogTails: (request) =>
      readTaskManagerLogs(http, request, { signal: AbortSignal.timeout(timeoutMs), reasonOf }),
    jobManagerLogHead: (request) => call(() => readLogHead(http, request), 'GET /jobmanager/log'),
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

/** Flink also answers a path it does not serve (a wrong base URL) with 404 in its own shape: that proves no absence. */
function saysAbsent(text: string): boolean {
  return /Could not find Flink job|Job [0-9a-f]{32} not found/.test(text);
}

async function runJar(
  http: AxiosInstance,
  jarId: string,
  request: RunJarRequest,
  timeoutMs: number,
): Promise<SubmissionAnswer> {
  let answer: AxiosResponse;
  try {
    // A connection of its own: one that was kept alive may be dead, and its silence would pass for a lost answer.
    answer = await http.post(`/jars/${encodeURIComponent(jarId)}/run`, request, {
      timeout: timeoutMs,
      httpAgent: new HttpAgent(),
      httpsAgent: new HttpsAgent(),
    });
  } catch (error) {
    const reason = reasonOf(error);
    return neverConnected(error) ? { kind: 'never-left', reason } : { kind: 'lost', reason };
  }
  if (answer.status === 200 && matches(RunSchema, answer.data)) return { kind: 'accepted', jobId: answer.data.jobid };
  if (answer.status >= 400 && matches(ErrorsSchema, answer.data)) {
    return { kind: 'error', status: answer.status, cause: readRootCause(answer.data.errors) };
  }
  return { kind: 'lost', reason: `HTTP ${answer.status} that is not Flink's own answer` };
}

const resolutionFailures = new Set(['ENOTFOUND', 'EAI_AGAIN']);

/** A failed system call `connect` or name look-up: nothing of the request was sent. */
function neverConnected(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof AggregateError) return at.errors.length > 0 && at.errors.every(neverConnected);
    const { code, syscall } = at as NodeJS.ErrnoException;
    if (syscall === 'connect' || code === 'ECONNREFUSED') return true;
    if (code !== undefined && resolutionFailures.has(code)) return true;
  }
  return false;
}

/** The reason in a few words, without the request (whose body holds secrets). */
function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  const words: Record<string, string> = {
    ECONNREFUSED: 'connection refused',
    ENOTFOUND: 'the host name is unknown',
    EAI_AGAIN: 'the host name cannot be resolved now',
    ECONNRESET: 'the connection was cut',
    ETIMEDOUT: 'no answer in time',
    EHOSTUNREACH: 'the host cannot be reached',
    ENETUNREACH: 'the network cannot be reached',
  };
  if (typeof code !== 'string') return messageOf(error);
  return `${words[code] ?? messageOf(error)} (${code})`;
}

function unexpected(answer: AxiosResponse, schema: TSchema, what: string): GatewayError {
  const data: unknown = answer.data;
  if (matches(ErrorsSchema, data)) {
    const cause = readRootCause(data.errors);
    return new GatewayError(
      'cluster_answer_invalid',
      `Flink answered ${what} with ${answer.status}: ${shorten(cause.text)}`,
      {
        facts: { status: answer.status, cause: shorten(cause.text) },
      },
    );
  }
  const why = answer.status >= 300 ? `HTTP ${answer.status}` : describeErrors(findErrors(schema, data).slice(0, 3));
  return new GatewayError('cluster_answer_invalid', `${what} was not answered as Flink 1.12 does: ${why}`, {
    facts: { status: answer.status },
    remedy: 'Check that the address is the REST endpoint of a Flink 1.12 JobManager and not a page in front of it.',
  });
}
