import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Clock } from '../core/clock.ts';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import { GatewayError } from '../core/errors.ts';
import type { Sealer } from '../core/secrets.ts';
import { bodyFields, type Facts } from '../http/audited.ts';
import { whoOf } from '../http/identity.ts';
import { expectedOf, IfMatchHeaders, optionallyExpected, OptionalIfMatchHeaders, tag } from '../http/etag.ts';
import { viewProblem } from '../http/problem.ts';
import { IdParams, PageOf, pageOf } from '../http/schemas.ts';
import { actOnJobs } from './act-on-jobs.ts';
import { copyJob } from './copy-job.ts';
import type { JobRow, JobStore, JobVersion } from './job-store.ts';
import { putOnline, takeOffline } from './online-job.ts';
import {
  JobBatchResultSchema,
  JobBatchSchema,
  JobCopySchema,
  JobInputSchema,
  JobPatchSchema,
  JobQuerySchema,
  JobSchema,
  OnlineInputSchema,
  type JobView,
} from './schemas.ts';
import { viewJob } from './views.ts';

interface Deps {
  readonly jobs: JobStore;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly diagnose: (version: JobVersion) => Promise<readonly Diagnostic[]>;
  readonly assertTested: (version: JobVersion) => Promise<void>;
}

export function jobRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['jobs'];
  const show = (reply: FastifyReply, job: JobRow): JobView => {
    tag(reply, job.revision);
    return viewJob(job);
  };
  return async (app) => {
    app.post(
      '/jobs',
      {
        config: { role: 'developer' },
        schema: { summary: 'Create a job', tags, body: JobInputSchema, response: { 201: JobSchema } },
      },
      async (request, reply) => show(reply.code(201), await deps.jobs.create(request.body, whoOf(request))),
    );
    app.get(
      '/jobs',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'List jobs',
          tags,
          querystring: JobQuerySchema,
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
      async ({ params }, reply) => {
        const job = await deps.jobs.find(params.id);
        if (job === null) throw new GatewayError('not_found', `There is no job ${params.id}`);
        return show(reply, job);
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
          headers: IfMatchHeaders,
          body: JobPatchSchema,
          response: { 200: JobSchema },
        },
      },
      async ({ params, body, headers }, reply) => {
        const job = await deps.jobs.update(params.id, body, expectedOf(headers['if-match']));
        if (job === null) throw new GatewayError('not_found', `There is no job ${params.id}`);
        return show(reply, job);
      },
    );
    app.delete(
      '/jobs/:id',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Delete a job',
          description:
            'Refused while it is online or has runs that are not over. Its records stay readable, its name is free again, ' +
            'and its data sources are in use by it no more.',
          tags,
          params: IdParams,
          headers: OptionalIfMatchHeaders,
          response: { 204: Type.Null() },
        },
      },
      async ({ params, headers }, reply) => {
        const expected = optionallyExpected(headers['if-match']);
        if (!(await deps.jobs.remove(params.id, deps.clock.now(), expected))) {
          throw new GatewayError('not_found', `There is no job ${params.id}`);
        }
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/jobs/:id/copy',
      {
        config: {
          role: 'developer',
          audit: { asked: bodyFields('version'), made: { type: 'job', id: ({ id }) => id } },
        },
        schema: {
          summary: 'Copy a job',
          description: 'A draft with its description, policy and cluster; one of its versions becomes version 1.',
          tags,
          params: IdParams,
          body: JobCopySchema,
          response: { 201: JobSchema },
        },
      },
      async (request, reply) =>
        show(reply.code(201), await copyJob(deps, request.params.id, request.body, whoOf(request))),
    );
    app.post(
      '/jobs/batch',
      {
        config: { role: 'developer', audit: { asked: bodyFields('action', 'ids'), told: tellBatch } },
        schema: {
          summary: 'Put many jobs online, take them offline or delete them',
          description: 'One after the other; the answer says of each whether it was done, or why not.',
          tags,
          body: JobBatchSchema,
          response: { 200: JobBatchResultSchema },
        },
      },
      async ({ body }) => {
        const outcomes = await actOnJobs({ ...deps, log: app.log }, body.action, body.ids);
        const items = outcomes.map(({ id, error }) => ({
          id,
          done: error === null,
          problem: error === null ? null : viewProblem(error),
        }));
        return { items, failed: items.filter(({ done }) => !done).length };
      },
    );
    app.post(
      '/jobs/:id/online',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Put a version online',
          description:
            'Runs take this version from now on. Refused while the validator finds an error, or a data source of environment ' +
            'production has not passed its connection test as it is now.',
          tags,
          params: IdParams,
          headers: OptionalIfMatchHeaders,
          body: Type.Optional(Type.Union([OnlineInputSchema, Type.Null()])),
          response: { 200: JobSchema },
        },
      },
      async ({ params, body, headers }, reply) => {
        const expected = optionallyExpected(headers['if-match']);
        return show(reply, await putOnline(deps, params.id, body?.version ?? 'newest', expected));
      },
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
          headers: OptionalIfMatchHeaders,
          body: Type.Optional(Type.Union([Type.Object({}, { additionalProperties: false }), Type.Null()])),
          response: { 200: JobSchema },
        },
      },
      async ({ params, headers }, reply) =>
        show(reply, await takeOffline(deps, params.id, optionallyExpected(headers['if-match']))),
    );
  };
}

/** For the audit log: which ones were not done, without the words of why. */
function tellBatch(answer: Facts): Facts {
  const { items, failed } = answer as Static<typeof JobBatchResultSchema>;
  const notDone = items.filter(({ done }) => !done).map(({ id, problem }) => ({ id, code: problem?.code ?? null }));
  return { failed, notDone };
}
