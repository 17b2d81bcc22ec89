import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { literally } from '../database/like.ts';
import { brokenConstraint, prismaCode } from '../database/prisma-errors.ts';
import { parseStored } from '../core/check.ts';
import { GatewayError } from '../core/errors.ts';
import { changedMeanwhile, type Expected } from '../core/expected.ts';
import { newId } from '../core/ids.ts';
import type { SideName } from '../chunjun/build-job-json.ts';
import { VersionSpecSchema, type VersionSpec } from '../chunjun/version-spec.ts';
import { activeStates, type RunState } from '../runs/run-status.ts';
import type { JobInput, JobPatch } from './schemas.ts';

export type JobRow = Prisma.JobGetPayload<object>;
type VersionRow = Prisma.JobVersionGetPayload<object>;
export interface JobVersion extends Omit<VersionRow, 'spec'> {
  readonly spec: VersionSpec;
}

export interface NewVersion {
  readonly id: string;
  readonly spec: VersionSpec;
  readonly contentHash: string;
  readonly comment: string;
  readonly who: string;
  /** null: it has no secrets of its own. */
  readonly sealedSecrets: string | null;
  readonly datasources: readonly { role: SideName; datasourceId: string }[];
}

/** A data source as its own store writes it. */
export type NewDatasourceRow = Prisma.DatasourceUncheckedCreateInput;

export interface OnlineState {
  readonly state: 'online' | 'offline';
  readonly onlineVersion: number | null;
}

export interface JobFilter {
  readonly kind?: string;
  readonly state?: string;
  readonly clusterId?: string;
  /** A job any of whose versions uses it. */
  readonly datasourceId?: string;
  /** Part of the name, in any case. */
  readonly search?: string;
  readonly cursor?: string;
  readonly limit: number;
}

export interface JobStore {
  /** Throws `name_taken`, `no_cluster` when the cluster does not exist. */
  create(input: JobInput, who: string): Promise<JobRow>;
  /**
   * A job, its first version and the data sources that version needs: all of them or none. Throws `name_taken`,
   * `no_cluster`, `unknown_datasource`.
   */
  createWhole(
    input: JobInput,
    version: NewVersion,
    datasources: readonly NewDatasourceRow[],
  ): Promise<{ job: JobRow; version: JobVersion }>;
  /** Of a deleted one: null, as everywhere here. */
  find(id: string): Promise<JobRow | null>;
  /** null: there is none. Throws `name_taken`, `no_cluster`, `precondition_failed` when it is at another revision. */
  update(id: string, patch: JobPatch, expected?: Expected): Promise<JobRow | null>;
  /** null: there is no such job. Throws `precondition_failed`. */
  setOnline(id: string, online: OnlineState, expected?: Expected): Promise<JobRow | null>;
  /** False: there was none. Throws `precondition_failed`, `in_use` while it is online or has runs that are not over. */
  remove(id: string, at: Date, expected?: Expected): Promise<boolean>;
  list(filter: JobFilter): Promise<readonly JobRow[]>;
  /** Gives the version the job's next number. Throws `not_found`, `unknown_datasource`, `precondition_failed`. */
  addVersion(jobId: string, version: NewVersion, expected?: Expected): Promise<JobVersion>;
  findVersion(jobId: string, number: number | 'newest'): Promise<JobVersion | null>;
  /** Newest first. */
  listVersions(jobId: string, limit: number): Promise<readonly JobVersion[]>;
}

export function createJobStore(prisma: PrismaClient): JobStore {
  return {
    async create(input, who) {
      try {
        return await prisma.job.create({ data: newJob(input, who) });
      } catch (error) {
        throw explain(error, input);
      }
    },
    async createWhole(input, version, datasources) {
      try {
        return await prisma.$transaction(async (tx) => {
          for (const datasource of datasources) await tx.datasource.create({ data: datasource });
          const { id } = await tx.job.create({ data: newJob(input, version.who) });
          const stored = await insertVersion(tx, id, version);
          return { job: await tx.job.findUniqueOrThrow({ where: { id } }), version: stored };
        });
      } catch (error) {
        throw explain(error, input, datasources);
      }
    },
    find: (id) => prisma.job.findUnique({ where: { id, deletedAt: null } }),
    async update(id, { name, description, clusterId, policy }, expected = 'any') {
      const data = {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(clusterId === undefined ? {} : { clusterId }),
        ...(policy === undefined ? {} : { policy }),
      };
      try {
        return await change(prisma, id, data, expected);
      } catch (error) {
        throw explain(error, {
          ...(name === undefined ? {} : { name }),
          ...(clusterId === undefined ? {} : { clusterId }),
        });
      }
    },
    list: ({ cursor, limit, search, datasourceId, ...equal }) =>
      prisma.job.findMany({
        where: {
          ...equal,
          deletedAt: null,
          ...(cursor === undefined ? {} : { id: { gt: cursor } }),
          ...(search === undefined ? {} : { name: { contains: literally(search), mode: 'insensitive' } }),
          ...(datasourceId === undefined ? {} : { versions: { some: { datasources: { some: { datasourceId } } } } }),
        },
        orderBy: { id: 'asc' },
        take: limit,
      }),
    setOnline: (id, online, expected = 'any') => change(prisma, id, { ...online }, expected),
    remove: (id, at, expected = 'any') => prisma.$transaction((tx) => removeJob(tx, id, at, expected)),
    async addVersion(jobId, version, expected = 'any') {
      try {
        return await prisma.$transaction((tx) => insertVersion(tx, jobId, version, expected));
      } catch (error) {
        if (prismaCode(error) === 'P2025') throw new GatewayError('not_found', `There is no job ${jobId}`);
        if (prismaCode(error) === 'P2003') throw datasourceGone();
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

/** Every change counts the revision up; null: there is no such job. */
async function change(
  db: Prisma.TransactionClient,
  id: string,
  data: Prisma.JobUncheckedUpdateInput,
  expected: Expected,
): Promise<JobRow | null> {
  try {
    return await db.job.update({
      where: { id, deletedAt: null, ...(expected === 'any' ? {} : { revision: expected }) },
      data: { ...data, revision: { increment: 1 } },
    });
  } catch (error) {
    if (prismaCode(error) !== 'P2025') throw error;
    const now = await db.job.findUnique({ where: { id, deletedAt: null }, select: { revision: true } });
    if (now !== null && expected !== 'any') throw changedMeanwhile('The job', now.revision);
    return null;
  }
}

/** It leaves the tree and its data sources, its versions and records stay for the history. */
async function removeJob(db: Prisma.TransactionClient, id: string, at: Date, expected: Expected): Promise<boolean> {
  const job = await db.job.findUnique({ where: { id, deletedAt: null }, select: { name: true, state: true } });
  if (job === null) return false;
  // First of all, as the new key locks out inserts of records until the end of the transaction: what is counted stays so.
  if ((await change(db, id, { deletedAt: at, name: `${job.name}~${id}` }, expected)) === null) return false;
  // LOST is not over, either: it may be seen again.
  const alive = [...activeStates, 'LOST'] satisfies RunState[];
  const active = await db.jobRecord.count({ where: { jobId: id, state: { in: alive } } });
  if (job.state === 'online' || active > 0) {
    throw new GatewayError(
      'in_use',
      active > 0 ? `The job has ${active} runs that are not over` : 'The job is online',
      {
        remedy: active > 0 ? 'Wait for them, or stop them.' : 'Take it offline first.',
        facts: { activeRuns: active },
      },
    );
  }
  await db.jobDatasource.deleteMany({ where: { jobId: id } });
  await db.catalogResource.deleteMany({ where: { resourceType: 'job', resourceId: id } });
  return true;
}

function newJob(input: JobInput, who: string) {
  return {
    id: newId(),
    name: input.name,
    description: input.description ?? '',
    kind: input.kind,
    clusterId: input.clusterId ?? null,
    policy: input.policy ?? {},
    createdBy: who,
  };
}

async function insertVersion(
  tx: Prisma.TransactionClient,
  jobId: string,
  { id, spec, contentHash, comment, who, sealedSecrets, datasources }: NewVersion,
  expected: Expected = 'any',
): Promise<JobVersion> {
  // The update locks the job's row: two versions at once get two numbers.
  const job = await change(tx, jobId, { lastVersion: { increment: 1 } }, expected);
  if (job === null) throw new GatewayError('not_found', `There is no job ${jobId}`);
  const { lastVersion } = job;
  const stored = spec as unknown as Prisma.InputJsonObject;
  const row = await tx.jobVersion.create({
    data: { id, jobId, number: lastVersion, spec: stored, contentHash, comment, sealedSecrets, createdBy: who },
  });
  const uses = datasources.map((use) => ({ id: newId(), jobId, version: lastVersion, ...use, createdBy: who }));
  if (uses.length > 0) await tx.jobDatasource.createMany({ data: uses });
  return checked(row);
}

function datasourceGone(): GatewayError {
  return new GatewayError('unknown_datasource', 'A data source of the version was deleted meanwhile');
}

function explain(error: unknown, input: JobPatch, datasources: readonly NewDatasourceRow[] = []): unknown {
  if (prismaCode(error) === 'P2002') {
    if (datasources.length > 0 && brokenConstraint(error).includes('Datasource')) {
      const names = datasources.map(({ name }) => name).join(' or ');
      return new GatewayError('name_taken', `There is a data source ${names} already`, {
        errors: [{ pointer: '/datasources', detail: 'would create a data source whose name is taken' }],
        remedy: 'Choose other names, or give the ids of data sources that exist.',
      });
    }
    return new GatewayError('name_taken', `There is a job ${input.name ?? ''} already`, {
      errors: [{ pointer: '/name', detail: 'is taken' }],
    });
  }
  if (prismaCode(error) === 'P2003') {
    if (/datasource/i.test(brokenConstraint(error))) return datasourceGone();
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
