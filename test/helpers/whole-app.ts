import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../gateway/app.ts';
import { parseConfig } from '../../gateway/core/config.ts';
import { createLog, type Logger } from '../../gateway/core/log.ts';
import { createDeps, type Deps } from '../../gateway/deps.ts';
import { watchRoutes, type ApiRoute } from '../../scripts/api-routes.ts';
import { testDatabase } from './postgres.ts';

export interface WholeApp {
  readonly deps: Deps;
  readonly app: FastifyInstance;
  readonly routes: readonly ApiRoute[];
  close(): Promise<void>;
}

/** The API with everything behind it, on a database of its own and in this process. No limits, unless `env` sets them. */
export async function startWholeApp(
  env: Readonly<Record<string, string>> = {},
  log: Logger = createLog('silent'),
): Promise<WholeApp> {
  const place = await testDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'gateway-app-'));
  const closers = [() => place.drop(), () => rm(directory, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const step of closers.splice(0).toReversed()) await step();
  };
  try {
    const config = parseConfig({
      DATABASE_URL: place.url,
      GATEWAY_SECRET_KEY: randomBytes(32).toString('hex'),
      DATA_DIR: join(directory, 'data'),
      CACHE_DIR: join(directory, 'cache'),
      RATE_LIMIT_PER_MINUTE: '0',
      FAILED_LOGINS_PER_MINUTE: '0',
      ...env,
    });
    const deps = await createDeps(config, log);
    closers.push(() => deps.close());
    const { built: app, routes } = await watchRoutes(() => buildApp(deps));
    closers.push(() => app.close());
    await app.ready();
    return { deps, app, routes, close };
  } catch (error) {
    await close();
    throw error;
  }
}
