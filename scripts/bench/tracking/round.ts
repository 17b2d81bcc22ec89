import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate } from '../../../gateway/database/migrate.ts';
import { startLocalGateway } from '../../local-gateway.ts';
import { callKinds, watchingKinds, type CallKind, type Report } from '../../simulated-flink/messages.ts';
import { startSimulatedFlink } from '../../simulated-flink/simulated-flink.ts';
import { quantile } from '../stats.ts';
import type { BaselineAdd, BaselineStart } from './baseline.ts';
import { seededRandom, startLoad, startRecords, type LoadOptions } from './load.ts';
import { insertClusters, insertJobs, type LiveRecord, type StoredCluster } from './rows.ts';
import { databaseWork, processUsage } from './usage.ts';

export interface RoundOptions {
  readonly watcher: 'gateway' | 'baseline';
  readonly records: number;
  readonly clusters: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Part of the live records that ends per second. */
  readonly share: number;
  readonly seed: number;
  /** web.refresh-interval of the simulated Flink. */
  readonly refreshIntervalMs: number;
  /** Between two polls of one job by the baseline. */
  readonly pollMs: number;
  /** An empty database. */
  readonly databaseUrl: string;
  readonly directory: string;
}

/** Per second and in per cent of one core, over the measured time. */
export interface RoundFigures {
  readonly watcher: RoundOptions['watcher'];
  readonly records: number;
  readonly seconds: number;
  readonly ends: number;
  readonly watchingCallsPerSecond: number;
  readonly totalCallsPerSecond: number;
  readonly callsPerSecondByKind: Readonly<Partial<Record<CallKind, number>>>;
  readonly cpuPercent: number;
  readonly rssMb: number;
  readonly rowsWrittenPerSecond: number;
  readonly queueRowsWrittenPerSecond: number;
  readonly commitsPerSecond: number;
  readonly seenP50Ms: number;
  readonly seenP95Ms: number;
  readonly seenMaxMs: number;
  /** Of the ends in the measured time, how many had no final record 15 s after it. */
  readonly unseen: number;
  readonly wrongFinals: number;
  /** Between two looks at one cluster; not a number for the baseline. */
  readonly lookP50Ms: number;
  readonly lookP95Ms: number;
  /** CPU of the simulated Flink, to tell whether it was the bottleneck. */
  readonly flinkCpuPercent: number;
  /** Of the machine just before the round: what others were running, it shared the cores with. */
  readonly loadBefore: number;
}

/** What follows the records: its process, and how it hears of new ones. */
interface Watcher {
  readonly pid: number;
  add(records: readonly LiveRecord[]): void;
  stop(): Promise<void>;
}

const drainMs = 15_000;

/** One load on one watcher, on a database and simulated clusters of its own. */
export async function measureRound(options: RoundOptions): Promise<RoundFigures> {
  const { records, clusters: clusterCount, seconds, warmUpSeconds, share, databaseUrl } = options;
  const [loadBefore = 0] = loadavg();
  const secretKey = randomBytes(32).toString('hex');
  await migrate(databaseUrl, { log: { info: () => undefined } });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  // Idle connections end with the database.
  pool.on('error', () => undefined);
  const flink = await startSimulatedFlink({
    clusters: clusterCount,
    slots: Math.ceil(records / clusterCount) + 100,
    refreshIntervalMs: options.refreshIntervalMs,
  });
  let watcher: Watcher | undefined;
  try {
    const clusters = await insertClusters(pool, flink.clusters);
    // Ends of twice the planned time: a busy machine takes longer to get there.
    const ends = Math.ceil(records * share * (warmUpSeconds + seconds) * 2) + 100;
    const load: LoadOptions = {
      pool,
      flink,
      clusters,
      freeJobs: await insertJobs(pool, records + ends, secretKey),
      share,
      random: seededRandom(options.seed),
      onStarted: (started) => watcher?.add(started),
    };
    const { live } = await startRecords(load, records);
    await pool.query('VACUUM ANALYZE');
    watcher = options.watcher === 'gateway' ? await startGateway(options, secretKey) : startBaseline(options, clusters);
    watcher.add(live);
    await untilAsked(async () => (await flink.report()).counts.every((counts) => counts.list + counts.look > 0));
    const running = startLoad(load, live);
    await pause(warmUpSeconds * 1000);
    running.takeSeen();
    const before = await takeState();
    const rss: number[] = [];
    while (Date.now() < before.at + seconds * 1000) {
      await pause(500);
      rss.push((await processUsage(watcher.pid)).rssMb);
    }
    const after = await takeState();
    const seen = running.takeSeen();
    await running.finish(drainMs);
    return figures(before, after, [...seen, ...running.takeSeen()], rss);

    async function takeState() {
      return {
        at: Date.now(),
        report: await flink.report(),
        watcher: await processUsage(watcher?.pid ?? 0),
        flink: await processUsage(flink.pid),
        work: await databaseWork(pool),
        ownRows: running.rowsWritten,
        ended: running.ended,
      };
    }

    function figures(
      from: Awaited<ReturnType<typeof takeState>>,
      to: Awaited<ReturnType<typeof takeState>>,
      latencies: readonly number[],
      memory: readonly number[],
    ): RoundFigures {
      const elapsed = (to.at - from.at) / 1000;
      const perSecond = (value: number): number => value / elapsed;
      const calls = (kind: CallKind): number => perSecond(sum(to.report, kind) - sum(from.report, kind));
      const byKind: Partial<Record<CallKind, number>> = {};
      for (const kind of callKinds) if (calls(kind) > 0) byKind[kind] = calls(kind);
      const intervals = to.report.listIntervals.flat();
      return {
        watcher: options.watcher,
        records,
        seconds: elapsed,
        ends: to.ended - from.ended,
        watchingCallsPerSecond: watchingKinds.reduce((total, kind) => total + calls(kind), 0),
        totalCallsPerSecond: callKinds.reduce((total, kind) => total + calls(kind), 0),
        callsPerSecondByKind: byKind,
        cpuPercent: 100 * perSecond(to.watcher.cpuSeconds - from.watcher.cpuSeconds),
        rssMb: Math.max(...memory),
        rowsWrittenPerSecond: perSecond(to.work.rows - from.work.rows - (to.ownRows - from.ownRows)),
        queueRowsWrittenPerSecond: perSecond(to.work.queueRows - from.work.queueRows),
        commitsPerSecond: perSecond(to.work.commits - from.work.commits),
        seenP50Ms: quantile(latencies, 0.5),
        seenP95Ms: quantile(latencies, 0.95),
        seenMaxMs: Math.max(...latencies),
        unseen: running.unseen,
        wrongFinals: running.wrongFinals,
        lookP50Ms: quantile(intervals, 0.5),
        lookP95Ms: quantile(intervals, 0.95),
        loadBefore,
        flinkCpuPercent: 100 * perSecond(to.flink.cpuSeconds - from.flink.cpuSeconds),
      };
    }
  } finally {
    await watcher?.stop();
    await flink.stop();
    await pool.end();
  }
}

const sum = (report: Report, kind: CallKind): number =>
  report.counts.reduce((total, counts) => total + counts[kind], 0);

async function startGateway({ databaseUrl, directory }: RoundOptions, secretKey: string): Promise<Watcher> {
  const passedOn = ['REDIS_URL', 'OBSERVE_ACTIVE_MS', 'DATABASE_POOL_SIZE'].flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value] as const] : [];
  });
  const gateway = await startLocalGateway({
    env: {
      DATABASE_URL: databaseUrl,
      QUEUE_PREFIX: `bench${randomBytes(4).toString('hex')}`,
      GATEWAY_SECRET_KEY: secretKey,
      DATA_DIR: join(directory, 'data'),
      CACHE_DIR: join(directory, 'cache'),
      LOG_LEVEL: 'warn',
      ...Object.fromEntries(passedOn),
    },
    logFile: join(directory, 'gateway.log'),
  });
  // It finds the records in the database.
  return { pid: gateway.pid, add: () => undefined, stop: () => gateway.stop() };
}

function startBaseline({ databaseUrl, pollMs }: RoundOptions, clusters: readonly StoredCluster[]): Watcher {
  const child = fork(fileURLToPath(new URL('baseline.ts', import.meta.url)), {
    execArgv: ['--import', import.meta.resolve('tsx')],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.send({ kind: 'start', databaseUrl, everyMs: pollMs } satisfies BaselineStart);
  return {
    pid: child.pid ?? 0,
    add(records) {
      const known = records.map(({ recordId, flinkJobId, cluster }) => ({
        recordId,
        flinkJobId,
        url: clusters[cluster]?.url ?? '',
      }));
      child.send({ kind: 'add', records: known } satisfies BaselineAdd);
    },
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function untilAsked(isAsked: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isAsked())) {
    if (Date.now() > deadline) throw new Error('nobody asked for the clusters within 60 s');
    await pause(200);
  }
}
