import type { Static, TSchema } from 'typebox';
import { AggregatedMetricsSchema, MetricsSchema, type AggregatedMetrics, type Metrics } from './memory-schemas.ts';

/** Memory of one process in bytes. A limit that is null does not exist (the JVM's -1) or is not told. */
export interface ProcessMemory {
  readonly metaspaceUsed: number;
  readonly metaspaceLimit: number | null;
  readonly heapUsed: number | null;
  readonly heapLimit: number | null;
}

/** null: Flink does not tell (yet). Of several TaskManagers the most that one uses, and the least that one may. */
export interface ClusterMemory {
  readonly jobManager: ProcessMemory | null;
  readonly taskManagers: ProcessMemory | null;
}

const names = {
  metaspaceUsed: 'Status.JVM.Memory.Metaspace.Used',
  metaspaceLimit: 'Status.JVM.Memory.Metaspace.Max',
  heapUsed: 'Status.JVM.Memory.Heap.Used',
  heapLimit: 'Status.JVM.Memory.Heap.Max',
} as const;

const wanted = Object.values(names).join(',');

/**
 * Two calls, whatever the number of TaskManagers. Flink fetches these values when they are asked for, every 10 s at most
 * (metrics.fetcher.update-interval), and answers with those of the fetch before: the first answer of a start is empty,
 * later ones are as old as the question before. Throws `cluster_unreachable`, `cluster_answer_invalid`.
 */
export async function readMemory(
  get: <T extends TSchema>(path: string, schema: T) => Promise<Static<T>>,
): Promise<ClusterMemory> {
  const [jobManager, taskManagers] = await Promise.all([
    get(`/jobmanager/metrics?get=${wanted}`, MetricsSchema),
    get(`/taskmanagers/metrics?get=${wanted}&agg=min,max`, AggregatedMetricsSchema),
  ]);
  return { jobManager: ofJobManager(jobManager), taskManagers: ofTaskManagers(taskManagers) };
}

/** Pure. */
export function ofJobManager(metrics: Metrics): ProcessMemory | null {
  const values = new Map(metrics.map(({ id, value }) => [id, Number(value ?? NaN)]));
  return memoryOf(
    (name) => values.get(name),
    (name) => values.get(name),
  );
}

/** A TaskManager without a limit (-1) beside others that have one: theirs counts. Pure. */
export function ofTaskManagers(metrics: AggregatedMetrics): ProcessMemory | null {
  const values = new Map(metrics.map((metric) => [metric.id, metric]));
  return memoryOf(
    (name) => values.get(name)?.max,
    (name) => {
      const { min, max } = values.get(name) ?? {};
      return min !== undefined && min > 0 ? min : max;
    },
  );
}

type Read = (name: string) => number | undefined;

function memoryOf(most: Read, least: Read): ProcessMemory | null {
  const metaspaceUsed = known(most(names.metaspaceUsed));
  if (metaspaceUsed === null) return null;
  return {
    metaspaceUsed,
    metaspaceLimit: known(least(names.metaspaceLimit)),
    heapUsed: known(most(names.heapUsed)),
    heapLimit: known(least(names.heapLimit)),
  };
}

/** The JVM says -1 for no limit. */
function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : null;
}
