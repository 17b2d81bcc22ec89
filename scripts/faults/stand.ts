import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { ClusterView } from '../../gateway/clusters/schemas.ts';
import type { DatasourceView } from '../../gateway/datasources/schemas.ts';
import { postgresStore, type TestStore } from '../../test/helpers/databases.ts';
import { testCacheDir, testDistributionPath } from '../../test/helpers/distribution.ts';
import { startFaultProxy, type FaultProxy } from '../../test/helpers/fault-proxy.ts';
import { startTestFlink } from '../../test/helpers/flink.ts';
import { testDatabase } from '../../test/helpers/postgres.ts';
import type { LocalFlink } from '../flink/local-cluster.ts';
import { openControl, type Control } from './control.ts';
import { watchFlink, type FlinkWatch } from './flink-watch.ts';
import { startGatewayPair, type GatewayPair } from './gateway-pair.ts';
import type { Chance } from './random.ts';

/** The real Flink that all rounds of a run share, and who watches it. */
export interface FlinkStand {
  readonly flink: LocalFlink;
  readonly proxy: FaultProxy;
  readonly watch: FlinkWatch;
  killJobManager(): Promise<void>;
  /** Empty, and forgetting finished jobs after so many seconds; all slots are back when it resolves. */
  startJobManager(expirationSeconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Flink's own default of jobstore.expiration-time. */
export const usualExpirationSeconds = 3600;
const slots = 32;

export async function startFlinkStand(): Promise<FlinkStand> {
  const flink = await startTestFlink('lib', {
    slotsPerTaskManager: slots,
    memory: { taskManagerNetwork: 128, taskManagerHeap: 768 },
    // A TaskManager that was killed is missed after 4 s, one that lost its JobManager asks again soon.
    config: { 'heartbeat.timeout': 4000 },
  });
  const watch = watchFlink(flink.restUrl);
  const proxy = await startFaultProxy(flink.restUrl, { onAnswer: watch.hear });
  return {
    flink,
    proxy,
    watch,
    async killJobManager() {
      await flink.killJobManager();
      watch.jobManagerDied();
    },
    async startJobManager(expirationSeconds) {
      const file = join(flink.workDir, 'conf', 'flink-conf.yaml');
      const kept = (await readFile(file, 'utf8')).split('\n').filter((line) => !line.startsWith('jobstore.'));
      await writeFile(file, [...kept, `jobstore.expiration-time: ${expirationSeconds}`, ''].join('\n'));
      await flink.startJobManager();
      await flink.waitUntilReady({ timeoutMs: 120_000 });
    },
    async close() {
      await watch.close();
      await Promise.allSettled([proxy.close(), flink.stop()]);
    },
  };
}

/** Gateways, database, queue and target of one round. */
export interface Stand extends FlinkStand {
  readonly pair: GatewayPair;
  readonly control: Control;
  readonly clusterId: string;
  /** A database that copy jobs read and write. */
  readonly store: TestStore;
  readonly datasourceId: string;
  /** Rows of the gateways' database, read past them. */
  read(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Ends every connection of the gateways to their database; how many there were. */
  cutDatabase(): Promise<number>;
  /** Throws away every message and schedule of the queue; how many tables or keys there were. */
  flushQueue(): Promise<number>;
}

export type QueueKind = 'postgresql' | 'redis';

/** The limits of production, scaled: a submission may take 6 s instead of 10 min, a look 3 s instead of 10 s. */
export const submissionLimitMs = 6_000;
const scaled = {
  SUBMISSION_TIMEOUT_SECONDS: String(submissionLimitMs / 1000),
  FLINK_TIMEOUT_SECONDS: '3',
  OBSERVE_ACTIVE_MS: '500',
  OBSERVE_IDLE_MS: '2000',
  SWEEP_MS: '1000',
  LOG_LEVEL: 'info',
};

export async function startStand(
  shared: FlinkStand,
  options: {
    readonly directory: string;
    readonly queue: QueueKind;
    readonly redisUrl: string;
    readonly chance: Chance;
    /** See startGatewayPair. */
    readonly preload?: string;
  },
): Promise<Stand & { closeRound(): Promise<void> }> {
  const { directory, queue, redisUrl, chance } = options;
  await mkdir(directory, { recursive: true });
  const prefix = `faults${randomBytes(5).toString('hex')}`;
  const database = await testDatabase();
  const store = await postgresStore();
  const control = openControl(join(directory, 'control'));
  const pair = await startGatewayPair({
    directory,
    controlDirectory: control.directory,
    downMs: () => chance.between(0, 1_500),
    ...(options.preload === undefined ? {} : { preload: options.preload }),
    env: {
      ...scaled,
      DATABASE_URL: database.url,
      GATEWAY_SECRET_KEY: randomBytes(32).toString('hex'),
      QUEUE_PREFIX: prefix,
      CACHE_DIR: testCacheDir,
      CHUNJUN_DIST: await testDistributionPath(),
      ...(queue === 'redis' ? { REDIS_URL: redisUrl } : {}),
    },
  });
  const pool = new pg.Pool({ connectionString: database.url, max: 4, application_name: 'faults' });
  pool.on('error', () => undefined);
  const redis = queue === 'redis' ? new Redis(redisUrl) : null;
  const read = async (sql: string, values: readonly unknown[] = []) =>
    (await pool.query<Record<string, unknown>>(sql, [...values])).rows;
  const cluster = await pair.api.post<ClusterView>('/clusters', {
    name: 'faults',
    kind: 'standalone',
    config: { restUrl: shared.proxy.url },
    distribution: { mode: 'lib' },
  });
  const { id: datasourceId } = await pair.api.post<DatasourceView>('/datasources', store.datasource());
  return {
    ...shared,
    pair,
    control,
    clusterId: cluster.id,
    store,
    datasourceId,
    read,
    async cutDatabase() {
      const ended = await read(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name LIKE 'gateway%'`,
      );
      return ended.length;
    },
    flushQueue: () => (redis === null ? truncateQueue(read, `bullmq_${prefix}`) : deleteKeys(redis, prefix)),
    async closeRound() {
      await pair.close();
      redis?.disconnect();
      await pool.end();
      await store.drop();
      await database.drop();
      await rm(join(directory, 'control'), { recursive: true, force: true });
    },
  };
}

async function truncateQueue(read: Stand['read'], schema: string): Promise<number> {
  const tables = await read(
    `SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename NOT LIKE '%migration%'`,
    [schema],
  );
  await read(`TRUNCATE ${tables.map(({ tablename }) => `"${schema}"."${String(tablename)}"`).join(', ')}`);
  return tables.length;
}

async function deleteKeys(redis: Redis, prefix: string): Promise<number> {
  let deleted = 0;
  for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 500 }) as AsyncIterable<string[]>) {
    if (keys.length > 0) deleted += await redis.del(...keys);
  }
  return deleted;
}
