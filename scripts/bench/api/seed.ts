import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

/** What a table of records is filled with. */
export interface SeedOptions {
  readonly databaseUrl: string;
  readonly records: number;
  readonly jobs?: number;
  readonly clusters?: number;
  /** The records were accepted evenly over this time, until `until`. */
  readonly days?: number;
  readonly until: Date;
}

/** Ids of numbered rows: sorted by their number. */
const numbered = (kind: string, number: string): string => `'01${kind}' || lpad((${number})::text, 22, '0')`;

/** Crockford's base 32 of milliseconds: the first ten characters of a ULID. */
const ulidTime = (milliseconds: string): string =>
  Array.from({ length: 10 }, (_, place) => 45 - place * 5)
    .map((shift) => `substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((${milliseconds} >> ${shift}) & 31)::int + 1, 1)`)
    .join(' || ');

/**
 * Fills a migrated PostgreSQL database with records as they lie in a table that has grown: jobs of very different
 * frequency, ended ones with numbers and times, the newest ones live, and filters that hardly anything matches (a trigger
 * of long ago, failures of one cluster long ago).
 */
export async function seedRecords(options: SeedOptions): Promise<{ jobIds: string[]; clusterIds: string[] }> {
  const { databaseUrl, records, jobs = 1000, clusters = 20, days = 30, until } = options;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const startMs = until.getTime() - days * 86_400_000;
  const live = Math.min(4000, Math.floor(records / 50));
  try {
    await client.query(`insert into de_cluster (id, name, kind, config, distribution, updated_at, created_by,
        reachability, slots_total, slots_free)
      select ${numbered('CK', 'n')}, 'cluster ' || n, 'standalone', '{"restUrl":"http://127.0.0.1:1"}',
        '{"mode":"lib"}', now(), 'bench', 'reachable', 64, 10
      from generate_series(0, ${clusters - 1}) n`);
    await client.query(`insert into de_job (id, name, kind, policy, updated_at, created_by)
      select ${numbered('JB', 'n')}, 'synchronise table ' || n, case when n % 50 = 0 then 'stream' else 'batch' end,
        '{}', now(), 'bench'
      from generate_series(0, ${jobs - 1}) n`);
    // n/records is the age: 0 the oldest. h is a number that looks random and is the same every time.
    await client.query(`insert into de_job_record (id, job_id, version, cluster_id, trigger, state, state_version,
        state_since, attempt, waiting_reason, waiting_code, failure, failure_code, streaming, rows_read, rows_written,
        bytes_read, bytes_written, dirty_rows, submitted_at, started_at, finished_at, rank_at, created_at, updated_at,
        created_by)
      select ${ulidTime('ms')} || lpad(n::text, 16, '0'), ${numbered('JB', 'job')}, 1, ${numbered('CK', `job % ${clusters}`)},
        case when n < ${records / 4} and h < 3000 then 'backfill' when h < 70000 then 'schedule'
          when h < 90000 then 'manual' when h < 95000 then 'rerun' else 'retry' end,
        state, 4, finished, 1,
        case when state = 'WAITING' then '{"code":"no_free_slots","message":"2 of 64 slots are free"}'::jsonb end,
        case when state = 'WAITING' then 'no_free_slots' end,
        case when state = 'FAILED' then '{"code":"table_missing","message":"The table is missing"}'::jsonb end,
        case when state = 'FAILED' then 'table_missing' end,
        job % 50 = 0, h, h, h * 100, h * 100, 0, created + interval '1 second', created + interval '2 seconds',
        case when n < ${records - live} and state <> 'LOST' then finished end, created, created, finished, 'bench'
      from (
        select *, created + ((h % 900) + 3) * interval '1 second' as finished,
          case when n >= ${records - live} then (array['RUNNING', 'RUNNING', 'RUNNING', 'WAITING'])[1 + h % 4]
            when job % ${clusters} = 1 and n > ${records / 10} then 'SUCCEEDED'
            when h % 1000 < 50 then 'FAILED' when h % 1000 < 70 then 'CANCELED' when h % 1000 < 80 then 'REJECTED'
            when h % 10000 = 999 then 'LOST' else 'SUCCEEDED' end as state
        from (
          select n, ms, to_timestamp(ms / 1000.0) at time zone 'UTC' as created, h,
            floor(power(h2 / 100000.0, 2) * ${jobs})::int as job
          from (
            select n, ${startMs}::bigint + n::bigint * ${Math.floor((days * 86_400_000) / records)} as ms,
              (n::bigint * 48271 + 11) % 99991 as h, (n::bigint * 16807 + 7) % 99989 as h2
            from generate_series(0, ${records - 1}) n
          ) a
        ) b
      ) c`);
    await client.query('vacuum analyze');
    const ids = async (table: string): Promise<string[]> =>
      (await client.query<{ id: string }>(`select id from ${table} order by id`)).rows.map(({ id }) => id);
    return { jobIds: await ids('de_job'), clusterIds: await ids('de_cluster') };
  } finally {
    await client.end();
  }
}

/** The roll-up of records that no gateway has moved: what the migration does for those it finds. */
export async function backfillRollup(databaseUrl: string): Promise<void> {
  const folder = new URL('../../../prisma/migrations/', import.meta.url);
  const name = (await readdir(folder)).find((one) => one.endsWith('_task_center')) ?? '';
  const script = await readFile(new URL(`${name}/migration.sql`, folder), 'utf8');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('TRUNCATE de_record_rollup');
    await client.query(script.slice(script.indexOf('INSERT INTO "de_record_rollup"')));
    await client.query('VACUUM ANALYZE de_record_rollup');
  } finally {
    await client.end();
  }
}

/** A frequent job, a cluster, an ended record and one from the middle of the table. */
export async function readIds(
  databaseUrl: string,
): Promise<{ jobId: string; clusterId: string; recordId: string; oldest: string }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const one = async (sql: string): Promise<string> => {
    const [row] = (await client.query<{ id: string }>(sql)).rows;
    if (row === undefined) throw new Error(`nothing found: ${sql}`);
    return row.id;
  };
  try {
    return {
      jobId: await one('select id from de_job order by id offset 3 limit 1'),
      clusterId: await one('select id from de_cluster order by id offset 1 limit 1'),
      recordId: await one(`select id from de_job_record where state = 'SUCCEEDED' order by id desc limit 1`),
      oldest: await one(
        `select id from de_job_record where id > (select min(id) from de_job_record) order by id offset 1000 limit 1`,
      ),
    };
  } finally {
    await client.end();
  }
}
