import type { Clock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { FeedStore } from './feed-store.ts';

interface Log {
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

export function createLiveFeed({ feed, clock, log }: { feed: FeedStore; clock: Clock; log: Log }): LiveFeed {
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Infinity;
  let working: Promise<void> | undefined;
  let open = false;

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
      while (more) more = (await feed.feed(clock.now())) > 0 && isOpen();
      schedule(lookMs);
    } catch (error) {
      log.error({ reason: messageOf(error) }, 'moves are not fed to the task centre');
      schedule(afterErrorMs);
    }
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
