import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import { whoOf } from '../http/identity.ts';
import type { FlinkClient } from '../flink/client.ts';
import { IdParams } from '../http/schemas.ts';
import { checkCluster } from './check-cluster.ts';
import type { Cluster, ClusterStore } from './cluster-store.ts';
import {
  CheckSchema,
  ClusterInputSchema,
  ClusterPatchSchema,
  ClusterSchema,
  type ClusterView,
  type DistributionSetting,
} from './schemas.ts';

interface Deps {
  readonly clusters: ClusterStore;
  readonly flinkOf: (cluster: Cluster) => FlinkClient;
  readonly observe: (clusterId: string) => Promise<void>;
}

function view(cluster: Cluster): ClusterView {
  return {
    id: cluster.id,
    name: cluster.name,
    kind: cluster.kind,
    config: cluster.config,
    distribution: cluster.distribution,
    reachability: cluster.reachability as ClusterView['reachability'],
    reachableSince: cluster.reachableSince?.toISOString() ?? null,
    lastSeenAt: cluster.lastSeenAt?.toISOString() ?? null,
    lastError: cluster.lastError,
    epoch: cluster.epoch,
    flinkVersion: cluster.flinkVersion,
    slotsTotal: cluster.slotsTotal,
    slotsFree: cluster.slotsFree,
    createdAt: cluster.createdAt.toISOString(),
    createdBy: cluster.createdBy,
  };
}

function assertDirectory({ mode, directory }: DistributionSetting): void {
  if ((mode === 'dist-dir') === (directory !== undefined)) return;
  const detail = directory === undefined ? 'is required in mode dist-dir' : 'belongs to mode dist-dir only';
  throw new GatewayError('validation_failed', `/distribution/directory ${detail}`, {
    errors: [{ pointer: '/distribution/directory', detail }],
  });
}

export function clusterRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['clusters'];
  const find = async (id: string): Promise<Cluster> => {
    const cluster = await deps.clusters.find(id);
    if (cluster === null) throw new GatewayError('not_found', `There is no cluster ${id}`);
    return cluster;
  };
  return async (app) => {
    app.post(
      '/clusters',
      {
        config: { role: 'operator' },
        schema: {
          summary: 'Register a Flink cluster',
          tags,
          body: ClusterInputSchema,
          response: { 201: ClusterSchema },
        },
      },
      async (request, reply) => {
        assertDirectory(request.body.distribution);
        const cluster = await deps.clusters.create(request.body, whoOf(request));
        // A queue that is down delays the first look only: the sweep starts it.
        await deps.observe(cluster.id).catch((error: unknown) => request.log.warn({ err: error }, 'no first look'));
        return reply.code(201).send(view(cluster));
      },
    );
    app.patch(
      '/clusters/:id',
      {
        config: { role: 'operator' },
        schema: {
          summary: 'Change the address or the distribution mode of a cluster',
          description: 'Runs that are on the cluster are looked for at the new address.',
          tags,
          params: IdParams,
          body: ClusterPatchSchema,
          response: { 200: ClusterSchema },
        },
      },
      async (request) => {
        if (request.body.distribution !== undefined) assertDirectory(request.body.distribution);
        const cluster = await deps.clusters.update(request.params.id, request.body);
        if (cluster === null) throw new GatewayError('not_found', `There is no cluster ${request.params.id}`);
        await deps.observe(cluster.id).catch((error: unknown) => request.log.warn({ err: error }, 'no first look'));
        return view(cluster);
      },
    );
    app.get(
      '/clusters',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'List clusters',
          tags,
          response: { 200: Type.Object({ items: Type.Array(ClusterSchema) }) },
        },
      },
      async () => ({ items: (await deps.clusters.list()).map(view) }),
    );
    app.get(
      '/clusters/:id',
      {
        config: { role: 'viewer' },
        schema: { summary: 'Read a cluster', tags, params: IdParams, response: { 200: ClusterSchema } },
      },
      async ({ params }) => view(await find(params.id)),
    );
    app.post(
      '/clusters/:id/check',
      {
        config: { role: 'operator' },
        schema: {
          summary: 'Preflight: can the cluster run Chunjun as it is registered',
          tags,
          params: IdParams,
          response: { 200: CheckSchema },
        },
      },
      async ({ params }) => {
        const cluster = await find(params.id);
        return checkCluster(deps.flinkOf(cluster), cluster.distribution);
      },
    );
    app.delete(
      '/clusters/:id',
      {
        config: { role: 'operator' },
        schema: { summary: 'Forget a cluster', tags, params: IdParams, response: { 204: Type.Null() } },
      },
      async ({ params }, reply) => {
        if (!(await deps.clusters.remove(params.id))) {
          throw new GatewayError('not_found', `There is no cluster ${params.id}`);
        }
        return reply.code(204).send(null);
      },
    );
  };
}
