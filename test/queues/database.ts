import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../gateway/database/embedded.ts';

/** A new, empty PostgreSQL database: on DATABASE_URL or 127.0.0.1:5432, else on an embedded server of its own. */
export async function randomDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `queues_${randomBytes(5).toString('hex')}`;
  const server = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  try {
    await statement(server, `create database ${name}`);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ECONNREFUSED') throw error;
    const dataDir = await mkdtemp(join(tmpdir(), 'queues-'));
    const embedded = await startEmbeddedPostgres({
      dataDir,
      durable: false,
      log: { info: () => undefined, warn: console.warn },
    });
    await embedded.createDatabase(name);
    return {
      url: embedded.url(name),
      async drop() {
        await embedded.stop();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => statement(server, `drop database ${name} with (force)`) };
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
