import { setTimeout as pause } from 'node:timers/promises';
import type { JobView } from '../../gateway/jobs/schemas.ts';
import type { RunState } from '../../gateway/runs/run-status.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import type { StopInput } from '../../gateway/runs/stop-schema.ts';
import type { Fault, FaultRule, Submission } from '../../test/helpers/fault-proxy.ts';
import { ApiError } from '../api-client.ts';
import type { Chance } from './random.ts';
import type { Stand } from './stand.ts';

export interface StoredJob {
  readonly id: string;
  readonly name: string;
  readonly copy?: { readonly source: string; readonly target: string };
}

export interface JobShape {
  /** How long it runs on Flink, ms. */
  readonly lastsMs?: number;
  /** Makes rows until it is stopped. */
  readonly endless?: boolean;
  /** Copies rows from table to table of a real PostgreSQL instead of making them. */
  readonly copies?: boolean;
  /** -confProp: switches of the stand-in. */
  readonly switches?: Readonly<Record<string, string>>;
  readonly writer?: Readonly<Record<string, unknown>>;
  readonly readsTable?: string;
  readonly policy?: Readonly<Record<string, unknown>>;
}

export interface StartedRecord {
  readonly id: string;
  readonly job: StoredJob;
  /** See AcceptedRecord of invariants.ts. */
  mayExpire: boolean;
  again: boolean;
  inTime: boolean;
  retriesWanted: number;
  /** See CopiedRows of invariants.ts; 0 when it copies nothing. */
  readonly upTo: number;
}

/** One scenario's hands: makes jobs, starts them, asks for faults, and remembers what was accepted. */
export interface Scene {
  readonly stand: Stand;
  readonly chance: Chance;
  readonly records: readonly StartedRecord[];
  /** What went as far as it should; a scenario whose fault never happened is told as such. */
  happened: boolean;
  job(shape?: JobShape): Promise<StoredJob>;
  /** Until it is accepted: with one Idempotency-Key through every fault of the way. */
  start(job: StoredJob): Promise<StartedRecord>;
  stop(record: StartedRecord, input?: StopInput): Promise<void>;
  /** The run that repeats it, to be followed like one that was started; undefined: there is none yet. */
  retryOf(record: StartedRecord): Promise<StartedRecord | undefined>;
  /** A fault for the submission of one job. Whether it happened counts. */
  onSubmission(job: StoredJob, fault: Fault): FaultRule;
  stateOf(record: StartedRecord): Promise<RunState | undefined>;
  /** Polls; false: the time was over first. */
  until(condition: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean>;
  untilState(record: StartedRecord, states: readonly RunState[], limitMs: number): Promise<boolean>;
  submissionsOf(job: StoredJob): readonly Submission[];
}

const rowsPerSecond = 20;
const copiedRows = 40;

export function createScene(stand: Stand, chance: Chance, label: string): Scene {
  const records: StartedRecord[] = [];
  let made = 0;

  async function createJob(shape: JobShape): Promise<StoredJob> {
    for (;;) {
      const name = `${label}-${++made}`;
      try {
        const { id } = await stand.pair.api.post<JobView>('/jobs', {
          name,
          kind: shape.endless === true ? 'stream' : 'batch',
          clusterId: stand.clusterId,
          ...(shape.policy === undefined ? {} : { policy: shape.policy }),
        });
        if (shape.copies !== true) return { id, name };
        const tables = name.replaceAll('-', '_');
        const copy = { source: `s_${tables}`, target: `t_${tables}` };
        await stand.store.query(
          // Chunjun 1.12.8 reads bigserial and refuses a plain int8.
          `CREATE TABLE ${copy.source} (id bigserial); CREATE TABLE ${copy.target} (id bigint);
           INSERT INTO ${copy.source} SELECT generate_series(1, ${copiedRows})`,
        );
        return { id, name, copy };
      } catch (error) {
        // The first try was answered with silence and had created it.
        if (!(error instanceof ApiError) || error.problem.status !== 409) throw error;
      }
    }
  }

  function accepted(of: Pick<StartedRecord, 'id' | 'job' | 'upTo'>): StartedRecord {
    const record = { ...of, mayExpire: false, again: false, inTime: false, retriesWanted: 0 };
    records.push(record);
    return record;
  }

  const scene: Scene = {
    stand,
    chance,
    records,
    happened: false,
    async job(shape = {}) {
      const { lastsMs = chance.between(300, 2_500), switches = {} } = shape;
      const job = await createJob(shape);
      const rows = Math.max(1, Math.round((lastsMs / 1000) * rowsPerSecond));
      const sleep = String(Math.round(lastsMs / 2));
      const spec =
        job.copy === undefined
          ? {
              reader: {
                connector: 'stream',
                parameter: {
                  permitsPerSecond: rowsPerSecond,
                  ...(shape.endless === true ? {} : { sliceRecordCount: rows }),
                },
              },
              writer: { connector: 'stream', parameter: {} },
              mapping: [{ from: { name: 'id', type: 'int' } }],
              settings: { channels: 1, flinkConfiguration: switches },
            }
          : {
              reader: {
                connector: 'postgresql',
                datasourceId: stand.datasourceId,
                parameter: { table: shape.readsTable ?? job.copy.source, increColumn: 'id' },
              },
              writer: {
                connector: 'postgresql',
                datasourceId: stand.datasourceId,
                parameter: { table: job.copy.target, ...shape.writer },
              },
              mapping: [{ from: 'id' }],
              settings: { channels: 1, flinkConfiguration: { 'standin.close-sleep-ms': sleep, ...switches } },
            };
      await stand.pair.api.post(`/jobs/${job.id}/versions`, { spec });
      return job;
    },
    async start(job) {
      const upTo = job.copy === undefined ? 0 : await greatestId(stand, job.copy.source);
      const headers = { 'idempotency-key': `${job.name}-${records.length}` };
      const { id } = await stand.pair.api.post<RecordView>(`/jobs/${job.id}/runs`, {}, headers);
      return accepted({ id, job, upTo });
    },
    async retryOf({ id: retried, job, upTo }) {
      const [row] = await stand.read('SELECT id FROM de_job_record WHERE retry_of = $1', [retried]);
      if (row === undefined) return undefined;
      const id = String(row['id']);
      return records.find((one) => one.id === id) ?? accepted({ id, job, upTo });
    },
    async stop(record, input) {
      await stand.pair.api.post(`/records/${record.id}/stop`, input).catch((error: unknown) => {
        // It is over already.
        if (!(error instanceof ApiError)) throw error;
      });
    },
    onSubmission(job, fault) {
      const rule: FaultRule = { method: 'POST', path: /^\/jars\/[^/]+\/run$/, jobName: job.name, fault };
      stand.proxy.add(rule);
      return rule;
    },
    async stateOf(record) {
      const [row] = await stand.read('SELECT state FROM de_job_record WHERE id = $1', [record.id]);
      return row?.['state'] as RunState | undefined;
    },
    async until(condition, limitMs) {
      const deadline = Date.now() + limitMs;
      for (;;) {
        if (await condition()) return true;
        if (Date.now() > deadline) return false;
        await pause(25);
      }
    },
    untilState: (record, states, limitMs) =>
      scene.until(async () => states.includes((await scene.stateOf(record)) ?? 'QUEUED'), limitMs),
    submissionsOf: ({ name }) => stand.proxy.submissions.filter(({ jobName }) => jobName === name),
  };
  return scene;
}

async function greatestId({ store }: Stand, table: string): Promise<number> {
  const [row] = await store.query(`SELECT max(id) AS greatest FROM ${table}`);
  return Number(row?.['greatest'] ?? 0);
}
