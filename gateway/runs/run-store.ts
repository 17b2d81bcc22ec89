import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import { brokenConstraint, prismaCode } from '../database/prisma-errors.ts';
import { newId } from '../core/ids.ts';
import { GatewayError } from '../core/errors.ts';
import { isActive, isFinal, mayMove, onFlinkStates, type Mover, type RunState } from './run-status.ts';
import type { Trigger, WaitingReason } from './schemas.ts';
import type { Failure } from '../chunjun/explain-failure.ts';

const withoutBlobs = { snapshot: true, document: true } as const;

type StoredRecord = Prisma.JobRecordGetPayload<{ omit: typeof withoutBlobs }>;

/** A row of de_job_record without document and snapshot, which are read on their own. */
export type RunRecord = Omit<StoredRecord, 'state'> & { readonly state: RunState };
export type RunEvent = Prisma.JobRecordEventGetPayload<object>;

export interface NewRun {
  readonly id: string;
  readonly jobId: string;
  readonly version: number;
  readonly clusterId: string;
  readonly trigger: Trigger;
  readonly originRecordId?: string;
  readonly slots: number;
  readonly createdBy: string;
  readonly at: Date;
  readonly idempotency?: {
    readonly scope: string;
    readonly key: string;
    readonly bodyHash: string;
    readonly expiresAt: Date;
  };
}

export interface MoveRequest {
  readonly to: RunState;
  readonly by: Mover;
  /** A person's name, or the part of the gateway. */
  readonly who: string;
  readonly why: string;
  readonly evidence?: unknown;
  readonly at: Date;
  readonly set?: RunChange;
}

/** Columns that may change beside the state. */
export interface RunChange {
  readonly attempt?: number;
  readonly flinkJobId?: string;
  readonly flinkEpoch?: string;
  readonly jarId?: string;
  readonly documentHash?: string;
  readonly document?: unknown;
  readonly datasourceRevisions?: Record<string, number>;
  readonly slots?: number;
  readonly phase?: string | null;
  readonly waitingReason?: WaitingReason | null;
  readonly failure?: Failure | null;
  readonly submittedAt?: Date;
  readonly leaseUntil?: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  readonly stopRequestedAt?: Date;
  readonly watchedUntil?: Date;
  readonly seenAt?: Date;
  readonly rowsRead?: bigint | null;
  readonly rowsWritten?: bigint | null;
  readonly bytesRead?: bigint | null;
  readonly bytesWritten?: bigint | null;
  readonly dirtyRows?: bigint | null;
  readonly offsetBefore?: string | null;
  readonly offsetAfter?: string | null;
  readonly snapshot?: Uint8Array<ArrayBuffer>;
}

export interface RunFilter {
  readonly jobId?: string;
  readonly clusterId?: string;
  readonly state?: RunState;
  readonly cursor?: string;
  readonly limit: number;
}

/** The only writer of record states. Every move is compare-and-set on (state, state_version) and writes its event. */
export interface RunStore {
  /** Throws `run_active` when the job already has an active run, `idempotency_conflict` when the key was just taken. */
  create(run: NewRun): Promise<RunRecord>;
  find(id: string): Promise<RunRecord | null>;
  findMany(ids: readonly string[]): Promise<readonly RunRecord[]>;
  /** Newest first. */
  list(filter: RunFilter): Promise<readonly RunRecord[]>;
  /** The record after the move; null: it was not in that state and version any more, nothing was written. */
  move(
    record: Pick<RunRecord, 'id' | 'state' | 'stateVersion' | 'jobId'>,
    request: MoveRequest,
  ): Promise<RunRecord | null>;
  /** Changes columns beside the state, as long as the record is still in that state and version. */
  note(
    record: Pick<RunRecord, 'id' | 'state' | 'stateVersion'>,
    change: Omit<RunChange, 'offsetAfter'>,
  ): Promise<boolean>;
  events(id: string): Promise<readonly RunEvent[]>;
  document(id: string): Promise<{ document: unknown; documentHash: string | null } | null>;
  snapshot(id: string): Promise<Uint8Array | null>;
  /** Records that Flink may have a job of, and LOST ones that ended up so at most `lostSince` ago. */
  onFlink(clusterId: string, lostSince: Date): Promise<readonly RunRecord[]>;
  /** Ids of records that may have a job on the cluster. */
  onCluster(clusterId: string): Promise<readonly { id: string }[]>;
  /** Records that wait for their turn, the one that was tried longest ago first: none holds up those behind it. */
  pending(clusterId: string | null, limit: number): Promise<readonly RunRecord[]>;
  inState(state: RunState, limit: number): Promise<readonly RunRecord[]>;
  /** Slots promised to records that Flink's own numbers cannot show yet: being submitted, or accepted and not yet seen. */
  promisedSlots(clusterId: string, exceptId: string): Promise<number>;
  activeCounts(): Promise<ReadonlyMap<string, number>>;
  /** `offset_after` of the job's newest SUCCEEDED run that has one, and the version it ran. */
  lastOffset(jobId: string): Promise<{ offset: string; version: number } | null>;
}

export function createRunStore(prisma: PrismaClient): RunStore {
  const typed = (row: StoredRecord): RunRecord => row as RunRecord;
  const read = async (query: Pick<Prisma.JobRecordFindManyArgs, 'where' | 'orderBy' | 'take'>): Promise<RunRecord[]> =>
    (await prisma.jobRecord.findMany({ ...query, omit: withoutBlobs })).map(typed);

  return {
    async create(run) {
      const record = {
        id: run.id,
        jobId: run.jobId,
        version: run.version,
        clusterId: run.clusterId,
        trigger: run.trigger,
        originRecordId: run.originRecordId ?? null,
        slots: run.slots,
        state: 'QUEUED' satisfies RunState,
        stateSince: run.at,
        activeKey: run.jobId,
        createdBy: run.createdBy,
        events: { create: eventRow(0, null, 'QUEUED', run.createdBy, `requested (${run.trigger})`, undefined, run.at) },
      };
      const insert = prisma.jobRecord.create({ data: record, omit: withoutBlobs });
      try {
        if (run.idempotency === undefined) return typed(await insert);
        const key = prisma.idempotencyKey.create({
          data: { id: newId(), ...run.idempotency, resourceId: run.id, createdBy: run.createdBy },
        });
        const [, row] = await prisma.$transaction([key, insert]);
        return typed(row);
      } catch (error) {
        throw explainDuplicate(error, run);
      }
    },
    async find(id) {
      const row = await prisma.jobRecord.findUnique({ where: { id }, omit: withoutBlobs });
      return row === null ? null : typed(row);
    },
    findMany: (ids) => read({ where: { id: { in: [...ids] } } }),
    list: ({ jobId, clusterId, state, cursor, limit }) =>
      read({
        where: {
          ...(jobId === undefined ? {} : { jobId }),
          ...(clusterId === undefined ? {} : { clusterId }),
          ...(state === undefined ? {} : { state }),
          ...(cursor === undefined ? {} : { id: { lt: cursor } }),
        },
        orderBy: { id: 'desc' },
        take: limit,
      }),
    async move(record, { to, by, who, why, evidence, at, set }) {
      if (!mayMove(record.state, to, by)) {
        throw new GatewayError('illegal_move', `A record in ${record.state} cannot be moved to ${to} by ${by}`);
      }
      if (set?.offsetAfter !== undefined && to !== 'SUCCEEDED') {
        throw new GatewayError('internal', `offset_after moves with SUCCEEDED only, not with ${to}`);
      }
      const stateVersion = record.stateVersion + 1;
      const write = (activeKey: { activeKey: string | null } | null) =>
        prisma.jobRecord.update({
          where: { id: record.id, state: record.state, stateVersion: record.stateVersion },
          data: {
            ...(to === 'WAITING' ? {} : { waitingReason: Prisma.DbNull }),
            ...(set === undefined ? {} : columnsOf(set)),
            state: to,
            stateVersion,
            stateSince: at,
            ...activeKey,
            ...(isFinal(to) ? { finishedAt: set?.finishedAt ?? at } : {}),
            events: { create: eventRow(stateVersion, record.state, to, who, why, evidence, at) },
          },
          omit: withoutBlobs,
        });
      const reclaims = record.state === 'LOST' && isActive(to);
      try {
        if (!reclaims) return typed(await write(isActive(to) ? null : { activeKey: null }));
        return typed(
          await write({ activeKey: record.jobId }).catch((error: unknown) => {
            // Another run has taken the job's place meanwhile: both are followed.
            if (prismaCode(error) === 'P2002') return write(null);
            throw error;
          }),
        );
      } catch (error) {
        if (prismaCode(error) === 'P2025') return null;
        throw error;
      }
    },
    async note(record, change) {
      const { count } = await prisma.jobRecord.updateMany({
        where: { id: record.id, state: record.state, stateVersion: record.stateVersion },
        data: columnsOf(change),
      });
      return count === 1;
    },
    events: (recordId) => prisma.jobRecordEvent.findMany({ where: { recordId }, orderBy: { seq: 'asc' } }),
    document: (id) => prisma.jobRecord.findUnique({ where: { id }, select: { document: true, documentHash: true } }),
    async snapshot(id) {
      return (await prisma.jobRecord.findUnique({ where: { id }, select: { snapshot: true } }))?.snapshot ?? null;
    },
    onFlink: (clusterId, lostSince) =>
      read({
        where: {
          clusterId,
          OR: [{ state: { in: [...onFlinkStates] } }, { state: 'LOST', stateSince: { gte: lostSince } }],
        },
        orderBy: { id: 'asc' },
      }),
    onCluster: (clusterId) =>
      prisma.jobRecord.findMany({
        where: { clusterId, state: { in: ['SUBMITTING', ...onFlinkStates] } },
        select: { id: true },
      }),
    pending: (clusterId, limit) =>
      read({
        where: { state: { in: ['QUEUED', 'WAITING'] }, ...(clusterId === null ? {} : { clusterId }) },
        orderBy: [{ updatedAt: 'asc' }, { id: 'asc' }],
        take: limit,
      }),
    inState: (state, limit) =>
      read({
        where: { state },
        orderBy: { id: 'asc' },
        take: limit,
      }),
    async promisedSlots(clusterId, exceptId) {
      const sum = await prisma.jobRecord.aggregate({
        where: {
          clusterId,
          id: { not: exceptId },
          OR: [{ state: { in: ['SUBMITTING', 'UNCERTAIN'] } }, { state: 'RUNNING', phase: null }],
        },
        _sum: { slots: true },
      });
      return sum._sum.slots ?? 0;
    },
    async activeCounts() {
      const groups = await prisma.jobRecord.groupBy({
        by: ['clusterId'],
        where: { activeKey: { not: null } },
        _count: { _all: true },
      });
      return new Map(groups.map((group) => [group.clusterId, group._count._all]));
    },
    async lastOffset(jobId) {
      // By age of the run, not of its end: an older run that was LOST may end after a newer one.
      const row = await prisma.jobRecord.findFirst({
        where: { jobId, state: 'SUCCEEDED', offsetAfter: { not: null } },
        orderBy: { id: 'desc' },
        select: { offsetAfter: true, version: true },
      });
      return row === null || row.offsetAfter === null ? null : { offset: row.offsetAfter, version: row.version };
    },
  };
}

function eventRow(
  seq: number,
  fromState: RunState | null,
  toState: RunState,
  who: string,
  why: string,
  evidence: unknown,
  at: Date,
) {
  return {
    id: newId(),
    seq,
    at,
    fromState,
    toState,
    who,
    why,
    ...(evidence === undefined ? {} : { evidence: evidence as Prisma.InputJsonValue }),
  };
}

/** A JSON column is emptied with DbNull; Prisma refuses a plain null there. */
function columnsOf({ document, failure, waitingReason, ...plain }: RunChange): Prisma.JobRecordUpdateManyMutationInput {
  return {
    ...plain,
    ...(document === undefined ? {} : { document: document as Prisma.InputJsonValue }),
    ...(failure === undefined ? {} : { failure: failure ?? Prisma.DbNull }),
    ...(waitingReason === undefined ? {} : { waitingReason: waitingReason ?? Prisma.DbNull }),
  };
}

/** A broken uniqueness is either the job's active run or the idempotency key: which one is told by its fields. */
function explainDuplicate(error: unknown, run: NewRun): unknown {
  if (prismaCode(error) !== 'P2002') return error;
  const where = brokenConstraint(error);
  if (/active_?key/i.test(where)) {
    return new GatewayError('run_active', `The job ${run.jobId} already has an active run`, {
      remedy: 'Wait until it is over or stop it.',
    });
  }
  if (/scope|idempotency/i.test(where)) {
    return new GatewayError('idempotency_conflict', 'The Idempotency-Key is being used by another request');
  }
  return error;
}
