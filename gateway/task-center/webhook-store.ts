import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { GatewayError } from '../core/errors.ts';

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
  /** null: there is none. Throws `name_taken`. */
  update(id: string, change: WebhookChange): Promise<WebhookRow | null>;
  /** With its messages. False: there was none. */
  remove(id: string): Promise<boolean>;
}

/** Every move is held against all of them. */
const mostWebhooks = 100;

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
    async update(id, { eventTypes, ...rest }) {
      try {
        return await prisma.webhook.update({
          where: { id },
          data: {
            ...rest,
            ...(eventTypes === undefined ? {} : { eventTypes: [...eventTypes] }),
            revision: { increment: 1 },
          },
        });
      } catch (error) {
        if (prismaCode(error) === 'P2025') return null;
        throw nameTaken(error, rest.name ?? '');
      }
    },
    async remove(id) {
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
