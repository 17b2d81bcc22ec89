import { findErrors, matches } from '../core/check.ts';
import { GatewayError, messageOf } from '../core/errors.ts';
import type { Delivery, QueueBackend, WorkerPort } from './backend.ts';
import { definitionOf, isMessageName, messageNames, type MessageName, type Payload } from './catalogue.ts';
import type { QueueLog } from './queue-log.ts';

/** The same fault of a lost connection is logged once in this time per message. */
const SAME_FAULT_MS = 10_000;

export interface HandlerContext {
  /** 1 for the first try. */
  readonly attempt: number;
  readonly messageId: string;
  readonly log: QueueLog;
}

/** Exhaustive by type. Each must be safe to run twice, also at the same time (a periodic and a one-off message). */
export type Handlers = {
  readonly [Name in MessageName]: (payload: Payload<Name>, context: HandlerContext) => Promise<void>;
};

export interface Workers {
  start(): void;
  /** Takes nothing new and waits for running handlers up to `timeoutMs`. Idempotent. */
  close(options: { readonly timeoutMs: number }): Promise<void>;
}

/** `names`: only these messages are handled here (default all). Errors at once: a missing or an unknown handler. */
export function createWorkers(
  backend: QueueBackend,
  handlers: Handlers,
  { log, names = messageNames }: { readonly log: QueueLog; readonly names?: readonly MessageName[] },
): Workers {
  checkHandlers(handlers);
  const open: WorkerPort[] = [];
  let running = 0;
  let closing: Promise<void> | undefined;

  async function handle<Name extends MessageName>(name: Name, delivery: Delivery): Promise<void> {
    const { payload, messageId, attempt, last } = delivery;
    const facts = { message: name, messageId, attempt };
    const schema = definitionOf(name).payload;
    if (!matches(schema, payload)) {
      log.error({ ...facts, errors: findErrors(schema, payload) }, `Dropped an invalid "${name}" message`);
      return;
    }
    running += 1;
    try {
      await handlers[name](payload as Payload<Name>, { attempt, messageId, log });
    } catch (error) {
      log.error({ ...facts, last, err: error }, `Handler of "${name}" failed${last ? ' for the last time' : ''}`);
      throw error;
    } finally {
      running -= 1;
    }
  }

  function openWorker(name: MessageName): WorkerPort {
    let fault = { text: '', until: 0 };
    return backend.openWorker(name, (delivery) => handle(name, delivery), {
      onError(error) {
        const text = messageOf(error);
        if (text === fault.text && Date.now() < fault.until) return;
        fault = { text, until: Date.now() + SAME_FAULT_MS };
        log.error({ message: name, error: text }, `Worker of "${name}" met an error`);
      },
      onStalled: (messageId) =>
        log.warn({ message: name, messageId }, `A worker of "${name}" died; its message is handled again`),
      onGivenUp: (messageId, reason) =>
        log.error({ message: name, messageId, reason }, `Dropped a "${name}" message that keeps losing its worker`),
    });
  }

  return {
    start() {
      if (closing !== undefined || open.length > 0) return;
      for (const name of names) open.push(openWorker(name));
    },

    close({ timeoutMs }) {
      closing ??= (async () => {
        const closed = Promise.allSettled(open.map((worker) => worker.close())).then(() => true);
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), timeoutMs)));
        const inTime = await Promise.race([closed, late]);
        clearTimeout(timer);
        if (!inTime) {
          log.warn({ running, timeoutMs }, 'Handlers still run: their messages are handled again by another worker');
        }
      })();
      return closing;
    },
  };
}

function checkHandlers(handlers: object): void {
  const missing = messageNames.filter((name) => typeof (handlers as Record<string, unknown>)[name] !== 'function');
  const unknown = Object.keys(handlers).filter((name) => !isMessageName(name));
  if (missing.length + unknown.length === 0) return;
  throw new GatewayError('internal', `Handlers do not fit the catalogue`, { facts: { missing, unknown } });
}
