import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import { brokenConstraint, prismaCode } from '../database/prisma-errors.ts';
import { newId } from '../core/ids.ts';
import { GatewayError } from '../core/errors.ts';
import { storable, storableText } from '../core/redact.ts';
import {
  activeStates,
  isActive,
  isFinal,
  mayMove,
  onFlinkStates,
  repeatableStates,
  type Mover,
  type RunState,
} from './run-status.ts';
import { newRunColumns, type NewRun, type RetryState } from './new-run-schema.ts';
import type { RunChange } from './run-change-schema.ts';
import { followedColumns } from './followed-schema.ts';

const withoutBlobs = { snapshot: true, document: true } as const;

type StoredRecord = Prisma.JobRecordGetPayload<{ omit: typeof withoutBlobs }>;

/** A row of de_job_record without document and snapshot, which are read on their own. */
export type RunRecord = Omit<StoredRecord, 'state'> & { readonly state: RunState };

export type FollowedRecord = Pick<RunRecord, keyof typeof followedColumns>;

export type RunEvent = Prisma.JobRecordEventGetPayload<object>;

export type { NewRun, RunChange };

/** What an admission stands on: where it is not so any more, the move comes to nothing. */
export interface AdmissionTurn {
  readonly clusterId: string;
  /** The cluster's `revision`: its address, or whether it admits, is another one since then. */
  readonly revision: number;
  /** The cluster's `admissions`: another one since then. */
  readonly turn: number;
  /** The record whose end is being repeated, still ended so. */
  readonly retryOf: string | null;
}

export interface MoveRequest {
  readonly to: RunState;
  readonly by: Mover;
  /** A person's name, or the part of the gateway. */
  readonly who: string;
  readonly why: string;
  readonly evidence?: unknown;
  readonly at: Date;
  /** With `stopVersion` the move is compare-and-set on it, too: a stop that changed meanwhile is not overwritten. */
  readonly set?: RunChange;
  readonly admission?: AdmissionTurn;
}

/** The only writer of record states. Every move is compare-and-set on (state, state_version) and writes its event. */
export interface RunStore {
  /**
   * Throws `run_active` when another run holds the place of the job, `idempotency_conflict` when the key was just taken,
   * `conflict` when the record that it retries is not waiting for a retry (any more).
   */
  create(run: NewRun): Promise<RunRecord>;
  find(id: string): Promise<RunRecord | null>;
  findMany(ids: readonly string[]): Promise<readonly RunRecord[]>;
  /** The record after the move; null: it was not in that state and version any more, nothing was written. */
  move(
    record: Pick<RunRecord, 'id' | 'state' | 'stateVersion' | 'stateSince' | 'jobId'>,
    request: MoveRequest,
  ): Promise<RunRecord | null>;
  /** Changes columns beside the state, as long as the record is still in that state and version. */
  note(
    record: Pick<RunRecord, 'id' | 'state' | 'stateVersion'>,
    change: Omit<RunChange, 'offsetAfter'>,
  ): Promise<boolean>;
  /** Moves (note 0) and the notes between them, oldest first. */
  events(id: string): Promise<readonly RunEvent[]>;
  document(id: string): Promise<{ document: unknown; documentHash: string | null } | null>;
  snapshot(id: string): Promise<Uint8Array | null>;
  /** Records that Flink may have a job of, and LOST ones that ended up so at most `lostSince` ago. */
  onFlink(clusterId: string, lostSince: Date): Promise<readonly FollowedRecord[]>;
  /** Ids of records that may have a job on the cluster. */
  onCluster(clusterId: string): Promise<readonly { id: string }[]>;
  /** Records that wait for their turn, the one that was tried longest ago first: none holds up those behind it. */
  pending(clusterId: string | null, limit: number): Promise<readonly RunRecord[]>;
  /** Oldest first; `after`: the id to go on behind. */
  inState(state: RunState, limit: number, after?: string): Promise<readonly RunRecord[]>;
  activeCounts(): Promise<ReadonlyMap<string, number>>;
  /** `offset_after` of the job's newest SUCCEEDED run that has one, and the version it ran. */
  lastOffset(jobId: string): Promise<{ offset: string; version: number; params: unknown } | null>;
}

/** Ends that nothing is to be repeated after. */
const endsWithoutRetry: ReadonlySet<RunState> = new Set<RunState>(['SUCCEEDED', 'CANCELED', 'CLOSED']);

function firstEvent({ createdBy, trigger, requestId, at }: NewRun) {
  const evidence = requestId === undefined ? undefined : { requestId };
  return eventRow(0, null, 'QUEUED', createdBy, `requested (${trigger})`, evidence, at);
}

export function createRunStore(prisma: PrismaClient): RunStore {
  const typed = (row: StoredRecord): RunRecord => row as RunRecord;
  const read = async (query: Pick<Prisma.JobRecordFindManyArgs, 'where' | 'orderBy' | 'take'>): Promise<RunRecord[]> =>
    (await prisma.jobRecord.findMany({ ...query, omit: withoutBlobs })).map(typed);

  /** It ended otherwise than was thought when its retry was settled: the question is open again. */
  async function rearmedRetry(id: string): Promise<{ retryState?: RetryState }> {
    const { retryState } = await prisma.jobRecord.findUniqueOrThrow({ where: { id }, select: { retryState: true } });
    return retryState === null || retryState === ('created' satisfies RetryState) ? {} : { retryState: 'armed' };
  }

  return {
    async create(run) {
      const record = {
        ...newRunColumns(run),
        state: 'QUEUED' satisfies RunState,
        stateSince: run.at,
        events: { create: firstEvent(run) },
      };
      const insert = prisma.jobRecord.create({ data: record, omit: withoutBlobs });
      const { idempotency, retries } = run;
      try {
        if (idempotency !== undefined) {
          const data = { id: newId(), ...idempotency, resourceId: run.id, createdBy: run.createdBy };
          return typed((await prisma.$transaction([prisma.idempotencyKey.create({ data }), insert]))[1]);
        }
        if (retries === undefined) return typed(await insert);
        const answered = prisma.jobRecord.update({
          // A LOST record may have been seen again since it was looked at.
          where: {
            id: retries.recordId,
            retryState: 'armed' satisfies RetryState,
            state: { in: [...repeatableStates] },
          },
          data: { retryState: 'created' satisfies RetryState },
          select: { id: true },
        });
        return typed((await prisma.$transaction([answered, insert]))[1]);
      } catch (error) {
        throw explainDuplicate(error, run.jobId);
      }
    },
    async find(id) {
      const row = await prisma.jobRecord.findUnique({ where: { id }, omit: withoutBlobs });
      return row === null ? null : typed(row);
    },
    findMany: (ids) => read({ where: { id: { in: [...ids] } } }),
    async move(record, { to, by, who, why, evidence, at, set, admission }) {
      if (!mayMove(record.state, to, by)) {
        throw new GatewayError('illegal_move', `A record in ${record.state} cannot be moved to ${to} by ${by}`);
      }
      if (set?.offsetAfter !== undefined && to !== 'SUCCEEDED') {
        throw new GatewayError('internal', `offset_after moves with SUCCEEDED only, not with ${to}`);
      }
      const stateVersion = record.stateVersion + 1;
      const rearmed = record.state === 'LOST' && to === 'FAILED' ? await rearmedRetry(record.id) : {};
      const write = (activeKey: { activeKey: string | null } | null, tx: Prisma.TransactionClient = prisma) =>
        tx.jobRecord.update({
          where: {
            id: record.id,
            state: record.state,
            stateVersion: record.stateVersion,
            ...(set?.stopVersion === undefined ? {} : { stopVersion: set.stopVersion - 1 }),
          },
          data: {
            ...(to === 'WAITING' ? {} : { waitingReason: Prisma.DbNull, waitingCode: null }),
            ...(endsWithoutRetry.has(to) ? { retryState: null } : rearmed),
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
      // It holds no place, or may hold none: a person attached it before its turn.
      const reclaims = isActive(to) && (record.state === 'LOST' || (record.state === 'WAITING' && by === 'api'));
      try {
        if (admission !== undefined) {
          return await prisma.$transaction(async (tx) =>
            (await takeTurn(tx, admission)) ? typed(await write(null, tx)) : null,
          );
        }
        if (!reclaims) return typed(await write(isActive(to) ? null : { activeKey: null }));
        const { overlap, activeKey } = await prisma.jobRecord.findUniqueOrThrow({
          where: { id: record.id },
          select: { overlap: true, activeKey: true },
        });
        if (overlap === 'allow' || activeKey !== null) return typed(await write(null));
        return typed(
          await write({ activeKey: record.jobId }).catch((error: unknown) => {
            // Another run has taken the job's place meanwhile: both are followed.
            if (prismaCode(error) === 'P2002') return write(null);
            throw error;
          }),
        );
      } catch (error) {
        if (prismaCode(error) === 'P2025') return null;
        throw explainDuplicate(error, record.jobId);
      }
    },
    async note(record, change) {
      const { count } = await prisma.jobRecord.updateMany({
        where: { id: record.id, state: record.state, stateVersion: record.stateVersion },
        data: columnsOf(change),
      });
      return count === 1;
    },
    events: (recordId) =>
      prisma.jobRecordEvent.findMany({ where: { recordId }, orderBy: [{ seq: 'asc' }, { note: 'asc' }] }),
    document: (id) => prisma.jobRecord.findUnique({ where: { id }, select: { document: true, documentHash: true } }),
    async snapshot(id) {
      return (await prisma.jobRecord.findUnique({ where: { id }, select: { snapshot: true } }))?.snapshot ?? null;
    },
    async onFlink(clusterId, lostSince) {
      const lately = { state: 'LOST', stateSince: { gte: lostSince } };
      const where = { clusterId, OR: [{ state: { in: [...onFlinkStates] } }, lately] };
      const rows = await prisma.jobRecord.findMany({ where, orderBy: { id: 'asc' }, select: followedColumns });
      return rows.map((row) => row as FollowedRecord);
    },
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
    inState: (state, limit, after) =>
      read({
        where: { state, ...(after === undefined ? {} : { id: { gt: after } }) },
        orderBy: { id: 'asc' },
        take: limit,
      }),
    async activeCounts() {
      const groups = await prisma.jobRecord.groupBy({
        by: ['clusterId'],
        where: { state: { in: [...activeStates] } },
        _count: { _all: true },
      });
      return new Map(groups.map((group) => [group.clusterId, group._count._all]));
    },
    async lastOffset(jobId) {
      // By its submission, when its bound was read: an older run that was LOST may end after a newer one, a retry with an
      // older id may be submitted after it.
      const row = await prisma.jobRecord.findFirst({
        where: { jobId, state: 'SUCCEEDED', offsetAfter: { not: null } },
        orderBy: [{ submittedAt: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
        select: { offsetAfter: true, version: true, params: true },
      });
      if (row === null || row.offsetAfter === null) return null;
      return { offset: row.offsetAfter, version: row.version, params: row.params };
    },
  };
}

/** False: it does not stand any more. What was read stays locked until the end of the transaction. */
async function takeTurn(
  tx: Prisma.TransactionClient,
  { clusterId, revision, turn, retryOf }: AdmissionTurn,
): Promise<boolean> {
  if (retryOf !== null) {
    const where = { id: retryOf, state: { in: [...repeatableStates, 'CLOSED'] } };
    const ended = await tx.jobRecord.updateMany({ where, data: { retryState: 'created' satisfies RetryState } });
    if (ended.count === 0) return false;
  }
  const { count } = await tx.cluster.updateMany({
    where: { id: clusterId, revision, admissions: turn },
    data: { admissions: { increment: 1 } },
  });
  return count === 1;
}

/** The event of a move, as it is created with it. */
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
    why: storableText(why),
    ...(evidence === undefined ? {} : { evidence: storable(evidence) as Prisma.InputJsonValue }),
  };
}

/** A JSON column is emptied with DbNull; Prisma refuses a plain null there. */
function columnsOf({
  document,
  failure,
  waitingReason,
  lateAnswer,
  stop,
  ...plain
}: RunChange): Prisma.JobRecordUpdateManyMutationInput {
  return {
    ...plain,
    ...(document === undefined ? {} : { document: document as Prisma.InputJsonValue }),
    ...(stop === undefined ? {} : { stop: storable(stop) }),
    ...(failure === undefined
      ? {}
      : { failure: storable(failure) ?? Prisma.DbNull, failureCode: failure?.code.slice(0, 60) ?? null }),
    ...(waitingReason === undefined
      ? {}
      : { waitingReason: storable(waitingReason) ?? Prisma.DbNull, waitingCode: waitingReason?.code ?? null }),
    ...(lateAnswer === undefined ? {} : { lateAnswer: storable(lateAnswer) as Prisma.InputJsonValue }),
  };
}

/** Which uniqueness was broken is told by its fields: the job's place, the idempotency key or the retry of an end. */
function explainDuplicate(error: unknown, jobId: string): unknown {
  if (prismaCode(error) === 'P2025') return new GatewayError('conflict', 'The record does not wait for a retry');
  if (prismaCode(error) !== 'P2002') return error;
  const where = brokenConstraint(error);
  if (/active_?key/i.test(where)) {
    return new GatewayError('run_active', `The job ${jobId} already has an active run`, {
      remedy: 'Wait until it is over or stop it.',
    });
  }
  if (/scope|idempotency/i.test(where)) {
    return new GatewayError('idempotency_conflict', 'The Idempotency-Key is being used by another request');
  }
  if (/retry_?of/i.test(where)) return new GatewayError('conflict', 'The record was retried already');
  return error;
}
