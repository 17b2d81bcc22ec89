import { setTimeout as delay } from 'node:timers/promises';
import { GatewayError, messageOf } from '../core/errors.ts';
import type { Engine } from './engine.ts';

export const lockTable = '_gateway_migration_lock';

const row = `SELECT id FROM ${lockTable} WHERE id = 1`;
const plain = (sql: string) => ({ sql, args: [], argTypes: [] });

/**
 * Runs `work` while nobody else runs theirs on the same database. The lock is the row lock of an open transaction on the
 * only row of a table of its own: every engine has that (advisory locks differ), and it ends with the session, so a
 * killed gateway leaves no lock behind. Waits at most `waitMs`, then throws `store_unavailable`.
 */
export async function withMigrationLock<T>(engine: Engine, waitMs: number, work: () => Promise<T>): Promise<T> {
  const factory = engine.migrationAdapter({
    applicationName: 'gateway migration lock',
    poolSize: 1,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: waitMs,
  });
  const connection = await factory.connect();
  try {
    await prepare(connection);
    const transaction = await connection.startTransaction();
    try {
      await transaction.queryRaw(plain(`${row} FOR UPDATE`)).catch((cause: unknown) => {
        throw new GatewayError(
          'store_unavailable',
          `Another process has been migrating the database at ${engine.place} for more than ${waitMs} ms (${messageOf(cause)}).`,
          { remedy: 'Wait for it to finish, then start again.', cause },
        );
      });
      return await work();
    } finally {
      // COMMIT is sent by the caller of an adapter's transaction; commit() only gives the connection back.
      await transaction.executeRaw(plain('COMMIT')).catch(() => undefined); // a lost session has lost the lock, too
      await transaction.commit();
    }
  } finally {
    await connection.dispose();
  }
}

type Connection = Awaited<ReturnType<ReturnType<Engine['migrationAdapter']>['connect']>>;

/** Makes table and row. Two at once get in each other's way ("IF NOT EXISTS" included): whoever fails looks again. */
async function prepare(connection: Connection): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const found = await connection.queryRaw(plain(row)).catch(() => undefined);
    if (found && found.rows.length > 0) return;
    try {
      if (!found) await connection.executeRaw(plain(`CREATE TABLE ${lockTable} (id INTEGER NOT NULL PRIMARY KEY)`));
      await connection.executeRaw(plain(`INSERT INTO ${lockTable} (id) VALUES (1)`));
    } catch (error) {
      if (attempt === 5) throw error;
      await delay(20 * attempt);
    }
  }
}
