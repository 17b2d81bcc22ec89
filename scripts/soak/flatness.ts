/** Whether memory and handles of a process grow. Pure. */

export interface Point {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
}

/** One look at one gateway process. Memory in MB (2^20 bytes). */
export interface Sample {
  readonly at: number;
  readonly rssMb: number;
  /** After a full garbage collection. */
  readonly heapMb: number;
  /** Open file descriptors: files, sockets, pipes. */
  readonly fds: number;
  /** Seconds that timers of the event loop come late, 99th percentile. */
  readonly lagSeconds: number;
  /** Calls to Flink since the process started. */
  readonly flinkCalls: number;
  /** Records that are not over, in the whole database. */
  readonly activeRecords: number;
  /** Connections of all gateways to their database. */
  readonly databaseConnections: number;
}

/** One gateway process from its start to its end. */
export interface Life {
  readonly name: string;
  readonly pid: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly samples: readonly Sample[];
}

/** Code is compiled, pools and caches fill: what grows in this time says nothing. */
export const warmUpMs = 120_000;
/** Shorter lives are shown and not judged: a slope of so few samples is chance. */
export const judgedFromMs = 300_000;

export interface Limit {
  readonly perHour: number;
  /** A whole rise below this is no growth, however steep it is in a short life. */
  readonly leastRise: number;
}

/**
 * MB and descriptors. The heap of a process that leaks nothing goes up in single steps of about 5 MB (code that is
 * compiled, tables of the runtime that double), and its pools hold 10 descriptors more or less from one sample to the
 * next: the least rises are what a line through that can show. In half an hour with a thousand runs the limits are 8 KB
 * a run, and one descriptor in 60 runs.
 */
export const limits = {
  heap: { perHour: 18, leastRise: 8 },
  fds: { perHour: 35, leastRise: 15 },
} as const satisfies Record<string, Limit>;

const hourMs = 3_600_000;

/** The least-squares slope, per hour; null for fewer than three points or no time between them. */
export function slopePerHour(points: readonly Point[]): number | null {
  if (points.length < 3) return null;
  const meanAt = mean(points.map(({ at }) => at));
  const meanValue = mean(points.map(({ value }) => value));
  let [covariance, variance] = [0, 0];
  for (const { at, value } of points) {
    covariance += (at - meanAt) * (value - meanValue);
    variance += (at - meanAt) ** 2;
  }
  return variance === 0 ? null : (covariance / variance) * hourMs;
}

/** Whether a slope over `measuredMs` is growth. */
export function grows(slope: number, measuredMs: number, { perHour, leastRise }: Limit): boolean {
  return slope > perHour && (slope * measuredMs) / hourMs > leastRise;
}

export interface Judgement {
  readonly life: Life;
  readonly livedMs: number;
  /** Of the samples after the warm-up; null when they are too few. */
  readonly heapPerHour: number | null;
  readonly fdsPerHour: number | null;
  readonly verdict: 'flat' | 'heap grows' | 'descriptors grow' | 'too short';
}

export function judge(life: Life): Judgement {
  const { startedAt, samples } = life;
  const warm = afterWarmUp(life);
  const livedMs = (samples.at(-1)?.at ?? startedAt) - startedAt;
  const measuredMs = (warm.at(-1)?.at ?? 0) - (warm[0]?.at ?? 0);
  const slopeOf = (pick: (sample: Sample) => number): number | null =>
    slopePerHour(warm.map((sample) => ({ at: sample.at, value: pick(sample) })));
  const heapPerHour = slopeOf(({ heapMb }) => heapMb);
  const fdsPerHour = slopeOf(({ fds }) => fds);
  const found = { life, livedMs, heapPerHour, fdsPerHour };
  if (livedMs < judgedFromMs || heapPerHour === null || fdsPerHour === null) return { ...found, verdict: 'too short' };
  if (grows(heapPerHour, measuredMs, limits.heap)) return { ...found, verdict: 'heap grows' };
  if (grows(fdsPerHour, measuredMs, limits.fds)) return { ...found, verdict: 'descriptors grow' };
  return { ...found, verdict: 'flat' };
}

export function afterWarmUp({ startedAt, samples }: Life): readonly Sample[] {
  return samples.filter(({ at }) => at >= startedAt + warmUpMs);
}

/** Of all lives; null when none was long enough. */
export function areFlat(judgements: readonly Judgement[]): boolean | null {
  const judged = judgements.filter(({ verdict }) => verdict !== 'too short');
  return judged.length === 0 ? null : judged.every(({ verdict }) => verdict === 'flat');
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
