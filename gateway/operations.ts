import { GatewayError } from './core/errors.ts';
import type { Cluster } from './clusters/cluster-store.ts';
import { cancelRestart, requestRestart, type RestartRequest } from './clusters/request-restart.ts';
import { assertTested } from './datasources/assert-tested.ts';
import { openDatasource } from './datasources/manage-datasource.ts';
import { pluginJars } from './distribution/plugin-jars.ts';
import { datasourceIdsOf } from './chunjun/build-version.ts';
import type { JobVersion } from './jobs/job-store.ts';
import { renderVersion, type RenderDeps } from './jobs/render-version.ts';
import { openVersionSecrets } from './jobs/version-secrets.ts';
import { createRedactorOf } from './runs/redactor-of.ts';
import type { StopInput } from './runs/stop-schema.ts';
import { openSnapshot } from './runs/view-record.ts';
import { requestRun, type RequestRunDeps } from './submission/request-run.ts';
import { rerun, type RerunRequest } from './submission/rerun.ts';
import { requestStop } from './submission/stop-run.ts';
import { actOnOrphan, type OrphanRequest } from './tracking/act-on-orphan.ts';
import { attachRecord, type AttachRequest } from './tracking/attach-record.ts';
import { closeRecord, type CloseRequest } from './tracking/close-record.ts';
import { listOrphans } from './tracking/list-orphans.ts';
import { readExceptions, readLogs, readMetrics, type LiveDeps } from './tracking/live-run.ts';
import type { Deps } from './deps.ts';

const flinkOf = (deps: Deps) => (cluster: Cluster) => deps.flinkClients.of(cluster);

/** What the API does beyond reading and writing rows. */
export function createOperations(deps: Deps) {
  const { jobs, datasources, runs, stops, jobJars, wake, clock, log, clusters } = deps;
  const rendering: RenderDeps = {
    datasources,
    capabilities: (clusterId) => deps.capabilities.contextOfId(clusterId ?? undefined),
  };
  const requesting: RequestRunDeps = {
    ...deps,
    queue: deps.runQueue,
    // A connector that is missing has an error of its own, see assertPlugins.
    render: (input) =>
      renderVersion(
        {
          ...rendering,
          capabilities: async (id) => {
            const { plugins: _plugins, ...rest } = await rendering.capabilities(id);
            return rest;
          },
        },
        input,
      ),
    assertPlugins: async (clusterId, connectors) => {
      await deps.capabilities.assertPlugins(clusterId, connectors);
      await jobJars.assertPlugins(connectors);
    },
    wake: wake.submit,
  };
  return {
    rendering,
    diagnose: async ({ jobId, spec }: Pick<JobVersion, 'jobId' | 'spec'>) => {
      const job = await jobs.find(jobId);
      if (job === null) throw new GatewayError('not_found', `There is no job ${jobId}`);
      return (await renderVersion(rendering, { spec, kind: job.kind, clusterId: job.clusterId })).diagnostics;
    },
    assertTested: async ({ spec }: Pick<JobVersion, 'spec'>) =>
      assertTested(await datasources.findMany(datasourceIdsOf(spec))),
    jarsOf: async (plugins: readonly string[]) => {
      const distribution = await jobJars.warmUp().catch(() => undefined);
      if (distribution === undefined) return null;
      // What is missing is a finding of the validator.
      return pluginJars(
        distribution,
        plugins.filter((plugin) => distribution.connectors.has(plugin)),
      );
    },
    requestRun: (request: Parameters<typeof requestRun>[1]) => requestRun(requesting, request),
    rerun: (request: RerunRequest) => rerun(requesting, request),
    requestStop: (recordId: string, who: string, input: StopInput) =>
      requestStop({ runs, stops, clusters, flinkOf: flinkOf(deps), wake, clock, log }, recordId, who, input),
    ...liveOperations(deps),
    ...peoplesTools(deps),
  };
}

/** Every secret that a version's document is made with. Throws `secret_unreadable`. */
export function secretsOf({ jobs, datasources, sealer }: Pick<Deps, 'jobs' | 'datasources' | 'sealer'>) {
  return async ({ jobId, version: number }: { jobId: string; version: number }): Promise<readonly string[]> => {
    const version = await jobs.findVersion(jobId, number);
    if (version === null) return [];
    const ids = datasourceIdsOf(version.spec);
    const rows = await datasources.findMany(ids);
    if (rows.length < ids.length) {
      throw new GatewayError('secret_unreadable', 'A data source of the version was deleted, and its secrets with it');
    }
    return [
      ...rows.flatMap((row) => Object.values(openDatasource(sealer, row).secrets)),
      ...Object.values(openVersionSecrets(sealer, version)),
    ];
  };
}

/** What only Flink knows of a run. */
function liveOperations(deps: Deps) {
  const { runs, clusters, clock, log } = deps;
  const live: LiveDeps = {
    runs,
    openSnapshot,
    clusters,
    flinkOf: flinkOf(deps),
    redactorOf: createRedactorOf({ secretsOf: secretsOf(deps), log }),
    clock,
  };
  return {
    readLogs: (recordId: string, bytes: number) => readLogs(live, recordId, bytes),
    readExceptions: (recordId: string) => readExceptions(live, recordId),
    readMetrics: (recordId: string) => readMetrics(live, recordId),
  };
}

/** What a person does about records and jobs that the gateway alone cannot settle. */
function peoplesTools(deps: Deps) {
  const { runs, notes, clusters, clock, log, metrics } = deps;
  const restarting = { health: deps.clusterHealth, clusters, observe: deps.wake.observe, clock, log };
  const tools = {
    runs,
    notes,
    clusters,
    flinkOf: flinkOf(deps),
    archiveOf: (cluster: Cluster) => deps.archives.of(cluster),
    observe: deps.wake.observe,
    clock,
    log,
  };
  return {
    attachRecord: (request: AttachRequest) => attachRecord(tools, request),
    closeRecord: (request: CloseRequest) => closeRecord(tools, request),
    requestRestart: (request: RestartRequest) => requestRestart(restarting, request),
    cancelRestart: (clusterId: string, who: string) => cancelRestart(restarting, clusterId, who),
    listOrphans: (clusterId: string, options: { ended: boolean }) => listOrphans(tools, clusterId, options),
    actOnOrphan: async (request: OrphanRequest) => {
      const answer = await actOnOrphan(tools, request);
      if (answer.outcome === 'asked') metrics.orphansCancelled.inc({ by: 'person' });
      return answer;
    },
  };
}
