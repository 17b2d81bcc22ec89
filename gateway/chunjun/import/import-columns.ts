import { columnName, type Column } from '../../connectors/connector.ts';
import { columnTypesOf, isKnownType, wordFor } from '../../connectors/descriptions/column-types.ts';
import type { SideName } from '../../connectors/descriptions/description.ts';
import { findDescription } from '../../connectors/descriptions/descriptions.ts';
import { expressionIn, expressionRemedy, expressionWords } from '../validate/column-expression.ts';
import { filledText, member, numberOf, textOf, type DocumentNode } from '../validate/document-node.ts';
import type { SyncSpec } from '../version-spec.ts';
import type { ImportReport } from './import-report.ts';
import { openTexts } from './open-texts.ts';

export type FoundColumns =
  | { readonly kind: 'none' }
  | { readonly kind: 'star'; readonly node: DocumentNode }
  | { readonly kind: 'list'; readonly node: DocumentNode; readonly columns: readonly Column[] };

/** What ColumnSchema takes; a connector's description says which of them it knows. */
const textKeys = ['name', 'type', 'value', 'format', 'parseFormat', 'splitter'] as const;
const numberKeys = ['index', 'length'] as const;
const flagKeys = ['isPart', 'notNull'] as const;
const mostColumns = 5000;
const longestName = 190;

/** DataX's stream types that Chunjun calls otherwise. */
const streamTypes = new Map([
  ['bool', 'boolean'],
  ['bytes', 'string'],
]);

/** A side's `column` as columns of a mapping; what cannot be said there is noted. */
export function readColumns(
  node: DocumentNode | undefined,
  connector: string,
  side: SideName,
  report: ImportReport,
): FoundColumns {
  if (node === undefined || node.kind === 'null') return { kind: 'none' };
  const items =
    node.kind === 'string' ? node.text.split(',').map((text) => ({ ...node, text: text.trim() })) : node.items;
  const [first] = items;
  if (first === undefined || (items.length === 1 && first.kind === 'string' && first.text === ''))
    return { kind: 'none' };
  report.note(node, 'mapped', 'The columns stand in mapping, by position.');
  if (items.length === 1 && (first.text === '*' || filledText(member(first, 'name')) === '*'))
    return { kind: 'star', node };
  if (items.length > mostColumns) report.note(node, 'refused', `A version maps at most ${mostColumns} columns.`);
  const isJdbc = findDescription(connector)?.datasource?.config.some(({ name }) => name === 'jdbcUrl') ?? false;
  const known = new Set(findDescription(connector)?.[side].columns.keys.map(({ name }) => name));
  const columns = items.map((item, index) => {
    const column =
      item.kind === 'object'
        ? objectColumn(item, index, { connector, side, known }, report)
        : plainColumn(item, isJdbc, report);
    const isConstant = typeof column !== 'string' && (column.value ?? '').trim() !== '';
    if (isJdbc && !isConstant) noteExpression(item, columnName(column), report);
    const open = openTexts(item);
    if (open !== null) report.note(item, 'approximated', `A column; ${open.message}.`, open.remedy);
    if (columnName(column).length > longestName) report.note(item, 'refused', 'The name is too long.');
    return column;
  });
  return { kind: 'list', node, columns };
}

function plainColumn(item: DocumentNode, isJdbc: boolean, report: ImportReport): string {
  const text = (textOf(item) ?? item.text).trim();
  const bare = /^(?:"([^"]+)"|`([^`]+)`|\[([^[\]]+)\])$/
    .exec(text)
    ?.slice(1)
    .find((name) => name !== undefined);
  if (bare !== undefined) return bare;
  if (text === '') report.note(item, 'refused', 'A column needs a name.');
  if (isJdbc && (isSurelyNoName(text) || item.kind === 'number')) {
    const message = 'The column is a constant or an expression; Chunjun 1.12.8 takes it for a name.';
    report.note(item, 'refused', message, 'Write a customSql with a name for it.');
  }
  return text;
}

function isSurelyNoName(text: string): boolean {
  return /['()]/.test(text) || /^(?:-?\d+(?:\.\d+)?|null|true|false)$/i.test(text);
}

/** A name that may not be one: kept as it is, since some databases allow it, but worth a look. */
function noteExpression(item: DocumentNode, name: string, report: ImportReport): void {
  const kind = expressionIn(name);
  if (kind === undefined) return;
  // What stands in quotes is a name; what is refused as a text stays refused.
  if (item.kind !== 'object' && (isSurelyNoName(name) || item.text.trim() !== name)) return;
  const message = `The column ${expressionWords[kind]}; Chunjun 1.12.8 takes it for a column's name and refuses the job unless the table has it.`;
  report.note(item, 'approximated', message, expressionRemedy(kind, name));
}

interface ColumnsOf {
  readonly connector: string;
  readonly side: SideName;
  /** Keys of a column that the connector reads. */
  readonly known: ReadonlySet<string>;
}

function objectColumn(
  item: DocumentNode,
  index: number,
  { connector, side, known }: ColumnsOf,
  report: ImportReport,
): Column {
  const column: Exclude<Column, string> = { name: '' };
  for (const { key: written, value } of item.members) {
    const key = written === 'dateFormat' ? 'format' : written;
    const text = value.kind === 'string' ? value.text : textOf(value);
    const number = numberOf(value);
    const textKey = textKeys.find((each) => each === key);
    const numberKey = numberKeys.find((each) => each === key);
    const flagKey = flagKeys.find((each) => each === key);
    const isKnown = known.has(key) || key === 'name';
    if (isKnown && textKey !== undefined && text !== undefined) column[textKey] = text;
    else if (isKnown && numberKey !== undefined && Number.isSafeInteger(number)) column[numberKey] = number ?? 0;
    else if (isKnown && flagKey !== undefined && value.kind === 'boolean') column[flagKey] = value.text === 'true';
    else if (key === 'index') {
      report.note(
        value,
        'approximated',
        'The connector has no column numbers: the column keeps its place in the list.',
      );
    } else if (key === 'random') {
      report.note(value, 'approximated', 'Chunjun makes up values of its own, not within these bounds.');
    } else report.note(value, 'dropped', `A column of the connector has no ${key}.`);
  }
  if (column.name === '') column.name = `column${index + 1}`;
  if (connector === 'stream' && column.type !== undefined) {
    column.type = streamTypes.get(column.type.toLowerCase()) ?? column.type.toLowerCase();
  } else if (column.type !== undefined) {
    column.type = typeFor(column.type, { connector, side }, member(item, 'type') ?? item, report);
  }
  return column;
}

/** The connector's word for a type of the source; one that it has no word for is refused, and stays as it is. */
function typeFor(
  type: string,
  { connector, side }: Pick<ColumnsOf, 'connector' | 'side'>,
  node: DocumentNode,
  report: ImportReport,
): string {
  const types = columnTypesOf(connector, side);
  // Without a transformer, which no import makes, httpreader looks at no type.
  if (types === undefined || connector === 'http' || isKnownType(types, type)) return type;
  const word = wordFor(types, type);
  if (word === undefined) {
    const remedy = `Write one of ${types.words.join(', ')}.`;
    report.note(node, 'refused', 'The connector knows no such type; Chunjun refuses the job.', remedy);
    return type;
  }
  report.note(node, 'approximated', `The connector calls this type ${word}.`);
  return word;
}

interface MappingSide {
  readonly connector: string;
  readonly pluginNode: DocumentNode;
  readonly columns: FoundColumns;
}

/** Pairs the columns of both sides by position, as DataX does; null when that cannot be done, with the reason noted. */
export function pairColumns(
  sides: { readonly reader: MappingSide; readonly writer: MappingSide },
  report: ImportReport,
): SyncSpec['mapping'] | null {
  const { reader, writer } = sides;
  const [from, to] = [reader.columns, writer.columns];
  if (from.kind === 'star' && to.kind === 'star') return [{ from: '*' }];
  if (from.kind === 'list' && to.kind === 'list') {
    if (from.columns.length !== to.columns.length) {
      const message = `The reader has ${from.columns.length} columns, the writer ${to.columns.length}.`;
      for (const node of [from.node, to.node])
        report.note(node, 'refused', message, 'Give both sides as many columns.');
      return null;
    }
    return from.columns.map((column, index) => pair(column, to.columns[index] ?? column));
  }
  if (from.kind === 'none' && to.kind === 'list') {
    const message = 'The reader names no columns: it is taken to give columns of these names.';
    report.note(to.node, 'approximated', message, 'Give the columns of the query these names, or change `from`.');
    return to.columns.map((column) => ({
      from: columnName(column),
      ...(typeof column === 'string' ? {} : { to: column }),
    }));
  }
  if (from.kind !== 'none' && to.kind === 'none' && !needsColumns(writer.connector, 'writer')) {
    return from.kind === 'star' ? [{ from: '*' }] : from.columns.map((column) => ({ from: column }));
  }
  if (from.kind === 'none' || to.kind === 'none') {
    const side = from.kind === 'none' ? reader : writer;
    report.note(side.pluginNode, 'refused', 'Its columns are missing.', 'Name the columns of both sides.');
    return null;
  }
  const star = from.kind === 'star' ? from : to;
  const message = 'One side takes every column (*), the other names them: which belongs to which cannot be told.';
  report.note(star.node, 'refused', message, 'Name the columns of both sides, or write * on both.');
  return null;
}

function pair(from: Column, to: Column): SyncSpec['mapping'][number] {
  return typeof to === 'string' && columnName(from) === to ? { from } : { from, to };
}

function needsColumns(connector: string, side: SideName): boolean {
  const columns = findDescription(connector)?.[side].columns;
  return columns?.kind !== 'none' && columns?.required === true;
}
