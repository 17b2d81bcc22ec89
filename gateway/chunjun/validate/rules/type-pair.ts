import type { Diagnostic } from '../../diagnostics.ts';
import { bitsOf, scaleOf, setsZero, type ColumnKind } from '../column-kinds.ts';
import { baseType, postgresType, precisionOf } from '../column-types.ts';
import { own } from '../own.ts';
import { error, info, warning } from '../rule.ts';

export interface TypePair {
  readonly sourceType: string;
  readonly sourceKind: ColumnKind;
  readonly targetType: string;
  readonly targetKind: ColumnKind;
  /** The written column. */
  readonly target: string;
  readonly pointer: string;
  /** Connector that writes. */
  readonly writer: string;
}

const times: readonly ColumnKind[] = ['date', 'time', 'timestamp'];
const numbers: readonly ColumnKind[] = ['byte', 'int', 'long', 'float', 'decimal'];

/** What becomes of a value on its way from one type to another: the first thing that applies. */
export function* judgePair(pair: TypePair): Generator<Diagnostic> {
  const finding = never(pair) ?? fromText(pair) ?? ofTimes(pair) ?? ofNumbers(pair) ?? ofSizes(pair);
  if (finding !== undefined) yield finding;
}

const says = ({ sourceType, target, targetType }: TypePair) => `${sourceType} goes into ${target} ${targetType}`;

/** Pairs whose conversion throws for every value. */
const impossible: Readonly<Partial<Record<ColumnKind, readonly ColumnKind[]>>> = {
  flag: ['date', 'time', 'timestamp', 'bytes'],
  bytes: ['byte', 'int', 'long', 'float', 'decimal', 'date', 'time', 'timestamp', 'flag'],
  date: ['time', 'flag', 'bytes'],
  time: ['date', 'int', 'flag', 'bytes'],
  timestamp: ['flag', 'bytes'],
  byte: ['bytes'],
  int: ['bytes'],
  long: ['bytes'],
  float: ['bytes'],
  decimal: ['bytes'],
};

function never(pair: TypePair): Diagnostic | undefined {
  const { sourceKind, targetKind, pointer, writer } = pair;
  const throws = impossible[sourceKind]?.includes(targetKind) === true;
  const isOracleYear = writer === 'oracle' && sourceKind === 'timestamp' && targetKind === 'int';
  if (!throws && !isOracleYear) return undefined;
  if (targetKind === 'int' && setsZero(writer)) {
    const message = `${says(pair)}: no value converts, and each silently becomes 0, without a dirty row.`;
    return error('silent_zero', pointer, message, 'Correct the order of the columns.', baseConverter);
  }
  const message = `${says(pair)}: no value converts (CastException), so every row is dirty.`;
  const remedy = 'Correct the order of the columns, or cast in customSql.';
  return error('never_converts', pointer, message, remedy, `source: column class of ${sourceKind}`);
}

const baseConverter = 'source: JdbcColumnConverter sets 0 after an exception';

function fromText(pair: TypePair): Diagnostic | undefined {
  const { sourceKind, targetKind, targetType, pointer, writer } = pair;
  if (sourceKind !== 'text' || targetKind === 'text' || targetKind === 'bytes') return undefined;
  if (targetKind === 'int' && setsZero(writer)) {
    const message = `${says(pair)}: text that is no number silently becomes 0 and larger numbers wrap, without a dirty row.`;
    const remedy = 'Make the target BIGINT, where such rows are dirty, or cast in customSql.';
    return warning('silent_zero', pointer, message, remedy, 'verdicts/type-text-to-int-silent-zero');
  }
  if (targetKind === 'flag') {
    const message = `${says(pair)}: every text that is no number silently becomes false, "true" too.`;
    return warning('silent_false', pointer, message, 'Cast it in customSql.', 'source: StringColumn.asBoolean');
  }
  const base = writer === 'postgresql' ? postgresType(targetType) : baseType(targetType);
  const message = `${says(pair)}: every value that does not convert is a dirty row, and by default the first one fails the job.`;
  const remedy = 'Check the order of the columns, convert in customSql, or raise chunjun.dirty-data.max-rows.';
  return warning('conversion', pointer, message, remedy, own(conversionFacts, base) ?? 'verdicts/dirty-max1-1bad');
}

const conversionFacts: Readonly<Record<string, string>> = {
  datetime: 'verdicts/type-text-to-datetime',
  decimal: 'verdicts/type-text-to-decimal',
  tinyint: 'verdicts/type-text-to-tinyint',
  int4: 'verdicts/type-pg-text-to-int4',
  bigint: 'verdicts/m2m-column-swapped',
};

const became: Readonly<Partial<Record<ColumnKind, string>>> = {
  date: 'days since 1970',
  time: 'milliseconds of the day',
  timestamp: 'milliseconds since 1970',
};

function ofTimes(pair: TypePair): Diagnostic | undefined {
  const { sourceKind, targetKind, pointer, sourceType, targetType } = pair;
  const isTime = times.includes(sourceKind);
  if (isTime && numbers.includes(targetKind)) {
    const what = targetKind === 'int' ? 'the year alone' : (became[sourceKind] ?? '');
    const message = `${says(pair)}: what arrives is ${what}, without a dirty row.`;
    return warning('value_changed', pointer, message, 'Make the target a time or a text.', timeFact);
  }
  if (numbers.includes(sourceKind) && times.includes(targetKind)) {
    const message = `${says(pair)}: a number is taken for milliseconds since 1970 (20240131 is a time in January 1970).`;
    return warning(
      'value_changed',
      pointer,
      message,
      'Convert it in customSql.',
      'source: BigDecimalColumn.asTimestamp',
    );
  }
  if (!isTime || sourceKind === targetKind) return isTime ? sameTimes(pair) : undefined;
  if (sourceKind === 'timestamp' && targetKind !== 'text') {
    const message = `${says(pair)}: only the ${targetKind} is kept, without a dirty row.`;
    return warning('silent_cut', pointer, message, 'Make the target a timestamp.', timeFact);
  }
  if (sourceKind !== 'time' || targetKind !== 'timestamp') return undefined;
  const message = `${sourceType} goes into ${targetType}: the date becomes 1970-01-01.`;
  return warning('value_changed', pointer, message, 'Make the target a time.', timeFact);
}

const timeFact = 'source: TimestampColumn, SqlDateColumn, TimeColumn';
const zoned = /tz\b|with (?:local )?time zone|datetimeoffset/i;

function sameTimes(pair: TypePair): Diagnostic | undefined {
  const { sourceKind, sourceType, targetType, pointer, writer } = pair;
  if (sourceKind === 'date') return undefined;
  const isCut = writer === 'mysql' && precisionOf(sourceType) > precisionOf(targetType);
  if (isCut) {
    const message = `${says(pair)}: the target keeps fewer digits of a second; the database rounds, without a dirty row.`;
    return warning('silent_cut', pointer, message, 'Give the target the same precision.', 'MySQL: fractional seconds');
  }
  if (zoned.test(sourceType) === zoned.test(targetType)) return undefined;
  const message = `${says(pair)}: one of them has a time zone; Chunjun converts in the time zone of the cluster's Java.`;
  return info(
    'time_zone',
    pointer,
    message,
    'Run the cluster in UTC, or use one type on both sides.',
    'contract §4 trap 5',
  );
}

function ofNumbers(pair: TypePair): Diagnostic | undefined {
  const { sourceKind, sourceType, targetKind, targetType, pointer, writer } = pair;
  if (!numbers.includes(sourceKind) || !numbers.includes(targetKind) || targetKind === 'float') return undefined;
  const most = { byte: 7, int: 31, long: 63 }[targetKind as string];
  const has = bitsOf(sourceKind, sourceType) ?? 0;
  const scale = scaleOf(sourceKind, sourceType);
  if (most !== undefined && scale !== 0) {
    const message = `${says(pair)}: what is behind the point is cut off and numbers beyond the target wrap around, without a dirty row.`;
    return warning('silent_cut', pointer, message, 'Make the target DECIMAL.', 'verdicts/README.md 4');
  }
  if (most !== undefined && has > most) {
    const message = `${says(pair)}: numbers beyond the target wrap around (5000000001 becomes 705032705 in an INT), without a dirty row.`;
    const fact = writer === 'postgresql' ? 'verdicts/type-pg-overflow-to-int4' : 'verdicts/type-bigint-to-int-overflow';
    return warning('silent_overflow', pointer, message, 'Make the target as wide as the source.', fact);
  }
  const fits = bitsOf(targetKind, targetType);
  if (fits !== undefined && has > fits) {
    const message = `${says(pair)}: the database refuses numbers beyond the target; such rows are dirty.`;
    return warning('conversion', pointer, message, 'Make the target as wide as the source.', 'contract §4 trap 2');
  }
  const goal = scaleOf(targetKind, targetType);
  if (scale === undefined || goal === undefined || scale <= goal) return undefined;
  const message = `${says(pair)}: the database rounds what is behind the point, without a dirty row.`;
  return warning('silent_cut', pointer, message, `Give the target ${scale} digits behind the point.`, 'contract §4');
}

/** Bytes as text, and texts longer than their place. */
function ofSizes(pair: TypePair): Diagnostic | undefined {
  const { sourceKind, sourceType, targetKind, targetType, pointer } = pair;
  if (targetKind !== 'text') return undefined;
  if (sourceKind === 'bytes') {
    const message = `${says(pair)}: bytes are read as UTF-8; what is no text arrives changed, without a dirty row.`;
    return warning('value_changed', pointer, message, 'Make the target binary.', 'source: BytesColumn.asString');
  }
  const [from, to] = [lengthOf(sourceType), lengthOf(targetType)];
  if (sourceKind !== 'text' || from === undefined || to === undefined || from <= to) return undefined;
  const message = `${says(pair)}: the database refuses longer texts; such rows are dirty.`;
  return warning('conversion', pointer, message, 'Make the target as long as the source.', 'contract §4 trap 2');
}

function lengthOf(type: string): number | undefined {
  const length = /^(?:n?(?:var)?char2?|character(?: varying)?|bpchar)\s*\(\s*(\d+)/i.exec(type.trim())?.[1];
  return length === undefined ? undefined : Number(length);
}
