import type { Clock } from '../core/clock.ts';
import { GatewayError, hasCode, messageOf } from '../core/errors.ts';
import { canonicalJson, newId, sha256Hex } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import type { VersionSpec } from '../chunjun/version-spec.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';
import type { Trigger } from '../runs/schemas.ts';

interface RequestRunDeps {
  readonly jobs: {
    find(id: string): Promise<{ id: string; clusterId: string | null } | null>;
    findVersion(jobId: string, number: number | 'newest'): Promise<{ number: number; spec: VersionSpec } | null>;
  };
  /** Throws `document_invalid` when the version cannot become a document. */
  readonly diagnose: (spec: VersionSpec) => Promise<readonly Diagnostic[]>;
  readonly runs: Pick<RunStore, 'create' | 'find'>;
  readonly idempotencyKeys: {
    find(scope: string, key: string): Promise<{ bodyHash: string; resourceId: string } | null>;
  };
  /** Throws `connector_missing`, `distribution_missing`, `distribution_invalid`. */
  readonly assertPlugins: (clusterId: string, connectors: readonly string[]) => Promise<void>;
  readonly wake: (recordId: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface RunRequest {
  readonly jobId: string;
  /** Default: the newest. */
  readonly version?: number | undefined;
  readonly trigger: Trigger;
  readonly who: string;
  readonly idempotencyKey?: string | undefined;
}

/** A key protects against repeats for a day; afterwards it is free again. */
const keyLifetimeMs = 24 * 60 * 60 * 1000;

/**
 * Accepts a run: checks what can be checked for nothing, writes a QUEUED record and wakes submission. The record is
 * the acceptance; when the queue cannot be reached the sweep wakes it later. Same key and request: the same record.
 * Throws `not_found`, `no_cluster`, `document_invalid`, `connector_missing`, `run_active`, `idempotency_conflict`.
 */
export async function requestRun(deps: RequestRunDeps, request: RunRequest): Promise<RunRecord> {
  const bodyHash = sha256Hex(canonicalJson({ jobId: request.jobId, version: request.version ?? null }));
  const scope = `${request.who}:runs`.slice(0, 190);
  if (request.idempotencyKey !== undefined) {
    const earlier = await sameRequest(deps, scope, request.idempotencyKey, bodyHash);
    if (earlier !== null) return earlier;
  }
  const [job, version] = await Promise.all([
    deps.jobs.find(request.jobId),
    deps.jobs.findVersion(request.jobId, request.version ?? 'newest'),
  ]);
  if (job === null) throw new GatewayError('not_found', `There is no job ${request.jobId}`);
  if (job.clusterId === null) {
    throw new GatewayError('no_cluster', 'The job has no cluster to run on', { remedy: 'Give the job a clusterId.' });
  }
  if (version === null) {
    const detail =
      request.version === undefined ? 'The job has no version yet' : `The job has no version ${request.version}`;
    throw new GatewayError('not_found', detail, {
      errors: [{ pointer: '/version', detail }],
      remedy: 'POST /jobs/:id/versions stores one.',
    });
  }
  const { spec } = version;
  await assertNoErrors(deps, spec);
  await deps.assertPlugins(job.clusterId, [spec.reader.connector, spec.writer.connector]);
  try {
    const at = deps.clock.now();
    const record = await deps.runs.create({
      id: newId(),
      jobId: job.id,
      version: version.number,
      clusterId: job.clusterId,
      trigger: request.trigger,
      slots: spec.settings?.channels ?? 1,
      createdBy: request.who,
      at,
      ...(request.idempotencyKey === undefined
        ? {}
        : {
            idempotency: {
              scope,
              key: request.idempotencyKey,
              bodyHash,
              expiresAt: new Date(at.getTime() + keyLifetimeMs),
            },
          }),
    });
    // Not waited for: the record is the acceptance, the message only makes it fast.
    deps.wake(record.id).catch((error: unknown) => {
      const facts = { recordId: record.id, reason: messageOf(error) };
      deps.log.warn(facts, 'the queue is unreachable: the sweep will wake the record');
    });
    return record;
  } catch (error) {
    if (request.idempotencyKey === undefined) throw error;
    if (!hasCode(error, 'idempotency_conflict') && !hasCode(error, 'run_active')) throw error;
    // Two requests with one key at once: the other one wrote the record.
    const winner = await sameRequest(deps, scope, request.idempotencyKey, bodyHash);
    if (winner === null) throw error;
    return winner;
  }
}

async function sameRequest(
  deps: Pick<RequestRunDeps, 'idempotencyKeys' | 'runs'>,
  scope: string,
  key: string,
  bodyHash: string,
): Promise<RunRecord | null> {
  const known = await deps.idempotencyKeys.find(scope, key);
  if (known === null) return null;
  if (known.bodyHash !== bodyHash) {
    throw new GatewayError('idempotency_conflict', 'This Idempotency-Key was used for another run request', {
      remedy: 'Use a new key for a new request.',
    });
  }
  return deps.runs.find(known.resourceId);
}

/** What Chunjun would refuse, fail at or damage data with is refused here, before it costs anything. */
async function assertNoErrors(deps: Pick<RequestRunDeps, 'diagnose'>, spec: VersionSpec): Promise<void> {
  const found = await deps.diagnose(spec);
  const errors = found.filter(({ level }) => level === 'error');
  if (errors.length === 0) return;
  throw new GatewayError('document_invalid', errors.map(({ message }) => message).join(' '), {
    errors: errors.map(({ pointer, message, remedy }) => ({ pointer: `/document${pointer}`, detail: message, remedy })),
    remedy: 'POST /jobs/:id/render shows the document and every finding.',
  });
}
