import assert from 'node:assert/strict';
import type { Static } from 'typebox';
import type { SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import type { ImportedJobSchema } from '../../gateway/jobs/import-schemas.ts';
import { problemOf, storeDatasource } from '../helpers/jobs.ts';
import { query } from '../helpers/postgres.ts';
import { startStack, type Stack } from '../helpers/stack.ts';

export type Imported = Static<typeof ImportedJobSchema>;

export const noId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

let counter = 0;
export const newName = () => `导入 job ${++counter}`;

/** A gateway with two data sources. No cluster answers at its address: what is tested with it needs none. */
export async function startImportStack(): Promise<{ stack: Stack; source: string; target: string }> {
  const stack = await startStack({ flinkUrl: 'http://127.0.0.1:9', mode: 'bundle' });
  const config = { host: 'h', database: 'd', username: 'u' };
  const secrets = { password: 'x' };
  return {
    stack,
    source: await storeDatasource(stack, { name: 'shop_mysql', type: 'mysql', config, secrets }),
    target: await storeDatasource(stack, { name: 'shop_pg', type: 'postgresql', config, secrets }),
  };
}

export const pointersOf = (problem: { errors?: readonly { pointer: string }[] }) =>
  (problem.errors ?? []).map(({ pointer }) => pointer);

/** What an import that was refused must not leave behind. */
async function counts(stack: Stack): Promise<unknown> {
  const [row] = await query(
    stack.databaseUrl,
    `SELECT (SELECT count(*) FROM de_job)::int AS jobs, (SELECT count(*) FROM de_job_version)::int AS versions,
            (SELECT count(*) FROM de_datasource)::int AS datasources`,
  );
  return row;
}

/** The problem a call is answered with; fails when it wrote anything. */
export async function refused(stack: Stack, path: string, body: unknown) {
  const earlier = await counts(stack);
  const problem = await problemOf(stack.api.post(path, body));
  assert.deepEqual(await counts(stack), earlier);
  return problem;
}

export const formOf = (source: string, target: string): SyncSpec => ({
  reader: { connector: 'mysql', datasourceId: source, parameter: { table: '订单', where: "day = '${day}'" } },
  writer: {
    connector: 'postgresql',
    datasourceId: target,
    parameter: { table: 'orders', writeMode: 'update', uniqueKey: ['id'] },
  },
  mapping: [{ from: 'id' }, { from: '名称', to: 'name' }],
  settings: { channels: 1, dirtyRowsAllowed: 5 },
  parameters: [{ name: 'day', default: '2024-01-01', description: '日期' }],
  columnTypes: { reader: { id: 'bigint' } },
});
