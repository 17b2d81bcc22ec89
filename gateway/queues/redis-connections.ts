import { Redis, type RedisOptions } from 'ioredis';
import { GatewayError, messageOf } from '../core/errors.ts';
import type { QueueLog } from './queue-log.ts';

/** A peer that vanished without a word is noticed after this; longer than the 5 s a worker blocks. */
const SOCKET_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 3_000;
/** Redis is back: reconnected within this. */
const RECONNECT_AT_MOST_MS = 1_000;

const options: RedisOptions = {
  // BullMQ's demand for workers: a command waits for the connection, it is not given up.
  maxRetriesPerRequest: null,
  connectTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: SOCKET_TIMEOUT_MS,
  keepAlive: 10_000,
  retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 6), RECONNECT_AT_MOST_MS),
};

/** One connection that queues and workers share; each worker adds a blocking duplicate of it. */
export function connectRedis(redisUrl: string, prefix: string, log: QueueLog): Redis {
  // The blocking duplicates are named <prefix>:<queue> by BullMQ, so CLIENT LIST shows a gateway's connections.
  const client = new Redis(redisUrl, { ...options, connectionName: `${prefix}:gateway` });
  let reported = false;
  client.on('error', (error: Error) => {
    if (!reported) log.error({ error: messageOf(error) }, 'Redis connection failed, reconnecting');
    reported = true;
  });
  client.on('ready', () => {
    if (reported) log.info({}, 'Redis connection is back');
    reported = false;
    void warnAboutEviction(client, log);
  });
  return client;
}

/**
 * A function that rejects with queue_unavailable when the connection is not usable within `limitMs`. Nothing is sent
 * before it is, so that commands do not pile up in memory during an outage.
 */
export function readinessOf(client: Redis): (limitMs: number) => Promise<void> {
  let next: Promise<void> | undefined;
  return async (limitMs) => {
    if (client.status === 'ready') return;
    // One listener, however many senders wait.
    next ??= new Promise<void>((resolve) => client.once('ready', () => resolve())).finally(() => (next = undefined));
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      const late = new GatewayError('queue_unavailable', `Redis was not reachable within ${limitMs} ms`);
      timer = setTimeout(() => reject(late), limitMs);
    });
    await Promise.race([next, limit]).finally(() => clearTimeout(timer));
  };
}

/** INFO, not CONFIG GET: managed Redis often forbids CONFIG. */
async function warnAboutEviction(client: Redis, log: QueueLog): Promise<void> {
  try {
    const policy = /^maxmemory_policy:(.+?)\r?$/m.exec(await client.info('memory'))?.[1];
    if (policy !== undefined && policy !== 'noeviction') {
      log.warn(
        { policy },
        `Redis evicts keys (maxmemory-policy ${policy}): messages can vanish; set maxmemory-policy noeviction`,
      );
    }
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'Redis did not tell its maxmemory-policy');
  }
}
