import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterView } from '../../gateway/clusters/schemas.ts';
import type { RecordEventView, RecordView } from '../../gateway/runs/schemas.ts';
import { createApiClient, type ApiClient } from '../../scripts/api-client.ts';
import { startLocalGateway, type LocalGateway } from '../../scripts/local-gateway.ts';
import { testCacheDir, testDistributionPath } from './distribution.ts';
import { testDatabase } from './postgres.ts';

/** A gateway process of its own on a fresh database, with one registered cluster. */
export interface Stack {
  readonly api: ApiClient;
  readonly token: string;
  readonly url: string;
  readonly databaseUrl: string;
  readonly clusterId: string;
  /** kill -9 of the gateway. */
  kill(): Promise<void>;
  /** Starts it again on the same database; `api` goes on to work. */
  start(): Promise<void>;
  /** Everything it has logged so far. */
  log(): Promise<string>;
  close(): Promise<void>;
}

export interface StackOptions {
  readonly flinkUrl: string;
  readonly mode: 'lib' | 'bundle';
  /** Further configuration of the gateway; an empty text removes a variable. */
  readonly env?: Readonly<Record<string, string>>;
}

const quick = { OBSERVE_ACTIVE_MS: '500', OBSERVE_IDLE_MS: '5000', SWEEP_MS: '1000', LOG_LEVEL: 'debug' };

export async function startStack({ flinkUrl, mode, env = {} }: StackOptions): Promise<Stack> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-stack-'));
  const logFile = join(directory, 'gateway.log');
  const database = await testDatabase();
  const configuration = {
    ...quick,
    DATABASE_URL: database.url,
    GATEWAY_SECRET_KEY: randomBytes(32).toString('hex'),
    QUEUE_PREFIX: `t${randomBytes(6).toString('hex')}`,
    DATA_DIR: join(directory, 'data'),
    CACHE_DIR: testCacheDir,
    CHUNJUN_DIST: await testDistributionPath(),
    ...env,
  };
  const launch = (): Promise<LocalGateway> => startLocalGateway({ env: configuration, logFile });
  let gateway: LocalGateway;
  try {
    gateway = await launch();
  } catch (error) {
    await database.drop();
    throw error;
  }
  const token = gateway.firstToken;
  if (token === null) throw new Error('a gateway on a fresh database must issue the first token');
  const client = () => createApiClient(gateway.url, token);
  const api: ApiClient = {
    get: (path) => client().get(path),
    post: (path, body, headers) => client().post(path, body, headers),
    patch: (path, body) => client().patch(path, body),
    delete: (path) => client().delete(path),
  };
  const cluster = await api.post<ClusterView>('/clusters', {
    name: 'test',
    kind: 'standalone',
    config: { restUrl: flinkUrl },
    distribution: { mode },
  });
  return {
    api,
    token,
    get url() {
      return gateway.url;
    },
    databaseUrl: database.url,
    clusterId: cluster.id,
    kill: () => gateway.kill(),
    async start() {
      gateway = await launch();
    },
    log: () => readFile(logFile, 'utf8'),
    async close() {
      await gateway.stop();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Polls until `probe` gives something other than undefined. Throws with `what` and the last note at the deadline. */
export async function eventually<T>(
  what: string,
  timeoutMs: number,
  probe: () => Promise<T | undefined>,
  note: () => unknown = () => '',
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > deadline)
      throw new Error(`${what} did not happen within ${timeoutMs} ms ${JSON.stringify(note())}`);
    await pause(100);
  }
}

/** Waits until the record is in one of the states; fails at once when it is over in another one. */
export async function waitForState(
  api: ApiClient,
  recordId: string,
  states: readonly RecordView['state'][],
  timeoutMs: number,
): Promise<RecordView> {
  let last: RecordView | undefined;
  return eventually(
    `state ${states.join(' or ')}`,
    timeoutMs,
    async () => {
      last = await api.get<RecordView>(`/records/${recordId}`);
      if (states.includes(last.state)) return last;
      if (last.finishedAt !== null) throw new Error(`the record ended otherwise: ${JSON.stringify(last)}`);
      return undefined;
    },
    () => last,
  );
}

export async function eventsOf(api: ApiClient, recordId: string): Promise<readonly RecordEventView[]> {
  return (await api.get<{ items: RecordEventView[] }>(`/records/${recordId}/events`)).items;
}
