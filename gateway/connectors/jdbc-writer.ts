import type { FieldError } from '../core/errors.ts';
import { columnName, type Column, type ConnectorSide } from './connector.ts';
import { parametersOf } from './described-schema.ts';
import { checkProperties } from './described-secrecy.ts';
import type { ConnectorDescription } from './descriptions/description.ts';
import { checkMapped, checkNames, columnBlock, credentials, tableOf, urlOf } from './jdbc-side.ts';
import { checkTable } from './jdbc-text.ts';
import type { JdbcDialect } from './jdbc-url.ts';
import { innerSemicolon, sqlDialectOf, type SqlDialect } from './sql-condition.ts';

/** The parameters that need more than their schema. */
interface Parameters {
  readonly table?: string;
  readonly schema?: string;
  readonly writeMode?: string;
  readonly uniqueKey?: readonly string[];
  readonly updateKey?: Readonly<Record<string, unknown>>;
  readonly preSql?: readonly string[];
  readonly postSql?: readonly string[];
  readonly semantic?: string;
  readonly isAutoCommit?: boolean;
  readonly insertSqlMode?: string;
  readonly fieldDelim?: string;
  readonly nullDelim?: string;
  readonly properties?: unknown;
}

/** A writer of the JDBC family. */
export function jdbcWriter(description: ConnectorDescription, dialect: JdbcDialect): ConnectorSide {
  const sql = sqlDialectOf(description.name);
  return {
    pluginName: `${description.name}writer`,
    parameters: parametersOf(description, 'writer'),
    check(raw, { columns }) {
      const parameter = raw as Parameters;
      const bracketed = description.name === 'sqlserver';
      return [
        // `*` leaves it to the rows of a CDC reader where they go.
        ...(parameter.table === '*' ? [] : checkTable(parameter.table, parameter.schema, bracketed)),
        ...checkNames(columns),
        ...checkBlanks(columns),
        ...checkKeys(parameter, columns),
        ...checkStatements(parameter, sql),
        ...checkCopy(parameter),
        ...checkProperties('/parameter/properties', parameter.properties),
        ...(parameter.semantic === 'exactly-once' && parameter.isAutoCommit === true
          ? [{ pointer: '/parameter/isAutoCommit', detail: 'must be off for the delivery guarantee exactly-once' }]
          : []),
      ];
    },
    build({ columns, parameter: raw, connection }) {
      const { table, schema, writeMode, ...rest } = raw as Parameters;
      return {
        ...credentials(connection),
        ...columnBlock(columns),
        writeMode: writeMode ?? 'insert',
        ...rest,
        connection: [{ jdbcUrl: urlOf(dialect, connection), ...tableOf(table, schema, connection) }],
      };
    },
  };
}

function checkBlanks(columns: readonly Column[]): FieldError[] {
  return columns
    .map((column, index) => ({ name: columnName(column), index }))
    .filter(({ name }) => /\s/.test(name))
    .map(({ name, index }) => ({
      pointer: `/columns/${index}`,
      detail: `names the column ${name}: Chunjun cannot write to a column with a blank in its name`,
    }));
}

function checkKeys({ writeMode, uniqueKey, updateKey }: Parameters, columns: readonly Column[]): FieldError[] {
  const old = Object.entries(updateKey ?? {}).flatMap(([name, list]) => {
    const pointer = `/parameter/updateKey/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!Array.isArray(list) || !list.every((one) => typeof one === 'string')) {
      return [{ pointer, detail: 'must be a list of column names' }];
    }
    return list.flatMap((one, index) => checkMapped(`${pointer}/${index}`, one, columns));
  });
  // Left out it is the primary key, which only the database knows; an empty list says that somebody chose none.
  const empty = writeMode === 'update' && uniqueKey?.length === 0 && Object.keys(updateKey ?? {}).length === 0;
  return [
    ...(uniqueKey ?? []).flatMap((name, index) => checkMapped(`/parameter/uniqueKey/${index}`, name, columns)),
    ...old,
    ...(empty
      ? [
          {
            pointer: '/parameter/uniqueKey',
            detail: 'must name a column for the write mode update',
            remedy: 'Name the columns of the key; without any key MySQL only inserts and PostgreSQL fails.',
          },
        ]
      : []),
  ];
}

/** Chunjun cuts at every semicolon, wherever it stands, and runs each piece as an update. */
function checkStatements(parameter: Parameters, dialect: SqlDialect): FieldError[] {
  return (['preSql', 'postSql'] as const).flatMap((key) =>
    (parameter[key] ?? []).flatMap((statement, index): FieldError[] => {
      const pointer = `/parameter/${key}/${index}`;
      if (innerSemicolon(statement, dialect) === 'text') {
        const remedy = 'Write the character by a function, as CHAR(59) or CHR(59), or call a procedure.';
        return [{ pointer, detail: 'holds a semicolon inside quotes: Chunjun cuts the statement there', remedy }];
      }
      return statement.split(';').some((piece) => /^\s*\(*\s*(?:select|show|explain)\b/i.test(piece))
        ? [{ pointer, detail: 'must not be a query: Chunjun refuses a statement that gives rows' }]
        : [];
    }),
  );
}

function checkCopy({ insertSqlMode, writeMode, ...parameter }: Parameters): FieldError[] {
  const delimiters = ['fieldDelim', 'nullDelim'] as const;
  if (insertSqlMode !== 'copy') {
    return delimiters
      .filter((field) => parameter[field] !== undefined)
      .map((field) => ({ pointer: `/parameter/${field}`, detail: 'does nothing without insertSqlMode copy' }));
  }
  return [
    ...delimiters
      .filter((field) => parameter[field] === undefined || parameter[field] === '')
      .map((field) => ({ pointer: `/parameter/${field}`, detail: 'is required to insert by copy' })),
    ...(writeMode === undefined || writeMode === 'insert'
      ? []
      : [{ pointer: '/parameter/writeMode', detail: `must be insert to insert by copy, not ${writeMode}` }]),
  ];
}
