import type { AxiosInstance } from 'axios';
import type { Static, TSchema } from 'typebox';
import { matches } from '../core/check.ts';
import { readLogTail } from './log-tail.ts';
import { LogsSchema, VertexTaskManagersSchema } from './schemas.ts';

export interface TaskManagerLogsRequest {
  readonly jobId: string;
  /** Vertex ids; of more than four only the first are asked for. */
  readonly vertices: readonly string[];
  /** So many logs are read at most, and so many bytes of each are kept. */
  readonly taskManagers: number;
  readonly bytes: number;
}

export interface TaskManagerLog {
  /** null: it is said of TaskManagers that have no entry of their own. */
  readonly taskManager: string | null;
  /** Whole lines. */
  readonly logTail: string;
  /** Why there is none; null: there is one. */
  readonly missing: string | null;
}

interface Limits {
  readonly signal: AbortSignal;
  readonly reasonOf: (error: unknown) => string;
}

/** Slots are shared between the vertices of a job: the first ones ran where the others did. */
const maxVertices = 4;

/**
 * A TaskManager sends its whole log through the JobManager's disk, and that of a long life may have gigabytes: longer ones
 * are left alone.
 */
const maxLogBytes = 64 * 1024 * 1024;

/**
 * The ends of the logs of the TaskManagers that subtasks of a job ran on, at the last attempt; those with failed subtasks
 * first. A log that cannot be had is said to be missing. Two calls each, one for each vertex. Never rejects.
 */
export async function readTaskManagerLogs(
  http: AxiosInstance,
  request: TaskManagerLogsRequest,
  limits: Limits,
): Promise<readonly TaskManagerLog[]> {
  const { ids, trouble } = await taskManagersOf(http, request, limits);
  const read = ids.slice(0, request.taskManagers);
  const logs = await Promise.all(
    read.map(async (id): Promise<TaskManagerLog> => {
      const log = await logOf(http, id, request.bytes, limits);
      return { taskManager: id, logTail: '', missing: null, ...log };
    }),
  );
  const notes = [
    ...(ids.length > read.length ? [`${ids.length - read.length} more TaskManagers ran it: theirs are not kept`] : []),
    ...(trouble === null ? [] : [`Which TaskManagers ran it could not be learned: ${trouble}`]),
  ];
  return [...logs, ...notes.map((missing) => ({ taskManager: null, logTail: '', missing }))];
}

async function taskManagersOf(http: AxiosInstance, { jobId, vertices }: TaskManagerLogsRequest, limits: Limits) {
  const answers = await Promise.all(
    vertices
      .slice(0, maxVertices)
      .map((vertex) => ask(http, `/jobs/${jobId}/vertices/${vertex}/taskmanagers`, VertexTaskManagersSchema, limits)),
  );
  const found = answers.flatMap((answer) => ('trouble' in answer ? [] : answer.data.taskmanagers));
  // A subtask that never got a slot is `(unassigned)`.
  const assigned = found.filter((one) => !one['taskmanager-id'].startsWith('('));
  const failed = assigned.filter((one) => (one['status-counts']['FAILED'] ?? 0) > 0);
  return {
    ids: [...new Set([...failed, ...assigned].map((one) => one['taskmanager-id']))],
    trouble: answers.flatMap((answer) => ('trouble' in answer ? [answer.trouble] : []))[0] ?? null,
  };
}

async function logOf(
  http: AxiosInstance,
  id: string,
  bytes: number,
  limits: Limits,
): Promise<{ readonly logTail: string } | { readonly missing: string }> {
  const path = `/taskmanagers/${encodeURIComponent(id)}`;
  const list = await ask(http, `${path}/logs`, LogsSchema, limits);
  if ('trouble' in list) {
    return { missing: list.status === 404 ? 'Flink does not know the TaskManager any more' : list.trouble };
  }
  const size = leastSize(list.data.logs);
  if (size > maxLogBytes) return { missing: `Its log is too long to be read: ${Math.floor(size / 1024 / 1024)} MB` };
  try {
    const { status, tail } = await readLogTail(http, { path: `${path}/log`, bytes, signal: limits.signal });
    if (status !== 200) return { missing: `Flink cannot send its log: HTTP ${status}` };
    return tail === '' ? { missing: 'Its log does not end with whole lines' } : { logTail: tail };
  } catch (error) {
    return { missing: reasonOf(error, limits) };
  }
}

/** Which of them `/log` stands for is not told: none is shorter than that. Logs of several processes may lie together. */
function leastSize(logs: readonly { name: string; size: number }[]): number {
  const own = logs.filter(({ name }) => /(?:taskmanager|taskexecutor).*\.log$/i.test(name));
  return own.length === 0 ? 0 : Math.min(...own.map(({ size }) => size));
}

async function ask<T extends TSchema>(
  http: AxiosInstance,
  path: string,
  schema: T,
  limits: Limits,
): Promise<{ readonly data: Static<T> } | { readonly status: number | null; readonly trouble: string }> {
  try {
    const { status, data } = await http.get<unknown>(path, { signal: limits.signal });
    if (status === 200 && matches(schema, data)) return { data };
    return { status, trouble: `Flink answered with HTTP ${status}` };
  } catch (error) {
    return { status: null, trouble: reasonOf(error, limits) };
  }
}

function reasonOf(error: unknown, limits: Limits): string {
  return limits.signal.aborted ? 'there was no answer in time' : limits.reasonOf(error);
}
