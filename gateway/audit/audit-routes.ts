import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { timeOf } from '../core/times.ts';
import { PageOf, pageOf } from '../http/schemas.ts';
import type { AuditFilter, AuditRow, AuditStore } from './audit-store.ts';
import {
  AuditEntrySchema,
  AuditExportQuerySchema,
  AuditQuerySchema,
  type AuditEntryView,
  type AuditFilters,
} from './schemas.ts';

/** Rows of one query of an export: the memory it takes, whatever its length. */
const exportPage = 500;

export function auditRoutes({ audit }: { audit: Pick<AuditStore, 'list'> }): FastifyPluginAsyncTypebox {
  const tags = ['audit'];
  return async (app) => {
    app.get(
      '/audit',
      {
        config: { role: 'admin' },
        schema: {
          summary: 'Who did what, newest first',
          description: 'Every request that changed something or tried to, and those that were refused (401, 403).',
          tags,
          querystring: AuditQuerySchema,
          response: { 200: PageOf(AuditEntrySchema) },
        },
      },
      async ({ query: { limit = 50, cursor, ...filters } }) => {
        const page = { limit: limit + 1, order: 'desc', ...(cursor === undefined ? {} : { cursor }) } as const;
        return pageOf(await audit.list(filterOf(filters), page), limit, viewEntry);
      },
    );
    app.get(
      '/audit/export',
      {
        // HEAD would read the whole log to answer with nothing.
        exposeHeadRoute: false,
        config: { role: 'admin' },
        schema: {
          summary: 'Export the audit log',
          description:
            'One JSON object a line, oldest first, to the end of what is on record. An export that breaks off goes on ' +
            'with `from` the time of its last line.',
          tags,
          querystring: AuditExportQuerySchema,
          produces: ['application/x-ndjson'],
          response: { 200: Type.Unsafe<Readable>(Type.String({ description: 'Lines of AuditEntry.' })) },
        },
      },
      async ({ query }, reply) => {
        const filter = filterOf(query);
        // The first page before the answer begins: what is wrong with it can still be told.
        const first = await audit.list(filter, { limit: exportPage, order: 'asc' });
        return reply
          .header('content-type', 'application/x-ndjson')
          .header('content-disposition', 'attachment; filename="audit.ndjson"')
          .send(Readable.from(lines(audit, filter, first), { objectMode: false }));
      },
    );
  };
}

async function* lines(audit: Pick<AuditStore, 'list'>, filter: AuditFilter, first: readonly AuditRow[]) {
  for (let page = first; page.length > 0;) {
    yield page.map((row) => `${JSON.stringify(viewEntry(row))}\n`).join('');
    const cursor = page.at(-1)?.id;
    if (page.length < exportPage || cursor === undefined) return;
    page = await audit.list(filter, { cursor, limit: exportPage, order: 'asc' });
  }
}

function filterOf({ from, to, ...equal }: AuditFilters): AuditFilter {
  return {
    ...equal,
    ...(from === undefined ? {} : { from: timeOf(from, '/from') }),
    ...(to === undefined ? {} : { to: timeOf(to, '/to') }),
  };
}

function viewEntry({ at, before, after, ...row }: AuditRow): AuditEntryView {
  return {
    ...row,
    at: at.toISOString(),
    before: before as AuditEntryView['before'],
    after: after as AuditEntryView['after'],
  };
}
