import type { Config } from '../core/config.ts';
import type { Producers } from './producers.ts';

/** Messages by what they are for. */
export interface Wake {
  submit(recordId: string): Promise<void>;
  resolve(recordId: string, delayMs?: number): Promise<void>;
  stop(recordId: string): Promise<void>;
  observe(clusterId: string): Promise<void>;
  setPace(clusterId: string, pace: 'active' | 'idle'): Promise<void>;
}

/** The pace of looks is the configuration's. */
export function createWake(producers: Producers, config: Pick<Config, 'OBSERVE_ACTIVE_MS' | 'OBSERVE_IDLE_MS'>): Wake {
  return {
    submit: (recordId) => producers.send('submit-run', { recordId }),
    resolve: (recordId, delayMs) =>
      producers.send('resolve-submission', { recordId }, delayMs === undefined ? {} : { delayMs }),
    stop: (recordId) => producers.send('stop-run', { recordId }),
    observe: (clusterId) => producers.send('observe-cluster', { clusterId }),
    setPace: (clusterId, pace) =>
      producers.send(
        'observe-cluster',
        { clusterId },
        { delayMs: spread(pace === 'active' ? config.OBSERVE_ACTIVE_MS : config.OBSERVE_IDLE_MS) },
      ),
  };
}

/** Up to a tenth more, so that many clusters are not looked at at once. */
const spread = (periodMs: number): number => Math.round(periodMs * (1 + Math.random() / 10));
