import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { whoOf } from '../http/identity.ts';
import type { FlinkClient } from '../flink/client.ts';
import { expectedOf, IfMatchHeaders, tag } from '../http/etag.ts';
import { IdParams } from '../http/schemas.ts';
import type { Sealer } from '../core/secrets.ts';
import type { Archives } from './archives.ts';
import { checkCluster } from './check-cluster.ts';
import { archiveFactsOf } from './judge-archive.ts';
import type { ClusterCapabilities } from './cluster-capabilities.ts';
import type { Cluster, ClusterStore } from './cluster-store.ts';
import {
  CheckSchema,
  ClusterInputSchema,
  ClusterPatchSchema,
  ClusterSchema,
  type DistributionSetting,
} from './schemas.ts';
import { sealCluster } from './seal-cluster.ts';
import { viewCluster } from './view-cluster.ts';

interface Deps {
  readonly clusters: ClusterStore;
  readonly sealer: Sealer;
  readonly flinkOf: (cluster: Cluster) => FlinkClient;
  readonly observe: (clusterId: string) => Promise<void>;
  /** Records that may have a job on the cluster. */
  readonly onCluster: (clusterId: string) => Promise<readonly unknown[]>;
  /** Reads the JobManager's log; without it the check knows the configuration only. */
  readonly capabilities?: Pick<ClusterCapabilities, 'refresh' | 'bundled'>;
  /** Without it the check does not try whether the archive of ended jobs can be read. */
  readonly archives?: Archives;
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
  /** At another Flink, runs of this one would be looked for in vain and pass for lost while they live. */
  const assertMayMove = async (cluster: Cluster, restUrl: string | undefined): Promise<void> => {
    if (restUrl === undefined || restUrl === cluster.config.restUrl) return;
    const running = (await deps.onCluster(cluster.id)).length;
    if (running === 0) return;
    const epoch = await deps
      .flinkOf({ ...cluster, config: { ...cluster.config, restUrl } })
      .epoch()
      .catch(() => null);
    if (epoch !== null && epoch === cluster.epoch) return;
    throw new GatewayError(
      'in_use',
      `${running} runs are on the cluster, and another JobManager answers at ${restUrl}`,
      {
        remedy: 'Wait until they are over, stop them, or register the other cluster beside this one.',
      },
    );
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
        const { secrets, ...input } = request.body;
        const id = newId();
        const sealed = { id, sealedSecrets: sealCluster(deps.sealer, id, secrets) };
        const cluster = await deps.clusters.create(input, whoOf(request), sealed);
        // A queue that is down delays the first look only: the sweep starts it.
        await deps.observe(cluster.id).catch((error: unknown) => request.log.warn({ err: error }, 'no first look'));
        return reply.code(201).send(viewCluster(cluster));
      },
    );
    app.patch(
      '/clusters/:id',
      {
        config: { role: 'operator' },
        schema: {
          summary: 'Change the address, the limits or the distribution mode of a cluster',
          description:
            'The address can change only while no run is on the cluster, or to where the same JobManager answers.',
          tags,
          params: IdParams,
          headers: IfMatchHeaders,
          body: ClusterPatchSchema,
          response: { 200: ClusterSchema },
        },
      },
      async (request, reply) => {
        const expected = expectedOf(request.headers['if-match']);
        if (request.body.distribution !== undefined) assertDirectory(request.body.distribution);
        const { secrets, ...patch } = request.body;
        const before = await find(request.params.id);
        await assertMayMove(before, patch.config?.restUrl);
        // The token of the old address is not for the new one.
        const isOtherHook =
          patch.config !== undefined && patch.config.restartHook?.url !== before.config.restartHook?.url;
        const sealedSecrets =
          secrets === undefined ? (isOtherHook ? null : undefined) : sealCluster(deps.sealer, before.id, secrets);
        const moves = patch.config !== undefined && patch.config.restUrl !== before.config.restUrl;
        const admissions = moves ? before.admissions : undefined;
        const cluster = await deps.clusters.update(before.id, patch, { sealedSecrets, expected, admissions });
        if (cluster === null) throw new GatewayError('not_found', `There is no cluster ${request.params.id}`);
        await deps.observe(cluster.id).catch((error: unknown) => request.log.warn({ err: error }, 'no first look'));
        tag(reply, cluster.revision);
        return viewCluster(cluster);
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
      async () => ({ items: (await deps.clusters.list()).map(viewCluster) }),
    );
    app.get(
      '/clusters/:id',
      {
        config: { role: 'viewer' },
        schema: { summary: 'Read a cluster', tags, params: IdParams, response: { 200: ClusterSchema } },
      },
      async ({ params }, reply) => {
        const cluster = await find(params.id);
        tag(reply, cluster.revision);
        return viewCluster(cluster);
      },
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
        const [facts, bundled, archive] = await Promise.all([
          deps.capabilities?.refresh(cluster),
          deps.capabilities?.bundled(),
          archiveFactsOf(deps.archives?.of(cluster) ?? null),
        ]);
        return checkCluster(deps.flinkOf(cluster), cluster.distribution, facts, bundled, archive);
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
