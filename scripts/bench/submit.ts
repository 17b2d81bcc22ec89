/**
 * `npm run bench:submit [-- --runs 60]`: what the gateway adds to a submission. In one run, in turn: the same document
 * by a raw POST /jars/:id/run, and by POST /jobs/:id/runs through the gateway, against the same local Flink (mode lib).
 *   accept       POST /runs until its 202
 *   end to end   POST /runs until Flink's acknowledgement is on record (the event RUNNING)
 *   raw          POST /jars/:id/run until its 200
 * Queue: Redis when REDIS_URL is set, else PostgreSQL. The last line is one JSON object.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildJob } from '../../gateway/chunjun/build-job-json.ts';
import { entryClass, flinkJobName, programArguments } from '../../gateway/chunjun/program-arguments.ts';
import type { SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import type { ClusterView } from '../../gateway/clusters/schemas.ts';
import { newFlinkJobId, newId } from '../../gateway/core/ids.ts';
import { startEmbeddedPostgres } from '../../gateway/database/embedded.ts';
import { openDistribution } from '../../gateway/distribution/open-distribution.ts';
import { pluginJars } from '../../gateway/distribution/plugin-jars.ts';
import { createFlinkClient } from '../../gateway/flink/client.ts';
import type { JobView } from '../../gateway/jobs/schemas.ts';
import type { RecordEventView, RecordView } from '../../gateway/runs/schemas.ts';
import { prepareStandIn } from '../../test/chunjun-stand-in/build.ts';
import { createApiClient } from '../api-client.ts';
import { resolveFlinkArtifacts } from '../flink/artifacts.ts';
import { startLocalFlink } from '../flink/local-cluster.ts';
import { startLocalGateway } from '../local-gateway.ts';
import { median, quantile, rounded, table } from './stats.ts';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '60' } } });
const runs = Number(options.runs);
const warmUp = 5;
const cacheDir = resolve(process.env.CACHE_DIR || '.cache');
const directory = await mkdtemp(join(tmpdir(), 'gateway-bench-'));

const spec: SyncSpec = {
  reader: { connector: 'stream', parameter: { sliceRecordCount: 10 } },
  writer: { connector: 'stream', parameter: {} },
  mapping: [{ from: { name: 'id', type: 'int' } }, { from: { name: 'name', type: 'string' } }],
};

async function measure() {
  const distPath = process.env.CHUNJUN_DIST || (await prepareStandIn({ cacheDir })).distDir;
  const distribution = await openDistribution(distPath, { cacheDir });
  const postgres = await startEmbeddedPostgres({ dataDir: join(directory, 'postgres') });
  const flink = await startLocalFlink({
    workDir: join(directory, 'flink'),
    artifacts: await resolveFlinkArtifacts({ cacheDir }),
    slotsPerTaskManager: 64,
    extraLibJars: pluginJars(distribution, ['stream']).map(({ path }) => path),
    config: { 'classloader.resolve-order': 'parent-first', 'classloader.check-leaked-classloader': 'false' },
  });
  const gateway = await startLocalGateway({
    env: {
      DATABASE_URL: postgres.url('postgres'),
      ...(process.env.REDIS_URL ? { REDIS_URL: process.env.REDIS_URL } : {}),
      QUEUE_PREFIX: `bench${randomBytes(4).toString('hex')}`,
      GATEWAY_SECRET_KEY: randomBytes(32).toString('hex'),
      CHUNJUN_DIST: distPath,
      CACHE_DIR: cacheDir,
      LOG_LEVEL: 'warn',
    },
    logFile: join(directory, 'gateway.log'),
  });
  try {
    return await submitInTurn(gateway.url, gateway.firstToken ?? '', flink.restUrl, distribution.core.path);
  } finally {
    await gateway.stop();
    await flink.stop();
    await postgres.stop();
  }
}

async function submitInTurn(gatewayUrl: string, token: string, flinkUrl: string, coreJar: string) {
  const api = createApiClient(gatewayUrl, token);
  const cluster = await api.post<ClusterView>('/clusters', {
    name: 'bench',
    kind: 'standalone',
    config: { restUrl: flinkUrl },
    distribution: { mode: 'lib' },
  });
  const jobs: JobView[] = [];
  for (let i = 0; i < runs + warmUp; i++) {
    const job = await api.post<JobView>('/jobs', { name: `bench ${i}`, kind: 'batch', clusterId: cluster.id });
    await api.post(`/jobs/${job.id}/versions`, { spec });
    jobs.push(job);
  }
  const flink = createFlinkClient({ baseUrl: flinkUrl, timeoutMs: 60_000 });
  const rawJar = await flink.uploadJar(coreJar, 'raw.jar');
  const built = buildJob({ spec, reader: null, writer: null, startLocation: null });
  const samples = {
    accept: [] as number[],
    endToEnd: [] as number[],
    raw: [] as number[],
    untilSubmitting: [] as number[],
    fromSubmitting: [] as number[],
  };
  for (const [index, job] of jobs.entries()) {
    const raw = await submitRaw();
    const { accept, endToEnd, untilSubmitting } = await submitByGateway(job.id);
    if (index < warmUp) continue;
    samples.raw.push(raw);
    samples.accept.push(accept);
    samples.endToEnd.push(endToEnd);
    samples.untilSubmitting.push(untilSubmitting);
    samples.fromSubmitting.push(endToEnd - untilSubmitting);
  }
  flink.close();
  return samples;

  async function submitRaw(): Promise<number> {
    const args = programArguments({
      job: { ...built, documentText: JSON.stringify(built.document) },
      jobName: flinkJobName('bench raw', newId()),
      mode: 'standalone',
      distributionDirectory: '',
    });
    const from = performance.now();
    const answer = await flink.runJar(rawJar, { entryClass, programArgsList: args, jobId: newFlinkJobId() }, 60_000);
    if (answer.kind !== 'accepted') throw new Error(`the raw submission failed: ${JSON.stringify(answer)}`);
    return performance.now() - from;
  }

  async function submitByGateway(
    jobId: string,
  ): Promise<{ accept: number; endToEnd: number; untilSubmitting: number }> {
    const fromWall = performance.timeOrigin + performance.now();
    const from = performance.now();
    const record = await api.post<RecordView>(`/jobs/${jobId}/runs`, {});
    const accept = performance.now() - from;
    for (;;) {
      const { items } = await api.get<{ items: RecordEventView[] }>(`/records/${record.id}/events`);
      const running = items.find(({ to }) => to === 'RUNNING');
      const submitting = items.find(({ to }) => to === 'SUBMITTING');
      if (running !== undefined && submitting !== undefined) {
        const since = (event: RecordEventView) => Date.parse(event.at) - fromWall;
        return { accept, endToEnd: since(running), untilSubmitting: since(submitting) };
      }
      await pause(100);
    }
  }
}

try {
  const { accept, endToEnd, raw, untilSubmitting, fromSubmitting } = await measure();
  const line = (name: string, samples: readonly number[]) => [
    name,
    samples.length,
    rounded(median(samples)),
    rounded(quantile(samples, 0.95)),
  ];
  const ratio = median(endToEnd) / median(raw);
  console.log(
    table([
      ['milliseconds', 'n', 'median', 'p95'],
      line('accept (POST /runs to 202)', accept),
      line('end to end (POST /runs to RUNNING)', endToEnd),
      line('  of it until SUBMITTING is decided', untilSubmitting),
      line('  of it the write-ahead and the POST', fromSubmitting),
      line('raw (POST /jars/:id/run)', raw),
    ]),
  );
  console.log(`end to end is ${rounded(ratio, 2)} times raw`);
  console.log(
    JSON.stringify({
      runs,
      queue: process.env.REDIS_URL ? 'redis' : 'postgresql',
      chunjun: process.env.CHUNJUN_DIST ? 'CHUNJUN_DIST' : 'stand-in',
      acceptMedianMs: rounded(median(accept)),
      acceptP95Ms: rounded(quantile(accept, 0.95)),
      endToEndMedianMs: rounded(median(endToEnd)),
      endToEndP95Ms: rounded(quantile(endToEnd, 0.95)),
      rawMedianMs: rounded(median(raw)),
      rawP95Ms: rounded(quantile(raw, 0.95)),
      endToEndRatio: rounded(ratio, 2),
    }),
  );
} finally {
  await rm(directory, { recursive: true, force: true });
}
