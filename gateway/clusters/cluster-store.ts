import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { matches, parseStored } from '../core/check.ts';
import { GatewayError } from '../core/errors.ts';
import { changedMeanwhile, type Expected } from '../core/expected.ts';
import { newId } from '../core/ids.ts';
import { storableText } from '../core/redact.ts';
import {
  guardStates,
  StoredGuardSchema,
  StoredHealthSchema,
  type GuardState,
  type StoredGuard,
  type StoredHealth,
} from './health-schemas.ts';
import {
  ClusterConfigSchema,
  DistributionSettingSchema,
  MaintenanceSchema,
  type ClusterConfig,
  type ClusterInput,
  type ClusterPatch,
  type DistributionSetting,
  type Maintenance,
} from './schemas.ts';

type ClusterRow = Prisma.ClusterGetPayload<object>;

/** A cluster with its checked settings. */
export interface Cluster extends Omit<
  ClusterRow,
  'config' | 'distribution' | 'sealedSecrets' | 'health' | 'guard' | 'guardState' | 'maintenance'
> {
  readonly config: ClusterConfig;
  readonly distribution: DistributionSetting;
  readonly hasSecrets: boolean;
  /** null: it was not measured. */
  readonly health: StoredHealth | null;
  readonly guardState: GuardState;
  /** null: it never drained. */
  readonly guard: StoredGuard | null;
  /** null: it admits runs, as far as a person is concerned. */
  readonly maintenance: Maintenance | null;
}

/** What is known of a cluster without reading its settings. */
export type ClusterSeen = Omit<Cluster, 'config' | 'distribution' | 'hasSecrets'>;

/** What is stored beside the plain settings: the id that secrets were sealed for, and the sealed text. */
export interface Sealed {
  readonly id: string;
  readonly sealedSecrets: string | null;
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
  create(input: Omit<ClusterInput, 'secrets'>, who: string, sealed?: Sealed): Promise<Cluster>;
  find(id: string): Promise<Cluster | null>;
  list(): Promise<readonly Cluster[]>;
  /** All of them, also one whose stored settings cannot be read. */
  listSeen(): Promise<readonly ClusterSeen[]>;
  /** null: there is none. What was seen at an old address is forgotten. Throws `precondition_failed`. */
  update(
    id: string,
    patch: Omit<ClusterPatch, 'secrets'>,
    options?: {
      readonly sealedSecrets?: string | null | undefined;
      readonly expected?: Expected;
      /** `admissions` of the cluster: nothing was admitted since. Throws `conflict`. */
      readonly admissions?: number | undefined;
    },
  ): Promise<Cluster | null>;
  /** Every admission that was decided before comes to nothing. null: there is no such cluster. */
  maintain(id: string, maintenance: Maintenance | null): Promise<Cluster | null>;
  /** null: there are none. */
  sealedSecrets(id: string): Promise<string | null>;
  /** False: there was none. Throws `in_use`. */
  remove(id: string): Promise<boolean>;
  markReachable(cluster: Pick<Cluster, 'id' | 'reachability' | 'slotsMax'>, sighting: Sighting): Promise<void>;
  markUnreachable(cluster: Pick<Cluster, 'id' | 'reachability'>, error: string): Promise<void>;
}

export function createClusterStore(prisma: PrismaClient): ClusterStore {
  return {
    async create(input, who, sealed = { id: newId(), sealedSecrets: null }) {
      try {
        return checked(await prisma.cluster.create({ data: { ...sealed, ...input, createdBy: who } }));
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
    async listSeen() {
      const omit = { config: true, distribution: true, sealedSecrets: true } as const;
      return (await prisma.cluster.findMany({ omit, orderBy: { id: 'asc' } })).map((row) => ({
        ...row,
        ...noted(row),
      }));
    },
    async sealedSecrets(id) {
      const row = await prisma.cluster.findUnique({ where: { id }, select: { sealedSecrets: true } });
      return row?.sealedSecrets ?? null;
    },
    async update(id, { config, distribution }, { sealedSecrets, expected = 'any', admissions } = {}) {
      const row = await prisma.cluster.findUnique({ where: { id } });
      if (row === null) return null;
      const known = checked(row);
      const { count } = await prisma.cluster.updateMany({
        where: {
          id,
          ...(expected === 'any' ? {} : { revision: expected }),
          ...(admissions === undefined ? {} : { admissions }),
        },
        data: {
          revision: { increment: 1 },
          ...(config === undefined ? {} : { config }),
          ...(config === undefined || config.restUrl === known.config.restUrl ? {} : nothingSeen),
          ...(distribution === undefined ? {} : { distribution }),
          ...(sealedSecrets === undefined ? {} : { sealedSecrets }),
        },
      });
      const now = await prisma.cluster.findUnique({ where: { id } });
      if (now === null) return null;
      if (count === 0 && expected !== 'any' && now.revision !== expected) {
        throw changedMeanwhile('The cluster', now.revision);
      }
      if (count === 0) {
        throw new GatewayError('conflict', 'A run was admitted to the cluster while its address was being changed', {
          remedy: 'Put the cluster into maintenance, wait until no run is on it, and change it then.',
        });
      }
      return checked(now);
    },
    async maintain(id, maintenance) {
      const { count } = await prisma.cluster.updateMany({
        where: { id },
        data: { maintenance: maintenance ?? Prisma.DbNull, revision: { increment: 1 } },
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
      await prisma.cluster.updateMany({
        where: { id: cluster.id },
        data: {
          ...seen,
          // Also of starts before this one: its TaskManagers come back one by one.
          slotsMax: Math.max(cluster.slotsMax ?? 0, seen.slotsTotal),
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
          lastError: storableText(error),
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
  health: Prisma.DbNull,
};

/** What was measured and noted is for the moment: of an older shape it counts as not there. */
function noted(row: Pick<ClusterRow, 'health' | 'guard' | 'guardState' | 'maintenance'>) {
  const { health, guard, maintenance } = row as { health: unknown; guard: unknown; maintenance: unknown };
  return {
    maintenance: matches(MaintenanceSchema, maintenance) ? maintenance : null,
    health: matches(StoredHealthSchema, health) ? health : null,
    guardState: guardStates.find((state) => state === row.guardState) ?? 'open',
    guard: matches(StoredGuardSchema, guard) ? guard : null,
  };
}

function checked({ sealedSecrets, ...row }: ClusterRow): Cluster {
  return {
    ...row,
    ...noted(row),
    hasSecrets: sealedSecrets !== null,
    config: parseStored(ClusterConfigSchema, row.config, `config of cluster ${row.id}`),
    distribution: parseStored(DistributionSettingSchema, row.distribution, `distribution of cluster ${row.id}`),
  };
}
