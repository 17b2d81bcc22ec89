/** What readers and writers of the JDBC family share: address, credentials, place and columns. */
import type { FieldError } from '../core/errors.ts';
import { columnName, type Column, type SideInput } from './connector.ts';
import { jdbcUrlOf, type JdbcConfig, type JdbcDialect } from './jdbc-url.ts';

export function credentials(connection: SideInput['connection']) {
  return { username: configOf(connection).username, password: connection?.secrets['password'] ?? '' };
}

export function urlOf(dialect: JdbcDialect, connection: SideInput['connection']): string {
  return jdbcUrlOf(dialect, configOf(connection));
}

export function tableOf(table: string | undefined, schema: string | undefined, connection: SideInput['connection']) {
  // The data source's schema is that of tables named without one.
  const effective = schema ?? (table?.includes('.') === true ? undefined : configOf(connection).schema);
  // With customSql alone Chunjun takes no `table` at all; of an empty list it would read the first entry.
  return {
    ...(effective === undefined ? {} : { schema: effective }),
    ...(table === undefined ? {} : { table: [table] }),
  };
}

/** Names alone, unless one column says more than its name: Chunjun refuses a list of both kinds. None: no `column`. */
export function columnBlock(columns: readonly Column[]): { column?: unknown[] } {
  if (columns.length === 0) return {};
  const plain = columns.every((column) => typeof column === 'string' || Object.keys(column).length === 1);
  return {
    column: columns.map((column) => {
      if (plain) return columnName(column);
      return typeof column === 'string' ? { name: column } : column;
    }),
  };
}

/** `*` beside others, and a column twice; pointers `/columns/<index>`. */
export function checkNames(columns: readonly Column[]): FieldError[] {
  const seen = new Set<string>();
  return columns.flatMap((column, index) => {
    const name = columnName(column);
    const pointer = `/columns/${index}`;
    if (name === '*' && columns.length > 1)
      return [{ pointer, detail: 'stands for every column: it must be the only one' }];
    if (seen.has(name)) return [{ pointer, detail: `names the column ${name} a second time: Chunjun refuses that` }];
    seen.add(name);
    return [];
  });
}

/** Refuses names that no column of the mapping has; pointer `<pointer>`. */
export function checkMapped(pointer: string, name: string | undefined, columns: readonly Column[]): FieldError[] {
  if (name === undefined) return [];
  if (columns.length === 0 || columns.some((column) => [name, '*'].includes(columnName(column)))) return [];
  return [
    {
      pointer,
      detail: `names the column ${name}, which is not among the mapped columns`,
      remedy: 'Map the column; Chunjun compares the names exactly, letter case included.',
    },
  ];
}

function configOf(connection: SideInput['connection']): JdbcConfig {
  return connection?.config ?? { username: '' };
}
