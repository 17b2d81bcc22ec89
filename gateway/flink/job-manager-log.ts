import type { AxiosInstance } from 'axios';
import { readSizedLog, type LogLimits } from './sized-log.ts';

export interface JobManagerLog {
  /** Whole lines. */
  readonly logTail: string;
  /** Why there is none; null: there is one. */
  readonly missing: string | null;
}

/** `jobmanager.log`, `flink-root-standalonesession-0-host.log`: names of what runs a JobManager in Flink 1.12. */
const isOwn = (name: string): boolean =>
  /(?:session|jobmanager|jobmaster|entrypoint|master).*\.log$/i.test(name) && !/taskmanager|taskexecutor/i.test(name);

/** The end of the JobManager's log, or why it cannot be had. Two calls. Never rejects. */
export async function readJobManagerLog(http: AxiosInstance, bytes: number, limits: LogLimits): Promise<JobManagerLog> {
  const log = await readSizedLog(http, { path: '/jobmanager', isOwn, needsList: false, bytes }, limits);
  return 'logTail' in log ? { logTail: log.logTail, missing: null } : { logTail: '', missing: log.missing };
}
