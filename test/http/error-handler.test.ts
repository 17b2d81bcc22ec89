import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { Type, type Static } from 'typebox';
import { matches } from '../../gateway/core/check.ts';
import { titlesZh } from '../../gateway/core/error-titles-zh.ts';
import { errorTable, GatewayError, type ErrorCode } from '../../gateway/core/errors.ts';
import { answerFrameworkError, handleErrors } from '../../gateway/http/error-handler.ts';
import { IdParams, ProblemSchema } from '../../gateway/http/schemas.ts';
import { validateRequests } from '../../gateway/http/validation.ts';

type Problem = Static<typeof ProblemSchema>;

describe('errors and validation over HTTP', () => {
  let app: FastifyInstance;
  let log = '';
  let thrown: unknown;

  before(() => {
    const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => ((log += chunk.toString()), done()) });
    app = Fastify({
      logger: { level: 'info', stream: sink },
      bodyLimit: 1000,
      genReqId: () => 'request-7',
      frameworkErrors: answerFrameworkError,
    });
    handleErrors(app);
    validateRequests(app);
    app.get('/throw', () => {
      throw thrown;
    });
    const body = Type.Object(
      { n: Type.Integer({ minimum: 1 }), 'a/b': Type.Optional(Type.Boolean()) },
      { additionalProperties: false },
    );
    app.post('/things', { schema: { body } }, async (request) => request.body);
    const querystring = Type.Object(
      { limit: Type.Optional(Type.Integer({ maximum: 5 })), on: Type.Optional(Type.Boolean()) },
      { additionalProperties: false },
    );
    app.get('/things', { schema: { querystring } }, async (request) => request.query);
    app.get('/texts', { schema: { querystring: Type.Object({ search: Type.String() }) } }, async ({ query }) => query);
    app.get('/things/:id', { schema: { params: IdParams } }, async (request) => request.params);
  });
  after(() => app.close());

  async function problem(options: InjectOptions, status: number, code: string): Promise<Problem> {
    const answer = await app.inject(options);
    assert.equal(answer.statusCode, status, answer.body);
    assert.match(answer.headers['content-type'] as string, /^application\/problem\+json/);
    const told = answer.json<Problem>();
    assert.ok(matches(ProblemSchema, told));
    assert.equal(told.code, code);
    assert.equal(told.status, status);
    assert.equal(told.type, `urn:gateway:error:${code}`);
    assert.equal(told.title, errorTable[code as ErrorCode].title);
    assert.equal(told.instance, options.url);
    assert.equal(told.requestId, 'request-7');
    return told;
  }
  const post = (payload: string, type = 'application/json'): InjectOptions => ({
    method: 'POST',
    url: '/things',
    payload,
    headers: { 'content-type': type },
  });

  test('the title is Chinese for who prefers it', async () => {
    thrown = new GatewayError('in_use', 'what exactly');
    for (const [header, language, title] of [
      ['zh-CN,zh;q=0.9,en;q=0.8', 'zh', '对象仍在使用中'],
      ['en,zh;q=0.5', 'en', errorTable.in_use.title],
    ] as const) {
      const answer = await app.inject({ url: '/throw', headers: { 'accept-language': header } });
      assert.equal(answer.json<Problem>().title, title);
      assert.equal(answer.headers['content-language'], language);
      assert.match(String(answer.headers['vary']), /accept-language/i);
    }
    assert.ok(Object.values(titlesZh).every((text) => /\p{Script=Han}/u.test(text)));
  });

  for (const code of Object.keys(errorTable) as ErrorCode[]) {
    test(`${code} keeps its status`, async () => {
      thrown = new GatewayError(code, 'what exactly');
      const told = await problem({ url: '/throw' }, errorTable[code].status, code);
      assert.equal(told.detail, 'what exactly');
      assert.equal('errors' in told || 'facts' in told || 'remedy' in told, false);
    });
  }

  test('places, remedy and facts are told; the cause is not', async () => {
    thrown = new GatewayError('document_invalid', 'wrong', {
      errors: [{ pointer: '/a', detail: 'is required', remedy: 'Give it.' }],
      remedy: 'Correct it.',
      facts: { limit: 5 },
      cause: new Error('hunter2'),
    });
    const told = await problem({ url: '/throw' }, 422, 'document_invalid');
    assert.deepEqual(told.errors, [{ pointer: '/a', detail: 'is required', remedy: 'Give it.' }]);
    assert.equal(told.remedy, 'Correct it.');
    assert.deepEqual(told.facts, { limit: 5 });
    assert.doesNotMatch(JSON.stringify(told), /hunter2|stack/);
  });

  for (const what of [
    new Error('connect to postgresql://u:hunter2@h failed'),
    Object.assign(new Error('hunter2'), { statusCode: 500 }),
    Object.assign(new Error('hunter2'), { code: 'P2002' }),
    new TypeError('hunter2 is undefined'),
  ]) {
    test(`an unexpected ${what.name} (${Object.keys(what).join()}) is logged and not told`, async () => {
      thrown = what;
      log = '';
      const told = await problem({ url: '/throw' }, 500, 'internal');
      assert.doesNotMatch(JSON.stringify(told), /hunter2/);
      assert.match(log, /unexpected error/);
      assert.match(log, /request-7/);
    });
  }

  test('an unknown route, without its query', async () => {
    const told = await problem({ method: 'PUT', url: '/nothing?token=x' }, 404, 'route_not_found');
    assert.equal(told.detail, 'There is no route PUT /nothing');
  });

  test('what is no JSON', async () => {
    for (const text of ['{', '{"n":1,}', "{'n':1}", '']) await problem(post(text), 400, 'bad_request');
  });

  test('what is nested too deep, before anything walks it', async () => {
    const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    for (const levels of [210, 480]) {
      const told = await problem(post(deep(levels)), 400, 'bad_request');
      assert.match(told.detail, /more than 200 levels/);
    }
    await problem(post(deep(190)), 400, 'validation_failed');
  });

  for (const url of ['/things/%ff%fe', '/things/%zz', '/things/%', `/things/${'x'.repeat(101)}`]) {
    test(`a path that no route is looked up for: ${url.slice(0, 20)}`, async () => {
      await problem({ url }, 400, 'bad_request');
    });
  }

  test('a NUL in the query, which no database can be asked for', async () => {
    const told = await problem({ url: '/texts?search=a%00b' }, 400, 'validation_failed');
    assert.equal(told.errors?.[0]?.pointer, '/search');
    assert.equal((await app.inject('/texts?search=a%5Cu0000b')).statusCode, 200);
  });

  test('too large a body', async () => {
    await problem(post(JSON.stringify({ n: 1, x: 'x'.repeat(1000) })), 413, 'payload_too_large');
  });

  test('another media type', async () => {
    await problem(post('<n>1</n>', 'application/xml'), 415, 'unsupported_media_type');
  });

  test('a name that could reach the prototype', async () => {
    await problem(post('{"n":1,"__proto__":{"x":1}}'), 400, 'bad_request');
  });

  for (const [what, body, pointer] of [
    ['text for a number', { n: '3' }, '/n'],
    ['a number below', { n: 0 }, '/n'],
    ['a fraction', { n: 1.5 }, '/n'],
    ['nothing', {}, '/n'],
    ['an unknown field', { n: 1, m: 1 }, '/m'],
    ['text for a boolean', { n: 1, 'a/b': 'true' }, '/a~1b'],
    ['a list', [], ''],
    ['null', null, ''],
  ] as const) {
    test(`a body with ${what}: ${pointer}`, async () => {
      const told = await problem(post(JSON.stringify(body)), 400, 'validation_failed');
      assert.deepEqual(
        told.errors?.map((error) => error.pointer),
        [pointer],
      );
    });
  }

  test('a good body arrives as it was sent', async () => {
    const answer = await app.inject(post('{"n":3,"a/b":true}'));
    assert.deepEqual(answer.json(), { n: 3, 'a/b': true });
  });

  test('query text becomes what the schema says, and an unknown name is refused', async () => {
    assert.deepEqual((await app.inject('/things?limit=5&on=true')).json(), { limit: 5, on: true });
    assert.equal((await problem({ url: '/things?limit=6' }, 400, 'validation_failed')).errors?.[0]?.pointer, '/limit');
    assert.equal((await problem({ url: '/things?limit=x' }, 400, 'validation_failed')).errors?.[0]?.pointer, '/limit');
    const unknown = await problem({ url: '/things?limt=5' }, 400, 'validation_failed');
    assert.equal(unknown.errors?.[0]?.pointer, '/limt');
    assert.match(unknown.detail, /querystring/);
  });

  test('an id in the path is checked before anybody looks for it', async () => {
    const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
    assert.deepEqual((await app.inject(`/things/${id}`)).json(), { id });
    for (const wrong of ['1', id.toLowerCase(), `${id}0`, "'%20or%201=1"]) {
      assert.equal((await problem({ url: `/things/${wrong}` }, 400, 'validation_failed')).errors?.[0]?.pointer, '/id');
    }
  });
});
