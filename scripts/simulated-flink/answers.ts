import type { FlinkJobState } from '../../gateway/flink/schemas.ts';

/** A job as the simulated cluster knows it. Times in milliseconds since 1970. */
export interface SimulatedJob {
  readonly jid: string;
  readonly name: string;
  readonly startedAt: number;
  /** null: it runs. */
  end: { readonly state: FlinkJobState & ('FINISHED' | 'FAILED' | 'CANCELED'); readonly at: number } | null;
}

export interface SimulatedCluster {
  readonly slots: number;
  /** Last part of `web.tmpdir`. */
  readonly epoch: string;
  /** web.refresh-interval in milliseconds. */
  readonly refreshIntervalMs: number;
}

const rowsPerSecond = 250;
const bytesPerRow = 87;

const taskNames = [
  'created',
  'scheduled',
  'deploying',
  'running',
  'finished',
  'canceling',
  'canceled',
  'failed',
  'reconciling',
] as const;

/** What the tasks of a job are when the job is that. */
const taskOf: Record<string, (typeof taskNames)[number]> = {
  RUNNING: 'running',
  FINISHED: 'finished',
  FAILED: 'failed',
  CANCELED: 'canceled',
};

export const stateOf = (job: SimulatedJob): string => job.end?.state ?? 'RUNNING';

/** One entry of /jobs/overview; made by hand: a list has hundreds of them and is asked for all the time. */
export function listedJob(job: SimulatedJob, now: number): string {
  const { jid, name, startedAt, end } = job;
  const until = end?.at ?? now;
  return (
    `{"jid":"${jid}","name":${JSON.stringify(name)},"state":"${stateOf(job)}","start-time":${startedAt},` +
    `"end-time":${end?.at ?? -1},"duration":${until - startedAt},"last-modification":${end?.at ?? startedAt + 40},` +
    `"tasks":{"total":1,${countsOf(taskOf[stateOf(job)])}}}`
  );
}

function countsOf(task: string | undefined): string {
  return taskNames.map((name) => `"${name}":${name === task ? 1 : 0}`).join(',');
}

/** GET /overview */
export function overview({ slots }: SimulatedCluster, jobs: Iterable<SimulatedJob>): unknown {
  const counts: Record<string, number> = {};
  for (const job of jobs) counts[stateOf(job)] = (counts[stateOf(job)] ?? 0) + 1;
  return {
    taskmanagers: 1,
    'slots-total': slots,
    'slots-available': Math.max(0, slots - (counts['RUNNING'] ?? 0)),
    'jobs-running': counts['RUNNING'] ?? 0,
    'jobs-finished': counts['FINISHED'] ?? 0,
    'jobs-cancelled': counts['CANCELED'] ?? 0,
    'jobs-failed': counts['FAILED'] ?? 0,
    'flink-version': '1.12.7',
    'flink-commit': '88d9950',
  };
}

/** GET /jobmanager/config */
export function configuration({ epoch, refreshIntervalMs }: SimulatedCluster): unknown {
  const entries = {
    'web.tmpdir': `/opt/flink/${epoch}`,
    'web.refresh-interval': `${refreshIntervalMs}`,
    'jobmanager.rpc.address': '127.0.0.1',
    'jobmanager.rpc.port': '6123',
    'jobmanager.memory.process.size': '1600m',
    'jobmanager.execution.failover-strategy': 'region',
    'taskmanager.memory.process.size': '1728m',
    'taskmanager.numberOfTaskSlots': '4',
    'classloader.resolve-order': 'parent-first',
    'classloader.check-leaked-classloader': 'false',
    'parallelism.default': '1',
    'rest.address': '127.0.0.1',
  };
  return Object.entries(entries).map(([key, value]) => ({ key, value }));
}

/** GET /taskmanagers */
export function taskManagers({ slots }: SimulatedCluster, running: number, now: number): unknown {
  const resource = {
    cpuCores: slots,
    taskHeapMemory: 383,
    taskOffHeapMemory: 0,
    managedMemory: 512,
    networkMemory: 128,
    extendedResources: {},
  };
  return {
    taskmanagers: [
      {
        id: '127.0.0.1:33445-a1b2c3',
        path: 'akka.tcp://flink@127.0.0.1:33445/user/rpc/taskmanager_0',
        dataPort: 40001,
        jmxPort: -1,
        timeSinceLastHeartbeat: now - 1000,
        slotsNumber: slots,
        freeSlots: Math.max(0, slots - running),
        totalResource: resource,
        freeResource: resource,
        hardware: { cpuCores: 4, physicalMemory: 16_000_000_000, freeMemory: 536_870_912, managedMemory: 536_870_920 },
        memoryConfiguration: {
          frameworkHeap: 134_217_728,
          taskHeap: 402_653_174,
          frameworkOffHeap: 134_217_728,
          taskOffHeap: 0,
          networkMemory: 134_217_730,
          managedMemory: 536_870_920,
          jvmMetaspace: 268_435_456,
          jvmOverhead: 201_326_592,
          totalFlinkMemory: 1_342_177_280,
          totalProcessMemory: 1_811_939_328,
        },
      },
    ],
  };
}

const vertex = (job: SimulatedJob) => `${job.jid.slice(16)}${job.jid.slice(0, 16)}`;
const vertexName = 'Source: mysqlsourcefactory -> Sink: postgresqlsinkfactory';

/** GET /jobs/:id */
export function jobDetail(job: SimulatedJob, now: number): unknown {
  const { jid, name, startedAt, end } = job;
  const state = stateOf(job);
  const until = end?.at ?? now;
  const task = taskOf[state];
  const counts = Object.fromEntries(taskNames.map((one) => [one.toUpperCase(), one === task ? 1 : 0]));
  const never = { CREATED: startedAt, INITIALIZING: startedAt - 20, RUNNING: startedAt + 15 };
  return {
    jid,
    name,
    isStoppable: false,
    state,
    'start-time': startedAt,
    'end-time': end?.at ?? -1,
    duration: until - startedAt,
    now,
    timestamps: {
      ...Object.fromEntries(
        ['FAILING', 'FAILED', 'CANCELLING', 'CANCELED', 'FINISHED', 'RESTARTING', 'SUSPENDED', 'RECONCILING'].map(
          (word) => [word, word === state ? until : 0],
        ),
      ),
      ...never,
    },
    vertices: [
      {
        id: vertex(job),
        name: vertexName,
        parallelism: 1,
        status: state,
        'start-time': startedAt + 30,
        'end-time': end?.at ?? -1,
        duration: until - startedAt - 30,
        tasks: counts,
        metrics: {
          'read-bytes': 0,
          'read-bytes-complete': true,
          'write-bytes': 0,
          'write-bytes-complete': true,
          // One chained vertex: Flink counts what passes between vertices.
          'read-records': 0,
          'read-records-complete': true,
          'write-records': 0,
          'write-records-complete': true,
        },
      },
    ],
    'status-counts': counts,
    plan: {
      jid,
      name,
      nodes: [
        {
          id: vertex(job),
          parallelism: 1,
          operator: '',
          operator_strategy: '',
          description: vertexName.replace('>', '&gt;'),
          optimizer_properties: {},
        },
      ],
    },
  };
}

function rowsOf({ startedAt, end }: SimulatedJob, now: number): number {
  return Math.floor((((end?.at ?? now) - startedAt) * rowsPerSecond) / 1000);
}

/** GET /jobs/:id/accumulators, with the names that Chunjun 1.12.8 uses; every value is text. */
export function accumulators(job: SimulatedJob, now: number): unknown {
  const rows = rowsOf(job, now);
  const values = {
    numWrite: rows,
    last_write_num_0: 0,
    conversionErrors: 0,
    writeDuration: (job.end?.at ?? now) - job.startedAt,
    duplicateErrors: 0,
    numRead: rows,
    snapshotWrite: 0,
    otherErrors: 0,
    readDuration: 10,
    byteRead: rows * bytesPerRow,
    last_write_location_0: 0,
    byteWrite: rows * bytesPerRow,
    nullErrors: 0,
    nErrors: 0,
    startLocation: -2147483648,
    endLocation: rows,
  };
  return {
    'job-accumulators': [],
    'user-task-accumulators': Object.entries(values).map(([name, value]) => ({
      name,
      type: name.endsWith('Location') ? 'BigIntegerAccumulator' : 'LongCounter',
      value: String(value),
    })),
    'serialized-user-task-accumulators': {},
  };
}

const frames = Array.from({ length: 24 }, (_, line) => `\tat org.example.Frame${line}.call(Frame${line}.java:${line})`);
const trace = [
  'org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy',
  ...frames,
  'Caused by: java.io.IOException: ERROR: column "nosuch" does not exist',
  ...frames,
  '',
].join('\n');

/** GET /jobs/:id/exceptions */
export function exceptions(job: SimulatedJob): unknown {
  const at = job.end?.state === 'FAILED' ? job.end.at : null;
  if (at === null) {
    return { 'root-exception': null, timestamp: null, 'all-exceptions': [], truncated: false };
  }
  const one = { exception: trace, task: `${vertexName} (1/1)`, location: '127.0.0.1:40001', timestamp: at };
  return { 'root-exception': trace, timestamp: at, 'all-exceptions': [one], truncated: false };
}

/** GET /jobs/:id/config */
export function jobConfig({ jid, name }: SimulatedJob): unknown {
  return {
    jid,
    name,
    'execution-config': {
      'execution-mode': 'PIPELINED',
      'restart-strategy': 'Restart deactivated.',
      'job-parallelism': 1,
      'object-reuse-mode': false,
      'user-config': {},
    },
  };
}

/** GET /jobs/:id/checkpoints of a job without any. */
export function checkpoints(): unknown {
  const nothing = { min: 0, max: 0, avg: 0 };
  return {
    counts: { restored: 0, total: 0, in_progress: 0, completed: 0, failed: 0 },
    summary: {
      state_size: nothing,
      end_to_end_duration: nothing,
      alignment_buffered: nothing,
      processed_data: nothing,
      persisted_data: nothing,
    },
    latest: { completed: null, savepoint: null, failed: null, restored: null },
    history: [],
  };
}

/** What Flink says of a job it does not know. */
export function notFound(jid: string): unknown {
  return {
    errors: [
      `org.apache.flink.runtime.rest.NotFoundException: Job ${jid} not found\n${frames.slice(0, 4).join('\n')}\n` +
        `Caused by: org.apache.flink.runtime.messages.FlinkJobNotFoundException: Could not find Flink job (${jid})\n` +
        `${frames.slice(0, 6).join('\n')}\n`,
    ],
  };
}

/** GET /jobmanager/log: text. */
export const logText = Array.from(
  { length: 600 },
  (_, line) =>
    `2026-01-01 00:00:${String(line % 60).padStart(2, '0')},000 INFO  org.apache.flink.runtime.jobmaster.JobMaster [] - Checkpoint ${line} is fine.\n`,
).join('');
