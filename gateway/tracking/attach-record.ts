import { matches } from '../core/check.ts';
import type { Clock } from '../core/clock.ts';
import { GatewayError } from '../core/errors.ts';
import type { Cluster } from '../clusters/cluster-store.ts';
import type { ArchiveWitness } from '../flink/archive.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { RecordNoteStore } from '../runs/record-note-store.ts';
import type { RunChange, RunRecord, RunStore } from '../runs/run-store.ts';
import { isFinal } from '../runs/run-status.ts';
import { StopSchema } from '../runs/stop-schema.ts';
import { lookSoon, type LookSoonDeps } from './look-soon.ts';
import { isFinalOnFlink } from '../flink/schemas.ts';
import { recordIdOf } from './orphans.ts';

export interface AttachDeps extends LookSoonDeps {
  readonly runs: Pick<RunStore, 'find' | 'move'>;
  readonly notes: Pick<RecordNoteStore, 'holdersOf'>;
  readonly clusters: { find(id: string): Promise<Cluster | null> };
  readonly flinkOf: (cluster: Cluster) => Pick<FlinkClient, 'epoch' | 'job' | 'jobsOverview'>;
  /** null: the cluster has none. */
  readonly archiveOf: (cluster: Cluster) => ArchiveWitness | null;
  readonly clock: Clock;
}

export interface AttachRequest {
  readonly recordId: string;
  /** 32 hex digits. */
  readonly flinkJobId: string;
  readonly reason: string;
  /** Confirms a job whose name is not `…@<record id>`. */
  readonly force: boolean;
  readonly who: string;
}

/**
 * A person ties a record to a Flink job: RUNNING, and tracking follows it from there, also when it is over already and
 * only the archive knows it. Throws `not_found`, `illegal_move` (the record's state), `job_not_attachable` (nobody knows
 * the job, or it is another record's), `job_alive` (another job of the record runs), `confirmation_needed`,
 * `cluster_unreachable`.
 */
export async function attachRecord(deps: AttachDeps, request: AttachRequest): Promise<RunRecord> {
  for (;;) {
    const record = await deps.runs.find(request.recordId);
    if (record === null) throw new GatewayError('not_found', `There is no record ${request.recordId}`);
    if (follows(record, request.flinkJobId)) return record;
    assertAttachable(record, request.flinkJobId);
    const moved = await attachOnce(deps, record, request);
    if (moved !== null) {
      await lookSoon(deps, record.clusterId);
      return moved;
    }
    // Somebody moved the record meanwhile: decide anew on what it is now.
  }
}

function follows({ state, flinkJobId }: RunRecord, wanted: string): boolean {
  return flinkJobId === wanted && (state === 'RUNNING' || state === 'STOPPING');
}

function assertAttachable(record: RunRecord, flinkJobId: string): void {
  const refuse = (why: string, remedy: string): never => {
    throw new GatewayError('illegal_move', `The record is ${record.state}: ${why}`, { remedy });
  };
  if (isFinal(record.state)) {
    refuse(
      'it is over, and what is over stays as it is',
      'Run the job again; cancel the job on Flink if it still runs.',
    );
  }
  switch (record.state) {
    case 'LOST':
      return;
    case 'WAITING':
      if (record.flinkJobId === null) refuse('it was never submitted, no Flink job is its own', 'Wait, or stop it.');
      return;
    case 'UNCERTAIN':
      // The outstanding POST may still bring its own job to life: two would run.
      if (record.flinkJobId !== flinkJobId) {
        refuse(
          'its present submission may still bring another job to life',
          'Wait until the gateway has found out what became of it.',
        );
      }
      return;
    default:
      refuse(
        `it has a job of its own${record.flinkJobId === null ? '' : `, ${record.flinkJobId}`}`,
        'Attach is for records whose job the gateway does not know or has lost sight of.',
      );
  }
}

async function attachOnce(deps: AttachDeps, record: RunRecord, request: AttachRequest): Promise<RunRecord | null> {
  const { flinkJobId, reason, who } = request;
  const cluster = await deps.clusters.find(record.clusterId);
  if (cluster === null) throw new GatewayError('not_found', `There is no cluster ${record.clusterId}`);
  const flink = deps.flinkOf(cluster);
  // The epoch first: a restart during the look then shows as one, and never as an unexplained absence.
  const epoch = await flink.epoch();
  const [jobs, detail] = await Promise.all([flink.jobsOverview(), flink.job(flinkJobId)]);
  const known = jobs.find(({ jid }) => jid === flinkJobId) ?? detail;
  const archived = known === null ? ((await deps.archiveOf(cluster)?.job(flinkJobId)) ?? null) : null;
  const job = known ?? archived?.job ?? null;
  if (job === null) {
    throw notAttachable(
      `Neither Flink nor an archive of it knows the job ${flinkJobId}`,
      'GET /clusters/:id/orphans lists what runs there.',
    );
  }
  const alive = jobs.find(
    ({ jid, name, state }) =>
      jid !== flinkJobId && !isFinalOnFlink(state) && (recordIdOf(name) === record.id || jid === record.flinkJobId),
  );
  if (alive !== undefined) {
    throw new GatewayError('job_alive', `Another job of the record is ${alive.state} on Flink: ${alive.jid}`, {
      remedy: 'A record has one job: cancel the other one first, with POST /clusters/:id/orphans/:jobId.',
      facts: { flinkJobId: alive.jid, state: alive.state },
    });
  }
  const owner = recordIdOf(job.name);
  if (owner !== record.id) await assertForeign(deps, owner, request, job.name);
  const at = deps.clock.now();
  const toRunning = {
    to: 'RUNNING',
    by: 'api',
    who,
    why: `attached to a Flink job: ${reason}`,
    evidence: {
      asked: ['/jobs/overview', `/jobs/${flinkJobId}`, ...(archived === null ? [] : [archived.asked])],
      flinkJobId,
      name: job.name,
      state: job.state,
      epoch,
      replaces: record.flinkJobId,
      forced: owner !== record.id,
    },
    at,
    set: {
      flinkJobId,
      flinkEpoch: epoch,
      phase: job.state,
      seenAt: at,
      startedAt: job['start-time'] > 0 ? new Date(job['start-time']) : at,
      failure: null,
      ...withoutOldStop(record),
    },
  } as const;
  try {
    return await deps.runs.move(record, toRunning);
  } catch (error) {
    // One job, one record: the column is unique, also when two people ask at once.
    await assertFree(deps, record.id, flinkJobId);
    throw error;
  }
}

/** Whoever asked to stop a run that was LOST then meant the job of that time; UNCERTAIN takes its own job only. */
function withoutOldStop({ state, stop, stopVersion }: RunRecord): RunChange {
  if (state !== 'LOST') return {};
  const isOpen = matches(StopSchema, stop) && !['completed', 'failed', 'cancelled'].includes(stop.step);
  const closed = isOpen ? { stop: { ...stop, step: 'cancelled' as const }, stopVersion: stopVersion + 1 } : {};
  return { stopRequestedAt: null, ...closed };
}

/** The name does not say that the job is the record's: a person has to, and no other record of this gateway may. */
async function assertForeign(
  deps: AttachDeps,
  owner: string | null,
  { recordId, flinkJobId, force }: AttachRequest,
  name: string,
): Promise<void> {
  if (owner !== null && (await deps.runs.find(owner)) !== null) {
    throw notAttachable(`The job ${flinkJobId} was submitted for the record ${owner}`, `Attach it to ${owner}.`);
  }
  if (force) return;
  throw new GatewayError('confirmation_needed', `The job is called "${name}", which does not end in @${recordId}`, {
    remedy: 'If it is this record’s job all the same, repeat with "force": true.',
  });
}

async function assertFree(deps: AttachDeps, recordId: string, flinkJobId: string): Promise<void> {
  const holder = (await deps.notes.holdersOf([flinkJobId])).get(flinkJobId);
  if (holder === undefined || holder.id === recordId) return;
  throw notAttachable(
    `The job ${flinkJobId} is tied to the record ${holder.id} (${holder.state})`,
    'Look at that record.',
  );
}

function notAttachable(detail: string, remedy: string): GatewayError {
  return new GatewayError('job_not_attachable', detail, { remedy, errors: [{ pointer: '/flinkJobId', detail }] });
}
