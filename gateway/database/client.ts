import { GatewayError, messageOf } from '../core/errors.ts';
import { engineOf, type Engine, type PoolOptions } from './engine.ts';
import { PrismaClient } from './generated/client.ts';

/** The open store. Only files named `*-store.ts` and task-center queries use `prisma`. */
export interface Database {
  readonly prisma: PrismaClient;
  /** Resolves when the database answers a trivial query; throws `store_unavailable`. */
  ping(): Promise<void>;
  /** Returns connections when their statements are over. May be called twice. */
  close(): Promise<void>;
}

export type DatabaseOptions = Partial<PoolOptions>;

const defaults: PoolOptions = {
  applicationName: 'gateway',
  poolSize: 10,
  connectTimeoutMs: 5_000,
  // The slowest wanted query is a page of the task centre, far below a second.
  statementTimeoutMs: 15_000,
};

/**
 * No limit of Prisma's own on a transaction: when it is over, Prisma 7.10 sends ROLLBACK between the statements of a nested
 * write, and those that follow commit one by one. The server ends a session that stands idle in a transaction instead.
 * For its beginning one waits: many changes of one thing at once stand in a row behind its lock.
 */
const transactionOptions = { timeout: 2 ** 31 - 1, maxWait: 10_000 };

/**
 * Opens a pool on `url` and makes sure that the database answers. The engine follows the URL's scheme.
 * Throws `config_invalid` for a URL that cannot be used, `store_unavailable` if nobody answers.
 */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const engine = engineOf(url);
  const prisma = new PrismaClient({ adapter: engine.adapter({ ...defaults, ...options }), transactionOptions });
  const ping = async (): Promise<void> => {
    try {
      await prisma.$queryRaw`SELECT 1`;
    } catch (error) {
      throw unavailable(engine, error);
    }
  };
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= prisma.$disconnect());
  try {
    await ping();
  } catch (error) {
    await close();
    throw error;
  }
  return { prisma, ping, close };
}

/** `store_unavailable` with the place and the reason, without user or password. */
export function unavailable(engine: Pick<Engine, 'place'>, cause: unknown): GatewayError {
  // Prisma puts the query and a code frame before the reason: the last line is the reason.
  const reason = messageOf(cause).trim().split('\n').at(-1) ?? '';
  return new GatewayError('store_unavailable', `The database at ${engine.place} cannot be used: ${reason}`, {
    remedy: 'Check that it runs, that DATABASE_URL is right, and that user and database exist.',
    cause,
  });
}
