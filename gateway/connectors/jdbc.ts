import type { Connector, DatasourceType } from './connector.ts';
import { datasourceSchemasOf, isUsable } from './described-schema.ts';
import type { ConnectorDescription } from './descriptions/description.ts';
import { jdbcReader } from './jdbc-reader.ts';
import { checkJdbcConfig, type JdbcConfig, type JdbcDialect } from './jdbc-url.ts';
import { jdbcWriter } from './jdbc-writer.ts';

/** A connector of the JDBC family: they differ in URL, default port, parameters and write modes. */
export function createJdbcConnector(description: ConnectorDescription, dialect: JdbcDialect): Connector {
  return {
    name: description.name,
    pluginDirectory: description.pluginDirectory ?? description.name,
    reader: isUsable(description.reader) ? jdbcReader(description, dialect) : null,
    writer: isUsable(description.writer) ? jdbcWriter(description, dialect) : null,
    datasource: jdbcDatasource(description, (config) => checkJdbcConfig(dialect, config)),
  };
}

/** Throws TypeError for a description without a data source. */
export function jdbcDatasource(
  description: ConnectorDescription,
  check: (config: JdbcConfig) => ReturnType<DatasourceType['check']>,
): DatasourceType {
  const schemas = datasourceSchemasOf(description);
  if (schemas === null) throw new TypeError(`${description.name} has no data source`);
  return { ...schemas, check: (config) => check(config) };
}
