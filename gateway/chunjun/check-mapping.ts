import { columnName, type Column } from '../connectors/connector.ts';
import { findDescription } from '../connectors/descriptions/descriptions.ts';
import type { FieldError } from '../core/errors.ts';
import type { SyncSpec } from './version-spec.ts';

/** What a mapping as a whole gets wrong for the two connectors; pointers into the version. */
export function checkMapping(spec: SyncSpec): FieldError[] {
  if (spec.mapping.length === 0) return checkEmpty(spec);
  return spec.mapping.flatMap(({ from, to = columnName(from) }, index) => checkStars(spec, from, to, index));
}

/** Chunjun takes a missing list of columns and lets every row fail when the job runs. */
function checkEmpty({ reader, writer }: SyncSpec): FieldError[] {
  const readerColumns = findDescription(reader.connector)?.reader.columns;
  const writerColumns = findDescription(writer.connector)?.writer.columns;
  const carriesNames = findDescription(reader.connector)?.kind === 'cdc' && readerColumns?.required === false;
  const names = [
    ...(readerColumns?.required === true ? [`the reader ${reader.connector}`] : []),
    ...(writerColumns?.required === true && !(carriesNames && writer.parameter['table'] === '*')
      ? [`the writer ${writer.connector}`]
      : []),
  ];
  if (names.length === 0) return [];
  const remedy =
    carriesNames && writerColumns?.star === true
      ? 'Map the columns, or write "*" as table: rows of a change log then go to the table and columns named in them.'
      : 'Map at least one column.';
  return [{ pointer: '/mapping', detail: `must name columns for ${names.join(' and ')}`, remedy }];
}

/** Rows go over by position: every column on one side is no number of columns that the other could match. */
function checkStars({ reader, writer }: SyncSpec, from: Column, to: Column, index: number): FieldError[] {
  const takesStar = (connector: string, side: 'reader' | 'writer') =>
    findDescription(connector)?.[side].columns.star === true;
  if (!takesStar(reader.connector, 'reader') || !takesStar(writer.connector, 'writer')) return [];
  const [isFrom, isTo] = [columnName(from) === '*', columnName(to) === '*'];
  if (isFrom === isTo) return [];
  const remedy = 'Write "*" on both sides, or name the columns.';
  return [{ pointer: `/mapping/${index}/${isFrom ? 'to' : 'from'}`, detail: 'must be "*", too', remedy }];
}
