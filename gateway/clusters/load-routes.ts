import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import type { FlinkClient } from '../flink/client.ts';
import { IdParams } from '../http/schemas.ts';
import type { Cluster } from './cluster-store.ts';
import { MaintenanceSchema } from './schemas.ts';

interface Deps {
  readonly clusters: { find(id: string): Promise<Cluster | null> };
  readonly figures: {
    ofCluster(clusterId: string): Promise<{
      readonly records: ReadonlyMap<string, number>;
      readonly waiting: ReadonlyMap<string, number>;
      readonly promisedSlots: number;
    }>;
  };
  readonly flinkOf: (cluster: Cluster) => Pick<FlinkClient, 'taskManagers'>;
}

const Count = Type.Integer({ minimum: 0 });
const NullableCount = Type.Union([Count, Type.Null()]);
const NullableTime = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

const LoadSchema = Type.Object(
  {
    reachability: Type.Enum(['unknown', 'reachable', 'unreachable']),
    lastSeenAt: NullableTime,
    slotsTotal: NullableCount,
    slotsFree: NullableCount,
    slotsPromised: Type.Integer({ description: 'To runs that are being submitted: Flink does not count them yet.' }),
    records: Type.Record(Type.String(), Count, { description: 'Runs that are not over, by state.' }),
    waiting: Type.Record(Type.String(), Count, { description: 'Runs that wait, by the code of their reason.' }),
    maintenance: Type.Union([MaintenanceSchema, Type.Null()]),
  },
  { $id: 'ClusterLoad' },
);

const TaskManagerSchema = Type.Object(
  {
    id: Type.String(),
    lastHeartbeatAt: NullableTime,
    slotsTotal: Count,
    slotsFree: Count,
    cpuCores: Count,
    physicalMemory: Type.Integer({ description: 'Of its machine, in bytes.' }),
  },
  { $id: 'TaskManager' },
);

/** How busy a cluster is: what the gateway knows without asking it, and its TaskManagers as Flink tells them. */
export function loadRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['clusters'];
  const find = async (id: string): Promise<Cluster> => {
    const cluster = await deps.clusters.find(id);
    if (cluster === null) throw new GatewayError('not_found', `There is no cluster ${id}`);
    return cluster;
  };
  return async (app) => {
    app.get(
      '/clusters/:id/load',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'How busy a cluster is',
          description: 'Slots as of `lastSeenAt`, runs as of now. Does not ask Flink.',
          tags,
          params: IdParams,
          response: { 200: LoadSchema },
        },
      },
      async ({ params }) => {
        const cluster = await find(params.id);
        const { records, waiting, promisedSlots } = await deps.figures.ofCluster(cluster.id);
        return {
          reachability: cluster.reachability as 'unknown' | 'reachable' | 'unreachable',
          lastSeenAt: cluster.lastSeenAt?.toISOString() ?? null,
          slotsTotal: cluster.slotsTotal,
          slotsFree: cluster.slotsFree,
          slotsPromised: promisedSlots,
          records: Object.fromEntries(records),
          waiting: Object.fromEntries(waiting),
          maintenance: cluster.maintenance,
        };
      },
    );
    app.get(
      '/clusters/:id/taskmanagers',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'TaskManagers of a cluster, as Flink tells them now',
          tags,
          params: IdParams,
          response: { 200: Type.Object({ items: Type.Array(TaskManagerSchema) }) },
        },
      },
      async ({ params }) => {
        const found = await deps.flinkOf(await find(params.id)).taskManagers();
        const items = found.map(({ id, timeSinceLastHeartbeat, slotsNumber, freeSlots, hardware }) => ({
          id,
          // Flink's name notwithstanding it is a time, and 0 before the first one.
          lastHeartbeatAt:
            timeSinceLastHeartbeat > 0 ? new Date(Math.min(timeSinceLastHeartbeat, 8.64e15)).toISOString() : null,
          slotsTotal: slotsNumber,
          slotsFree: freeSlots,
          cpuCores: hardware.cpuCores,
          physicalMemory: hardware.physicalMemory,
        }));
        return { items };
      },
    );
  };
}
