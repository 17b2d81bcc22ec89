import type { FieldError } from '../core/errors.ts';

/** Connection fields of a JDBC data source: host and port, or a whole JDBC URL; checked against its description. */
export interface JdbcConfig {
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  /** Driver properties, appended to the JDBC URL. */
  readonly properties?: Readonly<Record<string, string>>;
  readonly jdbcUrl?: string;
  readonly username?: string;
  /** Of tables that are named without one. */
  readonly schema?: string;
}

/** Driver properties that hold secrets, or make a driver read files or run code of whoever chose the URL. */
const refusedProperties = new Map<string, string>(
  Object.entries({
    password: 'secrets belong into the password field',
    user: 'the user belongs into the username field',
    username: 'the user belongs into the username field',
    sslpassword: 'secrets do not belong into a URL',
    trustcertificatekeystorepassword: 'secrets do not belong into a URL',
    clientcertificatekeystorepassword: 'secrets do not belong into a URL',
    autodeserialize: 'it lets the server run code in the client',
    queryinterceptors: 'it loads classes by name',
    statementinterceptors: 'it loads classes by name',
    allowloadlocalinfile: 'it lets the server read files of the client',
    allowurlinlocalinfile: 'it lets the server read files of the client',
    allowloadlocalinfileinpath: 'it lets the server read files of the client',
    // As the drivers that come from MariaDB call it.
    allowlocalinfile: 'it lets the server read files of the client',
    socketfactory: 'it loads classes by name',
    socketfactoryarg: 'it loads classes by name',
    sslfactory: 'it loads classes by name',
    sslfactoryarg: 'it loads classes by name',
    loggerfile: 'it writes files on the client',
    authenticationpluginclassname: 'it loads classes by name',
    authenticationplugins: 'it loads classes by name',
    defaultauthenticationplugin: 'it loads classes by name',
    sslpasswordcallback: 'it loads classes by name',
    sslhostnameverifier: 'it loads classes by name',
    xmlfactoryfactory: 'it loads classes by name',
    propertiestransform: 'it loads classes by name',
    connectionlifecycleinterceptors: 'it loads classes by name',
    exceptioninterceptors: 'it loads classes by name',
    clientinfoprovider: 'it loads classes by name',
    loadbalancestrategy: 'it loads classes by name',
    'ha.loadbalancestrategy': 'it loads classes by name',
    loadbalanceexceptionchecker: 'it loads classes by name',
    serverconfigcachefactory: 'it loads classes by name',
    queryinfocachefactory: 'it loads classes by name',
    parseinfocachefactory: 'it loads classes by name',
    profilereventhandler: 'it loads classes by name',
    logger: 'it loads classes by name',
    // The login goes through it.
    socksproxyhost: 'it leads the connection through another host',
    socksproxyport: 'it leads the connection through another host',
    socksproxyremotedns: 'it leads the connection through another host',
  }),
);

/** Why a driver property must not be set, by its name in any letter case; undefined: nothing known against it. */
export function refusedDriverProperty(name: string): string | undefined {
  return refusedProperties.get(name.trim().toLowerCase());
}

/**
 * A part of a URL as drivers read it: `+` is a blank, `%xx` a byte, whatever stands around it. Names are ASCII, so a
 * byte may stand for a character here.
 */
export function decodedUrl(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

export interface JdbcDialect {
  /** `jdbc:mysql://` */
  readonly prefix: string;
  readonly defaultPort: number;
}

/** What is wrong with a JDBC data source's config, pointers relative to it. */
export function checkJdbcConfig(dialect: JdbcDialect, config: JdbcConfig): FieldError[] {
  const errors: FieldError[] = [];
  if (config.jdbcUrl === undefined) {
    for (const field of ['host', 'database'] as const) {
      if (config[field] === undefined) {
        errors.push({ pointer: `/${field}`, detail: 'is required when there is no jdbcUrl' });
      }
    }
  } else {
    for (const field of ['host', 'port', 'database'] as const) {
      if (config[field] !== undefined)
        errors.push({ pointer: `/${field}`, detail: 'contradicts jdbcUrl: give one of both' });
    }
    if (!config.jdbcUrl.startsWith(dialect.prefix) || /\s/.test(config.jdbcUrl)) {
      errors.push({ pointer: '/jdbcUrl', detail: `must start with ${dialect.prefix} and hold no blanks` });
    } else if (/^[^/?]*@/.test(config.jdbcUrl.slice(dialect.prefix.length))) {
      errors.push({ pointer: '/jdbcUrl', detail: 'must not hold credentials', remedy: 'Use username and password.' });
    } else if (dialect.prefix === 'jdbc:mysql://' && /[()]/.test(config.jdbcUrl)) {
      const detail = 'must not use the form (key=value): properties and credentials could hide in it';
      errors.push({ pointer: '/jdbcUrl', detail, remedy: 'Write jdbc:mysql://host:port/database.' });
    }
  }
  const named: [string, string][] = [
    ...Object.keys(config.properties ?? {}).map((name): [string, string] => [`/properties/${name}`, name]),
    ...queryNames(config.jdbcUrl ?? '').map((name): [string, string] => ['/jdbcUrl', name]),
  ];
  for (const [pointer, name] of named) {
    const why = refusedDriverProperty(name);
    if (why !== undefined) errors.push({ pointer, detail: `must not set the driver property ${name}: ${why}` });
  }
  return errors;
}

function queryNames(url: string): string[] {
  const query = url.split('?').slice(1).join('?');
  return query === '' ? [] : query.split('&').map((pair) => decodedUrl(pair.split('=')[0] ?? '').trim());
}

/** The JDBC URL of a checked config. */
export function jdbcUrlOf(dialect: JdbcDialect, config: JdbcConfig): string {
  const base =
    config.jdbcUrl ??
    `${dialect.prefix}${hostOf(config.host ?? '')}:${config.port ?? dialect.defaultPort}/${config.database ?? ''}`;
  const query = Object.entries(config.properties ?? {})
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  if (query === '') return base;
  return `${base}${base.includes('?') ? '&' : '?'}${query}`;
}

function hostOf(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
