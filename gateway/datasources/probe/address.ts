/** Host, port, database and TLS of a data source, whether it names them one by one or by a JDBC URL. */
import { dialects } from '../../connectors/described-jdbc-url.ts';
import { ProbeFailure, type Endpoint, type Target } from './model.ts';

/**
 * `prefer`: encrypted if the server can, as most JDBC drivers do by default; `require`: or not at all; `verify`: and
 * only with a certificate that is trusted and made out to the host.
 */
export type TlsMode = 'off' | 'prefer' | 'require' | 'verify';

export interface DatabaseAddress extends Endpoint {
  readonly database: string | null;
  readonly user: string;
  readonly password: string;
  /** Driver properties, their names in lower case. */
  readonly properties: ReadonlyMap<string, string>;
  /** All hosts of the URL; the first one is asked. */
  readonly hosts: readonly Endpoint[];
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one) ?? []);

/** A data source that is known by a JDBC URL (`jdbcUrl`, `url`) or by host and port. Throws ProbeFailure. */
export function databaseAddress(target: Target, defaultPort: number): DatabaseAddress {
  const { config, secrets } = target;
  const user = textOf(config.username) ?? textOf(config.userName) ?? '';
  const login = { user, password: secrets.password ?? '' };
  const port = dialects[target.type]?.defaultPort ?? defaultPort;
  const url = textsOf(config.jdbcUrl)[0] ?? textsOf(config.url)[0];
  if (url !== undefined) {
    const parsed = parseJdbcUrl(url, port);
    return { ...parsed, ...login, database: parsed.database ?? textOf(config.databaseName) };
  }
  const host = textOf(config.host);
  if (host === null) throw incomplete('names no host');
  const endpoint = { host: bare(host), port: typeof config.port === 'number' ? config.port : port };
  const properties = Object.entries((config.properties as Record<string, unknown> | undefined) ?? {});
  return {
    ...endpoint,
    ...login,
    hosts: [endpoint],
    database: textOf(config.database),
    properties: new Map(properties.map(([name, value]) => [name.toLowerCase(), String(value)])),
  };
}

/** `jdbc:kind://host:port,host:port/database?a=b&c=d` and `…//host:port;a=b;databaseName=c`. Throws ProbeFailure. */
export function parseJdbcUrl(
  url: string,
  defaultPort: number,
): Pick<DatabaseAddress, 'host' | 'port' | 'hosts' | 'database' | 'properties'> {
  const match = /^jdbc:[^/]*\/\/([^/?;]*)(?:\/([^?;:]*))?(?::([^?]*))?(?:[?;](.*))?$/s.exec(url.trim());
  if (match === null) throw incomplete('has a JDBC URL that cannot be read');
  const [, authority = '', path = '', behindColon = '', query = ''] = match;
  const properties = new Map(
    [query, behindColon]
      .flatMap((text) => text.split(/[&;]/))
      .filter((pair) => pair.includes('='))
      .map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at).trim().toLowerCase(), decode(pair.slice(at + 1))] as const;
      }),
  );
  const hosts = parseHosts(authority, defaultPort);
  const database = decode(path) || (properties.get('databasename') ?? properties.get('database') ?? '');
  return { ...firstOf(hosts), hosts, database: database === '' ? null : database, properties };
}

/** `host:port,host` with names, IPv4 and [IPv6]; a named instance behind `\` is left out. Throws ProbeFailure. */
export function parseHosts(list: string, defaultPort: number): Endpoint[] {
  const hosts = list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one): Endpoint => {
      const match = /^(\[[^\]]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(one);
      const port = Number(match?.[2] ?? defaultPort);
      if (match === null || port < 1 || port > 65535) throw incomplete('has an address that is not host:port');
      return { host: bare(match[1] ?? '').split('\\')[0] ?? '', port };
    });
  if (hosts.length === 0) throw incomplete('names no host');
  return hosts;
}

/** The place a plain URL leads to. Throws ProbeFailure. */
export function parseUrl(
  text: string,
  defaultPorts: Readonly<Record<string, number>>,
): URL & { readonly at: Endpoint } {
  if (!URL.canParse(text)) throw incomplete('has a URL that cannot be read');
  const url = new URL(text);
  const usual = defaultPorts[url.protocol];
  if (usual === undefined)
    throw incomplete(`has a URL that does not begin with ${Object.keys(defaultPorts).join(' or ')}`);
  if (url.hostname === '') throw incomplete('names no host');
  const at = { host: bare(url.hostname), port: url.port === '' ? usual : Number(url.port) };
  return Object.assign(url, { at });
}

export function firstOf(hosts: readonly Endpoint[]): Endpoint {
  const [first] = hosts;
  if (first === undefined) throw incomplete('names no host');
  return first;
}

export function incomplete(what: string): ProbeFailure {
  return new ProbeFailure({
    code: 'config_incomplete',
    stage: 'resolve',
    reason: `The data source ${what}`,
    remedy: 'Correct the fields of the data source.',
  });
}

const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

const yes = (value: string | undefined): boolean => value !== undefined && /^(?:true|yes|1|on)?$/i.test(value);

/** As Connector/J reads its properties. */
export function mysqlTls(properties: ReadonlyMap<string, string>): TlsMode {
  const mode = (properties.get('sslmode') ?? '').toUpperCase().replace('-', '_');
  if (mode === 'DISABLED' || mode === 'DISABLE') return 'off';
  if (mode === 'REQUIRED' || mode === 'TRUST') return 'require';
  if (mode.startsWith('VERIFY')) return 'verify';
  if (mode === 'PREFERRED') return 'prefer';
  const use = properties.get('usessl') ?? properties.get('ssl');
  if (use !== undefined && !yes(use)) return 'off';
  if (use !== undefined && yes(properties.get('verifyservercertificate'))) return 'verify';
  return yes(properties.get('requiressl')) ? 'require' : 'prefer';
}

/** As pgjdbc reads its properties. */
export function postgresTls(properties: ReadonlyMap<string, string>): TlsMode {
  const mode = (properties.get('sslmode') ?? '').toLowerCase();
  if (mode === 'disable' || mode === 'allow') return 'off';
  if (mode === 'require') return 'require';
  if (mode.startsWith('verify')) return 'verify';
  if (mode === 'prefer') return 'prefer';
  if (yes(properties.get('ssl')))
    return /nonvalidating/i.test(properties.get('sslfactory') ?? '') ? 'require' : 'verify';
  return 'prefer';
}
