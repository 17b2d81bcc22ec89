import type { Prisma, PrismaClient } from '../database/generated/client.ts';
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

export interface DatasourceStore {
  /** Throws `name_taken`. */
  create(datasource: NewDatasource): Promise<DatasourceRow>;
  find(id: string): Promise<DatasourceRow | null>;
  findMany(ids: readonly string[]): Promise<readonly DatasourceRow[]>;
  list(filter: { type?: string; cursor?: string; limit: number }): Promise<readonly DatasourceRow[]>;
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
    list: ({ type, cursor, limit }) =>
      prisma.datasource.findMany({
        where: { ...(type === undefined ? {} : { type }), ...(cursor === undefined ? {} : { id: { gt: cursor } }) },
        orderBy: { id: 'asc' },
        take: limit,
      }),
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
        return (await prisma.datasource.deleteMany({ where: { id } })).count === 1;
      } catch (error) {
        if (prismaCode(error) !== 'P2003') throw error;
        throw new GatewayError('in_use', 'The data source is used by job versions', {
          remedy: 'Versions never change, so it stays for as long as they do; change its fields instead.',
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
