import { GatewayError } from '../core/errors.ts';
import type { Cluster } from '../clusters/cluster-store.ts';
import type { OrphanView } from '../clusters/orphan-schemas.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { JobOverview } from '../flink/schemas.ts';
import type { JobHolder, RecordNoteStore } from '../runs/record-note-store.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';
import { isFinalOnFlink } from '../flink/schemas.ts';
import { recordIdOf } from './orphans.ts';

export interface ListOrphansDeps {
  readonly runs: Pick<RunStore, 'findMany'>;
  readonly notes: Pick<RecordNoteStore, 'holdersOf'>;
  readonly clusters: { find(id: string): Promise<Cluster | null> };
  readonly flinkOf: (cluster: Cluster) => Pick<FlinkClient, 'jobsOverview' | 'job'>;
}

/** Each costs one call: a cluster with more unfollowed jobs than this has other troubles than their slots. */
const askedForSlots = 50;

/**
 * Jobs that the cluster has and no record follows. `ended` adds those that are over: a LOST record may learn its end
 * from one. Throws `not_found`, `cluster_unreachable`, `cluster_answer_invalid`.
 */
export async function listOrphans(
  deps: ListOrphansDeps,
  clusterId: string,
  { ended = false }: { readonly ended?: boolean } = {},
): Promise<OrphanView[]> {
  const cluster = await deps.clusters.find(clusterId);
  if (cluster === null) throw new GatewayError('not_found', `There is no cluster ${clusterId}`);
  const flink = deps.flinkOf(cluster);
  const jobs = (await flink.jobsOverview()).filter(({ state }) => ended || !isFinalOnFlink(state));
  // Read after the list was: a job that was submitted before it is tied to its record by now.
  const named = jobs.flatMap(({ name }) => recordIdOf(name) ?? []);
  const [holders, records] = await Promise.all([
    deps.notes.holdersOf(jobs.map(({ jid }) => jid)),
    named.length === 0 ? [] : deps.runs.findMany([...new Set(named)]),
  ]);
  const byId = new Map(records.map((record) => [record.id, record]));
  const found = jobs.flatMap((job) => {
    const verdict = judge(job, holders.get(job.jid), byId.get(recordIdOf(job.name) ?? ''));
    return verdict === null ? [] : [{ job, verdict }];
  });
  const live = found.filter(({ job }) => !isFinalOnFlink(job.state)).slice(0, askedForSlots);
  const slots = new Map(
    await Promise.all(live.map(async ({ job: { jid } }) => [jid, await slotsOf(flink, jid)] as const)),
  );
  return found.map(({ job, verdict }) => ({
    flinkJobId: job.jid,
    name: job.name,
    state: job.state,
    startedAt: job['start-time'] > 0 ? new Date(job['start-time']).toISOString() : null,
    slots: slots.get(job.jid) ?? null,
    ...verdict,
  }));
}

type Verdict = Pick<OrphanView, 'kind' | 'recordId' | 'recordState' | 'why'>;

/** null: a record follows the job, or is being submitted with it, or ended with it. Pure. */
export function judge(
  job: Pick<JobOverview, 'jid' | 'name' | 'state'>,
  holder: JobHolder | undefined,
  named: Pick<RunRecord, 'id' | 'state'> | undefined,
): Verdict | null {
  if (holder !== undefined) {
    const { id: recordId, state: recordState } = holder;
    const orphan = { kind: 'orphan', recordId, recordState } as const;
    switch (recordState) {
      case 'SUBMITTING':
      case 'UNCERTAIN':
      case 'RUNNING':
      case 'STOPPING':
        return null;
      case 'QUEUED':
      case 'WAITING':
        return { ...orphan, why: 'its record waits to be submitted again' };
      case 'LOST':
        return { ...orphan, why: 'its record is LOST: it is found again within a day, later it has to be adopted' };
      default:
        // The end that Flink tells and the end on record are the same one.
        return isFinalOnFlink(job.state) ? null : { ...orphan, why: `its record is over (${recordState})` };
    }
  }
  const recordId = recordIdOf(job.name);
  if (recordId === null) {
    return { kind: 'foreign', recordId: null, recordState: null, why: 'another program submitted it' };
  }
  if (named === undefined) {
    return { kind: 'unknown-record', recordId, recordState: null, why: 'this gateway has no such record' };
  }
  const why = 'its record follows another job or none: it is of an attempt that was given up';
  return { kind: 'orphan', recordId, recordState: named.state, why };
}

async function slotsOf(flink: Pick<FlinkClient, 'job'>, jid: string): Promise<number | null> {
  const vertices = (await flink.job(jid).catch(() => null))?.vertices ?? [];
  return vertices.length === 0 ? null : Math.max(...vertices.map(({ parallelism }) => parallelism));
}
