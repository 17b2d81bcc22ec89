import { matches } from '../core/check.ts';
import type { Clock } from '../core/clock.ts';
import { GatewayError } from '../core/errors.ts';
import { redactJson, shorten } from '../core/redact.ts';
import { explainFailure } from '../chunjun/explain-failure.ts';
import { maskLog } from '../chunjun/mask-log.ts';
import { readNumbers } from '../chunjun/read-accumulators.ts';
import type { Cluster } from '../clusters/cluster-store.ts';
import type { FlinkClient } from '../flink/client.ts';
import { readRootCause } from '../flink/root-cause.ts';
import { ExceptionsSchema, type Accumulators, type Exceptions } from '../flink/schemas.ts';
import type { ExceptionsView, LogsView, MetricsView } from '../runs/live-schemas.ts';
import { isFinal } from '../runs/run-status.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';
import type { Snapshot } from '../runs/schemas.ts';
import { orEmpty } from './final-snapshot.ts';

export interface LiveDeps {
  readonly runs: Pick<RunStore, 'find' | 'snapshot'>;
  readonly openSnapshot: (compressed: Uint8Array) => Snapshot;
  readonly clusters: { find(id: string): Promise<Cluster | null> };
  readonly flinkOf: (
    cluster: Cluster,
  ) => Pick<FlinkClient, 'job' | 'exceptions' | 'accumulators' | 'rates' | 'jobManagerLogTail' | 'taskManagerLogTails'>;
  readonly redactorOf: (record: RunRecord) => Promise<(text: string) => string>;
  readonly clock: Clock;
}

/** So many TaskManagers' logs are read for one answer. */
const taskManagers = 4;
/** A job of more vertices is measured by the first ones. */
const mostVertices = 8;

/**
 * Ends of the logs of JobManager and TaskManagers, secrets masked: as Flink has them now, or as they were kept of a
 * failed run that is over. Throws `not_found`, `cluster_unreachable`, `cluster_answer_invalid`.
 */
export async function readLogs(deps: LiveDeps, recordId: string, bytes: number): Promise<LogsView> {
  const record = await find(deps, recordId);
  const kept = await keptOf(deps, record);
  if (kept !== null && (kept.logTail !== '' || (kept.taskManagerLogs ?? []).length > 0)) {
    const { takenAt: at, logTail: jobManager, taskManagerLogs = [] } = kept;
    const jobManagerMissing = jobManager === '' ? 'It could not be had when the run ended' : null;
    return { from: 'snapshot', at, jobManager, jobManagerMissing, taskManagers: [...taskManagerLogs] };
  }
  const { flink, flinkJobId } = await onFlink(deps, record);
  const job = await orEmpty(flink.job(flinkJobId), null);
  const vertices = (job?.vertices ?? []).map(({ id }) => id);
  const [jobManager, logs, clean] = await Promise.all([
    flink.jobManagerLogTail(bytes),
    vertices.length === 0 ? [] : flink.taskManagerLogTails({ jobId: flinkJobId, vertices, taskManagers, bytes }),
    cleanerOf(deps, record),
  ]);
  return {
    from: 'flink',
    at: deps.clock.now().toISOString(),
    jobManager: clean(jobManager.logTail),
    jobManagerMissing: jobManager.missing,
    taskManagers: logs.map((log) => ({ ...log, logTail: clean(log.logTail) })),
  };
}

/** What went wrong in a run so far, or did when it was over. Throws as `readLogs`. */
export async function readExceptions(deps: LiveDeps, recordId: string): Promise<ExceptionsView> {
  const record = await find(deps, recordId);
  const kept = await keptOf(deps, record);
  if (kept !== null) return { from: 'snapshot', at: kept.takenAt, ...viewExceptions(known(kept.exceptions)) };
  const { flink, flinkJobId } = await onFlink(deps, record);
  const [exceptions, clean] = await Promise.all([
    orEmpty<Exceptions | null>(flink.exceptions(flinkJobId), null),
    cleanerOf(deps, record),
  ]);
  if (exceptions === null) {
    throw new GatewayError('not_found', `Flink does not know the run's job: the run is ${record.state}`, {
      remedy: 'GET /records/:id has the failure, if there is one, and /events what happened.',
    });
  }
  return {
    from: 'flink',
    at: deps.clock.now().toISOString(),
    ...viewExceptions(known(redactJson(exceptions, clean))),
  };
}

/**
 * The numbers of a run and, while it runs, what it does per second. Flink has Chunjun's counters with the TaskManager's
 * heartbeat, some 10 s old. Throws as `readLogs`.
 */
export async function readMetrics(deps: LiveDeps, recordId: string): Promise<MetricsView> {
  const record = await find(deps, recordId);
  const stored = {
    rowsRead: record.rowsRead,
    rowsWritten: record.rowsWritten,
    bytesRead: record.bytesRead,
    bytesWritten: record.bytesWritten,
    dirtyRows: record.dirtyRows,
  };
  const begun = record.startedAt;
  const until = record.finishedAt ?? deps.clock.now();
  const seconds = begun === null ? null : Math.max(0, until.getTime() - begun.getTime()) / 1000;
  const view = (from: MetricsView['from'], numbers: typeof stored, rates: MetricsView['perSecond']): MetricsView => ({
    from,
    at: (from === 'flink' ? deps.clock.now() : (record.finishedAt ?? record.updatedAt)).toISOString(),
    seconds,
    rowsRead: number(numbers.rowsRead),
    rowsWritten: number(numbers.rowsWritten),
    bytesRead: number(numbers.bytesRead),
    bytesWritten: number(numbers.bytesWritten),
    dirtyRows: number(numbers.dirtyRows),
    perSecond: rates,
    averagePerSecond: {
      rowsRead: average(numbers.rowsRead, seconds),
      rowsWritten: average(numbers.rowsWritten, seconds),
      bytesRead: average(numbers.bytesRead, seconds),
      bytesWritten: average(numbers.bytesWritten, seconds),
    },
  });
  if (isFinal(record.state) || record.flinkJobId === null) return view('record', stored, null);
  const { flink, flinkJobId } = await onFlink(deps, record);
  const [job, accumulators] = await Promise.all([
    flink.job(flinkJobId),
    orEmpty<Accumulators | null>(flink.accumulators(flinkJobId), null),
  ]);
  // LOST, or not there yet: what is on record is all there is.
  if (job === null || accumulators === null) return view('record', stored, null);
  const vertices = job.vertices.slice(0, mostVertices).map(({ id }) => id);
  const numbers = readNumbers(accumulators, false);
  return view('flink', numbers, vertices.length === 0 ? null : await flink.rates(flinkJobId, vertices));
}

async function find(deps: LiveDeps, recordId: string): Promise<RunRecord> {
  const record = await deps.runs.find(recordId);
  if (record === null) throw new GatewayError('not_found', `There is no record ${recordId}`);
  return record;
}

async function keptOf(deps: LiveDeps, record: RunRecord): Promise<Snapshot | null> {
  if (!isFinal(record.state)) return null;
  const compressed = await deps.runs.snapshot(record.id);
  return compressed === null ? null : deps.openSnapshot(compressed);
}

async function onFlink(deps: LiveDeps, { clusterId, flinkJobId, state }: RunRecord) {
  const cluster = flinkJobId === null ? null : await deps.clusters.find(clusterId);
  if (flinkJobId === null || cluster === null) {
    throw new GatewayError('not_found', `The run has no job on Flink: it is ${state}`, {
      remedy: 'GET /records/:id says why it waits, or why it was refused.',
    });
  }
  return { flink: deps.flinkOf(cluster), flinkJobId };
}

/** What is known to be a secret first: half of one would not be recognised by its place. */
async function cleanerOf(deps: LiveDeps, record: RunRecord): Promise<(text: string) => string> {
  const redact = await deps.redactorOf(record);
  return (text) => maskLog(redact(text));
}

function viewExceptions(exceptions: Exceptions): Pick<ExceptionsView, 'failure' | 'root' | 'all'> {
  const root = exceptions['root-exception'] ?? null;
  const all = exceptions['all-exceptions'];
  const first = root ?? all[0]?.exception ?? null;
  return {
    failure: first === null ? null : explainFailure(readRootCause([first]).chain.map((cause) => shorten(cause))),
    root,
    all: all.map(({ exception, task, timestamp }) => ({ exception, task, at: timeOf(timestamp) })),
  };
}

/** An archived job may have come without them. */
function known(exceptions: unknown): Exceptions {
  return matches(ExceptionsSchema, exceptions) ? exceptions : { 'all-exceptions': [] };
}

/** Flink's numbers are checked to be whole, not to be times. */
function timeOf(milliseconds: number): string {
  return new Date(Math.min(Math.max(milliseconds, 0), 8.64e15)).toISOString();
}

function number(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}

function average(value: bigint | null, seconds: number | null): number | null {
  return value === null || seconds === null || seconds === 0 ? null : Math.round((Number(value) / seconds) * 10) / 10;
}
