import { baseType, postgresType } from './column-types.ts';
import { own } from './own.ts';

/**
 * What a database's column type becomes inside Chunjun 1.12.8: the class that carries its values, and the way it is
 * written. Read in the `*RawTypeConverter` and `*ColumnConverter` classes. `int` is written with setInt, `byte` with
 * setByte …; `year` is an int too.
 */
export type ColumnKind =
  'text' | 'byte' | 'int' | 'long' | 'float' | 'decimal' | 'date' | 'time' | 'timestamp' | 'flag' | 'bytes';

const words = (text: string) => text.split(' ');

function table(kinds: Partial<Record<ColumnKind, string>>): ReadonlyMap<string, ColumnKind> {
  return new Map(
    Object.entries(kinds).flatMap(([kind, names]) => words(names).map((name) => [name, kind as ColumnKind] as const)),
  );
}

const mysql = table({
  flag: 'boolean bool bit',
  byte: 'tinyint',
  int: 'smallint mediumint int integer int24 year',
  long: 'bigint serial',
  float: 'real float double',
  decimal: 'decimal decimal128 numeric dec fixed',
  text: 'char varchar string tinytext text mediumtext longtext json enum set nchar nvarchar',
  bytes: 'tinyblob blob mediumblob longblob binary varbinary geometry',
  date: 'date',
  time: 'time',
  timestamp: 'timestamp datetime',
});

const postgresql = table({
  int: 'int2 int4 smallserial serial serial2 serial4',
  long: 'int8 bigserial serial8 oid',
  float: 'float4 float8 real float',
  decimal: 'decimal numeric dec',
  text: 'varchar character char text name bpchar',
  bytes: 'bytea',
  timestamp: 'timestamp timestamptz',
  date: 'date',
  time: 'time timetz',
  flag: 'boolean bool',
});

const oracle = table({
  int: 'smallint',
  float: 'binary_double binary_float',
  decimal: 'int integer number float decimal numeric',
  text: 'char varchar varchar2 nchar nvarchar2 long clob nclob',
  // An Oracle DATE has a time of day, and Chunjun reads it as a timestamp.
  timestamp: 'date timestamp',
  bytes: 'raw blob',
});

const sqlserver = table({
  flag: 'bit',
  long: 'bigint',
  int: 'smallint tinyint int',
  float: 'real float',
  decimal: 'decimal numeric money smallmoney',
  text: 'char varchar text xml nchar nvarchar ntext uniqueidentifier',
  time: 'time',
  date: 'date',
  timestamp: 'datetime2 datetimeoffset datetime smalldatetime',
  bytes: 'binary varbinary image timestamp rowversion',
});

const others = table({
  flag: 'boolean bool',
  byte: 'tinyint int8 uint8',
  int: 'smallint int integer int16 uint16 int32',
  long: 'bigint int64 uint32 uint64',
  float: 'real float double float32 float64',
  decimal: 'decimal numeric dec decimal32 decimal64 decimal128 number',
  text: 'char varchar varchar2 text string clob nvarchar nchar longvarchar',
  bytes: 'blob binary varbinary',
  date: 'date',
  time: 'time',
  timestamp: 'timestamp datetime',
});

const families: Readonly<Record<string, ReadonlyMap<string, ColumnKind>>> = {
  mysql,
  oceanbase: mysql,
  doris: mysql,
  postgresql,
  greenplum: postgresql,
  oracle,
  sqlserver,
};

/** undefined: not known, or refused. */
export function kindOf(connector: string, type: string): ColumnKind | undefined {
  const family = families[connector] ?? others;
  if (family === postgresql) return family.get(postgresType(type));
  const base = baseType(type);
  if (family === mysql && /\bunsigned\b/i.test(type)) return own(unsignedMysql, base) ?? family.get(base);
  if (family === oracle && /^(?:timestamp|long raw\b)/.test(base)) return base === 'long raw' ? 'bytes' : 'timestamp';
  if (family === sqlserver) return family.get(base.replace(/ ?identity$/, '').trim());
  return family.get(base);
}

const unsignedMysql: Readonly<Record<string, ColumnKind>> = {
  tinyint: 'int',
  int: 'long',
  integer: 'long',
  bigint: 'decimal',
};

/** Writers that inherit the base converter: it catches what is no whole number and sets 0. */
export function setsZero(connector: string): boolean {
  return !['postgresql', 'greenplum', 'oracle', 'sqlserver'].includes(connector);
}

/** The largest whole number a type holds, as a power of two; undefined when that is not known. */
export function bitsOf(kind: ColumnKind, type: string): number | undefined {
  const isUnsigned = /\bunsigned\b/i.test(type);
  const width = ['byte', 'int', 'long'].includes(kind) ? own(bits, baseType(type)) : undefined;
  if (width !== undefined) return isUnsigned ? width + 1 : width;
  if (isUnsigned && baseType(type) === 'bigint') return 64;
  if (kind === 'decimal') {
    const [, precision, scale] = /\(\s*(\d+)\s*(?:,\s*(-?\d+)\s*)?\)/.exec(type) ?? [];
    if (precision === undefined) return 127;
    return Math.ceil((Number(precision) - Number(scale ?? 0)) * Math.log2(10));
  }
  return kind === 'float' ? 127 : undefined;
}

const bits: Readonly<Record<string, number>> = {
  tinyint: 7,
  smallint: 15,
  int2: 15,
  smallserial: 15,
  serial2: 15,
  mediumint: 23,
  int: 31,
  integer: 31,
  int4: 31,
  serial: 31,
  serial4: 31,
  bigint: 63,
  int8: 63,
  bigserial: 63,
  serial8: 63,
  year: 12,
};

/** Digits behind the point; undefined when it is not known. */
export function scaleOf(kind: ColumnKind, type: string): number | undefined {
  if (kind === 'byte' || kind === 'int' || kind === 'long') return 0;
  if (kind !== 'decimal') return undefined;
  if (/\bunsigned\b/i.test(type) && baseType(type) === 'bigint') return 0;
  const [, precision, scale] = /\(\s*(\d+)\s*(?:,\s*(-?\d+)\s*)?\)/.exec(type) ?? [];
  return precision === undefined ? undefined : Number(scale ?? 0);
}

/** What PostgreSQL's converter takes besides the kinds above; everything else is refused. Arrays always are. */
export function isRefused(connector: string, type: string): boolean {
  const base = baseType(type);
  if (connector === 'postgresql') return base.startsWith('_') || kindOf(connector, type) === undefined;
  if (connector === 'oracle') return ['xmltype', 'rowid', 'urowid', 'bfile', 'json', 'anydata'].includes(base);
  if (connector === 'sqlserver') return ['geography', 'geometry', 'hierarchyid', 'sql_variant'].includes(base);
  return false;
}
