import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { parseStored } from '../core/check.ts';
import { GatewayError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import {
  ClusterConfigSchema,
  DistributionSettingSchema,
  type ClusterConfig,
  type ClusterInput,
  type ClusterPatch,
  type DistributionSetting,
} from './schemas.ts';

type ClusterRow = Prisma.ClusterGetPayload<object>;

/** A cluster with its checked settings. */
export interface Cluster extends Omit<ClusterRow, 'config' | 'distribution' | 'sealedSecrets'> {
  readonly config: ClusterConfig;
  readonly distribution: DistributionSetting;
}

/** What one look at a cluster showed. */
export interface Sighting {
  readonly at: Date;
  readonly epoch: string;
  readonly flinkVersion: string;
  readonly slotsTotal: number;
  readonly slotsFree: number;
}

export interface ClusterStore {
  /** Throws `name_taken`. */
  create(input: ClusterInput, who: string): Promise<Cluster>;
  find(id: string): Promise<Cluster | null>;
  list(): Promise<readonly Cluster[]>;
  /** null: there is none. What was seen at an old address is forgotten. */
  update(id: string, patch: ClusterPatch): Promise<Cluster | null>;
  /** False: there was none. Throws `in_use`. */
  remove(id: string): Promise<boolean>;
  markReachable(
    cluster: Pick<Cluster, 'id' | 'reachability' | 'epoch' | 'slotsMax'>,
    sighting: Sighting,
  ): Promise<void>;
  markUnreachable(cluster: Pick<Cluster, 'id' | 'reachability'>, error: string): Promise<void>;
}

export function createClusterStore(prisma: PrismaClient): ClusterStore {
  return {
    async create(input, who) {
      try {
        return checked(await prisma.cluster.create({ data: { id: newId(), ...input, createdBy: who } }));
      } catch (error) {
        if (prismaCode(error) !== 'P2002') throw error;
        throw new GatewayError('name_taken', `There is a cluster ${input.name} already`, {
          errors: [{ pointer: '/name', detail: 'is taken' }],
        });
      }
    },
    async find(id) {
      const row = await prisma.cluster.findUnique({ where: { id } });
      return row === null ? null : checked(row);
    },
    async list() {
      return (await prisma.cluster.findMany({ orderBy: { id: 'asc' } })).map(checked);
    },
    async update(id, { config, distribution }) {
      const row = await prisma.cluster.findUnique({ where: { id } });
      if (row === null) return null;
      const known = checked(row);
      const { count } = await prisma.cluster.updateMany({
        where: { id },
        data: {
          ...(config === undefined ? {} : { config }),
          ...(config === undefined || config.restUrl === known.config.restUrl ? {} : nothingSeen),
          ...(distribution === undefined ? {} : { distribution }),
        },
      });
      return count === 0 ? null : checked(await prisma.cluster.findUniqueOrThrow({ where: { id } }));
    },
    async remove(id) {
      try {
        return (await prisma.cluster.deleteMany({ where: { id } })).count === 1;
      } catch (error) {
        if (prismaCode(error) !== 'P2003') throw error;
        throw new GatewayError('in_use', 'The cluster is used by jobs or has records', {
          remedy: 'Give the jobs another cluster; a cluster with records stays for their history.',
        });
      }
    },
    async markReachable(cluster, { at, ...seen }) {
      const before = cluster.epoch === seen.epoch ? (cluster.slotsMax ?? 0) : 0;
      await prisma.cluster.updateMany({
        where: { id: cluster.id },
        data: {
          ...seen,
          slotsMax: Math.max(before, seen.slotsTotal),
          lastSeenAt: at,
          lastError: null,
          reachability: 'reachable',
          ...(cluster.reachability === 'reachable' ? {} : { reachableSince: at }),
        },
      });
    },
    async markUnreachable(cluster, error) {
      await prisma.cluster.updateMany({
        where: { id: cluster.id },
        data: {
          reachability: 'unreachable',
          lastError: error,
          ...(cluster.reachability === 'unreachable' ? {} : { reachableSince: null }),
        },
      });
    },
  };
}

const nothingSeen = {
  reachability: 'unknown',
  reachableSince: null,
  lastSeenAt: null,
  lastError: null,
  epoch: null,
  flinkVersion: null,
  slotsTotal: null,
  slotsFree: null,
  slotsMax: null,
};

function checked({ sealedSecrets: _sealed, ...row }: ClusterRow): Cluster {
  return {
    ...row,
    config: parseStored(ClusterConfigSchema, row.config, `config of cluster ${row.id}`),
    distribution: parseStored(DistributionSettingSchema, row.distribution, `distribution of cluster ${row.id}`),
  };
}
