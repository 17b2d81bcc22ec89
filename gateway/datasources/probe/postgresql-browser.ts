import type { ColumnInfo } from '../probe-schemas.ts';
import type { Browser } from './model.ts';
import { commentOf, noTable, type Ask } from './sql.ts';

/** Over pg_catalog, which also knows materialised views and tables the user may not read; from version 9.4. */
export function postgresBrowser(ask: Ask, defaultSchema: string): Browser {
  const columns = async (schema: string | null, table: string, limit: number): Promise<ColumnInfo[]> => {
    const rows = await ask(
      `select a.attname, pg_catalog.format_type(a.atttypid, null), t.typname, a.atttypmod, a.attnotnull,
              coalesce(a.attnum = any(i.indkey::smallint[]), false), pg_catalog.col_description(c.oid, a.attnum)
         from pg_catalog.pg_class c
         join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         join pg_catalog.pg_type t on t.oid = a.atttypid
         left join pg_catalog.pg_index i on i.indrelid = c.oid and i.indisprimary
        where n.nspname = $1 and c.relname = $2 and c.relkind in ('r','v','m','p','f')
        order by a.attnum limit $3`,
      [schema ?? defaultSchema, table, limit],
    );
    return rows.map(columnOf);
  };
  return {
    async schemas(limit) {
      const rows = await ask(
        `select nspname from pg_catalog.pg_namespace
          where nspname !~ '^pg_' and nspname not in ('information_schema', 'gp_toolkit')
            and has_schema_privilege(oid, 'usage')
          order by nspname collate "C" limit $1`,
        [limit],
      );
      return rows.map(([name]) => ({ name: String(name), isDefault: name === defaultSchema }));
    },
    async tables({ schema, search, after, limit }) {
      const rows = await ask(
        `select c.relname, c.relkind, pg_catalog.obj_description(c.oid, 'pg_class')
           from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
          where n.nspname = $1 and c.relkind in ('r','v','m','p','f')
            and ($2 = '' or position(lower($2) in lower(c.relname)) > 0) and c.relname collate "C" > $3
          order by c.relname collate "C" limit $4`,
        [schema ?? defaultSchema, search ?? '', after ?? '', limit],
      );
      return rows.map(([name, kind, comment]) => ({
        name: String(name),
        kind: kind === 'v' || kind === 'm' ? ('view' as const) : ('table' as const),
        comment: commentOf(comment),
      }));
    },
    columns,
    async preview({ schema, table, rows, cellLength, timeoutMs }) {
      const found = await columns(schema, table, 2000);
      if (found.length === 0) throw noTable();
      const list = found.map(({ name, type }) => cellOf(quoted(name), type, cellLength + 1)).join(', ');
      const from = `${quoted(schema ?? defaultSchema)}.${quoted(table)}`;
      // The limit ends with the transaction, the connection goes on; a view that calls a function changes nothing.
      await ask('begin read only');
      await ask(`set local statement_timeout = ${Math.max(1, Math.floor(timeoutMs))}`);
      const values = await ask(`select ${list} from ${from} limit ${rows}`);
      await ask('rollback');
      return {
        columns: found.map(({ name, type }) => ({ name, type })),
        rows: values.map((row) => row.map((value, index) => plainOf(value, found[index]?.type ?? ''))),
      };
    },
  };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Cut by the server, so that a cell of a gigabyte does not cross the network. */
function cellOf(column: string, type: string, length: number): string {
  if (type === 'bytea') return `left(encode(substring(${column} from 1 for ${length}), 'hex'), ${length})`;
  return `left(${column}::text, ${length})`;
}

/** All came as text; what JSON has a word for gets it, as long as it keeps every digit. */
function plainOf(value: unknown, type: string): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'boolean') return value === 'true' || value === 't';
  if (type === 'smallint' || type === 'integer') return Number(value);
  return value;
}

function columnOf(row: readonly unknown[]): ColumnInfo {
  const [name, type, internal, modifier, notNull, primaryKey, comment] = row;
  return {
    name: String(name),
    type: String(type),
    ...sizeOf(String(internal), Number(modifier)),
    nullable: notNull !== 't',
    primaryKey: primaryKey === 't',
    comment: commentOf(comment),
  };
}

const integerDigits: Readonly<Record<string, number>> = { int2: 5, int4: 10, int8: 19 };

/** What pg_attribute packs into one number; -1: nothing was said. */
function sizeOf(type: string, modifier: number): Pick<ColumnInfo, 'length' | 'precision' | 'scale'> {
  const none = { length: null, precision: null, scale: null };
  const digits = integerDigits[type];
  if (digits !== undefined) return { ...none, precision: digits, scale: 0 };
  if (modifier < 0) return none;
  if (type === 'varchar' || type === 'bpchar') return { ...none, length: modifier - 4 };
  if (type === 'bit' || type === 'varbit') return { ...none, length: modifier };
  if (type === 'numeric') {
    // The scale has 11 bits and a sign since version 15.
    const scale = (modifier - 4) & 0x7ff;
    return { ...none, precision: ((modifier - 4) >> 16) & 0xffff, scale: scale >= 0x400 ? scale - 0x800 : scale };
  }
  if (/^(?:time|timestamp)/.test(type)) return { ...none, precision: modifier };
  return none;
}
