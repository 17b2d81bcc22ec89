import type { Clock } from '../core/clock.ts';
import { GatewayError, hasCode } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import type { JobStore, JobVersion } from './job-store.ts';
import { putOnline, takeOffline } from './online-job.ts';
import type { JobAction } from './schemas.ts';

interface Deps {
  readonly jobs: JobStore;
  readonly diagnose: (version: JobVersion) => Promise<readonly Diagnostic[]>;
  readonly assertTested: (version: JobVersion) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
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
      outcomes.push({ id, error: asProblem(deps, id, error) });
      // Without the database the rest cannot be done either, and what was done has to be told.
      if (hasCode(error, 'store_unavailable')) {
        const notTried = new GatewayError('store_unavailable', 'Not tried: the database cannot be reached');
        outcomes.push(...ids.slice(outcomes.length).map((rest) => ({ id: rest, error: notTried })));
        break;
      }
    }
  }
  return outcomes;
}

function asProblem({ log }: Deps, id: string, error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  log.error({ jobId: id, err: error }, 'unexpected error');
  return new GatewayError('internal', `An unexpected error happened; the log has it under the job ${id}`);
}

async function act(deps: Deps, action: JobAction, id: string): Promise<void> {
  if (action === 'online') await putOnline(deps, id, 'newest');
  else if (action === 'offline') await takeOffline(deps, id);
  else if (!(await deps.jobs.remove(id, deps.clock.now())))
    throw new GatewayError('not_found', `There is no job ${id}`);
}
