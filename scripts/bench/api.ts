/**
 * `npm run bench:api [-- --records 1000000 --seconds 8 --rounds 3]`: what reading costs over a table that has grown. Of one
 * gateway process (ROLE=api) and, beside it in the same run, of a bare Fastify process that returns the same bytes:
 *   read       one ended record, again and again
 *   list       50 records, in turn by state, cluster and state, job, trigger, and a second page
 *   overview   the overview of the task centre, as every open page asks for it
 *   fresh      the same, never asked with the same words twice: no answer is shared
 * Throughput: 10 connections, as fast as they can, gateway and bare in turn for each round. Latency (list, overview, fresh):
 * 4 connections that ask 40 times a second together. The table is filled in a fresh database on DATABASE_URL's server, else
 * on an embedded one; `--database URL` takes one that `--keep` left. The last line is one JSON object.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../gateway/database/embedded.ts';
import { migrate } from '../../gateway/database/migrate.ts';
import { startLocalGateway } from '../local-gateway.ts';
import { backfillRollup, readIds, seedRecords } from './api/seed.ts';
import { median, quantile, rounded, table } from './stats.ts';

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    database: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const records = Number(options.records);
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);

interface Figures {
  readonly perSecond: number;
  readonly samples: readonly number[];
}

/** Requests in turn by `connections`; `rate`: that many per second together, else as many as there can be. */
async function ask(
  url: string,
  paths: readonly string[],
  { token, connections, rate }: { token: string; connections: number; rate?: number },
): Promise<Figures> {
  const samples: number[] = [];
  let wrong = 0;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        duration: seconds,
        headers: { authorization: `Bearer ${token}` },
        requests: paths.map((path) => ({ path })),
        ...(rate === undefined ? {} : { overallRate: rate }),
      },
      (error: unknown, all) => (error instanceof Error ? reject(error) : resolve(all)),
    );
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      samples.push(milliseconds);
      if (status !== 200) wrong += 1;
    });
  });
  if (wrong > 0 || result.errors > 0) throw new Error(`${wrong} answers of ${url} were no 200, ${result.errors} none`);
  return { perSecond: result.requests.average, samples };
}

async function startBare(bodies: Record<string, string>): Promise<{ url: string; child: ChildProcess }> {
  const child = fork(new URL('./api/bare.ts', import.meta.url), { execArgv: ['--import', import.meta.resolve('tsx')] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { address: string }).address));
    child.once('exit', () => reject(new Error('the bare server ended')));
    child.send(bodies);
  });
  return { url, child };
}

/** A filled database and what undoes it. */
async function prepare(directory: string): Promise<{ databaseUrl: string; release: () => Promise<void> }> {
  if (options.database !== undefined) return { databaseUrl: options.database, release: () => Promise.resolve() };
  const given = process.env.DATABASE_URL;
  const embedded = given ? null : await startEmbeddedPostgres({ dataDir: join(directory, 'postgres') });
  const admin = new URL(given || embedded?.url('postgres') || '');
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  const name = `bench_${randomBytes(6).toString('hex')}`;
  await client.query(`CREATE DATABASE ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  await migrate(url.href, { log: { info: () => undefined } });
  await seedRecords({ databaseUrl: url.href, records, until: new Date() });
  await backfillRollup(url.href);
  return {
    databaseUrl: url.href,
    release: async () => {
      if (options.keep && embedded === null) console.log(`kept: --database ${url.href}`);
      else await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await client.end();
      await embedded?.stop();
    },
  };
}

async function measure(databaseUrl: string, directory: string) {
  // Of a database that is taken again, the first token was given out before.
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('DELETE FROM de_api_token');
  await client.end();
  const gateway = await startLocalGateway({
    env: {
      DATABASE_URL: databaseUrl,
      ROLE: 'api',
      QUEUE_PREFIX: `bench${randomBytes(4).toString('hex')}`,
      GATEWAY_SECRET_KEY: randomBytes(32).toString('hex'),
      DATA_DIR: join(directory, 'data'),
      CACHE_DIR: join(directory, 'cache'),
      LOG_LEVEL: 'warn',
    },
    logFile: join(directory, 'gateway.log'),
  });
  let bare: ChildProcess | undefined;
  try {
    const token = gateway.firstToken ?? '';
    const api = '/api/v1';
    const { jobId, clusterId, recordId, oldest } = await readIds(databaseUrl);
    const paths = {
      read: [`${api}/records/${recordId}`],
      list: [
        'state=FAILED',
        `clusterId=${clusterId}&state=SUCCEEDED`,
        `jobId=${jobId}`,
        'trigger=backfill',
        'state=FAILED&state=REJECTED&state=CANCELED',
        `state=FAILED&cursor=${oldest}`,
      ].map((filter) => `${api}/records?limit=50&${filter}`),
      overview: [`${api}/task-center/overview?timeZone=Asia/Shanghai`],
      fresh: Array.from(
        { length: 2000 },
        (_, index) =>
          `${api}/task-center/overview?timeZone=Asia/Shanghai&top=${10 + (index % 40)}&hours=${24 + Math.floor(index / 40)}`,
      ),
    };
    const bodyOf = async (path: string): Promise<string> => {
      const answer = await fetch(`${gateway.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return answer.text();
    };
    const bodies: Record<string, string> = {};
    for (const [name, [path = '']] of Object.entries(paths)) bodies[`/${name}`] = await bodyOf(path);
    const other = await startBare(bodies);
    bare = other.child;
    const throughput = { read: [] as Figures[], list: [] as Figures[], overview: [] as Figures[] };
    const bareThroughput = { read: [] as Figures[], list: [] as Figures[], overview: [] as Figures[] };
    const fast = { token, connections: 10 };
    // The first round is the warm-up.
    for (let round = 0; round <= rounds; round++) {
      for (const name of ['read', 'list', 'overview'] as const) {
        const own = await ask(gateway.url, paths[name], fast);
        const plain = await ask(other.url, [`/${name}`], fast);
        if (round === 0) continue;
        throughput[name].push(own);
        bareThroughput[name].push(plain);
      }
    }
    const slow = { token, connections: 4, rate: 40 };
    return {
      throughput,
      bareThroughput,
      list: await ask(gateway.url, paths.list, slow),
      overview: await ask(gateway.url, paths.overview, slow),
      fresh: await ask(gateway.url, paths.fresh, slow),
    };
  } finally {
    bare?.kill();
    await gateway.stop();
  }
}

const directory = await mkdtemp(join(tmpdir(), 'gateway-bench-'));
try {
  const { databaseUrl, release } = await prepare(directory);
  const found = await measure(databaseUrl, directory).finally(release);
  const perSecond = (figures: readonly Figures[]): number => median(figures.map((one) => one.perSecond));
  const p = (figures: readonly Figures[], q: number): number =>
    quantile(
      figures.flatMap(({ samples }) => samples),
      q,
    );
  const ratio = (name: 'read' | 'list' | 'overview'): number =>
    perSecond(found.throughput[name]) / perSecond(found.bareThroughput[name]);
  console.log(
    table([
      ['10 connections', 'gateway/s', 'bare/s', 'ratio', 'gateway p99 ms', 'bare p99 ms'],
      ...(['read', 'list', 'overview'] as const).map((name) => [
        name,
        rounded(perSecond(found.throughput[name]), 0),
        rounded(perSecond(found.bareThroughput[name]), 0),
        rounded(ratio(name), 2),
        rounded(p(found.throughput[name], 0.99)),
        rounded(p(found.bareThroughput[name], 0.99)),
      ]),
    ]),
  );
  const latency = (['list', 'overview', 'fresh'] as const).map((name) => [
    name,
    found[name].samples.length,
    ...[0.5, 0.95, 0.99].map((q) => rounded(p([found[name]], q))),
  ]);
  console.log(`\n${table([['40 requests a second, ms', 'n', 'median', 'p95', 'p99'], ...latency])}`);
  console.log(
    JSON.stringify({
      records,
      rounds,
      readRatio: rounded(ratio('read'), 2),
      listRatio: rounded(ratio('list'), 3),
      overviewRatio: rounded(ratio('overview'), 2),
      readP99Ms: rounded(p(found.throughput.read, 0.99)),
      listP95Ms: rounded(p([found.list], 0.95)),
      listP99Ms: rounded(p([found.list], 0.99)),
      overviewP95Ms: rounded(p([found.overview], 0.95)),
      overviewP99Ms: rounded(p([found.overview], 0.99)),
      overviewFreshP95Ms: rounded(p([found.fresh], 0.95)),
    }),
  );
} finally {
  await rm(directory, { recursive: true, force: true });
}
