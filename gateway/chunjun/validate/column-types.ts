import { own } from './own.ts';

/**
 * What a database's type name means to Chunjun. Names come from metadata or from DDL, in any letter case, with or
 * without length: `VARCHAR(64)`, `bigint unsigned`, `int8`.
 */
export type TypeFamily = 'text' | 'integer' | 'fraction' | 'time' | 'flag' | 'other';

const families: Readonly<Record<Exclude<TypeFamily, 'other'>, ReadonlySet<string>>> = {
  text: new Set(
    'char varchar text tinytext mediumtext longtext nchar nvarchar nvarchar2 varchar2 bpchar clob nclob string enum set json character'.split(
      ' ',
    ),
  ),
  integer: new Set(
    'tinyint smallint mediumint int integer bigint int2 int4 int8 serial bigserial smallserial serial2 serial4 serial8'.split(
      ' ',
    ),
  ),
  fraction: new Set('float double real decimal numeric number float4 float8 money'.split(' ')),
  time: new Set('date datetime datetime2 timestamp timestamptz time timetz year smalldatetime'.split(' ')),
  flag: new Set(['boolean', 'bool']),
};

/** A document names few types many times. */
const bases = new Map<string, string>();
const mostBases = 1000;

/** Lower case, without length and `unsigned`, with PostgreSQL's long names as its driver reports them. */
export function baseType(type: string): string {
  const known = bases.get(type);
  if (known !== undefined) return known;
  const base = readBaseType(type);
  if (bases.size >= mostBases) bases.clear();
  bases.set(type, base);
  return base;
}

function readBaseType(type: string): string {
  const bare = type
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/\b(?:unsigned|zerofill)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (bare.endsWith('[]')) return `_${bare.slice(0, -2)}`;
  return own(longNames, bare) ?? bare;
}

const longNames: Readonly<Record<string, string>> = {
  'character varying': 'varchar',
  'double precision': 'float8',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  'time without time zone': 'time',
  'time with time zone': 'timetz',
  'national character varying': 'nvarchar',
};

export function familyOf(type: string): TypeFamily {
  const base = baseType(type);
  for (const [family, names] of Object.entries(families)) if (names.has(base)) return family as TypeFamily;
  return 'other';
}

const postgresNames: Readonly<Record<string, string>> = {
  smallint: 'int2',
  int: 'int4',
  integer: 'int4',
  bigint: 'int8',
  float: 'float8',
  real: 'float4',
};

/** PostgreSQL's driver says int4 and int8 where people write integer and bigint. */
export function postgresType(type: string): string {
  const base = baseType(type);
  return own(postgresNames, base) ?? base;
}

/** Digits after the point of seconds in TIME(3), DATETIME(6); 0 without. */
export function precisionOf(type: string): number {
  return Number(/\((\d+)\)/.exec(type)?.[1] ?? 0);
}

/** Digits in brackets must not be read as a precision of these: BIT(8), CHAR(3). */
export function isOf(type: string, ...names: readonly string[]): boolean {
  return names.includes(baseType(type));
}
