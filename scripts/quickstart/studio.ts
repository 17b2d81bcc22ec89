import type { ClusterView } from '../../gateway/clusters/schemas.ts';
import type { DatasourceView } from '../../gateway/datasources/schemas.ts';
import type { JobView, VersionView } from '../../gateway/jobs/schemas.ts';
import type { RecordEventView, RecordView } from '../../gateway/runs/schemas.ts';
import type { ApiClient } from '../api-client.ts';
import { cityColumns } from './dataset.ts';

interface Page<T> {
  readonly items: readonly T[];
}

/** What the studio would store, made through the HTTP API; on a second run it is brought up to date. */
export async function storeJob(
  api: ApiClient,
  { flinkUrl, sourceUrl, targetUrl }: { flinkUrl: string; sourceUrl: string; targetUrl: string },
): Promise<{ cluster: ClusterView; job: JobView; version: VersionView }> {
  const cluster = await storeCluster(api, flinkUrl);
  const source = await storeDatasource(api, 'quickstart_source', sourceUrl);
  const target = await storeDatasource(api, 'quickstart_target', targetUrl);
  const job = await storeQuickstartJob(api, cluster.id);
  const spec = {
    reader: {
      connector: 'postgresql',
      datasourceId: source.id,
      parameter: { table: 'cities', splitPk: 'id', fetchSize: 5000 },
    },
    writer: {
      connector: 'postgresql',
      datasourceId: target.id,
      parameter: { table: 'cities_copy', writeMode: 'insert', preSql: ['TRUNCATE cities_copy'], batchSize: 2000 },
    },
    mapping: cityColumns.map((name) => ({ from: name })),
    settings: { channels: 2, dirtyRowsAllowed: 0 },
  };
  const version = await api.post<VersionView>(`/jobs/${job.id}/versions`, { spec, comment: 'by the quick start' });
  return { cluster, job, version };
}

async function storeCluster(api: ApiClient, restUrl: string): Promise<ClusterView> {
  const { items } = await api.get<Page<ClusterView>>('/clusters');
  const known = items.find(({ name }) => name === 'quickstart');
  const settings = { config: { restUrl }, distribution: { mode: 'lib' } };
  if (known !== undefined) return api.patch(`/clusters/${known.id}`, settings);
  return api.post('/clusters', { name: 'quickstart', kind: 'standalone', ...settings });
}

async function storeDatasource(api: ApiClient, name: string, url: string): Promise<DatasourceView> {
  const { hostname, port, pathname, username, password } = new URL(url);
  const settings = {
    config: {
      host: hostname,
      port: Number(port === '' ? 5432 : port),
      database: decodeURIComponent(pathname.slice(1)),
      username: decodeURIComponent(username),
      schema: 'public',
    },
    secrets: { password: decodeURIComponent(password) },
  };
  const { items } = await api.get<Page<DatasourceView>>('/datasources?type=postgresql&limit=200');
  const known = items.find((one) => one.name === name);
  if (known !== undefined) return api.patch(`/datasources/${known.id}`, settings);
  return api.post('/datasources', { name, type: 'postgresql', ...settings });
}

async function storeQuickstartJob(api: ApiClient, clusterId: string): Promise<JobView> {
  const { items } = await api.get<Page<JobView>>('/jobs?limit=200');
  const known = items.find(({ name }) => name === 'quickstart cities');
  return known ?? api.post('/jobs', { name: 'quickstart cities', kind: 'batch', clusterId });
}

const over = new Set(['SUCCEEDED', 'FAILED', 'CANCELED', 'REJECTED', 'LOST']);

/** Follows a record until it is over and prints its way; the record as it ended. */
export async function follow(api: ApiClient, recordId: string, print: (line: string) => void): Promise<RecordView> {
  let shown = 0;
  let counted = '';
  for (;;) {
    const record = await api.get<RecordView>(`/records/${recordId}`);
    const { items } = await api.get<Page<RecordEventView>>(`/records/${recordId}/events`);
    for (const event of items.slice(shown)) print(`${event.at.slice(11, 23)}  ${event.to.padEnd(10)} ${event.why}`);
    shown = items.length;
    const progress = `read ${record.rowsRead ?? 0}, written ${record.rowsWritten ?? 0}`;
    if (record.state === 'RUNNING' && record.rowsRead !== null && progress !== counted) {
      print(`              ${record.phase ?? ''} rows ${progress}`);
      counted = progress;
    }
    if (over.has(record.state)) return record;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** A quick start that was cut short leaves a record whose job died with its Flink: it is settled before the next run. */
export async function settleInterrupted(api: ApiClient, jobId: string, print: (line: string) => void): Promise<void> {
  const { items } = await api.get<Page<RecordView>>(`/records?jobId=${jobId}&limit=5`);
  for (const { id, state } of items) {
    if (over.has(state)) continue;
    print(`an interrupted run is settled first (record ${id}):`);
    await follow(api, id, print);
  }
}
