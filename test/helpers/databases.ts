import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import pg from 'pg';
import type { DatasourceInput } from '../../gateway/datasources/schemas.ts';
import { query, testDatabase } from './postgres.ts';

const run = promisify(execFile);

/** A database to read from or write to, with a user of its own. */
export interface TestStore {
  /** Body of POST /datasources. `jdbc` names what differs: another database, host, port. */
  datasource(jdbc?: Record<string, unknown>, password?: string): DatasourceInput;
  /**
   * A part of the password that stays as it is in every encoding (hexadecimal digits): where it occurs, the password
   * was given away, however it was escaped.
   */
  readonly secretMark: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** As the user; PostgreSQL: rows as objects, MariaDB: columns c0, c1, … of text. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** What drivers, JSON, URLs and shells escape each in their own way. */
export function awkwardPassword(): { password: string; mark: string } {
  const mark = `secret${randomBytes(8).toString('hex')}`;
  return { password: `a'b"c%2F+d&e=f?g\\h ß漢#${mark}`, mark };
}

/** A fresh PostgreSQL database owned by a role of its own, on the server that testDatabase uses. */
export async function postgresStore(): Promise<TestStore> {
  const database = await testDatabase();
  const { hostname, port, pathname } = new URL(database.url);
  const name = pathname.slice(1);
  const user = `role_${name}`;
  const { password, mark } = awkwardPassword();
  await query(database.url, `CREATE ROLE ${user} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
  await query(database.url, `ALTER DATABASE ${name} OWNER TO ${user}`);
  await query(database.url, `ALTER SCHEMA public OWNER TO ${user}`);
  const address = { host: hostname, port: Number(port === '' ? 5432 : port) };
  const pool = new pg.Pool({ ...address, database: name, user, password, max: 2 });
  // The end of the database ends idle connections, too.
  pool.on('error', () => undefined);
  return {
    ...address,
    user,
    database: name,
    secretMark: mark,
    datasource: (jdbc = {}, other = password) => ({
      name: `pg_${randomBytes(5).toString('hex')}`,
      type: 'postgresql',
      config: { ...address, database: name, username: user, schema: 'public', ...jdbc },
      secrets: { password: other },
    }),
    query: async (sql) => (await pool.query<Record<string, unknown>>(sql)).rows,
    async drop() {
      await pool.end();
      await query(database.url, `ALTER DATABASE ${name} OWNER TO CURRENT_USER`);
      await query(database.url, `REASSIGN OWNED BY ${user} TO CURRENT_USER`);
      await query(database.url, `DROP ROLE ${user}`);
      await database.drop();
    },
  };
}

/** Whether a server lets a role in with any password (pg_hba `trust`): then a wrong one cannot be tried there. */
export async function trustsEverybody(store: TestStore): Promise<boolean> {
  const { host, port, user, database } = store;
  const client = new pg.Client({ host, port, user, database, password: 'certainly not this one' });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function mysqlServer(): { host: string; port: number; user: string; password: string } {
  const { hostname, port, username, password } = new URL(process.env.TEST_MYSQL_URL || 'mysql://root@127.0.0.1:3306');
  return {
    host: hostname,
    port: Number(port === '' ? 3306 : port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

/** Through the server's own client program: there is no MySQL driver among the dependencies. */
async function mysql(sql: string, login: Partial<ReturnType<typeof mysqlServer>> = {}): Promise<string[][]> {
  const { host, port, user, password } = { ...mysqlServer(), ...login };
  const options = ['--default-character-set=utf8mb4', '--batch', '--skip-column-names', '--connect-timeout=5'];
  const args = ['--protocol=TCP', `-h${host}`, `-P${port}`, `-u${user}`, ...options, '-e', sql];
  const env = { ...process.env, ...(password === '' ? {} : { MYSQL_PWD: password }) };
  const { stdout } = await run('mysql', args, { env, maxBuffer: 64 * 1024 * 1024 });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => line.split('\t'));
}

/** Why no MySQL-compatible server can be used, or false: what `skip` of node:test takes. */
export async function whyNoMysql(): Promise<string | false> {
  const { host, port, user } = mysqlServer();
  try {
    await mysql('select 1');
    return false;
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? '';
    return `no MySQL-compatible server for ${user} at ${host}:${port} (TEST_MYSQL_URL): ${reason}`;
  }
}

/** A fresh database on the MySQL-compatible server with a user of its own. */
export async function mysqlStore(): Promise<TestStore> {
  const { host, port } = mysqlServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const { password, mark } = awkwardPassword();
  const literal = `'${password.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
  await mysql(
    `create database ${name} character set utf8mb4; create user ${name}@'%' identified by ${literal};` +
      // Debian's anonymous user at localhost would be matched before the one at %.
      `create user ${name}@localhost identified by ${literal};` +
      `grant all on ${name}.* to ${name}@'%'; grant all on ${name}.* to ${name}@localhost`,
  );
  return {
    host,
    port,
    user: name,
    database: name,
    secretMark: mark,
    datasource: (jdbc = {}, other = password) => ({
      name: `my_${randomBytes(5).toString('hex')}`,
      type: 'mysql',
      config: {
        host,
        port,
        database: name,
        username: name,
        properties: { useSSL: 'false', characterEncoding: 'utf8' },
        ...jdbc,
      },
      secrets: { password: other },
    }),
    async query(sql) {
      const rows = await mysql(`use ${name}; ${sql}`, { user: name, password });
      return rows.map((row) => Object.fromEntries(row.map((value, index) => [`c${index}`, value])));
    },
    async drop() {
      await mysql(`drop database ${name}; drop user ${name}@'%', ${name}@localhost`);
    },
  };
}
