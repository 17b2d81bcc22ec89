/** How long submissions have been looked for in vain, by a clock that nobody sets. */
export interface AbsenceWatch {
  /** To be called at every answer that knows no such job. Milliseconds for which such answers have come; 0 at the first. */
  waitedMs(flinkJobId: string): number;
  /**
   * How old the submission is, in milliseconds: `ageMs` at the first call, counted on from there by the monotonic clock.
   * Belongs to `waitedMs`, which is called first.
   */
  ageMs(flinkJobId: string, ageMs: number): number;
  /** The submission is settled. */
  forget(flinkJobId: string): void;
}

/** Submissions that are never settled here (another process did it) are dropped after a day. */
const keptMs = 24 * 60 * 60 * 1000;

/** Between two answers no more than this counts: a JobManager that stood still, or was cut off, did not go on either. */
const longestGapMs = 15_000;

interface Wait {
  readonly waitedMs: number;
  readonly lastMs: number;
  /** When it was submitted, by the monotonic clock, as it was told at the first look. */
  readonly submittedMs: number | null;
}

/**
 * One per process. A wall clock that jumps must neither end the wait early, while Flink may still be starting the job,
 * nor prolong it by the length of the jump; so it is counted with a monotonic clock, from the first look of this process
 * on, and begins anew in a new one: a restart makes the wait longer, never shorter. Time without an answer does not
 * count. `monotonicMs`: for tests.
 */
export function createAbsenceWatch(monotonicMs: () => number = () => performance.now()): AbsenceWatch {
  const waits = new Map<string, Wait>();
  return {
    waitedMs(flinkJobId) {
      const now = monotonicMs();
      // The one that was asked for longest ago comes first: a map keeps the order of insertion.
      for (const [id, { lastMs }] of waits) {
        if (now - lastMs < keptMs) break;
        waits.delete(id);
      }
      const before = waits.get(flinkJobId) ?? { waitedMs: 0, lastMs: now, submittedMs: null };
      const waitedMs = before.waitedMs + Math.min(longestGapMs, Math.max(0, now - before.lastMs));
      waits.delete(flinkJobId);
      waits.set(flinkJobId, { ...before, waitedMs, lastMs: now });
      return Math.round(waitedMs);
    },
    ageMs(flinkJobId, ageMs) {
      const now = monotonicMs();
      const wait = waits.get(flinkJobId) ?? { waitedMs: 0, lastMs: now, submittedMs: null };
      const submittedMs = wait.submittedMs ?? now - ageMs;
      waits.set(flinkJobId, { ...wait, submittedMs });
      return now - submittedMs;
    },
    forget: (flinkJobId) => void waits.delete(flinkJobId),
  };
}
