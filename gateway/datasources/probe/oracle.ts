/** Oracle, by the driver's thin mode. */
import type { Connection } from 'oracledb';
import { incomplete, parseHosts, textOf } from './address.ts';
import { explainTls, lost, serverSays, timedOut } from './failures.ts';
import type { Endpoint, Failure, Probe, Session, Steps, Target } from './model.ts';
import { oracleBrowser } from './oracle-browser.ts';
import { reach } from './socket.ts';
import type { Ask } from './sql.ts';

export const oracleProbe: Probe = {
  depth: 'login',
  load: () => import('oracledb'),
  endpoints: (target) => [placeOf(target)],
  async open(target, steps) {
    const place = placeOf(target);
    if (!place.secure) steps.skip('tls', 'The data source does not ask for TLS');
    await reach(place, steps);
    steps.enter(place.secure ? 'tls' : 'login');
    return login(place, target, steps);
  },
  explain,
};

interface Place extends Endpoint {
  readonly secure: boolean;
  /** `SERVICE_NAME=x` or `SID=x`. */
  readonly connectData: string;
}

/**
 * What the thin JDBC driver takes: `host:port:SID`, `//host:port/service`, `tcps://…` and descriptors. Only the first
 * address and its service or SID are used: other words of a descriptor name files of this machine.
 */
function placeOf({ config }: Target): Place {
  const url = textOf(config.jdbcUrl);
  if (url === null) {
    const [place] = parseHosts(textOf(config.host) ?? '', 1521);
    if (place === undefined) throw incomplete('names no host');
    const port = typeof config.port === 'number' ? config.port : place.port;
    return { host: place.host, port, secure: false, connectData: `SID=${word(textOf(config.database) ?? '')}` };
  }
  const rest = url.replace(/^jdbc:oracle:thin:@/i, '').trim();
  if (rest.startsWith('(')) {
    const value = (name: string) => new RegExp(`\\(\\s*${name}\\s*=\\s*([^()\\s]+)\\s*\\)`, 'i').exec(rest)?.[1];
    const [place] = parseHosts(`${value('HOST') ?? ''}:${value('PORT') ?? '1521'}`, 1521);
    const [service, sid] = [value('SERVICE_NAME'), value('SID')];
    if (place === undefined || (service ?? sid) === undefined) throw incomplete('has a JDBC URL that cannot be read');
    const connectData = service === undefined ? `SID=${word(sid ?? '')}` : `SERVICE_NAME=${word(service)}`;
    return { ...place, secure: /^tcps$/i.test(value('PROTOCOL') ?? ''), connectData };
  }
  const match = /^(?:(tcps?):)?(?:\/\/)?([^/:?]+|\[[^\]]+\])(?::(\d+))?(?:([/:])([^/?:]+))?/i.exec(rest);
  if (match === null || match[5] === undefined) throw incomplete('has a JDBC URL that names no service and no SID');
  const [, protocol = '', host = '', port = '1521', separator, name] = match;
  const [place] = parseHosts(`${host}:${port}`, 1521);
  if (place === undefined) throw incomplete('names no host');
  const connectData = `${separator === '/' ? 'SERVICE_NAME' : 'SID'}=${word(name)}`;
  return { ...place, secure: protocol.toLowerCase() === 'tcps', connectData };
}

/** Part of a descriptor: nothing in it may begin another part. */
function word(text: string): string {
  if (/^[\w.$#-]+$/.test(text)) return text;
  throw incomplete('names a service or SID with other characters than letters, digits and _ . $ # -');
}

async function login(place: Place, target: Target, steps: Steps): Promise<Session> {
  const oracledb = (await import('oracledb')).default;
  const user = textOf(target.config.username) ?? '';
  const { host, port, secure, connectData } = place;
  if (!/^[\w.:-]+$/.test(host)) throw incomplete('has a host name that cannot be read');
  // The driver has no way to be told to stop: it counts the same time by itself.
  const seconds = Math.max(1, Math.ceil(steps.timeoutMs / 1000));
  const limits = `(CONNECT_TIMEOUT=${seconds})(TRANSPORT_CONNECT_TIMEOUT=${seconds})(RETRY_COUNT=0)`;
  const address = `(ADDRESS=(PROTOCOL=${secure ? 'tcps' : 'tcp'})(HOST=${host})(PORT=${port}))`;
  const connection = await oracledb.getConnection({
    user,
    password: target.secrets.password ?? '',
    connectString: `(DESCRIPTION=${limits}${address}(CONNECT_DATA=(${connectData})))`,
  });
  const close = () => void connection.close({ drop: true }).catch(() => undefined);
  if (steps.signal.aborted) close();
  steps.enter('login');
  connection.callTimeout = 15_000;
  const ask = asker(connection, oracledb.OUT_FORMAT_ARRAY);
  return {
    server: `Oracle ${connection.oracleServerVersionString}`,
    async permission() {
      const rows = await ask(
        "select 1 from all_objects where object_type in ('TABLE', 'VIEW') and owner = :1 and rownum = 1",
        [(textOf(target.config.schema) ?? user).toUpperCase()],
      );
      return rows.length > 0 ? undefined : 'The user sees no table in the schema';
    },
    browser: oracleBrowser(ask, textOf(target.config.schema) ?? user.toUpperCase()),
    close,
  };
}

/** Values are given as :1, :2, … */
function asker(connection: Connection, outFormat: number): Ask {
  return async (sql, values = []) =>
    (await connection.execute<unknown[]>(sql, [...values], { outFormat, maxRows: 5_000 })).rows ?? [];
}

function explain(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  switch (error.code) {
    case 'ORA-01017':
    case 'ORA-28000':
    case 'ORA-28001':
    case 'ORA-01005':
      return {
        code: 'login_refused',
        stage: 'login',
        reason: `The server refuses this user and password${serverSays(error)}`,
        remedy: 'Check user and password, and that the account is neither locked nor expired.',
      };
    case 'NJS-116':
    case 'NJS-533':
      return {
        code: 'login_unsupported',
        stage: 'login',
        reason: `The login of this server cannot be tried from here${serverSays(error)}`,
        remedy: 'Run a small job to try it.',
      };
    case 'NJS-518':
    case 'NJS-519':
    case 'ORA-12514':
    case 'ORA-12505':
      return {
        code: 'unknown_database',
        stage: 'login',
        reason: `The listener knows no such service or SID${serverSays(error)}`,
        remedy: 'Check service or SID: host:port:x is a SID, //host:port/x a service.',
      };
    case 'ORA-01045':
    case 'ORA-01031':
      return {
        code: 'permission_denied',
        stage: 'permission',
        reason: `The user has no right to it${serverSays(error)}`,
        remedy: 'Grant the user CREATE SESSION, and SELECT on the tables.',
      };
    case 'ORA-00942':
      return { code: 'unknown_object', reason: 'There is no such table', remedy: 'Read the list of tables anew.' };
    case 'ORA-00018':
    case 'ORA-00020':
    case 'ORA-12516':
    case 'ORA-12519':
    case 'ORA-12520':
      return {
        code: 'too_many_connections',
        stage: 'login',
        reason: 'The server has no free connection',
        remedy: 'Try again later, or raise its processes and sessions.',
      };
    case 'NJS-505':
    case 'NJS-506':
    case 'NJS-507':
    case 'NJS-508':
      return explainTls(error);
    case 'NJS-510':
      return timedOut('login');
    case 'NJS-123':
      return { code: 'timeout', reason: 'The query took too long', remedy: 'The table may be a view over much.' };
    case 'NJS-500':
    case 'NJS-501':
    case 'NJS-503':
    case 'NJS-509':
    case 'NJS-521':
      return lost;
    default:
  }
  if (!error.code.startsWith('ORA-')) return undefined;
  return { code: 'query_failed', reason: `The server refuses${serverSays(error)}`, remedy: 'See its own words.' };
}
