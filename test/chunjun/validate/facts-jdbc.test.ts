/** Facts that no recorded case is about: jdbc. */
import type { ValidationContext } from '../../../gateway/chunjun/validate/validation-context.ts';
import { channels, star, rowsOf, testFacts, type Fact } from './facts.ts';
import { bare, jdbc, mysqlReader, mysqlWriter, R, W, type Parameter } from './jobs.ts';

const pg = (more?: Parameter) => jdbc('postgresqlreader', 'jdbc:postgresql://h/a', more);
const types = (reader: Record<string, string>): ValidationContext => ({
  columnTypes: { reader: new Map(Object.entries(reader)) },
});

const pgCopy = (more: Parameter = {}) =>
  jdbc('postgresqlwriter', 'jdbc:postgresql://h/a', {
    insertSqlMode: 'copy',
    fieldDelim: '\u0001',
    nullDelim: '\u0002',
    ...more,
  });
const dirty = (rows: number): ValidationContext => ({ confProp: { 'chunjun.dirty-data.max-rows': rows } });
const doBlock = 'DO $$ BEGIN DELETE FROM t; END $$';

const facts: readonly Fact[] = [
  // Statements
  [
    [
      'text',
      { writer: mysqlWriter({ preSql: ["insert into t values ('a;b')"] }) },
      'error',
      'statement_cut',
      `${W}/preSql/0`,
    ],
    { writer: mysqlWriter({ preSql: ["insert into t values ('a'); delete from t;"] }) },
  ],
  [
    ['backslash', { writer: mysqlWriter({ preSql: ["call p('\\'; x')"] }) }, 'error', 'statement_cut', `${W}/preSql/0`],
    { writer: pgCopy({ preSql: ["call p('\\'); call p('x')"] }) },
  ],
  [
    ['dollar', { writer: pgCopy({ postSql: [doBlock] }) }, 'error', 'statement_cut', `${W}/postSql/0`],
    { writer: pgCopy({ postSql: ['DO $$ BEGIN DELETE FROM t END $$;'] }) },
  ],
  [
    [
      'comment',
      { writer: mysqlWriter({ postSql: ['-- old; new\ndelete from t'] }) },
      'warning',
      'statement_cut',
      `${W}/postSql/0`,
    ],
    { writer: mysqlWriter({ postSql: ['-- old\ndelete from t; -- new'] }) },
  ],
  [
    [
      'body',
      { writer: mysqlWriter({ preSql: ['create procedure p() begin delete from a; delete from b; end'] }) },
      'warning',
      'statement_cut',
      `${W}/preSql/0`,
    ],
    { writer: mysqlWriter({ preSql: ['begin; delete from a; commit'] }) },
  ],
  [
    [
      'query behind',
      { writer: mysqlWriter({ preSql: ['delete from t; select 1'] }) },
      'error',
      'statement_is_query',
      `${W}/preSql/0`,
    ],
    { writer: mysqlWriter({ preSql: ['insert into t select 1'] }) },
  ],
  // Copy mode
  [
    ['any', { writer: pgCopy(), context: dirty(-1) }, 'warning', 'copy_dirty_rows', `${W}/insertSqlMode`],
    { writer: pgCopy({ insertSqlMode: 'insert' }), context: dirty(-1) },
  ],
  [
    ['some', { writer: pgCopy(), context: dirty(2) }, 'warning', 'copy_dirty_rows', `${W}/insertSqlMode`],
    { writer: pgCopy(), context: dirty(1) },
  ],
  [
    ['PostgreSQL', { writer: pgCopy({ allReplace: false }) }, 'info', 'ignored_key', `${W}/allReplace`],
    { writer: mysqlWriter({ allReplace: false }) },
  ],
  // JDBC
  [
    [
      'ROW_NUMBER',
      { reader: mysqlReader({ splitPk: 'ROW_NUMBER(id)' }), setting: channels(2) },
      'error',
      'split_row_number',
      `${R}/splitPk`,
    ],
    { reader: jdbc('oraclereader', 'jdbc:oracle:x', { splitPk: 'ROW_NUMBER(id)' }), setting: channels(2) },
  ],
  [
    [
      'constant',
      { reader: mysqlReader({ column: [{ name: 'id', value: '1' }], splitPk: 'id' }) },
      'error',
      'key_type',
      `${R}/splitPk`,
    ],
    { reader: mysqlReader({ column: [{ name: 'id' }], splitPk: 'id' }) },
  ],
  [
    ['PostgreSQL', { reader: pg({ splitPk: 'id' }) }, 'warning', 'key_type_unknown', `${R}/splitPk`],
    { reader: pg({ splitPk: 'id' }), context: types({ id: 'numeric', name: 'text' }) },
  ],
  [
    [
      'ClickHouse',
      {
        reader: jdbc('clickhousereader', 'jdbc:clickhouse:x', { splitPk: 'id' }),
        context: types({ id: 'UInt8', name: 'String' }),
      },
      'error',
      'key_type',
      `${R}/splitPk`,
    ],
    {
      reader: jdbc('clickhousereader', 'jdbc:clickhouse:x', { splitPk: 'id' }),
      context: types({ id: 'UInt32', name: 'String' }),
    },
  ],
  [
    [
      'two',
      { reader: mysqlReader({ splitPk: 'id', increColumn: 'name' }), context: types({ id: 'INT', name: 'DATETIME' }) },
      'warning',
      'two_keys',
      `${R}/splitPk`,
    ],
    { reader: mysqlReader({ splitPk: 'id', increColumn: 'name' }), context: types({ id: 'INT', name: 'BIGINT' }) },
  ],
  [
    [
      'schema',
      {
        reader: mysqlReader({
          increColumn: 'id',
          useMaxFunc: true,
          connection: [{ jdbcUrl: ['jdbc:mysql://h/a'], schema: 's', table: ['t'] }],
        }),
      },
      'warning',
      'max_schema',
      `${R}/useMaxFunc`,
    ],
    { reader: mysqlReader({ increColumn: 'id', useMaxFunc: true }) },
  ],
  [
    [
      'digits',
      {
        reader: mysqlReader({ increColumn: 'id', startLocation: '20240131' }),
        context: types({ id: 'DATETIME', name: 'TEXT' }),
      },
      'warning',
      'start_location',
      `${R}/startLocation`,
    ],
    {
      reader: mysqlReader({ increColumn: 'id', startLocation: '1706659200000' }),
      context: types({ id: 'DATETIME', name: 'TEXT' }),
    },
  ],
  [
    [
      'in a connection',
      { reader: mysqlReader({ connection: [{ jdbcUrl: ['jdbc:mysql://h/a'], table: ['t'], allReplace: true }] }) },
      'warning',
      'ignored_key',
      `${R}/connection/0/allReplace`,
    ],
    { reader: mysqlReader() },
  ],
  [
    [
      'of a column',
      { reader: mysqlReader({ column: [{ name: 'id', key: 1 }] }) },
      'warning',
      'ignored_key',
      `${R}/column/0/key`,
    ],
    { reader: mysqlReader({ column: [{ name: 'id', type: 'int', notNull: true }] }) },
  ],
  [
    [
      'star',
      { reader: mysqlReader(), writer: mysqlWriter({ connection: star }) },
      'error',
      'table_missing',
      `${W}/connection/0/table/0`,
    ],
    { reader: rowsOf(), writer: mysqlWriter({ connection: star }) },
  ],
  [
    [
      'auto-commit',
      { writer: mysqlWriter({ semantic: 'exactly-once', isAutoCommit: true }) },
      'error',
      'semantic',
      `${W}/isAutoCommit`,
    ],
    { writer: mysqlWriter({ semantic: 'at-least-once', isAutoCommit: true }) },
  ],
  [
    ['a key for insert', { writer: mysqlWriter({ uniqueKey: ['id'] }) }, 'info', 'unused_key', `${W}/uniqueKey`],
    { writer: mysqlWriter({ uniqueKey: ['id'], writeMode: 'update' }) },
  ],
  [
    [
      'postSql',
      { reader: rowsOf(), writer: mysqlWriter({ connection: star, postSql: ['x'] }) },
      'warning',
      'post_sql_never',
      `${W}/postSql`,
    ],
    { writer: mysqlWriter({ postSql: ['x'] }) },
  ],
  [
    ['any writer', { writer: bare('streamwriter', { batchSize: 200001 }) }, 'error', 'batch_size', `${W}/batchSize`],
    { writer: bare('streamwriter', { batchSize: 200000 }) },
  ],
  [
    ['files', { writer: bare('hdfswriter', { batchSize: 2 }) }, 'warning', 'batch_size', `${W}/batchSize`],
    { writer: bare('hdfswriter', { batchSize: 1 }) },
  ],
];

testFacts(facts);
