/** The JDBC family beyond MySQL and PostgreSQL: the same document, other URLs, and every described parameter. */
import type { TSchema } from 'typebox';
import { Type } from 'typebox';
import type { FieldError } from '../core/errors.ts';
import type { Connector, ConnectorSide, DatasourceType } from './connector.ts';
import { isUsable, parametersOf, secretsSchemaOf } from './described-plain.ts';
import { checkDialectConfig, dialects, dialectUrl, type Dialect } from './described-jdbc-url.ts';
import { checkProperties } from './described-secrecy.ts';
import type { ConnectorDescription } from './descriptions/description.ts';
import { createJdbcConnector } from './jdbc.ts';
import { JdbcConfigSchema, type JdbcConfig } from './jdbc-url.ts';

export function isJdbcDialect(name: string): boolean {
  return Object.hasOwn(dialects, name);
}

/** Throws TypeError for a connector that `isJdbcDialect` does not know. */
export function describedJdbcConnector(description: ConnectorDescription): Connector {
  const dialect = dialects[description.name];
  if (dialect === undefined) throw new TypeError(`${description.name} is no JDBC dialect`);
  return {
    name: description.name,
    pluginDirectory: description.pluginDirectory ?? description.name,
    ...jdbcSides(description, dialect, (config) => ({ ...config, jdbcUrl: dialectUrl(dialect, config as JdbcConfig) })),
    datasource: jdbcDatasource(description, dialect),
  };
}

/** `whole`: the data source's config with its address as one `jdbcUrl`. */
export function jdbcSides(
  description: ConnectorDescription,
  dialect: Dialect,
  whole: (config: Readonly<Record<string, unknown>>) => Record<string, unknown>,
): Pick<Connector, 'reader' | 'writer'> {
  const base = createJdbcConnector({ name: description.name, writeModes: description.writer.writeModes, ...dialect });
  const extended = (name: 'reader' | 'writer'): ConnectorSide | null => {
    const side = base[name];
    if (side === null || !isUsable(description[name])) return null;
    return {
      pluginName: side.pluginName,
      parameters: parametersOf(description, name),
      check: (parameter, context) => [
        ...side.check(parameter, context),
        ...checkProperties('/parameter/properties', parameter['properties']),
        ...checkCombinations(parameter),
      ],
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
  };
  return { reader: extended('reader'), writer: extended('writer') };
}

function checkCombinations(parameter: Readonly<Record<string, unknown>>): FieldError[] {
  const errors: FieldError[] = [];
  if (parameter['useMaxFunc'] === true && parameter['polling'] === true) {
    errors.push({ pointer: '/parameter/useMaxFunc', detail: 'cannot be used with polling' });
  }
  if (parameter['insertSqlMode'] === 'copy') {
    for (const field of ['fieldDelim', 'nullDelim']) {
      if (parameter[field] === undefined) {
        errors.push({ pointer: `/parameter/${field}`, detail: 'is required to insert by copy' });
      }
    }
  }
  return errors;
}

function jdbcDatasource(description: ConnectorDescription, dialect: Dialect): DatasourceType {
  const needsUser = description.datasource?.config.some(({ name, required }) => name === 'username' && required);
  // The hand-written schema, not the description's: its patterns keep a host or database from becoming a property.
  const config: TSchema =
    needsUser === true
      ? JdbcConfigSchema
      : Type.Object(
          { ...JdbcConfigSchema.properties, username: Type.Optional(JdbcConfigSchema.properties.username) },
          { additionalProperties: false },
        );
  return {
    config,
    secrets: secretsSchemaOf(description),
    check: (given) => checkDialectConfig(dialect, given as JdbcConfig),
  };
}
