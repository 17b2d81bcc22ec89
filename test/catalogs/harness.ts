import Fastify from 'fastify';
import { createCatalogStore } from '../../gateway/catalogs/catalog-store.ts';
import { catalogRoutes } from '../../gateway/catalogs/catalog-routes.ts';
import { filingRoutes } from '../../gateway/catalogs/filing-routes.ts';
import { createResourceStore } from '../../gateway/catalogs/resource-store.ts';
import type { FolderView } from '../../gateway/catalogs/schemas.ts';
import { newId } from '../../gateway/core/ids.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { handleErrors } from '../../gateway/http/error-handler.ts';
import { validateRequests } from '../../gateway/http/validation.ts';
import type { Problem } from '../../scripts/api-client.ts';
import { testDatabase } from '../helpers/postgres.ts';

export type Harness = Awaited<ReturnType<typeof startCatalogs>>;

/** The routes of the tree on a database of their own, and a second process's view of the same database. */
export async function startCatalogs() {
  const place = await testDatabase({ migrated: true });
  const database = await openDatabase(place.url);
  const other = await openDatabase(place.url);
  const [here, there] = [server(database), server(other)];
  const call = async <T>(method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body?: object) => {
    const answer = await here.inject({ method, url, ...(body === undefined ? {} : { payload: body }) });
    return { status: answer.statusCode, body: (answer.body === '' ? null : answer.json()) as T & Problem };
  };
  const good = async <T>(...request: Parameters<typeof call>): Promise<T> => {
    const { status, body } = await call<T>(...request);
    if (status >= 300) throw new Error(`${request[0]} ${request[1]}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  return {
    url: place.url,
    prisma: database.prisma,
    call,
    good,
    servers: [here, there] as const,
    folder: async (name: string, parentId: string | null = null) =>
      (await good<FolderView>('POST', '/catalogs', { name, parentId })).id,
    /** `Name` or `Name[child,child]`, in the order of the tree. */
    async shape(): Promise<string> {
      const { items } = await good<{ items: FolderView[] }>('GET', '/catalogs');
      const draw = (parentId: string | null): string =>
        items
          .filter((folder) => folder.parentId === parentId)
          .map(({ id, name }) => `${name}${draw(id) === '' ? '' : `[${draw(id)}]`}`)
          .join(',');
      return draw(null);
    },
    async job(name: string): Promise<string> {
      const data = { id: newId(), name, kind: 'batch', policy: {}, createdBy: 'test' };
      return (await database.prisma.job.create({ data })).id;
    },
    async datasource(name: string): Promise<string> {
      const data = { id: newId(), name, type: 'mysql', config: {}, createdBy: 'test' };
      return (await database.prisma.datasource.create({ data })).id;
    },
    async empty(): Promise<void> {
      await database.prisma.catalogResource.deleteMany();
      for (;;) {
        const leaves = { parentId: { not: null }, children: { none: {} } };
        if ((await database.prisma.catalog.deleteMany({ where: leaves })).count === 0) break;
      }
      await database.prisma.job.deleteMany();
      await database.prisma.datasource.deleteMany();
    },
    async close() {
      await Promise.all([here.close(), there.close()]);
      await Promise.all([database.close(), other.close()]);
      await place.drop();
    },
  };
}

function server({ prisma }: Database) {
  const app = Fastify();
  handleErrors(app);
  validateRequests(app);
  app.decorateRequest('identity', null);
  app.addHook('onRequest', async (request) => {
    request.identity = { name: 'test', role: 'admin' };
  });
  const catalogs = createCatalogStore(prisma);
  app.register(catalogRoutes({ catalogs }));
  app.register(filingRoutes({ catalogs, filings: createResourceStore(prisma) }));
  return app;
}
