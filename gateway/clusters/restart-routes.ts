import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { whoOf } from '../http/identity.ts';
import { IdParams } from '../http/schemas.ts';
import type { Cluster } from './cluster-store.ts';
import type { RestartRequest } from './request-restart.ts';
import { ClusterSchema, ReasonSchema } from './schemas.ts';
import { viewCluster } from './view-cluster.ts';

interface Deps {
  readonly requestRestart: (request: RestartRequest) => Promise<Cluster>;
  readonly cancelRestart: (clusterId: string, who: string) => Promise<Cluster>;
}

export function restartRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['clusters'];
  return async (app) => {
    app.post(
      '/clusters/:id/restart',
      {
        config: { role: 'operator' },
        schema: {
          summary: 'Drain a cluster and restart it',
          description:
            'Nothing is admitted from now on; runs wait. When no run is on the cluster its restart hook is called; without ' +
            'one a person restarts it. Runs are admitted again once another start of Flink answers. See `health` for how ' +
            'far it is.',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              reason: ReasonSchema,
              force: Type.Optional(
                Type.Boolean({
                  description:
                    'Restart although jobs of others run, or although it does not answer. Runs of this gateway always end first.',
                }),
              ),
            },
            { additionalProperties: false },
          ),
          response: { 202: ClusterSchema },
        },
      },
      async (request, reply) => {
        const { reason, force = false } = request.body;
        const cluster = await deps.requestRestart({
          clusterId: request.params.id,
          reason,
          force,
          who: whoOf(request),
        });
        return reply.code(202).send(viewCluster(cluster));
      },
    );
    app.delete(
      '/clusters/:id/restart',
      {
        config: { role: 'operator' },
        schema: {
          summary: 'Call a restart off: runs are admitted again',
          description: 'While it drains only. What the cluster drains for by itself may make it drain again.',
          tags,
          params: IdParams,
          response: { 200: ClusterSchema },
        },
      },
      async (request) => viewCluster(await deps.cancelRestart(request.params.id, whoOf(request))),
    );
  };
}
