import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '../gateway/database/embedded.ts';

/** Runs `work` on DATABASE_URL, or on the embedded database that the gateway uses without it. */
export async function withGatewayDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const url = process.env.DATABASE_URL;
  if (url) return await work(url);
  const dataDir = resolve(process.env.DATA_DIR || '.data', 'postgres');
  const server = await startEmbeddedPostgres({ dataDir, log: console });
  try {
    await server.createDatabase('gateway');
    return await work(server.url('gateway'));
  } finally {
    await server.stop();
  }
}

/** Runs `work` on an empty database that is gone afterwards. */
export async function withThrowAwayDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gateway-migrate-'));
  try {
    const server = await startEmbeddedPostgres({ dataDir, durable: false });
    try {
      return await work(server.url('postgres'));
    } finally {
      await server.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
