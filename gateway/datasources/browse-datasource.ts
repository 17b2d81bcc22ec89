import { GatewayError } from '../core/errors.ts';
import type { Sealer } from '../core/secrets.ts';
import type { DatasourceStore } from './datasource-store.ts';
import { openDatasource } from './manage-datasource.ts';
import type { ColumnInfo, Preview, SchemaInfo, TableInfo } from './probe-schemas.ts';
import { previewOf } from './probe/cells.ts';
import { findProbe } from './probe/families.ts';
import { ProbeFailure, type Browser } from './probe/model.ts';
import type { SessionPools } from './probe/session-pool.ts';

interface Deps {
  readonly datasources: Pick<DatasourceStore, 'find'>;
  readonly sealer: Sealer;
  readonly sessionPools: Pick<SessionPools, 'use'>;
}

const limits = {
  timeoutMs: 15_000,
  schemas: 1_000,
  columns: 2_000,
  preview: { rows: 20, cellLength: 1_000, bytes: 512 * 1024 },
};

/** All four throw `not_found`, `metadata_unsupported`, and `datasource_failed` with the stage. */
export async function listSchemas(deps: Deps, id: string): Promise<readonly SchemaInfo[]> {
  return browse(deps, id, (browser) => browser.schemas(limits.schemas));
}

/** One more than `limit`, when there are more. `after`: the last name of the page before. */
export async function listTables(
  deps: Deps,
  id: string,
  query: { schema?: string; search?: string; after?: string; limit: number },
): Promise<readonly TableInfo[]> {
  const { schema = null, search = null, after = null, limit } = query;
  return browse(deps, id, (browser) => browser.tables({ schema, search, after, limit: limit + 1 }));
}

export async function listColumns(
  deps: Deps,
  id: string,
  table: string,
  schema?: string,
): Promise<readonly ColumnInfo[]> {
  const columns = await browse(deps, id, (browser) => {
    if (browser.columns === undefined) throw unsupported('its tables have no columns');
    return browser.columns(schema ?? null, table, limits.columns);
  });
  if (columns.length === 0) throw noSuchTable(table);
  return columns;
}

/** Rows as they are: for whoever may also run a job over them. */
export async function previewTable(
  deps: Deps,
  id: string,
  table: string,
  query: { schema?: string; limit?: number },
): Promise<Preview> {
  const { cellLength } = limits.preview;
  const rows = Math.min(query.limit ?? limits.preview.rows, limits.preview.rows);
  const raw = await browse(deps, id, (browser, timeoutMs) => {
    if (browser.preview === undefined) throw unsupported('its rows cannot be looked at');
    return browser.preview({ schema: query.schema ?? null, table, rows, cellLength, timeoutMs });
  });
  return previewOf(raw, { ...limits.preview, rows });
}

async function browse<T>(
  { datasources, sealer, sessionPools }: Deps,
  id: string,
  ask: (browser: Browser, timeoutMs: number) => Promise<T>,
): Promise<T> {
  const row = await datasources.find(id);
  if (row === null) throw new GatewayError('not_found', `There is no data source ${id}`);
  const probe = findProbe(row.type);
  if (probe === undefined || probe.depth === 'reachability')
    throw unsupported(`there is no driver for ${row.type} here`);
  const source = { id, revision: row.revision, probe, target: { type: row.type, ...openDatasource(sealer, row) } };
  try {
    return await sessionPools.use(source, limits.timeoutMs, async ({ browser }, leftMs) => {
      if (browser === undefined) throw unsupported(`${row.type} has no tables`);
      return ask(browser, leftMs);
    });
  } catch (error) {
    if (!(error instanceof ProbeFailure)) throw error;
    if (error.cause instanceof GatewayError) throw error.cause;
    throw toldAs(error);
  }
}

function toldAs({ failure: { code, reason, remedy, stage } }: ProbeFailure): GatewayError {
  if (code === 'unknown_object') return new GatewayError('not_found', reason, { remedy });
  return new GatewayError('datasource_failed', reason, { remedy, facts: { stage: stage ?? 'permission', code } });
}

function unsupported(why: string): GatewayError {
  return new GatewayError('metadata_unsupported', `The data source cannot be browsed: ${why}`);
}

function noSuchTable(table: string): GatewayError {
  return new GatewayError('not_found', `There is no table ${table}, or the user does not see it`, {
    remedy: 'Read the list of tables; letter case may count.',
  });
}
