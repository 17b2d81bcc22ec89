import type { Diagnostic } from '../../diagnostics.ts';
import { at, given, isOpen, type DocumentNode } from '../document-node.ts';
import { columnNames, type ColumnView, type JobView, type SideView } from '../job-view.ts';
import { didYouMean, error, mostSuggestions, quoted, warning } from '../rule.ts';

/** Column lists: one kind of element, readable names, types where the plugin needs them. */
export function* columns({ reader, writer }: JobView): Generator<Diagnostic> {
  for (const side of [reader, writer]) {
    if (side.columns === null || side.data === undefined) continue;
    if (side.data.columns === 'objects') yield* objectsOnly(side, side.columns);
    else yield* oneKind(side, side.columns);
    for (const { node } of side.columns) yield* columnFields(node);
    yield* fieldKeys(side.columns);
  }
}

function* objectsOnly(side: SideView, list: readonly ColumnView[]): Generator<Diagnostic> {
  for (const { node } of list) {
    if (node.kind === 'object') continue;
    yield error(
      'column_shape',
      node.pointer,
      `${side.connector?.name}${side.side} takes columns as objects only; Chunjun refuses ${node.kind === 'string' ? quoted(node.text) : 'this'}.`,
      'Write {"name": …, "type": …} for every column.',
      side.connector?.name === 'stream' ? 'verdicts/stream-star-column' : 'verdicts/ftp-string-columns',
    );
    return;
  }
}

function* oneKind(side: SideView, list: readonly ColumnView[]): Generator<Diagnostic> {
  const first = list[0]?.node.kind;
  for (const { node, name } of list) {
    if (node.kind === 'null' || (node.kind === 'string' && node.text.trim() === '')) {
      yield error(
        'column_name',
        node.pointer,
        'This column has no name; Chunjun refuses the job (the column does not exist).',
        'Remove it, or name a column of the table.',
        node.kind === 'null' ? 'verdicts/column-null-element' : 'verdicts/column-empty-name',
      );
    } else if (node.kind !== 'string' && node.kind !== 'object') {
      yield error(
        'column_shape',
        node.pointer,
        'A column is a name or an object; Chunjun refuses anything else.',
        'Write the column name in quotes.',
        'verdicts/content-column-number',
      );
    } else if (node.kind !== first) {
      yield error(
        'column_mixed',
        node.pointer,
        'Names and objects are mixed; Chunjun reads all columns as the first one is written and refuses the others.',
        'Write all columns as names, or all as objects.',
        'verdicts/m2m-column-mixed',
      );
    } else if (node.kind === 'object' && name === undefined && !isOpen(given(node, 'name') ?? node)) {
      yield warning('column_name', at(node.pointer, 'name'), 'This column has no name.', 'Name it.', 'contract §5');
    }
  }
  yield* duplicates(side, list);
}

function* duplicates(side: SideView, list: readonly ColumnView[]): Generator<Diagnostic> {
  const seen = new Set<string>();
  for (const { node, name } of list) {
    if (name === undefined) continue;
    if (seen.has(name)) {
      const level = side.side === 'reader' ? error : warning;
      yield level(
        'column_twice',
        node.pointer,
        `The column ${quoted(name)} is listed twice; Chunjun refuses that (Field names must be unique).`,
        'List it once.',
        'verdicts/m2m-column-duplicate',
      );
    }
    seen.add(name);
  }
}

const strictFields = { index: 'number', length: 'number', isPart: 'boolean', notNull: 'boolean' } as const;

/** Fields that are cast, not converted: "0" for an index is a ClassCastException. */
function* columnFields(column: DocumentNode): Generator<Diagnostic> {
  if (column.kind !== 'object') return;
  for (const [key, kind] of Object.entries(strictFields)) {
    const node = given(column, key);
    if (node === undefined || node.kind === kind || isOpen(node)) continue;
    yield error(
      'wrong_type',
      node.pointer,
      `${key} of a column has to be a ${kind === 'number' ? 'number' : 'flag'}, not a text; Chunjun stops with ClassCastException.`,
      kind === 'number' ? 'Write the number without quotes.' : 'Write true or false without quotes.',
      kind === 'number' ? 'verdicts/stream-column-index-string' : 'verdicts/stream-column-ispart-string',
    );
  }
}

const fields = 'name type index value format parseFormat splitter isPart notNull length'.split(' ');

/** One habit in many columns is one thing to learn: the first of each key. */
function* fieldKeys(list: readonly ColumnView[]): Generator<Diagnostic> {
  const seen = new Set<string>(fields);
  for (const { node } of list) {
    for (const { key, value } of node.members) {
      if (seen.has(key)) continue;
      seen.add(key);
      if (seen.size > fields.length + mostSuggestions) return;
      const near = didYouMean(key, fields);
      const message = `Chunjun does not read ${quoted(key)} of a column and ignores it.`;
      const remedy = near === undefined ? 'Remove it.' : `Did you mean ${near}?`;
      yield warning('ignored_key', value.pointer, message, remedy, 'source: FieldConf');
    }
  }
}

const makesMaps = new Set(['kafka', 'emqx', 'socket', 'http']);

/** Columns are matched by position, and nobody counts them before the job runs. */
export function* columnCount({ reader, writer, content }: JobView): Generator<Diagnostic> {
  if (!writer.isJdbc || reader.connector === undefined) return;
  if (reader.connector.kind === 'cdc' || makesMaps.has(reader.connector.name)) return;
  if (given(content, 'transformer') !== undefined) return;
  const from = columnNames(reader)?.length;
  const to = columnNames(writer)?.length;
  if (from === undefined || to === undefined || from === to || from === 0 || to === 0) return;
  yield error(
    'column_count',
    at(writer.parameterPointer, 'column'),
    `The reader has ${from} columns and the writer ${to}; they are matched by position, so every row becomes dirty.`,
    'List as many columns on both sides, in the same order.',
    from > to ? 'verdicts/m2m-count-reader-more' : 'verdicts/m2m-count-writer-more',
  );
}
