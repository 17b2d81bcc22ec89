import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import { GatewayError } from '../core/errors.ts';
import { whoOf } from '../http/identity.ts';
import { IdParams, PageOf, pageOf, PageQuery } from '../http/schemas.ts';
import type { JobStore, JobVersion } from './job-store.ts';
import { putOnline, takeOffline } from './online-job.ts';
import { JobInputSchema, JobPatchSchema, JobSchema, OnlineInputSchema } from './schemas.ts';
import { viewJob } from './views.ts';

interface Deps {
  readonly jobs: JobStore;
  readonly diagnose: (version: JobVersion) => Promise<readonly Diagnostic[]>;
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
          summary: 'Change name, description, cluster or policy of a job',
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
      '/jobs/:id/online',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Put a version online',
          description: 'Runs take this version from now on. Refused while the validator finds an error.',
          tags,
          params: IdParams,
          body: Type.Optional(Type.Union([OnlineInputSchema, Type.Null()])),
          response: { 200: JobSchema },
        },
      },
      async ({ params, body }) => viewJob(await putOnline(deps, params.id, body?.version ?? 'newest')),
    );
    app.post(
      '/jobs/:id/offline',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Take a job offline',
          description: 'Runs that were accepted go on.',
          tags,
          params: IdParams,
          body: Type.Optional(Type.Union([Type.Object({}, { additionalProperties: false }), Type.Null()])),
          response: { 200: JobSchema },
        },
      },
      async ({ params }) => viewJob(await takeOffline(deps, params.id)),
    );
  };
}
