import type { AxiosError, AxiosInstance, InternalAxiosRequestConfig } from 'axios';

/** One HTTP call to Flink, as it is counted. */
export interface FlinkCall {
  readonly kind: FlinkCallKind;
  /** answered: 2xx. refused: another status. timeout, unreachable: no answer. */
  readonly outcome: 'answered' | 'refused' | 'timeout' | 'unreachable';
  readonly seconds: number;
}

const kinds = [
  ['overview', /^GET \/overview$/],
  ['jobs_overview', /^GET \/jobs\/overview$/],
  ['config', /^GET \/jobmanager\/config$/],
  ['log', /^GET \/(?:jobmanager|taskmanagers\/[^/]+)\/logs?(?:\/|$)/],
  ['metrics', /^GET \/(?:jobmanager|taskmanagers\/[^/]+|taskmanagers)\/metrics$/],
  ['taskmanagers', /^GET \/taskmanagers(?:\/|$)/],
  ['savepoint', /\/savepoints(?:\/|$)|^POST \/jobs\/[^/]+\/stop$/],
  ['checkpoints', /^GET \/jobs\/[^/]+\/checkpoints(?:\/|$)/],
  ['accumulators', /^GET \/jobs\/[^/]+\/accumulators$/],
  ['exceptions', /^GET \/jobs\/[^/]+\/exceptions$/],
  ['vertices', /^GET \/jobs\/[^/]+\/vertices(?:\/|$)/],
  ['job_config', /^GET \/jobs\/[^/]+\/config$/],
  ['job', /^GET \/jobs\/[^/]+$/],
  ['cancel', /^PATCH \/jobs\/[^/]+$/],
  ['run', /^POST \/jars\/[^/]+\/run$/],
  ['upload', /^POST \/jars\/upload$/],
  ['jars', /^(?:GET|DELETE) \/jars(?:\/|$)/],
] as const;
export type FlinkCallKind = (typeof kinds)[number][0] | 'other';

/** What a call is for, by method and path: a bounded list, without ids. Pure. */
export function kindOfCall(method: string, path: string): FlinkCallKind {
  const call = `${method.toUpperCase()} ${path.replace(/\?.*$/s, '')}`;
  return kinds.find(([, pattern]) => pattern.test(call))?.[0] ?? 'other';
}

type Timed = InternalAxiosRequestConfig & { startedAt?: number };

/** Tells of every call of the instance when it is over. */
export function watchCalls(http: AxiosInstance, onCall: (call: FlinkCall) => void): void {
  const told = (config: Timed, outcome: FlinkCall['outcome']): void =>
    onCall({
      kind: kindOfCall(config.method ?? 'get', config.url ?? ''),
      outcome,
      seconds: (performance.now() - (config.startedAt ?? performance.now())) / 1000,
    });
  http.interceptors.request.use((config: Timed) => {
    config.startedAt = performance.now();
    return config;
  });
  http.interceptors.response.use(
    (answer) => {
      told(answer.config, answer.status >= 200 && answer.status < 300 ? 'answered' : 'refused');
      return answer;
    },
    (error: AxiosError) => {
      if (error.config !== undefined) {
        told(error.config, error.code === 'ETIMEDOUT' || error.code === 'ERR_CANCELED' ? 'timeout' : 'unreachable');
      }
      throw error;
    },
  );
}
