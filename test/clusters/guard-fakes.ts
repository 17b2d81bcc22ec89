import type { ProcessMemory } from '../../gateway/flink/memory-calls.ts';

const MB = 1024 * 1024;

/** A start of Flink whose jobs are in these states. */
export const flink = (epoch: string, states: readonly string[] = []) => ({
  epoch: async () => epoch,
  jobsOverview: async () =>
    states.map((state, index) => ({
      jid: String(index).padStart(32, '0'),
      name: `job ${index}`,
      state: state as 'RUNNING',
      'start-time': 0,
      'end-time': 0,
      'last-modification': 0,
      tasks: {},
    })),
});

/** Of a process that may use 256 MB of metaspace. */
export const memory = (used: number): ProcessMemory => ({
  metaspaceUsed: used * MB,
  metaspaceLimit: 256 * MB,
  heapUsed: null,
  heapLimit: null,
});
