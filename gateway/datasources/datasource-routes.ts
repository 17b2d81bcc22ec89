import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import type { Sealer } from '../core/secrets.ts';
import { whoOf } from '../http/identity.ts';
import { IdParams, PageOf, pageOf, PageQuery } from '../http/schemas.ts';
import type { DatasourceStore } from './datasource-store.ts';
import { changeDatasource, createDatasource, viewDatasource } from './manage-datasource.ts';
import { DatasourceInputSchema, DatasourcePatchSchema, DatasourceSchema } from './schemas.ts';

export function datasourceRoutes(deps: { datasources: DatasourceStore; sealer: Sealer }): FastifyPluginAsyncTypebox {
  const tags = ['data sources'];
  return async (app) => {
    app.post(
      '/datasources',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Create a data source',
          tags,
          body: DatasourceInputSchema,
          response: { 201: DatasourceSchema },
        },
      },
      async (request, reply) => {
        const row = await createDatasource(deps, request.body, whoOf(request));
        return reply.code(201).send(viewDatasource(row));
      },
    );
    app.get(
      '/datasources',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'List data sources',
          tags,
          querystring: Type.Object(
            { ...PageQuery, type: Type.Optional(Type.String({ maxLength: 40 })) },
            { additionalProperties: false },
          ),
          response: { 200: PageOf(DatasourceSchema) },
        },
      },
      async ({ query: { limit = 50, ...filter } }) =>
        pageOf(await deps.datasources.list({ ...filter, limit: limit + 1 }), limit, viewDatasource),
    );
    app.get(
      '/datasources/:id',
      {
        config: { role: 'viewer' },
        schema: { summary: 'Read a data source', tags, params: IdParams, response: { 200: DatasourceSchema } },
      },
      async ({ params }) => {
        const row = await deps.datasources.find(params.id);
        if (row === null) throw new GatewayError('not_found', `There is no data source ${params.id}`);
        return viewDatasource(row);
      },
    );
    app.patch(
      '/datasources/:id',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Change a data source',
          description: 'Fields left out stay; `config` and `secrets` are replaced as a whole.',
          tags,
          params: IdParams,
          body: DatasourcePatchSchema,
          response: { 200: DatasourceSchema },
        },
      },
      async ({ params, body }) => viewDatasource(await changeDatasource(deps, params.id, body)),
    );
    app.delete(
      '/datasources/:id',
      {
        config: { role: 'developer' },
        schema: { summary: 'Delete a data source', tags, params: IdParams, response: { 204: Type.Null() } },
      },
      async ({ params }, reply) => {
        if (!(await deps.datasources.remove(params.id))) {
          throw new GatewayError('not_found', `There is no data source ${params.id}`);
        }
        return reply.code(204).send(null);
      },
    );
  };
}
