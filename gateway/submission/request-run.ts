import type { Clock } from '../core/clock.ts';
import { GatewayError, hasCode, messageOf } from '../core/errors.ts';
import { canonicalJson, newId, sha256Hex } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import type { ParameterValue } from '../chunjun/parameters/fill-text.ts';
import { missingErrors } from '../chunjun/parameters/parameter-values.ts';
import type { VersionSpec } from '../chunjun/version-spec.ts';
import type { Cluster } from '../clusters/cluster-store.ts';
import { policyOf } from '../jobs/policy-schema.ts';
import type { NewRun } from '../runs/new-run-schema.ts';
import type { QueueStore } from '../runs/queue-store.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';
import type { Trigger } from '../runs/schemas.ts';
import { neverFits, tooManySlots } from './admit.ts';
import { skip } from './hold-back.ts';
import { resolveRestore, type RestoreRequest } from './restore-point.ts';
import { termsOf } from './run-terms.ts';

export interface RequestRunDeps {
  readonly jobs: {
    find(id: string): Promise<{
      id: string;
      kind: string;
      clusterId: string | null;
      onlineVersion: number | null;
      policy: unknown;
    } | null>;
    findVersion(jobId: string, number: number | 'newest'): Promise<{ number: number; spec: VersionSpec } | null>;
  };
  /** Dry run. Throws `document_invalid` when the version cannot become a document, `validation_failed` for parameters. */
  readonly render: (input: {
    spec: VersionSpec;
    kind: string;
    parameters: Readonly<Record<string, ParameterValue>>;
    clusterId: string;
  }) => Promise<{
    readonly slots: number;
    readonly plugins: readonly string[];
    readonly missing: readonly string[];
    readonly diagnostics: readonly Diagnostic[];
  }>;
  readonly runs: Pick<RunStore, 'create' | 'find' | 'move'>;
  readonly queue: Pick<QueueStore, 'activeOf'>;
  readonly clusters: { find(id: string): Promise<Cluster | null> };
  readonly idempotencyKeys: {
    find(scope: string, key: string): Promise<{ bodyHash: string; resourceId: string } | null>;
  };
  /** Throws `connector_missing`, `distribution_missing`, `distribution_invalid`. */
  readonly assertPlugins: (clusterId: string, connectors: readonly string[]) => Promise<void>;
  readonly wake: (recordId: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface RunRequest extends RestoreRequest {
  readonly jobId: string;
  /** Default: the one that is online, else the newest. */
  readonly version?: number | undefined;
  /** Values for the version's `${name}`. */
  readonly parameters?: Readonly<Record<string, ParameterValue>> | undefined;
  readonly trigger: Trigger;
  /** The record that it repeats. */
  readonly originRecordId?: string | undefined;
  readonly who: string;
  /** Of the HTTP request, for the first event. */
  readonly requestId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** A key protects against repeats for a day; afterwards it is free again. */
const keyLifetimeMs = 24 * 60 * 60 * 1000;

/**
 * Accepts a run: checks what can be checked for nothing, writes a QUEUED record and wakes submission. The record is
 * the acceptance; when the queue cannot be reached the sweep wakes it later. Same key and request: the same record.
 * The overlap policy of the job decides what becomes of it beside another active run; skipped, it is CANCELED already.
 * Throws `validation_failed`, `conflict` (restoreFrom), `not_found`, `no_cluster`, `document_invalid`, `connector_missing`, `too_many_slots`, `run_active`,
 * `idempotency_conflict`.
 */
export async function requestRun(deps: RequestRunDeps, request: RunRequest): Promise<RunRecord> {
  const { jobId, parameters = {}, originRecordId } = request;
  const repeats = originRecordId === undefined ? {} : { originRecordId };
  const { restoreFrom: place, allowNonRestoredState } = request;
  const restores = {
    ...(place === undefined ? {} : { restoreFrom: place }),
    ...(allowNonRestoredState === undefined ? {} : { allowNonRestoredState }),
  };
  const bodyHash = sha256Hex(
    canonicalJson({ jobId, version: request.version ?? null, parameters, ...repeats, ...restores }),
  );
  const scope = `${request.who}:runs`.slice(0, 190);
  if (request.idempotencyKey !== undefined) {
    const earlier = await sameRequest(deps, scope, request.idempotencyKey, bodyHash);
    if (earlier !== null) return earlier;
  }
  const job = await deps.jobs.find(jobId);
  if (job === null) throw new GatewayError('not_found', `There is no job ${request.jobId}`);
  if (job.clusterId === null) {
    throw new GatewayError('no_cluster', 'The job has no cluster to run on', { remedy: 'Give the job a clusterId.' });
  }
  const version = await deps.jobs.findVersion(jobId, request.version ?? job.onlineVersion ?? 'newest');
  if (version === null) {
    const detail =
      request.version === undefined ? 'The job has no version yet' : `The job has no version ${request.version}`;
    throw new GatewayError('not_found', detail, {
      errors: [{ pointer: '/version', detail }],
      remedy: 'POST /jobs/:id/versions stores one.',
    });
  }
  const restoreFrom = await resolveRestore(deps.runs, job, request);
  const { spec } = version;
  const rendered = await deps.render({ spec, kind: job.kind, parameters, clusterId: job.clusterId });
  assertRunnable(rendered.missing, rendered.diagnostics);
  await deps.assertPlugins(job.clusterId, rendered.plugins);
  await assertFits(deps, job.clusterId, rendered.slots);
  try {
    const at = deps.clock.now();
    const policy = policyOf(job);
    const record = await createRun(deps, {
      ...termsOf(policy, at),
      ...repeats,
      id: newId(),
      jobId: job.id,
      version: version.number,
      clusterId: job.clusterId,
      trigger: request.trigger,
      slots: rendered.slots,
      params: parameters,
      ...(restoreFrom === null ? {} : { restoreFrom }),
      createdBy: request.who,
      at,
      ...(request.requestId === undefined ? {} : { requestId: request.requestId }),
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
    if (record.state !== 'QUEUED') return record;
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

/** What cannot fit even into the whole cluster is refused now, if the cluster was seen; else when it is submitted. */
async function assertFits(deps: Pick<RequestRunDeps, 'clusters'>, clusterId: string, slots: number): Promise<void> {
  const cluster = await deps.clusters.find(clusterId);
  if (cluster === null) return;
  const { slotsTotal, slotsMax, config } = cluster;
  const detail = neverFits(slots, Math.max(slotsTotal ?? 0, config.maxSlots ?? slotsMax ?? 0));
  if (detail !== null) throw new GatewayError(tooManySlots.code, detail, { remedy: tooManySlots.remedy });
}

/** Throws `run_active` where the job wants a second run to be refused; skipped, the record is CANCELED. */
async function createRun(deps: RequestRunDeps, run: NewRun): Promise<RunRecord> {
  const { overlap } = run;
  if (overlap !== 'refuse' && overlap !== 'skip') return deps.runs.create({ ...run, holdsPlace: false });
  const [active] = await deps.queue.activeOf(run.jobId);
  try {
    if (active === undefined) return await deps.runs.create(run);
    throw new GatewayError('run_active', `Run ${active.id} of the job is active (${active.state})`, {
      remedy: 'Wait until it is over, stop it, or give the job another policy.overlap.',
    });
  } catch (error) {
    if (overlap !== 'skip' || !hasCode(error, 'run_active')) throw error;
    const [other] = active === undefined ? await deps.queue.activeOf(run.jobId) : [active];
    const record = await deps.runs.create({ ...run, holdsPlace: false });
    return other === undefined ? record : ((await skip(deps, record, other)) ?? record);
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
function assertRunnable(missing: readonly string[], diagnostics: readonly Diagnostic[]): void {
  if (missing.length > 0) {
    throw new GatewayError('validation_failed', `The version needs a value for ${missing.join(', ')}`, {
      errors: missingErrors(missing),
    });
  }
  const errors = diagnostics.filter(({ level }) => level === 'error');
  if (errors.length === 0) return;
  throw new GatewayError('document_invalid', errors.map(({ message }) => message).join(' '), {
    errors: errors.map(({ pointer, message, remedy }) => ({ pointer: `/document${pointer}`, detail: message, remedy })),
    remedy: 'POST /jobs/:id/render shows the document and every finding.',
  });
}
