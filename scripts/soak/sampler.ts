import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parsePrometheus, sum } from '../../test/helpers/prometheus.ts';
import type { Stand } from '../faults/stand.ts';
import type { Life, Sample } from './flatness.ts';
import { probeEveryMs, readHeapMb } from './heap-probe.ts';

type Sampled = Pick<Stand, 'pair' | 'read' | 'control'>;

export interface Sampler {
  /** In the order of their first sample. */
  readonly lives: readonly Life[];
  /** Looks that a process did not answer: it was ending, starting or busy. */
  readonly missed: number;
  stop(): Promise<void>;
}

const metricsLimitMs = 5_000;
const mb = 2 ** 20;

/** Looks at every gateway process as often as its heap is measured. Needs Linux (/proc). */
export function startSampler(stand: Sampled): Sampler {
  const lives = new Map<number, Life & { readonly samples: Sample[] }>();
  const closing = new AbortController();
  let missed = 0;

  async function look(name: string, pid: number, url: string, databaseConnections: number): Promise<void> {
    const heapMb = await readHeapMb(stand.control.directory, pid);
    // It has just started.
    if (heapMb === null) return;
    const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(metricsLimitMs) });
    const metrics = parsePrometheus(await answer.text());
    const fds = await readdir(`/proc/${pid}/fd`);
    const life = lives.get(pid) ?? {
      name,
      pid,
      startedAt: sum(metrics, 'process_start_time_seconds') * 1000,
      samples: [],
    };
    lives.set(pid, life);
    life.samples.push({
      at: Date.now(),
      rssMb: sum(metrics, 'process_resident_memory_bytes') / mb,
      heapMb,
      fds: fds.length,
      lagSeconds: sum(metrics, 'nodejs_eventloop_lag_p99_seconds'),
      flinkCalls: sum(metrics, 'gateway_flink_calls_total'),
      activeRecords: sum(metrics, 'gateway_records'),
      databaseConnections,
    });
  }

  const sampling = (async () => {
    let next = Date.now();
    while (!closing.signal.aborted) {
      const connections = await connectionsOf(stand).catch(() => Number.NaN);
      for (const { name, pid, url } of stand.pair.processes) {
        await look(name, pid, url, connections).catch(() => (missed += 1));
      }
      next += probeEveryMs;
      await pause(Math.max(0, next - Date.now()), undefined, { signal: closing.signal }).catch(() => undefined);
    }
  })();
  return {
    get lives() {
      return [...lives.values()];
    },
    get missed() {
      return missed;
    },
    async stop() {
      closing.abort();
      await sampling;
    },
  };
}

async function connectionsOf({ read }: Sampled): Promise<number> {
  const [row] = await read(
    `SELECT count(*) AS connections FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'gateway%'`,
  );
  return Number(row?.['connections']);
}
