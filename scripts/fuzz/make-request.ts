import type { Chance } from '../faults/random.ts';
import { damagedHeader, damagedPart, damageText, damageValue, jsonText } from './damage.ts';
import { localSources } from './local-sources.ts';
import { makeValue, type Hint, type ValueSource } from './make-value.ts';
import type { Operation, Parameter, Schema } from './operations.ts';
import type { Kind } from './pools.ts';
import type { Seed } from './seed.ts';

export interface FuzzRequest {
  readonly operation: Operation;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | undefined;
  /** It was made to be taken: what the schema cannot say may still refuse it. */
  readonly valid: boolean;
  /** The id in the path, of operations on one thing. */
  readonly id: string | undefined;
  readonly limitMs: number;
}

/** Begins every secret that a request carries where one belongs. */
export const secretMark = 'fuzz-secret-';

/** These spoil what they are asked about: only what the driver itself has made is given to them. */
const spoiling = /^delete|^patch(?:Jobs|Clusters|Datasources|Catalogs)|Move$/;

const kindAfter: Readonly<Record<string, Kind>> = {
  catalogs: 'catalog',
  datasources: 'datasource',
  jobs: 'job',
  records: 'record',
  clusters: 'cluster',
  webhooks: 'webhook',
  tokens: 'token',
  deliveries: 'delivery',
  orphans: 'flinkJob',
};

const kindOfName: Readonly<Record<string, Kind>> = {
  clusterId: 'cluster',
  jobId: 'job',
  datasourceId: 'datasource',
  recordId: 'record',
  parentId: 'catalog',
  catalogId: 'catalog',
  flinkJobId: 'flinkJob',
};

const testLimitMs = 10_000;

/** Of a connection test, in ms; a limit that is no limit is refused at once. */
function testLimitOf(seconds: unknown): number {
  return typeof seconds === 'number' && seconds >= 1 && seconds <= 30 ? seconds * 1000 : testLimitMs;
}

/** Makes requests of the operations, one after the other; the same chance and answers make the same ones. */
export function createRequests({
  chance,
  seed,
  schemas,
}: {
  readonly chance: Chance;
  readonly seed: Seed;
  readonly schemas: Readonly<Record<string, Schema>>;
}): (operation: Operation) => FuzzRequest {
  const { pools } = seed;
  let count = 0;
  const unique = (): string => `fuzz_${(count += 1)}`;
  const hidden = (): string => `${secretMark}${(count += 1)}`;

  const hint: Hint = (name, schema) => {
    if (schema['writeOnly'] === true && schema['type'] === 'object') return { password: hidden() };
    if (name === 'restartHookToken') return hidden();
    const properties = schema['properties'] as Readonly<Record<string, unknown>> | undefined;
    if (properties?.['type'] !== undefined && properties['config'] !== undefined) return connection(properties);
    if (properties?.['parentId'] !== undefined && properties['children'] !== undefined) {
      return { parentId: seed.ordered.parentId, children: chance.shuffle(seed.ordered.children) };
    }
    if (schema['type'] === 'array' && (name === 'ids' || name === 'children')) {
      const kind = name === 'ids' ? 'job' : 'catalog';
      return [...new Set([pools.pick(kind, chance, { loose: true }), pools.pick(kind, chance, { loose: true })])];
    }
    const kind = kindOfName[name];
    if (kind !== undefined && schema['type'] === 'string') return pools.pick(kind, chance);
    switch (name) {
      case 'spec':
        return chance.chance(0.7) ? chance.pick(seed.specs) : undefined;
      case 'connector':
        return chance.pick(['mysql', 'postgresql', 'stream', 'kafka', 'oracle']);
      case 'file':
        return seed.jobFile;
      case 'text':
        return chance.pick(seed.documents);
      case 'documentText':
        return chance.pick(seed.documents);
      case 'document':
        return JSON.parse(seed.documents[0] ?? '{}');
      case 'timeZone':
        return chance.pick(['UTC', 'Asia/Shanghai', 'America/New_York']);
      case 'timeoutSeconds':
        return properties === undefined && schema['maximum'] === 30 ? chance.between(1, 3) : undefined;
      case 'restUrl':
        return chance.chance(0.5) ? seed.flinkUrl : 'http://127.0.0.1:1';
      case 'url':
      case 'historyServerUrl':
        return 'http://127.0.0.1:1/fuzz';
      case 'archiveDirectory':
        return '/nonexistent';
      default:
        return undefined;
    }
  };
  const source: ValueSource = { chance, schemas, hint, unique };

  /** A data source, or the test of one: its type says which fields it has. */
  function connection(properties: Readonly<Record<string, unknown>>): object {
    const { type, config, secret } = chance.pick(localSources);
    const there = chance.chance(0.2);
    const has = (name: string, value: unknown) => (properties[name] === undefined ? {} : { [name]: value });
    return {
      ...(there
        ? { type: 'postgresql', config: seed.source.config, secrets: seed.source.secrets }
        : { type, config, secrets: secret === null ? {} : { [secret]: hidden() } }),
      ...has('name', unique()),
      ...has('environment', chance.pick(['development', 'production'])),
      ...has('timeoutSeconds', chance.between(1, 3)),
    };
  }

  function pathValue({ id: operationId, path }: Operation, { name, schema }: Parameter): string {
    const parts = path.split('/');
    const at = parts.indexOf(`{${name}}`);
    const kind = kindAfter[parts[at - 1] ?? ''];
    if (kind === 'record' && /Close$|Attach$/.test(operationId)) return pools.pick('lostRecord', chance);
    if (kind === 'webhook' && /Deliver/.test(operationId)) return pools.pick('sendingWebhook', chance);
    if (kind !== undefined && name !== 'name') {
      return pools.pick(kind, chance, { loose: spoiling.test(operationId) && parts.length - 1 === at });
    }
    if (name === 'resourceId') return pools.pick('job', chance);
    if (name === 'type') return 'job';
    if (name === 'table') return 'orders';
    if (name === 'number') return String(chance.between(1, 2));
    if (['name', 'reader', 'writer'].includes(name)) return chance.pick(['mysql', 'postgresql', 'stream', 'kafka']);
    return String(makeValue(source, schema, name));
  }

  function queryValue({ id }: Operation, { name, schema }: Parameter): string[] {
    if (name === 'cursor') {
      const known = pools.cursors.get(id);
      return known === undefined ? [] : [known];
    }
    if (name === 'schema') return ['public'];
    if (name === 'search' || name === 'text' || name === 'q')
      return [chance.pick(['fuzz', 'seed', 'o', '100%_\\', '数据'])];
    if (name === 'against') return ['1'];
    if (name === 'version') return [String(chance.between(1, 2))];
    if (name === 'from') return ['2026-01-01T00:00:00Z'];
    if (name === 'to') return ['2030-01-01T00:00:00Z'];
    const value = makeValue(source, schema, name);
    return (Array.isArray(value) ? value : [value]).map(String);
  }

  function bodyOf({ body, id }: Operation): unknown {
    if (body === undefined || (!body.required && chance.chance(0.2))) return undefined;
    const made = makeValue(source, body.schema, 'body');
    // Nobody else's job is adopted or cancelled without a word.
    return /Orphans|Attach|Close/.test(id) && typeof made === 'object' && chance.chance(0.5)
      ? { ...made, force: true }
      : made;
  }

  function tokenOf(): string | undefined {
    const roll = chance.next();
    if (roll < 0.9) return seed.tokens.admin;
    if (roll < 0.94) return seed.tokens.viewer;
    if (roll < 0.96) return seed.tokens.developer;
    return roll < 0.98 ? seed.tokens.operator : undefined;
  }

  return (operation) => {
    const valid = chance.chance(0.5);
    const damaged = new Set(
      valid
        ? []
        : [
            chance.pick(['path', 'query', 'header', 'body', 'body', 'body']),
            chance.pick(['query', 'header', 'body', '']),
          ],
    );
    const values = new Map(
      operation.parameters.filter((one) => one.in === 'path').map((one) => [one.name, pathValue(operation, one)]),
    );
    const id = values.get(
      operation.path.endsWith('}') ? (operation.parameters.findLast((one) => one.in === 'path')?.name ?? '') : 'id',
    );
    const spoilt = damaged.has('path') && values.size > 0 ? chance.pick([...values.keys()]) : undefined;
    const path = operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
      name === spoilt ? damagedPart(chance) : encodeURIComponent(values.get(name) ?? ''),
    );

    const pairs = operation.parameters
      .filter((one) => one.in === 'query' && (one.required === true || chance.chance(0.3)))
      .flatMap((one) => queryValue(operation, one).map((value) => [one.name, encodeURIComponent(value)] as const));
    if (damaged.has('query')) {
      const known = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
      const name = chance.pick([...known, ...known, 'unknown', '__proto__', 'limit[]', 'a%00', '%zz']);
      pairs.push([name, damagedPart(chance)]);
      if (chance.chance(0.4)) pairs.push([name, damagedPart(chance)]);
    }
    const search = pairs.map(([name, value]) => `${name}=${value}`).join('&');

    const token = tokenOf();
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    for (const one of operation.parameters.filter((parameter) => parameter.in === 'header')) {
      if (one.name === 'if-match' && chance.chance(0.9)) headers[one.name] = chance.chance(0.8) ? '*' : '"1"';
      if (one.name === 'idempotency-key' && chance.chance(0.4)) headers[one.name] = `key-${chance.between(1, 200)}`;
    }
    if (chance.chance(0.2)) headers['accept-language'] = chance.pick(['zh-CN', 'en', 'de']);

    let body = bodyOf(operation);
    let payload: string | undefined;
    if (damaged.has('body') && operation.body !== undefined) {
      body = damageValue(chance, body ?? {});
      payload = jsonText(body);
      if (chance.chance(0.15)) payload = damageText(chance, payload);
      else if (chance.chance(0.01)) payload = `"${'x'.repeat(4_200_000)}"`;
    } else if (body !== undefined) payload = JSON.stringify(body);
    else if (damaged.has('body') && operation.method !== 'GET') payload = chance.pick(['{}', 'null', 'x']);
    if (payload !== undefined) headers['content-type'] = 'application/json';
    if (damaged.has('header')) {
      const [name, value] = damagedHeader(chance);
      headers[name] = value;
    }
    const seconds = (body as { timeoutSeconds?: unknown } | null | undefined)?.timeoutSeconds;
    const looks = operation.path.startsWith('/api/v1/datasources/');
    return {
      operation,
      url: `${path}${search === '' ? '' : `?${search}`}`,
      headers,
      payload,
      valid,
      id,
      limitMs: looks ? testLimitOf(seconds) + 2_000 : testLimitMs,
    };
  };
}
