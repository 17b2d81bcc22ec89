import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { canonicalJson, newId, sha256Hex } from '../../../gateway/core/ids.ts';
import { createSealer } from '../../../gateway/core/secrets.ts';
import { prepareDatasource } from '../../../gateway/datasources/manage-datasource.ts';

/** A record as submission leaves it: RUNNING, its job on the simulated Flink. */
export interface LiveRecord {
  readonly recordId: string;
  readonly jobId: string;
  readonly flinkJobId: string;
  /** Index of the cluster. */
  readonly cluster: number;
}

export interface StoredCluster {
  readonly id: string;
  readonly url: string;
  readonly epoch: string;
}

const by = 'bench';
const utc = `(now() AT TIME ZONE 'UTC')`;
const datasources = 20;

/** Clusters that the gateway has not seen yet. */
export async function insertClusters(
  client: pg.ClientBase | pg.Pool,
  started: readonly { url: string; epoch: string }[],
): Promise<StoredCluster[]> {
  const clusters = started.map((one) => ({ id: newId(), ...one }));
  for (const [index, { id, url }] of clusters.entries()) {
    await client.query(
      `INSERT INTO de_cluster (id, name, kind, config, distribution, updated_at, created_by)
       VALUES ($1, $2, 'standalone', $3, '{"mode":"lib"}', ${utc}, '${by}')`,
      [id, `bench ${index}`, JSON.stringify({ restUrl: url })],
    );
  }
  return clusters;
}

/** Jobs with one version each that copies a table between two of a few data sources, whose secrets are sealed. */
export async function insertJobs(client: pg.Pool, count: number, secretKey: string): Promise<string[]> {
  const sealer = createSealer(Buffer.from(secretKey, 'hex'));
  const sources: string[] = [];
  for (let index = 0; index < datasources; index += 1) {
    const row = prepareDatasource(
      sealer,
      {
        name: `bench ${index}`,
        type: index % 2 === 0 ? 'mysql' : 'postgresql',
        config: { host: '127.0.0.1', port: 3306, database: 'bench', username: 'bench' },
        secrets: { password: randomBytes(12).toString('hex') },
      },
      by,
    );
    await client.query(
      `INSERT INTO de_datasource (id, name, type, config, sealed_secrets, updated_at, created_by)
       VALUES ($1, $2, $3, $4, $5, ${utc}, '${by}')`,
      [row.id, row.name, row.type, JSON.stringify(row.config), row.sealedSecrets],
    );
    sources.push(row.id);
  }
  const ids = Array.from({ length: count }, () => newId());
  const specs = ids.map((_id, index) => ({
    reader: {
      connector: 'mysql',
      datasourceId: at(sources, (index % 10) * 2),
      parameter: { table: `source_${index}` },
    },
    writer: {
      connector: 'postgresql',
      datasourceId: at(sources, (index % 10) * 2 + 1),
      parameter: { table: `target_${index}` },
    },
    mapping: Array.from({ length: 12 }, (_, column) => ({ from: `column_${column}`, to: `column_${column}` })),
  }));
  await client.query(
    `INSERT INTO de_job (id, name, kind, state, last_version, policy, updated_at, created_by)
     SELECT id, 'bench ' || id, 'batch', 'draft', 1, '{}', ${utc}, '${by}' FROM unnest($1::text[]) id`,
    [ids],
  );
  await client.query(
    `INSERT INTO de_job_version (id, job_id, number, spec, content_hash, updated_at, created_by)
     SELECT id, job_id, 1, spec::jsonb, hash, ${utc}, '${by}'
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS v(id, job_id, spec, hash)`,
    [
      ids.map(() => newId()),
      ids,
      specs.map((spec) => JSON.stringify(spec)),
      specs.map((s) => sha256Hex(canonicalJson(s))),
    ],
  );
  return ids;
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`there is no item ${index}`);
  return item;
}

/** What submission commits before it asks Flink. Resolves to the number of rows written. */
export async function insertSubmitting(
  client: pg.Pool,
  records: readonly LiveRecord[],
  clusters: readonly StoredCluster[],
): Promise<number> {
  const of = (record: LiveRecord) => at(clusters, record.cluster);
  const inserted = await client.query(
    `INSERT INTO de_job_record (id, job_id, version, cluster_id, trigger, attempt, active_key, state, state_version,
       state_since, flink_job_id, flink_epoch, jar_id, document_hash, document, slots, submitted_at, lease_until,
       updated_at, created_by)
     SELECT id, job_id, 1, cluster_id, 'manual', 1, job_id, 'SUBMITTING', 1, ${utc}, flink_job_id, epoch, 'bench.jar',
       repeat('0', 64), $6::jsonb, 1, ${utc}, ${utc} + interval '1 hour', ${utc}, '${by}'
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
       AS r(id, job_id, cluster_id, flink_job_id, epoch)`,
    [
      records.map(({ recordId }) => recordId),
      records.map(({ jobId }) => jobId),
      records.map((record) => of(record).id),
      records.map(({ flinkJobId }) => flinkJobId),
      records.map((record) => of(record).epoch),
      document,
    ],
  );
  const ids = records.map(({ recordId }) => recordId);
  return (
    (inserted.rowCount ?? 0) +
    (await insertEvents(client, ids, 0, null, 'QUEUED')) +
    (await insertEvents(client, ids, 1, 'QUEUED', 'SUBMITTING'))
  );
}

/** Flink has accepted them. Resolves to the number of rows written. */
export async function markRunning(client: pg.Pool, records: readonly LiveRecord[]): Promise<number> {
  const ids = records.map(({ recordId }) => recordId);
  const updated = await client.query(
    `UPDATE de_job_record SET state = 'RUNNING', state_version = 2, state_since = ${utc}, phase = 'RUNNING',
       started_at = ${utc}, updated_at = ${utc} WHERE id = ANY($1) AND state = 'SUBMITTING'`,
    [ids],
  );
  return (updated.rowCount ?? 0) + (await insertEvents(client, ids, 2, 'SUBMITTING', 'RUNNING'));
}

async function insertEvents(
  client: pg.Pool,
  records: readonly string[],
  seq: number,
  from: string | null,
  to: string,
): Promise<number> {
  const inserted = await client.query(
    `INSERT INTO de_job_record_event (id, record_id, seq, at, from_state, to_state, who, why, evidence)
     SELECT e.id, e.record_id, $3, ${utc}, $4, $5, 'gateway/submission', 'bench', '{"asked":"POST /jars/:id/run"}'
     FROM unnest($1::text[], $2::text[]) AS e(id, record_id)`,
    [records.map(() => newId()), records, seq, from, to],
  );
  return inserted.rowCount ?? 0;
}

/** About the size of a redacted document of 12 columns. */
const document = JSON.stringify({
  job: {
    content: [{ reader: { name: 'mysqlreader', parameter: { column: columns() } }, writer: { parameter: columns() } }],
    setting: { speed: { channel: 1 } },
  },
});

function columns(): unknown[] {
  return Array.from({ length: 12 }, (_, index) => ({ name: `column_${index}`, type: 'varchar(120)', index }));
}
