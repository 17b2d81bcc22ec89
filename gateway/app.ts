import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { requireTokens } from './auth/auth-hook.ts';
import { tokenRoutes } from './auth/token-routes.ts';
import { clusterRoutes } from './clusters/cluster-routes.ts';
import { connectorRoutes } from './connectors/connector-routes.ts';
import { newId } from './core/ids.ts';
import { datasourceRoutes } from './datasources/datasource-routes.ts';
import { createOperations, type Deps } from './deps.ts';
import { handleErrors } from './http/error-handler.ts';
import { openApiOptions } from './http/openapi.ts';
import { opsRoutes } from './http/ops-routes.ts';
import { validateRequests } from './http/validation.ts';
import { documentRoutes } from './jobs/document-routes.ts';
import { importRoutes } from './jobs/import-routes.ts';
import { jobRoutes } from './jobs/job-routes.ts';
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
  validateRequests(app);
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
      await api.register(jobRoutes({ jobs, datasources }));
      await api.register(importRoutes());
      await api.register(documentRoutes({ jobs, rendering: operations.rendering }));
      await api.register(
        clusterRoutes({
          clusters,
          flinkOf: (cluster) => deps.flinkClients.of(cluster),
          observe: deps.wake.observe,
          onCluster: (clusterId) => runs.onCluster(clusterId),
        }),
      );
      await api.register(recordRoutes({ runs, clock, ...operations }));
      await api.register(tokenRoutes({ tokens, tokenStore }));
    },
    { prefix: '/api/v1' },
  );
  await app.register(
    opsRoutes({
      readiness: [
        { name: 'database', check: () => deps.database.ping() },
        { name: 'queue', check: () => deps.queue.ready(2_000) },
        // Told, not demanded: without it the API, the history and running jobs are served all the same.
        { name: 'distribution', optional: true, check: async () => void (await deps.jobJars.warmUp()) },
      ],
    }),
  );
  return app;
}
