import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  accumulators,
  checkpoints,
  configuration,
  exceptions,
  jobConfig,
  jobDetail,
  listedJob,
  logText,
  notFound,
  overview,
  taskManagers,
  type SimulatedCluster,
  type SimulatedJob,
} from './answers.ts';
import { emptyCounts, type CallCounts, type CallKind, type EndState, type NewJob } from './messages.ts';

/** One simulated JobManager: its jobs, its REST cache, and what it was asked. */
export interface ClusterServer {
  readonly url: string;
  add(jobs: readonly NewJob[]): void;
  /** Ends jobs that run; resolves to the time of the change. */
  end(jobs: readonly { readonly jid: string; readonly state: EndState }[]): number;
  counts(): CallCounts;
  /** Milliseconds between two requests for /jobs/overview, since the last call of this. */
  takeListIntervals(): number[];
  close(): Promise<void>;
}

interface Cached {
  readonly job: SimulatedJob;
  readonly at: number;
}

type Answer = readonly [kind: CallKind, status: number, body: string, type?: string];

export async function startClusterServer(cluster: SimulatedCluster): Promise<ClusterServer> {
  const jobs = new Map<string, SimulatedJob>();
  const cache = new Map<string, Cached>();
  const counts: Record<CallKind, number> = { ...emptyCounts };
  let intervals: number[] = [];
  let lastListAt = 0;
  let running = 0;

  const end = (job: SimulatedJob, state: EndState, at: number): void => {
    if (job.end !== null) return;
    job.end = { state, at };
    running -= 1;
  };

  /** Flink answers what is below /jobs/:id from one cached copy of the job, web.refresh-interval old at most. */
  function cached(job: SimulatedJob, now: number): Cached {
    const known = cache.get(job.jid);
    if (known !== undefined && now - known.at < cluster.refreshIntervalMs) return known;
    const taken = { job: { ...job }, at: now };
    cache.set(job.jid, taken);
    return taken;
  }

  function list(now: number): string {
    if (lastListAt > 0) intervals.push(now - lastListAt);
    lastListAt = now;
    const entries: string[] = [];
    for (const job of jobs.values()) entries.push(listedJob(job, now));
    return `{"jobs":[${entries.join(',')}]}`;
  }

  function answer(method: string, path: string): Answer {
    const now = Date.now();
    const [, root = '', jid = '', part = ''] = path.split('/');
    if (root === 'overview') return ['overview', 200, JSON.stringify(overview(cluster, jobs.values()))];
    if (path === '/jobs/overview') return ['list', 200, list(now)];
    if (path === '/jobmanager/config') return ['epoch', 200, JSON.stringify(configuration(cluster))];
    if (path === '/jobmanager/log') return ['log', 200, logText, 'text/plain'];
    if (root === 'taskmanagers') return ['other', 200, JSON.stringify(taskManagers(cluster, running, now))];
    if (root !== 'jobs') return ['other', 404, JSON.stringify({ errors: [`Unable to load requested file ${path}.`] })];
    const job = jobs.get(jid);
    if (method === 'PATCH') {
      if (job === undefined || job.end !== null) return ['cancel', 404, JSON.stringify(notFound(jid))];
      end(job, 'CANCELED', now);
      return ['cancel', 202, '{}'];
    }
    if (job === undefined) return ['look', 404, JSON.stringify(notFound(jid))];
    const over = job.end !== null;
    const copy = cached(job, now);
    if (part === '') return [over ? 'job' : 'look', 200, JSON.stringify(jobDetail(copy.job, copy.at))];
    if (part === 'accumulators') return ['accumulators', 200, JSON.stringify(accumulators(copy.job, copy.at))];
    if (part === 'exceptions') return ['exceptions', 200, JSON.stringify(exceptions(copy.job))];
    if (part === 'config') return ['config', 200, JSON.stringify(jobConfig(copy.job))];
    if (part === 'checkpoints') return ['other', 200, JSON.stringify(checkpoints())];
    return ['other', 404, JSON.stringify({ errors: [`Unable to load requested file ${path}.`] })];
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const [kind, status, body, type = 'application/json; charset=UTF-8'] = answer(request.method ?? 'GET', path);
    counts[kind] += 1;
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
  });
  // Flink (Netty) keeps connections; Node's 5 s would close them under a client that asks every few seconds.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(0, '127.0.0.1', done);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add(added) {
      const now = Date.now();
      for (const { jid, name, ageMs } of added) jobs.set(jid, { jid, name, startedAt: now - ageMs, end: null });
      running = [...jobs.values()].filter((job) => job.end === null).length;
    },
    end(ended) {
      const at = Date.now();
      for (const { jid, state } of ended) {
        const job = jobs.get(jid);
        if (job !== undefined) end(job, state, at);
      }
      return at;
    },
    counts: () => ({ ...counts }),
    takeListIntervals() {
      const taken = intervals;
      intervals = [];
      return taken;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
