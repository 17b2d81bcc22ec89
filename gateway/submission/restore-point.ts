import { GatewayError } from '../core/errors.ts';
import {
  lastCheckpointOf,
  newestRestorePoint,
  restorePointsOf,
  type RestoreFrom,
  type RestoreInput,
} from '../runs/restore-schema.ts';
import { isActive } from '../runs/run-status.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';

export interface RestoreRequest {
  readonly restoreFrom?: RestoreInput | undefined;
  readonly allowNonRestoredState?: boolean | undefined;
}

interface Target {
  readonly id: string;
  readonly kind: string;
}

/**
 * The place that a run request wants to go on from; null: from the beginning. Throws `validation_failed` where the job
 * has no state to go on from, `not_found` without such a record, `conflict` when the record has no place or another job.
 */
export async function resolveRestore(
  runs: Pick<RunStore, 'find'>,
  job: Target,
  { restoreFrom, allowNonRestoredState = false }: RestoreRequest,
): Promise<RestoreFrom | null> {
  if (restoreFrom === undefined) {
    if (!allowNonRestoredState) return null;
    throw refused('/allowNonRestoredState', 'says nothing without restoreFrom');
  }
  if (job.kind === 'batch')
    throw refused('/restoreFrom', 'is for stream jobs; a batch job begins where its offset says');
  if ('path' in restoreFrom) return { recordId: null, path: restoreFrom.path, allowNonRestoredState };
  const { recordId } = restoreFrom;
  const origin = await runs.find(recordId);
  if (origin === null) {
    throw new GatewayError('not_found', `There is no record ${recordId}`, {
      errors: [{ pointer: '/restoreFrom/recordId', detail: 'does not exist' }],
    });
  }
  if (origin.jobId !== job.id) {
    throw conflict(`Record ${recordId} is a run of another job`, 'Name a record of this job, or a path.');
  }
  if (isActive(origin.state)) {
    throw conflict(
      `Run ${recordId} is not over (${origin.state}): its checkpoints are still being replaced`,
      'Stop it first, with a savepoint.',
    );
  }
  const path = placeOf(origin);
  if (path !== null) return { recordId, path, allowNonRestoredState };
  const note = lastCheckpointOf(restorePointsOf(origin))?.note;
  throw conflict(
    `Record ${recordId} has neither a savepoint nor a usable checkpoint`,
    note ?? 'Name another record, or a path; without restoreFrom the run begins anew.',
  );
}

/** The newest place that another run can go on from; null: none. */
export function placeOf(record: Pick<RunRecord, 'restorePoints' | 'savepointPath'>): string | null {
  return newestRestorePoint(restorePointsOf(record))?.path ?? record.savepointPath;
}

function refused(pointer: string, detail: string): GatewayError {
  return new GatewayError('validation_failed', `${pointer.slice(1)} ${detail}`, { errors: [{ pointer, detail }] });
}

function conflict(detail: string, remedy: string): GatewayError {
  return new GatewayError('conflict', detail, { errors: [{ pointer: '/restoreFrom/recordId', detail }], remedy });
}
