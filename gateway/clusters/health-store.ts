import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import type { GuardState, StoredGuard, StoredHealth } from './health-schemas.ts';

/** The guard of a cluster as it was read: a change of it that somebody else made first is left alone. */
export interface GuardTurn {
  readonly id: string;
  readonly guardState: GuardState;
  readonly guardVersion: number;
}

/** The only writer of health and guard. */
export interface HealthStore {
  /** `admissions` of the cluster; null: there is no such cluster any more. */
  admissions(clusterId: string): Promise<number | null>;
  saveHealth(clusterId: string, health: StoredHealth): Promise<void>;
  /**
   * Compare-and-set; false: the guard is not what it was. Every admission that was decided before comes to nothing, as
   * the cluster's `admissions` moves with it.
   */
  turn(from: GuardTurn, to: GuardState, guard: StoredGuard): Promise<boolean>;
  /** Changes what is said about the present state, see `turn`. */
  note(at: GuardTurn, guard: StoredGuard): Promise<boolean>;
}

export function createHealthStore(prisma: PrismaClient): HealthStore {
  const write = async (from: GuardTurn, data: Prisma.ClusterUpdateManyMutationInput): Promise<boolean> => {
    const { id, guardState, guardVersion } = from;
    const { count } = await prisma.cluster.updateMany({
      where: { id, guardState, guardVersion },
      data: { ...data, guardVersion: { increment: 1 } },
    });
    return count === 1;
  };
  return {
    async admissions(id) {
      return (await prisma.cluster.findUnique({ where: { id }, select: { admissions: true } }))?.admissions ?? null;
    },
    async saveHealth(id, health) {
      await prisma.cluster.updateMany({ where: { id }, data: { health } });
    },
    turn: (from, guardState, guard) => write(from, { guardState, guard, admissions: { increment: 1 } }),
    note: (at, guard) => write(at, { guard }),
  };
}
