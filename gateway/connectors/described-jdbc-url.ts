import type { FieldError } from '../core/errors.ts';
import { checkJdbcText, refusedProperty } from './described-secrecy.ts';
import { checkJdbcConfig, type JdbcConfig, type JdbcDialect } from './jdbc-url.ts';

export interface Dialect extends JdbcDialect {
  /** What stands behind host and port. */
  readonly database: (name: string) => string;
  readonly databaseRequired: boolean;
  /** Between address and properties, between two, and after the last; null: its URLs hold none. */
  readonly properties: { readonly first: string; readonly between: string; readonly last: string } | null;
}

const behindSlash = (name: string) => `/${name}`;
const query = { first: '?', between: '&', last: '' } as const;
const semicolons = { first: ';', between: ';', last: '' } as const;

const standard = (prefix: string, defaultPort: number, databaseRequired = true): Dialect => ({
  prefix,
  defaultPort,
  database: behindSlash,
  databaseRequired,
  properties: query,
});

/** By connector: how the drivers' own manuals write an address. */
export const dialects: Readonly<Record<string, Dialect>> = {
  oracle: {
    // The SID; a service name is given as a whole URL.
    ...standard('jdbc:oracle:thin:@', 1521),
    database: (name) => `:${name}`,
    properties: null,
  },
  sqlserver: {
    ...standard('jdbc:sqlserver://', 1433),
    database: (name) => `;databaseName=${name}`,
    properties: semicolons,
  },
  db2: { ...standard('jdbc:db2://', 50000), properties: { first: ':', between: ';', last: ';' } },
  dm: standard('jdbc:dm://', 5236, false),
  saphana: { ...standard('jdbc:sap://', 39015, false), database: (name) => `/?databaseName=${name}` },
  oceanbase: standard('jdbc:oceanbase://', 2883),
  sybase: { ...standard('jdbc:jtds:sybase://', 5000), properties: semicolons },
  clickhouse: standard('jdbc:clickhouse://', 8123),
  greenplum: {
    ...standard('jdbc:pivotal:greenplum://', 5432),
    database: (name) => `;DatabaseName=${name}`,
    properties: semicolons,
  },
  vertica11: standard('jdbc:vertica://', 5433),
};

/** What is wrong with a data source's config, pointers relative to it. */
export function checkDialectConfig(dialect: Dialect, config: JdbcConfig): FieldError[] {
  const errors = checkJdbcConfig(dialect, config).filter(
    ({ pointer, detail }) => dialect.databaseRequired || pointer !== '/database' || !detail.startsWith('is required'),
  );
  if (config.jdbcUrl !== undefined) {
    const known = new Set(errors.map(({ pointer, detail }) => `${pointer} ${detail}`));
    const more = checkJdbcText('/jdbcUrl', dialect.prefix, config.jdbcUrl);
    errors.push(...more.filter(({ pointer, detail }) => !known.has(`${pointer} ${detail}`)));
  }
  // A separator in the name would begin a property.
  if (config.database !== undefined && !/^[\w.$-]+$/.test(config.database)) {
    errors.push({ pointer: '/database', detail: 'may hold letters, digits and _ . $ - only' });
  }
  for (const [name, value] of Object.entries(config.properties ?? {})) {
    const pointer = `/properties/${name}`;
    if (dialect.properties === null || config.jdbcUrl !== undefined) {
      errors.push({ pointer, detail: 'cannot be set apart from the URL', remedy: 'Write it into jdbcUrl.' });
    } else if (/[;{}]/.test(value)) {
      errors.push({ pointer, detail: 'must not hold ; { or }' });
    }
    if (errors.some((error) => error.pointer === pointer)) continue;
    const why = refusedProperty(name);
    if (why !== undefined) errors.push({ pointer, detail: `must not set the driver property ${name}: ${why}` });
  }
  return errors;
}

/** The JDBC URL of a checked config. */
export function dialectUrl(dialect: Dialect, config: JdbcConfig): string {
  if (config.jdbcUrl !== undefined) return config.jdbcUrl;
  const host = config.host?.includes(':') === true ? `[${config.host}]` : (config.host ?? '');
  const database = config.database === undefined ? '' : dialect.database(config.database);
  const base = `${dialect.prefix}${host}:${config.port ?? dialect.defaultPort}${database}`;
  const { properties } = dialect;
  const entries = Object.entries(config.properties ?? {});
  if (properties === null || entries.length === 0) return base;
  const encode = properties.first === '?' ? encodeURIComponent : (value: string) => value;
  const first = properties.first === '?' && base.includes('?') ? properties.between : properties.first;
  const list = entries.map(([name, value]) => `${name}=${encode(value)}`).join(properties.between);
  return `${base}${first}${list}${properties.last}`;
}
