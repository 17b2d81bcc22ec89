import type { AxiosInstance } from 'axios';
import type { Static, TSchema } from 'typebox';
import { matches } from '../core/check.ts';
import { readLogTail } from './log-tail.ts';
import { LogsSchema } from './schemas.ts';

export interface LogLimits {
  readonly signal: AbortSignal;
  readonly reasonOf: (error: unknown) => string;
}

export interface SizedLogRequest {
  /** Of the process, e.g. `/jobmanager`: `/logs` and `/log` lie below it. */
  readonly path: string;
  /** Which of the listed files may be the process's own. */
  readonly isOwn: (name: string) => boolean;
  /** A process that Flink does not know has no list. That of the JobManager may be kept back by a page in front of it. */
  readonly needsList: boolean;
  /** So many bytes of its end are kept. */
  readonly bytes: number;
}

export type SizedLog = { readonly logTail: string } | { readonly missing: string; readonly listStatus?: number };

/**
 * Flink can only send a log from its beginning, that of a TaskManager through the JobManager's disk, and that of a long
 * life may have gigabytes: longer ones are left alone.
 */
const maxLogBytes = 64 * 1024 * 1024;

/** The last whole lines of the log of one process, or why there are none. Two calls. Never rejects. */
export async function readSizedLog(
  http: AxiosInstance,
  { path, isOwn, needsList, bytes }: SizedLogRequest,
  limits: LogLimits,
): Promise<SizedLog> {
  const list = await ask(http, `${path}/logs`, LogsSchema, limits);
  if ('trouble' in list && (needsList || list.status === null)) {
    return { missing: list.trouble, ...(list.status === null ? {} : { listStatus: list.status }) };
  }
  const size = 'trouble' in list ? 0 : leastSize(list.data.logs.filter(({ name }) => isOwn(name)));
  if (size > maxLogBytes) return tooLong(size);
  try {
    // The list may be about another file, and a log grows: what is read has the same limit.
    const request = { path: `${path}/log`, bytes, most: maxLogBytes, signal: limits.signal };
    const { status, tail } = await readLogTail(http, request);
    if (status !== 200) return { missing: `Flink cannot send its log: HTTP ${status}` };
    if (tail === null) return tooLong(maxLogBytes);
    return tail === '' ? { missing: 'Its log does not end with whole lines' } : { logTail: tail };
  } catch (error) {
    return { missing: reasonOf(error, limits) };
  }
}

const tooLong = (size: number) => ({ missing: `Its log is too long to be read: ${Math.floor(size / 1024 / 1024)} MB` });

/** Which of them `/log` stands for is not told: none is shorter than that. Logs of several processes may lie together. */
function leastSize(own: readonly { size: number }[]): number {
  return own.length === 0 ? 0 : Math.min(...own.map(({ size }) => size));
}

export async function ask<T extends TSchema>(
  http: AxiosInstance,
  path: string,
  schema: T,
  limits: LogLimits,
): Promise<{ readonly data: Static<T> } | { readonly status: number | null; readonly trouble: string }> {
  try {
    const { status, data } = await http.get<unknown>(path, { signal: limits.signal });
    if (status === 200 && matches(schema, data)) return { data };
    return { status, trouble: `Flink answered with HTTP ${status}` };
  } catch (error) {
    return { status: null, trouble: reasonOf(error, limits) };
  }
}

function reasonOf(error: unknown, limits: LogLimits): string {
  return limits.signal.aborted ? 'there was no answer in time' : limits.reasonOf(error);
}
