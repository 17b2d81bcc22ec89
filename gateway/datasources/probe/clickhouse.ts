/** ClickHouse over its HTTP interface, which its JDBC driver uses, too. */
import { databaseAddress, type DatabaseAddress } from './address.ts';
import { failureOfStatus, httpClient, jsonOf, type HttpAnswer } from './http-request.ts';
import { ProbeFailure, type Browser, type Failure, type Probe } from './model.ts';
import { commentOf, noTable, numberOf } from './sql.ts';

export const clickhouseProbe: Probe = {
  depth: 'login',
  endpoints: (target) => databaseAddress(target, 8123).hosts,
  async open(target, steps) {
    const address = databaseAddress(target, 8123);
    const { properties, host, port, user, password } = address;
    const secure = /^(?:true|1)?$/i.test(properties.get('ssl') ?? 'false');
    const base = `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}/`;
    const client = httpClient(base, properties.get('sslmode')?.toLowerCase() !== 'none', steps);
    const ask: Ask = async (sql, values = {}) => {
      const parameters = new URLSearchParams({
        ...(address.database === null ? {} : { database: address.database }),
        default_format: 'JSONCompact',
        output_format_json_quote_64bit_integers: '1',
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`param_${name}`, String(value)])),
      });
      const answer = await client.ask({
        method: 'POST',
        url: `${base}?${parameters.toString()}`,
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          ...(user === '' ? {} : { 'x-clickhouse-user': user, 'x-clickhouse-key': password }),
        },
        body: sql,
      });
      if (answer.status !== 200) throw new ProbeFailure(failureOf(answer));
      return jsonOf(answer, 'ClickHouse') as Answer;
    };
    try {
      const { data } = await ask('select version()');
      return {
        server: `ClickHouse ${String(data[0]?.[0])}`,
        permission: () => permission(ask, address),
        browser: browserOf(ask, address.database ?? 'default'),
        close: client.close,
      };
    } catch (error) {
      client.close();
      throw error;
    }
  },
};

interface Answer {
  readonly meta: readonly { readonly name: string; readonly type: string }[];
  readonly data: readonly (readonly unknown[])[];
}
type Ask = (sql: string, values?: Readonly<Record<string, string | number>>) => Promise<Answer>;

async function permission(ask: Ask, { database }: DatabaseAddress): Promise<string | undefined> {
  const { data } = await ask('select 1 from system.tables where database = currentDatabase() limit 1');
  return data.length > 0 ? undefined : `The user sees no table in ${database ?? 'its database'}`;
}

function browserOf(ask: Ask, own: string): Browser {
  const columns = async (schema: string | null, table: string, limit: number) => {
    const { data } = await ask(
      `select name, type, is_in_primary_key, comment, character_octet_length, numeric_precision, numeric_scale
         from system.columns where database = {schema:String} and table = {table:String}
        order by position limit {limit:UInt32}`,
      { schema: schema ?? own, table, limit },
    );
    return data.map(([name, type, key, comment, length, precision, scale]) => ({
      name: String(name),
      type: String(type),
      length: numberOf(length),
      precision: numberOf(precision),
      scale: numberOf(scale),
      nullable: /^(?:LowCardinality\()?Nullable\(/.test(String(type)),
      primaryKey: Number(key) === 1,
      comment: commentOf(comment),
    }));
  };
  return {
    async schemas(limit) {
      const { data } = await ask(
        `select name from system.databases where lower(name) not in ('system', 'information_schema')
          order by name limit {limit:UInt32}`,
        { limit },
      );
      return data.map(([name]) => ({ name: String(name), isDefault: name === own }));
    },
    async tables({ schema, search, after, limit }) {
      const { data } = await ask(
        `select name, engine, comment from system.tables
          where database = {schema:String} and name > {after:String}
            and positionCaseInsensitiveUTF8(name, {search:String}) > 0
          order by name limit {limit:UInt32}`,
        { schema: schema ?? own, after: after ?? '', search: search ?? '', limit },
      );
      return data.map(([name, engine, comment]) => ({
        name: String(name),
        kind: /View$/.test(String(engine)) ? ('view' as const) : ('table' as const),
        comment: commentOf(comment),
      }));
    },
    columns,
    async preview({ schema, table, rows, cellLength, timeoutMs }) {
      const found = await columns(schema, table, 2000);
      if (found.length === 0) throw noTable();
      const list = found.map(({ name, type }) =>
        /^(?:LowCardinality\()?(?:Nullable\()?String/.test(type)
          ? `substringUTF8(${quoted(name)}, 1, ${cellLength + 1})`
          : quoted(name),
      );
      const limits = `settings max_execution_time = ${Math.max(1, Math.floor(timeoutMs / 1000))}`;
      const from = `${quoted(schema ?? own)}.${quoted(table)}`;
      const { data } = await ask(`select ${list.join(', ')} from ${from} limit ${rows} ${limits}`);
      return { columns: found.map(({ name, type }) => ({ name, type })), rows: data };
    },
  };
}

const quoted = (name: string): string => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** The server numbers its exceptions; they also stand in the text: `Code: 516. DB::Exception: …`. */
function failureOf(answer: HttpAnswer): Failure {
  const words = answer.text.replace(/\s+/g, ' ').trim().slice(0, 300);
  const header = answer.headers['x-clickhouse-exception-code'];
  const code = Number(header ?? /Code: (\d+)/.exec(words)?.[1]);
  const says = ` (it says: ${words})`;
  switch (code) {
    case 192:
    case 193:
    case 194:
    case 516:
      return {
        code: 'login_refused',
        stage: 'login',
        reason: `The server refuses this user and password${says}`,
        remedy: 'Check user and password, and from where the user may log in.',
      };
    case 81:
      return {
        code: 'unknown_database',
        stage: 'permission',
        reason: 'There is no such database',
        remedy: 'Check the name of the database; letter case counts.',
      };
    case 60:
      return { code: 'unknown_object', reason: 'There is no such table', remedy: 'Read the list of tables anew.' };
    case 497:
      return {
        code: 'permission_denied',
        stage: 'permission',
        reason: `The user has no right to it${says}`,
        remedy: 'Grant the user SELECT on it.',
      };
    case 159:
      return { code: 'timeout', reason: 'The query took too long', remedy: 'The table may be a view over much.' };
    case 202:
      return {
        code: 'too_many_connections',
        reason: 'The server runs too many queries at once',
        remedy: 'Try again later.',
      };
    default:
  }
  if (/client program|clickhouse-client/.test(words)) {
    return {
      code: 'not_understood',
      stage: 'login',
      reason: 'This is the port of the native protocol',
      remedy: 'Take the HTTP port, 8123 unless it was changed.',
    };
  }
  return (
    failureOfStatus(answer.status, words) ?? { code: 'query_failed', reason: `The server refuses${says}`, remedy: '' }
  );
}
