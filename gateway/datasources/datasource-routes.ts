import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import type { Sealer } from '../core/secrets.ts';
import { whoOf } from '../http/identity.ts';
import { expectedOf, IfMatchHeaders, tag } from '../http/etag.ts';
import { IdParams, PageOf, pageOf, PageQuery } from '../http/schemas.ts';
import type { DatasourceStore } from './datasource-store.ts';
import { changeDatasource, createDatasource, viewDatasource } from './manage-datasource.ts';
import { DatasourceInputSchema, DatasourcePatchSchema, DatasourceSchema, DatasourceUseSchema } from './schemas.ts';

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
        tag(reply, row.revision);
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
            {
              ...PageQuery,
              type: Type.Optional(Type.String({ maxLength: 40 })),
              environment: DatasourceInputSchema.properties.environment,
              search: Type.Optional(
                Type.String({ minLength: 1, maxLength: 100, description: 'Part of the name, in any case.' }),
              ),
            },
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
      async ({ params }, reply) => {
        const row = await deps.datasources.find(params.id);
        if (row === null) throw new GatewayError('not_found', `There is no data source ${params.id}`);
        tag(reply, row.revision);
        return viewDatasource(row);
      },
    );
    app.get(
      '/datasources/:id/uses',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Which jobs use a data source',
          description: 'Of the newest 1,000 uses. While there is one it cannot be deleted.',
          tags,
          params: IdParams,
          response: { 200: Type.Object({ items: Type.Array(DatasourceUseSchema) }) },
        },
      },
      async ({ params }) => {
        if ((await deps.datasources.find(params.id)) === null) {
          throw new GatewayError('not_found', `There is no data source ${params.id}`);
        }
        return {
          items: (await deps.datasources.uses(params.id, 1_000)).map((use) => ({
            ...use,
            versions: [...use.versions],
          })),
        };
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
          headers: IfMatchHeaders,
          body: DatasourcePatchSchema,
          response: { 200: DatasourceSchema },
        },
      },
      async ({ params, body, headers }, reply) => {
        const row = await changeDatasource(deps, params.id, body, expectedOf(headers['if-match']));
        tag(reply, row.revision);
        return viewDatasource(row);
      },
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
