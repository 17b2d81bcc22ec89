import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../gateway/database/embedded.ts';
import { migrate } from '../../gateway/database/migrate.ts';

export interface TestDatabase {
  readonly url: string;
  /** Ends its sessions and removes it. */
  drop(): Promise<void>;
}

interface Server {
  readonly adminUrl: string;
  stop(): Promise<void>;
}

// One embedded server per test process, from the first database to the last drop.
let own: Promise<Server> | undefined;
let users = 0;

/**
 * A fresh database with a random name. On TEST_DATABASE_URL, DATABASE_URL or GATEWAY_TEST_POSTGRES (whichever is set
 * first; the user may create databases), else on an embedded server of this process.
 * `migrated` applies the migrations (about 0.2 s; a template would need to be shared between test processes).
 */
export async function testDatabase({ migrated = false } = {}): Promise<TestDatabase> {
  const given = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || process.env.GATEWAY_TEST_POSTGRES;
  users++;
  const server = given ? undefined : await (own ??= startOwn());
  const adminUrl = given || server?.adminUrl || '';
  const name = `test_${randomBytes(6).toString('hex')}`;
  const release = async (): Promise<void> => {
    if (--users > 0 || server === undefined) return;
    own = undefined;
    await server.stop();
  };
  const drop = async (): Promise<void> => {
    await query(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).finally(release);
  };
  await query(adminUrl, `CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  try {
    if (migrated) await migrate(url.href, { log: { info: () => undefined } });
  } catch (error) {
    await drop();
    throw error;
  }
  return { url: url.href, drop };
}

/** One statement on a connection of its own; the rows as objects. */
export async function query(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function startOwn(): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  // A test run that is cut short must not leave a server: exit handlers only run if the signal becomes an exit.
  const cut = (): never => process.exit(1);
  process.once('SIGTERM', cut).once('SIGINT', cut);
  return {
    adminUrl: server.url('postgres'),
    async stop() {
      process.removeListener('SIGTERM', cut).removeListener('SIGINT', cut);
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
