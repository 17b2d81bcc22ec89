/** The JDBC family beyond MySQL and PostgreSQL: the same document, other URLs. */
import type { Connector, ConnectorSide } from './connector.ts';
import { checkDialectConfig, dialects, dialectUrl } from './described-jdbc-url.ts';
import type { ConnectorDescription } from './descriptions/description.ts';
import { createJdbcConnector, jdbcDatasource } from './jdbc.ts';

export function isJdbcDialect(name: string): boolean {
  return Object.hasOwn(dialects, name);
}

/** Throws TypeError for a connector that `isJdbcDialect` does not know. */
export function describedJdbcConnector(description: ConnectorDescription): Connector {
  const dialect = dialects[description.name];
  if (dialect === undefined) throw new TypeError(`${description.name} is no JDBC dialect`);
  const base = createJdbcConnector(description, dialect);
  const whole = (config: Config) => ({ ...config, jdbcUrl: dialectUrl(dialect, config) });
  return {
    ...base,
    reader: base.reader === null ? null : withAddress(base.reader, whole),
    writer: base.writer === null ? null : withAddress(base.writer, whole),
    datasource: jdbcDatasource(description, (config) => checkDialectConfig(dialect, config)),
  };
}

type Config = Readonly<Record<string, unknown>>;

/** `whole`: the data source's config with its address as one `jdbcUrl`. */
export function withAddress(side: ConnectorSide, whole: (config: Config) => Record<string, unknown>): ConnectorSide {
  return {
    ...side,
    build({ connection, ...input }) {
      const {
        host: _host,
        port: _port,
        database: _database,
        properties: _properties,
        ...config
      } = whole(connection?.config ?? {});
      const built = side.build({ ...input, connection: connection === null ? null : { ...connection, config } });
      return Object.fromEntries(Object.entries(built).filter(([, value]) => value !== undefined));
    },
  };
}
