/**
 * The same table on MySQL and PostgreSQL, its rows as values a test can compute with: they are put in as literals of
 * hexadecimal digits and read back in one text form, so that neither way depends on escaping or on a driver's types.
 */
import assert from 'node:assert/strict';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import type { TestStore } from '../helpers/databases.ts';

export type Engine = 'mysql' | 'postgresql';
export const engines: readonly Engine[] = ['mysql', 'postgresql'];

/**
 * Values as text, the same for both engines: numbers as written, text as it is, bytes in hexadecimal digits, booleans
 * 1 and 0, times with microseconds. A column that is left out is NULL.
 */
export type Row = Readonly<Record<string, string | null>>;

type Kind = 'number' | 'text' | 'bytes' | 'boolean' | 'date' | 'time';

interface ColumnType {
  readonly kind: Kind;
  readonly mysql: string;
  readonly postgresql: string;
}

const same = (kind: Kind, type: string): ColumnType => ({ kind, mysql: type, postgresql: type });

/** Every column a job may map, then `kept`, which no job maps: only REPLACE touches it in a row that is there. */
const columnTypes: Readonly<Record<string, ColumnType>> = {
  // bigserial: a plain bigint can be no splitPk or increColumn in PostgreSQL (verdicts/pg-splitpk-int8).
  id: { kind: 'number', mysql: 'bigint', postgresql: 'bigserial' },
  name: same('text', 'varchar(200)'),
  note: same('text', 'text'),
  whole: same('number', 'int'),
  big: same('number', 'bigint'),
  amount: same('number', 'decimal(20,6)'),
  ratio: { kind: 'number', mysql: 'double', postgresql: 'double precision' },
  flag: { kind: 'boolean', mysql: 'tinyint(1)', postgresql: 'boolean' },
  day: same('date', 'date'),
  at: { kind: 'time', mysql: 'datetime(3)', postgresql: 'timestamp(3)' },
  raw: { kind: 'bytes', mysql: 'blob', postgresql: 'bytea' },
  kept: same('text', "varchar(20) DEFAULT 'default'"),
};

export const allColumns: readonly string[] = Object.keys(columnTypes);
/** What a job maps: `kept` is the target's own. */
export const mapped = allColumns.filter((column) => column !== 'kept');

export const filled: Row = {
  name: 'plain',
  note: 'note',
  whole: '1',
  big: '2',
  amount: '3.500000',
  ratio: '0.1',
  flag: '1',
  day: '2024-02-29',
  at: '2024-02-29 12:34:56.789000',
  raw: '00FF80',
};

/** What has to arrive: each row is one hazard, the first three have keys that targets may hold already. */
export const sourceRows: readonly Row[] = [
  { ...filled, id: '1', name: 'changed', amount: '-0.000001', flag: '0' },
  // All NULL: what allReplace is about.
  { id: '2' },
  { ...filled, id: '3', name: '', note: '', whole: '0', big: '0', amount: '0.000000', ratio: '0', raw: '' },
  { ...filled, id: '4', name: `it's "quoted" \`ticked\`; DROP`, note: `''` },
  { ...filled, id: '5', name: 'C:\\new\\table \\N \\\\', note: '\\' },
  { ...filled, id: '6', name: '\ttab\tand\nline\r\nand\rreturn\n', note: '\n' },
  { ...filled, id: '7', name: 'Größe 漢字 é 😀 \u202e', note: 'ä'.repeat(3000) },
  { ...filled, id: '8', name: 'NULL', note: ' - = | , ${x} :name ? $1 %s ' },
  {
    ...filled,
    id: '9',
    whole: '2147483647',
    big: '9223372036854775807',
    amount: '99999999999999.999999',
    ratio: '1.7976931348623157e308',
    day: '9999-12-31',
    at: '2037-12-31 23:59:59.999000',
  },
  {
    ...filled,
    id: '10',
    whole: '-2147483648',
    big: '-9223372036854775808',
    amount: '-99999999999999.999999',
    ratio: '-2.5',
    day: '1900-01-01',
    at: '1969-12-31 23:59:59.500000',
  },
];

const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex').toUpperCase();

const literals: Readonly<Record<Engine, Readonly<Record<Kind, (value: string) => string>>>> = {
  mysql: {
    number: (value) => value,
    text: (value) => `convert(x'${hex(value)}' USING utf8mb4)`,
    bytes: (value) => `x'${value}'`,
    boolean: (value) => value,
    date: (value) => `'${value}'`,
    time: (value) => `'${value}'`,
  },
  postgresql: {
    number: (value) => value,
    text: (value) => `convert_from('\\x${hex(value)}', 'UTF8')`,
    bytes: (value) => `'\\x${value}'::bytea`,
    boolean: (value) => `${value === '1'}`,
    date: (value) => `'${value}'`,
    time: (value) => `'${value}'`,
  },
};

/** SQL that makes text of a column; text and bytes in hexadecimal digits behind a sign that tells them from NULL. */
const shown: Readonly<Record<Engine, Readonly<Record<Kind, (column: string) => string>>>> = {
  mysql: {
    number: (column) => column,
    text: (column) => `concat('=', hex(${column}))`,
    bytes: (column) => `concat('=', hex(${column}))`,
    boolean: (column) => column,
    date: (column) => `date_format(${column}, '%Y-%m-%d')`,
    time: (column) => `date_format(${column}, '%Y-%m-%d %H:%i:%s.%f')`,
  },
  postgresql: {
    // 1e+300, where MySQL writes 1e300.
    number: (column) => `replace(${column}::text, 'e+', 'e')`,
    text: (column) => `'=' || upper(encode(convert_to(${column}, 'UTF8'), 'hex'))`,
    bytes: (column) => `'=' || upper(encode(${column}, 'hex'))`,
    boolean: (column) => `${column}::int::text`,
    date: (column) => `to_char(${column}, 'YYYY-MM-DD')`,
    time: (column) => `to_char(${column}, 'YYYY-MM-DD HH24:MI:SS.US')`,
  },
};

function kindOf(column: string): Kind {
  const type = columnTypes[column];
  assert.ok(type !== undefined, `no column ${column}`);
  return type.kind;
}

/** `key`: what follows the columns, such as PRIMARY KEY (id); nothing: a table without any key. */
export async function createTable(
  store: TestStore,
  engine: Engine,
  table: string,
  { columns = allColumns, key = 'PRIMARY KEY (id)' }: { columns?: readonly string[]; key?: string | null } = {},
): Promise<void> {
  const lines = columns.map((column) => `${column} ${columnTypes[column]?.[engine] ?? ''}`);
  await store.query(`CREATE TABLE ${table} (${[...lines, ...(key === null ? [] : [key])].join(', ')})`);
}

export async function insertRows(
  store: TestStore,
  engine: Engine,
  table: string,
  rows: readonly Row[],
  columns: readonly string[] = allColumns,
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) =>
    columns.map((column) => {
      const value = row[column] ?? null;
      return value === null ? 'NULL' : literals[engine][kindOf(column)](value);
    }),
  );
  const lines = values.map((line) => `(${line.join(', ')})`).join(', ');
  await store.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${lines}`);
}

/** All rows as text, every column given (NULL as null), sorted by what they hold. */
export async function readRows(
  store: TestStore,
  engine: Engine,
  table: string,
  columns: readonly string[] = allColumns,
): Promise<Row[]> {
  const coalesce = engine === 'mysql' ? 'ifnull' : 'coalesce';
  const parts = columns.map((column) => `${coalesce}(${shown[engine][kindOf(column)](column)}, '-')`);
  const answer = await store.query(`SELECT concat_ws('|', ${parts.join(', ')}) AS c0 FROM ${table}`);
  return sorted(answer.map(({ c0 }) => parseRow(String(c0), columns)));
}

function parseRow(line: string, columns: readonly string[]): Row {
  const values = line.split('|');
  assert.equal(values.length, columns.length, line);
  return Object.fromEntries(
    columns.map((column, index) => {
      const value = values[index] ?? '-';
      if (value === '-') return [column, null];
      if (kindOf(column) === 'text') return [column, Buffer.from(value.slice(1), 'hex').toString('utf8')];
      return [column, kindOf(column) === 'bytes' ? value.slice(1) : value];
    }),
  );
}

/** In the order of readRows and with every column. */
export function complete(rows: readonly Row[], columns: readonly string[] = allColumns): Row[] {
  return sorted(rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))));
}

function sorted(rows: Row[]): Row[] {
  const order = (row: Row): string => (row['id'] ?? '').padStart(20, '0') + JSON.stringify(row);
  return rows.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** A second of which the fraction is gone. */
export function withoutFraction(row: Row): Row {
  const changed = Object.entries(row).map(([column, value]) => [
    column,
    value !== null && kindOf(column) === 'time' ? `${value.slice(0, 19)}.000000` : value,
  ]);
  return Object.fromEntries(changed) as Row;
}

export const numbersOf = ({ rowsRead, rowsWritten, dirtyRows }: RecordView) => ({ rowsRead, rowsWritten, dirtyRows });
