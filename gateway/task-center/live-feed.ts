import type { Clock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import { batchSize, type Consequence, type FeedStore } from './feed-store.ts';

interface Log {
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

/** Feeds for as long as it is started: soon after a move that this process made, and whatever others made by looking. */
export interface LiveFeed {
  start(): void;
  /** A move was committed here. */
  wake(): void;
  /** Waits for the batch that is being fed. Idempotent. */
  close(): Promise<void>;
}

/** How late a move of another process is fed at most, but for the work itself. */
const lookMs = 500;
/** Moves that are made together are fed together: one transaction instead of one each. */
const gatherMs = 50;
/** A database that does not answer is not asked without a pause. */
const afterErrorMs = 5_000;

/** Between attempts at the one event that fails. */
const afterTroubleMs = 1_000;
/** So often it may fail alone, while the database answers, before it is fed without what fails. */
const mostFailures = 3;
/** In this order: the messages are somebody's, too. */
const leftOut: readonly (readonly Consequence[])[] = [['rollup'], ['messages'], ['rollup', 'messages']];

export interface LiveFeedDeps {
  readonly feed: Pick<FeedStore, 'isBehind' | 'feed' | 'next'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function createLiveFeed(
  { feed, clock, log }: LiveFeedDeps,
  options: { readonly afterTroubleMs?: number } = {},
): LiveFeed {
  const troubleMs = options.afterTroubleMs ?? afterTroubleMs;
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Infinity;
  let working: Promise<void> | undefined;
  let open = false;
  /** Events of the next batch: half as many after a failure, twice as many after a success. */
  let size = batchSize;
  let trouble: { readonly id: string; failures: number } | undefined;

  function schedule(delayMs: number): void {
    const at = performance.now() + delayMs;
    if (!open || at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => {
      dueAt = Infinity;
      working = work().finally(() => (working = undefined));
    }, delayMs);
  }

  const isOpen = (): boolean => open;

  async function work(): Promise<void> {
    try {
      let more = await feed.isBehind();
      while (more) more = (await step()) && isOpen();
      schedule(lookMs);
    } catch (error) {
      log.error({ reason: messageOf(error) }, 'moves are not fed to the task centre');
      schedule(trouble === undefined ? afterErrorMs : troubleMs);
    }
  }

  /** False: nothing waits any more. */
  async function step(): Promise<boolean> {
    const limit = size;
    let fed: number;
    try {
      fed = await feed.feed(clock.now(), { limit });
    } catch (error) {
      // Rejects too when the database does not answer: then it is not the events.
      const next = await feed.next().catch(() => undefined);
      if (next === undefined) {
        trouble = undefined;
        throw error;
      }
      if (limit > 1) {
        size = Math.floor(limit / 2);
        log.warn({ events: limit, reason: messageOf(error) }, 'a batch of moves cannot be fed, half of it is tried');
        return true;
      }
      if (next === null) return false;
      if (trouble?.id !== next.id) trouble = { id: next.id, failures: 0 };
      if (++trouble.failures < mostFailures) throw error;
      await feedWithout(next, error);
      return true;
    }
    trouble = undefined;
    size = Math.min(batchSize, limit * 2);
    return fed > 0;
  }

  /** Better without a part of what follows from it than all others behind it not at all. */
  async function feedWithout({ id, recordId }: { id: string; recordId: string }, reason: unknown): Promise<void> {
    let last = reason;
    for (const without of leftOut) {
      try {
        await feed.feed(clock.now(), { only: id, without });
        log.error(
          { recordId, without, reason: messageOf(reason) },
          'a move was fed without what cannot follow from it',
        );
        trouble = undefined;
        return;
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }

  return {
    start() {
      open = true;
      schedule(0);
    },
    wake: () => {
      if (working === undefined) schedule(gatherMs);
    },
    async close() {
      open = false;
      clearTimeout(timer);
      await working;
    },
  };
}
