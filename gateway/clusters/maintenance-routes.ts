import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Clock } from '../core/clock.ts';
import { GatewayError } from '../core/errors.ts';
import { whoOf } from '../http/identity.ts';
import { IdParams } from '../http/schemas.ts';
import type { Cluster, ClusterStore } from './cluster-store.ts';
import { ClusterSchema, ReasonSchema } from './schemas.ts';
import { viewCluster } from './view-cluster.ts';

interface Deps {
  readonly clusters: Pick<ClusterStore, 'maintain'>;
  readonly observe: (clusterId: string) => Promise<void>;
  readonly clock: Clock;
}

/** A person keeps a cluster from admitting runs, for as long as it takes. */
export function maintenanceRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['clusters'];
  const found = (cluster: Cluster | null, id: string): Cluster => {
    if (cluster === null) throw new GatewayError('not_found', `There is no cluster ${id}`);
    return cluster;
  };
  return async (app) => {
    app.put(
      '/clusters/:id/maintenance',
      {
        config: { role: 'operator' },
        schema: {
          summary: 'Begin maintenance: no new submissions',
          description:
            'From now on runs wait (cluster_maintenance). Those that run go on and are tracked; `GET /clusters/:id/load` ' +
            'says how many are left. Said again, the reason is replaced.',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              reason: ReasonSchema,
            },
            { additionalProperties: false },
          ),
          response: { 200: ClusterSchema },
        },
      },
      async (request) => {
        const { id } = request.params;
        const maintenance = {
          since: deps.clock.now().toISOString(),
          who: whoOf(request),
          reason: request.body.reason,
        };
        return viewCluster(found(await deps.clusters.maintain(id, maintenance), id));
      },
    );
    app.delete(
      '/clusters/:id/maintenance',
      {
        config: { role: 'operator' },
        schema: {
          summary: 'End maintenance: runs are admitted again',
          tags,
          params: IdParams,
          response: { 200: ClusterSchema },
        },
      },
      async ({ params: { id } }) => {
        const cluster = found(await deps.clusters.maintain(id, null), id);
        // Without the queue the sweep wakes those that wait.
        await deps.observe(id).catch(() => undefined);
        return viewCluster(cluster);
      },
    );
  };
}
