import { join } from 'node:path';
import type { Config } from './core/config.ts';
import { systemClock, type Clock } from './core/clock.ts';
import { messageOf } from './core/errors.ts';
import type { Logger } from './core/log.ts';
import { createRedactor } from './core/redact.ts';
import { loadSecretKey } from './core/secret-key.ts';
import { createSealer, type Sealer } from './core/secrets.ts';
import { createTokenStore, type TokenStore } from './auth/token-store.ts';
import { createTokens, type Tokens } from './auth/tokens.ts';
import { datasourceIdsOf } from './chunjun/check-version-spec.ts';
import { createClusterStore, type Cluster, type ClusterStore } from './clusters/cluster-store.ts';
import { createFlinkClients, type FlinkClients } from './clusters/flink-clients.ts';
import { openDatabase, type Database } from './database/client.ts';
import { startEmbeddedPostgres } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import { createDatasourceStore, type DatasourceStore } from './datasources/datasource-store.ts';
import { openDatasource } from './datasources/manage-datasource.ts';
import { createJobJars, type JobJars } from './distribution/job-jars.ts';
import { createJobStore, type JobStore } from './jobs/job-store.ts';
import { createQueueBackend, type QueueBackend } from './queues/backend.ts';
import { createProducers, type Producers } from './queues/producers.ts';
import { createWorkers, type Handlers, type Workers } from './queues/workers.ts';
import { renderVersion, type RenderDeps } from './jobs/render-version.ts';
import { createRunStore, type RunStore } from './runs/run-store.ts';
import { createIdempotencyStore, type IdempotencyStore } from './submission/idempotency-store.ts';
import { createKeyedLock } from './submission/keyed-lock.ts';
import { createJarProvider } from './submission/provide-jar.ts';
import { requestRun } from './submission/request-run.ts';
import { resolveSubmission } from './submission/resolve-submission.ts';
import { requestStop, stopRun } from './submission/stop-run.ts';
import type { SubmissionDeps } from './submission/submission-deps.ts';
import { submitRun } from './submission/submit-run.ts';
import { observeCluster, type ObserveDeps } from './tracking/observe-cluster.ts';
import { sweep } from './tracking/sweep.ts';

/** Everything the program is made of. Parts take the few of these that they need. */
export interface Deps {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly database: Database;
  readonly queue: QueueBackend;
  readonly producers: Producers;
  readonly sealer: Sealer;
  readonly tokens: Tokens;
  readonly tokenStore: TokenStore;
  readonly clusters: ClusterStore;
  readonly datasources: DatasourceStore;
  readonly jobs: JobStore;
  readonly runs: RunStore;
  readonly idempotencyKeys: IdempotencyStore;
  readonly flinkClients: FlinkClients;
  readonly jobJars: JobJars;
  readonly wake: Wake;
  close(): Promise<void>;
}

export interface Wake {
  submit(recordId: string): Promise<void>;
  resolve(recordId: string, delayMs?: number): Promise<void>;
  stop(recordId: string): Promise<void>;
  observe(clusterId: string): Promise<void>;
  setPace(clusterId: string, pace: 'active' | 'idle'): Promise<void>;
}

/** Opens everything in order; what was opened is closed again when a later step fails. */
export async function createDeps(config: Config, log: Logger): Promise<Deps> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closers.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        log.warn({ reason: messageOf(error) }, 'a part did not close cleanly');
      }
    }
  };
  try {
    const databaseUrl = config.DATABASE_URL ?? (await startEmbedded());
    const sealer = createSealer(await loadSecretKey(config));
    await migrate(databaseUrl, { log });
    const database = await openDatabase(databaseUrl, { poolSize: config.DATABASE_POOL_SIZE });
    closers.push(() => database.close());
    const queueConfig = { redisUrl: config.REDIS_URL, databaseUrl, prefix: config.QUEUE_PREFIX };
    const queue = await createQueueBackend(queueConfig, log);
    closers.push(() => queue.close());
    const producers = createProducers(queue);
    closers.push(() => producers.close());
    const flinkClients = createFlinkClients({ timeoutMs: config.FLINK_TIMEOUT_SECONDS * 1000 });
    closers.push(() => flinkClients.close());
    const { prisma } = database;
    const tokenStore = createTokenStore(prisma);
    return {
      config,
      log,
      clock: systemClock,
      database,
      queue,
      producers,
      sealer,
      tokenStore,
      tokens: createTokens({ store: tokenStore, clock: systemClock }),
      clusters: createClusterStore(prisma),
      datasources: createDatasourceStore(prisma),
      jobs: createJobStore(prisma),
      runs: createRunStore(prisma),
      idempotencyKeys: createIdempotencyStore(prisma),
      flinkClients,
      jobJars: createJobJars({ path: config.CHUNJUN_DIST, cacheDir: config.CACHE_DIR }),
      wake: createWake(producers, config),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }

  async function startEmbedded(): Promise<string> {
    const server = await startEmbeddedPostgres({
      dataDir: join(config.DATA_DIR, 'postgres'),
      log: { info: (text) => log.info(text), warn: (text) => log.warn(text) },
    });
    closers.push(() => server.stop());
    await server.createDatabase('gateway');
    return server.url('gateway');
  }
}

function createWake(producers: Producers, config: Pick<Config, 'OBSERVE_ACTIVE_MS' | 'OBSERVE_IDLE_MS'>): Wake {
  return {
    submit: (recordId) => producers.send('submit-run', { recordId }),
    resolve: (recordId, delayMs) =>
      producers.send('resolve-submission', { recordId }, delayMs === undefined ? {} : { delayMs }),
    stop: (recordId) => producers.send('stop-run', { recordId }),
    observe: (clusterId) => producers.send('observe-cluster', { clusterId }),
    setPace: (clusterId, pace) =>
      producers.send(
        'observe-cluster',
        { clusterId },
        { delayMs: pace === 'active' ? config.OBSERVE_ACTIVE_MS : config.OBSERVE_IDLE_MS },
      ),
  };
}

const flinkOf = (deps: Deps) => (cluster: Cluster) => deps.flinkClients.of(cluster);

/** What the API does beyond reading and writing rows. */
export function createOperations(deps: Deps) {
  const { jobs, datasources, runs, idempotencyKeys, jobJars, wake, clock, log, clusters } = deps;
  const rendering: RenderDeps = {
    datasources,
    plugins: async () => {
      // A distribution that cannot be opened is told by what needs it.
      const distribution = await jobJars.warmUp().catch(() => undefined);
      return distribution === undefined ? undefined : new Set(distribution.connectors.keys());
    },
  };
  return {
    rendering,
    requestRun: (request: Parameters<typeof requestRun>[1]) =>
      requestRun(
        {
          jobs,
          // A connector that is missing has an error of its own, see assertPlugins.
          diagnose: async (spec) =>
            (await renderVersion({ ...rendering, plugins: () => Promise.resolve(undefined) }, spec)).diagnostics,
          runs,
          idempotencyKeys,
          assertPlugins: (_clusterId, connectors) => jobJars.assertPlugins(connectors),
          wake: wake.submit,
          clock,
          log,
        },
        request,
      ),
    requestStop: (recordId: string, who: string) =>
      requestStop({ runs, clusters, flinkOf: flinkOf(deps), wake, clock, log }, recordId, who),
  };
}

/** The handlers of every message, on these parts. */
export function createWorkersOf(deps: Deps): Workers {
  const submission = submissionDeps(deps);
  const observing = observeDeps(deps);
  const handlers: Handlers = {
    'submit-run': ({ recordId }) => submitRun(submission, recordId),
    'resolve-submission': ({ recordId }) => resolveSubmission(submission, recordId),
    'stop-run': ({ recordId }) => stopRun(submission, recordId),
    'observe-cluster': ({ clusterId }) => observeCluster(observing, clusterId),
    sweep: async () => {
      await sweep({
        runs: deps.runs,
        clusters: deps.clusters,
        wake: deps.wake,
        observe: deps.wake.observe,
        setPace: deps.wake.setPace,
        clock: deps.clock,
      });
      await deps.idempotencyKeys.removeExpired(deps.clock.now());
    },
  };
  return createWorkers(deps.queue, handlers, { log: deps.log });
}

function submissionDeps(deps: Deps): SubmissionDeps {
  return {
    runs: deps.runs,
    jobs: deps.jobs,
    clusters: deps.clusters,
    openDatasources: async (ids) => {
      const rows = ids.length === 0 ? [] : await deps.datasources.findMany(ids);
      return new Map(
        rows.map((row) => [
          row.id,
          { id: row.id, type: row.type, revision: row.revision, connection: openDatasource(deps.sealer, row) },
        ]),
      );
    },
    lastOffset: (jobId) => deps.runs.lastOffset(jobId),
    flinkOf: flinkOf(deps),
    jars: createJarProvider(deps.log),
    admissions: createKeyedLock(),
    jobJar: (cluster, plugins) => deps.jobJars.jobJar(cluster.distribution.mode, plugins),
    wake: deps.wake,
    clock: deps.clock,
    log: deps.log,
    submissionTimeoutMs: deps.config.SUBMISSION_TIMEOUT_SECONDS * 1000,
  };
}

function observeDeps(deps: Deps): ObserveDeps {
  return {
    runs: deps.runs,
    clusters: deps.clusters,
    flinkOf: flinkOf(deps),
    redactorOf: async (record) => {
      const version = await deps.jobs.findVersion(record.jobId, record.version);
      const rows = version === null ? [] : await deps.datasources.findMany(datasourceIdsOf(version.spec));
      return createRedactor(rows.flatMap((row) => Object.values(openDatasource(deps.sealer, row).secrets)));
    },
    wake: deps.wake,
    setPace: deps.wake.setPace,
    clock: deps.clock,
    log: deps.log,
  };
}
