import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { recordActs, type ViewReader } from './audit/audit-hook.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { requireTokens } from './auth/auth-hook.ts';
import { createLimits } from './auth/limits-hook.ts';
import { secretRoutes } from './auth/secret-routes.ts';
import { tokenRoutes, viewToken } from './auth/token-routes.ts';
import { catalogRoutes } from './catalogs/catalog-routes.ts';
import { viewTree } from './catalogs/tree.ts';
import { filingRoutes } from './catalogs/filing-routes.ts';
import { clusterRoutes } from './clusters/cluster-routes.ts';
import { loadRoutes } from './clusters/load-routes.ts';
import { maintenanceRoutes } from './clusters/maintenance-routes.ts';
import { orphanRoutes } from './clusters/orphan-routes.ts';
import { viewCluster } from './clusters/view-cluster.ts';
import { restartRoutes } from './clusters/restart-routes.ts';
import { connectorRoutes } from './connectors/connector-routes.ts';
import { listOf } from './core/config.ts';
import { newId } from './core/ids.ts';
import { datasourceRoutes } from './datasources/datasource-routes.ts';
import { prepareDatasource, viewDatasource } from './datasources/manage-datasource.ts';
import { probeRoutes } from './datasources/probe-routes.ts';
import type { Deps } from './deps.ts';
import { createOperations } from './operations.ts';
import { answerClientError } from './http/client-errors.ts';
import { allowOrigins } from './http/cors.ts';
import { answerFrameworkError, handleErrors } from './http/error-handler.ts';
import { measureRequests } from './http/measure-requests.ts';
import { openApiOptions } from './http/openapi.ts';
import { requestIdOf, tellRequestIds } from './http/request-ids.ts';
import { opsRoutes } from './http/ops-routes.ts';
import { withoutResponseDefaults } from './http/answers.ts';
import { validateRequests } from './http/validation.ts';
import { documentRoutes } from './jobs/document-routes.ts';
import { exportRoutes } from './jobs/export-routes.ts';
import { importRoutes } from './jobs/import-routes.ts';
import { jobRoutes } from './jobs/job-routes.ts';
import { viewJob } from './jobs/views.ts';
import { mappingRoutes } from './jobs/mapping-routes.ts';
import { versionRoutes } from './jobs/version-routes.ts';
import { liveRoutes } from './runs/live-routes.ts';
import { peopleRoutes } from './runs/people-routes.ts';
import { recordRoutes } from './runs/record-routes.ts';
import { createEventStream } from './task-center/event-stream.ts';
import { taskCenterRoutes } from './task-center/task-center-routes.ts';
import { viewWebhooks } from './task-center/manage-webhook.ts';
import { webhookRoutes } from './task-center/webhook-routes.ts';

/** The HTTP API: building it opens nothing; the lines below are its table of contents, in flow order. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = deps.log;
  const app = Fastify({
    loggerInstance,
    bodyLimit: deps.config.BODY_LIMIT_BYTES,
    genReqId: requestIdOf,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerClientError,
    frameworkErrors: answerFrameworkError,
    trustProxy: listOf(deps.config.TRUSTED_PROXIES),
  });
  tellRequestIds(app);
  handleErrors(app);
  measureRequests(app, deps.metrics);
  await allowOrigins(app, listOf(deps.config.CORS_ORIGINS));
  validateRequests(app);
  withoutResponseDefaults(app);
  await app.register(fastifySwagger, openApiOptions);
  await app.register(fastifySwaggerUi, { routePrefix: '/docs' });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());

  const operations = createOperations(deps);
  const { clusters, datasources, jobs, runs, sealer, tokens, tokenStore, clock } = deps;
  await app.register(
    async (api) => {
      const limits = await createLimits(api, {
        perMinute: deps.config.RATE_LIMIT_PER_MINUTE,
        failedPerMinute: deps.config.FAILED_LOGINS_PER_MINUTE,
      });
      requireTokens(api, deps.guard, limits);
      recordActs(api, { trail: deps.auditTrail, prefix: '/api/v1', readers: viewReaders(deps) });
      await api.register(catalogRoutes(deps));
      await api.register(filingRoutes(deps));
      await api.register(connectorRoutes());
      await api.register(datasourceRoutes({ datasources, sealer }));
      await api.register(
        probeRoutes({ datasources, sealer, clock, lastTests: deps.lastTests, sessionPools: deps.sessionPools }),
      );
      await api.register(jobRoutes({ jobs, sealer, clock, ...operations }));
      await api.register(mappingRoutes());
      await api.register(versionRoutes({ jobs, datasources, sealer, ...operations }));
      await api.register(exportRoutes({ jobs, datasources, sealer, ...operations }));
      await api.register(
        importRoutes({
          jobs,
          datasources,
          sealer,
          prepareDatasource: (input, who) => prepareDatasource(sealer, input, who),
          ...operations,
        }),
      );
      await api.register(documentRoutes({ jobs, runs, ...operations }));
      await api.register(
        clusterRoutes({
          clusters,
          sealer,
          flinkOf: (cluster) => deps.flinkClients.of(cluster),
          capabilities: deps.capabilities,
          archives: deps.archives,
          observe: deps.wake.observe,
          onCluster: (clusterId) => runs.onCluster(clusterId),
        }),
      );
      await api.register(maintenanceRoutes({ clusters, observe: deps.wake.observe, clock }));
      await api.register(
        loadRoutes({ clusters, figures: deps.figures, flinkOf: (cluster) => deps.flinkClients.of(cluster) }),
      );
      await api.register(restartRoutes(operations));
      await api.register(orphanRoutes(operations));
      await api.register(
        recordRoutes({ runs, recordList: deps.recordList, queue: deps.runQueue, clusters, clock, ...operations }),
      );
      await api.register(liveRoutes(operations));
      await api.register(peopleRoutes(operations));
      await api.register(
        taskCenterRoutes({
          overview: deps.overview,
          events: createEventStream(
            { feed: deps.feed, log: deps.log },
            { onConnections: (count) => deps.metrics.eventStreams.set(count) },
          ),
          authenticate: (token) => deps.guard.authenticate(token),
          clock,
        }),
      );
      await api.register(
        webhookRoutes({
          webhooks: deps.webhooks,
          outbox: deps.outbox,
          sealer,
          privateAllowed: deps.config.WEBHOOK_PRIVATE_ADDRESSES === 'allowed',
          clock,
        }),
      );
      await api.register(secretRoutes({ sealedTexts: deps.sealedTexts, sealer }));
      await api.register(tokenRoutes({ tokens, tokenStore }));
      await api.register(auditRoutes(deps));
    },
    { prefix: '/api/v1' },
  );
  await registerOps(app, deps);
  return app;
}

/** How things looked before a change, for the audit log: by type of resource, as the API shows them. */
function viewReaders(deps: Deps): Record<string, ViewReader> {
  const { catalogs, clusters, datasources, jobs, tokenStore, webhooks } = deps;
  const reader = <Row>(schema: string, find: (id: string) => Promise<Row | null>, view: (row: Row) => object) => ({
    schema,
    read: async (id: string) => {
      const row = await find(id);
      return row === null ? null : view(row);
    },
  });
  const folder = async (id: string) => {
    const [folders, counts] = await Promise.all([catalogs.folders(), catalogs.counts()]);
    return viewTree(folders, counts).find((one) => one.id === id) ?? null;
  };
  const webhook = async (id: string) => {
    const row = await webhooks.find(id);
    return row === null ? null : ((await viewWebhooks({ ...deps, privateAllowed: false }, [row]))[0] ?? null);
  };
  return {
    catalog: reader('Folder', folder, (view) => view),
    cluster: reader('Cluster', (id) => clusters.find(id), viewCluster),
    datasource: reader('Datasource', (id) => datasources.find(id), viewDatasource),
    job: reader('Job', (id) => jobs.find(id), viewJob),
    token: reader('Token', (id) => tokenStore.find(id), viewToken),
    webhook: reader('Webhook', webhook, (view) => view),
  };
}

/** What a process without the API serves: health and metrics. */
export async function buildOps(deps: Deps): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = deps.log;
  const app = Fastify({ loggerInstance, genReqId: () => newId(), requestTimeout: 30_000 });
  handleErrors(app);
  measureRequests(app, deps.metrics);
  await registerOps(app, deps);
  return app;
}

async function registerOps(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(
    opsRoutes({
      metrics: {
        contentType: deps.metrics.registry.contentType,
        text: async () => {
          await deps.sampleMetrics();
          return deps.metrics.registry.metrics();
        },
      },
      readiness: [
        { name: 'database', check: () => deps.database.ping() },
        { name: 'queue', check: () => deps.queue.ready(2_000) },
        // Told, not demanded: without it the API, the history and running jobs are served all the same.
        { name: 'distribution', optional: true, check: async () => void (await deps.jobJars.warmUp()) },
      ],
    }),
  );
}
