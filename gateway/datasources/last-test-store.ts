import type { PrismaClient } from '../database/generated/client.ts';
import type { LastTest } from './test-result-schema.ts';

export interface LastTestStore {
  /** Nothing happens when the data source was changed meanwhile: the result is not about what it is now. */
  note(id: string, test: LastTest): Promise<void>;
}

export function createLastTestStore(prisma: PrismaClient): LastTestStore {
  return {
    async note(id, test) {
      // `updatedAt` is about what people change: a look at the server must not move it.
      const row = await prisma.datasource.findUnique({ where: { id }, select: { updatedAt: true } });
      if (row === null) return;
      await prisma.datasource.updateMany({
        where: { id, revision: test.revision },
        data: { lastTest: test, updatedAt: row.updatedAt },
      });
    },
  };
}
