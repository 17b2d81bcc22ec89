import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { importJob } from '../chunjun/import/import-job.ts';
import { ReportEntrySchema } from '../chunjun/import/import-report.ts';
import { scriptTemplateFor } from '../chunjun/import/script-template.ts';
import { templateFor } from '../chunjun/import/templates.ts';
import { SyncSpecSchema } from '../chunjun/version-spec.ts';
import { whoOf } from '../http/identity.ts';
import { ForeignText, ImportedJobSchema, ImportTextInputSchema } from './import-schemas.ts';
import { importText, type ImportTextDeps } from './import-text.ts';
import { viewImported, type ViewImportedDeps } from './view-imported.ts';

const SuggestedDatasource = Type.Object({
  name: Type.Union([Type.String(), Type.Null()]),
  type: Type.String(),
  config: Type.Record(Type.String(), Type.Unknown()),
  secrets: Type.Array(Type.String(), { description: 'Names of the secrets the document held; their values stay out.' }),
});

interface Deps extends ImportTextDeps, ViewImportedDeps {}

/** Other tools' jobs as versions of ours, and a start for a new one. */
export function importRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['documents'];
  return async (app) => {
    app.post(
      '/jobs/import',
      {
        config: { role: 'developer', audit: false },
        schema: {
          summary: 'Preview what a DataX, DataWorks or Chunjun job becomes',
          description:
            'Answers the version it becomes and a report in which every part of the document is mapped, approximated, ' +
            'dropped or refused. Nothing is stored, and secrets of the document are left out: /jobs/import/create makes ' +
            'job and data sources of it.',
          tags,
          body: Type.Object({ text: ForeignText }, { additionalProperties: false }),
          response: {
            200: Type.Object({
              format: Type.String(),
              spec: Type.Union([SyncSpecSchema, Type.Null()], { description: 'null: something was refused.' }),
              datasources: Type.Object({
                reader: Type.Optional(SuggestedDatasource),
                writer: Type.Optional(SuggestedDatasource),
              }),
              report: Type.Array(ReportEntrySchema),
            }),
          },
        },
      },
      async ({ body }) => {
        const { format, spec, datasources, report } = importJob(body.text);
        const shown = (one: typeof datasources.reader) =>
          one === undefined ? undefined : { ...one, config: { ...one.config }, secrets: [...one.secrets] };
        const [reader, writer] = [shown(datasources.reader), shown(datasources.writer)];
        return {
          format,
          spec,
          datasources: { ...(reader === undefined ? {} : { reader }), ...(writer === undefined ? {} : { writer }) },
          report: [...report],
        };
      },
    );
    app.post(
      '/jobs/import/create',
      {
        config: { role: 'developer', audit: { made: { type: 'job', id: ({ job }) => (job as { id: string }).id } } },
        schema: {
          summary: 'Create a job from a DataX, DataWorks or Chunjun job',
          description:
            'The job, its first version and the data sources it lacks, or nothing. Secrets of the document are sealed ' +
            'with the new data sources. Parts that are refused are errors; `/text/…` is a place of the document.',
          tags,
          body: ImportTextInputSchema,
          response: { 201: ImportedJobSchema },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await viewImported(deps, await importText(deps, request.body, whoOf(request)))),
    );
    app.get(
      '/connectors/:reader/:writer/template',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'A filled, commented script for two connectors',
          description: 'A Chunjun document; with `kind=form` the version of a form. JSON with comments.',
          tags,
          params: Type.Object(
            { reader: Type.String({ maxLength: 60 }), writer: Type.String({ maxLength: 60 }) },
            { additionalProperties: false },
          ),
          querystring: Type.Object(
            { kind: Type.Optional(Type.Enum(['script', 'form'], { default: 'script' })) },
            { additionalProperties: false },
          ),
          response: { 200: { description: 'The script.', content: { 'text/plain': { schema: Type.String() } } } },
        },
      },
      async ({ params, query }, reply) => {
        const template = query.kind === 'form' ? templateFor : scriptTemplateFor;
        return reply.type('text/plain; charset=utf-8').send(template(params.reader, params.writer));
      },
    );
  };
}
