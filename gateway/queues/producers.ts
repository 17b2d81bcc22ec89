import { findErrors, matches } from '../core/check.ts';
import { GatewayError, messageOf } from '../core/errors.ts';
import type { QueueBackend, QueueCounts, QueuePort } from './backend.ts';
import { definitionOf, messageNames, type MessageName, type Payload } from './catalogue.ts';

/** A caller (POST /runs) waits at most this long for a queue that does not answer. */
export const SEND_LIMIT_MS = 3_000;

export interface SendOptions {
  /** Not before this. A send without it brings a delayed message of the same id forward to now. */
  readonly delayMs?: number;
  /** 1 (most urgent) to 2,097,152. Messages without a priority come before those with one. */
  readonly priority?: number;
  /** A message of the same id that is being handled absorbs it, too. */
  readonly onlyIfNone?: boolean;
}

export interface Producers {
  /**
   * Wakes the handler of `name`. A message of the same id that still waits absorbs it; one being handled is followed
   * by one more (the last one sent). Errors: validation_failed before anything is sent, queue_unavailable within 3 s.
   */
  send<Name extends MessageName>(name: Name, payload: Payload<Name>, options?: SendOptions): Promise<void>;
  /**
   * Sends it now and then every `everyMs`, one schedule per id however many replicas ask; another period replaces the
   * old one. With `reassertMs` this process repeats the request, so that the schedule survives a flushed queue.
   */
  every<Name extends MessageName>(
    name: Name,
    payload: Payload<Name>,
    everyMs: number,
    options?: { readonly reassertMs?: number },
  ): Promise<void>;
  /** Messages of every kind, of all gateways on this queue. */
  counts(): Promise<ReadonlyMap<MessageName, QueueCounts>>;
  /** Ends a schedule, for all replicas. */
  stopEvery<Name extends MessageName>(name: Name, payload: Payload<Name>): Promise<void>;
  /** Idempotent; a send afterwards fails with queue_unavailable. */
  close(): Promise<void>;
}

export function createProducers(backend: QueueBackend): Producers {
  const queues = new Map<MessageName, QueuePort>();
  const reasserted = new Map<string, NodeJS.Timeout>();
  let closing: Promise<void> | undefined;

  async function on<T>(name: MessageName, work: (queue: QueuePort) => Promise<T>): Promise<T> {
    if (closing !== undefined) throw new GatewayError('queue_unavailable', 'The queue is closed');
    const deadline = Date.now() + SEND_LIMIT_MS;
    try {
      await within(backend.ready(SEND_LIMIT_MS), SEND_LIMIT_MS);
      const queue = queues.get(name) ?? backend.openQueue(name);
      queues.set(name, queue);
      return await within(work(queue), Math.max(deadline - Date.now(), 1));
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      throw new GatewayError('queue_unavailable', `The queue did not take "${name}": ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  const stopReasserting = (key: string): void => {
    clearInterval(reasserted.get(key));
    reasserted.delete(key);
  };

  return {
    async send(name, payload, options = {}) {
      const id = idOf(name, payload);
      await on(name, (queue) => queue.add(payload, { id, ...options }));
    },

    async every(name, payload, everyMs, { reassertMs } = {}) {
      if (!Number.isInteger(everyMs) || everyMs < 1) {
        throw new GatewayError('validation_failed', `The period of "${name}" must be a whole number of milliseconds`);
      }
      const id = idOf(name, payload) ?? name;
      const key = `${name} ${id}`;
      const assert = (): Promise<void> => on(name, (queue) => queue.upsertSchedule(id, payload, everyMs));
      stopReasserting(key);
      if (reassertMs !== undefined) {
        const timer = setInterval(() => void assert().catch(() => undefined), reassertMs);
        timer.unref();
        reasserted.set(key, timer);
      }
      await assert();
    },

    async counts() {
      return new Map(
        await Promise.all(messageNames.map(async (name) => [name, await on(name, (queue) => queue.counts())] as const)),
      );
    },

    async stopEvery(name, payload) {
      const id = idOf(name, payload) ?? name;
      stopReasserting(`${name} ${id}`);
      await on(name, (queue) => queue.removeSchedule(id));
    },

    close() {
      closing ??= (async () => {
        for (const key of [...reasserted.keys()]) stopReasserting(key);
        const closed = Promise.allSettled([...queues.values()].map((queue) => queue.close()));
        await within(closed, SEND_LIMIT_MS).catch(() => undefined);
      })();
      return closing;
    },
  };
}

function idOf<Name extends MessageName>(name: Name, payload: Payload<Name>): string | null {
  const { payload: schema, id } = definitionOf(name);
  if (!matches(schema, payload)) {
    throw new GatewayError('validation_failed', `The payload of "${name}" does not have the expected shape`, {
      errors: findErrors(schema, payload),
    });
  }
  return id(payload);
}

/** The work itself goes on in the background; a wake-up that still gets through does no harm. */
async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const late = new GatewayError('queue_unavailable', `The queue did not answer within ${SEND_LIMIT_MS} ms`);
    timer = setTimeout(() => reject(late), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
