import { readFile } from 'node:fs/promises';
import type pg from 'pg';

/** Linux reports CPU time in hundredths of a second whatever the kernel's own clock. */
const ticksPerSecond = 100;

/** CPU time in seconds and resident memory in MB of a process, from Linux' /proc. Throws when it is gone. */
export async function processUsage(pid: number): Promise<{ cpuSeconds: number; rssMb: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name (field 2) may hold blanks: fields are counted behind its closing bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const rssKb = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN);
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond, rssMb: rssKb / 1024 };
}

export interface DatabaseWork {
  /** Rows inserted, updated or deleted in the gateway's own tables. */
  readonly rows: number;
  /** The same in the tables of the queue; 0 when it is on Redis. */
  readonly queueRows: number;
  readonly commits: number;
}

/** From the server's statistics, which it brings up to date about once a second. */
export async function databaseWork(pool: pg.Pool): Promise<DatabaseWork> {
  const { rows } = await pool.query<Record<keyof DatabaseWork, string | null>>(
    `SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FILTER (WHERE schemaname = 'public') AS rows,
       sum(n_tup_ins + n_tup_upd + n_tup_del) FILTER (WHERE schemaname LIKE 'bullmq%') AS "queueRows",
       (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()) AS commits
     FROM pg_stat_user_tables`,
  );
  const [row] = rows;
  return { rows: Number(row?.rows ?? 0), queueRows: Number(row?.queueRows ?? 0), commits: Number(row?.commits ?? 0) };
}
