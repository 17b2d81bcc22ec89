import { setTimeout as pause } from 'node:timers/promises';
import type { FlinkAnswer } from '../../test/helpers/fault-proxy.ts';
import type { FlinkJob } from './invariants.ts';

/** Every job that the real Flink ever told of, across restarts of the JobManager: asked directly and overheard. */
export interface FlinkWatch {
  readonly jobs: readonly FlinkJob[];
  /** What passed the proxy. */
  hear(answer: Pick<FlinkAnswer, 'path' | 'status' | 'body'>): void;
  /** The JobManager is dead: its jobs are, and ids that appear from now on are new jobs. */
  jobManagerDied(): void;
  /** The JobManager's deaths, milliseconds since the epoch. */
  readonly deaths: readonly number[];
  /** Until Flink was asked once more, from now on; false: it did not answer. */
  look(): Promise<boolean>;
  close(): Promise<void>;
}

const everyMs = 200;
const over = new Set(['FINISHED', 'FAILED', 'CANCELED']);

interface Told {
  readonly jid: string;
  readonly name: string;
  readonly state: string;
  readonly 'start-time': number;
  readonly 'end-time': number;
}

export function watchFlink(restUrl: string): FlinkWatch {
  const seen = new Map<string, FlinkJob>();
  const deaths: number[] = [];
  /** Since when the list has shown a job without a gap, by the key of `seen`. */
  let shown = new Map<string, number>();
  let listedAt = 0;
  const closing = new AbortController();

  const keyOf = (jid: string): string => `${deaths.length} ${jid}`;

  function note({ jid, name, state, 'start-time': start, 'end-time': end }: Told): void {
    const key = keyOf(jid);
    const job = seen.get(key) ?? { jid, recordId: name.split('@').at(-1) ?? '', states: [], starts: [], end: null };
    seen.set(key, {
      ...job,
      states: job.states.includes(state) ? job.states : [...job.states, state],
      starts: job.starts.includes(start) ? job.starts : [...job.starts, start],
      end: over.has(state) ? end : job.end,
    });
  }

  function read(path: string, text: string): void {
    const bare = path.split('?')[0] ?? '';
    if (bare === '/jobs/overview') {
      const { jobs } = JSON.parse(text) as { jobs: Told[] };
      jobs.forEach(note);
      listedAt = Date.now();
      shown = new Map(jobs.map(({ jid }) => [keyOf(jid), shown.get(keyOf(jid)) ?? listedAt]));
    } else if (/^\/jobs\/[0-9a-f]{32}$/.test(bare)) note(JSON.parse(text) as Told);
  }

  const look = async (): Promise<boolean> => {
    const died = deaths.length;
    try {
      const answer = await fetch(`${restUrl}/jobs/overview`, { signal: AbortSignal.timeout(5_000) });
      const text = await answer.text();
      if (!answer.ok || died !== deaths.length) return false;
      read('/jobs/overview', text);
      return true;
    } catch {
      return false;
    }
  };
  const watching = (async () => {
    while (!closing.signal.aborted) {
      await look();
      await pause(everyMs);
    }
  })();
  return {
    get jobs() {
      return [...seen].map(([key, job]) => {
        const since = shown.get(key);
        return { ...job, shownForMs: since === undefined ? null : listedAt - since };
      });
    },
    deaths,
    hear({ path, status, body }) {
      if (status === 200 && path.startsWith('/jobs/')) read(path, body.toString('utf8'));
    },
    jobManagerDied() {
      const at = Date.now();
      for (const [key, job] of seen) if (job.end === null) seen.set(key, { ...job, end: at });
      deaths.push(at);
      shown = new Map();
    },
    look,
    async close() {
      closing.abort();
      await watching;
    },
  };
}
