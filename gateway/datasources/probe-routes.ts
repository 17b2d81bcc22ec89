import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Clock } from '../core/clock.ts';
import type { Sealer } from '../core/secrets.ts';
import { GatewayError } from '../core/errors.ts';
import type { Facts } from '../http/audited.ts';
import { IdParams } from '../http/schemas.ts';
import { listColumns, listSchemas, listTables, previewTable } from './browse-datasource.ts';
import type { DatasourceStore } from './datasource-store.ts';
import type { LastTestStore } from './last-test-store.ts';
import {
  ColumnInfoSchema,
  ColumnsQuery,
  PreviewQuerySchema,
  PreviewSchema,
  SchemaInfoSchema,
  TableInfoSchema,
  TableParams,
  TablesQuery,
  TestInputSchema,
  TestSavedInputSchema,
  type TestInput,
} from './probe-schemas.ts';
import { findProbe } from './probe/families.ts';
import type { SessionPools } from './probe/session-pool.ts';
import { testSaved, testUnsaved } from './test-datasource.ts';
import { ProbeResultSchema } from './test-result-schema.ts';

interface Deps {
  readonly datasources: Pick<DatasourceStore, 'find'>;
  readonly lastTests: LastTestStore;
  readonly sealer: Sealer;
  readonly sessionPools: Pick<SessionPools, 'use'>;
  readonly clock: Clock;
}

const tags = ['data sources'];
const failed = 'A test that fails is a result: 200 with the failing stage, its reason and a remedy.';
const browsed = 'Fails with `datasource_failed`, whose `facts.stage` says how far the gateway came.';

/** Does a data source work, and what is in it. */
export function probeRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(testRoutes(deps));
    await app.register(browseRoutes(deps));
  };
}

function testRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/datasources/test',
      {
        config: { role: 'developer', audit: { asked: ({ body }) => askedOf(body as TestInput) } },
        schema: {
          summary: 'Test a connection that is not saved',
          description: `Resolve, connect, TLS, log in, permission. ${failed}`,
          tags,
          body: TestInputSchema,
          response: { 200: ProbeResultSchema },
        },
      },
      async ({ body }) => testUnsaved(body),
    );
    app.post(
      '/datasources/:id/test',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Test a data source',
          description:
            `${failed} Without a body the result is noted in \`lastTest\`. With values of an edited form these are tried ` +
            'and nothing is noted; the stored secrets are used with them only while the host and port stay the same.',
          tags,
          params: IdParams,
          body: Type.Optional(Type.Union([TestSavedInputSchema, Type.Null()])),
          response: { 200: ProbeResultSchema },
        },
      },
      async ({ params, body }) => testSaved(deps, params.id, body ?? {}),
    );
  };
}

/** For the audit log: where the gateway was sent, and nothing else of the form, which has secrets in it. */
function askedOf({ type, config }: Pick<TestInput, 'type' | 'config'>): Facts {
  try {
    const endpoints = findProbe(type)?.endpoints({ type, config, secrets: {} }) ?? [];
    const plain = endpoints.filter(({ host }) => /^[\w.:[\]-]+$/.test(host));
    return { type, addresses: plain.map(({ host, port }) => `${host}:${port}`) };
  } catch {
    // The test itself says what is wrong with it.
    return { type, addresses: [] };
  }
}

function browseRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/datasources/:id/schemas',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Schemas (or databases) of a data source',
          description: `At most 1,000, without those of the server itself. ${browsed}`,
          tags,
          params: IdParams,
          response: { 200: Type.Object({ items: Type.Array(SchemaInfoSchema) }) },
        },
      },
      async ({ params }) => ({ items: [...(await listSchemas(deps, params.id))] }),
    );
    app.get(
      '/datasources/:id/tables',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Tables and views of a schema',
          description: `Sorted by name; topics, collections and indices count as tables. ${browsed}`,
          tags,
          params: IdParams,
          querystring: TablesQuery,
          response: {
            200: Type.Object({
              items: Type.Array(TableInfoSchema),
              nextCursor: Type.Union([Type.String(), Type.Null()]),
            }),
          },
        },
      },
      async ({ params, query: { limit = 100, cursor, ...query } }) => {
        const after = cursor === undefined ? {} : { after: nameOf(cursor) };
        const tables = await listTables(deps, params.id, { ...query, ...after, limit });
        const items = tables.slice(0, limit);
        const last = items.at(-1);
        return { items, nextCursor: tables.length > limit && last !== undefined ? cursorOf(last.name) : null };
      },
    );
    app.get(
      '/datasources/:id/tables/:table/columns',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Columns of a table',
          description: `In the order of the table, at most 2,000. ${browsed}`,
          tags,
          params: TableParams,
          querystring: ColumnsQuery,
          response: { 200: Type.Object({ items: Type.Array(ColumnInfoSchema) }) },
        },
      },
      async ({ params, query }) => ({ items: [...(await listColumns(deps, params.id, params.table, query.schema))] }),
    );
    app.get(
      '/datasources/:id/tables/:table/preview',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'The first rows of a table',
          description: `At most 20 rows, 1,000 characters a value and 512 KB in all. ${browsed}`,
          tags,
          params: TableParams,
          querystring: PreviewQuerySchema,
          response: { 200: PreviewSchema },
        },
      },
      async ({ params, query }) => previewTable(deps, params.id, params.table, query),
    );
  };
}

const cursorOf = (name: string): string => Buffer.from(name, 'utf8').toString('base64url');

function nameOf(cursor: string): string {
  const name = Buffer.from(cursor, 'base64url').toString('utf8');
  if (cursorOf(name) === cursor) return name;
  throw new GatewayError('validation_failed', '/cursor is not the nextCursor of a page (querystring)', {
    errors: [{ pointer: '/cursor', detail: 'is not the nextCursor of a page' }],
  });
}
