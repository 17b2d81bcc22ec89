import type { PrismaClient } from '../database/generated/client.ts';

/** Reads de_idempotency_key; the rows are written with the record they belong to. */
export interface IdempotencyStore {
  find(scope: string, key: string): Promise<{ bodyHash: string; resourceId: string } | null>;
  /** Returns how many keys were over. */
  removeExpired(now: Date): Promise<number>;
}

export function createIdempotencyStore(prisma: PrismaClient): IdempotencyStore {
  return {
    find: (scope, key) =>
      prisma.idempotencyKey.findUnique({
        where: { scope_key: { scope, key } },
        select: { bodyHash: true, resourceId: true },
      }),
    async removeExpired(now) {
      return (await prisma.idempotencyKey.deleteMany({ where: { expiresAt: { lt: now } } })).count;
    },
  };
}
