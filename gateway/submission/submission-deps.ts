import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Cluster } from '../clusters/cluster-store.ts';
import type { ArchiveWitness } from '../flink/archive.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { QueueStore } from '../runs/queue-store.ts';
import type { Failure } from '../chunjun/explain-failure.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';
import type { StopStore } from '../runs/stop-store.ts';
import type { AbsenceWatch } from './absence-watch.ts';
import type { RecentLooks } from './recent-looks.ts';
import type { KeyedLock } from './keyed-lock.ts';
import type { PrepareDeps } from './prepare-run.ts';
import type { JarProvider, JobJar } from './provide-jar.ts';

/** Messages that submission sends; the queue's catalogue has them. */
export interface SubmissionWake {
  submit(recordId: string): Promise<void>;
  resolve(recordId: string, delayMs?: number): Promise<void>;
  stop(recordId: string): Promise<void>;
  observe(clusterId: string): Promise<void>;
}

export interface SubmissionDeps extends PrepareDeps {
  readonly runs: Pick<RunStore, 'find' | 'move' | 'note' | 'events' | 'document'>;
  readonly stops: StopStore;
  readonly queue: Pick<QueueStore, 'ground' | 'ahead' | 'activeOf'>;
  readonly clusters: { find(id: string): Promise<Cluster | null> };
  readonly flinkOf: (cluster: Cluster) => FlinkClient;
  /** Where a job is looked for that Flink does not know; null, or left out: nowhere. */
  readonly archiveOf?: (cluster: Cluster) => ArchiveWitness | null;
  readonly jars: JarProvider;
  /** One admission at a time per cluster within this process: between processes, see admit-run.ts. */
  readonly admissions: KeyedLock;
  /** The file to submit with. Throws `connector_missing`, `distribution_missing`, `distribution_invalid`. */
  readonly jobJar: (cluster: Cluster, plugins: readonly string[], extras: readonly string[]) => Promise<JobJar>;
  readonly wake: SubmissionWake;
  /** A submission failed, for whatever reason. */
  readonly onFailed?: (record: RunRecord, failure: Failure) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds Flink may take to answer `POST /jars/:id/run`. */
  readonly submissionTimeoutMs: number;
  readonly absences: AbsenceWatch;
  readonly looks: RecentLooks;
  /** Milliseconds, by a clock that nobody sets. */
  readonly monotonicMs: () => number;
}

/** A submission is tried this often for reasons of the cluster before the record is given up. */
export const maxAttempts = 5;

export const submitter = 'gateway/submission';
