/** The two databases the stand-in is tried against; both on this machine, both optional. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** Statements through MariaDB's own client (there is no driver among the dependencies); rows come back as tab-separated lines. */
export async function mariadb(sql: string): Promise<string[]> {
  const args = ['-h127.0.0.1', '-P3306', '-uroot', '--default-character-set=utf8mb4', '--batch', '--skip-column-names'];
  const { stdout } = await run('mariadb', [...args, '-e', sql], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.split('\n').filter((line) => line !== '');
}

export async function postgres(database: string, statements: readonly string[]): Promise<unknown[][]> {
  const client = new pg.Client({ host: '127.0.0.1', port: 5432, user: 'postgres', database });
  await client.connect();
  try {
    let rows: unknown[][] = [];
    for (const text of statements) rows = (await client.query<unknown[]>({ text, rowMode: 'array' })).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** Why a test that needs both servers cannot run here, or null. */
export async function whyNoDatabases(): Promise<string | null> {
  const reason = (error: unknown) => (error instanceof Error ? error.message.split('\n')[0] : String(error));
  const [maria, postgresql] = await Promise.all([
    mariadb('select 1').then(() => null, reason),
    postgres('postgres', ['select 1']).then(() => null, reason),
  ]);
  if (maria) return `no MariaDB on 127.0.0.1:3306 for root without a password: ${maria}`;
  return postgresql ? `no PostgreSQL on 127.0.0.1:5432 for postgres: ${postgresql}` : null;
}

/** A database of this name on both servers: `src` with `rows` rows on MariaDB, empty targets and one serial table on PostgreSQL; `zoo`: values that writers damage. */
export async function createDatabases(database: string, rows: number): Promise<void> {
  await mariadb(
    `create database ${database}; create table ${database}.src (id bigint primary key, name varchar(64), at datetime(3));
     insert into ${database}.src select seq, concat('name ', seq), '2024-01-01' + interval seq second from ${database}.seq_1_to_${rows};
     create table ${database}.zoo (n decimal(20,0), big decimal(20,0), word varchar(9), bits bit(8), flag tinyint(1), at datetime(3));
     insert into ${database}.zoo values (300, 18446744073709551615, 'true', b'10000001', 5, '2024-01-02 03:04:05.678');
     create table ${database}.zoo_d (n tinyint, big bigint, word bit(1), bits bit(8), flag int, at varchar(40))`,
  );
  await postgres('postgres', [`create database ${database}`]);
  await postgres(database, [
    'create table dst (id bigint primary key, name varchar(64), at timestamp)',
    'create table small (id bigint primary key, name bigint)',
    'create table serials (id serial primary key, name text)',
    "insert into serials (name) select 'n' || g from generate_series(1, 100) g",
    'create table copied (id bigint, name text)',
    'create table twice (id bigint unique, name text unique)',
    'create table zoo_d (n smallint, big bigint, word boolean, bits boolean, flag text, at text)',
    'create table times (at timestamp(3))',
    "insert into times values ('2024-01-02 03:04:05.678')",
  ]);
}

export async function dropDatabases(database: string): Promise<void> {
  await mariadb(`drop database if exists ${database}`);
  await postgres('postgres', [`drop database if exists ${database} with (force)`]);
}
