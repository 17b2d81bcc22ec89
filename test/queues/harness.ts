import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createQueueBackend, type QueueBackend } from '../../gateway/queues/backend.ts';
import { createProducers, type Producers } from '../../gateway/queues/producers.ts';
import { createWorkers, type HandlerContext, type Handlers, type Workers } from '../../gateway/queues/workers.ts';
import type { MessageName } from '../../gateway/queues/catalogue.ts';
import { randomPrefix, type Engine, type EngineUrls } from './engines.ts';

/** Polls until the condition holds; fails with `what` after `limitMs`. */
export async function until(what: string, condition: () => boolean, limitMs = 10_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadline) assert.fail(`not within ${limitMs} ms: ${what}`);
    await pause(5);
  }
}

export interface Handled {
  readonly name: MessageName;
  readonly payload: { readonly recordId?: string; readonly clusterId?: string };
  readonly context: HandlerContext;
  readonly at: number;
}

export interface Gateway {
  readonly backend: QueueBackend;
  readonly producers: Producers;
  readonly workers: Workers;
  readonly handled: Handled[];
  readonly logged: { level: string; facts: Record<string, unknown>; text: string }[];
  /** What handlers do after they are written down; to be replaced by a test. */
  react: (message: Handled) => Promise<void>;
  count(name: MessageName, id?: string): number;
  close(): Promise<void>;
}

export function recorder(): { log: ReturnType<typeof logger>; logged: Gateway['logged'] } {
  const logged: Gateway['logged'] = [];
  return { log: logger(logged), logged };
}

function logger(logged: Gateway['logged']) {
  const write =
    (level: string) =>
    (facts: object, text: string): void => {
      logged.push({ level, facts: { ...facts }, text });
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

/** A gateway's queue as main puts it together, with handlers that write down what they got. */
export async function startGateway(urls: EngineUrls, prefix: string, work = true): Promise<Gateway> {
  const { log, logged } = recorder();
  const backend = await createQueueBackend({ ...urls, prefix }, log);
  const producers = createProducers(backend);
  const handled: Handled[] = [];
  const handlerOf =
    (name: MessageName) =>
    async (payload: object, context: HandlerContext): Promise<void> => {
      const message = { name, payload, context, at: performance.now() };
      handled.push(message);
      await gateway.react(message);
    };
  const handlers: Handlers = {
    'submit-run': handlerOf('submit-run'),
    'resolve-submission': handlerOf('resolve-submission'),
    'stop-run': handlerOf('stop-run'),
    'observe-cluster': handlerOf('observe-cluster'),
    sweep: handlerOf('sweep'),
  };
  const workers = createWorkers(backend, handlers, { log });
  const gateway: Gateway = {
    backend,
    producers,
    workers,
    handled,
    logged,
    react: async () => undefined,
    count: (name, id) =>
      handled.filter((m) => m.name === name && (id === undefined || (m.payload.recordId ?? m.payload.clusterId) === id))
        .length,
    async close() {
      await workers.close({ timeoutMs: 3_000 });
      await producers.close();
      await backend.close();
    },
  };
  if (work) workers.start();
  return gateway;
}

/** What a case gets: an engine for all cases, a namespace of its own, gateways that are closed after it. */
export interface QueueUnderTest {
  readonly engine: Engine;
  readonly prefix: string;
  start(work?: boolean): Promise<Gateway>;
}

export function describeQueue(
  title: string,
  open: () => Promise<Engine>,
  skip: string | false,
  cases: (queue: QueueUnderTest) => void,
): void {
  describe(title, { skip, timeout: 120_000 }, () => {
    let engine: Engine;
    let prefix: string;
    let opened: Gateway[];
    before(async () => {
      engine = await open();
    });
    beforeEach(() => {
      prefix = randomPrefix();
      opened = [];
    });
    afterEach(async () => {
      await Promise.all(opened.map((gateway) => gateway.close()));
      await engine.flush(prefix);
    });
    after(() => engine.close());
    cases({
      get engine() {
        return engine;
      },
      get prefix() {
        return prefix;
      },
      async start(work = true) {
        const gateway = await startGateway(engine.urls, prefix, work);
        opened.push(gateway);
        return gateway;
      },
    });
  });
}
