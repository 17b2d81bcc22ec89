import type { Cluster } from './clusters/cluster-store.ts';
import { markExhausted } from './clusters/drain.ts';
import { firstOf } from './clusters/recycle.ts';
import { createRestartHook } from './clusters/restart-hook.ts';
import { openCluster } from './clusters/seal-cluster.ts';
import { watchHealth, type WatchDeps } from './clusters/watch-health.ts';
import type { Failure } from './chunjun/explain-failure.ts';
import { createRedactorOf } from './runs/redactor-of.ts';
import type { RunRecord } from './runs/run-store.ts';
import { openDatasource } from './datasources/manage-datasource.ts';
import { openVersionSecrets } from './jobs/version-secrets.ts';
import { createWorkers, type Handlers, type Workers } from './queues/workers.ts';
import { createAbsenceWatch } from './submission/absence-watch.ts';
import { createKeyedLock } from './submission/keyed-lock.ts';
import { createRecentLooks } from './submission/recent-looks.ts';
import { createJarProvider } from './submission/provide-jar.ts';
import { retryRuns } from './submission/retry-runs.ts';
import { resolveSubmission } from './submission/resolve-submission.ts';
import { stopRun } from './submission/stop-run.ts';
import type { SubmissionDeps } from './submission/submission-deps.ts';
import { submitRun } from './submission/submit-run.ts';
import { createCheckpointFollower } from './tracking/follow-checkpoints.ts';
import { createLostLooks } from './tracking/lost-looks.ts';
import { observeMeasured } from './tracking/measure-looks.ts';
import type { ObserveDeps } from './tracking/observe-cluster.ts';
import { sweep, type SweepPlaces } from './tracking/sweep.ts';
import { createDelivery } from './task-center/deliver-webhooks.ts';
import { createSendWebhook } from './task-center/send-webhook.ts';
import type { Deps } from './deps.ts';
import { secretsOf } from './operations.ts';

const flinkOf = (deps: Deps) => (cluster: Cluster) => deps.flinkClients.of(cluster);

/** The handlers of every message, on these parts. */
export function createWorkersOf(deps: Deps): Workers {
  const submission = submissionDeps(deps);
  const observing = observeDeps(deps);
  const sweepPlaces: SweepPlaces = new Map();
  const handlers: Handlers = {
    'submit-run': ({ recordId }) => submitRun(submission, recordId),
    'resolve-submission': ({ recordId }) => resolveSubmission(submission, recordId),
    'stop-run': ({ recordId }) => stopRun(submission, recordId),
    'observe-cluster': ({ clusterId }) => observeMeasured(observing, deps.metrics, clusterId),
    sweep: async () => {
      await sweep(
        {
          runs: deps.runs,
          clusters: deps.clusters,
          wake: deps.wake,
          observe: deps.wake.observe,
          keepPace: deps.wake.keepPace,
          clock: deps.clock,
        },
        sweepPlaces,
      );
      await retryRuns({ ...deps, queue: deps.runQueue });
      await deps.idempotencyKeys.removeExpired(deps.clock.now());
    },
  };
  const workers = createWorkers(deps.queue, handlers, { log: deps.log });
  const { outbox, sealer, clock, log, config } = deps;
  const send = createSendWebhook({ privateAllowed: config.WEBHOOK_PRIVATE_ADDRESSES === 'allowed' });
  const delivery = createDelivery({
    outbox,
    send,
    sealer,
    clock,
    log,
    onAttempt: (outcome) => deps.metrics.webhookAttempts.inc({ outcome }),
  });
  return {
    start() {
      workers.start();
      deps.liveFeed.start();
      delivery.start();
    },
    async close(options) {
      await Promise.all([workers.close(options), delivery.close()]);
      await deps.liveFeed.close();
    },
  };
}

function submissionDeps(deps: Deps): SubmissionDeps {
  return {
    runs: deps.runs,
    stops: deps.stops,
    queue: deps.runQueue,
    jobs: deps.jobs,
    clusters: deps.clusters,
    openDatasources: async (ids) => {
      const rows = ids.length === 0 ? [] : await deps.datasources.findMany(ids);
      return new Map(
        rows.map((row) => [
          row.id,
          { id: row.id, type: row.type, revision: row.revision, connection: openDatasource(deps.sealer, row) },
        ]),
      );
    },
    openVersionSecrets: (version) => openVersionSecrets(deps.sealer, version),
    lastOffset: (jobId) => deps.runs.lastOffset(jobId),
    flinkOf: flinkOf(deps),
    archiveOf: (cluster) => deps.archives.of(cluster),
    jars: createJarProvider(deps.log),
    admissions: createKeyedLock(),
    jobJar: ({ distribution: { mode } }, plugins, extras) =>
      deps.jobJars.jobJar(mode, mode === 'bundle' ? [...plugins, ...extras] : plugins),
    wake: deps.wake,
    onFailed: tellHealth(deps),
    clock: deps.clock,
    log: deps.log,
    submissionTimeoutMs: deps.config.SUBMISSION_TIMEOUT_SECONDS * 1000,
    absences: createAbsenceWatch(),
    looks: createRecentLooks(),
    monotonicMs: () => performance.now(),
  };
}

/** A run that failed may show that its cluster is at its end. */
function tellHealth(deps: Deps) {
  const { clusters, clusterHealth: health, clock, log } = deps;
  return ({ clusterId, flinkEpoch }: RunRecord, { code, message }: Failure): Promise<void> =>
    markExhausted({ clusters, health, clock, log }, { clusterId, epoch: flinkEpoch, code, message });
}

function guardDeps(deps: Deps): WatchDeps {
  const { clusters, clusterHealth: health, runs, metrics, sealer, clock, log } = deps;
  const hook = createRestartHook(async (id) => {
    return openCluster(sealer, id, await clusters.sealedSecrets(id)).restartHookToken;
  });
  return {
    clusters,
    health,
    recycler: firstOf([hook]),
    onCluster: (clusterId) => runs.onCluster(clusterId),
    onOutcome: ({ name }, outcome) => metrics.clusterRecycles.inc({ cluster: name, outcome }),
    clock,
    log,
  };
}

function observeDeps(deps: Deps): ObserveDeps {
  const guarding = guardDeps(deps);
  return {
    watchHealth: (cluster, seen) =>
      watchHealth(guarding, cluster, seen === null ? null : { ...seen, flink: deps.flinkClients.of(cluster) }),
    onFailed: tellHealth(deps),
    runs: deps.runs,
    notes: deps.notes,
    stops: deps.stops,
    onRestart: ({ name }) => deps.metrics.clusterRestarts.inc({ cluster: name }),
    clusters: deps.clusters,
    flinkOf: flinkOf(deps),
    archive: { of: (cluster) => deps.archives.of(cluster), lost: createLostLooks() },
    checkpoints: createCheckpointFollower(),
    redactorOf: createRedactorOf({ secretsOf: secretsOf(deps), log: deps.log }),
    wake: deps.wake,
    setPace: deps.wake.setPace,
    clock: deps.clock,
    log: deps.log,
  };
}
