import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../gateway/database/embedded.ts';
import { startSharedFlinks } from './flink.ts';

/** Services that all test files of one run share; `env` is added to the environment of every test process. */
export interface SharedServices {
  readonly env: Record<string, string>;
  stop(): Promise<void>;
}

/**
 * Starts what is slow to start, once per run of scripts/test.ts: an embedded PostgreSQL and two Flink clusters (modes
 * lib and bundle). A test file that is run alone gets nothing from here and starts its own.
 */
export async function startSharedServices(): Promise<SharedServices> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  try {
    const flinks = await startSharedFlinks();
    return {
      env: { ...flinks.env, GATEWAY_TEST_POSTGRES: postgres.url('postgres') },
      async stop() {
        await Promise.allSettled([flinks.stop(), postgres.stop()]);
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
