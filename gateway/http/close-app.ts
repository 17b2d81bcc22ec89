import type { FastifyInstance } from 'fastify';
import type { Log } from '../core/log.ts';

/** After its connections are cut an app has nothing to wait for but its own hooks, in milliseconds. */
const afterCutMs = 1_000;

/**
 * Requests under way may end within the time limit, then their connections are cut: who does not read a long answer would
 * keep the app open for ever. Never takes much longer, and rejects only as `app.close()` does within it.
 */
export async function closeApp(
  app: Pick<FastifyInstance, 'close' | 'server'>,
  { timeoutMs, log }: { readonly timeoutMs: number; readonly log: Log },
): Promise<void> {
  const closed = Promise.resolve(app.close()).then(() => true);
  if (await within(closed, timeoutMs)) return;
  log.warn({ timeoutMs }, 'requests still run: their connections are cut');
  app.server.closeAllConnections();
  await within(closed, afterCutMs);
}

/** False: it was not over in time. */
async function within(closed: Promise<boolean>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  try {
    return await Promise.race([closed, late]);
  } finally {
    clearTimeout(timer);
  }
}
