import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { incompatibleChanges } from '../../scripts/openapi-changes.ts';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const object = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const parameter = (name: string, schema: Schema = text, more: object = {}) => ({ in: 'query', name, schema, ...more });
const document = (operations: object, schemas: object = {}) => ({
  openapi: '3.1.0',
  paths: { '/things': operations },
  components: { schemas },
});

/** A document whose one operation answers so. */
const answering = (schema: Schema, schemas?: object) =>
  document({ get: { responses: { 200: json(schema) } } }, schemas);
/** A document whose one operation takes this body. */
const taking = (schema: Schema, more: object = {}) =>
  document({ post: { requestBody: { required: true, ...json(schema), ...more }, responses: {} } });
const asking = (...parameters: object[]) => document({ get: { parameters, responses: {} } });
const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

type Row = readonly [what: string, before: Schema, after: Schema, found: readonly string[]];

const breaking: readonly Row[] = [
  [
    'an operation is gone',
    document({ get: { responses: {} }, post: { responses: {} } }),
    document({ get: { responses: {} } }),
    ['POST /things is gone'],
  ],
  ['a path is gone', document({ get: { responses: {} } }), { openapi: '3.1.0', paths: {} }, ['GET /things is gone']],
  [
    'an answer is gone',
    document({ post: { responses: { 201: json(text) } } }),
    document({ post: { responses: { 202: json(text) } } }),
    ['POST /things: the answer 201 is gone'],
  ],
  ['a parameter is gone', asking(parameter('limit')), asking(), ['GET /things: the parameter query limit is gone']],
  [
    'a parameter moved to the headers',
    asking(parameter('limit')),
    asking(parameter('limit', text, { in: 'header' })),
    ['GET /things: the parameter query limit is gone'],
  ],
  [
    'a new parameter is required',
    asking(),
    asking(parameter('q', text, { required: true })),
    ['GET /things: the parameter query q is required now'],
  ],
  [
    'a parameter became required',
    asking(parameter('q')),
    asking(parameter('q', text, { required: true })),
    ['GET /things: the parameter query q is required now'],
  ],
  [
    'a value of a parameter is taken no more',
    asking(parameter('kind', { enum: ['batch', 'stream'] })),
    asking(parameter('kind', { enum: ['batch'] })),
    ['GET /things: query kind: stream is not taken any more'],
  ],
  [
    'a field of an answer is gone',
    answering(object({ id: text, name: text }, ['id', 'name'])),
    answering(object({ id: text }, ['id'])),
    ['GET /things: 200/name: is gone'],
  ],
  [
    'a field of an answer may be missing',
    answering(object({ id: text }, ['id'])),
    answering(object({ id: text })),
    ['GET /things: 200/id: may be missing now'],
  ],
  [
    'a field of an answer has another type',
    answering(object({ id: text }, ['id'])),
    answering(object({ id: { type: 'number' } }, ['id'])),
    ['GET /things: 200/id: may be number now'],
  ],
  [
    'a field of an answer may be null',
    answering(object({ id: text }, ['id'])),
    answering(object({ id: nullable(text) }, ['id'])),
    ['GET /things: 200/id: may be null now'],
  ],
  [
    'deep in a list',
    answering(object({ items: { type: 'array', items: object({ a: object({ b: text }) }) } })),
    answering(object({ items: { type: 'array', items: object({ a: object({}) }) } })),
    ['GET /things: 200/items/-/a/b: is gone'],
  ],
  [
    'in a schema that is referred to',
    answering({ $ref: '#/components/schemas/Thing' }, { Thing: object({ id: text }) }),
    answering({ $ref: '#/components/schemas/Other' }, { Other: object({}) }),
    ['GET /things: 200/id: is gone'],
  ],
  [
    'a new field of a request is required',
    taking(object({ name: text }, ['name'])),
    taking(object({ name: text, kind: text }, ['name', 'kind'])),
    ['POST /things: body/kind: is required now'],
  ],
  [
    'a field of a request is taken no more',
    taking(object({ name: text, note: text })),
    taking(object({ name: text })),
    ['POST /things: body/note: is not taken any more'],
  ],
  [
    'a value of a request is taken no more',
    taking(object({ kind: { enum: ['batch', 'stream'] } })),
    taking(object({ kind: { enum: ['stream'] } })),
    ['POST /things: body/kind: batch is not taken any more'],
  ],
  [
    'null is taken no more',
    taking(object({ parent: nullable(text) })),
    taking(object({ parent: text })),
    ['POST /things: body/parent: null is not taken any more'],
  ],
  [
    'a body is required',
    taking(object({ name: text }), { required: false }),
    taking(object({ name: text })),
    ['POST /things: a body is required now'],
  ],
  [
    'in a body that may be left out',
    taking(nullable(object({ version: text, force: text }))),
    taking(nullable(object({ version: text, reason: text }, ['reason']))),
    ['POST /things: body/force: is not taken any more', 'POST /things: body/reason: is required now'],
  ],
  [
    'in a part of an answer that may be null',
    answering(object({ last: nullable(object({ at: text })) })),
    answering(object({ last: nullable(object({})) })),
    ['GET /things: 200/last/at: is gone'],
  ],
  [
    'two at once',
    answering(object({ a: text, b: text })),
    answering(object({})),
    ['GET /things: 200/a: is gone', 'GET /things: 200/b: is gone'],
  ],
];

const compatible: readonly (readonly [what: string, before: Schema, after: Schema])[] = [
  ['nothing', answering(object({ id: text })), answering(object({ id: text }))],
  [
    'a new operation',
    document({ get: { responses: {} } }),
    document({ get: { responses: {} }, put: { responses: {} } }),
  ],
  ['a new answer', answering(text), document({ get: { responses: { 200: json(text), 404: json(text) } } })],
  ['a new field of an answer', answering(object({ id: text })), answering(object({ id: text, at: text }, ['at']))],
  [
    'a field of an answer is always there now',
    answering(object({ id: text })),
    answering(object({ id: text }, ['id'])),
  ],
  [
    'a field of an answer is never null now',
    answering(object({ id: nullable(text) })),
    answering(object({ id: text })),
  ],
  [
    'a new value in an answer',
    answering(object({ kind: { enum: ['batch'] } })),
    answering(object({ kind: { enum: ['batch', 'stream'] } })),
  ],
  ['a new optional field of a request', taking(object({ name: text })), taking(object({ name: text, note: text }))],
  ['a field of a request may be left out', taking(object({ name: text }, ['name'])), taking(object({ name: text }))],
  ['a field of a request may be null', taking(object({ name: text })), taking(object({ name: nullable(text) }))],
  ['fields go without names', taking(object({ a: text })), taking({ type: 'object', additionalProperties: text })],
  [
    'a new value of a request',
    taking(object({ kind: { enum: ['batch'] } })),
    taking(object({ kind: { enum: ['batch', 'stream'] } })),
  ],
  ['a body may be left out', taking(object({})), taking(object({}), { required: false })],
  ['a new optional parameter', asking(), asking(parameter('limit'))],
  ['a parameter may be left out', asking(parameter('q', text, { required: true })), asking(parameter('q'))],
  [
    'a whole number may be any number',
    taking(object({ n: { type: 'integer' } })),
    taking(object({ n: { type: 'number' } })),
  ],
  [
    'a schema got a name',
    answering(object({ id: text })),
    answering({ $ref: '#/components/schemas/Thing' }, { Thing: object({ id: text }) }),
  ],
  [
    'a schema that contains itself',
    answering(
      { $ref: '#/components/schemas/Tree' },
      { Tree: object({ child: { $ref: '#/components/schemas/Tree' } }) },
    ),
    answering(
      { $ref: '#/components/schemas/Tree' },
      { Tree: object({ child: { $ref: '#/components/schemas/Tree' } }) },
    ),
  ],
];

describe('what breaks clients of an OpenAPI document', () => {
  for (const [what, before, after, found] of breaking) {
    test(`${what}: it is named with its place`, () => assert.deepEqual(incompatibleChanges(before, after), found));
  }
  for (const [what, before, after] of compatible) {
    test(`${what}: it breaks nobody`, () => assert.deepEqual(incompatibleChanges(before, after), []));
  }
});
