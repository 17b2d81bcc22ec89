import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { GatewayError } from '../core/errors.ts';
import { changedMeanwhile, type Expected } from '../core/expected.ts';

export type WebhookRow = Prisma.WebhookGetPayload<object>;

export interface NewWebhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly eventTypes: readonly string[];
  readonly jobId: string | null;
  readonly clusterId: string | null;
  readonly enabled: boolean;
  readonly sealedSecret: string;
  readonly createdBy: string;
}

export type WebhookChange = Partial<Omit<NewWebhook, 'id' | 'createdBy'>>;

export interface WebhookStore {
  /** Throws `name_taken`, `conflict` when there are as many as there may be. */
  create(webhook: NewWebhook): Promise<WebhookRow>;
  find(id: string): Promise<WebhookRow | null>;
  /** By id. */
  list(filter: { cursor?: string; limit: number }): Promise<readonly WebhookRow[]>;
  /** null: there is none. Throws `name_taken`, `precondition_failed`. */
  update(id: string, change: WebhookChange, expected?: Expected): Promise<WebhookRow | null>;
  /** With its messages, which go first and in steps: all at once could take longer than a statement may. False: there was none. */
  remove(id: string): Promise<boolean>;
}

/** Every move is held against all of them. */
const mostWebhooks = 100;
const removedAtOnce = 5000;

export function createWebhookStore(prisma: PrismaClient): WebhookStore {
  return {
    async create({ eventTypes, ...rest }) {
      if ((await prisma.webhook.count()) >= mostWebhooks) {
        throw new GatewayError('conflict', `There are ${mostWebhooks} webhooks already, which is the limit`, {
          remedy: 'Delete one that is not needed.',
        });
      }
      try {
        return await prisma.webhook.create({ data: { ...rest, eventTypes: [...eventTypes] } });
      } catch (error) {
        throw nameTaken(error, rest.name);
      }
    },
    find: (id) => prisma.webhook.findUnique({ where: { id } }),
    list: ({ cursor, limit }) =>
      prisma.webhook.findMany({
        where: cursor === undefined ? {} : { id: { gt: cursor } },
        orderBy: { id: 'asc' },
        take: limit,
      }),
    async update(id, { eventTypes, ...rest }, expected = 'any') {
      try {
        const { count } = await prisma.webhook.updateMany({
          where: { id, ...(expected === 'any' ? {} : { revision: expected }) },
          data: {
            ...rest,
            ...(eventTypes === undefined ? {} : { eventTypes: [...eventTypes] }),
            revision: { increment: 1 },
          },
        });
        const now = await prisma.webhook.findUnique({ where: { id } });
        if (now !== null && count === 0) throw changedMeanwhile('The webhook', now.revision);
        return now;
      } catch (error) {
        throw nameTaken(error, rest.name ?? '');
      }
    },
    async remove(id) {
      // Nothing new comes, and nothing is sent.
      const stopped = { enabled: false, revision: { increment: 1 } };
      if ((await prisma.webhook.updateMany({ where: { id }, data: stopped })).count === 0) return false;
      for (;;) {
        const some = await prisma.outbox.findMany({
          where: { webhookId: id },
          orderBy: { id: 'asc' },
          take: removedAtOnce,
          select: { id: true },
        });
        const last = some.at(-1);
        if (last !== undefined) await prisma.outbox.deleteMany({ where: { webhookId: id, id: { lte: last.id } } });
        if (some.length < removedAtOnce) break;
      }
      return (await prisma.webhook.deleteMany({ where: { id } })).count === 1;
    },
  };
}

function nameTaken(error: unknown, name: string): unknown {
  if (prismaCode(error) !== 'P2002') return error;
  return new GatewayError('name_taken', `There is a webhook ${name} already`, {
    errors: [{ pointer: '/name', detail: 'is taken' }],
  });
}
