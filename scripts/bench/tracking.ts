/**
 * `npm run bench:tracking [-- --seconds 45 --records 100,1000,10000]`: what it costs to follow live records. Simulated
 * Flink clusters (scripts/simulated-flink) have that many running jobs; 1 % of them ends per second and is replaced.
 * In one run, in turn, for each number of records: the gateway, and a baseline that asks for every job every 3.5 s.
 *   watching   calls to Flink that find out what changed: lists, overviews, epochs, polls of single jobs
 *   all        with the calls that fetch what is kept of a job that ended (none in the baseline, four in the gateway)
 *   seen       from the change on Flink to the committed final state, taken by asking the database every 50 ms
 *   rows       rows the watcher writes per second in the gateway's tables, without those of the load itself
 * Queue: Redis when REDIS_URL is set, else PostgreSQL. Database: a fresh one on DATABASE_URL's server, else an embedded
 * one. Needs Linux (/proc). The last line is one JSON object; figures of "10k" are null without a round of 10,000.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../gateway/database/embedded.ts';
import { rounded, table } from './stats.ts';
import { measureRound, type RoundFigures, type RoundOptions } from './tracking/round.ts';

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '100,1000,10000' },
    clusters: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '45' },
    'warm-up': { type: 'string', default: '12' },
    /** Part of the live records that ends per second. */
    share: { type: 'string', default: '0.01' },
    seed: { type: 'string', default: '1' },
    /** web.refresh-interval of the simulated Flink, in milliseconds. */
    'refresh-interval': { type: 'string', default: '3000' },
    'poll-ms': { type: 'string', default: '3500' },
    watchers: { type: 'string', default: 'gateway,baseline' },
  },
});
const levels = options.records.split(',').map(Number);
const refreshIntervalMs = Number(options['refresh-interval']);

interface DatabaseServer {
  /** Resolves to the URL of a new, empty database. */
  create(name: string): Promise<string>;
  drop(name: string): Promise<void>;
  stop(): Promise<void>;
}

async function openServer(directory: string): Promise<DatabaseServer> {
  const given = process.env.DATABASE_URL;
  const embedded = given ? null : await startEmbeddedPostgres({ dataDir: join(directory, 'postgres') });
  const adminUrl = given || embedded?.url('postgres') || '';
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  return {
    async create(name) {
      await admin.query(`CREATE DATABASE ${name}`);
      const url = new URL(adminUrl);
      url.pathname = `/${name}`;
      return url.href;
    },
    drop: async (name) => void (await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
    async stop() {
      await admin.end();
      await embedded?.stop();
    },
  };
}

async function measure(): Promise<RoundFigures[]> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-bench-'));
  const found: RoundFigures[] = [];
  try {
    const server = await openServer(directory);
    try {
      for (const records of levels) {
        for (const watcher of ['gateway', 'baseline'] as const) {
          if (!options.watchers.split(',').includes(watcher)) continue;
          const name = `bench_${randomBytes(6).toString('hex')}`;
          const databaseUrl = await server.create(name);
          const round: RoundOptions = {
            watcher,
            records,
            clusters: Number(options.clusters),
            seconds: Number(options.seconds),
            warmUpSeconds: Number(options['warm-up']),
            share: Number(options.share),
            seed: Number(options.seed),
            refreshIntervalMs,
            pollMs: Number(options['poll-ms']),
            databaseUrl,
            directory,
          };
          try {
            found.push(await measureRound(round));
          } finally {
            await server.drop(name);
          }
        }
      }
    } finally {
      await server.stop();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return found;
}

function show(rounds: readonly RoundFigures[]): string {
  const rows = rounds.map((round) => [
    `${round.watcher}, ${round.records.toLocaleString('en')} records`,
    rounded(round.watchingCallsPerSecond),
    rounded(round.totalCallsPerSecond),
    `${rounded(round.cpuPercent, 0)} %`,
    rounded(round.rssMb, 0),
    rounded(round.rowsWrittenPerSecond),
    rounded(round.queueRowsWrittenPerSecond),
    rounded(round.ends / round.seconds),
    rounded(round.seenP50Ms, 0),
    rounded(round.seenP95Ms, 0),
    round.unseen + round.wrongFinals,
    round.watcher === 'gateway' ? rounded(round.lookP95Ms, 0) : '-',
  ]);
  const head = [
    ['', 'watching', 'all', 'CPU of', 'MB', 'rows', 'queue', 'ends', 'seen', 'seen', 'missed', 'look'],
    ['', 'calls/s', 'calls/s', 'a core', 'RSS', '/s', 'rows/s', '/s', 'p50 ms', 'p95 ms', '', 'p95 ms'],
  ];
  return table([...head, ...rows]);
}

const rounds = await measure();
const of = (watcher: RoundFigures['watcher'], records: number) =>
  rounds.find((round) => round.watcher === watcher && round.records === records);
const most = Math.max(...levels);
const gateway10k = of('gateway', 10_000);
const baseline = of('baseline', most);
const optional = (value: number | undefined, digits = 1): number | null =>
  value === undefined || !Number.isFinite(value) ? null : rounded(value, digits);

console.log(show(rounds));
console.log(
  `missed: ended jobs whose record had no final state 15 s after the round, or a wrong one. Simulated ` +
    `web.refresh-interval ${refreshIntervalMs} ms.`,
);
if (baseline !== undefined) {
  const wanted = (most / Number(options['poll-ms'])) * 1000;
  console.log(
    `The baseline wants ${rounded(wanted, 0)} calls/s at ${most.toLocaleString('en')} records and made ` +
      `${rounded(baseline.totalCallsPerSecond, 0)}; the simulated Flink used ${rounded(baseline.flinkCpuPercent, 0)} % of a core.`,
  );
}
console.log(
  JSON.stringify({
    clusters: Number(options.clusters),
    queue: process.env.REDIS_URL ? 'redis' : 'postgresql',
    seed: Number(options.seed),
    callsPerSecond10k: optional(gateway10k?.watchingCallsPerSecond),
    totalCallsPerSecond10k: optional(gateway10k?.totalCallsPerSecond),
    seenP50Ms10k: optional(gateway10k?.seenP50Ms, 0),
    seenP95Ms10k: optional(gateway10k?.seenP95Ms, 0),
    baselineRecords: baseline?.records ?? null,
    baselineCallsPerSecond: optional(baseline?.totalCallsPerSecond),
    baselineSeenP95Ms: optional(baseline?.seenP95Ms, 0),
    levels: rounds.map(roundedFigures),
  }),
);

function roundedFigures({ watcher, callsPerSecondByKind, ...numbers }: RoundFigures): unknown {
  const shorter = (values: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, optional(value)]));
  return { watcher, ...shorter(numbers), callsPerSecondByKind: shorter(callsPerSecondByKind) };
}
