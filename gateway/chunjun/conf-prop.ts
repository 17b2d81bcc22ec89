import type { Settings } from './settings.ts';

type ConfProp = Record<string, string | number | boolean>;

/** Settings as flat keys for `-confProp`: Flink 1.12's own, and Chunjun's for dirty rows. What is not set is left out. */
export function confPropOf(settings: Settings): ConfProp {
  const dirty = settings.dirtyRowsAllowed;
  return {
    // Chunjun stops a task when the count reaches the number: n rows are allowed by n + 1; negative is unlimited.
    ...given('chunjun.dirty-data.max-rows', dirty === undefined ? undefined : dirty < 0 ? -1 : dirty + 1),
    ...given('chunjun.dirty-data.output-type', settings.dirtyRowsOutput),
    ...given('execution.checkpointing.interval', duration(settings.checkpointIntervalMs)),
    ...given('execution.checkpointing.mode', constant(settings.checkpointMode)),
    ...given('execution.checkpointing.timeout', duration(settings.checkpointTimeoutMs)),
    ...given('execution.checkpointing.min-pause', duration(settings.checkpointMinPauseMs)),
    ...given('execution.checkpointing.tolerable-failed-checkpoints', settings.failedCheckpointsAllowed),
    ...given('execution.checkpointing.externalized-checkpoint-retention', constant(settings.checkpointRetention)),
    ...given('state.backend', settings.stateBackend),
    ...given('state.checkpoints.dir', settings.checkpointPath),
    ...given('state.savepoints.dir', settings.savepointPath),
    ...restartStrategy(settings),
    ...settings.flinkConfiguration,
  };
}

function given(key: string, value: string | number | undefined): ConfProp {
  return value === undefined ? {} : { [key]: value };
}

function duration(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : `${milliseconds} ms`;
}

/** Flink's enum constants: EXACTLY_ONCE, RETAIN_ON_CANCELLATION. */
function constant(word: string | undefined): string | undefined {
  return word?.toUpperCase().replaceAll('-', '_');
}

function restartStrategy(settings: Settings): ConfProp {
  const { restartAttempts, restartFailuresPerInterval, restartFailureIntervalMs, restartDelayMs = 10000 } = settings;
  if (restartFailuresPerInterval !== undefined) {
    return {
      'restart-strategy': 'failure-rate',
      'restart-strategy.failure-rate.max-failures-per-interval': restartFailuresPerInterval,
      'restart-strategy.failure-rate.failure-rate-interval': `${restartFailureIntervalMs ?? 600000} ms`,
      'restart-strategy.failure-rate.delay': `${restartDelayMs} ms`,
    };
  }
  if (restartAttempts === undefined) return {};
  if (restartAttempts === 0) return { 'restart-strategy': 'none' };
  return {
    'restart-strategy': 'fixed-delay',
    'restart-strategy.fixed-delay.attempts': restartAttempts,
    'restart-strategy.fixed-delay.delay': `${restartDelayMs} ms`,
  };
}
