import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Role } from '../../gateway/auth/roles.ts';
import { localSources } from './local-sources.ts';
import { Pools } from './pools.ts';
import { sowDeliveries, sowRecords } from './sow-records.ts';
import type { Stand } from './stand.ts';

/** What is there before the first request, and what must never be seen of it. */
export interface Seed {
  readonly pools: Pools;
  readonly tokens: Readonly<Record<Role, string>>;
  readonly secrets: readonly string[];
  readonly specs: readonly unknown[];
  /** Jobs of other tools, as texts. */
  readonly documents: readonly string[];
  /** An exported job. */
  readonly jobFile: unknown;
  /** A folder and its children, which nobody else changes. */
  readonly ordered: { readonly parentId: string; readonly children: readonly string[] };
  readonly source: { readonly config: object; readonly secrets: Readonly<Record<string, string>> };
  readonly flinkUrl: string;
}

const secret = (): string => `seeded-${randomBytes(12).toString('hex')}`;
const fixtures = new URL('../../test/fixtures/', import.meta.url);

export async function sow(stand: Stand): Promise<Seed> {
  const { flink } = stand;
  const pools = new Pools();
  const tokens = await issueTokens(stand, pools);
  const secrets = Object.values(tokens);
  const hidden = (): string => {
    const made = secret();
    secrets.push(made);
    return made;
  };
  const call = async <T>(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object): Promise<T> => {
    const headers = { authorization: `Bearer ${tokens.admin}` };
    const answer = await stand.app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
    if (answer.statusCode >= 300) throw new Error(`seed: ${method} ${path}: ${answer.statusCode} ${answer.body}`);
    return answer.json<T>();
  };
  const create = async (path: string, payload: object): Promise<string> =>
    (await call<{ id: string }>('POST', path, payload)).id;

  const folder = await create('/catalogs', { name: 'seed' });
  pools.pin('catalog', folder, await create('/catalogs', { name: 'below', parentId: folder }));
  const parentId = await create('/catalogs', { name: 'in order' });
  const children: string[] = [];
  for (const name of ['one', 'two', 'three']) children.push(await create('/catalogs', { name, parentId }));
  pools.reserve(parentId, ...children);

  const source = sourceOf(stand.source.url, hidden);
  if (!secrets.includes(source.secrets.password)) secrets.push(source.secrets.password);
  const postgres = await create('/datasources', { name: 'seed_pg', type: 'postgresql', ...source });
  const mysql = await create('/datasources', {
    name: 'seed_my',
    type: 'mysql',
    config: { host: '127.0.0.1', port: 1, database: 'shop', username: 'reader' },
    secrets: { password: hidden() },
  });
  // Half of what is browsed answers.
  pools.pin('datasource', postgres, postgres, mysql);

  const clusterOf = (name: string, config: object): Promise<string> =>
    create('/clusters', {
      name,
      kind: 'standalone',
      config: { ...config, restartHook: { url: 'http://127.0.0.1:1/restart' } },
      distribution: { mode: 'lib' },
      secrets: { restartHookToken: hidden() },
    });
  const live = await clusterOf('seed-live', { restUrl: flink.url });
  pools.pin('cluster', live, live, await clusterOf('seed-closed', { restUrl: 'http://127.0.0.1:1' }));

  const specs = specsOf(mysql, postgres);
  const policy = { overlap: 'allow', maxActiveRuns: 100 };
  const jobs: string[] = [];
  for (const [index, kind] of (['batch', 'stream', 'script'] as const).entries()) {
    const id = await create('/jobs', { name: `seed ${kind}`, kind, clusterId: live, policy });
    const spec = specs[index];
    const more = kind === 'script' ? { secrets: { password: hidden() } } : {};
    await call('POST', `/jobs/${id}/versions`, { spec, ...more });
    await call('POST', `/jobs/${id}/versions`, { spec, comment: 'again', ...more });
    jobs.push(id);
  }
  pools.pin('job', ...jobs);
  await call('PUT', `/catalogs/${folder}/resources/job/${jobs[0] ?? ''}`);
  const records: string[] = [];
  for (const id of jobs) for (let n = 0; n < 12; n++) records.push(await create(`/jobs/${id}/runs`, {}));
  await sowRecords(stand, pools, { ids: records, document: JSON.parse(scriptText) as object });

  for (let n = 0; n < 3; n++) {
    const made = await call<{ id: string; secret: string }>('POST', '/task-center/webhooks', {
      name: `seed ${n}`,
      url: 'http://127.0.0.1:1/hook',
    });
    secrets.push(made.secret);
    pools.pin('webhook', made.id);
    if (n === 0) await sowDeliveries(stand, pools, made.id);
  }
  for (let n = 0; n < 5; n++) {
    const made = await call<{ id: string; token: string }>('POST', '/tokens', { name: `seed ${n}`, role: 'viewer' });
    secrets.push(made.token);
    pools.add('token', made.id);
  }
  // A driver is loaded when it is first needed, which on a busy machine takes longer than a short test may.
  for (const { type, config, secret: name } of localSources) {
    const given = name === null ? {} : { secrets: { [name]: hidden() } };
    await call('POST', '/datasources/test', { type, config, ...given });
  }
  stand.takeLog();
  return {
    pools,
    tokens,
    secrets,
    specs,
    documents: await documentsOf(),
    jobFile: await call('GET', `/jobs/${jobs[0] ?? ''}/export`),
    ordered: { parentId, children },
    source,
    flinkUrl: flink.url,
  };
}

async function issueTokens({ deps }: Stand, pools: Pools): Promise<Record<Role, string>> {
  const issue = async (role: Role): Promise<string> => {
    const name = `fuzz ${role}`;
    const { row, token } = await deps.tokens.issue({ name, role, expiresAt: null, createdBy: 'fuzz' });
    pools.reserve(row.id);
    return token;
  };
  return {
    viewer: await issue('viewer'),
    developer: await issue('developer'),
    operator: await issue('operator'),
    admin: await issue('admin'),
  };
}

function sourceOf(url: string, hidden: () => string) {
  const { hostname, port, pathname, username, password } = new URL(url);
  const database = pathname.slice(1);
  return {
    config: {
      host: hostname,
      port: Number(port || 5432),
      database,
      username: decodeURIComponent(username) || 'postgres',
    },
    // A server that trusts everybody takes any.
    secrets: { password: password === '' ? hidden() : decodeURIComponent(password) },
  };
}

function specsOf(mysql: string, postgresql: string): unknown[] {
  const mapping = [
    { from: { name: 'id', type: 'int' }, to: { name: 'id', type: 'int' } },
    { from: { name: 'name', type: 'varchar' }, to: { name: 'name', type: 'varchar' } },
  ];
  return [
    {
      reader: { connector: 'mysql', datasourceId: mysql, parameter: { table: 'orders' } },
      writer: { connector: 'postgresql', datasourceId: postgresql, parameter: { table: 'orders' } },
      mapping,
    },
    {
      reader: { connector: 'stream', parameter: { permitsPerSecond: 50 } },
      writer: { connector: 'stream', parameter: {} },
      mapping: [{ from: { name: 'id', type: 'int' } }],
    },
    { script: scriptText },
  ];
}

const scriptText = JSON.stringify({
  job: {
    content: [
      {
        reader: {
          name: 'mysqlreader',
          parameter: {
            username: 'reader',
            password: `$\{secret.password}`,
            connection: [{ jdbcUrl: ['jdbc:mysql://127.0.0.1:1/shop'], table: ['orders'] }],
            column: [{ name: 'id', type: 'int' }],
          },
        },
        writer: { name: 'streamwriter', parameter: { column: [{ name: 'id', type: 'int' }], print: false } },
      },
    ],
    setting: { speed: { channel: 1 } },
  },
});

async function documentsOf(): Promise<string[]> {
  const names = [
    'datax-mysql-query',
    'datax-stream',
    'datax-star',
    'chunjun-incremental',
    'dataworks-1-mysql-postgresql',
  ];
  const read = (name: string): Promise<string> => readFile(new URL(`import/${name}.source.txt`, fixtures), 'utf8');
  return [scriptText, ...(await Promise.all(names.map(read)))];
}
