import { definitionOf, messageNames } from './catalogue.ts';

/** What is used of a `pg` pool. */
interface Pool {
  query(sql: string, params: unknown[]): Promise<unknown>;
}

const longestLockMs = Math.max(...messageNames.map((name) => definitionOf(name).lockMs));

/**
 * BullMQ 6.7 on PostgreSQL writes the end of a lock, and the time of the last look for dead workers, by the clock of the
 * process that is at work. When that was hours ahead and the process died, its messages, and with them every later one of
 * the same id, would be held for these hours. What lies less than a lock ahead is left: clocks differ. A live holder
 * renews a lock that is shortened here.
 */
export async function pullBackTimesAhead(pool: Pool): Promise<void> {
  const now = Date.now();
  await pool.query(
    `with checks as (delete from meta where field = 'stalled-check' and value::bigint > $1)
     update job set locked_until_ms = $1 where state = 'active' and locked_until_ms > $2`,
    [now + longestLockMs, now + 2 * longestLockMs],
  );
}
