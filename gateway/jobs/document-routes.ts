import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import { programArguments } from '../chunjun/program-arguments.ts';
import { IdParams } from '../http/schemas.ts';
import type { RunStore } from '../runs/run-store.ts';
import type { JobStore } from './job-store.ts';
import { renderVersion, type RenderDeps } from './render-version.ts';
import { RenderedSchema, RunInputSchema, ValidateInputSchema, ValidationSchema } from './schemas.ts';
import { validateText } from './validate-text.ts';

interface Deps {
  readonly jobs: Pick<JobStore, 'find' | 'findVersion'>;
  readonly runs: Pick<RunStore, 'find' | 'document'>;
  readonly rendering: RenderDeps;
  /** Jars of the distribution that the plugins need; null: there is no distribution. */
  readonly jarsOf: (plugins: readonly string[]) => Promise<readonly { name: string; size: number }[] | null>;
}

/** What Chunjun 1.12.8 will make of a document, before anything is submitted. */
export function documentRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['documents'];
  return async (app) => {
    app.post(
      '/jobs/validate',
      {
        config: { role: 'viewer', audit: false },
        schema: {
          summary: 'Check a Chunjun document',
          description:
            'Static: no network, nothing stored. Give `document` or `documentText`; `"$datasource"` references and ' +
            '`${parameters}` are filled in as for a script.',
          tags,
          body: ValidateInputSchema,
          response: { 200: ValidationSchema },
        },
      },
      async ({ body }) => {
        const { document, documentText, ...rest } = body;
        if ((document === undefined) === (documentText === undefined)) {
          const detail = 'give exactly one of document and documentText';
          throw new GatewayError('validation_failed', detail, { errors: [{ pointer: '/document', detail }] });
        }
        const diagnostics = await validateText(deps.rendering, {
          ...rest,
          text: documentText ?? JSON.stringify(document),
        });
        return { valid: diagnostics.every(({ level }) => level !== 'error'), diagnostics: [...diagnostics] };
      },
    );
    app.get(
      '/records/:id/diagnostics',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'What the validator says of the document that a record was submitted with',
          description: 'As it judges today, with what is known of the cluster today. 404: nothing was submitted.',
          tags: ['records'],
          params: IdParams,
          response: { 200: ValidationSchema },
        },
      },
      async ({ params }) => {
        const stored = await deps.runs.document(params.id);
        if (stored === null) throw new GatewayError('not_found', `There is no record ${params.id}`);
        if (stored.document === null) {
          throw new GatewayError('not_found', 'The record has no document: it was never submitted');
        }
        const { clusterId } = (await deps.runs.find(params.id)) ?? {};
        const { document, confProp } = stored.document as { document?: unknown; confProp?: unknown };
        const text = JSON.stringify(document ?? null);
        const diagnostics = await validateText(deps.rendering, { text, confProp, clusterId });
        return { valid: diagnostics.every(({ level }) => level !== 'error'), diagnostics: [...diagnostics] };
      },
    );
    app.post(
      '/jobs/:id/render',
      {
        config: { role: 'viewer', audit: false },
        schema: {
          summary: 'Dry run: the document a version becomes',
          description: 'Secrets are masked; nothing is submitted.',
          tags,
          params: IdParams,
          body: Type.Optional(Type.Union([RunInputSchema, Type.Null()])),
          response: { 200: RenderedSchema },
        },
      },
      async ({ params, body }) => {
        const [job, version] = await Promise.all([
          deps.jobs.find(params.id),
          deps.jobs.findVersion(params.id, body?.version ?? 'newest'),
        ]);
        if (job === null || version === null) throw new GatewayError('not_found', 'There is no such job or version');
        const { missing, ...rendered } = await renderVersion(deps.rendering, {
          spec: version.spec,
          kind: job.kind,
          parameters: body?.parameters,
          clusterId: job.clusterId,
        });
        const { documentText, confProp, slots, plugins, parameters, diagnostics } = rendered;
        const jars = await deps.jarsOf(plugins);
        return {
          version: version.number,
          document: JSON.parse(documentText) as unknown,
          documentText,
          programArguments: programArguments({
            job: rendered,
            jobName: job.name,
            mode: 'standalone',
            distributionDirectory: '',
          }),
          bundle: jars === null ? null : jars.map(({ name, size }) => ({ name, bytes: size })),
          parameters,
          missingParameters: [...missing],
          confProp,
          slots,
          plugins: [...plugins],
          diagnostics: [...diagnostics],
        };
      },
    );
  };
}
