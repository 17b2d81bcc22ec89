import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import type { DeliveryState } from './webhook-schemas.ts';

export type OutboxRow = Prisma.OutboxGetPayload<object>;

/** A message that this process may send until its claim is over. */
export interface Claimed extends OutboxRow {
  readonly webhook: { readonly id: string; readonly url: string; readonly sealedSecret: string };
}

/**
 * The messages of webhooks. Of one record and webhook only the oldest that is pending is ever sent: those behind it wait
 * until it was delivered or given up. Two gateways never send one message at the same time: who sends it has claimed it,
 * and a claim that was not settled is over after its time, so that a killed process loses nothing.
 */
export interface OutboxStore {
  /** Enabled webhooks that have a message which is due. */
  due(now: Date): Promise<readonly string[]>;
  /** Claims up to `limit` messages of the webhook, of different records. */
  claim(webhookId: string, limit: number, now: Date, until: Date): Promise<readonly Claimed[]>;
  /** False: the claim was over and somebody else has it. The next message of the record is due. */
  delivered(message: Claimed, now: Date): Promise<boolean>;
  /** Another attempt at that time. */
  failed(message: Claimed, error: string, nextTryAt: Date): Promise<boolean>;
  /** No further attempt. The next message of the record is due. */
  giveUp(message: Claimed, error: string, now: Date): Promise<boolean>;
  /** Sends a dead one again, at once. False: the webhook has no such dead message. */
  redeliver(webhookId: string, id: string, now: Date): Promise<boolean>;
  /** Newest first. */
  list(
    webhookId: string,
    filter: { state?: DeliveryState; cursor?: string; limit: number },
  ): Promise<readonly OutboxRow[]>;
  find(webhookId: string, id: string): Promise<OutboxRow | null>;
  /** Per webhook. */
  counts(webhookIds: readonly string[]): Promise<ReadonlyMap<string, { pending: number; dead: number }>>;
  /** Removes delivered messages from before that time. */
  removeDelivered(before: Date, limit: number): Promise<number>;
  /** Removes messages that were given up before that time. */
  removeDead(before: Date, limit: number): Promise<number>;
}

const pending = 'pending' satisfies DeliveryState;
const dead = 'dead' satisfies DeliveryState;

export function createOutboxStore(prisma: PrismaClient): OutboxStore {
  /** Only while the claim stands: `attempts` counts claims. */
  const settle = async (
    { id, attempts, orderKey }: Claimed,
    data: Prisma.OutboxUpdateManyMutationInput,
    now: Date | null,
  ): Promise<boolean> => {
    const { count } = await prisma.outbox.updateMany({ where: { id, attempts, state: pending }, data });
    // Those behind it were put off until its next attempt; without this they would wait for that, and no longer.
    if (count === 1 && now !== null) {
      await prisma.outbox.updateMany({ where: { orderKey, state: pending }, data: { nextTryAt: now } });
    }
    return count === 1;
  };

  const remove = async (messages: readonly { readonly id: string }[], state?: DeliveryState): Promise<number> => {
    if (messages.length === 0) return 0;
    const where = { id: { in: messages.map(({ id }) => id) }, ...(state === undefined ? {} : { state }) };
    return (await prisma.outbox.deleteMany({ where })).count;
  };

  return {
    async due(now) {
      // One look into the index for each webhook, however many messages wait.
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        select w.id from de_webhook w where w.enabled = true and exists (
          select 1 from de_outbox o where o.webhook_id = w.id and o.state = ${pending} and o.next_try_at <= ${now})`;
      return rows.map(({ id }) => id);
    },
    async claim(webhookId, limit, now, until) {
      const candidates = await prisma.outbox.findMany({
        where: { webhookId, state: pending, nextTryAt: { lte: now } },
        orderBy: [{ nextTryAt: 'asc' }, { id: 'asc' }],
        take: limit * 8,
        select: { id: true, orderKey: true },
      });
      const claimed: Claimed[] = [];
      for (const orderKey of new Set(candidates.map((candidate) => candidate.orderKey))) {
        if (claimed.length >= limit) break;
        const first = await prisma.outbox.findFirst({
          where: { orderKey, state: pending },
          orderBy: { seq: 'asc' },
          include: { webhook: { select: { id: true, url: true, sealedSecret: true } } },
        });
        if (first === null) continue;
        if (first.nextTryAt > now) {
          // It waits for its next attempt, or is being sent: those behind it are not looked at before that.
          await prisma.outbox.updateMany({
            where: { orderKey, state: pending, seq: { gt: first.seq }, nextTryAt: { lte: now } },
            data: { nextTryAt: first.nextTryAt },
          });
          continue;
        }
        const { count } = await prisma.outbox.updateMany({
          where: { id: first.id, attempts: first.attempts, state: pending, nextTryAt: { lte: now } },
          data: { attempts: first.attempts + 1, nextTryAt: until },
        });
        if (count === 1) claimed.push({ ...first, attempts: first.attempts + 1, nextTryAt: until });
      }
      return claimed;
    },
    delivered: (message, now) =>
      settle(message, { state: 'delivered' satisfies DeliveryState, deliveredAt: now, lastError: null }, now),
    failed: (message, error, nextTryAt) => settle(message, { lastError: error, nextTryAt }, null),
    giveUp: (message, error, now) => settle(message, { state: dead, lastError: error }, now),
    async redeliver(webhookId, id, now) {
      const row = await prisma.outbox.findFirst({ where: { id, webhookId, state: dead } });
      if (row === null) return false;
      const { count } = await prisma.outbox.updateMany({
        where: { id, state: dead },
        data: { state: pending, nextTryAt: now, attemptsBefore: row.attempts },
      });
      return count === 1;
    },
    list: (webhookId, { state, cursor, limit }) =>
      prisma.outbox.findMany({
        where: {
          webhookId,
          ...(state === undefined ? {} : { state }),
          ...(cursor === undefined ? {} : { id: { lt: cursor } }),
        },
        orderBy: { id: 'desc' },
        take: limit,
      }),
    find: (webhookId, id) => prisma.outbox.findFirst({ where: { id, webhookId } }),
    async counts(webhookIds) {
      const groups = await prisma.outbox.groupBy({
        by: ['webhookId', 'state'],
        where: { webhookId: { in: [...webhookIds] }, state: { in: [pending, dead] } },
        _count: { _all: true },
      });
      const count = (id: string, state: DeliveryState): number =>
        groups.find((group) => group.webhookId === id && group.state === state)?._count._all ?? 0;
      return new Map(webhookIds.map((id) => [id, { pending: count(id, pending), dead: count(id, 'dead') }]));
    },
    async removeDelivered(before, limit) {
      const old = await prisma.outbox.findMany({
        where: { state: 'delivered' satisfies DeliveryState, deliveredAt: { lt: before } },
        orderBy: { deliveredAt: 'asc' },
        take: limit,
        select: { id: true },
      });
      return remove(old);
    },
    async removeDead(before, limit) {
      // Of a dead one, until when its last claim stood.
      const old = await prisma.outbox.findMany({
        where: { state: dead, nextTryAt: { lt: before } },
        orderBy: { nextTryAt: 'asc' },
        take: limit,
        select: { id: true },
      });
      // Not one that a person sends again meanwhile.
      return remove(old, dead);
    },
  };
}
