import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { randomDatabase } from './database.ts';

export interface EngineUrls {
  readonly redisUrl?: string;
  readonly databaseUrl?: string;
}

/** The same service through another port of this machine. */
export function through(urls: EngineUrls, port: number): EngineUrls {
  return Object.fromEntries(
    Object.entries(urls).map(([key, value]) => {
      const url = new URL(value as string);
      url.hostname = '127.0.0.1';
      url.port = String(port);
      return [key, url.href];
    }),
  );
}

/** One kind of backend under test, and the violence that is done to it. */
export interface Engine {
  readonly kind: 'redis' | 'postgresql';
  readonly urls: EngineUrls;
  /** Urls where nobody listens (Redis), or null when the backend refuses to start then. */
  readonly unreachable: EngineUrls;
  /** Throws away every message and schedule of the prefix. */
  flush(prefix: string): Promise<void>;
  /** Cuts every connection that gateways of the prefix have open. Returns how many. */
  cut(prefix: string): Promise<number>;
  close(): Promise<void>;
}

export const randomPrefix = (): string => `t${randomBytes(5).toString('hex')}`;

export const redisUrl = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** Why Redis cannot be tested here, or false. */
export async function redisMissing(): Promise<string | false> {
  const client = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return false;
  } catch {
    return 'no Redis at REDIS_URL or 127.0.0.1:6379';
  } finally {
    client.disconnect();
  }
}

export async function redisEngine(): Promise<Engine> {
  const client = new Redis(redisUrl);
  return {
    kind: 'redis',
    urls: { redisUrl },
    unreachable: { redisUrl: 'redis://127.0.0.1:1' },
    async flush(prefix) {
      const keys = await client.keys(`${prefix}:*`);
      if (keys.length > 0) await client.del(keys);
    },
    async cut(prefix) {
      const clients = String(await client.call('CLIENT', 'LIST')).split('\n');
      const ids = clients
        .filter((line) => line.includes(` name=${prefix}:`))
        .map((line) => /^id=(\d+)/.exec(line)![1]!);
      for (const id of ids) await client.call('CLIENT', 'KILL', 'ID', id);
      return ids.length;
    },
    async close() {
      client.disconnect();
    },
  };
}

export async function postgresEngine(): Promise<Engine> {
  const database = await randomDatabase();
  const client = new pg.Client(database.url);
  await client.connect();
  return {
    kind: 'postgresql',
    urls: { databaseUrl: database.url },
    unreachable: { databaseUrl: 'postgres://postgres@127.0.0.1:1/none' },
    async flush(prefix) {
      const schema = `bullmq_${prefix}`;
      const { rows } = await client.query<{ tablename: string }>(
        "select tablename from pg_tables where schemaname = $1 and tablename <> 'migration'",
        [schema],
      );
      if (rows.length === 0) return;
      await client.query(`truncate ${rows.map(({ tablename }) => `${schema}.${tablename}`).join(', ')}`);
    },
    async cut() {
      const { rows } = await client.query<{ n: string }>(
        `select count(pg_terminate_backend(pid)) as n from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      );
      return Number(rows[0]!.n);
    },
    async close() {
      await client.end();
      await database.drop();
    },
  };
}
