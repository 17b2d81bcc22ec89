/** Connectors whose document blocks follow from their description alone. */
import type { TSchema } from 'typebox';
import type { FieldError } from '../core/errors.ts';
import type { Connector, ConnectorSide, DatasourceType } from './connector.ts';
import { fillConnection, setAt, type Block } from './described-block.ts';
import { checkColumns, columnList } from './described-columns.ts';
import { checkJdbcText, checkPublicConfig } from './described-secrecy.ts';
import type { ConnectorDescription, SideDescription, SideName } from './descriptions/description.ts';
import { datasourceSchemaOf, schemaOf } from './descriptions/json-schema.ts';

/** Whether a version may use the side: seen to work, or nothing known against it. */
export function isUsable({ status }: SideDescription): boolean {
  return status === 'works' || status === 'untested';
}

/** Throws TypeError when the distribution has no directory for it. */
export function plainConnector(description: ConnectorDescription): Connector {
  if (description.pluginDirectory === null) throw new TypeError(`${description.name} is not in the distribution`);
  return {
    name: description.name,
    pluginDirectory: description.pluginDirectory,
    reader: plainSide(description, 'reader'),
    writer: plainSide(description, 'writer'),
    datasource: datasourceOf(description),
  };
}

/** JSON Schema is what TypeBox's validator compiles; its type only wants an object. */
export function parametersOf(description: ConnectorDescription, side: SideName): TSchema {
  return schemaOf(description, side, 'en');
}

function plainSide(description: ConnectorDescription, name: SideName): ConnectorSide | null {
  const side = description[name];
  const pluginName = name === 'reader' ? description.readerName : description.writerName;
  if (pluginName === null || !isUsable(side)) return null;
  return {
    pluginName,
    parameters: parametersOf(description, name),
    check: (parameter, { columns, channels }) => [
      ...checkColumns(columns, side.columns),
      ...checkChannels(side, parameter, channels),
    ],
    build({ columns, parameter, connection }) {
      const block: Block = {};
      fillConnection(block, description.datasource, side, connection);
      for (const { name: field, path, source } of side.parameters) {
        const value = parameter[field];
        if (source === 'version' && value !== undefined) setAt(block, path ?? `/${field}`, value);
      }
      const list = columnList(columns, side.columns);
      return list === undefined ? block : { ...block, column: list };
    },
  };
}

function checkChannels(
  { split }: SideDescription,
  parameter: Readonly<Record<string, unknown>>,
  channels: number,
): FieldError[] {
  if (split === null || channels === 1) return [];
  if (split.maxChannels !== null && channels > split.maxChannels) {
    const detail = `takes at most ${split.maxChannels} channel(s), not ${channels}`;
    return [{ pointer: '/connector', detail, remedy: split.note.en }];
  }
  if (split.kind === 'column' && split.parameters.includes('splitPk') && parameter['splitPk'] === undefined) {
    return [{ pointer: '/parameter/splitPk', detail: `is required to read with ${channels} channels` }];
  }
  return [];
}

/** `<connector>.<field>` → how its JDBC URLs begin. */
const urlPrefixes: Readonly<Record<string, string>> = {
  'mysqld.jdbcUrl': 'jdbc:mysql://',
  'doris.jdbcUrl': 'jdbc:mysql://',
  'starrocks.url': 'jdbc:mysql://',
  'binlog.jdbcUrl': 'jdbc:mysql://',
  'oraclelogminer.jdbcUrl': 'jdbc:oracle:thin:@',
  'sqlservercdc.url': 'jdbc:sqlserver://',
  'pgwal.url': 'jdbc:postgresql://',
  'hive.jdbcUrl': 'jdbc:hive2://',
};

function datasourceOf(description: ConnectorDescription): DatasourceType | null {
  const config = datasourceSchemaOf(description, 'config', 'en');
  if (config === null) return null;
  return {
    config,
    secrets: secretsSchemaOf(description),
    check: (given) => [
      ...checkPublicConfig(given),
      ...Object.entries(given).flatMap(([field, value]) => {
        const prefix = urlPrefixes[`${description.name}.${field}`];
        if (prefix === undefined) return [];
        if (Array.isArray(value)) {
          return value.flatMap((url, index) => checkJdbcText(`/${field}/${index}`, prefix, String(url)));
        }
        return checkJdbcText(`/${field}`, prefix, String(value));
      }),
    ],
  };
}

/** Secrets are stored as texts: a field of another type is left out. */
export function secretsSchemaOf(description: ConnectorDescription): TSchema {
  const all = datasourceSchemaOf(description, 'secrets', 'en') as { properties: Record<string, { type?: string }> };
  const texts = Object.entries(all.properties).filter(([, { type }]) => type === 'string');
  const properties = texts.map(([name, schema]) =>
    // JndiLoginModule makes a Kafka client run code of whoever answers the look-up (CVE-2023-25194).
    name === 'saslJaasConfig' ? [name, { ...schema, pattern: '^(?![\\s\\S]*JndiLoginModule)' }] : [name, schema],
  );
  return { ...all, properties: Object.fromEntries(properties) as Record<string, unknown> };
}
