import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import { bodyFields } from '../http/audited.ts';
import { whoOf } from '../http/identity.ts';
import { IdParams } from '../http/schemas.ts';
import { createFolder, moveFolder, orderFolders, removeFolder, renameFolder } from './arrange-folders.ts';
import type { CatalogStore } from './catalog-store.ts';
import {
  FolderInputSchema,
  FolderMoveSchema,
  FolderOrderSchema,
  FolderPatchSchema,
  FolderRemovalSchema,
  FolderSchema,
  TreeSchema,
  type FolderView,
} from './schemas.ts';
import { viewTree } from './tree.ts';

interface Deps {
  readonly catalogs: CatalogStore;
}

/** The tree that jobs and data sources live in. It is small: every answer is worked out from the whole of it. */
export function catalogRoutes({ catalogs }: Deps): FastifyPluginAsyncTypebox {
  const tags = ['catalogs'];
  const readTree = async () => {
    const [folders, counts] = await Promise.all([catalogs.folders(), catalogs.counts()]);
    return { items: viewTree(folders, counts), unfiled: counts.get(null) ?? { job: 0, datasource: 0 } };
  };
  const view = async (id: string): Promise<FolderView> => {
    const found = (await readTree()).items.find((folder) => folder.id === id);
    if (found === undefined) throw new GatewayError('not_found', `There is no folder ${id}`);
    return found;
  };
  return async (app) => {
    app.get(
      '/catalogs',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'The whole tree of folders',
          description: 'A list in the order of the tree, with `parentId` and `depth`, and how much is in each folder.',
          tags,
          response: { 200: TreeSchema },
        },
      },
      () => readTree(),
    );
    app.post(
      '/catalogs',
      {
        config: { role: 'developer' },
        schema: { summary: 'Make a folder', tags, body: FolderInputSchema, response: { 201: FolderSchema } },
      },
      async (request, reply) => {
        const id = await catalogs.change((tree) => createFolder(tree, request.body, whoOf(request)));
        return reply
          .code(201)
          .header('location', `/api/v1/catalogs/${id}`)
          .send(await view(id));
      },
    );
    app.get(
      '/catalogs/:id',
      {
        config: { role: 'viewer' },
        schema: { summary: 'Read a folder', tags, params: IdParams, response: { 200: FolderSchema } },
      },
      ({ params }) => view(params.id),
    );
    app.patch(
      '/catalogs/:id',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Rename a folder',
          tags,
          params: IdParams,
          body: FolderPatchSchema,
          response: { 200: FolderSchema },
        },
      },
      async ({ params: { id }, body }) => {
        await catalogs.change((tree) => renameFolder(tree, id, body.name));
        return view(id);
      },
    );
    app.post(
      '/catalogs/:id/move',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Move a folder',
          description:
            'With everything below it, to another parent, another place among its siblings, or both. Refused: into ' +
            'itself or below (`tree_cycle`), too deep (`tree_too_deep`), beside a folder of its name (`name_taken`).',
          tags,
          params: IdParams,
          body: FolderMoveSchema,
          response: { 200: FolderSchema },
        },
      },
      async ({ params: { id }, body }) => {
        await catalogs.change((tree) => moveFolder(tree, id, body));
        return view(id);
      },
    );
    app.post(
      '/catalogs/order',
      {
        // The answer is the whole tree.
        config: { role: 'developer', audit: { asked: bodyFields('parentId', 'children'), told: () => ({}) } },
        schema: {
          summary: 'Put the folders of one parent in order',
          description: 'The list names each of them once; `conflict` when the tree has others by now.',
          tags,
          body: FolderOrderSchema,
          response: { 200: TreeSchema },
        },
      },
      async ({ body }) => {
        await catalogs.change((tree) => orderFolders(tree, body));
        return readTree();
      },
    );
    app.delete(
      '/catalogs/:id',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Delete a folder',
          description:
            'A folder that holds something is refused (`not_empty`, with how much). With `cascade` it goes with every ' +
            'folder below; jobs and data sources that were in them are kept, in no folder.',
          tags,
          params: IdParams,
          querystring: Type.Object(
            { cascade: Type.Optional(Type.Boolean({ default: false })) },
            { additionalProperties: false },
          ),
          response: { 200: FolderRemovalSchema },
        },
      },
      ({ params: { id }, query: { cascade = false } }) =>
        catalogs.change((tree, inside) => removeFolder(tree, inside, { id, cascade })),
    );
  };
}
