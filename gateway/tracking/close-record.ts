import type { Clock } from '../core/clock.ts';
import { GatewayError, hasCode } from '../core/errors.ts';
import type { Cluster } from '../clusters/cluster-store.ts';
import type { ArchiveReader } from '../flink/archive.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';
import { isFinal } from '../runs/run-status.ts';
import { askArchive, type ArchiveWord } from './ask-archive.ts';
import { lookSoon, type LookSoonDeps } from './look-soon.ts';
import { isFinalOnFlink } from '../flink/schemas.ts';
import { recordIdOf } from './orphans.ts';

export interface CloseDeps extends LookSoonDeps {
  readonly runs: Pick<RunStore, 'find' | 'move'>;
  readonly clusters: { find(id: string): Promise<Cluster | null> };
  readonly flinkOf: (cluster: Cluster) => Pick<FlinkClient, 'job' | 'jobsOverview' | 'epoch'>;
  /** null: the cluster has none. */
  readonly archiveOf: (cluster: Cluster) => ArchiveReader | null;
  readonly clock: Clock;
}

export interface CloseRequest {
  readonly recordId: string;
  readonly reason: string;
  /** Confirms that nobody can be asked, or that the answer of a submission is given up. */
  readonly force: boolean;
  readonly who: string;
}

/**
 * A person ends a record that nobody can find out about. It becomes CLOSED, never SUCCEEDED, FAILED or CANCELED: those
 * are Flink's word or its archive's, and where one of them knows it, tracking ends the record. The evidence is who, why and
 * what the last look showed. A job of it that comes to life later is cancelled by the orphan sweep. Throws `not_found`,
 * `illegal_move`, `job_alive`, `confirmation_needed`.
 */
export async function closeRecord(deps: CloseDeps, request: CloseRequest): Promise<RunRecord> {
  for (;;) {
    const record = await deps.runs.find(request.recordId);
    if (record === null) throw new GatewayError('not_found', `There is no record ${request.recordId}`);
    assertClosable(record);
    const cluster = await deps.clusters.find(record.clusterId);
    const look = cluster === null ? noCluster : await lookFor(deps, cluster, record);
    await assertNothingLives(deps, record, look);
    if (!request.force) assertSettled(record, look);
    const moved = await close(deps, record, cluster, look, request);
    if (moved !== null) return moved;
    // Somebody moved the record meanwhile: decide anew on what it is now.
  }
}

function assertClosable({ state }: RunRecord): void {
  const remedies: Partial<Record<RunRecord['state'], string>> = {
    QUEUED: 'It was not submitted: stop it with POST /records/:id/stop.',
    WAITING: 'It is not submitted: stop it with POST /records/:id/stop.',
    SUBMITTING: 'It is being submitted: what becomes of it is known or UNCERTAIN within seconds.',
  };
  const remedy = isFinal(state) ? 'There is nothing left to close.' : remedies[state];
  if (remedy !== undefined) {
    throw new GatewayError('illegal_move', `A record in ${state} cannot be closed`, { remedy });
  }
}

/** The last look at Flink, kept as evidence. */
type Look =
  | { readonly kind: 'unanswered'; readonly reason: string }
  | {
      readonly kind: 'answered';
      readonly epoch: string;
      /** Flink's word for the record's job; null: it does not know it. */
      readonly state: string | null;
      /** null: there is none, or Flink knows the job. One that cannot be read keeps nobody from closing. */
      readonly archive: ArchiveWord | null;
      /** Jobs of the record, whatever the attempt, that are not over. */
      readonly alive: readonly { readonly flinkJobId: string; readonly state: string }[];
    };

const noCluster: Look = { kind: 'unanswered', reason: 'the cluster is not registered any more' };

async function lookFor(deps: CloseDeps, cluster: Cluster, record: RunRecord): Promise<Look> {
  const { flinkJobId } = record;
  const flink = deps.flinkOf(cluster);
  try {
    const [jobs, detail] = await Promise.all([
      flink.jobsOverview(),
      flinkJobId === null ? null : flink.job(flinkJobId),
    ]);
    const alive = new Map(
      jobs
        .filter(({ jid, name }) => jid === flinkJobId || recordIdOf(name) === record.id)
        .map(({ jid, state }) => [jid, state as string]),
    );
    const state = (flinkJobId === null ? undefined : alive.get(flinkJobId)) ?? detail?.state ?? null;
    if (flinkJobId !== null && state !== null) alive.set(flinkJobId, state);
    return {
      kind: 'answered',
      // Last: an absence told by a restarted JobManager is kept with that one's epoch.
      epoch: await flink.epoch(),
      state,
      archive: state === null ? await askArchive(deps.archiveOf(cluster), flinkJobId) : null,
      alive: [...alive]
        .filter(([, now]) => !isFinalOnFlink(now))
        .map(([jid, now]) => ({ flinkJobId: jid, state: now })),
    };
  } catch (error) {
    if (hasCode(error, 'cluster_unreachable') || hasCode(error, 'cluster_answer_invalid')) {
      return { kind: 'unanswered', reason: error.message };
    }
    throw error;
  }
}

async function assertNothingLives(deps: CloseDeps, record: RunRecord, look: Look): Promise<void> {
  if (look.kind === 'unanswered') return;
  const [alive] = look.alive;
  if (alive !== undefined) {
    const own = alive.flinkJobId === record.flinkJobId;
    throw new GatewayError('job_alive', `Flink says ${alive.state} of the job ${alive.flinkJobId}`, {
      remedy: own ? remedyFor(record) : 'Adopt or cancel it with POST /clusters/:id/orphans/:jobId, then close.',
      facts: { ...alive },
    });
  }
  const word = lastWordOf(look);
  if (word === null) return;
  await lookSoon(deps, record.clusterId);
  throw new GatewayError('illegal_move', `${word}: the record ends with that`, {
    remedy:
      record.state === 'LOST'
        ? 'Read the record again in a minute; if it stays LOST, attach it to the job.'
        : 'Read the record again in some seconds.',
  });
}

/** How the job ended and who says so; null: nobody knows. */
function lastWordOf({ state, archive }: Extract<Look, { kind: 'answered' }>): string | null {
  if (state !== null) return `Flink says ${state}`;
  if (archive === null || archive.state === null) return null;
  return `Flink has forgotten the job; its ${archive.asked} says ${archive.state}`;
}

function remedyFor({ state }: RunRecord): string {
  switch (state) {
    case 'LOST':
      return 'Attach the record to the job, or cancel the job with POST /clusters/:id/orphans/:jobId.';
    case 'STOPPING':
      return (
        'Wait for Flink. If the job never ends, restart the TaskManagers that hold its tasks: the record then ends ' +
        'with what Flink says.'
      );
    default:
      return 'Stop it with POST /records/:id/stop.';
  }
}

/** What may still turn out otherwise by itself needs a person's word that it will not. */
function assertSettled(record: RunRecord, look: Look): void {
  if (look.kind === 'unanswered') {
    throw new GatewayError('confirmation_needed', `Flink cannot be asked: ${look.reason}. The job may still run`, {
      remedy:
        'Wait until the cluster can be reached: the record then goes on by itself. If the cluster is gone for good, ' +
        'repeat with "force": true.',
    });
  }
  if (record.state === 'UNCERTAIN') {
    throw new GatewayError('confirmation_needed', 'The gateway is still finding out what became of the submission', {
      remedy: 'Wait for it, or repeat with "force": true: a job that comes to life later is cancelled.',
    });
  }
}

async function close(
  deps: CloseDeps,
  record: RunRecord,
  cluster: Cluster | null,
  look: Look,
  { reason, who, force }: CloseRequest,
): Promise<RunRecord | null> {
  const at = deps.clock.now();
  return deps.runs.move(record, {
    to: 'CLOSED',
    by: 'api',
    who,
    why: `closed: ${reason}`,
    evidence: {
      look: { at: at.toISOString(), flinkJobId: record.flinkJobId, ...look },
      submittedEpoch: record.flinkEpoch,
      jobLastSeenAt: record.seenAt?.toISOString() ?? null,
      clusterLastSeenAt: cluster?.lastSeenAt?.toISOString() ?? null,
      forced: force,
    },
    at,
    // Why a LOST record was lost stays readable; the event says who closed it.
    ...(record.failure === null
      ? {
          set: {
            failure: {
              code: 'closed',
              message: `Closed by ${who}: ${reason}. What became of the job on Flink is not known.`,
              remedy: 'Look at the target before the job runs again.',
            },
          },
        }
      : {}),
  });
}
