import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import { whoOf } from '../http/identity.ts';
import { IdParams, IdSchema, PageOf, pageOf, PageQuery } from '../http/schemas.ts';
import { createVersion } from './create-version.ts';
import type { JobRow, JobStore, JobVersion } from './job-store.ts';
import {
  JobInputSchema,
  JobPatchSchema,
  JobSchema,
  VersionInputSchema,
  VersionSchema,
  type JobView,
  type VersionView,
} from './schemas.ts';

interface Deps {
  readonly jobs: JobStore;
  readonly datasources: { typesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> };
}

function viewJob(job: JobRow): JobView {
  return {
    id: job.id,
    name: job.name,
    description: job.description,
    kind: job.kind,
    clusterId: job.clusterId,
    state: job.state,
    lastVersion: job.lastVersion,
    createdAt: job.createdAt.toISOString(),
    createdBy: job.createdBy,
  };
}

function viewVersion(version: JobVersion): VersionView {
  return {
    jobId: version.jobId,
    number: version.number,
    spec: version.spec,
    contentHash: version.contentHash,
    comment: version.comment,
    createdAt: version.createdAt.toISOString(),
    createdBy: version.createdBy,
  };
}

export function jobRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['jobs'];
  return async (app) => {
    app.post(
      '/jobs',
      {
        config: { role: 'developer' },
        schema: { summary: 'Create a job', tags, body: JobInputSchema, response: { 201: JobSchema } },
      },
      async (request, reply) => reply.code(201).send(viewJob(await deps.jobs.create(request.body, whoOf(request)))),
    );
    app.get(
      '/jobs',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'List jobs',
          tags,
          querystring: Type.Object(PageQuery, { additionalProperties: false }),
          response: { 200: PageOf(JobSchema) },
        },
      },
      async ({ query: { limit = 50, ...filter } }) =>
        pageOf(await deps.jobs.list({ ...filter, limit: limit + 1 }), limit, viewJob),
    );
    app.get(
      '/jobs/:id',
      {
        config: { role: 'viewer' },
        schema: { summary: 'Read a job', tags, params: IdParams, response: { 200: JobSchema } },
      },
      async ({ params }) => {
        const job = await deps.jobs.find(params.id);
        if (job === null) throw new GatewayError('not_found', `There is no job ${params.id}`);
        return viewJob(job);
      },
    );
    app.patch(
      '/jobs/:id',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Change name, description or cluster of a job',
          tags,
          params: IdParams,
          body: JobPatchSchema,
          response: { 200: JobSchema },
        },
      },
      async ({ params, body }) => {
        const job = await deps.jobs.update(params.id, body);
        if (job === null) throw new GatewayError('not_found', `There is no job ${params.id}`);
        return viewJob(job);
      },
    );
    app.post(
      '/jobs/:id/versions',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Store a version',
          description: 'Versions are numbered from 1 and never change.',
          tags,
          params: IdParams,
          body: VersionInputSchema,
          response: { 201: VersionSchema },
        },
      },
      async (request, reply) => {
        const version = await createVersion(deps, request.params.id, request.body, whoOf(request));
        return reply.code(201).send(viewVersion(version));
      },
    );
    app.get(
      '/jobs/:id/versions',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'List the newest 100 versions',
          tags,
          params: IdParams,
          response: { 200: Type.Object({ items: Type.Array(VersionSchema) }) },
        },
      },
      async ({ params }) => {
        if ((await deps.jobs.find(params.id)) === null) {
          throw new GatewayError('not_found', `There is no job ${params.id}`);
        }
        return { items: (await deps.jobs.listVersions(params.id, 100)).map(viewVersion) };
      },
    );
    app.get(
      '/jobs/:id/versions/:number',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Read a version',
          tags,
          params: Type.Object({ id: IdSchema, number: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
          response: { 200: VersionSchema },
        },
      },
      async ({ params }) => {
        const version = await deps.jobs.findVersion(params.id, params.number);
        if (version === null) throw new GatewayError('not_found', `There is no version ${params.number} of this job`);
        return viewVersion(version);
      },
    );
  };
}
