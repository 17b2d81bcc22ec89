/** Elasticsearch over its REST API. */
import type { ColumnInfo } from '../probe-schemas.ts';
import { incomplete, textOf } from './address.ts';
import { assertStatus, basic, httpClient, httpPlace, jsonOf, notThis, type HttpAnswer } from './http-request.ts';
import { ProbeFailure, type Browser, type Probe, type Target } from './model.ts';
import { noTable } from './sql.ts';

export const elasticsearchProbe: Probe = {
  depth: 'login',
  endpoints: (target) => hostsOf(target).map(httpPlace),
  async open(target, steps) {
    const [first = ''] = hostsOf(target);
    // A key store of its own is a file on the TaskManagers: here nothing can be verified with it.
    const client = httpClient(first, target.config.sslConfig === undefined, steps);
    const login = basic(textOf(target.config.username) ?? '', target.secrets.password ?? '');
    const ask: Ask = async (path, body) => {
      const answer = await client.ask({
        url: `${first}${path}`,
        headers: { ...login, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      });
      assertStatus(answer, reasonOf(answer));
      return jsonOf(answer, 'Elasticsearch');
    };
    try {
      const { version, tagline } = (await ask('/')) as { version?: { number?: unknown }; tagline?: unknown };
      const number = typeof version?.number === 'string' ? version.number : null;
      if (number === null) throw new ProbeFailure(notThis('Elasticsearch'));
      return {
        server: `Elasticsearch ${number}${typeof tagline === 'string' && /opensearch/i.test(tagline) ? ' (OpenSearch)' : ''}`,
        async permission() {
          await ask('/_cat/indices?format=json&h=index');
          return number.startsWith('7.') ? undefined : 'The connector is made for version 7';
        },
        browser: browserOf(ask),
        close: client.close,
      };
    } catch (error) {
      client.close();
      throw error;
    }
  },
};

type Ask = (path: string, body?: object) => Promise<unknown>;

function hostsOf({ config }: Target): string[] {
  const list = (Array.isArray(config.hosts) ? config.hosts : [config.hosts]).flatMap((host) => textOf(host) ?? []);
  if (list.length === 0) throw incomplete('names no host');
  return list.map((host) => (/^https?:\/\//i.test(host) ? host : `http://${host}`).replace(/\/+$/, ''));
}

function reasonOf({ text }: HttpAnswer): string {
  try {
    const { error } = JSON.parse(text) as { error?: { reason?: unknown } };
    return typeof error?.reason === 'string' ? error.reason : '';
  } catch {
    return '';
  }
}

function browserOf(ask: Ask): Browser {
  const columns = async (table: string, limit: number): Promise<ColumnInfo[]> => {
    const answer = (await ask(`/${encodeURIComponent(table)}/_mapping`)) as Record<string, { mappings?: Mapping }>;
    const [first] = Object.values(answer);
    return fieldsOf(first?.mappings?.properties ?? {}, '').slice(0, limit);
  };
  return {
    schemas: async () => [],
    async tables({ search, after, limit }) {
      const rows = (await ask('/_cat/indices?format=json&h=index')) as { index?: unknown }[];
      const names = rows.map(({ index }) => String(index)).filter((name) => !name.startsWith('.'));
      return names
        .sort()
        .filter((name) => name.toLowerCase().includes(search?.toLowerCase() ?? '') && (after === null || name > after))
        .slice(0, limit)
        .map((name) => ({ name, kind: 'index' as const, comment: null }));
    },
    columns: (_schema, table, limit) => columns(table, limit),
    async preview({ table, rows, timeoutMs }) {
      const found = await columns(table, 500);
      if (found.length === 0) throw noTable();
      const body = { size: rows, timeout: `${Math.floor(timeoutMs)}ms`, query: { match_all: {} } };
      const answer = (await ask(`/${encodeURIComponent(table)}/_search`, body)) as {
        hits?: { hits?: { _source?: Record<string, unknown> }[] };
      };
      const hits = answer.hits?.hits ?? [];
      return {
        columns: found.map(({ name, type }) => ({ name, type })),
        rows: hits.map(({ _source = {} }) => found.map(({ name }) => valueAt(_source, name))),
      };
    },
  };
}

interface Mapping {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Mapping>>;
}

/** Fields inside objects by their path, as the search takes them. */
function fieldsOf(properties: Readonly<Record<string, Mapping>>, prefix: string): ColumnInfo[] {
  const none = { length: null, precision: null, scale: null, nullable: true, primaryKey: false, comment: null };
  return Object.entries(properties).flatMap(([name, { type, properties: inner }]) =>
    inner === undefined
      ? [{ name: `${prefix}${name}`, type: type ?? 'object', ...none }]
      : fieldsOf(inner, `${prefix}${name}.`),
  );
}

function valueAt(source: Record<string, unknown>, path: string): unknown {
  if (Object.hasOwn(source, path)) return source[path];
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], source);
}
