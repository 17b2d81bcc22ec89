import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { requireTokens } from './auth/auth-hook.ts';
import { tokenRoutes } from './auth/token-routes.ts';
import { clusterRoutes } from './clusters/cluster-routes.ts';
import { orphanRoutes } from './clusters/orphan-routes.ts';
import { restartRoutes } from './clusters/restart-routes.ts';
import { connectorRoutes } from './connectors/connector-routes.ts';
import { newId } from './core/ids.ts';
import { datasourceRoutes } from './datasources/datasource-routes.ts';
import { prepareDatasource } from './datasources/manage-datasource.ts';
import type { Deps } from './deps.ts';
import { createOperations } from './operations.ts';
import { handleErrors } from './http/error-handler.ts';
import { measureRequests } from './http/measure-requests.ts';
import { openApiOptions } from './http/openapi.ts';
import { opsRoutes } from './http/ops-routes.ts';
import { withoutResponseDefaults } from './http/answers.ts';
import { validateRequests } from './http/validation.ts';
import { documentRoutes } from './jobs/document-routes.ts';
import { exportRoutes } from './jobs/export-routes.ts';
import { importRoutes } from './jobs/import-routes.ts';
import { jobRoutes } from './jobs/job-routes.ts';
import { versionRoutes } from './jobs/version-routes.ts';
import { peopleRoutes } from './runs/people-routes.ts';
import { recordRoutes } from './runs/record-routes.ts';

/** The HTTP API: building it opens nothing; the lines below are its table of contents, in flow order. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = deps.log;
  const app = Fastify({
    loggerInstance,
    bodyLimit: deps.config.BODY_LIMIT_BYTES,
    genReqId: () => newId(),
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
  });
  handleErrors(app);
  measureRequests(app, deps.metrics);
  validateRequests(app);
  withoutResponseDefaults(app);
  await app.register(fastifySwagger, openApiOptions);
  await app.register(fastifySwaggerUi, { routePrefix: '/docs' });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());

  const operations = createOperations(deps);
  const { clusters, datasources, jobs, runs, sealer, tokens, tokenStore, clock } = deps;
  await app.register(
    async (api) => {
      requireTokens(api, tokens);
      await api.register(connectorRoutes());
      await api.register(datasourceRoutes({ datasources, sealer }));
      await api.register(jobRoutes({ jobs, ...operations }));
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
      await api.register(documentRoutes({ jobs, ...operations }));
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
      await api.register(restartRoutes(operations));
      await api.register(orphanRoutes(operations));
      await api.register(recordRoutes({ runs, queue: deps.runQueue, clusters, clock, ...operations }));
      await api.register(peopleRoutes(operations));
      await api.register(tokenRoutes({ tokens, tokenStore }));
    },
    { prefix: '/api/v1' },
  );
  await registerOps(app, deps);
  return app;
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
