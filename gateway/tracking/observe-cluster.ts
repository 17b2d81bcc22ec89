import { ageMs } from '../core/age.ts';
import type { Clock } from '../core/clock.ts';
import { GatewayError, messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { readNumbers } from '../chunjun/read-accumulators.ts';
import type { Cluster, Sighting } from '../clusters/cluster-store.ts';
import type { ArchivedJob, ArchiveWitness } from '../flink/archive.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { JobOverview, Overview } from '../flink/schemas.ts';
import type { Pace } from '../queues/wake.ts';
import type { RecordNoteStore } from '../runs/record-note-store.ts';
import type { FollowedRecord, RunStore } from '../runs/run-store.ts';
import { phaseOf } from '../runs/run-status-phase.ts';
import type { StopStore } from '../runs/stop-store.ts';
import { decide, type DecideInput, type Decision } from './decide.ts';
import { finishRecord, observer, type FinishDeps, type Sources } from './finish-record.ts';
import type { CheckpointFollower } from './follow-checkpoints.ts';
import { followSavepoint, savepointUnderWay } from './follow-savepoint.ts';
import { inParallel } from './in-parallel.ts';
import type { LostLooks } from './lost-looks.ts';
import { cancelOrphans } from './orphans.ts';
import { paceOf } from './pace-of.ts';

export interface ObserveDeps extends FinishDeps {
  readonly runs: Pick<RunStore, 'onFlink' | 'pending' | 'findMany' | 'events' | 'move' | 'note'>;
  readonly notes: Pick<RecordNoteStore, 'annotate'>;
  readonly stops: StopStore;
  readonly clusters: {
    find(id: string): Promise<Cluster | null>;
    markReachable(cluster: Cluster, sighting: Sighting): Promise<void>;
    markUnreachable(cluster: Cluster, error: string): Promise<void>;
  };
  readonly flinkOf: (cluster: Cluster) => FlinkClient;
  /** Where jobs are looked for that Flink does not know; without it nowhere. */
  readonly archive?: { of(cluster: Cluster): ArchiveWitness | null; readonly lost: LostLooks };
  readonly checkpoints: CheckpointFollower;
  readonly wake: { submit(recordId: string): Promise<void>; stop(recordId: string): Promise<void> };
  /** Sends the message for the next look. */
  readonly setPace: (clusterId: string, pace: Pace) => Promise<void>;
  readonly log: Log;
  /** Told once per restart of a JobManager, whatever the number of its records. */
  readonly onRestart?: (cluster: Cluster) => void;
  /** What follows for the health of the cluster; null: it did not answer. Never rejects. */
  readonly watchHealth?: (cluster: Cluster, seen: { epoch: string; isWhole: boolean } | null) => Promise<void>;
}

/** LOST records are looked for this long: afterwards they stay LOST unless a person attaches them. */
const lostWatchMs = 24 * 60 * 60 * 1000;

/** Waiting records that one look wakes at most: the next look wakes more. */
const wakeAtOnce = 20;

/** Slots, version and epoch are asked for this often while the list alone shows everything, in milliseconds. */
const wholeLookMs = 10_000;

/** Records of one cluster that are worked on at the same time: a few hundred may end at once. */
const atOnce = 8;

/**
 * One look at a cluster: one call, whatever the number of records, and two more every 10 s or when the cluster is not
 * what it was; more only for jobs that became final, that the list lacks, or that somebody watches. A cluster that does
 * not answer changes nothing but its own reachability; `lastSeenAt` is up to those 10 s old.
 */
export async function observeCluster(deps: ObserveDeps, clusterId: string): Promise<void> {
  const cluster = await deps.clusters.find(clusterId);
  if (cluster === null) return;
  const flink = deps.flinkOf(cluster);
  const lostSince = new Date(deps.clock.now().getTime() - lostWatchMs);
  // Read before Flink is asked: a record that is submitted meanwhile is not judged by an older list.
  const records = await deps.runs.onFlink(clusterId, lostSince);
  const pending = await deps.runs.pending(clusterId, wakeAtOnce);
  // Before the look: a wake-up that arrives while it lasts is then the newer message, and stands.
  const active = records.some(({ state }) => state !== 'LOST') || pending.length > 0;
  const pace = paceOf(cluster, active, deps.clock.now());
  await deps.setPace(clusterId, pace);
  const waiting = pending.filter(({ state }) => state === 'WAITING');
  let view: ClusterView;
  try {
    view = await look(flink, cluster, records, waiting.length > 0, deps.clock);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    await deps.clusters.markUnreachable(cluster, error.message);
    if (cluster.reachability !== 'unreachable')
      deps.log.warn({ clusterId, reason: error.message }, 'cluster unreachable');
    await deps.watchHealth?.(cluster, null);
    return;
  }
  const { sighting, jobs } = view;
  if (sighting !== null) await deps.clusters.markReachable(cluster, sighting);
  // It answers again: the pause was for one that does not. A wake-up of meanwhile may wait for the active period.
  if (typeof pace === 'number') await deps.setPace(clusterId, 'active');
  if (cluster.epoch !== null && cluster.epoch !== view.epoch) {
    const followed = records.filter(({ state }) => state !== 'LOST').length;
    deps.log.warn({ clusterId, before: cluster.epoch, now: view.epoch, followed }, 'the JobManager was restarted');
    deps.onRestart?.(cluster);
  }
  const at = deps.clock.now();
  const witness = deps.archive?.of(cluster) ?? null;
  const sources: Sources = { flink, witness };
  const lostDue: ReadonlySet<string> =
    witness === null ? new Set() : (deps.archive?.lost.due(records, at) ?? new Set());
  const moved = records.filter((record) => hasNews(deps, record, view, at) || lostDue.has(record.id));
  await inParallel(atOnce, moved, async (record) => {
    try {
      await follow(deps, sources, view, record);
    } catch (error) {
      // One record's trouble must not keep the others from being seen.
      deps.log.warn({ recordId: record.id, reason: messageOf(error) }, 'a record could not be followed this time');
    }
  });
  await cancelOrphans(deps, flink, jobs.values(), records);
  await deps.watchHealth?.(cluster, { epoch: view.epoch, isWhole: sighting !== null });
  if (view.slotsFree > 0) for (const record of waiting) await deps.wake.submit(record.id);
}

interface ClusterView {
  readonly epoch: string;
  readonly jobs: ReadonlyMap<string, JobOverview>;
  /** 0 when nobody waits for them. */
  readonly slotsFree: number;
  /** null: only the list was asked for. */
  readonly sighting: Sighting | null;
}

async function look(
  flink: FlinkClient,
  cluster: Cluster,
  records: readonly FollowedRecord[],
  someoneWaits: boolean,
  clock: Clock,
): Promise<ClusterView> {
  const known = isFresh(cluster, clock.now()) ? cluster.epoch : null;
  const [list, slots] = await Promise.all([
    flink.jobsOverview(),
    known === null || someoneWaits ? flink.overview() : null,
  ]);
  const jobs = new Map(list.map((job) => [job.jid, job]));
  const isMissing = ({ state, flinkJobId }: FollowedRecord) => state !== 'LOST' && !jobs.has(flinkJobId ?? '');
  if (known !== null && !records.some(isMissing)) {
    return { epoch: known, jobs, slotsFree: slots?.['slots-available'] ?? 0, sighting: null };
  }
  // After the list: a job that it lacks may be missing because this is another JobManager.
  const [epoch, overview] = await Promise.all([flink.epoch(), slots ?? flink.overview()]);
  return { epoch, jobs, slotsFree: overview['slots-available'], sighting: sightingOf(overview, epoch, clock.now()) };
}

function isFresh({ reachability, lastSeenAt }: Cluster, now: Date): boolean {
  if (reachability !== 'reachable' || lastSeenAt === null) return false;
  return ageMs(lastSeenAt, now) < wholeLookMs;
}

function sightingOf(overview: Overview, epoch: string, at: Date): Sighting {
  return {
    at,
    epoch,
    flinkVersion: overview['flink-version'].slice(0, 40),
    slotsTotal: overview['slots-total'],
    slotsFree: overview['slots-available'],
  };
}

function known(record: FollowedRecord, view: ClusterView): DecideInput {
  return {
    state: record.state,
    phase: record.phase,
    listed: listedAs(view.jobs.get(record.flinkJobId ?? '')),
    direct: undefined,
    submittedEpoch: record.flinkEpoch,
    epoch: view.epoch,
  };
}

function listedAs(job: JobOverview | undefined): string | null {
  return job === undefined ? null : phaseOf(job);
}

/** Most records have none: they cost nothing beyond this. */
function hasNews(
  { checkpoints }: Pick<ObserveDeps, 'checkpoints'>,
  record: FollowedRecord,
  view: ClusterView,
  at: Date,
): boolean {
  if (record.flinkJobId === null) return false;
  if (decide(known(record, view)).kind !== 'nothing' || wantsToStop(record) || isWatched(record, at)) return true;
  return savepointUnderWay(record) !== null || checkpoints.due(record, at);
}

async function follow(deps: ObserveDeps, sources: Sources, view: ClusterView, record: FollowedRecord): Promise<void> {
  if (record.flinkJobId === null) return;
  const { flink, witness } = sources;
  // The wish to stop is kept through submission; whoever wrote RUNNING may have died before it sent the wake-up.
  if (wantsToStop(record)) await deps.wake.stop(record.id);
  let input = known(record, view);
  let asked = '/jobs/overview';
  if (decide(input).kind === 'look') {
    const detail = await flink.job(record.flinkJobId);
    // The epoch again, after the direct look: a restart in between must not pass for an unexplained absence.
    const epoch = detail === null ? await flink.epoch() : view.epoch;
    input = { ...input, epoch, direct: detail?.state ?? null };
    asked = `/jobs/${record.flinkJobId}`;
  }
  // Flink answered and does not know it: the second witness is heard before anything is concluded.
  const isUnknown = input.listed === null && (input.direct ?? null) === null;
  const archived = isUnknown && witness !== null ? await witness.job(record.flinkJobId) : null;
  const decision = decide({ ...input, archived: archived?.state ?? null });
  await act(deps, sources, record, {
    decision,
    asked: archived?.asked ?? asked,
    archived,
    epoch: input.epoch,
  });
}

interface Verdict {
  readonly decision: Decision;
  readonly asked: string;
  readonly archived: ArchivedJob | null;
  /** Of the JobManager that the decision stands on. */
  readonly epoch: string;
}

async function act(
  deps: ObserveDeps,
  sources: Sources,
  record: FollowedRecord,
  { decision, asked, archived, epoch }: Verdict,
): Promise<void> {
  const { flink } = sources;
  const at = deps.clock.now();
  const common = { by: 'tracking', who: observer, at } as const;
  switch (decision.kind) {
    case 'nothing':
    case 'look':
      if (isWatched(record, at)) await noteNumbers(deps, flink, record, at);
      return attend(deps, flink, record, at);
    case 'phase':
      await deps.runs.note(record, { phase: decision.phase, seenAt: at });
      return;
    case 'running': {
      const moved = await deps.runs.move(record, {
        ...common,
        to: 'RUNNING',
        why: 'Flink knows the job',
        evidence: { asked, state: decision.phase },
        set: { phase: decision.phase, seenAt: at, startedAt: record.startedAt ?? at, failure: null },
      });
      if (moved !== null && moved.stopRequestedAt !== null) await deps.wake.stop(record.id);
      return;
    }
    case 'final':
      return finishRecord(deps, sources, record, { decision, asked, archived });
    case 'lost':
      await deps.runs.move(record, {
        ...common,
        to: 'LOST',
        why: decision.restarted
          ? 'the JobManager was restarted and does not know the job'
          : 'Flink answered and does not know the job',
        evidence: { asked: ['/jobs/overview', asked], absent: true, submittedEpoch: record.flinkEpoch, epoch },
        set: {
          failure: {
            code: decision.restarted ? 'lost_by_restart' : 'lost',
            message: decision.restarted
              ? 'The JobManager was restarted and does not know the job any more'
              : 'Flink does not know the job any more',
            remedy: record.streaming
              ? 'Look at the target, then run the job again, with restoreFrom where lastCheckpoint or savepointPath allows it.'
              : 'Look at the target, then run the job again.',
          },
        },
      });
  }
}

/** What a live stream run asks for beyond its state. */
async function attend(deps: ObserveDeps, flink: FlinkClient, record: FollowedRecord, at: Date): Promise<void> {
  const stop = savepointUnderWay(record);
  if (stop !== null) await followSavepoint(deps, flink, record, stop);
  else if (deps.checkpoints.due(record, at)) await deps.checkpoints.follow(deps.runs, flink, record, at);
}

function wantsToStop(record: FollowedRecord): boolean {
  return record.state === 'RUNNING' && record.stopRequestedAt !== null;
}

function isWatched(record: FollowedRecord, at: Date): boolean {
  return record.watchedUntil !== null && record.watchedUntil > at && record.state !== 'LOST';
}

/** Flink refreshes them with the TaskManager heartbeat only: they lag behind by up to that (10 s by default). */
async function noteNumbers(deps: ObserveDeps, flink: FlinkClient, record: FollowedRecord, at: Date): Promise<void> {
  if (record.flinkJobId === null) return;
  const numbers = readNumbers(await flink.accumulators(record.flinkJobId), false);
  // Somebody watches: "last seen" is told to them by this look, and not by the last one that changed something.
  await deps.runs.note(record, { ...numbers, seenAt: at });
}
