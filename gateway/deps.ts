import { join } from 'node:path';
import type { Config } from './core/config.ts';
import { systemClock, type Clock } from './core/clock.ts';
import { messageOf } from './core/errors.ts';
import type { Logger } from './core/log.ts';
import { createMetrics, type Metrics } from './core/metrics.ts';
import { loadSecretKey, otherSecretKeys } from './core/secret-key.ts';
import { createSealer, type Sealer } from './core/secrets.ts';
import { createAuditStore, type AuditStore } from './audit/audit-store.ts';
import { createAuditTrail, type AuditTrail } from './audit/audit-trail.ts';
import { createConfiguredOidc, createGuard } from './auth/guard.ts';
import type { Guard } from './auth/auth-hook.ts';
import { createSealedStore, type SealedStore } from './auth/sealed-store.ts';
import { createTokenStore, type TokenStore } from './auth/token-store.ts';
import { createTokens, type Tokens } from './auth/tokens.ts';
import { createCatalogStore, type CatalogStore } from './catalogs/catalog-store.ts';
import { createResourceStore, type ResourceStore } from './catalogs/resource-store.ts';
import { createArchives, type Archives } from './clusters/archives.ts';
import { createClusterStore, type ClusterStore } from './clusters/cluster-store.ts';
import { createClusterCapabilities, type ClusterCapabilities } from './clusters/cluster-capabilities.ts';
import { createHealthStore, type HealthStore } from './clusters/health-store.ts';
import { createFlinkClients, type FlinkClients } from './clusters/flink-clients.ts';
import { openDatabase, type Database } from './database/client.ts';
import { startEmbeddedPostgres } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import { createDatasourceStore, type DatasourceStore } from './datasources/datasource-store.ts';
import { createLastTestStore, type LastTestStore } from './datasources/last-test-store.ts';
import { createSessionPools, type SessionPools } from './datasources/probe/session-pool.ts';
import { createJobJars, type JobJars } from './distribution/job-jars.ts';
import { createJobStore, type JobStore } from './jobs/job-store.ts';
import { createQueueBackend, type QueueBackend } from './queues/backend.ts';
import { createProducers, type Producers } from './queues/producers.ts';
import { createWake, type Wake } from './queues/wake.ts';
import { countMoves } from './runs/count-moves.ts';
import { createRecordNoteStore, type RecordNoteStore } from './runs/record-note-store.ts';
import { createRecordListStore, type RecordListStore } from './runs/record-list-store.ts';
import { createRunFiguresStore, type RunFiguresStore } from './runs/run-figures-store.ts';
import { createQueueStore, type QueueStore } from './runs/queue-store.ts';
import { createRunStore, type RunStore } from './runs/run-store.ts';
import { createStopStore, type StopStore } from './runs/stop-store.ts';
import { tellMoves } from './runs/tell-moves.ts';
import { createIdempotencyStore, type IdempotencyStore } from './submission/idempotency-store.ts';
import { createFeedStore, type FeedStore } from './task-center/feed-store.ts';
import { createLiveFeed, type LiveFeed } from './task-center/live-feed.ts';
import { createOutboxStore, type OutboxStore } from './task-center/outbox-store.ts';
import { createOverviewQueries, type OverviewQueries } from './task-center/overview-queries.ts';
import { createWebhookStore, type WebhookStore } from './task-center/webhook-store.ts';
import { createSampler } from './tracking/sample-metrics.ts';

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
  /** Who a bearer token stands for. */
  readonly guard: Guard;
  readonly tokenStore: TokenStore;
  readonly sealedTexts: SealedStore;
  readonly audit: AuditStore;
  readonly auditTrail: AuditTrail;
  readonly catalogs: CatalogStore;
  /** Which folder a job or data source is in. */
  readonly filings: ResourceStore;
  readonly clusters: ClusterStore;
  readonly clusterHealth: HealthStore;
  readonly capabilities: ClusterCapabilities;
  readonly datasources: DatasourceStore;
  readonly lastTests: LastTestStore;
  /** Connections to data sources that people browse. */
  readonly sessionPools: SessionPools;
  readonly jobs: JobStore;
  readonly runs: RunStore;
  readonly recordList: RecordListStore;
  readonly feed: FeedStore;
  /** Not started: workers start it. */
  readonly liveFeed: LiveFeed;
  readonly overview: OverviewQueries;
  readonly webhooks: WebhookStore;
  readonly outbox: OutboxStore;
  /** What waits, and for what. */
  readonly runQueue: QueueStore;
  readonly figures: RunFiguresStore;
  readonly notes: RecordNoteStore;
  readonly stops: StopStore;
  readonly metrics: Metrics;
  /** Brings the gauges up to date. */
  readonly sampleMetrics: () => Promise<void>;
  readonly idempotencyKeys: IdempotencyStore;
  readonly flinkClients: FlinkClients;
  /** Where jobs are looked for that Flink has forgotten. */
  readonly archives: Archives;
  readonly jobJars: JobJars;
  readonly wake: Wake;
  close(): Promise<void>;
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
    const sealer = createSealer(await loadSecretKey(config), otherSecretKeys(config));
    await migrate(databaseUrl, { log });
    const database = await openDatabase(databaseUrl, { poolSize: config.DATABASE_POOL_SIZE });
    closers.push(() => database.close());
    const queueConfig = { redisUrl: config.REDIS_URL, databaseUrl, prefix: config.QUEUE_PREFIX };
    const queue = await createQueueBackend(queueConfig, log);
    closers.push(() => queue.close());
    const producers = createProducers(queue);
    closers.push(() => producers.close());
    const metrics = createMetrics();
    const flinkClients = createFlinkClients({
      timeoutMs: config.FLINK_TIMEOUT_SECONDS * 1000,
      onCall: ({ kind, outcome, seconds }) => {
        metrics.flinkCalls.inc({ kind, outcome });
        metrics.flinkCallSeconds.observe({ kind }, seconds);
      },
    });
    closers.push(() => flinkClients.close());
    const sessionPools = createSessionPools({ perSource: 2, idleMs: 60_000 });
    closers.push(() => sessionPools.close());
    const { prisma } = database;
    const tokenStore = createTokenStore(prisma);
    const feed = createFeedStore(prisma);
    const liveFeed = createLiveFeed({ feed, clock: systemClock, log });
    const audit = createAuditStore(prisma);
    const tokens = createTokens({ store: tokenStore, clock: systemClock });
    const oidc = createConfiguredOidc(config, { clock: systemClock, log });
    const clusters = createClusterStore(prisma);
    const figures = createRunFiguresStore(prisma);
    const jobJars = createJobJars({ path: config.CHUNJUN_DIST, cacheDir: config.CACHE_DIR });
    return {
      config,
      log,
      clock: systemClock,
      database,
      queue,
      producers,
      sealer,
      tokenStore,
      sealedTexts: createSealedStore(prisma),
      tokens,
      guard: createGuard({ tokens, oidc }),
      audit,
      auditTrail: createAuditTrail({ audit, clock: systemClock, log, metrics }),
      catalogs: createCatalogStore(prisma),
      filings: createResourceStore(prisma),
      clusters,
      clusterHealth: createHealthStore(prisma),
      capabilities: createClusterCapabilities({
        clusters,
        flinkOf: (cluster) => flinkClients.of(cluster),
        distribution: () => jobJars.warmUp(),
        bundlesExtras: true,
        clock: systemClock,
        log,
      }),
      datasources: createDatasourceStore(prisma),
      lastTests: createLastTestStore(prisma),
      sessionPools,
      jobs: createJobStore(prisma),
      runs: countMoves(tellMoves(createRunStore(prisma), liveFeed.wake), metrics),
      recordList: createRecordListStore(prisma),
      feed,
      liveFeed,
      overview: createOverviewQueries(prisma),
      webhooks: createWebhookStore(prisma),
      outbox: createOutboxStore(prisma),
      runQueue: createQueueStore(prisma),
      figures,
      notes: createRecordNoteStore(prisma),
      stops: createStopStore(prisma),
      metrics,
      sampleMetrics: createSampler({
        metrics,
        figures,
        clusters,
        queue: producers,
        feed,
        clock: systemClock,
        log,
      }),
      idempotencyKeys: createIdempotencyStore(prisma),
      flinkClients,
      archives: createArchives({ flinkClients, clock: systemClock, log }),
      jobJars,
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
