import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../../gateway/core/errors.ts';
import { usualExpirationSeconds, type Stand } from '../faults/stand.ts';
import type { Restart, RestartKind } from './plan.ts';

export interface Restarts {
  readonly done: Readonly<Record<RestartKind, number>>;
  readonly broken: readonly string[];
  /** Begins no more; resolves when the one under way is over. */
  finish(): Promise<void>;
}

/** The gateway that is restarted; the other lives through the whole soak. */
export const restarted = 'b';

export function startRestarts(stand: Stand, plan: readonly Restart[], say: (line: string) => void): Restarts {
  const closing = new AbortController();
  const from = Date.now();
  const done: Record<RestartKind, number> = { 'gateway-sigterm': 0, 'gateway-sigkill': 0, jobmanager: 0, queue: 0 };
  const broken: string[] = [];

  const restarting = (async () => {
    for (const restart of plan) {
      const { atMs, kind } = restart;
      await pause(Math.max(0, from + atMs - Date.now()), undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      say(`after ${Math.round(atMs / 1000)} s: ${kind}`);
      try {
        await restartNow(stand, restart);
        done[kind] += 1;
      } catch (error) {
        broken.push(`${kind}: ${messageOf(error)}`);
      }
    }
  })();
  return {
    done,
    broken,
    async finish() {
      closing.abort();
      await restarting;
    },
  };
}

async function restartNow(stand: Stand, { kind, downMs }: Restart): Promise<void> {
  switch (kind) {
    case 'gateway-sigterm':
      return stand.pair.terminate(restarted);
    case 'gateway-sigkill':
      return stand.pair.kill(restarted);
    case 'queue':
      return void (await stand.flushQueue());
    case 'jobmanager':
      await stand.killJobManager();
      await pause(downMs);
      return stand.startJobManager(usualExpirationSeconds);
  }
}
