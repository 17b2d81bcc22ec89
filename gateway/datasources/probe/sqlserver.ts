/** SQL Server. */
import type { Connection, Request as TediousRequest } from 'tedious';
import { databaseAddress, type DatabaseAddress } from './address.ts';
import { explainNetwork, explainTls, lost, noTls, serverSays } from './failures.ts';
import { ProbeFailure, type Failure, type Probe, type Session, type Steps } from './model.ts';
import { destroyOnAbort, dial } from './socket.ts';
import { sqlserverBrowser } from './sqlserver-browser.ts';
import type { Ask } from './sql.ts';

export const sqlserverProbe: Probe = {
  depth: 'login',
  load: () => import('tedious'),
  endpoints: (target) => databaseAddress(target, 1433).hosts,
  open: (target, steps) => login(databaseAddress(target, 1433), steps),
  explain,
};

async function login(address: DatabaseAddress, steps: Steps): Promise<Session> {
  const { Connection: Client, Request, TYPES } = await import('tedious');
  const { host, port, user, password, database, properties } = address;
  const encrypt = !/^(?:false|no|optional)$/i.test(properties.get('encrypt') ?? 'true');
  // Without a word about it the old drivers did not verify.
  const verify = properties.has('encrypt') && !/^true$/i.test(properties.get('trustservercertificate') ?? 'false');
  const socket = await dial({ host, port }, steps);
  if (!encrypt) steps.skip('tls', 'The data source does not ask for TLS');
  steps.enter(encrypt ? 'tls' : 'login');
  const connection = new Client({
    server: host,
    authentication: { type: 'default', options: { userName: user, password } },
    options: {
      port,
      connector: async () => socket,
      ...(database === null ? {} : { database }),
      encrypt,
      trustServerCertificate: !verify,
      // The time limit around it all is the caller's.
      connectTimeout: steps.timeoutMs + 1_000,
      requestTimeout: 0,
      maxRetriesOnTransientErrors: 0,
      readOnlyIntent: true,
      appName: 'data-sync-gateway',
      useUTC: true,
    },
  });
  const close = () => {
    connection.close();
    socket.destroy();
  };
  destroyOnAbort({ destroy: close }, steps.signal);
  connection.on('error', () => undefined);
  let secure = false;
  connection.once('secure', () => {
    secure = true;
    steps.enter('login');
  });
  try {
    await new Promise<void>((done, fail) =>
      connection.connect((error) => (error === undefined ? done() : fail(error))),
    );
    // With a server that cannot encrypt the driver goes on without a word.
    if (encrypt && !secure) {
      if (properties.has('encrypt')) throw new ProbeFailure(noTls);
      steps.skip('tls', 'The server offers no TLS: the connection is not encrypted');
      steps.enter('login');
    }
  } catch (error) {
    close();
    throw error;
  }
  if (secure && !verify) steps.note('tls', "Encrypted; the server's certificate is not verified");
  const ask = asker(connection, Request, TYPES.NVarChar, TYPES.Int);
  const [[version] = []] = await ask('select @@version');
  return {
    server: typeof version === 'string' ? version.split('\n')[0]?.trim() : undefined,
    async permission() {
      const rows = await ask("select top 1 1 from sys.objects where type in ('U', 'V')");
      return rows.length > 0 ? undefined : 'The user sees no table in the database';
    },
    browser: sqlserverBrowser(ask),
    close,
  };
}

type RequestClass = typeof TediousRequest;
type DataType = Parameters<InstanceType<RequestClass>['addParameter']>[1];

/** Values are given as @p1, @p2, … */
function asker(connection: Connection, Request: RequestClass, text: DataType, integer: DataType): Ask {
  return (sql, values = []) =>
    new Promise((done, fail) => {
      const rows: unknown[][] = [];
      const request = new Request(sql, (error) => (error ? fail(error) : done(rows)));
      values.forEach((value, index) =>
        request.addParameter(`p${index + 1}`, typeof value === 'number' ? integer : text, value),
      );
      request.on('row', (columns: readonly { value: unknown }[]) => rows.push(columns.map(({ value }) => value)));
      connection.execSql(request);
    });
}

function explain(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const number = 'number' in error && typeof error.number === 'number' ? error.number : undefined;
  if (/Cannot open database/i.test(error.message) || number === 4060) {
    return {
      code: 'unknown_database',
      stage: 'permission',
      reason: `The database does not exist, or the user may not use it${serverSays(error)}`,
      remedy: 'Check the name of the database and the rights of the user.',
    };
  }
  if (error.code === 'ELOGIN' || number === 18456) {
    return {
      code: 'login_refused',
      stage: 'login',
      reason: `The server refuses this user and password${serverSays(error)}`,
      remedy: 'Check user and password, and that the server takes SQL logins and not those of Windows alone.',
    };
  }
  if (error.code === 'EENCRYPT') return explainTls(error);
  if (number === 229 || number === 230 || number === 916) {
    return {
      code: 'permission_denied',
      stage: 'permission',
      reason: `The user has no right to it${serverSays(error)}`,
      remedy: 'Grant the user SELECT on it.',
    };
  }
  if (number === 208)
    return { code: 'unknown_object', reason: 'There is no such table', remedy: 'Read the list of tables anew.' };
  if (number !== undefined) {
    return { code: 'query_failed', reason: `The server refuses${serverSays(error)}`, remedy: 'See its own words.' };
  }
  const network = explainNetwork(error.cause) ?? explainNetwork(error);
  if (network !== undefined) return network;
  if (error.code !== 'ESOCKET' && error.code !== 'ECLOSE') return undefined;
  return /certificate|self.signed|tls|ssl/i.test(error.message) ? explainTls(error) : lost;
}
