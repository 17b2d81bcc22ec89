import type { Clock } from '../core/clock.ts';
import { GatewayError, messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { ExtraJar, ValidationContext } from '../chunjun/validate/validation-context.ts';
import { pluginExtras, pluginExtrasOf } from '../distribution/connector-jars.ts';
import type { Distribution } from '../distribution/model.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { Cluster, ClusterStore } from './cluster-store.ts';
import { namesStart, readClusterFacts, unknownFacts, type ClusterFacts } from './read-cluster-facts.ts';

/** What a document is checked against; what is not known is left out, and the rules say less. */
export type ClusterContext = Pick<ValidationContext, 'plugins' | 'extraJars' | 'javaVersion'> & {
  /** Task slots at the last look. */
  readonly slots?: number;
};

type KnownCluster = Pick<Cluster, 'id' | 'name' | 'config' | 'distribution' | 'epoch' | 'reachability'> &
  Partial<Pick<Cluster, 'slotsTotal'>>;

export interface ClusterCapabilities {
  /** Never rejects for a cluster or log that cannot be read. */
  contextOf(cluster: KnownCluster): Promise<ClusterContext>;
  /** By id; undefined: no cluster is chosen, only the gateway's distribution is known. Throws `not_found`. */
  contextOfId(clusterId: string | undefined): Promise<ClusterContext>;
  /** Throws `connector_missing` when a `lib` cluster's class path is known and lacks chunjun-core or a connector. */
  assertPlugins(clusterId: string, connectors: readonly string[]): Promise<void>;
  /** Reads the log anew. Never rejects. */
  refresh(cluster: KnownCluster): Promise<ClusterFacts>;
  /** Connectors of the gateway's distribution; undefined: it cannot be opened now. */
  bundled(): Promise<ReadonlySet<string> | undefined>;
}

export interface CapabilitiesDeps {
  readonly clusters: Pick<ClusterStore, 'find'>;
  readonly flinkOf: (cluster: KnownCluster) => Pick<FlinkClient, 'jobManagerConfig' | 'jobManagerLogHead'>;
  /** May reject: nothing is known of it then. */
  readonly distribution: () => Promise<Distribution>;
  /** The job jars of mode bundle hold the metric reporter and dirty data collector that the document names. */
  readonly bundlesExtras: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** The start of Flink 1.12 with 200 jars is some 60 KB. */
const headBytes = 256 * 1024;
/** A run waits no longer for what only makes its checks better; a late answer is kept for the next. */
const patienceMs = 5_000;
/** Leaves the configuration, which is read first, its time. */
const logTimeoutMs = 4_000;
/** What could not be read is not asked for again with every run. */
const retryMs = 60_000;
/** The stored epoch lags behind a restart by one look of the observer (30 s when idle). */
const epochLagMs = 30_000;

interface Look {
  readonly restUrl: string;
  readonly at: number;
  /** null: the cluster did not tell. */
  readonly epoch: string | null;
  readonly facts: ClusterFacts;
}

/** One per process. What was read is kept per cluster until its epoch or address changes. */
export function createClusterCapabilities(deps: CapabilitiesDeps): ClusterCapabilities {
  const looks = new Map<string, Look>();
  const underWay = new Map<string, Promise<ClusterFacts>>();

  async function look(cluster: KnownCluster): Promise<ClusterFacts> {
    const flink = deps.flinkOf(cluster);
    const { restUrl } = cluster.config;
    let epoch: string | null = null;
    let facts = unknownFacts;
    try {
      const config = await flink.jobManagerConfig();
      const directory = config.get('web.tmpdir');
      epoch = directory?.split(/[\\/]/).findLast((part) => part !== '') ?? null;
      const head = await flink.jobManagerLogHead({
        bytes: headBytes,
        timeoutMs: logTimeoutMs,
        isWanted: (text) => namesStart(text, directory),
      });
      facts = readClusterFacts(head, config);
    } catch (error) {
      deps.log.debug({ clusterId: cluster.id, reason: messageOf(error) }, 'the log of the JobManager cannot be read');
    }
    // A log that is rotated away or hangs now takes back nothing that it said of the same start.
    const before = looks.get(cluster.id);
    const isSame = before?.restUrl === restUrl && (epoch === null || before.epoch === epoch);
    const kept = facts.classPath === null && isSame ? before : { restUrl, epoch, facts };
    looks.set(cluster.id, { ...kept, at: deps.clock.now().getTime() });
    return kept.facts;
  }

  /** One look at a time for each address of a cluster. */
  function lookOnce(cluster: KnownCluster): Promise<ClusterFacts> {
    const key = `${cluster.id} ${cluster.config.restUrl}`;
    const known = underWay.get(key);
    if (known !== undefined) return known;

    const pending = look(cluster).finally(() => underWay.delete(key));
    underWay.set(key, pending);
    return pending;
  }

  async function factsOf(cluster: KnownCluster): Promise<ClusterFacts> {
    const known = looks.get(cluster.id);
    if (known?.restUrl === cluster.config.restUrl) {
      const age = deps.clock.now().getTime() - known.at;
      const isKnown = known.facts.classPath !== null;
      const isSameStart = known.epoch === cluster.epoch;
      // What a cluster that was down did not tell is asked for again as soon as it has been seen.
      if (isKnown ? isSameStart || age < epochLagMs : isSameStart && age < retryMs) return known.facts;
    }
    // Its runs wait until it is back; so must nobody who asks for one.
    if (cluster.reachability === 'unreachable') return unknownFacts;
    return within(patienceMs, lookOnce(cluster), unknownFacts);
  }

  async function distribution(): Promise<Distribution | undefined> {
    try {
      return await deps.distribution();
    } catch {
      // A distribution that cannot be opened is told by what needs it.
      return undefined;
    }
  }

  const bundled = async () => {
    const found = await distribution();
    return found === undefined ? undefined : new Set(found.connectors.keys());
  };

  async function contextOf(cluster: KnownCluster): Promise<ClusterContext> {
    const facts = await factsOf(cluster);
    const found = cluster.distribution.mode === 'bundle' ? await distribution() : undefined;
    const plugins = {
      lib: facts.classPath === null ? undefined : facts.connectors,
      bundle: found === undefined ? undefined : new Set(found.connectors.keys()),
      'dist-dir': undefined,
    }[cluster.distribution.mode];
    const beside = {
      lib: [],
      bundle: !deps.bundlesExtras ? [] : found === undefined ? pluginExtras : [...pluginExtrasOf(found)],
      'dist-dir': pluginExtras,
    }[cluster.distribution.mode];
    // What may be there passes for there: a run is not refused for what a jar's name does not tell.
    const extraJars: ReadonlySet<ExtraJar> | undefined =
      facts.classPath === null ? undefined : new Set([...facts.extraJars, ...facts.undecidedJars, ...beside]);
    return {
      ...(typeof cluster.slotsTotal === 'number' && cluster.reachability === 'reachable'
        ? { slots: cluster.slotsTotal }
        : {}),
      ...(plugins === undefined ? {} : { plugins }),
      ...(extraJars === undefined ? {} : { extraJars }),
      ...(facts.javaVersion === null ? {} : { javaVersion: facts.javaVersion }),
    };
  }

  async function find(clusterId: string): Promise<Cluster> {
    const cluster = await deps.clusters.find(clusterId);
    if (cluster === null) throw new GatewayError('not_found', `There is no cluster ${clusterId}`);
    return cluster;
  }

  return {
    contextOf,
    bundled,
    async contextOfId(clusterId) {
      if (clusterId !== undefined) return contextOf(await find(clusterId));
      const plugins = await bundled();
      return plugins === undefined ? {} : { plugins };
    },
    async assertPlugins(clusterId, connectors) {
      const cluster = await find(clusterId);
      if (cluster.distribution.mode !== 'lib') return;
      const known = await factsOf(cluster);
      if (lacksOf(known, connectors).length === 0) return;
      // Refused on a fresh look only: the plugin may have come with a restart a moment ago.
      const facts = await within(patienceMs, lookOnce(cluster), known);
      if (lacksOf(facts, connectors).length > 0) throw connectorMissing(cluster.name, facts, connectors);
    },
    refresh: (cluster) => lookOnce(cluster),
  };
}

/** What of a run is not on a known class path. */
function lacksOf({ classPath, core, connectors: has }: ClusterFacts, connectors: readonly string[]): string[] {
  if (classPath === null) return [];
  const missing = [...new Set(connectors)].filter((connector) => !has.has(connector)).sort();
  return [...(core ? [] : ['chunjun-core']), ...missing];
}

function connectorMissing(name: string, facts: ClusterFacts, connectors: readonly string[]): GatewayError {
  const missing = lacksOf(facts, connectors);
  const available = [...facts.connectors].sort();
  return new GatewayError(
    'connector_missing',
    `The class path of cluster ${name} has no ${missing.join(' and no ')}. Connectors it has: ${available.join(', ') || 'none'}.`,
    {
      remedy:
        'Put the jars into lib/zz-chunjun on JobManager and TaskManagers and restart the cluster, or choose another cluster.',
      facts: { missing, available },
    },
  );
}

/** `otherwise` when it takes longer; the promise goes on. */
async function within<T>(ms: number, promise: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([promise, new Promise<T>((done) => (timer = setTimeout(() => done(otherwise), ms)))]);
  } finally {
    clearTimeout(timer);
  }
}
