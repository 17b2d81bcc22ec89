import type { Browser } from './model.ts';
import { commentOf, noTable, numberOf, type Ask } from './sql.ts';

/** By code points, so that the order is the same whatever the database sorts by. */
const bytes = 'collate Latin1_General_BIN2';

export function sqlserverBrowser(ask: Ask): Browser {
  const columns = async (schema: string | null, table: string, limit: number) => {
    const rows = await ask(
      `select top (@p3) c.name, t.name, c.max_length, c.precision, c.scale, c.is_nullable,
              case when k.column_id is null then 0 else 1 end, cast(e.value as nvarchar(500))
         from sys.columns c
         join sys.objects o on o.object_id = c.object_id and o.type in ('U', 'V')
         join sys.schemas s on s.schema_id = o.schema_id
         join sys.types t on t.user_type_id = c.user_type_id
         left join sys.indexes i on i.object_id = c.object_id and i.is_primary_key = 1
         left join sys.index_columns k
           on k.object_id = i.object_id and k.index_id = i.index_id and k.column_id = c.column_id
         left join sys.extended_properties e
           on e.class = 1 and e.major_id = c.object_id and e.minor_id = c.column_id and e.name = 'MS_Description'
        where s.name = coalesce(nullif(@p1, ''), schema_name()) and o.name = @p2
        order by c.column_id`,
      [schema ?? '', table, limit],
    );
    return rows.map(([name, type, length, precision, scale, nullable, key, comment]) => ({
      name: String(name),
      type: String(type),
      ...sizeOf(String(type), numberOf(length), numberOf(precision), numberOf(scale)),
      nullable: Boolean(nullable),
      primaryKey: Number(key) === 1,
      comment: commentOf(comment),
    }));
  };
  return {
    async schemas(limit) {
      const rows = await ask(
        `select top (@p1) name, case when name = schema_name() then 1 else 0 end from sys.schemas
          where name not in ('sys', 'INFORMATION_SCHEMA', 'guest') and name not like 'db[_]%' order by name ${bytes}`,
        [limit],
      );
      return rows.map(([name, own]) => ({ name: String(name), isDefault: Number(own) === 1 }));
    },
    async tables({ schema, search, after, limit }) {
      const rows = await ask(
        `select top (@p4) o.name, o.type, cast(e.value as nvarchar(500))
           from sys.objects o
           join sys.schemas s on s.schema_id = o.schema_id
           left join sys.extended_properties e
             on e.class = 1 and e.major_id = o.object_id and e.minor_id = 0 and e.name = 'MS_Description'
          where o.type in ('U', 'V') and o.is_ms_shipped = 0 and s.name = coalesce(nullif(@p1, ''), schema_name())
            and (@p2 = '' or charindex(lower(@p2), lower(o.name)) > 0) and o.name ${bytes} > @p3
          order by o.name ${bytes}`,
        [schema ?? '', search ?? '', after ?? '', limit],
      );
      return rows.map(([name, kind, comment]) => ({
        name: String(name),
        kind: String(kind).trim() === 'V' ? ('view' as const) : ('table' as const),
        comment: commentOf(comment),
      }));
    },
    columns,
    async preview({ schema, table, rows, cellLength }) {
      const found = await columns(schema, table, 1000);
      if (found.length === 0) throw noTable();
      const list = found.map(({ name, type }) => cellOf(quoted(name), type, cellLength + 1)).join(', ');
      const from = schema === null ? quoted(table) : `${quoted(schema)}.${quoted(table)}`;
      return {
        columns: found.map(({ name, type }) => ({ name, type })),
        rows: await ask(`select top (@p1) ${list} from ${from}`, [rows]),
      };
    },
  };
}

const quoted = (name: string): string => `[${name.replaceAll(']', ']]')}]`;

/** Cut by the server; numbers and times as texts, which keep every digit. */
function cellOf(column: string, type: string, length: number): string {
  if (/^(?:tiny|small)?int$|^bit$/.test(type)) return column;
  if (/^(?:date|time|datetime|datetime2|datetimeoffset|smalldatetime)$/.test(type))
    return `convert(varchar(40), ${column}, 126)`;
  if (/^(?:var)?binary$|^timestamp$|^rowversion$/.test(type))
    return `substring(cast(${column} as varbinary(max)), 1, ${length})`;
  if (type === 'image') return `substring(${column}, 1, ${length})`;
  if (/^(?:geography|geometry|hierarchyid|sql_variant)$/.test(type))
    return `left(cast(${column} as nvarchar(4000)), ${length})`;
  return `left(cast(${column} as nvarchar(max)), ${length})`;
}

function sizeOf(type: string, length: number | null, precision: number | null, scale: number | null) {
  const none = { length: null, precision: null, scale: null };
  // -1: max.
  if (/char|binary/.test(type)) {
    const wide = type.startsWith('n');
    return { ...none, length: length === null || length < 0 ? null : wide ? length / 2 : length };
  }
  if (/int$|decimal|numeric|money/.test(type)) return { ...none, precision, scale };
  return /time/.test(type) ? { ...none, precision: scale } : none;
}
