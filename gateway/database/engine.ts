import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { SqlDriverAdapterFactory, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { GatewayError } from '../core/errors.ts';

/** How a connection pool to the store behaves. All times in milliseconds; 0 means no limit. */
export interface PoolOptions {
  readonly applicationName: string;
  /** Largest number of connections. */
  readonly poolSize: number;
  /** How long to wait for a connection, from the pool or from the server. */
  readonly connectTimeoutMs: number;
  /** How long one statement may run, on the server, and how long a transaction may wait for its next one. */
  readonly statementTimeoutMs: number;
  /** Told about connections that broke while nobody used them. The message is free of secrets. */
  readonly onIdleError?: (error: Error) => void;
}

/** One kind of database server: everything that depends on which one it is. */
export interface Engine {
  readonly name: 'postgresql';
  /** host:port/database, without user and password: for logs and errors. */
  readonly place: string;
  /** A table's name as the migration engine wants it in filters. */
  qualified(table: string): string;
  /** For the generated client. */
  adapter(options: PoolOptions): SqlDriverAdapterFactory;
  /** For the migration engine and for scripts of several statements. */
  migrationAdapter(options: PoolOptions): SqlMigrationAwareDriverAdapterFactory;
}

/** Chooses the engine by the URL's scheme. Throws `config_invalid`, without ever quoting the URL: it has a password. */
export function engineOf(url: string): Engine {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  switch (parsed?.protocol) {
    case 'postgresql:':
    case 'postgres:':
      return postgresql(url, parsed);
    case 'mysql:':
    case 'mariadb:':
      throw new GatewayError('config_invalid', 'MySQL and MariaDB are not supported as the gateway store yet.', {
        remedy: 'Use a postgresql:// URL in DATABASE_URL, or leave it out to use the embedded PostgreSQL.',
      });
    default:
      throw new GatewayError('config_invalid', 'DATABASE_URL is not a database URL.', {
        remedy: 'Write postgresql://user:password@host:5432/database, special characters percent-encoded.',
      });
  }
}

function postgresql(url: string, parsed: URL): Engine {
  const schema = parsed.searchParams.get('schema');
  if (schema !== null && schema !== 'public') {
    throw new GatewayError('config_invalid', `DATABASE_URL names the schema "${schema}"; the gateway uses "public".`, {
      remedy: 'Give the gateway its own database instead of its own schema.',
    });
  }
  const prismaPg = (options: PoolOptions): PrismaPg =>
    new PrismaPg(
      {
        connectionString: url,
        application_name: options.applicationName,
        max: options.poolSize,
        connectionTimeoutMillis: options.connectTimeoutMs,
        statement_timeout: options.statementTimeoutMs,
        idle_in_transaction_session_timeout: options.statementTimeoutMs,
        keepAlive: true,
      },
      { onPoolError: (error) => options.onIdleError?.(error) },
    );
  return {
    name: 'postgresql',
    place: `${parsed.hostname}:${parsed.port || '5432'}${parsed.pathname}`,
    qualified: (table) => `public.${table}`,
    adapter: prismaPg,
    migrationAdapter(options) {
      const factory = prismaPg(options);
      return {
        provider: factory.provider,
        adapterName: factory.adapterName,
        connect: async () => forMigrations(await factory.connect()),
        // Not needed: what migrations add up to is read from a database they were applied to.
        connectToShadowDb: () => Promise.reject(new GatewayError('internal', 'There is no shadow database.')),
      };
    },
  };
}

type PgAdapter = Awaited<ReturnType<PrismaPg['connect']>>;

function forMigrations(adapter: PgAdapter): PgAdapter {
  // The adapter cuts scripts at every ";", also those inside literals and function bodies. PostgreSQL takes a script as
  // it is, and in one transaction: a migration that fails leaves nothing behind.
  adapter.executeScript = async (script) => {
    // Without arguments this is the simple protocol, the only one that takes several statements.
    await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
  };
  // The engine reads catalogue columns of the type "char" (oid 18), which the adapter refuses. They pass it as text (25)
  // and get their own column type back afterwards; the rows array is the same object on both sides.
  const charColumns = new WeakMap<object, number[]>();
  const pool: { query: unknown } = adapter.underlyingDriver();
  const query = (pool.query as (config: unknown) => Promise<unknown>).bind(pool);
  pool.query = async (config: unknown) => {
    const result = (await query(config)) as { fields?: { dataTypeID: number }[]; rows: object };
    for (const [index, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== 18) continue;
      field.dataTypeID = 25;
      charColumns.set(result.rows, [...(charColumns.get(result.rows) ?? []), index]);
    }
    return result;
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (config) => {
    const result = await queryRaw(config);
    for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return adapter;
}
