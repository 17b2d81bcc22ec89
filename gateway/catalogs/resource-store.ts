import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { GatewayError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { FiledResource, ResourceType } from './schemas.ts';

/** A page by the id of its rows: a resource that goes elsewhere meanwhile moves no other one. */
export interface FiledPage {
  readonly items: readonly FiledResource[];
  readonly nextCursor: string | null;
}

/** Which folder each job and data source is in. The table of filings decides; `de_job.catalog_id` is its copy. */
export interface ResourceStore {
  /** Puts it into the folder, and out of any other. Throws `not_found` for a folder or resource that is none. */
  put(folderId: string, type: ResourceType, resourceId: string, who: string): Promise<FiledResource>;
  /** False: it is in no folder. */
  takeOut(type: ResourceType, resourceId: string): Promise<boolean>;
  /** In the order in which they were put there. */
  inFolder(folderId: string, page: { type?: ResourceType; cursor?: string; limit: number }): Promise<FiledPage>;
  /** What is in no folder. */
  unfiled(type: ResourceType, page: { cursor?: string; limit: number }): Promise<FiledPage>;
  /** Jobs and data sources with the text in their name, in a folder or not; by name. */
  search(type: ResourceType, text: string, limit: number): Promise<readonly FiledResource[]>;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly catalog_id: string | null;
}

/** Every job and data source with the folder it is in. Plain SQL: rows of two tables, and no relation leads there. */
const sources = {
  job: Prisma.sql`SELECT s.id, s.name, s.kind AS kind, r.catalog_id
    FROM de_job s LEFT JOIN de_catalog_resource r ON r.resource_id = s.id AND r.resource_type = 'job'
    WHERE s.deleted_at IS NULL`,
  datasource: Prisma.sql`SELECT s.id, s.name, s.type AS kind, r.catalog_id
    FROM de_datasource s LEFT JOIN de_catalog_resource r ON r.resource_id = s.id AND r.resource_type = 'datasource'
    WHERE 1 = 1`,
} as const satisfies Record<ResourceType, Prisma.Sql>;

export function createResourceStore(prisma: PrismaClient): ResourceStore {
  return {
    async put(folderId, type, resourceId, who) {
      try {
        return await prisma.$transaction((tx) => put(tx, folderId, type, resourceId, who), {
          isolationLevel: 'ReadCommitted',
        });
      } catch (error) {
        if (prismaCode(error) === 'P2003') throw noFolder(folderId);
        throw error;
      }
    },
    takeOut: (type, resourceId) =>
      prisma.$transaction(async (tx) => {
        await locked(tx, type, resourceId);
        const { count } = await tx.catalogResource.deleteMany({ where: { resourceType: type, resourceId } });
        if (type === 'job') await tx.$executeRaw`UPDATE de_job SET catalog_id = NULL WHERE id = ${resourceId}`;
        return count === 1;
      }),
    async inFolder(folderId, { type, cursor, limit }) {
      const rows = await prisma.catalogResource.findMany({
        where: {
          catalogId: folderId,
          ...(type === undefined ? {} : { resourceType: type }),
          ...(cursor === undefined ? {} : { id: { gt: cursor } }),
        },
        orderBy: { id: 'asc' },
        take: limit + 1,
      });
      const page = rows.slice(0, limit);
      const named = await namesOf(prisma, page);
      return {
        items: page.flatMap((row) => named.get(row.resourceId) ?? []),
        nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
      };
    },
    async unfiled(type, { cursor = '', limit }) {
      const rows = await prisma.$queryRaw<Row[]>`${sources[type]}
        AND r.id IS NULL AND s.id > ${cursor} ORDER BY s.id LIMIT ${limit + 1}`;
      const items = rows.slice(0, limit).map((row) => filed(type, row));
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
    async search(type, text, limit) {
      // An escape character of its own: the backslash means different things to different engines.
      const pattern = `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
      const rows = await prisma.$queryRaw<Row[]>`${sources[type]}
        AND LOWER(s.name) LIKE ${pattern} ESCAPE '!' ORDER BY s.name, s.id LIMIT ${limit}`;
      return rows.map((row) => filed(type, row));
    },
  };
}

/** Locks folder, then resource: in the order in which a folder is deleted. */
async function put(
  tx: Prisma.TransactionClient,
  folderId: string,
  type: ResourceType,
  resourceId: string,
  who: string,
): Promise<FiledResource> {
  const folders = await tx.$queryRaw<unknown[]>`SELECT id FROM de_catalog
    WHERE id = ${folderId} AND parent_id IS NOT NULL FOR UPDATE`;
  if (folders.length === 0) throw noFolder(folderId);
  const resource = await locked(tx, type, resourceId);
  if (resource === null) throw new GatewayError('not_found', `There is no ${words[type]} ${resourceId}`);
  const where = { resourceType: type, resourceId };
  const { count } = await tx.catalogResource.updateMany({ where, data: { catalogId: folderId } });
  if (count === 0) {
    await tx.catalogResource.create({ data: { id: newId(), ...where, catalogId: folderId, createdBy: who } });
  }
  // Not through Prisma, which would set updated_at: filing a job is no change of the job.
  if (type === 'job') await tx.$executeRaw`UPDATE de_job SET catalog_id = ${folderId} WHERE id = ${resourceId}`;
  return filed(type, { ...resource, catalog_id: folderId });
}

const words = { job: 'job', datasource: 'data source' } as const;

/** Its row, which nobody deletes or files elsewhere before the transaction is over. */
async function locked(
  tx: Prisma.TransactionClient,
  type: ResourceType,
  id: string,
): Promise<Pick<Row, 'id' | 'name' | 'kind'> | null> {
  const [row] = await (type === 'job'
    ? tx.$queryRaw<Row[]>`SELECT id, name, kind FROM de_job WHERE id = ${id} AND deleted_at IS NULL FOR UPDATE`
    : tx.$queryRaw<Row[]>`SELECT id, name, type AS kind FROM de_datasource WHERE id = ${id} FOR UPDATE`);
  return row ?? null;
}

function filed(type: ResourceType, { id, name, kind, catalog_id }: Row): FiledResource {
  return { type, id, name, kind, catalogId: catalog_id };
}

async function namesOf(
  prisma: PrismaClient,
  rows: readonly { resourceType: string; resourceId: string; catalogId: string }[],
): Promise<ReadonlyMap<string, FiledResource>> {
  const folderOf = new Map(rows.map((row) => [row.resourceId, row.catalogId]));
  const idsOf = (type: ResourceType) => rows.flatMap((row) => (row.resourceType === type ? [row.resourceId] : []));
  const [jobs, datasources] = await Promise.all([
    prisma.job.findMany({ where: { id: { in: idsOf('job') }, deletedAt: null } }),
    prisma.datasource.findMany({ where: { id: { in: idsOf('datasource') } }, omit: { sealedSecrets: true } }),
  ]);
  const named = (type: ResourceType, { id, name, kind }: { id: string; name: string; kind: string }) =>
    [id, filed(type, { id, name, kind, catalog_id: folderOf.get(id) ?? null })] as const;
  return new Map([
    ...jobs.map((row) => named('job', row)),
    ...datasources.map((row) => named('datasource', { ...row, kind: row.type })),
  ]);
}

function noFolder(id: string): GatewayError {
  return new GatewayError('not_found', `There is no folder ${id}`);
}
