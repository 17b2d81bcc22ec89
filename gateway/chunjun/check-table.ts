/** Table names that Chunjun 1.12.8 cannot ask for: it asks for a table's columns without quotes. */
import type { FieldError } from '../core/errors.ts';
import type { SideName } from './build-job-json.ts';
import { connectorOf } from './validate/connector-data.ts';
import { tableNameFault, type TableNameFault } from './validate/table-names.ts';
import type { SyncSpec } from './version-spec.ts';

const behindADot = 'Write its schema (for MySQL the database) beside it: behind a dot every word is a name.';
const otherwise = 'Rename the table, or read it with customSql; a view with a plain name does as well.';

const remedies: Readonly<Record<TableNameFault['kind'], string>> = {
  quotes: 'Chunjun quotes the name itself: write it bare.',
  blanks: otherwise,
  reserved: behindADot,
  letters: otherwise,
};

/** Pointer into the version; `schema`: what stands in front of the table. */
export function checkTableName(spec: SyncSpec, side: SideName, schema: unknown): FieldError[] {
  const { connector, parameter } = spec[side];
  const { table, customSql } = parameter;
  if (connectorOf(connector)?.kind !== 'jdbc' || typeof table !== 'string' || table === '*') return [];
  if (side === 'reader' && typeof customSql === 'string') return [];
  const fault = tableNameFault(table, typeof schema === 'string', connector);
  // Which words other databases reserve is a guess: a warning about the document.
  if (fault === undefined || !fault.isSure) return [];
  return [{ pointer: `/${side}/parameter/table`, detail: details[fault.kind](fault), remedy: remedies[fault.kind] }];
}

const details: Readonly<Record<TableNameFault['kind'], (fault: TableNameFault) => string>> = {
  quotes: () => 'must not hold quotes',
  blanks: () => 'must not hold blanks or dashes',
  reserved: ({ part }) => `begins with ${part}, a word of SQL that would need quotes`,
  letters: ({ part }) => `needs quotes: without them PostgreSQL looks for ${part.toLowerCase()}`,
};
