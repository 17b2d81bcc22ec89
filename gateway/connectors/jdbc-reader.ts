import type { FieldError } from '../core/errors.ts';
import { columnName, type Column, type ConnectorSide } from './connector.ts';
import { parametersOf } from './described-schema.ts';
import type { ConnectorDescription } from './descriptions/description.ts';
import { checkMapped, checkNames, columnBlock, credentials, tableOf, urlOf } from './jdbc-side.ts';
import { checkCustomSql, checkStartLocation, checkTable } from './jdbc-text.ts';
import type { JdbcDialect } from './jdbc-url.ts';
import { checkWhere, parenthesised, sqlDialectOf } from './sql-condition.ts';

/** The parameters that need more than their schema. */
interface Parameters {
  readonly table?: string;
  readonly schema?: string;
  readonly where?: string;
  readonly customSql?: string;
  readonly splitPk?: string;
  readonly splitStrategy?: string;
  readonly increColumn?: string;
  readonly startLocation?: string;
  readonly useMaxFunc?: boolean;
  readonly polling?: boolean;
  readonly pollingFromMax?: boolean;
}

/** A reader of the JDBC family. */
export function jdbcReader(description: ConnectorDescription, dialect: JdbcDialect): ConnectorSide {
  const sql = sqlDialectOf(description.name);
  return {
    pluginName: `${description.name}reader`,
    parameters: parametersOf(description, 'reader'),
    check(raw, { columns, channels }) {
      const parameter = raw as Parameters;
      const { table, schema, customSql, splitPk, increColumn } = parameter;
      return [
        ...checkNames(columns),
        ...checkMapped('/parameter/splitPk', splitPk, columns),
        ...checkMapped('/parameter/increColumn', increColumn, columns),
        ...checkConstant(parameter, columns),
        ...checkSplit(parameter, channels),
        ...checkWhere(parameter.where, sql),
        ...checkCustomSql(customSql),
        ...checkStartLocation(parameter.startLocation, increColumn, channels),
        ...(customSql === undefined ? checkTable(table, schema, description.name === 'sqlserver') : []),
        ...checkIncrement(parameter),
      ];
    },
    build({ columns, parameter: raw, connection, startLocation }) {
      const { table, schema, where, increColumn, startLocation: firstLocation, ...rest } = raw as Parameters;
      return {
        ...credentials(connection),
        ...columnBlock(columns),
        ...(where === undefined ? {} : { where: parenthesised(where, sql) }),
        ...rest,
        // Without the prometheus jars beside it, Chunjun's incremental reader fails in the TaskManager when it reports.
        ...(increColumn === undefined
          ? {}
          : { increColumn, startLocation: startLocation ?? firstLocation ?? '', initReporter: false }),
        connection: [{ jdbcUrl: [urlOf(dialect, connection)], ...tableOf(table, schema, connection) }],
      };
    },
  };
}

function checkSplit({ splitPk, increColumn, customSql, splitStrategy }: Parameters, channels: number): FieldError[] {
  if (channels === 1) return [];
  const errors: FieldError[] = [];
  if (splitPk === undefined && increColumn === undefined) {
    errors.push({
      pointer: '/parameter/splitPk',
      detail: `is required to read with ${channels} channels`,
      remedy: 'Name a numeric column that divides the rows, or use one channel.',
    });
  }
  if (customSql !== undefined && splitStrategy !== 'mod') {
    errors.push({
      pointer: '/parameter/splitStrategy',
      detail: 'must be mod to read a customSql with several channels',
      remedy: 'Chunjun makes invalid SQL of a customSql and range.',
    });
  }
  return errors;
}

/** Chunjun silently drops what steers an increment when there is none, and refuses or fails at two combinations. */
function checkIncrement(parameter: Parameters): FieldError[] {
  const errors: FieldError[] = [];
  if (parameter.increColumn === undefined) {
    for (const field of ['polling', 'useMaxFunc', 'pollingFromMax'] as const) {
      if (parameter[field] === true) {
        errors.push({ pointer: `/parameter/${field}`, detail: 'does nothing without increColumn' });
      }
    }
    if (parameter.startLocation !== undefined && parameter.startLocation.trim() !== '') {
      errors.push({ pointer: '/parameter/startLocation', detail: 'does nothing without increColumn' });
    }
  } else if (parameter.pollingFromMax === true && parameter.polling !== true) {
    errors.push({ pointer: '/parameter/pollingFromMax', detail: 'does nothing without polling' });
  }
  if (parameter.useMaxFunc === true && parameter.polling === true) {
    errors.push({ pointer: '/parameter/useMaxFunc', detail: 'cannot be used with polling' });
  }
  return errors;
}

/** A constant is not read from the database: there is nothing to divide or to order by. */
function checkConstant(parameter: Parameters, columns: readonly Column[]): FieldError[] {
  return (['splitPk', 'increColumn'] as const).flatMap((field) => {
    const column = columns.find((one) => columnName(one) === parameter[field]);
    if (column === undefined || typeof column === 'string' || column.value === undefined) return [];
    return [{ pointer: `/parameter/${field}`, detail: `names the column ${column.name}, which is a constant` }];
  });
}
