/** Redis: one server, sentinel or cluster. */
import type { Socket } from 'node:net';
import type { Redis as Client } from 'ioredis';
import { firstOf, incomplete, parseHosts, textOf } from './address.ts';
import { lost, serverSays } from './failures.ts';
import {
  ProbeFailure,
  type Endpoint,
  type Failure,
  type Probe,
  type Session,
  type Steps,
  type Target,
} from './model.ts';
import { destroyOnAbort, dial } from './socket.ts';

export const redisProbe: Probe = {
  depth: 'login',
  load: () => import('ioredis'),
  endpoints: ({ config }) => parseHosts(textOf(config.hostPort) ?? '', 6379),
  async open(target, steps) {
    const first = firstOf(redisProbe.endpoints(target));
    const kind = textOf(target.config.redisConnectType) ?? 'STANDALONE';
    steps.skip('tls', 'The type knows no TLS');
    if (kind !== 'SENTINEL') return login(first, target, kind, steps);
    const master = await masterOf(first, textOf(target.config.masterName), steps);
    return login(master, target, kind, steps);
  },
  explain,
};

async function login(endpoint: Endpoint, target: Target, kind: string, steps: Steps): Promise<Session> {
  const client = await connect(endpoint, steps);
  try {
    const { password = '' } = target.secrets;
    // Not left to the driver: it would go on with a server that knows no password, and a job would not.
    if (password !== '') await client.call('AUTH', password);
    await client.call('PING');
    const info = String(await client.call('INFO', 'server').catch(() => ''));
    const version = /redis_version:(\S+)/.exec(info)?.[1];
    return {
      server: version === undefined ? undefined : `Redis ${version}`,
      permission: () => permission(client, target, kind),
      close: () => client.disconnect(),
    };
  } catch (error) {
    client.disconnect();
    throw error;
  }
}

async function permission(client: Client, target: Target, kind: string): Promise<string | undefined> {
  if (kind === 'CLUSTER') {
    const state = /cluster_state:(\w+)/.exec(String(await client.call('CLUSTER', 'INFO')))?.[1];
    if (state !== 'ok') {
      throw new ProbeFailure({
        code: 'query_failed',
        reason: `The cluster is in the state ${state ?? 'unknown'}`,
        remedy: 'Look at CLUSTER INFO: some of its slots may be served by nobody.',
      });
    }
  } else {
    const database = typeof target.config.database === 'number' ? target.config.database : 0;
    if (database !== 0) await client.call('SELECT', String(database));
  }
  await client.call('SCAN', '0', 'COUNT', '1');
  return undefined;
}

async function masterOf(sentinel: Endpoint, name: string | null, steps: Steps): Promise<Endpoint> {
  if (name === null) throw incomplete('names no master, which a sentinel is asked for');
  const client = await connect(sentinel, steps);
  try {
    const answer = await client.call('SENTINEL', 'get-master-addr-by-name', name);
    const [host, port] = Array.isArray(answer) ? answer.map(String) : [];
    if (host !== undefined && port !== undefined) return { host, port: Number(port) };
    throw new ProbeFailure({
      code: 'unknown_database',
      stage: 'login',
      reason: `The sentinel knows no master ${name}`,
      remedy: 'Check the name of the master in the configuration of the sentinels.',
    });
  } finally {
    client.disconnect();
  }
}

async function connect(endpoint: Endpoint, steps: Steps): Promise<Client> {
  const socket = await dial(endpoint, steps);
  steps.enter('login');
  const { Redis, AbstractConnector } = await import('ioredis');
  class Dialled extends AbstractConnector {
    constructor() {
      super(0);
    }
    async connect(): Promise<Socket> {
      this.stream = socket;
      return socket;
    }
  }
  const client = new Redis({
    Connector: Dialled,
    lazyConnect: true,
    // One connection, one try; whether it may be used is asked below.
    retryStrategy: null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    connectTimeout: 0,
    disableClientInfo: true,
  });
  client.on('error', () => undefined);
  destroyOnAbort({ destroy: () => client.disconnect() }, steps.signal);
  await client.connect();
  return client;
}

const refused = (reason: string, error: unknown): Failure => ({
  code: 'login_refused',
  stage: 'login',
  reason: reason + serverSays(error),
  remedy: 'Check the password; leave it empty for a server without one.',
});

function explain(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { message } = error;
  if (/^WRONGPASS|^ERR invalid password/i.test(message)) return refused('The server refuses this password', error);
  if (/^NOAUTH/.test(message)) return refused('The server wants a password', error);
  if (/AUTH.*without any password|no password is set/i.test(message)) {
    return refused('The server has no password, and refuses to be given one', error);
  }
  if (/^DENIED/.test(message)) {
    return {
      code: 'login_refused',
      stage: 'login',
      reason: 'The server is in protected mode: it takes connections from its own host only',
      remedy: 'Give the server a password, or bind it to an address.',
    };
  }
  if (/^NOPERM/.test(message)) {
    const remedy = 'Allow the user the commands SELECT, SCAN, GET and those that the job writes with.';
    return {
      code: 'permission_denied',
      stage: 'permission',
      reason: `The user has no right${serverSays(error)}`,
      remedy,
    };
  }
  if (/DB index is out of range/.test(message)) {
    const remedy = 'Check the number; the server has as many as its setting `databases` says.';
    return {
      code: 'unknown_database',
      stage: 'permission',
      reason: 'The server has no database of this number',
      remedy,
    };
  }
  if (/max number of clients/.test(message)) {
    const remedy = 'Try again later, or raise maxclients.';
    return { code: 'too_many_connections', reason: 'The server has no free connection', remedy };
  }
  if (/^(?:LOADING|MASTERDOWN|ERR|CLUSTERDOWN|MISCONF)\b/.test(message)) {
    return { code: 'query_failed', reason: `The server refuses${serverSays(error)}`, remedy: 'See its own words.' };
  }
  return /Connection is closed|Stream isn't writeable|Protocol error/.test(message) ? lost : undefined;
}
