/** The only file that imports BullMQ: queues and workers by message name, on Redis or on PostgreSQL. */
import type { EventEmitter } from 'node:events';
import {
  PostgresConnection,
  PostgresQueueBackend,
  Queue,
  Worker,
  createRedisBackend,
  type BackendFactory,
  type IQueueBackend,
  type Job,
} from 'bullmq';
import { GatewayError, messageOf } from '../core/errors.ts';
import { definitionOf, type MessageName } from './catalogue.ts';
import { pullBackTimesAhead } from './times-ahead.ts';
import type { QueueLog } from './queue-log.ts';
import { connectRedis, readinessOf } from './redis-connections.ts';

/** Between two looks for messages whose worker died. Each costs one query per message kind and process. */
const STALLED_CHECK_MS = 3_000;
/** A message whose worker died this often is dropped: it probably kills the worker. The sweep may send it again. */
const MAX_STALLED = 3;
/** After a lost connection a worker asks again after this (BullMQ's own default is 15 s). */
const RETRY_AFTER_ERROR_MS = 500;
/** Safety net under LISTEN/NOTIFY: an idle worker looks without being told after this many seconds. */
const POSTGRES_IDLE_LOOK_S = 30;
/** All queues and workers of a process share this pool, beside one LISTEN connection. */
const POSTGRES_POOL = 6;
/** BullMQ's own event journal is not read by anybody here. */
const EVENT_JOURNAL = 100;

export interface QueueBackendConfig {
  readonly redisUrl?: string | undefined;
  readonly databaseUrl?: string | undefined;
  /** Namespace: Redis key prefix, PostgreSQL schema `bullmq_<prefix>`. Letters, digits and _. */
  readonly prefix: string;
}

export interface SendOptions {
  readonly id: string | null;
  readonly delayMs?: number | undefined;
  readonly priority?: number | undefined;
  /** One that is being handled absorbs it, too: it is not kept for afterwards. */
  readonly onlyIfNone?: boolean | undefined;
}

export interface QueuePort {
  add(payload: object, options: SendOptions): Promise<void>;
  upsertSchedule(id: string, payload: object, everyMs: number): Promise<void>;
  removeSchedule(id: string): Promise<void>;
  counts(): Promise<QueueCounts>;
  close(): Promise<void>;
}

/** Messages of one kind; the periodic ones are among the delayed. */
export interface QueueCounts {
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
}

export interface Delivery {
  readonly payload: unknown;
  readonly messageId: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly last: boolean;
}

export interface WorkerEvents {
  readonly onError: (error: unknown) => void;
  readonly onStalled: (messageId: string) => void;
  readonly onGivenUp: (messageId: string, reason: string) => void;
}

export interface WorkerPort {
  /** Waits for running handlers. Idempotent. */
  close(): Promise<void>;
}

export interface QueueBackend {
  readonly kind: 'redis' | 'postgresql';
  /** Rejects with queue_unavailable when Redis is not connected within `limitMs`; PostgreSQL is asked by the send. */
  ready(limitMs: number): Promise<void>;
  openQueue(name: MessageName): QueuePort;
  openWorker(name: MessageName, process: (delivery: Delivery) => Promise<void>, events: WorkerEvents): WorkerPort;
  /** Cuts all connections; close producers and workers first. Idempotent. */
  close(): Promise<void>;
}

interface Engine {
  readonly kind: QueueBackend['kind'];
  readonly factory: BackendFactory<IQueueBackend, object>;
  readonly connection: object;
  readonly drainDelay: number;
  ready(limitMs: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects to Redis when `redisUrl` is given (which may still be down: it is reconnected to), else to PostgreSQL,
 * whose tables it creates (several gateways may start at once). Errors: config_invalid, queue_unavailable.
 */
export async function createQueueBackend(config: QueueBackendConfig, log: QueueLog): Promise<QueueBackend> {
  if (!/^[a-z0-9_]{1,40}$/i.test(config.prefix)) {
    throw new GatewayError('config_invalid', 'The queue prefix may only have letters, digits and _ (at most 40)');
  }
  const engine = await createEngine(config, log);
  const common = { connection: engine.connection, prefix: config.prefix };

  function openQueue(name: MessageName): QueuePort {
    const { attempts, backoff } = definitionOf(name);
    const jobOptions = {
      attempts,
      backoff: { type: backoff.type, delay: backoff.delayMs },
      removeOnComplete: true,
      removeOnFail: true,
      stackTraceLimit: 1,
    };
    const open = () => {
      const opened = new Queue(name, { ...common, streams: { events: { maxLen: EVENT_JOURNAL } } }, engine.factory);
      opened.on('error', () => undefined); // The failing send reports it, and the connection logs once.
      return opened;
    };
    let queue = open();
    const usable = async () => {
      try {
        await queue.waitUntilReady();
      } catch {
        // BullMQ remembers a failed first contact for ever.
        queue = open();
        await queue.waitUntilReady();
      }
      return queue;
    };
    return {
      async add(payload, { id, delayMs, priority, onlyIfNone = false }) {
        await (
          await usable()
        ).add(name, payload, {
          ...jobOptions,
          ...(delayMs === undefined ? {} : { delay: delayMs }),
          ...(priority === undefined ? {} : { priority }),
          // keepLastIfActive: a wake-up during handling is kept for afterwards. reschedule: "now" overtakes "later".
          ...(id === null
            ? {}
            : { deduplication: { id, keepLastIfActive: !onlyIfNone, reschedule: delayMs === undefined } }),
        });
      },
      async upsertSchedule(id, payload, everyMs) {
        const usableQueue = await usable();
        const known = await usableQueue.getJobScheduler(id);
        // Untouched when it is the same and alive: replicas that start do not shift each other's period.
        const dueInMs = (known?.next ?? 0) - Date.now();
        if (known?.every === everyMs && dueInMs > -everyMs && dueInMs <= everyMs) return;
        // BullMQ 6.7 keeps the offset of the old period, which sends a late iteration of a shorter one far ahead; and what is
        // further off than a period was set by a clock that was ahead.
        if (known !== undefined && (known.every !== everyMs || dueInMs > everyMs))
          await usableQueue.removeJobScheduler(id);
        await usableQueue.upsertJobScheduler(id, { every: everyMs }, { name, data: payload, opts: jobOptions });
      },
      async removeSchedule(id) {
        await (await usable()).removeJobScheduler(id);
      },
      async counts() {
        const counts = await (await usable()).getJobCounts('waiting', 'prioritized', 'delayed', 'active');
        const of = (name: string): number => counts[name] ?? 0;
        return { waiting: of('waiting') + of('prioritized'), delayed: of('delayed'), active: of('active') };
      },
      close: () => queue.close(),
    };
  }

  function openWorker(
    name: MessageName,
    process: (delivery: Delivery) => Promise<void>,
    events: WorkerEvents,
  ): WorkerPort {
    const { concurrency, lockMs } = definitionOf(name);
    const worker = new Worker(
      name,
      async (job: Job) => {
        const attempt = job.attemptsMade + 1;
        const last = attempt >= (job.opts.attempts ?? 1);
        await process({ payload: job.data as unknown, messageId: job.id ?? '?', attempt, last });
      },
      {
        ...common,
        concurrency,
        lockDuration: lockMs,
        stalledInterval: STALLED_CHECK_MS,
        maxStalledCount: MAX_STALLED,
        drainDelay: engine.drainDelay,
        runRetryDelay: RETRY_AFTER_ERROR_MS,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
      },
      engine.factory,
    );
    worker.on('error', events.onError);
    worker.on('stalled', (messageId) => events.onStalled(messageId));
    worker.on('failed', (job, error) => {
      if (error.name === 'UnrecoverableError') events.onGivenUp(job?.id ?? '?', messageOf(error));
    });
    return { close: () => worker.close() };
  }

  return { kind: engine.kind, ready: (limitMs) => engine.ready(limitMs), openQueue, openWorker, close: engine.close };
}

async function createEngine(config: QueueBackendConfig, log: QueueLog): Promise<Engine> {
  if (config.redisUrl !== undefined) return redisEngine(config.redisUrl, config.prefix, log);
  if (config.databaseUrl !== undefined) return postgresEngine(config.databaseUrl, `bullmq_${config.prefix}`, log);
  throw new GatewayError('config_invalid', 'The queue needs REDIS_URL or a PostgreSQL DATABASE_URL');
}

function redisEngine(redisUrl: string, prefix: string, log: QueueLog): Engine {
  const client = connectRedis(redisUrl, prefix, log);
  return {
    kind: 'redis',
    factory: createRedisBackend,
    connection: client,
    drainDelay: 5,
    ready: readinessOf(client),
    close: () => Promise.resolve(client.disconnect()),
  };
}

async function postgresEngine(databaseUrl: string, schema: string, log: QueueLog): Promise<Engine> {
  const connection = new PostgresConnection({
    connectionString: databaseUrl,
    schema,
    migrate: true,
    max: POSTGRES_POOL,
    // Kept open: a fresh connection would cost the first message after a pause 5-20 ms.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 3_000,
    query_timeout: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'gateway-queue',
    // A wake-up lost in a database crash is sent again by the sweep; not waiting for the disk halves the latency.
    options: '-c synchronous_commit=off',
  });
  connection.setMaxListeners(0);
  connection.on('error', (error: Error) =>
    log.warn({ error: messageOf(error) }, 'Queue connection lost, reconnecting'),
  );
  try {
    await connection.waitUntilReady();
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw new GatewayError('queue_unavailable', `The queue's tables could not be prepared: ${messageOf(error)}`, {
      cause: error,
    });
  }
  // An outage is told by the connection itself; the next turn comes.
  const pullingBack = setInterval(
    () => void pullBackTimesAhead(connection.pool).catch(() => undefined),
    STALLED_CHECK_MS,
  );
  pullingBack.unref();
  return {
    kind: 'postgresql',
    factory: sharing(connection),
    connection,
    drainDelay: POSTGRES_IDLE_LOOK_S,
    ready: async () => undefined,
    close() {
      clearInterval(pullingBack);
      return connection.close();
    },
  };
}

/** BullMQ would open a pool and a LISTEN connection per queue and per worker; here all share one of each. */
function sharing(connection: PostgresConnection): BackendFactory<PostgresQueueBackend, object> {
  const listening = new WeakMap<object, Promise<unknown>>();
  /** LISTEN once per connection: each worker asking for itself would run queries of one client side by side. */
  async function listen(): Promise<object> {
    const client = await connection.getListenClient();
    let asked = listening.get(client);
    if (asked === undefined) {
      (client as unknown as EventEmitter).setMaxListeners(0);
      asked = client.query('LISTEN bullmq_jobs');
      listening.set(client, asked);
      asked.catch(() => listening.delete(client));
    }
    await asked;
    return client;
  }
  return (name, options) => {
    const backend = new PostgresQueueBackend(connection, name, { ...options, connection: {} }, true);
    // It must count as the owner to hear that the LISTEN connection was rebuilt, but may not end what others use.
    backend.close = () => (backend.closing ??= Promise.resolve());
    const claim = backend.moveToActive.bind(backend);
    backend.moveToActive = (token, worker) =>
      claim(token, worker).catch(async (error: unknown) => {
        // BullMQ only pauses after ECONNREFUSED; "the database system is starting up" would be asked in a hot loop.
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_ERROR_MS));
        throw error;
      });
    // BullMQ may sleep for an hour trusting LISTEN alone.
    Object.defineProperty(backend, 'maximumBlockTimeout', { value: POSTGRES_IDLE_LOOK_S });
    Object.defineProperty(backend, 'ensureListening', { value: listen });
    return backend;
  };
}
