import { GatewayError, hasCode } from '../core/errors.ts';
import { newFlinkJobId } from '../core/ids.ts';
import { policyOf } from '../jobs/policy-schema.ts';
import type { Cluster } from '../clusters/cluster-store.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { AdmissionGround } from '../runs/queue-store.ts';
import type { AdmissionTurn, RunRecord } from '../runs/run-store.ts';
import { lease } from '../runs/run-status-lease.ts';
import type { WaitingReason } from '../runs/schemas.ts';
import { admit, availableSlots, tooManySlots } from './admit.ts';
import { guardReason } from './drain.ts';
import { isNeedless } from './hold-back.ts';
import { freePlace } from './job-places.ts';
import { attempt, reject, wait } from './move-record.ts';
import type { PreparedRun } from './prepare-run.ts';
import { reservedSince } from './queue-order.ts';
import { submitter, type SubmissionDeps } from './submission-deps.ts';

interface ClusterLook {
  readonly at: Date;
  /** Read before Flink was asked. */
  readonly ground: AdmissionGround;
  readonly seen: { readonly epoch: string; readonly slotsTotal: number; readonly slotsFree: number };
}

export interface Admissible {
  readonly cluster: Cluster;
  readonly flink: FlinkClient;
  readonly look: ClusterLook;
  readonly jarId: string;
}

/** A record in SUBMITTING whose POST is this process's to send. */
export interface Admitted {
  readonly record: RunRecord;
  /** When its lease began, by the monotonic clock. */
  readonly sinceMs: number;
}

/** Older numbers may miss slots that jobs of others have taken since. */
const freshMs = 250;

/** Another gateway that admits at the same time makes one round come to nothing: so many in a row are its luck. */
const rounds = 20;

/** POSTs to one cluster at a time: where each takes minutes, they must not hold up those to other clusters. */
const submissionsAtOnce = 16;

/** A run that was not tried for so long (its wake-up throws, its cluster is not looked at) holds up nobody. */
const triedMs = 10 * 60 * 1000;

/** The record's cluster and what it says now; null: there is no such cluster any more. */
export async function lookAt(deps: SubmissionDeps, record: RunRecord) {
  const cluster = await deps.clusters.find(record.clusterId);
  if (cluster === null) return null;
  const flink = deps.flinkOf(cluster);
  const look = await attempt(() => lookOnce(deps, record, flink));
  return { cluster, flink, look };
}

async function lookOnce(deps: SubmissionDeps, record: RunRecord, flink: FlinkClient): Promise<ClusterLook> {
  const ground = await deps.queue.ground(record.clusterId, record.id);
  const [overview, epoch] = await Promise.all([flink.overview(), flink.epoch()]);
  const slots = { slotsTotal: overview['slots-total'], slotsFree: overview['slots-available'] };
  deps.looks.note(record.clusterId, slots);
  return { at: deps.clock.now(), ground, seen: { epoch, ...slots } };
}

/**
 * Admission and write-ahead: the record as SUBMITTING, or null when it is not for now. No two runs get the same slot,
 * whatever the number of gateways: what is promised is read before Flink is asked, and the move comes to nothing when
 * another run of the cluster was admitted since. Then everything is asked again.
 */
export async function admitRun(
  deps: SubmissionDeps,
  record: RunRecord,
  run: PreparedRun,
  { cluster, flink, look: first, jarId }: Admissible,
): Promise<Admitted | null> {
  let look = first;
  for (let round = 0; round < rounds; round++) {
    if (round > 0 || deps.clock.now().getTime() - look.at.getTime() >= freshMs) {
      const next = await attempt(() => lookOnce(deps, record, flink));
      if (next instanceof GatewayError) return holdBack({ code: 'cluster_unreachable', message: next.message });
      look = next;
    }
    const { turn, revision } = look.ground;
    if (turn === null || revision === null)
      return holdBack({ code: 'cluster_unreachable', message: 'The cluster was removed' });
    if (revision !== cluster.revision) {
      // The client at hand may ask another Flink than the cluster now is: everything is to be read anew.
      await deps.wake.submit(record.id);
      return null;
    }
    // Before the question of room: a run that its own job holds back must not have slots kept for it.
    const place = await placeFor(deps, record);
    if (place.kind === 'taken') return holdBack({ code: 'behind_another_run', message: place.message });
    const verdict = await judge(deps, record, run.job.slots, cluster, look);
    if (verdict.kind === 'never') {
      await reject(deps, record, { ...tooManySlots, message: verdict.message });
      return null;
    }
    if (verdict.kind === 'wait') return holdBack(verdict.reason);
    try {
      const admission = { clusterId: cluster.id, revision, turn, retryOf: record.retryOf };
      // The jar was looked up in the epoch of the first look: of a later one Flink says that the jar is gone.
      const ahead = { epoch: first.seen.epoch, jarId, activeKey: place.key, admission };
      const sinceMs = deps.monotonicMs();
      const submitting = await writeAhead(deps, record, run, ahead);
      if (submitting !== null) return { record: submitting, sinceMs };
    } catch (error) {
      // Another run of the job took the place between the look and the write.
      if (!hasCode(error, 'run_active')) throw error;
    }
    const now = await deps.runs.find(record.id);
    if (now?.stateVersion !== record.stateVersion || (await isNeedless(deps, record))) return null;
  }
  return holdBack({ code: 'no_free_slots', message: 'Other runs are being admitted to the cluster' });

  async function holdBack(reason: WaitingReason): Promise<null> {
    await wait(deps, record, reason);
    return null;
  }
}

/** Room first, then whose turn it is: a run that is passed over says for whom. */
async function judge(deps: SubmissionDeps, record: RunRecord, needed: number, cluster: Cluster, look: ClusterLook) {
  const { ground, seen } = look;
  const closed = guardReason(cluster, ground, seen.epoch);
  if (closed !== null) return { kind: 'wait', reason: closed } as const;
  if (ground.submitting >= submissionsAtOnce) {
    const message = `${ground.submitting} submissions to the cluster are under way: Flink has not answered them yet`;
    return { kind: 'wait', reason: { code: 'quota', message } } as const;
  }
  const room = {
    needed,
    ...seen,
    slotsMax: largest(cluster, seen),
    promised: ground.promisedSlots,
    activeRuns: ground.activeRuns,
    maxActiveRuns: cluster.config.maxActiveRuns ?? null,
  };
  const admission = admit(room);
  if (admission.kind !== 'admit') return admission;
  const now = deps.clock.now();
  const free = availableSlots(room);
  const ahead = await deps.queue.ahead(record, {
    free,
    total: seen.slotsTotal,
    reservedSince: reservedSince(now),
    triedSince: new Date(now.getTime() - triedMs),
  });
  if (ahead === null) return admission;
  await deps.wake.submit(ahead.id);
  const message = `${free} of ${seen.slotsTotal} task slots are free and kept for run ${ahead.id}, which needs ${ahead.slots}`;
  return { kind: 'wait', reason: { code: 'no_free_slots', message } } as const;
}

/** What the cluster can have: as configured, or the most that was ever seen of it at this address. */
function largest({ config, slotsMax }: Cluster, seen: ClusterLook['seen']): number {
  return Math.max(seen.slotsTotal, config.maxSlots ?? slotsMax ?? 0);
}

type PlaceFor = { readonly kind: 'free'; readonly key: string } | { readonly kind: 'taken'; readonly message: string };

async function placeFor(deps: SubmissionDeps, record: RunRecord): Promise<PlaceFor> {
  if (record.activeKey !== null) return { kind: 'free', key: record.activeKey };
  const [job, siblings] = await Promise.all([deps.jobs.find(record.jobId), deps.queue.activeOf(record.jobId)]);
  const atOnce = record.overlap === 'allow' && job !== null ? policyOf(job).maxActiveRuns : 1;
  const taken = new Set(siblings.map(({ activeKey }) => activeKey));
  const key = freePlace(record.jobId, atOnce, taken);
  if (key !== null) return { kind: 'free', key };
  const active = siblings.filter(({ activeKey }) => activeKey !== null).length;
  return { kind: 'taken', message: `${active} runs of the job are active, its limit is ${atOnce}` };
}

async function writeAhead(
  deps: SubmissionDeps,
  record: RunRecord,
  prepared: PreparedRun,
  { epoch, jarId, activeKey, admission }: { epoch: string; jarId: string; activeKey: string; admission: AdmissionTurn },
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
    admission,
    set: {
      activeKey,
      attempt: record.attempt + 1,
      flinkJobId,
      flinkEpoch: epoch,
      jarId,
      slots: prepared.job.slots,
      document: prepared.redactedDocument,
      documentHash: prepared.documentHash,
      datasourceRevisions: prepared.datasourceRevisions,
      offsetBefore: prepared.offsetBefore,
      streaming: prepared.streaming,
      submittedAt: at,
      leaseUntil: new Date(at.getTime() + lease.lastsMs),
    },
  });
}
