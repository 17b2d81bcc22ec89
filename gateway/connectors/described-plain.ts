/** Connectors whose document blocks follow from their description alone. */
import type { FieldError } from '../core/errors.ts';
import type { Connector, ConnectorSide, DatasourceType, SideContext } from './connector.ts';
import { fillConnection, setAt, type Block } from './described-block.ts';
import { checkColumns, checkTypes, columnList } from './described-columns.ts';
import { datasourceSchemasOf, isUsable, parametersOf } from './described-schema.ts';
import { checkJdbcText, checkPublicConfig } from './described-secrecy.ts';
import { changes, isStrictOnEvents, unknownEvent } from './descriptions/change-events.ts';
import { columnTypesOf } from './descriptions/column-types.ts';
import type { ConnectorDescription, SideDescription, SideName } from './descriptions/description.ts';
import { checkWhere, parenthesised, sqlDialectOf } from './sql-condition.ts';

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

function plainSide(description: ConnectorDescription, name: SideName): ConnectorSide | null {
  const side = description[name];
  const pluginName = name === 'reader' ? description.readerName : description.writerName;
  if (pluginName === null || !isUsable(side)) return null;
  return {
    pluginName,
    parameters: parametersOf(description, name),
    check: (parameter, { columns, channels }) => [
      ...checkColumns(columns, side.columns),
      ...(looksAtTypes(description.name, parameter) ? checkTypes(columns, columnTypesOf(description.name, name)) : []),
      ...checkChannels(side, parameter, channels),
      ...checkWhere(whereOf(parameter), sqlDialectOf(description.name)),
      ...checkEvents(description.name, parameter),
      ...(combinations[`${description.name}.${name}`]?.(parameter, { columns, channels }) ?? []),
    ],
    build({ columns, parameter, connection }) {
      const block: Block = {};
      fillConnection(block, description.datasource, side, connection);
      for (const { name: field, path, source } of side.parameters) {
        const value = parameter[field];
        if (source === 'version' && value !== undefined) setAt(block, path ?? `/${field}`, value);
      }
      const where = whereOf(parameter);
      if (where !== undefined) block['where'] = parenthesised(where, sqlDialectOf(description.name));
      const list = columnList(columns, side.columns);
      return list === undefined ? block : { ...block, column: list };
    },
  };
}

/** Kafka's columns count with codec json alone; what httpreader makes of types depends on the transformer. */
function looksAtTypes(connector: string, { codec }: Readonly<Record<string, unknown>>): boolean {
  if (connector === 'http') return false;
  return connector !== 'kafka' || codec === undefined || codec === 'json';
}

function whereOf({ where }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof where === 'string' ? where : undefined;
}

function checkEvents(connector: string, { cat }: Readonly<Record<string, unknown>>): FieldError[] {
  if (typeof cat !== 'string' || !isStrictOnEvents(connector) || unknownEvent(connector, cat) === undefined) return [];
  const remedy = `Write ${changes.join(',')}, or some of these, without blanks.`;
  return [{ pointer: '/parameter/cat', detail: 'must be names of events, separated by commas', remedy }];
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

type Parameter = Readonly<Record<string, unknown>>;

/** A word that makes another parameter necessary. */
function needed(parameter: Parameter, key: string, word: string, name: string): FieldError[] {
  const value = parameter[name];
  if (String(parameter[key]).toLowerCase() !== word) return [];
  if (typeof value === 'string' ? value.trim() !== '' : value !== undefined) return [];
  return [{ pointer: `/parameter/${name}`, detail: `is required with ${key} ${word}` }];
}

/** Chunjun reads it as a char; its greatest length is in the schema. */
function oneCharacter({ fieldDelimiter }: Parameter): FieldError[] {
  return fieldDelimiter === '' ? [{ pointer: '/parameter/fieldDelimiter', detail: 'must be one character' }] : [];
}

/** By `<connector>.<side>`: parameters that the plugin refuses together, or misses. */
const combinations: Readonly<Record<string, (parameter: Parameter, context: SideContext) => FieldError[]>> = {
  'oraclelogminer.reader': (parameter) => [
    ...(parameter['pavingData'] === true && parameter['split'] === true
      ? [{ pointer: '/parameter/split', detail: 'cannot be used with pavingData' }]
      : []),
    ...needed(parameter, 'readPosition', 'time', 'startTime'),
    ...(String(parameter['readPosition']).toLowerCase() === 'time' && parameter['startTime'] === 0
      ? [{ pointer: '/parameter/startTime', detail: 'must be above 0 with readPosition time' }]
      : []),
    ...needed(parameter, 'readPosition', 'scn', 'startSCN'),
  ],
  'hive.writer': ({ tablesColumn, analyticalRules }) =>
    [tablesColumn, analyticalRules].some((text) => typeof text === 'string' && text.trim() !== '')
      ? []
      : [{ pointer: '/parameter/tablesColumn', detail: 'is required without analyticalRules' }],
  'kafka.reader': (parameter) => [
    ...needed(parameter, 'mode', 'timestamp', 'timestamp'),
    ...needed(parameter, 'mode', 'specific-offsets', 'offset'),
  ],
  'kafka.writer': ({ dataCompelOrder }, { channels }) =>
    dataCompelOrder === true && channels > 1
      ? [{ pointer: '/parameter/dataCompelOrder', detail: `needs one channel, not ${channels}` }]
      : [],
  'mongodb.writer': (parameter) => [
    ...needed(parameter, 'writeMode', 'update', 'replaceKey'),
    ...needed(parameter, 'writeMode', 'replace', 'replaceKey'),
  ],
  'redis.writer': ({ keyIndexes }, { columns }) =>
    (Array.isArray(keyIndexes) ? keyIndexes : []).flatMap((place: unknown, index) =>
      columns.every((column) => typeof column === 'string') || (Number(place) >= 0 && Number(place) < columns.length)
        ? []
        : [{ pointer: `/parameter/keyIndexes/${index}`, detail: 'must be the place of a column, from 0' }],
    ),
  's3.reader': oneCharacter,
  's3.writer': oneCharacter,
};

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
  const schemas = datasourceSchemasOf(description);
  if (schemas === null) return null;
  return {
    ...schemas,
    check: (given, secretNames) => [
      ...checkPublicConfig(given),
      ...Object.entries(given).flatMap(([field, value]) => {
        const prefix = urlPrefixes[`${description.name}.${field}`];
        if (prefix === undefined) return [];
        if (Array.isArray(value)) {
          return value.flatMap((url, index) => checkJdbcText(`/${field}/${index}`, prefix, String(url)));
        }
        return checkJdbcText(`/${field}`, prefix, String(value));
      }),
      ...(secretNames === undefined ? [] : checkSecretNames(description, given, secretNames)),
    ],
  };
}

/** What config and secrets need of each other, which the schema of neither can say. */
function checkSecretNames(
  { name, datasource }: ConnectorDescription,
  given: Readonly<Record<string, unknown>>,
  secretNames: ReadonlySet<string>,
): FieldError[] {
  const isSecret = (field: string) => datasource?.secrets.some((secret) => secret.name === field) === true;
  const mixed = (datasource?.requiresOneOf ?? []).filter((list) => list.some(isSecret) && !list.every(isSecret));
  const missing = mixed
    .filter((list) => !list.some((field) => (isSecret(field) ? secretNames.has(field) : given[field] !== undefined)))
    .map((list) => {
      const field = list.find((one) => !isSecret(one)) ?? '';
      const secret = list.filter(isSecret).join(' or ');
      return { pointer: `/${field}`, detail: `is required when there is no secret ${secret}` };
    });
  return [...missing, ...(needs[name]?.(given, secretNames) ?? [])];
}

type Needs = (given: Readonly<Record<string, unknown>>, secretNames: ReadonlySet<string>) => FieldError[];
const needs: Readonly<Record<string, Needs>> = {
  elasticsearch7: ({ username }, secretNames) =>
    username === undefined || secretNames.has('password')
      ? []
      : [{ pointer: '/username', detail: 'needs the secret password beside it' }],
  http: ({ apiKeyName }, secretNames) => {
    if ((apiKeyName === undefined) === !secretNames.has('apiKey')) return [];
    const detail = apiKeyName === undefined ? 'is required for the secret apiKey' : 'needs the secret apiKey beside it';
    return [{ pointer: '/apiKeyName', detail }];
  },
};
