import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { JobFileSchema } from '../chunjun/import/export-job.ts';
import { whoOf } from '../http/identity.ts';
import { IdParams } from '../http/schemas.ts';
import { exportVersion, type ExportDeps } from './export-version.ts';
import { importFile, type ImportFileDeps } from './import-file.ts';
import { ImportedJobSchema, ImportFileInputSchema } from './import-schemas.ts';
import { VersionNumber } from './schemas.ts';
import { viewImported, type ViewImportedDeps } from './view-imported.ts';

interface Deps extends ExportDeps, Omit<ImportFileDeps, 'jobs' | 'datasources'>, ViewImportedDeps {
  readonly jobs: ExportDeps['jobs'] & ImportFileDeps['jobs'];
  readonly datasources: ExportDeps['datasources'] & ImportFileDeps['datasources'];
}

/** A job as a file, and a job from such a file. */
export function exportRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['jobs'];
  return async (app) => {
    app.get(
      '/jobs/:id/export',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Export a version as a file',
          description:
            'No secrets and no ids: data sources by name and type, secrets of a script by name. POST /jobs/import-file ' +
            'reads it, here or elsewhere.',
          tags,
          params: IdParams,
          querystring: Type.Object(
            { version: Type.Optional(VersionNumber('Default: the newest version.')) },
            { additionalProperties: false },
          ),
          response: { 200: JobFileSchema },
        },
      },
      async ({ params, query }, reply) => {
        const file = await exportVersion(deps, params.id, query.version ?? 'newest');
        // Laid out for people and for comparing in version control.
        return reply
          .type('application/json; charset=utf-8')
          .header('content-disposition', attachment(`${file.name}.json`))
          .serializer((value: unknown) => `${JSON.stringify(value, null, 2)}\n`)
          .send(file);
      },
    );
    app.post(
      '/jobs/import-file',
      {
        config: { role: 'developer', audit: { made: { type: 'job', id: ({ job }) => (job as { id: string }).id } } },
        schema: {
          summary: 'Create a job from an exported file',
          description:
            'The job and its first version, or nothing. Data sources are those of the given ids, else those of the name ' +
            'and type in the file; secrets of a script are given by name. `/file/…` in errors is a place of the file.',
          tags,
          body: ImportFileInputSchema,
          response: { 201: ImportedJobSchema },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await viewImported(deps, await importFile(deps, request.body, whoOf(request)))),
    );
  };
}

/** RFC 6266: an ASCII name for everybody, and the name itself for those who know RFC 8187. */
export function attachment(filename: string): string {
  const plain = filename.replace(/[^A-Za-z0-9 ._-]/g, '_');
  // Half a surrogate pair cannot be encoded: UTF-8 replaces it.
  const encoded = encodeURIComponent(Buffer.from(filename).toString()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
