/** How Flink keeps jobs that are over: an absence is proof only where a job cannot have been dropped. */
export interface FlinkMemory {
  /** Milliseconds for which a job is kept, less a tenth for clocks and for Flink's own cleaning. */
  readonly lastsMs: number;
  /** So many jobs that are over are kept in any case; null: no limit that counts. */
  readonly jobs: number | null;
}

/** Flink's own default of jobstore.expiration-time, seconds. */
const defaultExpirationSeconds = 3600;

/** From `/jobmanager/config`, which tells what was set explicitly. */
export function memoryOf(config: ReadonlyMap<string, string>): FlinkMemory {
  const seconds = Number(config.get('jobstore.expiration-time') ?? defaultExpirationSeconds);
  const capacity = Number(config.get('jobstore.max-capacity') ?? Infinity);
  return {
    lastsMs: (Number.isFinite(seconds) ? seconds : defaultExpirationSeconds) * 900,
    jobs: Number.isInteger(capacity) && capacity >= 0 ? smallestSegment(capacity) : null,
  };
}

/**
 * The store is a Guava cache, which divides its capacity among up to four segments (20 entries at least in each) and drops
 * a job once its own segment is full.
 */
function smallestSegment(capacity: number): number {
  const segments = capacity < 20 ? 1 : capacity < 40 ? 2 : 4;
  return Math.floor(capacity / segments);
}

/**
 * Whether a job that Flink does not know may have run, ended and been dropped. `ageMs`: of its submission. `over`: jobs
 * that are over and that Flink shows; a job that was dropped for want of room left as many younger ones behind as its
 * segment holds. Pure.
 */
export function mayBeForgotten(
  memory: FlinkMemory,
  { ageMs, over }: { readonly ageMs: number; readonly over: number },
): boolean {
  if (ageMs > memory.lastsMs) return true;
  return memory.jobs !== null && over >= memory.jobs;
}
