import { GatewayError, messageOf, type ErrorCode } from '../core/errors.ts';
import { shorten } from '../core/redact.ts';
import { newFlinkJobId } from '../core/ids.ts';
import { entryClass } from '../chunjun/program-arguments.ts';
import type { Failure } from '../chunjun/explain-failure.ts';
import type { Cluster } from '../clusters/cluster-store.ts';
import type { FlinkClient, SubmissionAnswer } from '../flink/client.ts';
import type { RunRecord } from '../runs/run-store.ts';
import type { WaitingReason } from '../runs/schemas.ts';
import { admit } from './admit.ts';
import type { Uncertainty } from './evidence.ts';
import { prepareRun, type PreparedRun } from './prepare-run.ts';
import { lease, submitter, type SubmissionDeps } from './submission-deps.ts';

/**
 * Takes a record one step on from QUEUED, WAITING or an abandoned SUBMITTING. Safe to run twice and at once: the only
 * POST follows a won compare-and-set to SUBMITTING with a new Flink job id.
 */
export async function submitRun(deps: SubmissionDeps, recordId: string): Promise<void> {
  const record = await deps.runs.find(recordId);
  switch (record?.state) {
    case 'QUEUED':
    case 'WAITING':
      return admitAndSubmit(deps, record);
    case 'SUBMITTING':
      return takeOver(deps, record);
    case 'UNCERTAIN':
      return deps.wake.resolve(record.id);
    default:
      return;
  }
}

/** What no waiting puts right. Everything else may be a fault of this gateway: accepted work does not end by it. */
const jobsMistakes = new Set<ErrorCode>(['document_invalid', 'not_found', 'connector_missing', 'connector_unknown']);

async function admitAndSubmit(deps: SubmissionDeps, record: RunRecord): Promise<void> {
  if (record.state === 'WAITING' && record.stopRequestedAt !== null) {
    await deps.runs.move(record, {
      to: 'CANCELED',
      by: 'submission',
      who: submitter,
      why: 'stop was requested while an attempt that came to nothing was being submitted',
      evidence: { stopRequestedAt: record.stopRequestedAt.toISOString(), attempt: record.attempt },
      at: deps.clock.now(),
    });
    return;
  }
  const [run, target] = await Promise.all([attempt(() => prepareRun(deps, record)), lookAt(deps, record)]);
  if (target === null) return reject(deps, record, { code: 'no_cluster', message: 'The cluster was removed' });
  if (run instanceof GatewayError) {
    if (jobsMistakes.has(run.code)) return reject(deps, record, failureOf(run));
    return wait(deps, record, { code: 'gateway_fault', message: run.message });
  }
  const { cluster, flink, look } = target;
  const jar = await attempt(() => deps.jobJar(cluster, run.job.plugins));
  if (jar instanceof GatewayError) {
    // What is wrong with this gateway's distribution can be put right; a connector it lacks is the job's mistake.
    if (jobsMistakes.has(jar.code)) return reject(deps, record, failureOf(jar));
    return wait(deps, record, { code: 'distribution_unusable', message: jar.message });
  }
  if (look instanceof GatewayError) {
    return wait(deps, record, { code: 'cluster_unreachable', message: look.message });
  }
  const { epoch } = look;
  const jarId = await attempt(() => deps.jars.provide(flink, epoch, jar));
  if (jarId instanceof GatewayError) {
    return wait(deps, record, { code: 'cluster_unreachable', message: jarId.message });
  }
  const submitting = await deps.admissions.run(cluster.id, () =>
    admitOne(deps, record, run, { cluster, flink, look, jarId }),
  );
  if (submitting === null) return;
  const answer = await postOnce(deps, flink, submitting, { jarId, args: run.programArgs(directoryOf(cluster)) });
  if (answer.kind === 'error') deps.jars.forget(flink, epoch, jar);
  await settle(deps, submitting, answer, run.redact);
}

interface Admissible {
  readonly cluster: Cluster;
  readonly flink: FlinkClient;
  readonly look: ClusterLook;
  readonly jarId: string;
}

/** Older numbers may miss runs that were admitted and have taken their slots since. */
const freshMs = 250;

/**
 * Admission and write-ahead of one record at a time per cluster: two runs do not get the same free slot. Other
 * processes are seen through the promised slots only, a moment late; an excess waits inside Flink.
 */
async function admitOne(
  deps: SubmissionDeps,
  record: RunRecord,
  run: PreparedRun,
  { cluster, flink, look, jarId }: Admissible,
): Promise<RunRecord | null> {
  const fresh = deps.clock.now().getTime() - look.at.getTime() < freshMs;
  const now = fresh ? look : await attempt(() => lookOnce(deps, flink));
  if (now instanceof GatewayError) {
    await wait(deps, record, { code: 'cluster_unreachable', message: now.message });
    return null;
  }
  const promised = await deps.runs.promisedSlots(cluster.id, record.id);
  const slotsMax = cluster.epoch === now.epoch ? Math.max(now.slotsTotal, cluster.slotsMax ?? 0) : now.slotsTotal;
  const admission = admit({ needed: run.job.slots, promised, slotsMax, ...now });
  if (admission.kind === 'never') {
    const failure = { code: 'too_many_slots', message: admission.message, remedy: 'Use fewer channels.' };
    await reject(deps, record, failure);
    return null;
  }
  if (admission.kind === 'wait') {
    await wait(deps, record, { code: 'no_free_slots', message: admission.message });
    return null;
  }
  return writeAhead(deps, record, run, { epoch: look.epoch, jarId });
}

interface ClusterLook {
  readonly at: Date;
  readonly epoch: string;
  readonly slotsTotal: number;
  readonly slotsFree: number;
}

async function lookOnce(deps: Pick<SubmissionDeps, 'clock'>, flink: FlinkClient): Promise<ClusterLook> {
  const [overview, epoch] = await Promise.all([flink.overview(), flink.epoch()]);
  const slots = { slotsTotal: overview['slots-total'], slotsFree: overview['slots-available'] };
  return { at: deps.clock.now(), epoch, ...slots };
}

/** The error as a value, where what follows depends on which part failed. A store that cannot be reached stays one. */
async function attempt<T>(work: () => Promise<T>): Promise<T | GatewayError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatewayError && error.code !== 'store_unavailable') return error;
    throw error;
  }
}

/** The record's cluster and what it says now; null: there is no such cluster any more. */
async function lookAt(deps: SubmissionDeps, record: RunRecord) {
  const cluster = await deps.clusters.find(record.clusterId);
  if (cluster === null) return null;
  const flink = deps.flinkOf(cluster);
  const look = await attempt(() => lookOnce(deps, flink));
  return { cluster, flink, look };
}

function directoryOf({ distribution }: Cluster): string {
  return distribution.mode === 'dist-dir' ? (distribution.directory ?? '') : '';
}

async function writeAhead(
  deps: SubmissionDeps,
  record: RunRecord,
  prepared: PreparedRun,
  { epoch, jarId }: { epoch: string; jarId: string },
): Promise<RunRecord | null> {
  const at = deps.clock.now();
  const flinkJobId = newFlinkJobId();
  return deps.runs.move(record, {
    to: 'SUBMITTING',
    by: 'submission',
    who: submitter,
    why: `admitted, attempt ${record.attempt + 1}`,
    evidence: { flinkJobId, epoch, jarId, replaces: record.flinkJobId },
    at,
    set: {
      attempt: record.attempt + 1,
      flinkJobId,
      flinkEpoch: epoch,
      jarId,
      slots: prepared.job.slots,
      document: prepared.redactedDocument,
      documentHash: prepared.documentHash,
      datasourceRevisions: prepared.datasourceRevisions,
      offsetBefore: prepared.offsetBefore,
      submittedAt: at,
      leaseUntil: new Date(at.getTime() + lease.lastsMs),
    },
  });
}

/** The one POST of an attempt; the lease is renewed for as long as Flink takes. */
async function postOnce(
  deps: SubmissionDeps,
  flink: FlinkClient,
  record: RunRecord,
  { jarId, args }: { jarId: string; args: readonly string[] },
): Promise<SubmissionAnswer> {
  const renewal = setInterval(() => {
    const leaseUntil = new Date(deps.clock.now().getTime() + lease.lastsMs);
    deps.runs.note(record, { leaseUntil }).catch((error: unknown) => {
      deps.log.warn(
        { recordId: record.id, reason: messageOf(error) },
        'the lease of a submission could not be renewed',
      );
    });
  }, lease.renewedEveryMs);
  try {
    const request = { entryClass, programArgsList: args, jobId: record.flinkJobId ?? '' };
    return await flink.runJar(jarId, request, deps.submissionTimeoutMs);
  } finally {
    clearInterval(renewal);
  }
}

/** Writes down what the answer means. Meanwhile another worker may have taken the record for abandoned: UNCERTAIN. */
async function settle(
  deps: SubmissionDeps,
  record: RunRecord,
  answer: SubmissionAnswer,
  redact: (text: string) => string,
): Promise<void> {
  const at = deps.clock.now();
  const common = { by: 'submission', who: submitter, at } as const;
  if (answer.kind === 'accepted' && answer.jobId === record.flinkJobId) {
    const request = {
      ...common,
      to: 'RUNNING',
      why: 'Flink accepted the job',
      evidence: { http: 200, jobId: answer.jobId },
      set: { startedAt: at, seenAt: at },
    } as const;
    let moved = await deps.runs.move(record, request);
    if (moved === null) {
      const now = await deps.runs.find(record.id);
      if (now?.state === 'UNCERTAIN' && now.flinkJobId === record.flinkJobId)
        moved = await deps.runs.move(now, request);
    }
    if (moved !== null && moved.stopRequestedAt !== null) await deps.wake.stop(record.id);
    await deps.wake.observe(record.clusterId);
    return;
  }
  if (answer.kind === 'never-left') {
    const reason: WaitingReason = { code: 'cluster_unreachable', message: `Flink cannot be reached: ${answer.reason}` };
    await deps.runs.move(record, {
      ...common,
      to: 'WAITING',
      why: 'the request never left: no connection was made',
      evidence: answer,
      set: { waitingReason: reason },
    });
    return;
  }
  const evidence: Uncertainty =
    answer.kind === 'accepted'
      ? { kind: 'lost', reason: `Flink answered with another job id, ${answer.jobId}` }
      : answer.kind === 'error'
        ? { kind: 'error', status: answer.status, chain: answer.cause.chain.map((cause) => shorten(redact(cause))) }
        : { kind: 'lost', reason: answer.reason };
  const why = evidence.kind === 'error' ? `Flink answered ${evidence.status}` : `no answer: ${evidence.reason}`;
  const moved = await deps.runs.move(record, { ...common, to: 'UNCERTAIN', why, evidence });
  if (moved !== null) await deps.wake.resolve(record.id);
}

/** A submission whose worker gave no sign for the length of its lease: nobody knows whether the POST was sent. */
async function takeOver(deps: SubmissionDeps, record: RunRecord): Promise<void> {
  const at = deps.clock.now();
  if (record.leaseUntil !== null && record.leaseUntil > at) return;
  const evidence: Uncertainty = { kind: 'lost', reason: 'the gateway process that submitted it is gone' };
  const moved = await deps.runs.move(record, {
    to: 'UNCERTAIN',
    by: 'submission',
    who: submitter,
    why: evidence.reason,
    evidence,
    at,
  });
  if (moved !== null) await deps.wake.resolve(record.id);
}

/** QUEUED moves to WAITING; a record that waits already gets the newest reason. */
async function wait(deps: SubmissionDeps, record: RunRecord, reason: WaitingReason): Promise<void> {
  if (record.state === 'WAITING') {
    await deps.runs.note(record, { waitingReason: reason });
    return;
  }
  await deps.runs.move(record, {
    to: 'WAITING',
    by: 'submission',
    who: submitter,
    why: reason.message,
    evidence: reason,
    at: deps.clock.now(),
    set: { waitingReason: reason },
  });
}

async function reject(deps: SubmissionDeps, record: RunRecord, failure: Failure): Promise<void> {
  await deps.runs.move(record, {
    to: 'REJECTED',
    by: 'submission',
    who: submitter,
    why: failure.message,
    evidence: { code: failure.code },
    at: deps.clock.now(),
    set: { failure },
  });
}

function failureOf(error: GatewayError): Failure {
  return {
    code: error.code,
    message: error.message,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
  };
}
