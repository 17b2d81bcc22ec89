import { parseStored } from '../core/check.ts';
import { GatewayError } from '../core/errors.ts';
import type { ParameterValue } from '../chunjun/parameters/fill-text.ts';
import type { RunRecord } from '../runs/run-store.ts';
import { StoredParametersSchema } from '../runs/schemas.ts';
import type { RestoreRequest } from './restore-point.ts';
import { requestRun, type RequestRunDeps } from './request-run.ts';

export interface RerunRequest extends RestoreRequest {
  readonly recordId: string;
  /** Default: the record's own. */
  readonly version?: number | undefined;
  /** Default: the record's own; given, they are all. */
  readonly parameters?: Readonly<Record<string, ParameterValue>> | undefined;
  readonly who: string;
  readonly requestId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Runs a record's job again as it was then, on the cluster the job has now, whatever became of the record. A run like any
 * other: its job's policy counts, and it begins anew unless restoreFrom says otherwise. Throws `not_found` and what requestRun throws.
 */
export async function rerun(deps: RequestRunDeps, request: RerunRequest): Promise<RunRecord> {
  const { recordId, version, parameters, who, requestId, idempotencyKey, restoreFrom, allowNonRestoredState } = request;
  const origin = await deps.runs.find(recordId);
  if (origin === null) throw new GatewayError('not_found', `There is no record ${recordId}`);
  const before =
    origin.params === null ? {} : parseStored(StoredParametersSchema, origin.params, 'parameters of a record');
  return requestRun(deps, {
    jobId: origin.jobId,
    version: version ?? origin.version,
    parameters: parameters ?? before,
    trigger: 'rerun',
    originRecordId: origin.id,
    restoreFrom,
    allowNonRestoredState,
    who,
    requestId,
    idempotencyKey,
  });
}
