/** What Flink's list tells of a job's tasks, by their state. */
type Tasks = Readonly<Record<string, number>>;

/** Task states in which a task has no slot yet. */
const withoutSlot = ['created', 'scheduled'] as const;

/**
 * Flink's word for the job, but SCHEDULED while it says RUNNING and no task has got a slot: RUNNING is told of a job
 * from the moment on that its slots are asked for. Pure.
 */
export function phaseOf({ state, tasks }: { readonly state: string; readonly tasks: Tasks }): string {
  if (state !== 'RUNNING') return state;
  const { total = 0 } = tasks;
  const waiting = withoutSlot.reduce((sum, name) => sum + (tasks[name] ?? 0), 0);
  return total > 0 && waiting === total ? 'SCHEDULED' : state;
}

/** What a phase means where its word alone misleads; null: it says what it is. Pure. */
export function phaseInWords(state: string, phase: string | null): string | null {
  if (state !== 'RUNNING') return null;
  switch (phase) {
    case 'SCHEDULED':
      return 'Flink has accepted the job and no task of it runs: it waits for task slots, and fails when it gets none in time (slot.request.timeout, 5 minutes by default)';
    case 'RESTARTING':
      return 'A task of the job failed: Flink starts it again, as its restart strategy says';
    default:
      return null;
  }
}
