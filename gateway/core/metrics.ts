import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds: a call to Flink or a request. */
const callBuckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600];
/** Seconds: how long a record stays in a state, from a moment to days. */
const stateBuckets = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400];

/**
 * Every metric of the gateway, on a registry of its own. Labels are bounded: states, kinds, outcomes, routes as they are
 * declared, names of clusters; never ids of records or jobs. Counters and histograms tell what this process did; gauges
 * are read from the database and the queue when they are asked for, and are the same in every process, but for open event
 * streams.
 */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Gauge({ name, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: L[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    submissions: counter('gateway_submissions_total', 'Submission attempts by how each was settled in the end', [
      'outcome',
    ]),
    moves: counter('gateway_record_moves_total', 'Moves of records between states', ['from', 'to']),
    stateSeconds: histogram(
      'gateway_record_state_seconds',
      'Time that records spent in a state, told when they leave it',
      ['state'],
      stateBuckets,
    ),
    looks: counter('gateway_observer_looks_total', 'Looks at a cluster', ['cluster', 'outcome']),
    lookSeconds: histogram(
      'gateway_observer_look_seconds',
      'Duration of a look at a cluster, with everything that followed from it',
      ['cluster'],
      callBuckets,
    ),
    clusterRestarts: counter('gateway_cluster_restarts_total', 'Restarts of a JobManager that a look has seen', [
      'cluster',
    ]),
    flinkCalls: counter('gateway_flink_calls_total', 'Calls to Flink', ['kind', 'outcome']),
    flinkCallSeconds: histogram('gateway_flink_call_seconds', 'Duration of calls to Flink', ['kind'], callBuckets),
    requestSeconds: histogram(
      'gateway_http_request_seconds',
      'HTTP requests by route as it is declared',
      ['method', 'route', 'status'],
      callBuckets,
    ),
    orphansCancelled: counter('gateway_orphans_cancelled_total', 'Flink jobs that no record followed, cancelled', [
      'by',
    ]),
    records: gauge('gateway_records', 'Records that are not over, and LOST ones, by state', ['state']),
    waiting: gauge('gateway_waiting_records', 'WAITING records by the code of their reason', ['reason']),
    observerLag: gauge(
      'gateway_observer_lag_seconds',
      'Time since the last look that the cluster answered; absent for clusters that never answered',
      ['cluster'],
    ),
    clusterReachable: gauge('gateway_cluster_reachable', '1: the last look was answered, 0: it was not', ['cluster']),
    slotsTotal: gauge('gateway_cluster_slots_total', 'Task slots at the last answered look', ['cluster']),
    slotsFree: gauge('gateway_cluster_slots_free', 'Free task slots at the last answered look', ['cluster']),
    metaspaceUsed: gauge(
      'gateway_cluster_metaspace_used_bytes',
      'Metaspace in use by the JobManager and by the fullest TaskManager, where runs leave some behind',
      ['cluster', 'process'],
    ),
    metaspaceLimit: gauge('gateway_cluster_metaspace_limit_bytes', 'Limit of that metaspace', ['cluster', 'process']),
    runsLeft: gauge('gateway_cluster_runs_left', 'Submissions until the metaspace of the cluster is full', ['cluster']),
    clusterClosed: gauge('gateway_cluster_closed', '1: it drains or is restarted and admits nothing', ['cluster']),
    clusterAlert: gauge('gateway_cluster_alert', '1: its health needs a person, see health.alert', ['cluster']),
    clusterRecycles: counter('gateway_cluster_recycles_total', 'Restarts of clusters by what came of them', [
      'cluster',
      'outcome',
    ]),
    queue: gauge('gateway_queue_messages', 'Messages in the queue', ['message', 'status']),
    feedLag: gauge(
      'gateway_feed_lag_seconds',
      'Age of the oldest move that event streams, webhooks and the overview were not told yet; 0: none waits',
      [],
    ),
    eventStreams: gauge('gateway_event_streams', 'Event streams that are open at this process', []),
    webhookAttempts: counter(
      'gateway_webhook_attempts_total',
      'Attempts to deliver a webhook message: delivered, failed (there is another), given_up (there is none)',
      ['outcome'],
    ),
    auditFailures: counter(
      'gateway_audit_failures_total',
      'Audit entries that could not be written: begin (the request was refused), settle (what came of it is not on ' +
        'record), refusal (a refused request is not on record), flood (too many refused ones in a minute)',
      ['stage'],
    ),
    sampleErrors: counter(
      'gateway_sample_errors_total',
      'Gauges that could not be read for a scrape: the part is missing from it',
      ['part'],
    ),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
