import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { importJob } from '../chunjun/import/import-job.ts';
import { ReportEntrySchema } from '../chunjun/import/import-report.ts';
import { templateFor } from '../chunjun/import/templates.ts';
import { VersionSpecSchema } from '../chunjun/version-spec.ts';

const SuggestedDatasource = Type.Object({
  name: Type.Union([Type.String(), Type.Null()]),
  type: Type.String(),
  config: Type.Record(Type.String(), Type.Unknown()),
  secrets: Type.Array(Type.String(), { description: 'Names of the secrets the document held; their values stay out.' }),
});

/** Other tools' jobs as versions of ours, and a start for a new one. Nothing is stored. */
export function importRoutes(): FastifyPluginAsyncTypebox {
  const tags = ['documents'];
  return async (app) => {
    app.post(
      '/jobs/import',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Read a DataX, DataWorks or Chunjun job',
          description:
            'Answers the version it becomes and a report in which every part of the document is mapped, approximated, ' +
            'dropped or refused. Secrets of the document are left out: create the data sources with them.',
          tags,
          body: Type.Object(
            { text: Type.String({ minLength: 1, maxLength: 2_000_000, description: 'JSON; comments are allowed.' }) },
            { additionalProperties: false },
          ),
          response: {
            200: Type.Object({
              format: Type.String(),
              spec: Type.Union([VersionSpecSchema, Type.Null()], { description: 'null: something was refused.' }),
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
    app.get(
      '/connectors/:reader/:writer/template',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'A filled, commented version for two connectors',
          tags,
          params: Type.Object(
            { reader: Type.String({ maxLength: 60 }), writer: Type.String({ maxLength: 60 }) },
            { additionalProperties: false },
          ),
          response: { 200: Type.String() },
        },
      },
      async ({ params }, reply) =>
        reply.type('text/plain; charset=utf-8').send(templateFor(params.reader, params.writer)),
    );
  };
}
