/** Waiting so long counts as much as one step of priority. */
export const ageingMs = 60_000;

interface Turn {
  /** -10 to 10. */
  readonly priority: number;
  /** When it began to wait for its turn. */
  readonly since: Date;
}

/**
 * What counts among the runs that wait for one cluster: the priority, and one more for each minute of waiting. All age
 * at the same pace, so the order of two runs never changes and can be stored, see `rankOf`. Pure.
 */
export function effectivePriority({ priority, since }: Turn, now: Date): number {
  return priority + (now.getTime() - since.getTime()) / ageingMs;
}

/** de_job_record.rank_at: the greater the effective priority, at any time, the earlier. Pure. */
export function rankOf({ priority, since }: Turn): Date {
  return new Date(since.getTime() - priority * ageingMs);
}

/**
 * A run whose rank is this or earlier (its effective priority has reached 1) keeps its turn: what is free now and too
 * little for it is kept for it, no later run gets it. Until then smaller runs may go first. Pure.
 */
export function reservedSince(now: Date): Date {
  return new Date(now.getTime() - ageingMs);
}
