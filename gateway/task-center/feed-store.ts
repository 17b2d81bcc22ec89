import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { newId } from '../core/ids.ts';
import { shorten } from '../core/redact.ts';
import { finalStates, type RunState } from '../runs/run-status.ts';
import type { Trigger } from '../runs/schemas.ts';
import { eventTypeOf, type Move } from './move-schema.ts';
import { mergeRows, rollUp, type EndedRecord } from './roll-up.ts';

/** What follows from an event besides its place in the feed. */
export type Consequence = 'rollup' | 'messages';

export interface FeedOptions {
  /** Events at most. Default and most: `batchSize`. */
  readonly limit?: number;
  /** Only the event of that id, if it still waits. */
  readonly only?: string;
  readonly without?: readonly Consequence[];
}

/** A batch of the feed, or the rest of one, in its order. */
export interface FedMoves {
  readonly batch: number;
  readonly moves: readonly Move[];
}

/**
 * The feed: every move once, in an order that is the same for every reader and never changes.
 *
 * A move writes its event and knows nothing of the feed. Its event's id tells no order: transactions commit in another one
 * than they made their ids, and a reader who has seen the larger id would miss the smaller. So events get their place after
 * they are committed: whoever feeds locks one row, takes the events that have no place yet and gives them the next batch
 * number. The lock lasts until the commit, so batches become visible in the order of their numbers, each as a whole.
 * Within a batch events are ordered by (seq, id); a move is only ever made on one that is committed, so an event never
 * comes before one of the same record with a smaller seq.
 *
 * The same transaction adds the ends in the batch to the roll-up and writes the webhooks' messages: an event is in one batch
 * only, so neither is done twice or not at all, whatever dies when. Only an event that fails alone and again is left out of
 * one of them, see live-feed.ts: those behind it must not wait for it for ever.
 */
export interface FeedStore {
  /** True when events wait for their place. */
  isBehind(): Promise<boolean>;
  /** Feeds one batch; resolves to how many events it had, 0: there was none and nothing was written. */
  feed(at: Date, options?: FeedOptions): Promise<number>;
  /** The event that is fed next. */
  next(): Promise<{ readonly id: string; readonly recordId: string } | null>;
  /** Time of the oldest event that waits for its place, of the thousand that are next; null: none waits. */
  waitingSince(): Promise<Date | null>;
  /** The newest batch. */
  lastBatch(): Promise<number>;
  /** Whole batches after that one, oldest first, until there are `events` of them at least. */
  after(batch: number, events: number): Promise<readonly FedMoves[]>;
  /** One batch; empty: there is no such batch. */
  batch(batch: number): Promise<FedMoves>;
}

/** One batch is one transaction and stays one page of every reader. */
export const batchSize = 500;

const eventColumns = {
  id: true,
  recordId: true,
  seq: true,
  note: true,
  at: true,
  fromState: true,
  toState: true,
  who: true,
  why: true,
  feedBatch: true,
  record: { select: { jobId: true, clusterId: true, trigger: true } },
} as const satisfies Prisma.JobRecordEventSelect;
type EventRow = Prisma.JobRecordEventGetPayload<{ select: typeof eventColumns }>;

const inOrder = [{ seq: 'asc' }, { id: 'asc' }] as const satisfies Prisma.JobRecordEventOrderByWithRelationInput[];

/** Where a webhook goes while its messages are being written, the next attempt does not see it any more. */
const mostRepeats = 3;

export function createFeedStore(prisma: PrismaClient): FeedStore {
  const inBatch = async (batch: number): Promise<FedMoves> => {
    const rows = await prisma.jobRecordEvent.findMany({
      where: { feedBatch: batch },
      orderBy: [...inOrder],
      take: batchSize,
      select: eventColumns,
    });
    return { batch, moves: rows.map(moveOf) };
  };
  const feedOnce = (at: Date, { limit = batchSize, only, without = [] }: FeedOptions): Promise<number> =>
    prisma.$transaction(
      async (tx) => {
        // The lock. What is read from here on is read after every batch before was committed.
        const { lastBatch } = await tx.recordFeed.update({ where: { id: 1 }, data: { lastBatch: { increment: 1 } } });
        const events = await tx.jobRecordEvent.findMany({
          where: { feedBatch: null, ...(only === undefined ? {} : { id: only }) },
          orderBy: [...inOrder],
          take: Math.min(limit, batchSize),
          select: eventColumns,
        });
        const moves = events.filter(({ note }) => note === 0);
        const place = (rows: readonly EventRow[], feedBatch: number) =>
          rows.length === 0
            ? null
            : tx.jobRecordEvent.updateMany({ where: { id: { in: rows.map(({ id }) => id) } }, data: { feedBatch } });
        await place(moves, lastBatch);
        await place(
          events.filter(({ note }) => note !== 0),
          0,
        );
        if (!without.includes('rollup')) await addToRollup(tx, moves);
        if (!without.includes('messages')) await writeMessages(tx, moves.map(moveOf), at);
        // No number without moves: a gap would look like a batch that is still to come.
        if (moves.length === 0) await tx.recordFeed.update({ where: { id: 1 }, data: { lastBatch: lastBatch - 1 } });
        return events.length;
      },
      // A snapshot from before the lock, as MySQL takes by default, would not show what the batch before has placed.
      { isolationLevel: 'ReadCommitted' },
    );
  return {
    async isBehind() {
      const one = await prisma.jobRecordEvent.findFirst({ where: { feedBatch: null }, select: { id: true } });
      return one !== null;
    },
    async feed(at, options = {}) {
      for (let repeats = 0; ; repeats++) {
        try {
          return await feedOnce(at, options);
        } catch (error) {
          if (prismaCode(error) !== 'P2003' || repeats === mostRepeats) throw error;
        }
      }
    },
    next: () =>
      prisma.jobRecordEvent.findFirst({
        where: { feedBatch: null },
        orderBy: [...inOrder],
        select: { id: true, recordId: true },
      }),
    async waitingSince() {
      const rows = await prisma.jobRecordEvent.findMany({
        where: { feedBatch: null },
        orderBy: [...inOrder],
        take: 1000,
        select: { at: true },
      });
      return rows.length === 0 ? null : new Date(Math.min(...rows.map(({ at }) => at.getTime())));
    },
    async lastBatch() {
      const { lastBatch } = await prisma.recordFeed.findUniqueOrThrow({ where: { id: 1 } });
      return lastBatch;
    },
    async after(batch, events) {
      const rows = await prisma.jobRecordEvent.findMany({
        where: { feedBatch: { gt: batch } },
        orderBy: [{ feedBatch: 'asc' }, ...inOrder],
        // The batch that is cut off at the end is left out; one batch at least is whole.
        take: Math.max(events, batchSize) + 1,
        select: eventColumns,
      });
      const batches = new Map<number, Move[]>();
      for (const row of rows) {
        const moves = batches.get(row.feedBatch ?? 0) ?? [];
        moves.push(moveOf(row));
        batches.set(row.feedBatch ?? 0, moves);
      }
      const whole = [...batches].map(([number, moves]) => ({ batch: number, moves }));
      return rows.length > Math.max(events, batchSize) ? whole.slice(0, -1) : whole;
    },
    batch: inBatch,
  };
}

function moveOf(row: EventRow): Move {
  return {
    recordId: row.recordId,
    jobId: row.record.jobId,
    clusterId: row.record.clusterId,
    trigger: row.record.trigger as Trigger,
    seq: row.seq,
    at: row.at.toISOString(),
    from: row.fromState,
    to: row.toState as RunState,
    who: row.who,
    why: shorten(row.why, 500),
  };
}

/** Only who holds the feed's lock writes the roll-up: its rows are read, added to and written anew. */
async function addToRollup(tx: Prisma.TransactionClient, moves: readonly EventRow[]): Promise<void> {
  const over = moves.filter(({ toState }) => (finalStates as readonly string[]).includes(toState));
  if (over.length === 0) return;
  // A final state has no move out of it, so that these columns stay what they are.
  const ended: EndedRecord[] = await tx.jobRecord.findMany({
    where: { id: { in: over.map(({ recordId }) => recordId) } },
    select: {
      id: true,
      jobId: true,
      clusterId: true,
      state: true,
      startedAt: true,
      finishedAt: true,
      rowsRead: true,
      rowsWritten: true,
      bytesRead: true,
      bytesWritten: true,
    },
  });
  const added = rollUp(ended);
  for (const series of new Set(added.map((row) => row.series))) {
    const own = added.filter((row) => row.series === series);
    const where = {
      series,
      start: { in: [...new Set(own.map(({ start }) => start.getTime()))].map((time) => new Date(time)) },
      scope: { in: [...new Set(own.map(({ scope }) => scope))] },
    };
    const present = await tx.recordRollup.findMany({ where });
    if (present.length > 0) await tx.recordRollup.deleteMany({ where });
    await tx.recordRollup.createMany({ data: mergeRows([...present, ...own]) });
  }
}

async function writeMessages(tx: Prisma.TransactionClient, moves: readonly Move[], at: Date): Promise<void> {
  if (moves.length === 0) return;
  const webhooks = await tx.webhook.findMany({ where: { enabled: true } });
  const data = webhooks.flatMap((webhook) => {
    const types = webhook.eventTypes as readonly string[];
    return moves
      .filter(
        (move) =>
          (types.length === 0 || types.includes(eventTypeOf(move.to))) &&
          (webhook.jobId === null || webhook.jobId === move.jobId) &&
          (webhook.clusterId === null || webhook.clusterId === move.clusterId),
      )
      .map((move) => ({
        id: newId(),
        webhookId: webhook.id,
        topic: eventTypeOf(move.to),
        orderKey: `${webhook.id}:${move.recordId}`,
        seq: move.seq,
        payload: move,
        nextTryAt: at,
        createdBy: webhook.createdBy,
      }));
  });
  if (data.length > 0) await tx.outbox.createMany({ data });
}
