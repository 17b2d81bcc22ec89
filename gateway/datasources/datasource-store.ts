import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { literally } from '../database/like.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { parseStored } from '../core/check.ts';
import { GatewayError } from '../core/errors.ts';
import { REDACTED } from '../core/redact.ts';
import { findConnector } from '../connectors/catalogue.ts';
import type { ConnectionDetails } from '../connectors/connector.ts';
import { StoredConfigSchema } from './schemas.ts';

export type DatasourceRow = Prisma.DatasourceGetPayload<object>;

export interface NewDatasource {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly config: Record<string, unknown>;
  readonly sealedSecrets: string | null;
  readonly environment: string;
  readonly createdBy: string;
}

export type DatasourceChange = Partial<Omit<NewDatasource, 'id' | 'type' | 'createdBy'>>;

export interface DatasourceFilter {
  readonly type?: string;
  readonly environment?: string;
  /** Part of the name, in any case. */
  readonly search?: string;
  readonly cursor?: string;
  readonly limit: number;
}

/** A job some of whose versions read from a data source, or write to it. */
export interface DatasourceUse {
  readonly jobId: string;
  readonly jobName: string;
  readonly role: string;
  /** Newest first. */
  readonly versions: readonly number[];
  readonly onlineVersion: number | null;
}

export interface DatasourceStore {
  /** Throws `name_taken`. */
  create(datasource: NewDatasource): Promise<DatasourceRow>;
  find(id: string): Promise<DatasourceRow | null>;
  findMany(ids: readonly string[]): Promise<readonly DatasourceRow[]>;
  list(filter: DatasourceFilter): Promise<readonly DatasourceRow[]>;
  /** Versions that use it, newest jobs first. */
  uses(id: string, limit: number): Promise<readonly DatasourceUse[]>;
  /** Id to type, of those that exist. */
  typesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** By name, of those that exist. */
  findByNames(
    names: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string; readonly type: string }>>;
  /** Type and public fields by id; every secret is masked, none is opened. */
  maskedConnections(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { type: string; connection: ConnectionDetails }>>;
  /** Counts the revision up; null: changed by somebody else since `revision`. Throws `name_taken`. */
  update(id: string, revision: number, change: DatasourceChange): Promise<DatasourceRow | null>;
  /** Throws `in_use` when a version refers to it; false: there was none. */
  remove(id: string): Promise<boolean>;
}

export function createDatasourceStore(prisma: PrismaClient): DatasourceStore {
  return {
    async create({ config, ...rest }) {
      try {
        return await prisma.datasource.create({ data: { ...rest, config: config as Prisma.InputJsonObject } });
      } catch (error) {
        throw nameTaken(error, rest.name);
      }
    },
    find: (id) => prisma.datasource.findUnique({ where: { id } }),
    findMany: (ids) => prisma.datasource.findMany({ where: { id: { in: [...ids] } } }),
    list: ({ cursor, limit, search, ...equal }) =>
      prisma.datasource.findMany({
        where: {
          ...equal,
          ...(cursor === undefined ? {} : { id: { gt: cursor } }),
          ...(search === undefined ? {} : { name: { contains: literally(search), mode: 'insensitive' } }),
        },
        orderBy: { id: 'asc' },
        take: limit,
      }),
    async uses(id, limit) {
      const rows = await prisma.jobDatasource.findMany({
        where: { datasourceId: id },
        orderBy: [{ jobId: 'desc' }, { role: 'asc' }, { version: 'desc' }],
        take: limit,
        select: {
          jobId: true,
          role: true,
          version: true,
          jobVersion: { select: { job: { select: { name: true, onlineVersion: true } } } },
        },
      });
      const found = new Map<string, DatasourceUse & { versions: number[] }>();
      for (const { jobId, role, version, jobVersion } of rows) {
        const { name: jobName, onlineVersion } = jobVersion.job;
        const use = found.get(`${jobId} ${role}`) ?? { jobId, jobName, role, versions: [], onlineVersion };
        use.versions.push(version);
        found.set(`${jobId} ${role}`, use);
      }
      return [...found.values()];
    },
    async typesOf(ids) {
      if (ids.length === 0) return new Map();
      const rows = await prisma.datasource.findMany({
        where: { id: { in: [...ids] } },
        select: { id: true, type: true },
      });
      return new Map(rows.map((row) => [row.id, row.type]));
    },
    async findByNames(names) {
      if (names.length === 0) return new Map();
      const rows = await prisma.datasource.findMany({
        where: { name: { in: [...names] } },
        select: { id: true, name: true, type: true },
      });
      return new Map(rows.map((row) => [row.name, row]));
    },
    async maskedConnections(ids) {
      if (ids.length === 0) return new Map();
      const rows = await prisma.datasource.findMany({ where: { id: { in: [...ids] } }, omit: { sealedSecrets: true } });
      return new Map(
        rows.map((row) => [
          row.id,
          {
            type: row.type,
            connection: {
              config: parseStored(StoredConfigSchema, row.config, `config of data source ${row.id}`),
              secrets: maskedSecrets(row.type),
            },
          },
        ]),
      );
    },
    async update(id, revision, { config, ...rest }) {
      try {
        return await prisma.datasource.update({
          where: { id, revision },
          data: {
            ...rest,
            ...(config === undefined ? {} : { config: config as Prisma.InputJsonObject }),
            revision: revision + 1,
          },
        });
      } catch (error) {
        if (prismaCode(error) === 'P2025') return null;
        throw nameTaken(error, rest.name ?? '');
      }
    },
    async remove(id) {
      try {
        // First the row: whoever files it meanwhile holds a lock on it.
        const filing = { resourceType: 'datasource', resourceId: id };
        const [{ count }] = await prisma.$transaction([
          prisma.datasource.deleteMany({ where: { id } }),
          prisma.catalogResource.deleteMany({ where: filing }),
        ]);
        return count === 1;
      } catch (error) {
        if (prismaCode(error) !== 'P2003') throw error;
        throw new GatewayError('in_use', 'The data source is used by job versions', {
          remedy:
            'GET /datasources/:id/uses names the jobs. Versions never change, so it stays for as long as they do; change its ' +
            'fields instead.',
        });
      }
    },
  };
}

/** Every secret field of the type, masked. */
function maskedSecrets(type: string): Record<string, string> {
  const fields = (findConnector(type)?.datasource?.secrets as { properties?: object } | undefined)?.properties ?? {};
  return Object.fromEntries(Object.keys(fields).map((name) => [name, REDACTED]));
}

function nameTaken(error: unknown, name: string): unknown {
  if (prismaCode(error) !== 'P2002') return error;
  return new GatewayError('name_taken', `There is a data source ${name} already`, {
    errors: [{ pointer: '/name', detail: 'is taken' }],
  });
}
