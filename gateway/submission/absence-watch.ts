/** How long submissions have been looked for in vain, by a clock that nobody sets. */
export interface AbsenceWatch {
  /** To be called at every answer that knows no such job. `ageMs`: of the submission, by the wall clock. */
  absent(flinkJobId: string, ageMs: number): Absence;
  /** The submission is settled. */
  forget(flinkJobId: string): void;
}

/** In milliseconds. */
export interface Absence {
  /** For which such answers have come; 0 at the first. */
  readonly waitedMs: number;
  /** Of the submission: as it was told at the first answer, counted on from there. */
  readonly ageMs: number;
}

/** Submissions that are never settled here (another process did it) are dropped after a day. */
const keptMs = 24 * 60 * 60 * 1000;

/** Between two answers no more than this counts: a JobManager that stood still, or was cut off, did not go on either. */
const longestGapMs = 15_000;

interface Wait {
  readonly waitedMs: number;
  readonly lastMs: number;
  /** When it was submitted, by the monotonic clock, as it was told at the first answer. */
  readonly submittedMs: number;
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
    absent(flinkJobId, ageMs) {
      const now = monotonicMs();
      // The one that was asked for longest ago comes first: a map keeps the order of insertion.
      for (const [id, { lastMs }] of waits) {
        if (now - lastMs < keptMs) break;
        waits.delete(id);
      }
      const before = waits.get(flinkJobId) ?? { waitedMs: 0, lastMs: now, submittedMs: now - ageMs };
      const waitedMs = before.waitedMs + Math.min(longestGapMs, Math.max(0, now - before.lastMs));
      waits.delete(flinkJobId);
      waits.set(flinkJobId, { ...before, waitedMs, lastMs: now });
      return { waitedMs: Math.round(waitedMs), ageMs: now - before.submittedMs };
    },
    forget: (flinkJobId) => void waits.delete(flinkJobId),
  };
}
