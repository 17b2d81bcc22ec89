/** What becomes of a value between two databases, as far as the column types tell. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kindOf } from '../../../gateway/chunjun/validate/column-kinds.ts';
import { findings, jdbc, type Side } from './jobs.ts';

const urls: Readonly<Record<string, string>> = {
  mysql: 'jdbc:mysql://h/a',
  postgresql: 'jdbc:postgresql://h/a',
  oracle: 'jdbc:oracle:thin:@h:1521:x',
  sqlserver: 'jdbc:sqlserver://h',
  dm: 'jdbc:dm://h',
};
const side = (connector: string, ending: string): Side =>
  jdbc(`${connector}${ending}`, urls[connector] ?? '', { column: ['c'] });

function judged(from: string, sourceType: string, to: string, targetType: string) {
  const columnTypes = { reader: new Map([['c', sourceType]]), writer: new Map([['c', targetType]]) };
  return findings({ reader: side(from, 'reader'), writer: side(to, 'writer'), context: { columnTypes } })
    .filter(({ pointer }) => pointer.endsWith('/column/0'))
    .map(({ level, code }) => `${level} ${code}`)
    .join(', ');
}

type Row = readonly [from: string, sourceType: string, to: string, targetType: string, verdict: string];
const rows: readonly Row[] = [
  // text
  ['mysql', 'VARCHAR(20)', 'mysql', 'INT', 'warning silent_zero'],
  ['oracle', 'VARCHAR2(20)', 'dm', 'SMALLINT', 'warning silent_zero'],
  ['mysql', 'TEXT', 'postgresql', 'int4', 'warning conversion'],
  ['mysql', 'TEXT', 'oracle', 'NUMBER(10)', 'warning conversion'],
  ['mysql', 'VARCHAR(5)', 'postgresql', 'boolean', 'warning silent_false'],
  ['mysql', 'VARCHAR(5)', 'sqlserver', 'bit', 'warning silent_false'],
  ['mysql', 'VARCHAR(64)', 'postgresql', 'character varying(64)', ''],
  ['mysql', 'VARCHAR(64)', 'postgresql', 'varchar(10)', 'warning conversion'],
  ['mysql', 'VARCHAR(64)', 'oracle', 'CLOB', ''],
  ['mysql', 'TEXT', 'mysql', 'BLOB', ''],
  // bytes
  ['mysql', 'BLOB', 'postgresql', 'bytea', ''],
  ['oracle', 'BLOB', 'mysql', 'LONGTEXT', 'warning value_changed'],
  ['sqlserver', 'varbinary(max)', 'postgresql', 'bigint', 'error never_converts'],
  ['mysql', 'BLOB', 'mysql', 'INT', 'error silent_zero'],
  ['mysql', 'BIGINT', 'postgresql', 'bytea', 'error never_converts'],
  // numbers
  ['mysql', 'BIGINT', 'mysql', 'BIGINT', ''],
  ['mysql', 'BIGINT', 'postgresql', 'integer', 'warning silent_overflow'],
  ['mysql', 'BIGINT', 'mysql', 'TINYINT', 'warning silent_overflow'],
  ['mysql', 'INT UNSIGNED', 'mysql', 'INT', 'warning silent_overflow'],
  ['mysql', 'INT UNSIGNED', 'mysql', 'INT UNSIGNED', ''],
  ['mysql', 'INT UNSIGNED', 'postgresql', 'bigint', ''],
  ['mysql', 'BIGINT UNSIGNED', 'postgresql', 'int8', 'warning silent_overflow'],
  ['mysql', 'BIGINT UNSIGNED', 'postgresql', 'numeric(20,0)', ''],
  ['mysql', 'INT', 'postgresql', 'smallint', 'warning conversion'],
  ['oracle', 'NUMBER(9,0)', 'mysql', 'INT', ''],
  ['oracle', 'NUMBER', 'mysql', 'BIGINT', 'warning silent_cut'],
  ['oracle', 'NUMBER(12,2)', 'sqlserver', 'int', 'warning silent_cut'],
  ['sqlserver', 'money', 'postgresql', 'numeric(10,2)', 'warning conversion'],
  ['mysql', 'DECIMAL(10,4)', 'postgresql', 'numeric(10,2)', 'warning silent_cut'],
  ['mysql', 'DECIMAL(10,2)', 'postgresql', 'numeric(10,2)', ''],
  ['mysql', 'TINYINT(1)', 'postgresql', 'boolean', ''],
  ['mysql', 'YEAR', 'postgresql', 'int4', ''],
  // times
  ['mysql', 'DATETIME', 'mysql', 'INT', 'warning value_changed'],
  ['oracle', 'DATE', 'postgresql', 'int8', 'warning value_changed'],
  ['oracle', 'DATE', 'postgresql', 'date', 'warning silent_cut'],
  ['oracle', 'DATE', 'postgresql', 'timestamp', ''],
  ['postgresql', 'timestamp', 'oracle', 'SMALLINT', 'error never_converts'],
  ['mysql', 'INT', 'postgresql', 'date', 'warning value_changed'],
  ['mysql', 'TIME', 'postgresql', 'date', 'error never_converts'],
  ['mysql', 'TIME', 'postgresql', 'timestamp', 'warning value_changed'],
  ['mysql', 'DATE', 'postgresql', 'boolean', 'error never_converts'],
  ['postgresql', 'timestamp(6)', 'mysql', 'DATETIME', 'warning silent_cut'],
  ['postgresql', 'timestamp with time zone', 'mysql', 'DATETIME(6)', 'info time_zone'],
  ['sqlserver', 'datetimeoffset', 'oracle', 'TIMESTAMP(6) WITH TIME ZONE', ''],
  ['mysql', 'DATETIME', 'postgresql', 'text', ''],
  // refused
  ['postgresql', 'citext', 'mysql', 'TEXT', 'error type_refused'],
  ['postgresql', 'int4[]', 'mysql', 'TEXT', 'error type_refused'],
  ['oracle', 'XMLTYPE', 'mysql', 'TEXT', 'error type_refused'],
  ['sqlserver', 'geography', 'mysql', 'TEXT', 'error type_refused'],
  ['postgresql', 'timestamp(3) without time zone', 'postgresql', 'time with time zone', 'warning silent_cut'],
  ['mysql', 'constructor', 'mysql', 'INT', ''],
];

describe('pairs of column types', () => {
  for (const [from, sourceType, to, targetType, verdict] of rows) {
    test(`${from} ${sourceType} -> ${to} ${targetType}: ${verdict || 'nothing'}`, () => {
      assert.equal(judged(from, sourceType, to, targetType), verdict);
    });
  }

  test('a typed reader that is no database, and a constant', () => {
    const context = { columnTypes: { writer: new Map([['c', 'INT']]) } };
    const codes = (reader: Side) =>
      findings({ reader, writer: side('mysql', 'writer'), context }).map(({ code }) => code);
    const stream = (type: string): Side => ({
      name: 'streamreader',
      parameter: { column: [{ name: 'c', type }], sliceRecordCount: [1] },
    });
    assert.deepEqual(codes(stream('string')), ['silent_zero']);
    assert.deepEqual(codes(stream('int')), []);
    const constant = { ...side('mysql', 'reader') };
    constant.parameter = { ...constant.parameter, column: [{ name: 'c', value: 'x' }] };
    assert.deepEqual(codes(constant), ['same_table', 'silent_zero']);
  });

  test('every type of the four large families has a kind', () => {
    const types: Readonly<Record<string, string>> = {
      mysql:
        'bit tinyint int bigint decimal(5,2) double varchar(3) text json enum blob datetime(3) timestamp date time year',
      postgresql: 'int2 int4 int8 serial numeric float8 text bpchar bytea timestamptz date time bool oid',
      oracle: 'number(5,2) varchar2(3) nvarchar2(3) clob date timestamp(6) raw(16) blob float binary_double',
      sqlserver: 'bit int bigint decimal(5,2) money nvarchar(3) ntext uniqueidentifier datetime2 datetimeoffset image',
    };
    for (const [connector, list] of Object.entries(types)) {
      for (const type of list.split(' ')) assert.ok(kindOf(connector, type), `${connector} ${type}`);
    }
    assert.equal(kindOf('sqlserver', 'int identity'), 'int');
    assert.equal(kindOf('mysql', 'BIGINT UNSIGNED'), 'decimal');
  });
});
