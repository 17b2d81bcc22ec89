import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { parseStored } from '../core/check.ts';
import { GatewayError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { VersionSpecSchema, type VersionSpec } from '../chunjun/version-spec.ts';
import type { JobInput, JobPatch } from './schemas.ts';

export type JobRow = Prisma.JobGetPayload<object>;
type VersionRow = Prisma.JobVersionGetPayload<object>;
export interface JobVersion extends Omit<VersionRow, 'spec'> {
  readonly spec: VersionSpec;
}

export interface NewVersion {
  readonly spec: VersionSpec;
  readonly contentHash: string;
  readonly comment: string;
  readonly who: string;
}

export interface JobStore {
  /** Throws `name_taken`, `no_cluster` when the cluster does not exist. */
  create(input: JobInput, who: string): Promise<JobRow>;
  find(id: string): Promise<JobRow | null>;
  /** null: there is none. Throws `name_taken`, `no_cluster`. */
  update(id: string, patch: JobPatch): Promise<JobRow | null>;
  list(filter: { cursor?: string; limit: number }): Promise<readonly JobRow[]>;
  /** Gives the version the job's next number. Throws `not_found`, `unknown_datasource`. */
  addVersion(jobId: string, version: NewVersion): Promise<JobVersion>;
  findVersion(jobId: string, number: number | 'newest'): Promise<JobVersion | null>;
  /** Newest first. */
  listVersions(jobId: string, limit: number): Promise<readonly JobVersion[]>;
}

export function createJobStore(prisma: PrismaClient): JobStore {
  return {
    async create(input, who) {
      try {
        return await prisma.job.create({
          data: {
            id: newId(),
            name: input.name,
            description: input.description ?? '',
            kind: input.kind,
            clusterId: input.clusterId ?? null,
            policy: {},
            createdBy: who,
          },
        });
      } catch (error) {
        throw explain(error, input);
      }
    },
    find: (id) => prisma.job.findUnique({ where: { id } }),
    async update(id, patch) {
      try {
        return await prisma.job.update({
          where: { id },
          data: {
            ...(patch.name === undefined ? {} : { name: patch.name }),
            ...(patch.description === undefined ? {} : { description: patch.description }),
            ...(patch.clusterId === undefined ? {} : { clusterId: patch.clusterId }),
          },
        });
      } catch (error) {
        if (prismaCode(error) === 'P2025') return null;
        throw explain(error, patch);
      }
    },
    list: ({ cursor, limit }) =>
      prisma.job.findMany({
        ...(cursor === undefined ? {} : { where: { id: { gt: cursor } } }),
        orderBy: { id: 'asc' },
        take: limit,
      }),
    async addVersion(jobId, { spec, contentHash, comment, who }) {
      try {
        return await prisma.$transaction(async (tx) => {
          // The update locks the job's row: two versions at once get two numbers.
          const { lastVersion } = await tx.job.update({
            where: { id: jobId },
            data: { lastVersion: { increment: 1 } },
            select: { lastVersion: true },
          });
          const row = await tx.jobVersion.create({
            data: {
              id: newId(),
              jobId,
              number: lastVersion,
              spec: spec as unknown as Prisma.InputJsonObject,
              contentHash,
              comment,
              createdBy: who,
            },
          });
          const uses = (['reader', 'writer'] as const).flatMap((role) => {
            const datasourceId = spec[role].datasourceId;
            return datasourceId === undefined
              ? []
              : [{ id: newId(), jobId, version: lastVersion, datasourceId, role, createdBy: who }];
          });
          if (uses.length > 0) await tx.jobDatasource.createMany({ data: uses });
          return checked(row);
        });
      } catch (error) {
        if (prismaCode(error) === 'P2025') throw new GatewayError('not_found', `There is no job ${jobId}`);
        if (prismaCode(error) === 'P2003') {
          throw new GatewayError('unknown_datasource', 'A data source of the version was deleted meanwhile');
        }
        throw error;
      }
    },
    async findVersion(jobId, number) {
      const row =
        number === 'newest'
          ? await prisma.jobVersion.findFirst({ where: { jobId }, orderBy: { number: 'desc' } })
          : await prisma.jobVersion.findUnique({ where: { jobId_number: { jobId, number } } });
      return row === null ? null : checked(row);
    },
    async listVersions(jobId, limit) {
      const rows = await prisma.jobVersion.findMany({ where: { jobId }, orderBy: { number: 'desc' }, take: limit });
      return rows.map(checked);
    },
  };
}

function explain(error: unknown, input: JobPatch): unknown {
  if (prismaCode(error) === 'P2002') {
    return new GatewayError('name_taken', `There is a job ${input.name ?? ''} already`, {
      errors: [{ pointer: '/name', detail: 'is taken' }],
    });
  }
  if (prismaCode(error) === 'P2003') {
    return new GatewayError('no_cluster', `There is no cluster ${input.clusterId ?? ''}`, {
      errors: [{ pointer: '/clusterId', detail: 'names no cluster' }],
    });
  }
  return error;
}

function checked(row: VersionRow): JobVersion {
  return {
    ...row,
    spec: parseStored(VersionSpecSchema, row.spec, `spec of version ${row.number} of job ${row.jobId}`),
  };
}
