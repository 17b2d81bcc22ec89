import type { Diagnostic } from '../../diagnostics.ts';
import { baseType, familyOf, isOf, postgresType, precisionOf } from '../column-types.ts';
import { at, given } from '../document-node.ts';
import { columnNames, typeOf, type JobView, type SideView } from '../job-view.ts';
import { error, warning } from '../rule.ts';

/** Types PostgreSQL's converter refuses even as plain columns; arrays besides. Measured. */
const refusedPostgres = new Set(['uuid', 'json', 'jsonb', 'interval', 'inet', 'xml']);

/** Column types that Chunjun refuses, on either side. */
export function* refusedTypes({ reader, writer }: JobView): Generator<Diagnostic> {
  for (const side of [reader, writer]) {
    if (side.connector?.name !== 'postgresql' || side.types === undefined) continue;
    for (const [name, pointer] of namedColumns(side)) {
      const type = typeOf(side, name);
      if (type === undefined) continue;
      const base = baseType(type);
      if (!refusedPostgres.has(base) && !base.startsWith('_')) continue;
      yield error(
        'type_refused',
        pointer,
        `The column ${name} is ${type}; Chunjun refuses the job (Unsupported type: [${base}]).`,
        side.side === 'reader'
          ? `Read ${name}::text through customSql or a view.`
          : 'Leave the column out, or write through a text column.',
        base.startsWith('_')
          ? 'verdicts/type-pg-varchar9-array'
          : `verdicts/type-pg-${base === 'jsonb' ? 'json' : base}`,
      );
    }
  }
}

/** Pairs of types, matched by position, that lose or change values or make rows dirty. */
export function* dataDamage({ reader, writer, content }: JobView): Generator<Diagnostic> {
  if (!reader.isJdbc || !writer.isJdbc || given(content, 'transformer') !== undefined) return;
  const from = columnNames(reader);
  const to = columnNames(writer);
  if (from === undefined || to === undefined || from.length !== to.length) return;
  const pointers = [...namedColumns(writer)].map(([, pointer]) => pointer);
  for (const [index, target] of to.entries()) {
    const source = from[index];
    if (source === undefined || target === undefined) continue;
    const sourceType = typeOf(reader, source);
    const targetType = typeOf(writer, target);
    const pointer = pointers[index] ?? at(writer.parameterPointer, 'column');
    if (sourceType !== undefined && targetType !== undefined) {
      yield* pair({ sourceType, targetType, pointer, writer, target });
    }
    if (sourceType !== undefined && reader.connector?.name === 'mysql')
      yield* changedMysql(sourceType, pointer, source);
  }
}

interface Pair {
  readonly sourceType: string;
  readonly targetType: string;
  readonly pointer: string;
  readonly writer: SideView;
  readonly target: string;
}

function* pair({ sourceType, targetType, pointer, writer, target }: Pair): Generator<Diagnostic> {
  const source = familyOf(sourceType);
  const goal = familyOf(targetType);
  const isPostgres = writer.connector?.name === 'postgresql';
  const base = isPostgres ? postgresType(targetType) : baseType(targetType);
  const what = `${sourceType} goes into ${target} ${targetType}`;
  // The base JDBC converter catches what does not fit and sets 0: MySQL's INT and SMALLINT only.
  const isSilent = !isPostgres && ['int', 'integer', 'smallint', 'mediumint'].includes(base);
  if (source === 'text' && isSilent) {
    const message = `${what}: text that is no number silently becomes 0 and larger numbers wrap, without a dirty row.`;
    const remedy = 'Make the target BIGINT, where such rows are dirty, or cast in customSql.';
    yield warning('silent_zero', pointer, message, remedy, 'verdicts/type-text-to-int-silent-zero');
  } else if (source === 'text' && ['integer', 'fraction', 'time', 'flag'].includes(goal)) {
    const message = `${what}: every value that does not convert is a dirty row, and by default the first one fails the job.`;
    const remedy = 'Check the order of the columns, convert in customSql, or raise chunjun.dirty-data.max-rows.';
    yield warning('conversion', pointer, message, remedy, conversionFacts[base] ?? 'verdicts/dirty-max1-1bad');
  } else if (isNarrower(sourceType, targetType)) {
    const message = `${what}: numbers beyond the target wrap around (5000000001 becomes 705032705), without a dirty row.`;
    const fact = isPostgres ? 'verdicts/type-pg-overflow-to-int4' : 'verdicts/type-bigint-to-int-overflow';
    yield warning('silent_overflow', pointer, message, 'Make the target as wide as the source.', fact);
  } else if (source === 'fraction' && goal === 'integer') {
    const message = `${what}: what is behind the point is cut off, without a dirty row.`;
    yield warning('silent_cut', pointer, message, 'Make the target DECIMAL.', 'verdicts/README.md 4');
  }
}

const conversionFacts: Readonly<Record<string, string>> = {
  datetime: 'verdicts/type-text-to-datetime',
  decimal: 'verdicts/type-text-to-decimal',
  tinyint: 'verdicts/type-text-to-tinyint',
  int4: 'verdicts/type-pg-text-to-int4',
  bigint: 'verdicts/m2m-column-swapped',
};

const widths: Readonly<Record<string, number>> = {
  tinyint: 1,
  smallint: 2,
  int2: 2,
  mediumint: 3,
  int: 4,
  integer: 4,
  int4: 4,
  serial: 4,
  bigint: 8,
  int8: 8,
  bigserial: 8,
};

function isNarrower(sourceType: string, targetType: string): boolean {
  const source = widths[baseType(sourceType)];
  const target = widths[baseType(targetType)];
  return source !== undefined && target !== undefined && target < source && target >= 2;
}

/** Values that arrive changed whatever the target. */
function* changedMysql(type: string, pointer: string, name: string): Generator<Diagnostic> {
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
