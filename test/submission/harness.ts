import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../gateway/core/ids.ts';
import { createClusterStore, type ClusterStore } from '../../gateway/clusters/cluster-store.ts';
import { isScript } from '../../gateway/chunjun/version-spec.ts';
import type { ClusterConfig } from '../../gateway/clusters/schemas.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import type { FlinkClient, RunJarRequest, SubmissionAnswer } from '../../gateway/flink/client.ts';
import { createJobStore, type JobStore } from '../../gateway/jobs/job-store.ts';
import type { JobPolicyInput } from '../../gateway/jobs/policy-schema.ts';
import { createQueueStore, type QueueStore } from '../../gateway/runs/queue-store.ts';
import { createRunStore, type RunRecord, type RunStore } from '../../gateway/runs/run-store.ts';
import { createStopStore } from '../../gateway/runs/stop-store.ts';
import { createIdempotencyStore } from '../../gateway/submission/idempotency-store.ts';
import { createAbsenceWatch } from '../../gateway/submission/absence-watch.ts';
import { createKeyedLock } from '../../gateway/submission/keyed-lock.ts';
import type { RequestRunDeps } from '../../gateway/submission/request-run.ts';
import type { SubmissionDeps } from '../../gateway/submission/submission-deps.ts';
import { streamSpec } from '../helpers/jobs.ts';
import { testDatabase } from '../helpers/postgres.ts';

export const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The slots of a session cluster, as Flink counts them: a job has its slots a moment after it was accepted. */
export class SlotCluster {
  readonly accepted = new Map<string, { slots: number; allocated: boolean }>();
  /** The most slots that accepted jobs ever needed at once. */
  peak = 0;
  total: number;
  epoch = 'epoch-1';
  /** Milliseconds that a call takes, and an allocation after it. */
  latency: () => number = () => 0;
  /** What the next submission is answered with, instead of being accepted. */
  answer: ((jobId: string) => Promise<SubmissionAnswer>) | null = null;
  readonly #slotsOf: (jobId: string) => Promise<number>;

  constructor(total: number, slotsOf: (flinkJobId: string) => Promise<number>) {
    this.total = total;
    this.#slotsOf = slotsOf;
  }

  async #accept(jobId: string): Promise<SubmissionAnswer> {
    const slots = await this.#slotsOf(jobId);
    const job = { slots, allocated: false };
    this.accepted.set(jobId, job);
    this.peak = Math.max(this.peak, this.needed());
    void pause(this.latency()).then(() => (job.allocated = true));
    return { kind: 'accepted', jobId };
  }

  needed(): number {
    return [...this.accepted.values()].reduce((sum, { slots }) => sum + slots, 0);
  }

  client(): FlinkClient {
    const free = () =>
      this.total - [...this.accepted.values()].reduce((sum, one) => sum + (one.allocated ? one.slots : 0), 0);
    const client: Partial<FlinkClient> = {
      baseUrl: 'simulated',
      overview: async () => {
        await pause(this.latency());
        return { 'slots-total': this.total, 'slots-available': Math.max(0, free()) } as Awaited<
          ReturnType<FlinkClient['overview']>
        >;
      },
      epoch: async () => this.epoch,
      runJar: async (_jarId: string, { jobId }: RunJarRequest) => {
        await pause(this.latency());
        return this.answer === null ? this.#accept(jobId) : this.answer(jobId);
      },
      job: async (id: string) =>
        this.accepted.has(id) ? ({ state: 'RUNNING' } as Awaited<ReturnType<FlinkClient['job']>>) : null,
      jobManagerConfig: async () => new Map([['web.tmpdir', `/tmp/${this.epoch}`]]),
      cancel: async () => 'asked' as const,
    };
    return client as FlinkClient;
  }
}

/** One gateway's stores and flows on its own connections. */
export interface Gateway {
  readonly database: Database;
  readonly runs: RunStore;
  readonly queue: QueueStore;
  readonly jobs: JobStore;
  readonly clusters: ClusterStore;
  readonly submission: SubmissionDeps;
  readonly requesting: RequestRunDeps;
  /** Messages that were sent, oldest first. */
  readonly sent: string[];
}

export interface Stand {
  readonly clusterId: string;
  readonly cluster: SlotCluster;
  readonly gateways: readonly Gateway[];
  /** What every clock shows. */
  now: Date;
  /** Of the monotonic clock, since the stand began. */
  elapsedMs: number;
  job(slots: number, policy?: JobPolicyInput): Promise<string>;
  /** A record as the run request makes it, `age` seconds ago. */
  configure(config: Omit<ClusterConfig, 'restUrl'>): Promise<void>;
  close(): Promise<void>;
}

export async function startStand(gatewayCount = 1, slots = 4): Promise<Stand> {
  const place = await testDatabase({ migrated: true });
  const databases = await Promise.all(Array.from({ length: gatewayCount }, () => openDatabase(place.url)));
  const [first] = databases;
  if (first === undefined) throw new Error('a stand has at least one gateway');
  const clusterId = newId();
  const restUrl = 'http://simulated:8081';
  await first.prisma.cluster.create({
    data: {
      id: clusterId,
      name: 'c',
      kind: 'standalone',
      config: { restUrl },
      distribution: { mode: 'lib' },
      createdBy: 'test',
    },
  });
  const cluster = new SlotCluster(slots, async (flinkJobId) => {
    const row = await first.prisma.jobRecord.findUniqueOrThrow({ where: { flinkJobId }, select: { slots: true } });
    return row.slots;
  });
  const stand: Stand = {
    clusterId,
    cluster,
    gateways: [],
    now: new Date(),
    elapsedMs: 0,
    async job(channels, policy = {}) {
      const jobs = createJobStore(first.prisma);
      const { id } = await jobs.create({ name: `job ${newId()}`, kind: 'batch', clusterId, policy }, 'test');
      await jobs.addVersion(id, {
        id: newId(),
        // A parameter that may be given and is used nowhere.
        spec: { ...streamSpec(1, { channels }), parameters: [{ name: 'day', default: '' }] },
        contentHash: '0'.repeat(64),
        comment: '',
        who: 'test',
        sealedSecrets: null,
        datasources: [],
      });
      return id;
    },
    async configure(config) {
      await first.prisma.cluster.update({ where: { id: clusterId }, data: { config: { restUrl, ...config } } });
    },
    async close() {
      await Promise.all(databases.map((database) => database.close()));
      await place.drop();
    },
  };
  return Object.assign(stand, { gateways: databases.map((database) => gatewayOn(database, stand)) });
}

function gatewayOn(database: Database, stand: Stand): Gateway {
  const { prisma } = database;
  const sent: string[] = [];
  const say = (what: string) => async (id: string) => void sent.push(`${what} ${id}`);
  const wake = { submit: say('submit'), resolve: say('resolve'), stop: say('stop'), observe: say('observe') };
  const clock = { now: () => stand.now };
  const [runs, queue, jobs, clusters] = [
    createRunStore(prisma),
    createQueueStore(prisma),
    createJobStore(prisma),
    createClusterStore(prisma),
  ];
  const client = stand.cluster.client();
  const submission: SubmissionDeps = {
    runs,
    stops: createStopStore(prisma),
    queue,
    jobs,
    clusters,
    openDatasources: async () => new Map(),
    openVersionSecrets: () => ({}),
    lastOffset: async () => null,
    flinkOf: () => client,
    jars: { provide: async () => 'jar', forget: () => undefined },
    admissions: createKeyedLock(),
    jobJar: async () => ({ path: '/nowhere', name: 'chunjun.jar' }),
    wake,
    clock,
    log: silent,
    submissionTimeoutMs: 60_000,
    // Its monotonic clock begins far off, and does not jump when a test sets the time back.
    absences: createAbsenceWatch(() => 1e6 + stand.elapsedMs),
    monotonicMs: () => 1e6 + stand.elapsedMs,
    // Slots change here from call to call: no look is good for the next run.
    looks: { note: () => undefined, full: () => null },
  };
  const requesting: RequestRunDeps = {
    jobs,
    runs,
    queue,
    clusters,
    render: async ({ spec }) => {
      const slots = isScript(spec) ? 1 : (spec.settings?.channels ?? 1);
      return { slots, plugins: [], missing: [], diagnostics: [] };
    },
    idempotencyKeys: createIdempotencyStore(prisma),
    assertPlugins: async () => undefined,
    wake: wake.submit,
    clock,
    log: silent,
  };
  return { database, runs, queue, jobs, clusters, submission, requesting, sent };
}

/** The end of a run as tracking writes it. */
export async function endRun(
  { runs }: Pick<Gateway, 'runs'>,
  cluster: SlotCluster,
  id: string,
  to: 'SUCCEEDED' | 'FAILED' | 'CANCELED' | 'LOST',
  at: Date,
): Promise<RunRecord> {
  const record = await runs.find(id);
  if (record === null) throw new Error(`no record ${id}`);
  const moved = await runs.move(record, { to, by: 'tracking', who: 'test', why: to, evidence: { state: to }, at });
  if (moved === null) throw new Error(`${id} could not be moved to ${to}`);
  cluster.accepted.delete(record.flinkJobId ?? '');
  return moved;
}
