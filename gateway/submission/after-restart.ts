import type { RestartReaction } from '../jobs/policy-schema.ts';
import type { RunState } from '../runs/run-status.ts';

/** A run that Flink does not know any more, as far as the reaction to a cluster restart asks. */
export interface LostRun {
  readonly state: RunState;
  /** Of its failure: `lost_by_restart` stands on the job's absence and another epoch. */
  readonly code: string | null;
  readonly stopRequested: boolean;
  readonly streaming: boolean;
  /** Its newest savepoint or usable checkpoint. */
  readonly place: string | null;
  readonly startedAt: Date | null;
  readonly lostAt: Date;
  readonly restartNumber: number;
}

export type AfterRestart =
  /** Nothing for this reaction: the policy of retries decides. */
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'ask'; readonly why: 'not_wanted' | 'used_up' | 'no_restore_point' }
  | { readonly kind: 'again'; readonly path: string | null; readonly restartNumber: number };

/** A run that lived for so long has not brought the cluster down. */
const longLivedMs = 60 * 60 * 1000;

/** Restarts in a row that a job is started again after: a job that kills its JobManager must not do so for ever. */
export const maxRestarts = 5;

/** What the policy wants of a run that a cluster restart ended. Pure. */
export function afterRestart(run: LostRun, reaction: RestartReaction): AfterRestart {
  if (run.state !== 'LOST' || run.code !== 'lost_by_restart' || reaction === 'ask') return { kind: 'not-ours' };
  if (run.stopRequested) return { kind: 'ask', why: 'not_wanted' };
  const lived = run.startedAt === null ? 0 : run.lostAt.getTime() - run.startedAt.getTime();
  const restartNumber = lived >= longLivedMs ? 1 : run.restartNumber + 1;
  if (restartNumber > maxRestarts) return { kind: 'ask', why: 'used_up' };
  if (reaction === 'rerun') return { kind: 'again', path: null, restartNumber };
  if (!run.streaming || run.place === null) return { kind: 'ask', why: 'no_restore_point' };
  return { kind: 'again', path: run.place, restartNumber };
}

const remedies = {
  not_wanted: 'Nobody wanted it to go on: a stop had been asked for. Run it again if it should.',
  used_up: `The cluster was restarted ${maxRestarts} times in a row within an hour of the run's start: see why, then run it again.`,
  no_restore_point:
    'There is no savepoint or usable checkpoint to go on from: look at the target, then run the job again from the ' +
    'beginning, or with restoreFrom and a path. checkpointRetention retain-on-cancellation keeps checkpoints.',
} as const;

/** What a person does where the reaction leaves it to one. */
export function remedyAfterRestart(why: Extract<AfterRestart, { kind: 'ask' }>['why']): string {
  return remedies[why];
}
