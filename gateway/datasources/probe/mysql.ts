/** MySQL, MariaDB and what speaks their protocol: OceanBase, Doris, StarRocks. */
import type { Connection, ConnectionOptions } from 'mysql2';
import { databaseAddress, mysqlTls, type DatabaseAddress, type TlsMode } from './address.ts';
import { explainTls, lost, noTls, serverSays, tlsRequired } from './failures.ts';
import type { Failure, Probe, Session, Steps } from './model.ts';
import { mysqlBrowser } from './mysql-browser.ts';
import { destroyOnAbort, dial } from './socket.ts';
import type { Ask } from './sql.ts';

export const mysqlProbe = (defaultPort: number): Probe => ({
  depth: 'login',
  load: () => import('mysql2'),
  endpoints: (target) => databaseAddress(target, defaultPort).hosts,
  async open(target, steps) {
    const address = databaseAddress(target, defaultPort);
    const mode = mysqlTls(address.properties);
    try {
      return await login(address, mode, steps);
    } catch (error) {
      if (mode !== 'prefer' || codeOf(error) !== 'HANDSHAKE_NO_SSL_SUPPORT') throw error;
      steps.skip('tls', 'The server offers no TLS: the connection is not encrypted');
      return await login(address, 'off', steps);
    }
  },
  explain,
});

async function login(address: DatabaseAddress, mode: TlsMode, steps: Steps): Promise<Session> {
  const { createConnection } = (await import('mysql2')).default;
  const { host, port, user, password, database } = address;
  const stream = await dial(address, steps);
  if (mode === 'off') steps.skip('tls', 'The data source does not ask for TLS');
  steps.enter(mode === 'off' ? 'login' : 'tls');
  const options: ConnectionOptions = {
    host,
    port,
    user,
    password,
    stream,
    ...(database === null ? {} : { database }),
    ...(mode === 'off' ? {} : { ssl: { rejectUnauthorized: mode === 'verify', verifyIdentity: mode === 'verify' } }),
    charset: 'utf8mb4',
    // The time limit around it all is the caller's.
    connectTimeout: 0,
    // Numbers and times as the server writes them: nothing is rounded or moved to another zone.
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    rowsAsArray: true,
    // A query that holds two is one of somebody else.
    multipleStatements: false,
  };
  const connection = createConnection(options);
  destroyOnAbort(connection, steps.signal);
  tellTls(connection, steps);
  try {
    await new Promise<void>((done, fail) => connection.connect((error) => (error === null ? done() : fail(error))));
  } catch (error) {
    connection.destroy();
    throw error;
  }
  connection.on('error', () => undefined);
  if (mode !== 'off' && mode !== 'verify') steps.note('tls', "Encrypted; the server's certificate is not verified");
  const ask = asker(connection);
  const [[version = ''] = []] = await ask('select version()');
  return {
    server: `MySQL protocol, ${String(version)}`,
    async permission() {
      if (database === null) {
        await ask('select 1');
        return 'The data source names no database; rights are not looked at';
      }
      const rows = await ask('select 1 from information_schema.tables where table_schema = ? limit 1', [database]);
      return rows.length > 0 ? undefined : `The user sees no table in ${database}`;
    },
    browser: mysqlBrowser(ask, database, String(version)),
    close: () => connection.destroy(),
  };
}

function asker(connection: Connection): Ask {
  return (sql, values = []) =>
    new Promise((done, fail) => {
      connection.query({ sql, values: [...values], rowsAsArray: true }, (error, rows) =>
        error === null ? done(rows as unknown as unknown[][]) : fail(error),
      );
    });
}

/** The driver has no event between TLS and login; where it starts TLS is not among its types. */
function tellTls(connection: Connection, steps: Steps): void {
  const inside = connection as unknown as { startTLS?: (onSecure: (error?: Error) => void) => void };
  const start = inside.startTLS?.bind(connection);
  if (start === undefined) return;
  inside.startTLS = (onSecure) =>
    start((error) => {
      if (error === undefined || error === null) steps.enter('login');
      onSecure(error);
    });
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function explain(error: unknown): Failure | undefined {
  const code = codeOf(error);
  switch (code) {
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR':
      return {
        code: 'login_refused',
        stage: 'login',
        reason: `The server refuses this user and password${serverSays(error)}`,
        remedy: 'Check user and password, and that the user may log in from the host of the gateway.',
      };
    case 'ER_HOST_NOT_PRIVILEGED':
    case 'ER_HOST_IS_BLOCKED':
      return {
        code: 'login_refused',
        stage: 'login',
        reason: `The server takes no connections from the host of the gateway${serverSays(error)}`,
        remedy: 'Allow the host of the gateway; after too many failed attempts: FLUSH HOSTS.',
      };
    case 'ER_BAD_DB_ERROR':
      return {
        code: 'unknown_database',
        stage: 'permission',
        reason: `There is no such database${serverSays(error)}`,
        remedy: 'Check the name of the database; letter case may count.',
      };
    case 'ER_DBACCESS_DENIED_ERROR':
    case 'ER_TABLEACCESS_DENIED_ERROR':
    case 'ER_COLUMNACCESS_DENIED_ERROR':
    case 'ER_SPECIFIC_ACCESS_DENIED_ERROR':
      return {
        code: 'permission_denied',
        stage: 'permission',
        reason: `The user has no right to it${serverSays(error)}`,
        remedy: 'Grant the user at least SELECT on it.',
      };
    case 'ER_NO_SUCH_TABLE':
      return { code: 'unknown_object', reason: 'There is no such table', remedy: 'Read the list of tables anew.' };
    case 'ER_CON_COUNT_ERROR':
    case 'ER_USER_LIMIT_REACHED':
    case 'ER_TOO_MANY_USER_CONNECTIONS':
      return {
        code: 'too_many_connections',
        stage: 'login',
        reason: 'The server has no free connection',
        remedy: 'Try again later, or raise max_connections.',
      };
    case 'ER_SECURE_TRANSPORT_REQUIRED':
      return tlsRequired;
    case 'HANDSHAKE_NO_SSL_SUPPORT':
      return noTls;
    case 'HANDSHAKE_SSL_ERROR':
      return explainTls(error);
    case 'PROTOCOL_CONNECTION_LOST':
    case 'PROTOCOL_UNEXPECTED_PACKET':
      return lost;
    default:
      break;
  }
  if (!(error instanceof Error) || !('sqlState' in error)) return undefined;
  // MySQL's limit of a query, and MariaDB's, which the driver has no name for.
  if ('errno' in error && (error.errno === 3024 || error.errno === 1969)) {
    return { code: 'timeout', reason: 'The query took too long', remedy: 'The table may be a view over much.' };
  }
  return { code: 'query_failed', reason: `The server refuses${serverSays(error)}`, remedy: 'See its own words.' };
}
