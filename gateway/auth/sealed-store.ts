import type { PrismaClient } from '../database/generated/client.ts';

/** Where sealed texts stand, by the word that their context begins with. */
export const sealedKinds = ['datasource', 'cluster', 'version', 'webhook'] as const;
export type SealedKind = (typeof sealedKinds)[number];

export interface SealedText {
  readonly id: string;
  readonly sealed: string;
}

/** Every sealed text of the database, whatever it belongs to. */
export interface SealedStore {
  /** In the order of ids; `after`: the id to go on behind. */
  page(kind: SealedKind, after: string | null, limit: number): Promise<readonly SealedText[]>;
  /** Compare-and-set, everything else of the row stays; false: somebody changed or removed it meanwhile. */
  replace(kind: SealedKind, text: SealedText, sealed: string): Promise<boolean>;
}

export function createSealedStore(prisma: PrismaClient): SealedStore {
  const behind = (after: string | null) => (after === null ? {} : { id: { gt: after } });
  const page = (after: string | null, limit: number) =>
    ({
      where: { ...behind(after), sealedSecrets: { not: null } },
      orderBy: { id: 'asc' },
      take: limit,
      select: { id: true, sealedSecrets: true },
    }) as const;
  const texts = (rows: readonly { id: string; sealedSecrets: string | null }[]): readonly SealedText[] =>
    rows.flatMap(({ id, sealedSecrets: sealed }) => (sealed === null ? [] : [{ id, sealed }]));
  return {
    async page(kind, after, limit) {
      switch (kind) {
        case 'datasource':
          return texts(await prisma.datasource.findMany(page(after, limit)));
        case 'cluster':
          return texts(await prisma.cluster.findMany(page(after, limit)));
        case 'version':
          return texts(await prisma.jobVersion.findMany(page(after, limit)));
        case 'webhook': {
          const select = { id: true, sealedSecret: true } as const;
          const rows = await prisma.webhook.findMany({
            where: behind(after),
            orderBy: { id: 'asc' },
            take: limit,
            select,
          });
          return rows.map(({ id, sealedSecret: sealed }) => ({ id, sealed }));
        }
      }
    },
    async replace(kind, { id, sealed: before }, sealed) {
      const { count } = await write(prisma, kind, id, before, sealed);
      return count === 1;
    },
  };
}

/** `updatedAt` is about what people change, and of clusters about when they were looked at: another key moves neither. */
async function write(prisma: PrismaClient, kind: SealedKind, id: string, before: string, sealed: string) {
  const row = await changedAt(prisma, kind, id);
  if (row === null) return { count: 0 };
  const where = { id, sealedSecrets: before };
  const data = { sealedSecrets: sealed, updatedAt: row.updatedAt };
  switch (kind) {
    case 'datasource':
      return prisma.datasource.updateMany({ where, data });
    case 'cluster':
      return prisma.cluster.updateMany({ where, data });
    case 'version':
      return prisma.jobVersion.updateMany({ where, data });
    case 'webhook':
      return prisma.webhook.updateMany({
        where: { id, sealedSecret: before },
        data: { sealedSecret: sealed, updatedAt: row.updatedAt },
      });
  }
}

function changedAt(prisma: PrismaClient, kind: SealedKind, id: string): Promise<{ updatedAt: Date } | null> {
  const query = { where: { id }, select: { updatedAt: true } } as const;
  switch (kind) {
    case 'datasource':
      return prisma.datasource.findUnique(query);
    case 'cluster':
      return prisma.cluster.findUnique(query);
    case 'version':
      return prisma.jobVersion.findUnique(query);
    case 'webhook':
      return prisma.webhook.findUnique(query);
  }
}
