/** MongoDB, by its URL or by host and port. */
import type { MongoClient, MongoClientOptions } from 'mongodb';
import { firstOf, incomplete, parseHosts, textOf } from './address.ts';
import { explainNetwork, lost, serverSays } from './failures.ts';
import type { Endpoint, Failure, Probe, Target } from './model.ts';
import { mongodbBrowser } from './mongodb-browser.ts';
import { destroyOnAbort, reach } from './socket.ts';

export const mongodbProbe: Probe = {
  depth: 'login',
  load: () => import('mongodb'),
  endpoints: (target) => placeOf(target).hosts,
  async open(target, steps) {
    const place = placeOf(target);
    const tls = place.options.get('tls') ?? place.options.get('ssl') ?? String(place.srv);
    if (tls !== 'true') steps.skip('tls', 'The data source does not ask for TLS');
    // The host of mongodb+srv:// is a record that names others: the driver looks it up.
    if (!place.srv) await reach(firstOf(place.hosts), steps);
    steps.enter(tls === 'true' ? 'tls' : 'login');
    const { MongoClient: Client } = await import('mongodb');
    const client = new Client(urlOf(place), optionsOf(place, steps.timeoutMs));
    const close = () => void client.close(true).catch(() => undefined);
    destroyOnAbort({ destroy: close }, steps.signal);
    client.on('connectionCreated', () => steps.enter('login'));
    try {
      await client.connect();
      await client.db('admin').command({ ping: 1 });
      const { version } = await client.db('admin').command({ buildInfo: 1 });
      return {
        server: `MongoDB ${String(version)}`,
        permission: () => permission(client, place.database),
        browser: mongodbBrowser(client, place.database),
        close,
      };
    } catch (error) {
      close();
      throw error;
    }
  },
  explain,
};

interface Place {
  readonly srv: boolean;
  readonly hosts: readonly Endpoint[];
  readonly database: string;
  readonly username: string;
  readonly password: string;
  readonly options: ReadonlyMap<string, string>;
}

function placeOf({ config, secrets }: Target): Place {
  const url = secrets.url;
  if (url === undefined || url === '') {
    const database = textOf(config.database) ?? 'admin';
    const mechanism = textOf(config.authenticationMechanism) ?? 'SCRAM-SHA-1';
    return {
      srv: false,
      hosts: parseHosts(textOf(config.hostPorts) ?? '', 27017),
      database,
      username: textOf(config.username) ?? '',
      password: secrets.password ?? '',
      // As the connector does it: the user is one of that database.
      options: new Map([
        ['authsource', database],
        ['authmechanism', mechanism],
      ]),
    };
  }
  const match = /^mongodb(\+srv)?:\/\/(?:([^@/]*)@)?([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(url);
  if (match === null) throw incomplete('has a URL that cannot be read');
  const [, srv, login = '', hosts = '', database = '', query = ''] = match;
  const [username = '', password = ''] = login.split(':').map(decode);
  const options = new Map([...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value] as const));
  return {
    srv: srv !== undefined,
    hosts: parseHosts(hosts, 27017),
    database: decode(database) || (textOf(config.database) ?? 'admin'),
    username,
    password,
    options: new Map([['authsource', decode(database) || 'admin'], ...options]),
  };
}

function urlOf({ srv, hosts }: Place): string {
  const list = hosts.map(({ host, port }) => (srv ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`));
  return `mongodb${srv ? '+srv' : ''}://${list.join()}/`;
}

/** Of the options of a URL only some are passed on: others name files of this machine, or proxies. */
function optionsOf({ options, hosts, username, password, srv }: Place, timeoutMs: number): MongoClientOptions {
  const isTrue = (name: string) => options.get(name) === 'true';
  const mechanism = options.get('authmechanism');
  const replicaSet = options.get('replicaset');
  const tls = isTrue('tls') || isTrue('ssl');
  return {
    appName: 'data-sync-gateway',
    maxPoolSize: 1,
    monitorCommands: false,
    // Ends a little later than the caller's own limit, which has the better words.
    serverSelectionTimeoutMS: timeoutMs + 1_000,
    connectTimeoutMS: timeoutMs + 1_000,
    ...(srv ? {} : { directConnection: hosts.length === 1 && replicaSet === undefined }),
    ...(replicaSet === undefined ? {} : { replicaSet }),
    ...(tls ? { tls: true } : {}),
    ...(isTrue('tlsallowinvalidcertificates') || isTrue('tlsinsecure') ? { tlsAllowInvalidCertificates: true } : {}),
    ...(isTrue('tlsallowinvalidhostnames') || isTrue('tlsinsecure') ? { tlsAllowInvalidHostnames: true } : {}),
    ...(username === ''
      ? {}
      : {
          auth: { username, password },
          authSource: options.get('authsource') ?? 'admin',
          ...(mechanism === undefined
            ? {}
            : { authMechanism: mechanism as NonNullable<MongoClientOptions['authMechanism']> }),
        }),
  };
}

async function permission(client: MongoClient, database: string): Promise<string | undefined> {
  const first = await client
    .db(database)
    .listCollections({}, { nameOnly: true, authorizedCollections: true, batchSize: 1 })
    .next();
  return first === null ? `The user sees no collection in ${database}` : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function explain(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !error.name.startsWith('Mongo')) return undefined;
  const code = 'code' in error && typeof error.code === 'number' ? error.code : undefined;
  if (code === 18 || /authentication failed|auth.*failed/i.test(error.message)) {
    return {
      code: 'login_refused',
      stage: 'login',
      reason: `The server refuses this user and password${serverSays(error)}`,
      remedy: 'Check user, password, the kind of authentication, and the database that holds the user (authSource).',
    };
  }
  if (code === 13 || code === 8000) {
    return {
      code: 'permission_denied',
      stage: 'permission',
      reason: `The user has no right to it${serverSays(error)}`,
      remedy: 'Give the user the role read on the database.',
    };
  }
  if (code === 50)
    return { code: 'timeout', reason: 'The query took too long', remedy: 'Check the load of the server.' };
  if (code !== undefined) {
    return { code: 'query_failed', reason: `The server refuses${serverSays(error)}`, remedy: 'See its own words.' };
  }
  // No server could be selected: each one has its own reason.
  const servers = (error as { reason?: { servers?: ReadonlyMap<string, { error: unknown }> } }).reason?.servers;
  for (const { error: why } of servers?.values() ?? []) {
    const told = why instanceof Error ? (explain(why) ?? explainNetwork(why)) : undefined;
    if (told !== undefined) return told;
  }
  const network = explainNetwork(error);
  if (network !== undefined) return network;
  return /connection .*closed|MongoNetworkError/i.test(`${error.name} ${error.message}`) ? lost : undefined;
}
