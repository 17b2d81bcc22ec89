import { GatewayError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { OrphanAction } from '../clusters/orphan-schemas.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { JobOverview } from '../flink/schemas.ts';
import type { RecordNoteStore } from '../runs/record-note-store.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';
import { attachRecord, type AttachDeps } from './attach-record.ts';
import { judge } from './list-orphans.ts';
import { lookSoon } from './look-soon.ts';
import { isFinalOnFlink } from '../flink/schemas.ts';
import { recordIdOf } from './orphans.ts';
import type { Cluster } from '../clusters/cluster-store.ts';

export interface ActOnOrphanDeps extends AttachDeps {
  readonly runs: Pick<RunStore, 'find' | 'findMany' | 'move'>;
  readonly notes: Pick<RecordNoteStore, 'holdersOf' | 'annotate'>;
  readonly flinkOf: (cluster: Cluster) => Pick<FlinkClient, 'epoch' | 'job' | 'jobsOverview' | 'cancel'>;
  readonly log: Log;
}

export interface OrphanRequest extends OrphanAction {
  readonly clusterId: string;
  readonly flinkJobId: string;
  readonly who: string;
}

export interface OrphanAnswer {
  readonly flinkJobId: string;
  readonly recordId: string | null;
  /** `asked`: Flink accepted the wish to cancel, not that it is done. `gone`: it was over by then. */
  readonly outcome: 'adopted' | 'asked' | 'gone';
}

/**
 * Adopts or cancels a job that no record follows. Throws `not_found` (cluster, job), `in_use` (a record follows it),
 * `confirmation_needed` (its name is not of a record here), what attachRecord throws, and `cluster_unreachable`.
 */
export async function actOnOrphan(deps: ActOnOrphanDeps, request: OrphanRequest): Promise<OrphanAnswer> {
  const { clusterId, flinkJobId, who, reason, force = false } = request;
  const cluster = await deps.clusters.find(clusterId);
  if (cluster === null) throw new GatewayError('not_found', `There is no cluster ${clusterId}`);
  const flink = deps.flinkOf(cluster);
  const job = (await flink.jobsOverview()).find(({ jid }) => jid === flinkJobId);
  if (job === undefined) throw new GatewayError('not_found', `The cluster has no job ${flinkJobId}`);
  const named = recordIdOf(job.name);
  if (request.action === 'adopt') {
    const recordId = request.recordId ?? named;
    if (recordId === null) {
      throw new GatewayError('validation_failed', 'The job’s name does not say whose it is: /recordId is required', {
        errors: [{ pointer: '/recordId', detail: 'is required for a job of another program' }],
      });
    }
    await assertOnCluster(deps, recordId, clusterId);
    await attachRecord(deps, { recordId, flinkJobId, reason, force, who });
    return { flinkJobId, recordId, outcome: 'adopted' };
  }
  const record = await cancellable(deps, job, force);
  const outcome = await flink.cancel(flinkJobId);
  deps.log.warn({ clusterId, flinkJobId, recordId: record?.id ?? null, who }, 'a person cancelled an orphan');
  if (record !== null) {
    await deps.notes.annotate(record, {
      who,
      why: `cancelled a Flink job that the record does not follow: ${reason}`,
      evidence: { flinkJobId, name: job.name, state: job.state, followed: record.flinkJobId, answer: outcome },
      at: deps.clock.now(),
    });
  }
  await lookSoon(deps, clusterId);
  return { flinkJobId, recordId: record?.id ?? named, outcome };
}

/** The record to tell, if there is one. */
async function cancellable(deps: ActOnOrphanDeps, job: JobOverview, force: boolean): Promise<RunRecord | null> {
  if (isFinalOnFlink(job.state)) {
    throw new GatewayError('conflict', `The job ${job.jid} is over: Flink says ${job.state}`);
  }
  const holder = (await deps.notes.holdersOf([job.jid])).get(job.jid);
  const recordId = holder?.id ?? recordIdOf(job.name);
  const record = recordId === null ? null : await deps.runs.find(recordId);
  const verdict = judge(job, holder, record ?? undefined);
  if (verdict === null) {
    throw new GatewayError('in_use', `The record ${holder?.id ?? ''} follows the job`, {
      remedy: 'Stop it with POST /records/:id/stop.',
    });
  }
  if (record === null && !force) {
    throw new GatewayError('confirmation_needed', `The job "${job.name}" is not this gateway’s: ${verdict.why}`, {
      remedy: 'If it is to be cancelled all the same, repeat with "force": true.',
    });
  }
  return record;
}

async function assertOnCluster(deps: ActOnOrphanDeps, recordId: string, clusterId: string): Promise<void> {
  const record = await deps.runs.find(recordId);
  if (record === null) throw new GatewayError('not_found', `There is no record ${recordId}`);
  if (record.clusterId === clusterId) return;
  throw new GatewayError('job_not_attachable', `The record ${recordId} runs on the cluster ${record.clusterId}`, {
    remedy: 'A record does not change its cluster.',
  });
}
