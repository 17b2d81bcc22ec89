import type { ProcessHealth, Sample, StoredHealth } from './health-schemas.ts';

const megabyte = 1024 * 1024;

/** What one JDBC run leaves behind in the metaspace of either process, measured: contract, mode bundle. Bytes. */
export const jdbcGrowth = 8 * megabyte;

/** A cluster stops admitting when fewer runs than this are left, unless it is configured otherwise. */
export const defaultMargin = 3;

/**
 * A reading contains what was admitted this long before it: Flink's answer is up to 20 s old (it fetches at most every
 * 10 s and answers with the fetch before), and a job loads its classes some seconds after it was admitted.
 */
export const settledMs = 25_000;

/** Readings that are kept: at one each 10 s, five minutes without a submission keep none of what was learned. */
const keptSamples = 60;
/** Least that a run is taken to cost: a cluster is not good for more runs than can be counted. */
const leastGrowth = megabyte / 4;

/** What the guard asks of a cluster. */
export interface GuardedCluster {
  readonly distribution: { readonly mode: string };
  readonly config: { readonly healthGuard?: { readonly enabled?: boolean; readonly margin?: number } };
}

/** Where runs leave metaspace behind: told by the mode, unless a person says otherwise. */
export function isGuarded({ distribution, config }: GuardedCluster): boolean {
  return config.healthGuard?.enabled ?? distribution.mode !== 'lib';
}

export function marginOf({ config }: GuardedCluster): number {
  return config.healthGuard?.margin ?? defaultMargin;
}

export interface Reading {
  readonly at: Date;
  readonly epoch: string;
  /** de_cluster.admissions, read before Flink was asked. */
  readonly admissions: number;
  readonly jobManager: ProcessHealth | null;
  readonly taskManagers: ProcessHealth | null;
}

type Process = 'jobManager' | 'taskManagers';
const processes = ['jobManager', 'taskManagers'] as const satisfies readonly Process[];

/** What a reading says, with what was learned before it in the same epoch. Pure. */
export function judgeHealth(before: StoredHealth | null, reading: Reading, margin: number): StoredHealth {
  const { epoch, jobManager, taskManagers } = reading;
  const earlier = before?.epoch === epoch ? before.samples : [];
  const sample: Sample = {
    at: reading.at.toISOString(),
    admissions: reading.admissions,
    jobManager: jobManager?.used ?? null,
    taskManagers: taskManagers?.used ?? null,
  };
  const samples = worthKeeping([...earlier, sample]);
  const forecasts = processes.flatMap((process) => {
    const seen = reading[process];
    if (seen === null || seen.limit === null) return [];
    const learned = growths(samples, process);
    const growthPerRun = growthOf(learned);
    const runsLeft = Math.max(0, Math.floor((seen.limit - seen.used) / growthPerRun));
    return [{ process, seen, growthPerRun, learnedFrom: learned.length, runsLeft }];
  });
  const [worst] = forecasts.toSorted((a, b) => a.runsLeft - b.runsLeft);
  return {
    at: sample.at,
    epoch,
    verdict: worst === undefined ? 'unknown' : worst.runsLeft < margin ? 'near_limit' : 'ok',
    process: worst?.process ?? null,
    metaspaceUsed: worst?.seen.used ?? null,
    metaspaceLimit: worst?.seen.limit ?? null,
    growthPerRun: worst?.growthPerRun ?? null,
    learnedFrom: worst?.learnedFrom ?? 0,
    runsLeft: worst?.runsLeft ?? null,
    jobManager,
    taskManagers,
    admissions: settledAdmissions(samples, reading.at),
    samples,
  };
}

/** Runs that may still be admitted when so many admissions have been counted; null: not known. Pure. */
export function runsLeftNow(health: Pick<StoredHealth, 'runsLeft' | 'admissions'>, admissions: number): number | null {
  if (health.runsLeft === null) return null;
  return health.runsLeft - Math.max(0, admissions - health.admissions);
}

/** Whether there is metaspace for so many runs: 8 MB each, as the contract measured. null: there is no known limit. Pure. */
export function runsUntilFull(memory: readonly (ProcessHealth | null)[]): number | null {
  const left = memory.flatMap((one) => (one === null || one.limit === null ? [] : [one.limit - one.used]));
  return left.length === 0 ? null : Math.max(0, Math.floor(Math.min(...left) / jdbcGrowth));
}

/** Between two readings without a submission nothing is learned: the later one replaces the earlier. */
function worthKeeping(samples: readonly Sample[]): Sample[] {
  const kept = samples.filter((sample, index) => {
    const [before, after] = [samples[index - 1], samples[index + 1]];
    const isQuiet = before?.admissions === sample.admissions && after?.admissions === sample.admissions;
    return !isQuiet || isRecent(sample, samples);
  });
  return kept.slice(-keptSamples);
}

function isRecent(sample: Sample, samples: readonly Sample[]): boolean {
  const newest = samples.at(-1);
  return newest !== undefined && Date.parse(newest.at) - Date.parse(sample.at) < 2 * settledMs;
}

/** Admissions of the newest reading that is old enough; of a short series those of its first. */
function settledAdmissions(samples: readonly Sample[], at: Date): number {
  const old = samples.findLast((sample) => at.getTime() - Date.parse(sample.at) >= settledMs);
  return (old ?? samples[0])?.admissions ?? 0;
}

/**
 * Growth per submission between readings that are a settling time apart or more, so that what a submission loads is not
 * credited to the next ones.
 */
function growths(samples: readonly Sample[], process: Process): number[] {
  const found: number[] = [];
  let [from] = samples;
  for (const to of samples) {
    if (from === undefined || Date.parse(to.at) - Date.parse(from.at) < settledMs) continue;
    const [used, usedBefore, submitted] = [to[process], from[process], to.admissions - from.admissions];
    if (used !== null && usedBefore !== null && submitted > 0) found.push((used - usedBefore) / submitted);
    from = to;
  }
  return found;
}

/** Median of what was learned, experience (8 MB) counted once: a single reading does not outweigh it. */
function growthOf(learned: readonly number[]): number {
  const values = [jdbcGrowth, ...learned].toSorted((a, b) => a - b);
  const middle = values.length / 2;
  const upper = values[Math.floor(middle)] ?? jdbcGrowth;
  const median = Number.isInteger(middle) ? ((values[middle - 1] ?? upper) + upper) / 2 : upper;
  return Math.max(leastGrowth, Math.round(median));
}

/** In a person's words. Pure. */
export function wordsOf(
  health: Pick<StoredHealth, 'process' | 'metaspaceUsed' | 'metaspaceLimit' | 'runsLeft'>,
): string {
  const { process, metaspaceUsed, metaspaceLimit, runsLeft } = health;
  const who = process === 'jobManager' ? 'The JobManager' : 'A TaskManager';
  const used = `${inMegabytes(metaspaceUsed)} of ${inMegabytes(metaspaceLimit)} MB of metaspace`;
  return `${who} uses ${used}: about ${runsLeft ?? 0} more runs fit`;
}

const inMegabytes = (bytes: number | null): number => Math.round((bytes ?? 0) / megabyte);
