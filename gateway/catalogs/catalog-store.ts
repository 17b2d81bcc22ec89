import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { GatewayError } from '../core/errors.ts';
import { mostFolders, type ResourceCounts, type ResourceType } from './schemas.ts';

/** The row every folder hangs on; a migration made it. It is shown to nobody: at the top, `parentId` is null. */
const rootId = '0'.repeat(26);

export interface Folder {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly position: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly createdBy: string;
}

/** What becomes of the tree: only what is different. */
export interface TreeChange {
  readonly create?: Pick<Folder, 'id' | 'parentId' | 'name' | 'position' | 'createdBy'>;
  readonly set?: { readonly id: string; readonly name?: string; readonly parentId?: string | null };
  /** Siblings that go to another place, by how far. */
  readonly shift?: readonly { readonly id: string; readonly by: number }[];
  /** Children before their parents. What is in them is in no folder afterwards. */
  readonly remove?: readonly string[];
}

/** What is in some folders, read so that nothing more can come in before the change is over. */
export type CountInside = (folderIds: readonly string[]) => Promise<ResourceCounts>;

export interface CatalogStore {
  /** Every folder, siblings in their order. */
  folders(): Promise<readonly Folder[]>;
  /** Resources directly in each folder; under null, what is in none. */
  counts(): Promise<ReadonlyMap<string | null, ResourceCounts>>;
  /**
   * Changes the tree. Changes are made one after the other: `plan` sees every folder as the change before left it, and
   * what it throws leaves everything as it is. Throws `name_taken`.
   */
  change<T>(
    plan: (tree: readonly Folder[], inside: CountInside) => Promise<{ change: TreeChange; result: T }>,
  ): Promise<T>;
}

export function createCatalogStore(prisma: PrismaClient): CatalogStore {
  return {
    folders: () => readFolders(prisma),
    counts: () => readCounts(prisma),
    async change(plan) {
      try {
        // READ COMMITTED on every engine: what is read after the lock is what the change before committed.
        return await prisma.$transaction(
          async (tx) => {
            await tx.$queryRaw`SELECT id FROM de_catalog WHERE id = ${rootId} FOR UPDATE`;
            const { change, result } = await plan(await readFolders(tx), (ids) => countInside(tx, ids));
            await apply(tx, change);
            return result;
          },
          { isolationLevel: 'ReadCommitted' },
        );
      } catch (error) {
        if (prismaCode(error) !== 'P2002') throw error;
        throw new GatewayError('name_taken', 'A folder beside it has this name already', {
          errors: [{ pointer: '/name', detail: 'is taken' }],
        });
      }
    },
  };
}

async function readFolders(db: Prisma.TransactionClient): Promise<readonly Folder[]> {
  const rows = await db.catalog.findMany({
    where: { id: { not: rootId } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: mostFolders + 1,
  });
  return rows.map((row) => ({ ...row, parentId: row.parentId === rootId ? null : row.parentId }));
}

async function readCounts(db: Prisma.TransactionClient): Promise<ReadonlyMap<string | null, ResourceCounts>> {
  const [groups, jobs, datasources] = await Promise.all([
    db.catalogResource.groupBy({ by: ['catalogId', 'resourceType'], _count: { _all: true } }),
    db.job.count({ where: { deletedAt: null } }),
    db.datasource.count(),
  ]);
  const found = new Map<string | null, ResourceCounts>();
  const unfiled = { job: jobs, datasource: datasources };
  for (const { catalogId, resourceType, _count } of groups) {
    const type = resourceType as ResourceType;
    found.set(catalogId, { ...(found.get(catalogId) ?? { job: 0, datasource: 0 }), [type]: _count._all });
    // Read apart from the groups: a job that comes or goes meanwhile must not make it negative.
    unfiled[type] = Math.max(0, unfiled[type] - _count._all);
  }
  return found.set(null, unfiled);
}

async function countInside(tx: Prisma.TransactionClient, ids: readonly string[]): Promise<ResourceCounts> {
  if (ids.length === 0) return { job: 0, datasource: 0 };
  // Whoever files something into one of them holds a lock on its row, by the foreign key.
  await tx.$queryRaw`SELECT id FROM de_catalog WHERE id IN (${Prisma.join([...ids])}) ORDER BY id FOR UPDATE`;
  const count = (resourceType: ResourceType) =>
    tx.catalogResource.count({ where: { catalogId: { in: [...ids] }, resourceType } });
  return { job: await count('job'), datasource: await count('datasource') };
}

async function apply(
  tx: Prisma.TransactionClient,
  { create, set, shift = [], remove = [] }: TreeChange,
): Promise<void> {
  for (const by of new Set(shift.map((moved) => moved.by))) {
    const ids = shift.filter((moved) => moved.by === by).map(({ id }) => id);
    await tx.catalog.updateMany({ where: { id: { in: ids } }, data: { position: { increment: by } } });
  }
  if (set !== undefined) {
    const { id, name, parentId } = set;
    const parent = parentId === undefined ? {} : { parentId: parentId ?? rootId };
    await tx.catalog.update({ where: { id }, data: { ...(name === undefined ? {} : { name }), ...parent } });
  }
  if (create !== undefined) {
    await tx.catalog.create({ data: { ...create, parentId: create.parentId ?? rootId } });
  }
  if (remove.length > 0) {
    const ids = [...remove];
    // Filing something is no change of the job: its revision and updated_at stay.
    await tx.$executeRaw`UPDATE de_job SET catalog_id = NULL WHERE catalog_id IN (${Prisma.join(ids)})`;
    await tx.catalogResource.deleteMany({ where: { catalogId: { in: ids } } });
    // One by one: a restricting foreign key looks at each row as it goes.
    for (const id of ids) await tx.catalog.delete({ where: { id } });
  }
}
