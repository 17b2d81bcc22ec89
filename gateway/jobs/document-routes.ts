import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import { fromValue, parseDocument } from '../chunjun/validate/parse-document.ts';
import { validateDocument } from '../chunjun/validate/validate-document.ts';
import { IdParams } from '../http/schemas.ts';
import type { JobStore } from './job-store.ts';
import { renderVersion, type RenderDeps } from './render-version.ts';
import { RenderedSchema, RunInputSchema, ValidateInputSchema, ValidationSchema } from './schemas.ts';

interface Deps {
  readonly jobs: Pick<JobStore, 'findVersion'>;
  readonly rendering: RenderDeps;
}

/** What Chunjun 1.12.8 will make of a document, before anything is submitted. */
export function documentRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['documents'];
  return async (app) => {
    app.post(
      '/jobs/validate',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Check a Chunjun document',
          description: 'Static: no network, nothing stored. Give `document` or `documentText`.',
          tags,
          body: ValidateInputSchema,
          response: { 200: ValidationSchema },
        },
      },
      async ({ body }) => {
        const { document, documentText, confProp } = body;
        if ((document === undefined) === (documentText === undefined)) {
          const detail = 'give exactly one of document and documentText';
          throw new GatewayError('validation_failed', detail, { errors: [{ pointer: '/document', detail }] });
        }
        const plugins = await deps.rendering.plugins();
        const diagnostics = validateDocument(
          documentText === undefined ? fromValue(document) : parseDocument(documentText),
          { ...(confProp === undefined ? {} : { confProp }), ...(plugins === undefined ? {} : { plugins }) },
        );
        return { valid: diagnostics.every(({ level }) => level !== 'error'), diagnostics };
      },
    );
    app.post(
      '/jobs/:id/render',
      {
        config: { role: 'viewer' },
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
        const version = await deps.jobs.findVersion(params.id, body?.version ?? 'newest');
        if (version === null) throw new GatewayError('not_found', 'There is no such job or version');
        const { document, confProp, slots, plugins, diagnostics } = await renderVersion(deps.rendering, version.spec);
        return {
          version: version.number,
          document,
          confProp,
          slots,
          plugins: [...plugins],
          diagnostics: [...diagnostics],
        };
      },
    );
  };
}
