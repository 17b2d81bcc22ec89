import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import { diffVersions } from '../chunjun/diff/diff-versions.ts';
import { GatewayError } from '../core/errors.ts';
import { optionallyExpected, OptionalIfMatchHeaders } from '../http/etag.ts';
import { whoOf } from '../http/identity.ts';
import { IdParams, IdSchema } from '../http/schemas.ts';
import { createVersion, type VersionDeps } from './create-version.ts';
import type { JobStore, JobVersion } from './job-store.ts';
import {
  CreatedVersionSchema,
  VersionDiffSchema,
  VersionInputSchema,
  VersionNumber,
  VersionSchema,
} from './schemas.ts';
import { viewVersion } from './views.ts';

interface Deps extends VersionDeps {
  readonly jobs: JobStore;
  readonly diagnose: (version: Pick<JobVersion, 'jobId' | 'spec'>) => Promise<readonly Diagnostic[]>;
}

export function versionRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['jobs'];
  return async (app) => {
    app.post(
      '/jobs/:id/versions',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Store a version',
          description:
            'Versions are numbered from 1 and never change. A version with findings is stored: `diagnostics` has them. With ' +
            'If-Match, the ETag of the job, it is refused when the job or its newest version is another one meanwhile.',
          tags,
          params: IdParams,
          headers: OptionalIfMatchHeaders,
          body: VersionInputSchema,
          response: { 201: CreatedVersionSchema },
        },
      },
      async (request, reply) => {
        const { version, diagnostics } = await createVersion(
          deps,
          request.params.id,
          request.body,
          whoOf(request),
          optionallyExpected(request.headers['if-match']),
        );
        return reply.code(201).send({ ...viewVersion(version), diagnostics: [...diagnostics] });
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
          params: Type.Object(
            { id: IdSchema, number: VersionNumber('Counts from 1.') },
            { additionalProperties: false },
          ),
          response: { 200: VersionSchema },
        },
      },
      async ({ params }) => {
        const version = await deps.jobs.findVersion(params.id, params.number);
        if (version === null) throw new GatewayError('not_found', `There is no version ${params.number} of this job`);
        return viewVersion(version);
      },
    );
    app.get(
      '/jobs/:id/versions/:number/diff',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Compare a version with another one, field by field',
          description:
            'Without `against`: with the version before; the first version is compared with nothing, so that all of it ' +
            'was added. Entries of `mapping` are matched by reader column, then by writer column, parameters by name. ' +
            'Scripts are compared as documents: `/script/job/…` is a place of the document.',
          tags,
          params: Type.Object(
            { id: IdSchema, number: VersionNumber('Counts from 1.') },
            { additionalProperties: false },
          ),
          querystring: Type.Object(
            { against: Type.Optional(VersionNumber('The version to start from.')) },
            { additionalProperties: false },
          ),
          response: { 200: VersionDiffSchema },
        },
      },
      async ({ params: { id, number }, query }) => {
        const against = query.against ?? (number === 1 ? null : number - 1);
        const find = async (wanted: number) => {
          const version = await deps.jobs.findVersion(id, wanted);
          if (version === null) throw new GatewayError('not_found', `There is no version ${wanted} of this job`);
          return version.spec;
        };
        const [before, after] = await Promise.all([against === null ? null : find(against), find(number)]);
        const { differences, textChanged } = diffVersions(before, after);
        return { jobId: id, number, against, differences: [...differences], textChanged };
      },
    );
  };
}
