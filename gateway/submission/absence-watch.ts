/** How long submissions have been looked for in vain, by a clock that nobody sets. */
export interface AbsenceWatch {
  /** Milliseconds since the first look that found no job for this submission; 0 at that look. */
  waitedMs(flinkJobId: string): number;
  /** The submission is settled. */
  forget(flinkJobId: string): void;
}

/** Submissions that are never settled here (another process did it) are dropped after a day. */
const keptMs = 24 * 60 * 60 * 1000;

/**
 * One per process. A wall clock that jumps must neither end the wait early, while Flink may still be starting the job,
 * nor prolong it by the length of the jump; so it is counted with a monotonic clock, from the first look of this process
 * on, and begins anew in a new one: a restart makes the wait longer, never shorter. `monotonicMs`: for tests.
 */
export function createAbsenceWatch(monotonicMs: () => number = () => performance.now()): AbsenceWatch {
  const since = new Map<string, number>();
  return {
    waitedMs(flinkJobId) {
      const now = monotonicMs();
      // Oldest first: a map keeps the order of insertion.
      for (const [id, first] of since) {
        if (now - first < keptMs) break;
        since.delete(id);
      }
      const first = since.get(flinkJobId) ?? now;
      since.set(flinkJobId, first);
      return Math.max(0, Math.round(now - first));
    },
    forget: (flinkJobId) => void since.delete(flinkJobId),
  };
}
