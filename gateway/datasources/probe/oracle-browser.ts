import type { Browser, PreviewQuery } from './model.ts';
import { commentOf, noTable, numberOf, type Ask } from './sql.ts';

const systemOwners = [
  'SYS',
  'SYSTEM',
  'XDB',
  'MDSYS',
  'CTXSYS',
  'ORDSYS',
  'ORDDATA',
  'WMSYS',
  'OLAPSYS',
  'DBSNMP',
  'LBACSYS',
];

/** Over the ALL_ views, in words that 11g takes, too. */
export function oracleBrowser(ask: Ask, own: string): Browser {
  const columns = async (schema: string | null, table: string, limit: number) => {
    const rows = await ask(
      `select * from (
         select c.column_name, c.data_type, c.char_length, c.data_precision, c.data_scale, c.nullable,
                (select count(*) from all_constraints k join all_cons_columns kc
                   on kc.owner = k.owner and kc.constraint_name = k.constraint_name
                  where k.owner = c.owner and k.table_name = c.table_name and k.constraint_type = 'P'
                    and kc.column_name = c.column_name),
                m.comments
           from all_tab_columns c
           left join all_col_comments m
             on m.owner = c.owner and m.table_name = c.table_name and m.column_name = c.column_name
          where c.owner = :1 and c.table_name = :2 order by c.column_id)
        where rownum <= :3`,
      [schema ?? own, table, limit],
    );
    return rows.map(([name, type, length, precision, scale, nullable, key, comment]) => ({
      name: String(name),
      type: String(type),
      length: /CHAR/.test(String(type)) ? numberOf(length) : null,
      precision: numberOf(precision),
      scale: numberOf(scale),
      nullable: nullable === 'Y',
      primaryKey: Number(key) > 0,
      comment: commentOf(comment),
    }));
  };
  return {
    async schemas(limit) {
      const system = systemOwners.map((name) => `'${name}'`).join(', ');
      const rows = await ask(
        `select * from (select distinct owner from all_objects
                         where object_type in ('TABLE', 'VIEW') and owner not in (${system}) and owner not like 'APEX%'
                         order by owner) where rownum <= :1`,
        [limit],
      );
      return rows.map(([name]) => ({ name: String(name), isDefault: name === own }));
    },
    async tables({ schema, search, after, limit }) {
      // An empty text is NULL here: conditions without a value are left out.
      const values: (string | number)[] = [schema ?? own];
      const bind = (value: string | number) => `:${values.push(value)}`;
      const searched = search === null ? '' : `and instr(lower(o.object_name), lower(${bind(search)})) > 0`;
      const later = after === null ? '' : `and o.object_name > ${bind(after)}`;
      const rows = await ask(
        `select * from (
           select o.object_name, o.object_type, m.comments
             from all_objects o
             left join all_tab_comments m on m.owner = o.owner and m.table_name = o.object_name
            where o.owner = :1 and o.object_type in ('TABLE', 'VIEW') ${searched} ${later}
            order by o.object_name)
          where rownum <= ${bind(limit)}`,
        values,
      );
      return rows.map(([name, kind, comment]) => ({
        name: String(name),
        kind: kind === 'VIEW' ? ('view' as const) : ('table' as const),
        comment: commentOf(comment),
      }));
    },
    columns,
    async preview(query: PreviewQuery) {
      const { schema, table, rows, cellLength } = query;
      const found = await columns(schema, table, 1000);
      if (found.length === 0) throw noTable();
      const list = found.map(({ name, type }) => cellOf(quoted(name), type, Math.min(cellLength + 1, 2000)));
      const from = `${quoted(schema ?? own)}.${quoted(table)}`;
      return {
        columns: found.map(({ name, type }) => ({ name, type })),
        rows: await ask(`select ${list.join(', ')} from ${from} where rownum <= :1`, [rows]),
      };
    },
  };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '')}"`;

/** Cut by the server; numbers as texts, which keep every digit. */
function cellOf(column: string, type: string, length: number): string {
  if (/^N?CLOB$|^BLOB$/.test(type)) return `dbms_lob.substr(${column}, ${length}, 1)`;
  if (/CHAR/.test(type)) return `substr(${column}, 1, ${length})`;
  if (type === 'NUMBER' || type === 'FLOAT') return `to_char(${column}, 'TM9', 'NLS_NUMERIC_CHARACTERS=''.,''')`;
  if (type === 'DATE') return `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS')`;
  if (/^TIMESTAMP.*TIME ZONE/.test(type)) return `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.FF TZH:TZM')`;
  if (/^TIMESTAMP/.test(type)) return `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.FF')`;
  // Of these only the whole value could be asked for.
  return /^(?:LONG|XMLTYPE|SDO_GEOMETRY|BFILE|ANYDATA)/.test(type) ? 'null' : column;
}
