import type { AxiosInstance } from 'axios';
import { VertexTaskManagersSchema } from './schemas.ts';
import { ask, readSizedLog, type LogLimits } from './sized-log.ts';

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

/** Slots are shared between the vertices of a job: the first ones ran where the others did. */
const maxVertices = 4;

/**
 * The ends of the logs of the TaskManagers that subtasks of a job ran on, at the last attempt; those with failed subtasks
 * first. A log that cannot be had is said to be missing. Two calls each, one for each vertex. Never rejects.
 */
export async function readTaskManagerLogs(
  http: AxiosInstance,
  request: TaskManagerLogsRequest,
  limits: LogLimits,
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

async function taskManagersOf(http: AxiosInstance, { jobId, vertices }: TaskManagerLogsRequest, limits: LogLimits) {
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
  limits: LogLimits,
): Promise<{ readonly logTail: string } | { readonly missing: string }> {
  const isOwn = (name: string): boolean => /(?:taskmanager|taskexecutor).*\.log$/i.test(name);
  const path = `/taskmanagers/${encodeURIComponent(id)}`;
  const log = await readSizedLog(http, { path, isOwn, needsList: true, bytes }, limits);
  if ('logTail' in log) return log;
  return { missing: log.listStatus === 404 ? 'Flink does not know the TaskManager any more' : log.missing };
}
