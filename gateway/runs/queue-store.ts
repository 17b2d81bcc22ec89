import type { PrismaClient } from '../database/generated/client.ts';
import { matches } from '../core/check.ts';
import {
  guardStates,
  StoredGuardSchema,
  StoredHealthSchema,
  type GuardState,
  type StoredGuard,
  type StoredHealth,
} from '../clusters/health-schemas.ts';
import { MaintenanceSchema, type Maintenance } from '../clusters/schemas.ts';
import type { RetryState } from './new-run-schema.ts';
import { activeStates, repeatableStates, type RunState } from './run-status.ts';

/** What an admission to a cluster stands on. */
export interface AdmissionGround {
  /** What the cluster's own guard says, read together with `turn`: after any change of it the turn is another one. */
  readonly guard: {
    readonly guardState: GuardState;
    readonly guard: StoredGuard | null;
    readonly health: StoredHealth | null;
    readonly maintenance: Maintenance | null;
  };
  /** Of the cluster's settings, read together with `turn`; null: there is no such cluster. */
  readonly revision: number | null;
  /** Of the cluster; an admission that was decided on an older one comes to nothing. null: there is no such cluster. */
  readonly turn: number | null;
  /** Slots promised to records that Flink's own numbers cannot show yet: being submitted, or accepted and not yet seen. */
  readonly promisedSlots: number;
  /** Records that have, or may have, a job on the cluster. */
  readonly activeRuns: number;
  /** Records whose POST Flink has not answered yet. */
  readonly submitting: number;
}

/** A run of the same cluster whose turn is earlier. */
export interface Ahead {
  readonly id: string;
  readonly slots: number;
}

/** A run of the same job that is not over. */
export interface Sibling {
  readonly id: string;
  readonly state: RunState;
  readonly activeKey: string | null;
}

export interface Place {
  /** 1: the next. */
  readonly place: number;
  readonly of: number;
}

interface Ranked {
  readonly id: string;
  readonly clusterId: string;
  readonly rankAt: Date;
}

/** Reads what waits, and for what. Nothing here writes: states are run-store's. */
export interface QueueStore {
  /** Read it before Flink is asked: what is promised and seen by then is counted twice at worst, never missed. */
  ground(clusterId: string, exceptId: string): Promise<AdmissionGround>;
  /**
   * The first run before this one that waits for slots of the cluster and either fits into `free` of them, or has had
   * its turn since `reservedSince` and fits into `total`. One that was not tried since `triedSince` holds up nobody.
   */
  ahead(
    record: Ranked,
    limits: { free: number; total: number; reservedSince: Date; triedSince: Date },
  ): Promise<Ahead | null>;
  /** Runs of the job in an active state, oldest first. */
  activeOf(jobId: string): Promise<readonly Sibling[]>;
  /** Places in their cluster's queue, by record id, of those that wait for their turn. */
  places(records: readonly (Ranked & { readonly state: RunState })[]): Promise<ReadonlyMap<string, Place>>;
  /** Ids of runs that wait and whose deadline has passed. */
  overdue(now: Date, limit: number): Promise<readonly string[]>;
  /** Ids of ended runs that may have to be repeated, the one that ended first first. */
  awaitingRetry(limit: number): Promise<readonly string[]>;
}

const waitingStates = ['QUEUED', 'WAITING'] as const satisfies readonly RunState[];
const occupying = ['SUBMITTING', 'UNCERTAIN', 'RUNNING', 'STOPPING'] as const satisfies readonly RunState[];

export function createQueueStore(prisma: PrismaClient): QueueStore {
  const before = ({ clusterId, rankAt, id }: Ranked) => ({
    clusterId,
    OR: [{ rankAt: { lt: rankAt } }, { rankAt, id: { lt: id } }],
  });
  return {
    async ground(clusterId, exceptId) {
      const select = {
        admissions: true,
        revision: true,
        guardState: true,
        guard: true,
        health: true,
        maintenance: true,
      } as const;
      const cluster = await prisma.cluster.findUnique({ where: { id: clusterId }, select });
      const where = { clusterId, id: { not: exceptId } };
      const [promised, activeRuns, submitting] = await Promise.all([
        prisma.jobRecord.aggregate({
          where: {
            ...where,
            OR: [
              { state: { in: ['SUBMITTING', 'UNCERTAIN'] } },
              { state: 'RUNNING', phase: null },
              // Flink has the job and has not asked for its slots yet, or has not got them.
              { state: 'RUNNING', phase: { in: ['INITIALIZING', 'CREATED', 'SCHEDULED'] } },
            ],
          },
          _sum: { slots: true },
        }),
        prisma.jobRecord.count({ where: { ...where, state: { in: [...occupying] } } }),
        prisma.jobRecord.count({ where: { ...where, state: 'SUBMITTING' } }),
      ]);
      return {
        turn: cluster?.admissions ?? null,
        revision: cluster?.revision ?? null,
        guard: guardOf(cluster),
        promisedSlots: promised._sum.slots ?? 0,
        activeRuns,
        submitting,
      };
    },
    ahead: (record, { free, total, reservedSince, triedSince }) =>
      prisma.jobRecord.findFirst({
        where: {
          ...before(record),
          state: 'WAITING',
          waitingCode: { in: ['no_free_slots', 'quota'] },
          updatedAt: { gte: triedSince },
          AND: { OR: [{ slots: { lte: free } }, { slots: { lte: total }, rankAt: { lte: reservedSince } }] },
        },
        orderBy: [{ rankAt: 'asc' }, { id: 'asc' }],
        select: { id: true, slots: true },
      }),
    async activeOf(jobId) {
      const rows = await prisma.jobRecord.findMany({
        where: { jobId, state: { in: [...activeStates] } },
        orderBy: { id: 'asc' },
        select: { id: true, state: true, activeKey: true },
      });
      return rows.map((row) => ({ ...row, state: row.state as RunState }));
    },
    async places(records) {
      const waiting = records.filter(({ state }) => state === 'QUEUED' || state === 'WAITING');
      const found = new Map<string, Place>();
      const [only] = waiting;
      if (only !== undefined && waiting.length === 1) {
        const state = { in: [...waitingStates] };
        const [ahead, of] = await Promise.all([
          prisma.jobRecord.count({ where: { ...before(only), state } }),
          prisma.jobRecord.count({ where: { clusterId: only.clusterId, state } }),
        ]);
        // It may have been admitted between the two: then it has no place any more.
        return ahead < of ? new Map([[only.id, { place: ahead + 1, of }]]) : found;
      }
      for (const clusterId of new Set(waiting.map((record) => record.clusterId))) {
        const queue = await prisma.jobRecord.findMany({
          where: { clusterId, state: { in: [...waitingStates] } },
          orderBy: [{ rankAt: 'asc' }, { id: 'asc' }],
          select: { id: true },
        });
        const places = new Map(queue.map(({ id }, index) => [id, index + 1]));
        for (const { id } of waiting) {
          const place = places.get(id);
          if (place !== undefined) found.set(id, { place, of: queue.length });
        }
      }
      return found;
    },
    async overdue(now, limit) {
      const rows = await prisma.jobRecord.findMany({
        where: { state: { in: [...waitingStates] }, deadlineAt: { lt: now } },
        orderBy: [{ deadlineAt: 'asc' }, { id: 'asc' }],
        take: limit,
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
    async awaitingRetry(limit) {
      const rows = await prisma.jobRecord.findMany({
        where: { retryState: 'armed' satisfies RetryState, state: { in: [...repeatableStates] } },
        orderBy: [{ stateSince: 'asc' }, { id: 'asc' }],
        take: limit,
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
  };
}

/** Of an older shape they count as not there. */
function guardOf(
  row: { guardState: string; guard: unknown; health: unknown; maintenance: unknown } | null,
): AdmissionGround['guard'] {
  return {
    guardState: guardStates.find((state) => state === row?.guardState) ?? 'open',
    guard: matches(StoredGuardSchema, row?.guard) ? row.guard : null,
    health: matches(StoredHealthSchema, row?.health) ? row.health : null,
    maintenance: matches(MaintenanceSchema, row?.maintenance) ? row.maintenance : null,
  };
}
