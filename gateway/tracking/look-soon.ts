import { messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';

export interface LookSoonDeps {
  readonly observe: (clusterId: string) => Promise<void>;
  readonly log: Log;
}

/** Asks for a look at the cluster now. What was written stands without it: the sweep looks some seconds later. */
export async function lookSoon({ observe, log }: LookSoonDeps, clusterId: string): Promise<void> {
  await observe(clusterId).catch((error: unknown) => {
    log.warn({ clusterId, reason: messageOf(error) }, 'the queue is unreachable: the sweep will look');
  });
}
