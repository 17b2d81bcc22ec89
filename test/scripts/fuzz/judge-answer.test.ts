import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeAnswer, type FuzzAnswer } from '../../../scripts/fuzz/judge-answer.ts';
import { operationsOf } from '../../../scripts/fuzz/operations.ts';
import { createSchemaChecks } from '../../../scripts/fuzz/schema-checks.ts';

const Problem = {
  type: 'object',
  required: ['code', 'status'],
  properties: { code: { type: 'string' }, status: { type: 'integer' }, requestId: { type: 'string' } },
};
const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const document = {
  paths: {
    '/things': {
      get: {
        operationId: 'getThings',
        responses: {
          200: {
            content: {
              'application/json': {
                schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
              },
            },
          },
          204: {},
          '4XX': problem,
          '5XX': problem,
        },
      },
    },
  },
  components: { schemas: { Problem } },
};
const [operation] = operationsOf(document);
assert.ok(operation);

const answer = (status: number, body: unknown, more: Partial<FuzzAnswer> = {}): FuzzAnswer => ({
  status,
  type: status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ms: 5,
  ...more,
});
const told = (status: number, code: string, more: object = {}) =>
  answer(status, { status, code, requestId: 'r', ...more });

const cases: readonly (readonly [
  what: string,
  answer: FuzzAnswer,
  found: readonly [kind: string, detail: RegExp][],
])[] = [
  ['a good one', answer(200, { n: 1 }), []],
  ['an empty one', answer(204, '', { type: '' }), []],
  ['a refusal', told(404, 'not_found'), []],
  ['a cluster that is away', told(503, 'cluster_unreachable'), []],
  ['another shape', answer(200, { n: 'one' }), [['invalidAnswer', /n must be integer/]]],
  ['a field is missing', answer(200, {}), [['invalidAnswer', /required property 'n'/]]],
  ['no JSON', answer(200, '{'), [['invalidAnswer', /no JSON/]]],
  ['another content type', answer(200, { n: 1 }, { type: 'text/html' }), [['invalidAnswer', /is text\/html/]]],
  ['a body where there is none', answer(204, 'x'), [['invalidAnswer', /has a body/]]],
  ['a status that is not declared', answer(302, ''), [['invalidAnswer', /302 is not declared/]]],
  [
    'no answer at all',
    answer(0, '', { ms: 40_000 }),
    [
      ['hang', /40000 ms/],
      ['invalidAnswer', /status 0/],
    ],
  ],
  ['late', answer(200, { n: 1 }, { ms: 10_001 }), [['hang', /10001 ms/]]],
  ['an unexpected error', told(500, 'internal'), [['serverError', /500 internal/]]],
  ['a store that is away', told(503, 'store_unavailable'), [['serverError', /503 store_unavailable/]]],
  ['a code of another status', told(400, 'not_found'), [['invalidAnswer', /400 with the code not_found/]]],
  ['a code that nobody knows', told(400, 'oops'), [['invalidAnswer', /the code oops/]]],
  ['no request id', told(404, 'not_found', { requestId: undefined }), [['invalidAnswer', /no requestId/]]],
  [
    'a problem as plain JSON',
    answer(404, {}, { type: 'application/json' }),
    [['invalidAnswer', /is application\/json/]],
  ],
];

describe('judging an answer', () => {
  for (const [what, given, expected] of cases) {
    test(what, () => {
      const found = judgeAnswer(operation, given, 10_000, createSchemaChecks(document));
      assert.deepEqual(
        found.map(({ kind }) => kind),
        expected.map(([kind]) => kind),
      );
      for (const [index, [, detail]] of expected.entries()) assert.match(found[index]?.detail ?? '', detail);
    });
  }
});
