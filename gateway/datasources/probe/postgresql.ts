/** PostgreSQL and Greenplum. */
import net from 'node:net';
import type { Client } from 'pg';
import { databaseAddress, postgresTls, textOf, type DatabaseAddress, type TlsMode } from './address.ts';
import { lost, noTls, serverSays, tlsRequired } from './failures.ts';
import { ProbeFailure, type Failure, type Probe, type Session, type Steps } from './model.ts';
import { postgresBrowser } from './postgresql-browser.ts';
import { followSocket } from './socket.ts';
import type { Ask } from './sql.ts';

export const postgresProbe: Probe = {
  depth: 'login',
  load: () => import('pg'),
  endpoints: (target) => databaseAddress(target, 5432).hosts,
  async open(target, steps) {
    const address = databaseAddress(target, 5432);
    const schema = textOf(target.config.schema) ?? address.properties.get('currentschema') ?? null;
    const mode = postgresTls(address.properties);
    try {
      return await login(address, schema, mode, steps);
    } catch (error) {
      if (mode !== 'prefer' || !isWithoutTls(error)) throw error;
      steps.skip('tls', 'The server offers no TLS: the connection is not encrypted');
      return await login(address, schema, 'off', steps);
    }
  },
  explain,
};

async function login(address: DatabaseAddress, schema: string | null, mode: TlsMode, steps: Steps): Promise<Session> {
  const { host, port, user, password } = address;
  const database = address.database ?? user;
  const socket = new net.Socket();
  followSocket(socket, host, steps);
  if (mode === 'off') steps.skip('tls', 'The data source does not ask for TLS');
  socket.once('connect', () => steps.enter(mode === 'off' ? 'login' : 'tls'));
  const pg = (await import('pg')).default;
  const client = new pg.Client({
    host,
    port,
    user,
    // A function: an empty password must not be filled in from the gateway's own environment.
    password: () => password,
    database,
    stream: () => socket,
    ssl: mode === 'off' ? false : { rejectUnauthorized: mode === 'verify' },
    application_name: 'data-sync-gateway',
    // Values as the server writes them: nothing is rounded or moved to another zone.
    types: { getTypeParser: () => (text: string) => text },
  });
  // Also after the login: a connection that breaks must not end the process.
  client.on('error', () => undefined);
  tellTls(client, steps);
  const close = () => {
    socket.destroy();
    // Without the socket it ends at once.
    client.end().catch(() => undefined);
  };
  try {
    await client.connect();
    if (mode === 'prefer' || mode === 'require') {
      steps.note('tls', "Encrypted; the server's certificate is not verified");
    }
    const ask = asker(client);
    const [[version = ''] = []] = await ask('select version()');
    return {
      server: String(version),
      permission: () => permission(ask, schema),
      browser: postgresBrowser(ask, schema ?? 'public'),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function asker(client: Client): Ask {
  return async (text, values = []) =>
    (await client.query<unknown[]>({ text, values: [...values], rowMode: 'array' })).rows;
}

async function permission(ask: Ask, schema: string | null): Promise<string | undefined> {
  if (schema === null) {
    await ask('select 1');
    return 'The data source names no schema; rights are not looked at';
  }
  const [row] = await ask(
    `select has_schema_privilege(n.oid, 'usage'),
            exists (select 1 from pg_catalog.pg_class c where c.relnamespace = n.oid and c.relkind in ('r','v','m','p','f'))
       from pg_catalog.pg_namespace n where n.nspname = $1`,
    [schema],
  );
  if (row === undefined) {
    throw new ProbeFailure({
      code: 'unknown_database',
      reason: `The database has no schema ${schema}`,
      remedy: 'Check the name of the schema; letter case counts.',
    });
  }
  const [mayUse, hasTables] = row;
  if (mayUse !== 't') {
    throw new ProbeFailure({
      code: 'permission_denied',
      reason: `The user may not use the schema ${schema}`,
      remedy: 'GRANT USAGE ON SCHEMA, and SELECT on its tables, to the user.',
    });
  }
  return hasTables === 't' ? undefined : `There is no table in ${schema}`;
}

/** pg tells when TLS begins; when it stands is the socket's own event. */
function tellTls(client: Client, steps: Steps): void {
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter & { stream: NodeJS.EventEmitter } };
  connection.once('sslconnect', () => connection.stream.once('secureConnect', () => steps.enter('login')));
}

const isWithoutTls = (error: unknown): boolean =>
  error instanceof Error && /server does not support SSL connections/.test(error.message);

const sqlStates: Readonly<Record<string, Failure>> = {
  '28P01': {
    code: 'login_refused',
    stage: 'login',
    reason: 'The server refuses this user and password',
    remedy: 'Check user and password.',
  },
  '28000': {
    code: 'login_refused',
    stage: 'login',
    reason: 'The server does not let this user in',
    remedy: 'Check the user, and that pg_hba.conf has a line for it from the host of the gateway.',
  },
  '3D000': {
    code: 'unknown_database',
    stage: 'permission',
    reason: 'There is no such database',
    remedy: 'Check the name of the database; letter case counts.',
  },
  '42501': {
    code: 'permission_denied',
    stage: 'permission',
    reason: 'The user has no right to it',
    remedy: 'Grant the user CONNECT on the database, USAGE on the schema and SELECT on its tables.',
  },
  '42P01': { code: 'unknown_object', reason: 'There is no such table', remedy: 'Read the list of tables anew.' },
  '53300': {
    code: 'too_many_connections',
    stage: 'login',
    reason: 'The server has no free connection',
    remedy: 'Try again later, or raise max_connections.',
  },
  '57P03': {
    code: 'connection_lost',
    stage: 'login',
    reason: 'The server is starting up or shutting down',
    remedy: 'Try again later.',
  },
  '57014': { code: 'timeout', reason: 'The query took too long', remedy: 'The table may be a view over much.' },
};

function explain(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isWithoutTls(error)) return noTls;
  if (/no encryption|SSL off/.test(error.message))
    return { ...tlsRequired, reason: tlsRequired.reason + serverSays(error) };
  if (/Connection terminated|establishing an SSL connection/.test(error.message)) return lost;
  if (/SASL: .*(?:password|signature)/i.test(error.message)) return sqlStates['28P01'];
  const state = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = sqlStates[state];
  if (known !== undefined) return { ...known, reason: known.reason + serverSays(error) };
  if (!/^[0-9A-Z]{5}$/.test(state) || !('severity' in error)) return undefined;
  return { code: 'query_failed', reason: `The server refuses${serverSays(error)}`, remedy: 'See its own words.' };
}
