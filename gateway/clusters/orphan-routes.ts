import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { bodyFields } from '../http/audited.ts';
import { whoOf } from '../http/identity.ts';
import { IdParams, IdSchema } from '../http/schemas.ts';
import {
  FlinkJobIdSchema,
  OrphanActionSchema,
  OrphanSchema,
  type OrphanAction,
  type OrphanView,
} from './orphan-schemas.ts';

interface Deps {
  readonly listOrphans: (clusterId: string, options: { ended: boolean }) => Promise<OrphanView[]>;
  readonly actOnOrphan: (
    request: OrphanAction & { readonly clusterId: string; readonly flinkJobId: string; readonly who: string },
  ) => Promise<{ flinkJobId: string; recordId: string | null; outcome: 'adopted' | 'asked' | 'gone' }>;
}

/** Jobs on a cluster that no record follows: what is there, and what a person does about it. */
export function orphanRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['clusters'];
  return async (app) => {
    app.get(
      '/clusters/:id/orphans',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Jobs on the cluster that no record follows',
          description: 'Asked of Flink now: 503 when it does not answer.',
          tags,
          params: IdParams,
          querystring: Type.Object(
            { ended: Type.Optional(Type.Boolean({ default: false, description: 'Also jobs that are over.' })) },
            { additionalProperties: false },
          ),
          response: { 200: Type.Object({ items: Type.Array(OrphanSchema) }) },
        },
      },
      async ({ params, query }) => ({ items: await deps.listOrphans(params.id, { ended: query.ended ?? false }) }),
    );
    app.post(
      '/clusters/:id/orphans/:jobId',
      {
        config: { role: 'operator', audit: { asked: bodyFields('action') } },
        schema: {
          summary: 'Adopt or cancel a job that no record follows',
          tags,
          params: Type.Object({ id: IdSchema, jobId: FlinkJobIdSchema }, { additionalProperties: false }),
          body: OrphanActionSchema,
          response: {
            200: Type.Object({
              flinkJobId: Type.String(),
              recordId: Type.Union([Type.String(), Type.Null()]),
              outcome: Type.Enum(['adopted', 'asked', 'gone'], {
                description: 'asked: Flink accepted the wish to cancel. gone: it was over by then.',
              }),
            }),
          },
        },
      },
      async (request) =>
        deps.actOnOrphan({
          ...request.body,
          clusterId: request.params.id,
          flinkJobId: request.params.jobId,
          who: whoOf(request),
        }),
    );
  };
}
