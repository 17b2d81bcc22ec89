import type { Diagnostic } from '../../diagnostics.ts';
import { isRefused, kindOf } from '../column-kinds.ts';
import { baseType, isOf, precisionOf } from '../column-types.ts';
import { at, given } from '../document-node.ts';
import { columnNames, typeOf, type JobView, type SideView } from '../job-view.ts';
import { error, warning } from '../rule.ts';
import { judgePair } from './type-pair.ts';

/** Refused by name in a recorded run; others of PostgreSQL's were read in its converter. */
const measured = new Set(['uuid', 'json', 'interval', 'inet', 'xml']);

/** Column types that Chunjun refuses, on either side. */
export function* refusedTypes({ reader, writer }: JobView): Generator<Diagnostic> {
  for (const side of [reader, writer]) {
    const connector = side.connector?.name ?? '';
    if (!side.isJdbc || side.types === undefined || side.get('customSql') !== undefined) continue;
    for (const [name, pointer] of namedColumns(side)) {
      const type = typeOf(side, name);
      if (type === undefined || !isRefused(connector, type)) continue;
      yield refusedType({ connector, side: side.side, name, type, pointer });
    }
  }
}

/** What is to be said of a column that `isRefused`. */
export function refusedType(column: {
  readonly connector: string;
  readonly side: SideView['side'];
  readonly name: string;
  readonly type: string;
  readonly pointer: string;
}): Diagnostic {
  const { connector, side, name, type, pointer } = column;
  const base = baseType(type);
  return error(
    'type_refused',
    pointer,
    `The column ${name} is ${type}; Chunjun refuses the job (Unsupported type: [${base}]).`,
    side === 'reader'
      ? `Read ${connector === 'postgresql' ? `${name}::text` : `CAST(${name} …)`} through customSql or a view.`
      : 'Leave the column out, or write through a text column.',
    refusedFact(connector, base),
  );
}

function refusedFact(connector: string, base: string): string {
  if (connector !== 'postgresql') return `source: ${connector} RawTypeConverter`;
  if (base.startsWith('_')) return 'verdicts/type-pg-varchar9-array';
  return measured.has(base) || base === 'jsonb'
    ? `verdicts/type-pg-${base === 'jsonb' ? 'json' : base}`
    : 'source: PostgresqlRawTypeConverter';
}

/** Pairs of types, matched by position, that lose or change values or make rows dirty. */
export function* dataDamage({ reader, writer, content }: JobView): Generator<Diagnostic> {
  const isTyped = reader.isJdbc || makesTypes.has(reader.connector?.name ?? '');
  if (!isTyped || !writer.isJdbc || given(given(content, 'transformer'), 'transformSql') !== undefined) return;
  const from = columnNames(reader);
  const to = columnNames(writer);
  if (from === undefined || to === undefined || from.length !== to.length) return;
  const readerName = reader.connector?.name ?? '';
  const writerName = writer.connector?.name ?? '';
  const pointers = [...namedColumns(writer)].map(([, pointer]) => pointer);
  for (const [index, target] of to.entries()) {
    const source = from[index];
    if (target === undefined) continue;
    const sourceType = typeAt(reader, index, source);
    const targetType = typeOf(writer, target);
    const pointer = pointers[index] ?? at(writer.parameterPointer, 'column');
    if (sourceType !== undefined && targetType !== undefined) {
      const [sourceKind, targetKind] = [kindOf(readerName, sourceType), kindOf(writerName, targetType)];
      if (sourceKind !== undefined && targetKind !== undefined) {
        yield* judgePair({ sourceType, sourceKind, targetType, targetKind, target, pointer, writer: writerName });
      }
    }
    if (source !== undefined && sourceType !== undefined && readerName === 'mysql')
      yield* changedMysql(sourceType, pointer, source);
  }
}

/** Readers beside JDBC that make typed values of what the document says. */
const makesTypes = new Set(['stream', 'ftp', 's3']);

/** A JDBC reader's types come from the table; a constant is a text. */
function typeAt(reader: SideView, index: number, name: string | undefined): string | undefined {
  const column = reader.isStar ? undefined : reader.columns?.[index];
  if (column !== undefined && given(column.node, 'value') !== undefined && reader.isJdbc) return 'VARCHAR';
  if (!reader.isJdbc) return column?.type === 'id' ? 'bigint' : column?.type;
  return name === undefined ? undefined : typeOf(reader, name);
}

/** Values that arrive changed whatever the target. */
export function* changedMysql(type: string, pointer: string, name: string): Generator<Diagnostic> {
  const fact = 'verdicts/README.md pg types, types-mysql-all';
  if (isOf(type, 'bit') && precisionOf(type) > 1) {
    const message = `${name} is ${type}: BIT with more than one bit arrives changed, without any error.`;
    yield warning('value_changed', pointer, message, 'Read CAST(… AS UNSIGNED) through customSql.', fact);
  } else if (isOf(type, 'time') && precisionOf(type) > 0) {
    const message = `${name} is ${type}: the fraction of its seconds is lost, without any error.`;
    yield warning('value_changed', pointer, message, 'Read it as text through customSql.', 'verdicts/type-mysql-time6');
  }
}

/** The columns of a side with the place of each; for `["*"]` all point to the list. */
function* namedColumns(side: SideView): Generator<[name: string, pointer: string]> {
  if (side.isStar) {
    for (const name of side.types?.keys() ?? []) yield [name, at(side.parameterPointer, 'column', 0)];
    return;
  }
  for (const { name, node } of side.columns ?? []) if (name !== undefined) yield [name, node.pointer];
}
