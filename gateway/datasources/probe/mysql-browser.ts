import type { ColumnInfo } from '../probe-schemas.ts';
import { ProbeFailure, type Browser, type PreviewQuery } from './model.ts';
import { commentOf, noTable, numberOf, type Ask } from './sql.ts';

const systemSchemas = ['information_schema', 'performance_schema', 'mysql', 'sys', '__internal_schema', '_statistics_'];

/** Over information_schema, in words that MariaDB, MySQL 5.7 and 8, Doris and StarRocks all take. */
export function mysqlBrowser(ask: Ask, database: string | null, version: string): Browser {
  const schemaOf = (schema: string | null): string => {
    if (schema !== null) return schema;
    if (database !== null) return database;
    throw new ProbeFailure({
      code: 'config_incomplete',
      reason: 'The data source names no database',
      remedy: 'Say which one with ?schema=.',
    });
  };
  const columns = async (schema: string | null, table: string, limit: number): Promise<ColumnInfo[]> => {
    const rows = await ask(
      `select column_name, data_type, column_type, character_maximum_length, numeric_precision, numeric_scale,
              datetime_precision, is_nullable, column_key, column_comment
         from information_schema.columns where table_schema = ? and table_name = ?
        order by ordinal_position limit ${limit}`,
      [schemaOf(schema), table],
    );
    return rows.map(columnOf);
  };
  return {
    async schemas(limit) {
      const names = systemSchemas.map(() => '?').join(', ');
      const rows = await ask(
        `select schema_name from information_schema.schemata where lower(schema_name) not in (${names})
          order by hex(schema_name) limit ${limit}`,
        systemSchemas,
      );
      return rows.map(([name]) => ({ name: String(name), isDefault: name === database }));
    },
    async tables({ schema, search, after, limit }) {
      // hex(): by bytes, so that names that differ in letter case only keep their places from page to page.
      const rows = await ask(
        `select table_name, table_type, table_comment from information_schema.tables
          where table_schema = ?${search === null ? '' : ' and locate(lower(?), lower(table_name)) > 0'}
            ${after === null ? '' : 'and hex(table_name) > hex(?)'}
          order by hex(table_name) limit ${limit}`,
        [schemaOf(schema), ...(search === null ? [] : [search]), ...(after === null ? [] : [after])],
      );
      return rows.map(([name, kind, comment]) => ({
        name: String(name),
        kind: /view/i.test(String(kind)) ? ('view' as const) : ('table' as const),
        comment: commentOf(comment === 'VIEW' ? null : comment),
      }));
    },
    columns,
    async preview(query) {
      const found = await columns(query.schema, query.table, 2000);
      if (found.length === 0) throw noTable();
      return {
        columns: found.map(({ name, type }) => ({ name, type })),
        rows: await ask(previewSql(query, schemaOf(query.schema), found, version)),
      };
    },
  };
}

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** Long cells are cut by the server, which ends the query itself when it takes too long. */
function previewSql(query: PreviewQuery, schema: string, columns: readonly ColumnInfo[], version: string): string {
  const list = columns.map(({ name, type }) =>
    /char|text|blob|binary|json/i.test(type) ? `left(${quoted(name)}, ${query.cellLength + 1})` : quoted(name),
  );
  const from = `${quoted(schema)}.${quoted(query.table)}`;
  const seconds = Math.max(1, Math.floor(query.timeoutMs / 1000));
  const [limit, hint] = /mariadb/i.test(version)
    ? [`set statement max_statement_time=${seconds} for `, '']
    : ['', `/*+ MAX_EXECUTION_TIME(${seconds * 1000}) */ `];
  return `${limit}select ${hint}${list.join(', ')} from ${from} limit ${query.rows}`;
}

function columnOf(row: readonly unknown[]): ColumnInfo {
  const [name, dataType, columnType, length, precision, scale, timePrecision, nullable, key, comment] = row;
  const unsigned = /\bunsigned\b/i.test(String(columnType)) ? ' unsigned' : '';
  return {
    name: String(name),
    type: `${String(dataType)}${unsigned}`,
    length: numberOf(length),
    precision: numberOf(precision) ?? numberOf(timePrecision),
    scale: numberOf(scale),
    nullable: String(nullable).toUpperCase() === 'YES',
    primaryKey: key === 'PRI',
    comment: commentOf(comment),
  };
}
