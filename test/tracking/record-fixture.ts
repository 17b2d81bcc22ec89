import { readFile } from 'node:fs/promises';
import { newFlinkJobId, newId } from '../../gateway/core/ids.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import { createClusterStore, type ClusterStore } from '../../gateway/clusters/cluster-store.ts';
import { readArchiveFile, type ArchivedJob } from '../../gateway/flink/archive.ts';
import type { FlinkJobState, JobDetail, JobOverview } from '../../gateway/flink/schemas.ts';
import { createRecordNoteStore, type RecordNoteStore } from '../../gateway/runs/record-note-store.ts';
import { createStopStore, type StopStore } from '../../gateway/runs/stop-store.ts';
import { createRunStore, type RunRecord, type RunStore } from '../../gateway/runs/run-store.ts';
import type { Mover, RunState } from '../../gateway/runs/run-status.ts';
import { testDatabase } from '../helpers/postgres.ts';

/** The record's way into a state, after QUEUED. A WAITING record has a given-up attempt behind it. */
const ways: Partial<Record<RunState, readonly RunState[]>> = {
  QUEUED: [],
  WAITING: ['SUBMITTING', 'WAITING'],
  SUBMITTING: ['SUBMITTING'],
  UNCERTAIN: ['SUBMITTING', 'UNCERTAIN'],
  RUNNING: ['SUBMITTING', 'RUNNING'],
  STOPPING: ['SUBMITTING', 'RUNNING', 'STOPPING'],
  LOST: ['SUBMITTING', 'RUNNING', 'LOST'],
  SUCCEEDED: ['SUBMITTING', 'RUNNING', 'SUCCEEDED'],
  REJECTED: ['REJECTED'],
};
const movers: Partial<Record<RunState, Mover>> = { STOPPING: 'api', LOST: 'tracking', SUCCEEDED: 'tracking' };

export interface RecordStand {
  readonly database: Database;
  readonly runs: RunStore;
  readonly notes: RecordNoteStore;
  readonly stops: StopStore;
  readonly clusters: ClusterStore;
  readonly clusterId: string;
  recordIn(state: RunState): Promise<RunRecord>;
  close(): Promise<void>;
}

/** Real stores on a database of their own, with one registered cluster. */
export async function startRecordStand(): Promise<RecordStand> {
  const place = await testDatabase({ migrated: true });
  const database = await openDatabase(place.url);
  const runs = createRunStore(database.prisma);
  const clusters = createClusterStore(database.prisma);
  const { id: clusterId } = await clusters.create(
    { name: 'c', kind: 'standalone', config: { restUrl: 'http://127.0.0.1:1' }, distribution: { mode: 'lib' } },
    'test',
  );
  return {
    database,
    runs,
    notes: createRecordNoteStore(database.prisma),
    stops: createStopStore(database.prisma),
    clusters,
    clusterId,
    async recordIn(state) {
      const jobId = newId();
      await database.prisma.job.create({
        data: { id: jobId, name: jobId, kind: 'batch', policy: {}, createdBy: 'test' },
      });
      const at = new Date();
      let record = await runs.create({
        id: newId(),
        jobId,
        version: 1,
        clusterId,
        trigger: 'manual',
        slots: 1,
        createdBy: 'test',
        at,
      });
      for (const to of ways[state] ?? []) {
        const flinkJobId = newFlinkJobId();
        const set = to === 'SUBMITTING' ? { flinkJobId, flinkEpoch: 'old', attempt: 1 } : {};
        const evidence = to === 'SUBMITTING' ? { flinkJobId } : { kind: 'lost', reason: 'test' };
        const request = { to, by: movers[to] ?? 'submission', who: 'test', why: to, at, set, evidence } as const;
        record = (await runs.move(record, request)) ?? record;
      }
      return record;
    },
    async close() {
      await database.close();
      await place.drop();
    },
  };
}

/** An entry of /jobs/overview. */
export function flinkJob(jid: string, name: string, state: FlinkJobState = 'RUNNING'): JobOverview {
  return { jid, name, state, 'start-time': 1_700_000_000_000, 'end-time': -1, 'last-modification': 1, tasks: {} };
}

/** A Flink that shows these jobs, and what it was asked to cancel. */
export function fakeFlink(jobs: readonly JobOverview[]) {
  const cancelled: string[] = [];
  const detail = (job: JobOverview | undefined): JobDetail | null =>
    job === undefined ? null : { ...job, vertices: [vertex(2), vertex(3)] };
  return {
    cancelled,
    epoch: () => Promise.resolve('new'),
    jobsOverview: () => Promise.resolve(jobs),
    job: (id: string) => Promise.resolve(detail(jobs.find(({ jid }) => jid === id))),
    cancel(id: string) {
      cancelled.push(id);
      return Promise.resolve('asked' as const);
    },
  };
}

const archiveText = await readFile(new URL('../fixtures/flink-archive.json', import.meta.url), 'utf8');
const recordedId = '388d7f98112d3c66b251022d169e149d';

/** What Flink archived of a job: 100 rows read and written. */
export function archivedJob(id: string, state: ArchivedJob['state'] = 'FINISHED'): ArchivedJob {
  const found = readArchiveFile(id, archiveText.replaceAll(recordedId, id));
  if (found === null) throw new Error('the recorded archive cannot be read');
  return { ...found, state, job: { ...found.job, state } };
}

const vertex = (parallelism: number) => ({
  id: 'v',
  name: 'v',
  parallelism,
  status: 'RUNNING',
  tasks: {},
  metrics: {},
});

export const quietLog = { debug() {}, info() {}, warn() {}, error() {} };
