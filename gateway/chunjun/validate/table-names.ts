import { isReserved } from './sql-words.ts';

/** Why a name cannot stand in SQL as it is. */
export interface TableNameFault {
  readonly kind: 'quotes' | 'blanks' | 'reserved' | 'letters';
  /** What of the name it is about. */
  readonly part: string;
  /** False: a guess, because the words of that database are not known. */
  readonly isSure: boolean;
}

const measured: ReadonlySet<string> = new Set(['mysql', 'postgresql']);

/** Chunjun asks for a table's columns by `select * from <schema>.<table>` without quotes. Behind a dot every word is a name. */
export function tableNameFault(name: string, hasSchema: boolean, connector: string): TableNameFault | undefined {
  // SQL Server's [schema].[table] is read by its own dialect.
  const parts = connector === 'sqlserver' ? [] : name.split('.');
  const first = hasSchema ? undefined : parts[0];
  if (parts.some((part) => /[`"']/.test(part))) return { kind: 'quotes', part: name, isSure: true };
  if (parts.some((part) => /[\s-]/.test(part))) return { kind: 'blanks', part: name, isSure: true };
  if (first !== undefined && isReserved(first, connector)) {
    return { kind: 'reserved', part: first, isSure: measured.has(connector) };
  }
  if (connector === 'postgresql' && name !== name.toLowerCase()) return { kind: 'letters', part: name, isSure: true };
  return undefined;
}
