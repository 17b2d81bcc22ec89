import { setTimeout as pause } from 'node:timers/promises';
import { GatewayError, messageOf, type ErrorCode } from '../core/errors.ts';
import { shorten } from '../core/redact.ts';
import { entryClass } from '../chunjun/program-arguments.ts';
import type { Cluster } from '../clusters/cluster-store.ts';
import type { FlinkClient, SubmissionAnswer } from '../flink/client.ts';
import { restoreFromOf } from '../runs/restore-schema.ts';
import type { RunRecord } from '../runs/run-store.ts';
import { isLeased, lease } from '../runs/run-status-lease.ts';
import type { WaitingReason } from '../runs/schemas.ts';
import { admitRun, lookAt, type Admitted } from './admit-run.ts';
import { closedReason, isAttemptPaused } from './drain.ts';
import type { LateAnswer, Uncertainty } from './evidence.ts';
import { isHeldBack } from './hold-back.ts';
import { attempt, failureOf, reject, wait } from './move-record.ts';
import { prepareRun } from './prepare-run.ts';
import { submitter, type SubmissionDeps } from './submission-deps.ts';

/**
 * Takes a record one step on from QUEUED, WAITING or an abandoned SUBMITTING. Safe to run twice and at once: the only
 * POST follows a won compare-and-set to SUBMITTING with a new Flink job id.
 */
export async function submitRun(deps: SubmissionDeps, recordId: string): Promise<void> {
  const record = await deps.runs.find(recordId);
  switch (record?.state) {
    case 'QUEUED':
    case 'WAITING':
      try {
        return await admitAndSubmit(deps, record);
      } catch (error) {
        // A fault of this gateway: the record says so, where it is not under way already, and others get their turn.
        await wait(deps, record, { code: 'gateway_fault', message: messageOf(error) }).catch(() => undefined);
        throw error;
      }
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
  if (await isHeldBack(deps, record)) return;
  if (await isClusterClosed(deps, record)) return;
  const [run, target] = await Promise.all([attempt(() => prepareRun(deps, record)), lookAt(deps, record)]);
  if (target === null) return reject(deps, record, { code: 'no_cluster', message: 'The cluster was removed' });
  if (run instanceof GatewayError) {
    if (jobsMistakes.has(run.code)) return reject(deps, record, failureOf(run));
    return wait(deps, record, { code: 'gateway_fault', message: run.message });
  }
  const { cluster, flink, look } = target;
  const jar = await attempt(() => deps.jobJar(cluster, run.job.plugins, run.job.extras));
  if (jar instanceof GatewayError) {
    // What is wrong with this gateway's distribution can be put right; a connector it lacks is the job's mistake.
    if (jobsMistakes.has(jar.code)) return reject(deps, record, failureOf(jar));
    return wait(deps, record, { code: 'distribution_unusable', message: jar.message });
  }
  if (look instanceof GatewayError) {
    return wait(deps, record, { code: 'cluster_unreachable', message: look.message });
  }
  const { epoch } = look.seen;
  const jarId = await attempt(() => deps.jars.provide(flink, epoch, jar));
  if (jarId instanceof GatewayError) {
    return wait(deps, record, { code: 'cluster_unreachable', message: jarId.message });
  }
  const args = run.programArgs(directoryOf(cluster));
  const sent = await deps.admissions.run(cluster.id, async () => {
    const admitted = await admitRun(deps, record, run, { cluster, flink, look, jarId });
    if (admitted === null) return null;
    const answered = postOnce(deps, flink, admitted, { jarId, args });
    await Promise.race([answered, pause(aloneMs, undefined, { ref: false })]);
    return { admitted, answered };
  });
  if (sent === null) return;
  const { admitted } = sent;
  const answer = await sent.answered;
  if (answer.kind === 'error') deps.jars.forget(flink, epoch, jar);
  await settle(deps, admitted.record, answer, run.redact);
}

/** What the cluster itself keeps back needs no document and no look at Flink. */
async function isClusterClosed(deps: SubmissionDeps, record: RunRecord): Promise<boolean> {
  const reason = record.waitingReason as WaitingReason | null;
  const now = deps.clock.now();
  if (
    reason?.code === 'cluster_exhausted' &&
    isAttemptPaused({ attempt: record.attempt, since: record.stateSince, now })
  ) {
    await wait(deps, record, reason);
    return true;
  }
  const cluster = await deps.clusters.find(record.clusterId);
  const closed = cluster === null ? null : closedReason(cluster);
  if (closed !== null) await wait(deps, record, closed);
  if (closed !== null || cluster === null) return closed !== null;
  if (cluster.reachability === 'unreachable') {
    // The look that finds it answering wakes those that wait for it: until then none of them asks.
    await wait(deps, record, { code: 'cluster_unreachable', message: cluster.lastError ?? 'Flink does not answer' });
    if (record.state === 'QUEUED') await deps.wake.observe(cluster.id);
    return true;
  }
  const full = deps.looks.full(cluster.id, record.slots);
  if (full !== null) await wait(deps, record, { code: 'no_free_slots', message: full });
  return full !== null;
}

function directoryOf({ distribution }: Cluster): string {
  return distribution.mode === 'dist-dir' ? (distribution.directory ?? '') : '';
}

/**
 * For so long, or until it is answered, a POST has its JobManager to itself, as far as this process goes. Flink 1.12.7 hands
 * the settings of a program, the job's id among them, to its thread by way of a static field
 * (`StreamExecutionEnvironment.initializeContextEnvironment`): of two that begin at the same moment one may get the other's.
 */
const aloneMs = 1_000;

/**
 * The one POST of an attempt; the lease is renewed for as long as Flink takes. Where this process stood still for the
 * length of the lease, others have begun to look for the job: nothing is sent any more.
 */
async function postOnce(
  deps: SubmissionDeps,
  flink: FlinkClient,
  { record, sinceMs }: Admitted,
  { jarId, args }: { jarId: string; args: readonly string[] },
): Promise<SubmissionAnswer> {
  const stoodStillMs = Math.round(deps.monotonicMs() - sinceMs);
  if (stoodStillMs >= lease.lastsMs) {
    return { kind: 'never-left', reason: `the gateway stood still for ${stoodStillMs} ms before it was sent` };
  }
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
    const restore = restoreFromOf(record);
    const request = {
      entryClass,
      programArgsList: args,
      jobId: record.flinkJobId ?? '',
      ...(restore === null
        ? {}
        : { savepointPath: restore.path, allowNonRestoredState: restore.allowNonRestoredState }),
    };
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
    const moved =
      (await deps.runs.move(record, request)) ?? (await late(deps, record, (now) => deps.runs.move(now, request)));
    if (moved !== null && moved !== undefined && moved.stopRequestedAt !== null) await deps.wake.stop(record.id);
    await deps.wake.observe(record.clusterId);
    return;
  }
  if (answer.kind === 'never-left') {
    const reason: WaitingReason = { code: 'cluster_unreachable', message: `Flink cannot be reached: ${answer.reason}` };
    const request = {
      ...common,
      to: 'WAITING',
      why: 'the request never left: no connection was made',
      evidence: answer,
      // It was none: attempts are counted where Flink may have had the job.
      set: { waitingReason: reason, attempt: record.attempt - 1 },
    } as const;
    const moved = await deps.runs.move(record, request);
    if (moved === null) await late(deps, record, (now) => deps.runs.move(now, request));
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
  if (moved !== null) return deps.wake.resolve(record.id);
  // With an error answer main() is over: one look decides, where silence would be waited out.
  if (evidence.kind === 'error' && record.flinkJobId !== null) {
    const lateAnswer: LateAnswer = { flinkJobId: record.flinkJobId, answer: evidence };
    const kept = await late(deps, record, (now) => deps.runs.note(now, { lateAnswer }));
    if (kept) await deps.wake.resolve(record.id);
  }
}

/** The answer came after another worker had taken the record for abandoned: it still counts for that Flink job. */
async function late<T>(
  deps: SubmissionDeps,
  record: RunRecord,
  act: (now: RunRecord) => Promise<T>,
): Promise<T | undefined> {
  const now = await deps.runs.find(record.id);
  return now?.state === 'UNCERTAIN' && now.flinkJobId === record.flinkJobId ? act(now) : undefined;
}

/** A submission whose worker gave no sign for the length of its lease: nobody knows whether the POST was sent. */
async function takeOver(deps: SubmissionDeps, record: RunRecord): Promise<void> {
  const at = deps.clock.now();
  if (isLeased(record, at)) return;
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
