import type { Clock } from '../core/clock.ts';
import { GatewayError } from '../core/errors.ts';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import type { JobStore, JobVersion } from './job-store.ts';
import { putOnline, takeOffline } from './online-job.ts';
import type { JobAction } from './schemas.ts';

interface Deps {
  readonly jobs: JobStore;
  readonly diagnose: (version: JobVersion) => Promise<readonly Diagnostic[]>;
  readonly assertTested: (version: JobVersion) => Promise<void>;
  readonly clock: Clock;
}

export interface JobOutcome {
  readonly id: string;
  /** null: it was done. */
  readonly error: GatewayError | null;
}

/** Does the same to each job, one after the other: one that is refused stays as it is and holds up no other. */
export async function actOnJobs(deps: Deps, action: JobAction, ids: readonly string[]): Promise<JobOutcome[]> {
  const outcomes: JobOutcome[] = [];
  for (const id of ids) {
    try {
      await act(deps, action, id);
      outcomes.push({ id, error: null });
    } catch (error) {
      // Without the database the rest cannot be done either.
      if (!(error instanceof GatewayError) || error.status >= 500) throw error;
      outcomes.push({ id, error });
    }
  }
  return outcomes;
}

async function act(deps: Deps, action: JobAction, id: string): Promise<void> {
  if (action === 'online') await putOnline(deps, id, 'newest');
  else if (action === 'offline') await takeOffline(deps, id);
  else if (!(await deps.jobs.remove(id, deps.clock.now())))
    throw new GatewayError('not_found', `There is no job ${id}`);
}
