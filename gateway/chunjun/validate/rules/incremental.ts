import type { Diagnostic } from '../../diagnostics.ts';
import { familyOf, isOf, postgresType } from '../column-types.ts';
import { at, filledText, flagOf, given, textOf } from '../document-node.ts';
import { connectionOf, objectOf, typeOf, type JobView, type SideView } from '../job-view.ts';
import { error, info, quoted, warning } from '../rule.ts';

/** increColumn, startLocation, polling of JDBC readers. */
export function* incremental(job: JobView): Generator<Diagnostic> {
  const { reader } = job;
  if (!reader.isJdbc || reader.parameter === null) return;
  const isPolling = flagOf(reader.get('polling')) === true;
  const column = filledText(reader.get('increColumn'));
  if (column === undefined) {
    const node = reader.get('polling');
    if (isPolling && node !== undefined && reader.get('increColumn') === undefined) {
      const message = 'polling without increColumn is silently off: the job ends after one reading.';
      yield warning('polling', node.pointer, message, 'Name the increColumn.', 'verdicts/polling-no-increcolumn');
    }
    return;
  }
  const name = yield* incrementColumn(reader, column);
  if (isPolling && flagOf(reader.get('useMaxFunc')) === true) {
    const pointer = at(reader.parameterPointer, 'useMaxFunc');
    const message = 'polling and useMaxFunc together are refused.';
    yield error('polling', pointer, message, 'Leave useMaxFunc out.', 'verdicts/polling-usemaxfunc');
  }
  yield* startLocation(reader, name);
  yield* maxFunction(reader, name);
  yield* reporter(job);
}

/** The name of the column, also when it is given as a place in the list; undefined when there is none such. */
function* incrementColumn(reader: SideView, written: string): Generator<Diagnostic, string | undefined> {
  if (reader.isStar || reader.columns === null) return written;
  const pointer = at(reader.parameterPointer, 'increColumn');
  const names = reader.columns.map(({ name }) => name);
  if (names.includes(written)) return written;
  const byPlace = /^\d+$/.test(written) ? names[Number(written)] : undefined;
  if (byPlace !== undefined) return byPlace;
  const otherCase = names.find((name) => name?.toLowerCase() === written.toLowerCase());
  const message =
    otherCase === undefined
      ? `increColumn ${quoted(written)} is none of the columns; Chunjun refuses the job.`
      : `increColumn ${quoted(written)} differs from the column ${quoted(otherCase)} in letter case; Chunjun refuses the job.`;
  const remedy = otherCase === undefined ? 'List the column.' : `Write ${otherCase}.`;
  yield error('increment_not_listed', pointer, message, remedy, 'verdicts/incr-not-in-column');
  return otherCase;
}

const timeDigits = new Set([10, 13, 16, 19]);
const timeText = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

/** Digits for numbers; for times digits (seconds to nanoseconds) or 'yyyy-MM-dd HH:mm:ss'. */
function* startLocation(reader: SideView, column: string | undefined): Generator<Diagnostic> {
  const node = reader.get('startLocation');
  const text = filledText(node);
  if (node === undefined || text === undefined) return;
  const type = column === undefined ? undefined : typeOf(reader, column);
  const family = type === undefined ? undefined : familyOf(type);
  const entries = text.split(',').map((entry) => entry.trim());
  for (const entry of entries) {
    const isDigits = /^\d+$/.test(entry);
    if (family === 'integer' || family === 'fraction' ? isDigits : isDigits || timeText.test(entry)) continue;
    const fact = family === 'time' ? 'verdicts/incr-time-date-only' : 'verdicts/incr-start-word';
    const message = `Chunjun cannot begin at ${quoted(entry)}: it takes digits, for times also yyyy-MM-dd HH:mm:ss, and refuses anything else (minus signs, fractions, dates alone, ISO 8601).`;
    yield error('start_location', node.pointer, message, 'Write digits, or a time as yyyy-MM-dd HH:mm:ss.', fact);
    return;
  }
  const odd =
    family === 'time' ? entries.find((entry) => /^\d+$/.test(entry) && !timeDigits.has(entry.length)) : undefined;
  if (odd !== undefined) {
    const message = `${quoted(odd)} has ${odd.length} digits; of a time Chunjun reads 10 (seconds), 13, 16 or 19 (nanoseconds).`;
    const fact = 'contract, catalogue of plugins';
    yield warning('start_location', node.pointer, message, 'Write milliseconds, 13 digits.', fact);
  }
  const channels = reader.parallelism ?? 1;
  if (entries.length > 1 && entries.length !== channels) {
    const message = `startLocation has ${entries.length} entries for ${channels} channels; one, or one a channel, is right.`;
    yield error('start_location', node.pointer, message, 'Write one value.', 'contract §5 splitPk');
  }
}

function* maxFunction(reader: SideView, column: string | undefined): Generator<Diagnostic> {
  const type = column === undefined ? undefined : typeOf(reader, column);
  for (const key of ['useMaxFunc', 'pollingFromMax']) {
    const node = reader.get(key);
    if (node === undefined || flagOf(node) !== true) continue;
    const schema = given(connectionOf(reader), 'schema');
    if (schema !== undefined && filledText(schema) !== undefined) {
      const message = `${key} asks for the maximum without the schema: of a table of the same name elsewhere, or of none.`;
      const remedy = 'Leave it out, or make the schema the default of the user.';
      yield warning('max_schema', node.pointer, message, remedy, 'contract §5 Incremental/polling');
    }
    if (type === undefined || familyOf(type) !== 'time') continue;
    const message = `${key} on a time column fails at run time (ClassCastException).`;
    yield error('max_function', node.pointer, message, 'Leave it out.', 'contract §5');
  }
}

/** An incremental reader loads a metric reporter unless told not to. */
function* reporter({ reader, setting, context }: JobView): Generator<Diagnostic> {
  const node = reader.get('initReporter');
  if (node !== undefined && flagOf(node) !== true) return;
  const plugin = textOf(given(objectOf(given(setting, 'metricPluginConf')), 'pluginName')) ?? 'prometheus';
  const jar = `metrics/${plugin}`;
  const isThere = [...(context.extraJars ?? [])].some((each) => each === jar);
  if (isThere) return;
  const pointer = at(reader.parameterPointer, 'initReporter');
  const message = `An incremental reader loads ${jar}; when its jar is not deployed the job fails at run time with ClassNotFoundException.`;
  const level = context.extraJars === undefined ? warning : error;
  yield level('reporter', pointer, message, 'Set "initReporter": false.', 'verdicts/README.md §5 initReporter');
}

/** PostgreSQL's plain integers are refused, and most keys are such: worth a word when the table is not known. */
function* unknownKeyTypes(reader: SideView): Generator<Diagnostic> {
  if (!isPostgresLike(reader) || filledText(reader.get('customSql')) !== undefined) return;
  for (const key of ['splitPk', 'increColumn']) {
    const node = reader.get(key);
    if (node === undefined || filledText(node) === undefined) continue;
    const message = `If ${key} is an int2, int4 or int8 column, Chunjun refuses the job (Unsupported columnType), with one channel too.`;
    const remedy =
      'Check its type: serial, numeric, float and (for increColumn) timestamp work; cast others to numeric.';
    yield warning('key_type_unknown', node.pointer, message, remedy, 'verdicts/pg-splitpk-int8');
  }
}

const isPostgresLike = (reader: SideView) => ['postgresql', 'greenplum'].includes(reader.connector?.name ?? '');

/** The restore key is made of the split key: one of numbers beside an increment of times does not fit. */
function* twoKeys(reader: SideView): Generator<Diagnostic> {
  const [splitPk, increColumn] = ['splitPk', 'increColumn'].map((key) => filledText(reader.get(key)));
  if (splitPk === undefined || increColumn === undefined || splitPk === increColumn) return;
  const [split, incre] = [splitPk, increColumn].map((name) => typeOf(reader, name));
  if (split === undefined || incre === undefined || familyOf(split) === familyOf(incre)) return;
  const message = `splitPk is ${split} and increColumn ${incre}: going on from a checkpoint, and polling, read one as the other.`;
  const pointer = at(reader.parameterPointer, 'splitPk');
  yield warning('two_keys', pointer, message, 'Leave splitPk out: increColumn takes its place.', 'contract §5');
}

/** Types that split and increment columns may have; needs the table's types. */
export function* keyColumnTypes({ reader }: JobView): Generator<Diagnostic> {
  if (!reader.isJdbc) return;
  if (reader.types === undefined) {
    yield* unknownKeyTypes(reader);
    return;
  }
  yield* twoKeys(reader);
  const increColumn = filledText(reader.get('increColumn'));
  const names = reader.columns?.map(({ name }) => name) ?? [];
  const places: [key: string, name: string | undefined, pointer: string | undefined][] = [
    ['splitPk', filledText(reader.get('splitPk')), reader.get('splitPk')?.pointer],
    [
      'increColumn',
      increColumn === undefined || names.includes(increColumn)
        ? increColumn
        : (names[Number(increColumn)] ?? increColumn),
      reader.get('increColumn')?.pointer,
    ],
  ];
  for (const [key, name, pointer] of places) {
    const type = name === undefined ? undefined : typeOf(reader, name);
    if (type !== undefined && pointer !== undefined) yield* keyType(key, type, pointer, reader);
  }
}

function* keyType(key: string, type: string, pointer: string, reader: SideView): Generator<Diagnostic> {
  const isSmall = reader.connector?.name === 'clickhouse' && isOf(type, 'int8', 'uint8');
  if (isSmall) {
    const message = `${key} is ${type}, which Chunjun does not count among its numeric types: the job is refused.`;
    yield error('key_type', pointer, message, 'Name a wider column.', 'contract, catalogue of plugins');
  } else if (isPostgresLike(reader) && ['int2', 'int4', 'int8'].includes(postgresType(type))) {
    const message = `${key} is ${postgresType(type)}, which Chunjun does not count among its numeric types: the job is refused (Unsupported columnType), with one channel too.`;
    const remedy = 'Cast it to numeric in customSql or a view; serial, numeric, float and timestamp columns work.';
    yield error('key_type', pointer, message, remedy, 'verdicts/pg-splitpk-int8');
  } else if (familyOf(type) === 'text') {
    const message = `${key} is ${type}; Chunjun takes numbers and times here and refuses the job (Unsupported columnType).`;
    const fact = key === 'increColumn' ? 'verdicts/incr-varchar' : 'verdicts/m2m-splitpk-varchar';
    yield error('key_type', pointer, message, 'Name a numeric column.', fact);
  } else if (key === 'splitPk' && familyOf(type) === 'time') {
    const message = `splitPk is ${type}; a split needs numbers, and Chunjun refuses the job.`;
    yield error('key_type', pointer, message, 'Name a numeric column.', 'verdicts/m2m-splitpk-datetime');
  } else if (key === 'increColumn' && readsAgain(type)) {
    const message = `The kept location of ${type} is cut (to milliseconds, to whole numbers): the last row is read again by the next run.`;
    yield info('increment_precision', pointer, message, 'Write with update and a key.', 'verdicts/incr-time-micros');
  }
}

function readsAgain(type: string): boolean {
  if (familyOf(type) === 'time') return Number(/\((\d+)\)/.exec(type)?.[1] ?? 0) > 3;
  return isOf(type, 'decimal', 'numeric') && /,\s*[1-9]/.test(type);
}
