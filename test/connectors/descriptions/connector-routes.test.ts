import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Fastify, { type FastifyInstance } from 'fastify';
import { connectorRoutes } from '../../../gateway/connectors/connector-routes.ts';
import { languageOf } from '../../../gateway/http/language.ts';
import { connectorDescriptions } from '../../../gateway/connectors/descriptions/descriptions.ts';
import { formKeywords } from '../../../gateway/connectors/descriptions/json-schema.ts';
import { handleErrors } from '../../../gateway/http/error-handler.ts';
import { validateRequests } from '../../../gateway/http/validation.ts';

interface Summary {
  readonly name: string;
  readonly kind: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly reader: { readonly status: string; readonly available: boolean };
  readonly writer: { readonly status: string; readonly available: boolean };
}
type Schema = Readonly<Record<string, unknown>> & { readonly properties: Readonly<Record<string, { title: string }>> };
interface Whole extends Record<string, unknown> {
  readonly reader: Readonly<Record<string, unknown>> & { readonly parameterSchema: Schema };
  readonly writer: Readonly<Record<string, unknown>> & { readonly parameterSchema: Schema };
}

describe('connectorRoutes', () => {
  let app: FastifyInstance;
  const roles = new Map<string, unknown>();

  before(async () => {
    app = Fastify();
    app.addHook('onRoute', (route) => void roles.set(`${String(route.method)} ${route.url}`, route.config?.role));
    handleErrors(app);
    validateRequests(app);
    await app.register(connectorRoutes());
  });
  after(() => app.close());

  const list = async (query: string): Promise<Summary[]> => {
    const answer = await app.inject(`/connectors${query}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json<{ items: Summary[] }>().items;
  };
  const names = async (query: string) => (await list(query)).map(({ name }) => name);
  const read = async (name: string, headers: Record<string, string> = {}) => {
    const answer = await app.inject({ url: `/connectors/${name}`, headers });
    assert.equal(answer.statusCode, 200, answer.body);
    return { whole: answer.json<Whole>(), headers: answer.headers };
  };

  test('a viewer may ask', () => {
    assert.equal(roles.get('GET /connectors'), 'viewer');
    assert.equal(roles.get('GET /connectors/:name'), 'viewer');
  });

  test('the list holds every connector, and tells what the gateway builds', async () => {
    const items = await list('');
    assert.equal(items.length, connectorDescriptions.length);
    assert.deepEqual(
      items.find(({ name }) => name === 'mysql'),
      {
        name: 'mysql',
        title: { en: 'MySQL', zh: 'MySQL' },
        kind: 'rdb',
        aliases: ['tidb'],
        reader: { status: 'works', available: true },
        writer: { status: 'works', available: true },
      },
    );
    assert.equal(items.find(({ name }) => name === 'gbase')?.reader.available, false);
  });

  test('the filters', async () => {
    assert.deepEqual(await names('?kind=test'), ['stream']);
    assert.deepEqual(await names('?kind=http&works=true'), ['http']);
    assert.deepEqual(await names('?kind=http&side=writer&works=true'), []);
    assert.deepEqual(await names('?kind=http&side=writer'), ['http']);
    const readers = await names('?side=reader');
    assert.ok(readers.includes('binlog') && !readers.includes('iceberg') && !readers.includes('gbase'));
    assert.deepEqual(await names('?side=writer&works=true'), ['mysql', 'postgresql', 'kafka', 'redis', 'stream']);
    const idle = await names('?works=false');
    assert.ok(idle.includes('gbase') && !idle.includes('ftp'));
    for (const query of ['?kind=flubber', '?side=both', '?works=perhaps', '?flubber=1']) {
      assert.equal((await app.inject(`/connectors${query}`)).statusCode, 400, query);
    }
  });

  for (const one of connectorDescriptions) {
    test(`${one.name} is answered whole, with schemas that compile`, async () => {
      const { whole } = await read(one.name);
      const plain = JSON.parse(JSON.stringify(one)) as Record<string, unknown>;
      const { reader, writer, datasource, ...rest } = whole;
      const ajv = new Ajv2020({ strict: true, strictRequired: false })
        .addVocabulary([...formKeywords])
        .addFormat('password', true);
      for (const [side, answered] of [
        ['reader', reader],
        ['writer', writer],
      ] as const) {
        const { available, parameterSchema, columnSchema, ...described } = answered;
        assert.deepEqual(described, plain[side]);
        assert.equal(typeof available, 'boolean');
        ajv.compile(parameterSchema);
        if (columnSchema !== null) ajv.compile(columnSchema as Schema);
        delete plain[side];
      }
      const { datasource: expected, ...others } = plain;
      assert.deepEqual(rest, others);
      if (expected === null) assert.equal(datasource, null);
      else {
        const { configSchema, secretsSchema, ...fields } = datasource as Record<string, unknown>;
        assert.deepEqual(fields, expected);
        ajv.compile(configSchema as Schema);
        ajv.compile(secretsSchema as Schema);
      }
    });
  }

  test('the schema of a side that the gateway builds holds what the gateway accepts', async () => {
    const { whole } = await read('mysql');
    assert.ok('useMaxFunc' in whole.reader.parameterSchema.properties);
    assert.ok(!('connectTimeOut' in whole.reader.parameterSchema.properties));
    assert.ok('increColumn' in whole.reader.parameterSchema.properties);
    const { whole: oracle } = await read('oracle');
    assert.ok('connectTimeOut' in oracle.reader.parameterSchema.properties);
  });

  test('an alias leads to its connector', async () => {
    assert.equal((await read('tidb')).whole['name'], 'mysql');
  });

  test('the language of the schemas is the one the client prefers', async () => {
    const titleIn = async (language: string) => {
      const { whole, headers } = await read('mysql', { 'accept-language': language });
      return [headers['content-language'], whole.writer.parameterSchema.properties['writeMode']?.title];
    };
    assert.deepEqual(await titleIn('zh-CN,zh;q=0.9,en;q=0.8'), ['zh', '写入模式']);
    assert.deepEqual(await titleIn('en-GB,zh;q=0.5'), ['en', 'Write mode']);
    assert.equal((await read('mysql')).headers['vary'], 'accept-language');
  });

  test('an unknown name is a 404 problem', async () => {
    const answer = await app.inject('/connectors/flubber');
    assert.equal(answer.statusCode, 404);
    assert.equal(answer.json<{ code: string }>().code, 'not_found');
  });
});

describe('languageOf', () => {
  const table: [header: string | undefined, language: string][] = [
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['zh', 'zh'],
    ['ZH-hans-CN', 'zh'],
    ['fr, zh;q=0.3', 'zh'],
    ['fr', 'en'],
    ['en;q=0.1, zh;q=0.2', 'zh'],
    ['zh;q=0', 'en'],
    ['zh;q=0.5, en', 'en'],
    [';;;', 'en'],
  ];
  for (const [header, language] of table) {
    test(String(header), () => assert.equal(languageOf(header), language));
  }
});
