import type { Config } from '../core/config.ts';
import type { Producers } from './producers.ts';

/** When a cluster is looked at next: a period of the configuration, or milliseconds (at least the active period). */
export type Pace = 'active' | 'idle' | number;

/** Messages by what they are for. */
export interface Wake {
  submit(recordId: string): Promise<void>;
  resolve(recordId: string, delayMs?: number): Promise<void>;
  stop(recordId: string): Promise<void>;
  observe(clusterId: string): Promise<void>;
  /** For the look itself: when the next one follows. */
  setPace(clusterId: string, pace: Pace): Promise<void>;
  /** A look within that time where none is due or under way; otherwise nothing. */
  keepPace(clusterId: string, pace: Pace): Promise<void>;
}

/** The pace of looks is the configuration's. */
export function createWake(
  producers: Pick<Producers, 'send'>,
  { OBSERVE_ACTIVE_MS, OBSERVE_IDLE_MS }: Pick<Config, 'OBSERVE_ACTIVE_MS' | 'OBSERVE_IDLE_MS'>,
): Wake {
  const delayOf = (pace: Pace): number => {
    if (pace === 'idle') return spread(OBSERVE_IDLE_MS);
    return spread(pace === 'active' ? OBSERVE_ACTIVE_MS : Math.max(OBSERVE_ACTIVE_MS, pace));
  };
  return {
    submit: (recordId) => producers.send('submit-run', { recordId }),
    resolve: (recordId, delayMs) =>
      producers.send('resolve-submission', { recordId }, delayMs === undefined ? {} : { delayMs }),
    stop: (recordId) => producers.send('stop-run', { recordId }),
    observe: (clusterId) => producers.send('observe-cluster', { clusterId }),
    setPace: (clusterId, pace) => producers.send('observe-cluster', { clusterId }, { delayMs: delayOf(pace) }),
    keepPace: (clusterId, pace) =>
      producers.send('observe-cluster', { clusterId }, { delayMs: delayOf(pace), onlyIfNone: true }),
  };
}

/** Up to a tenth more, so that many clusters are not looked at at once. */
const spread = (periodMs: number): number => Math.round(periodMs * (1 + Math.random() / 10));
