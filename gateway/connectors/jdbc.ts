import { Type, type Static } from 'typebox';
import type { FieldError } from '../core/errors.ts';
import { columnName, type Column, type Connector, type ConnectorSide, type SideInput } from './connector.ts';
import {
  checkJdbcConfig,
  JdbcConfigSchema,
  jdbcUrlOf,
  PasswordSchema,
  type JdbcConfig,
  type JdbcDialect,
} from './jdbc-url.ts';

const Identifier = Type.String({ minLength: 1, maxLength: 190 });
const Sql = Type.String({ minLength: 1, maxLength: 20000 });

/** Chunjun's own parameter names; what is not here comes from the data source, the mapping or the record. */
const JdbcReaderParameters = Type.Object(
  {
    table: Type.Optional(
      Type.String({ minLength: 1, maxLength: 190, description: 'Table to read; may be left out with customSql.' }),
    ),
    schema: Type.Optional(
      Type.String({ minLength: 1, maxLength: 190, description: "Schema of the table; default: the data source's." }),
    ),
    where: Type.Optional(
      Type.String({ minLength: 1, maxLength: 20000, description: 'Filter, without the word WHERE.' }),
    ),
    customSql: Type.Optional(
      Type.String({ minLength: 1, maxLength: 20000, description: 'Query that is read instead of a table.' }),
    ),
    splitPk: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 190,
        description: 'Numeric column that divides the rows among channels.',
      }),
    ),
    splitStrategy: Type.Optional(Type.Union([Type.Literal('range'), Type.Literal('mod')])),
    fetchSize: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000000 })),
    queryTimeOut: Type.Optional(Type.Integer({ minimum: 0, maximum: 86400, description: 'Seconds a query may take.' })),
    orderByColumn: Type.Optional(Identifier),
    increColumn: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 190,
        description: 'Column whose greatest value is kept: the next run reads on from it.',
      }),
    ),
    startLocation: Type.Optional(
      Type.String({
        maxLength: 190,
        description: 'Where the first incremental run starts; later runs go on from the last SUCCEEDED one.',
      }),
    ),
    polling: Type.Optional(Type.Boolean({ description: 'Asks for new rows for ever (stream jobs).' })),
    pollingInterval: Type.Optional(Type.Integer({ minimum: 1, description: 'Milliseconds between two polls.' })),
  },
  { additionalProperties: false },
);

function writerParameters(writeModes: readonly string[]) {
  return Type.Object(
    {
      table: Identifier,
      schema: Type.Optional(Identifier),
      writeMode: Type.Optional(Type.Enum([...writeModes], { default: 'insert' })),
      uniqueKey: Type.Optional(
        Type.Array(Identifier, { minItems: 1, description: 'Columns that identify a row in mode update.' }),
      ),
      allReplace: Type.Optional(Type.Boolean({ description: 'Mode update: overwrite with null, too.' })),
      preSql: Type.Optional(Type.Array(Sql, { description: 'Statements run once before the first row.' })),
      postSql: Type.Optional(Type.Array(Sql, { description: 'Statements run once after the last row.' })),
      batchSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200000 })),
      flushIntervalMills: Type.Optional(Type.Integer({ minimum: 1, maximum: 3600000 })),
    },
    { additionalProperties: false },
  );
}

type ReaderParameters = Static<typeof JdbcReaderParameters>;
type WriterParameters = Static<ReturnType<typeof writerParameters>>;

export interface JdbcConnectorOptions extends JdbcDialect {
  readonly name: string;
  readonly writeModes: readonly string[];
}

/** A connector of the JDBC family: they differ in URL, default port and write modes. */
export function createJdbcConnector(options: JdbcConnectorOptions): Connector {
  return {
    name: options.name,
    pluginDirectory: options.name,
    reader: reader(options),
    writer: writer(options),
    datasource: {
      config: JdbcConfigSchema,
      secrets: PasswordSchema,
      check: (config) => checkJdbcConfig(options, config as JdbcConfig),
    },
  };
}

function reader(options: JdbcConnectorOptions): ConnectorSide {
  return {
    pluginName: `${options.name}reader`,
    parameters: JdbcReaderParameters,
    check(raw, { columns, channels }) {
      const parameter = raw as ReaderParameters;
      const errors: FieldError[] = [];
      if (parameter.table === undefined && parameter.customSql === undefined) {
        errors.push({ pointer: '/parameter/table', detail: 'is required when there is no customSql' });
      }
      const names = new Set(columns.map(columnName));
      const mapped = (field: 'splitPk' | 'increColumn') => {
        const name = parameter[field];
        if (name === undefined || names.has(name) || names.has('*')) return;
        errors.push({
          pointer: `/parameter/${field}`,
          detail: `names the column ${name}, which is not among the mapped columns`,
          remedy: 'Map the column; Chunjun compares the names exactly, letter case included.',
        });
      };
      mapped('splitPk');
      mapped('increColumn');
      if (channels > 1 && parameter.splitPk === undefined && parameter.increColumn === undefined) {
        errors.push({
          pointer: '/parameter/splitPk',
          detail: `is required to read with ${channels} channels`,
          remedy: 'Name a numeric column that divides the rows, or use one channel.',
        });
      }
      if (channels > 1 && parameter.customSql !== undefined && parameter.splitStrategy !== 'mod') {
        errors.push({
          pointer: '/parameter/splitStrategy',
          detail: 'must be mod to read a customSql with several channels',
          remedy: 'Chunjun makes invalid SQL of a customSql and range.',
        });
      }
      errors.push(...checkWhere(parameter.where));
      if (parameter.polling === true && parameter.increColumn === undefined) {
        errors.push({ pointer: '/parameter/polling', detail: 'does nothing without increColumn' });
      }
      return errors;
    },
    build({ columns, parameter: raw, connection, startLocation }) {
      const parameter = raw as ReaderParameters;
      const { table, schema, where, increColumn, startLocation: firstLocation, ...rest } = parameter;
      return {
        ...credentials(connection),
        column: columnsOf(columns),
        ...(where === undefined ? {} : { where: parenthesised(where) }),
        ...rest,
        // Without the prometheus jars beside it, Chunjun's incremental reader fails in the TaskManager when it reports.
        ...(increColumn === undefined
          ? {}
          : { increColumn, startLocation: startLocation ?? firstLocation ?? '', initReporter: false }),
        connection: [{ jdbcUrl: [urlOf(options, connection)], ...tableOf(table, schema, connection) }],
      };
    },
  };
}

function writer(options: JdbcConnectorOptions): ConnectorSide {
  return {
    pluginName: `${options.name}writer`,
    parameters: writerParameters(options.writeModes),
    check(raw, { columns }) {
      const parameter = raw as WriterParameters;
      const names = new Set(columns.map(columnName));
      const blanks = columns
        .map((column, index) => ({ name: columnName(column), index }))
        .filter(({ name }) => /\s/.test(name))
        .map(({ name, index }) => ({
          pointer: `/columns/${index}`,
          detail: `names the column ${name}: Chunjun cannot write to a column with a blank in its name`,
        }));
      const keys = (parameter.uniqueKey ?? [])
        .map((name, index) => ({ name, index }))
        .filter(({ name }) => !names.has(name) && !names.has('*'))
        .map(({ name, index }) => ({
          pointer: `/parameter/uniqueKey/${index}`,
          detail: `names the column ${name}, which is not among the mapped columns`,
        }));
      return [...blanks, ...keys];
    },
    build({ columns, parameter: raw, connection }) {
      const { table, schema, writeMode, ...rest } = raw as WriterParameters;
      return {
        ...credentials(connection),
        column: columnsOf(columns),
        writeMode: writeMode ?? 'insert',
        ...rest,
        connection: [{ jdbcUrl: urlOf(options, connection), ...tableOf(table, schema, connection) }],
      };
    },
  };
}

function configOf(connection: SideInput['connection']): JdbcConfig {
  return (connection?.config ?? { username: '' }) as JdbcConfig;
}

function credentials(connection: SideInput['connection']) {
  return { username: configOf(connection).username, password: connection?.secrets['password'] ?? '' };
}

function urlOf(dialect: JdbcDialect, connection: SideInput['connection']): string {
  return jdbcUrlOf(dialect, configOf(connection));
}

function tableOf(table: string | undefined, schema: string | undefined, connection: SideInput['connection']) {
  const effective = schema ?? configOf(connection).schema;
  // With customSql alone Chunjun takes no `table` at all; of an empty list it would read the first entry.
  return {
    ...(effective === undefined ? {} : { schema: effective }),
    ...(table === undefined ? {} : { table: [table] }),
  };
}

/** Names alone, unless one column says more than its name: Chunjun refuses a list of both kinds. */
function columnsOf(columns: readonly Column[]): unknown[] {
  const plain = columns.every((column) => typeof column === 'string' || Object.keys(column).length === 1);
  return columns.map((column) => {
    if (plain) return columnName(column);
    return typeof column === 'string' ? { name: column } : column;
  });
}

/** What would make another query of it than the one that was meant: parentheses are put around it later. */
function checkWhere(where: string | undefined): FieldError[] {
  const pointer = '/parameter/where';
  if (where === undefined) return [];
  if (/^\s*where\b/i.test(where)) return [{ pointer, detail: 'must not begin with the word WHERE' }];
  const bare = where.replace(/'(?:[^'\\]|\\.|'')*'|"[^"]*"|`[^`]*`/gs, '');
  let open = 0;
  for (const character of bare) {
    if (character === '(') open++;
    if (character === ')' && --open < 0) break;
  }
  return open === 0 ? [] : [{ pointer, detail: 'has parentheses that do not match' }];
}

const simpleComparison = /^[\w.`"]+\s*(=|<>|!=|<=|>=|<|>)\s*('[^']*'|[\w.]+)$/;

/**
 * Chunjun joins `where` with its own split and increment conditions by AND and adds no parentheses: an OR would read
 * rows twice or past the bound. One simple comparison stays as written.
 */
function parenthesised(where: string): string {
  const text = where.trim();
  if (simpleComparison.test(text)) return text;
  // A line comment at the end would swallow the closing parenthesis.
  return text.includes('--') || text.includes('#') ? `(${text}\n)` : `(${text})`;
}
