import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import { whoOf } from '../http/identity.ts';
import { IdParams, PageOf } from '../http/schemas.ts';
import type { CatalogStore } from './catalog-store.ts';
import type { ResourceStore } from './resource-store.ts';
import {
  FiledQuerySchema,
  FiledSchema,
  FilingParamsSchema,
  ResourceParamsSchema,
  resourceTypes,
  TreeSearchQuerySchema,
  TreeSearchSchema,
  UnfiledQuerySchema,
} from './schemas.ts';
import { folderOf, viewTree } from './tree.ts';

interface Deps {
  readonly catalogs: CatalogStore;
  readonly filings: ResourceStore;
}

/** What is in the folders: a job or data source is in one folder or in none. */
export function filingRoutes({ catalogs, filings }: Deps): FastifyPluginAsyncTypebox {
  const tags = ['catalogs'];
  return async (app) => {
    app.get(
      '/catalogs/:id/resources',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Jobs and data sources in a folder',
          description: 'Directly in it, in the order in which they were first put into a folder.',
          tags,
          params: IdParams,
          querystring: FiledQuerySchema,
          response: { 200: PageOf(FiledSchema) },
        },
      },
      async ({ params: { id }, query: { limit = 50, ...page } }) => {
        folderOf(await catalogs.folders(), id);
        return copied(await filings.inFolder(id, { ...page, limit }));
      },
    );
    app.put(
      '/catalogs/:id/resources/:type/:resourceId',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Put a job or data source into a folder',
          description: 'It leaves the folder it was in. Doing it twice is doing it once.',
          tags,
          params: FilingParamsSchema,
          response: { 200: FiledSchema },
        },
      },
      (request) => {
        const { id, type, resourceId } = request.params;
        return filings.put(id, type, resourceId, whoOf(request));
      },
    );
    app.delete(
      '/catalogs/resources/:type/:resourceId',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Take a job or data source out of its folder',
          description: 'It is kept, in no folder.',
          tags,
          params: ResourceParamsSchema,
          response: { 204: Type.Null() },
        },
      },
      async ({ params: { type, resourceId } }, reply) => {
        if (!(await filings.takeOut(type, resourceId))) throw new GatewayError('not_found', 'It is in no folder');
        return reply.code(204).send(null);
      },
    );
    app.get(
      '/catalogs/unfiled',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Jobs or data sources in no folder',
          tags,
          querystring: UnfiledQuerySchema,
          response: { 200: PageOf(FiledSchema) },
        },
      },
      async ({ query: { limit = 50, type, ...page } }) => copied(await filings.unfiled(type, { ...page, limit })),
    );
    app.get(
      '/catalogs/search',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Find folders, jobs and data sources by name',
          tags,
          querystring: TreeSearchQuerySchema,
          response: { 200: TreeSearchSchema },
        },
      },
      async ({ query: { q, limit = 20 } }) => {
        const [tree, counts, ...found] = await Promise.all([
          catalogs.folders(),
          catalogs.counts(),
          ...resourceTypes.map((type) => filings.search(type, q, limit + 1)),
        ]);
        const views = viewTree(tree, counts);
        const paths = new Map(views.map(({ id, path }) => [id, path]));
        const folders = views.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));
        return {
          folders: folders.slice(0, limit),
          resources: found.flatMap((some) =>
            some.slice(0, limit).map((one) => ({ ...one, path: [...(paths.get(one.catalogId ?? '') ?? [])] })),
          ),
          truncated: [folders, ...found].some((some) => some.length > limit),
        };
      },
    );
  };
}

const copied = <T>({ items, nextCursor }: { items: readonly T[]; nextCursor: string | null }) => ({
  items: [...items],
  nextCursor,
});
