import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { openApiDocument } from '../../scripts/api-routes.ts';
import { createSchemaChecks } from '../../scripts/fuzz/schema-checks.ts';
import { operationsOf, type Operation } from '../../scripts/fuzz/operations.ts';

describe('the OpenAPI document', () => {
  let document: Record<string, unknown>;
  let operations: readonly Operation[];
  before(async () => {
    document = await openApiDocument();
    operations = operationsOf(document);
  });

  /** Bodies of requests and of good answers, with the place they stand in. */
  const contents = () =>
    operations.flatMap(({ id, body, answers }) => [
      ...(body === undefined ? [] : [{ at: `${id}: body`, ...body }]),
      ...answers
        .filter(({ status }) => status.startsWith('2'))
        .flatMap(({ status, contents }) => contents.map((one) => ({ at: `${id}: ${status}`, ...one }))),
    ]);

  test('a linter has nothing to say', async () => {
    const config = await createConfig({ extends: ['recommended-strict'] });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    const told = problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);
    assert.deepEqual(told, []);
  });

  test('every operation has an id of its own, a summary and a tag', () => {
    assert.ok(operations.length > 80, `${operations.length} operations`);
    const ids = operations.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, index) => id === '' || ids.indexOf(id) !== index),
      [],
    );
    const bare = operations.filter(({ operation }) => !operation.summary || !operation.tags?.length);
    assert.deepEqual(
      bare.map(({ id }) => id),
      [],
    );
  });

  test('every body that is taken and every good answer has an example, which fits its own schema', () => {
    const check = createSchemaChecks(document);
    const wrong = contents().flatMap(({ at, schema, example }) => {
      if (example === undefined) return [`${at}: no example`];
      const found = check(schema)(example);
      return found === null ? [] : [`${at}: ${found} in ${JSON.stringify(example).slice(0, 200)}`];
    });
    assert.deepEqual(wrong, []);
  });

  test('every good answer but 204 says what it holds', () => {
    const silent = operations.flatMap(({ id, answers }) =>
      answers
        .filter(({ status, contents }) => /^2/.test(status) && status !== '204' && contents.length === 0)
        .map(({ status }) => `${id}: ${status}`),
    );
    assert.deepEqual(silent, []);
  });

  test('every whole number that is taken has a largest value: it may become a row number or a timer', () => {
    const unbounded = operations.flatMap(({ id, parameters, body }) => [
      ...parameters.flatMap(({ name, schema }) => integersWithoutBounds(document, schema, `${id}: ${name}`)),
      ...integersWithoutBounds(document, body?.schema, `${id}: body`),
    ]);
    // Written into the document of Chunjun, which has a long for it.
    assert.deepEqual(unbounded, ['postJobsByIdVersions: body/spec/settings/bytesPerSecond']);
  });

  test('every operation that asks for a token says so, and tells how problems look', () => {
    const open = operations.filter(({ operation }) => (operation.security ?? []).length === 0).map(({ path }) => path);
    assert.deepEqual(open.sort(), ['/healthz', '/metrics', '/readyz']);
    for (const { id, answers } of operations) {
      for (const status of ['4XX', '5XX']) {
        const problem = answers.find((answer) => answer.status === status)?.contents[0];
        assert.equal(problem?.type, 'application/problem+json', `${id}: ${status}`);
        assert.deepEqual(problem.schema, { $ref: '#/components/schemas/Problem' }, `${id}: ${status}`);
      }
    }
  });
});

function integersWithoutBounds(document: Record<string, unknown>, schema: unknown, at: string, depth = 0): string[] {
  if (typeof schema !== 'object' || schema === null || depth > 12) return [];
  const one = schema as Record<string, unknown>;
  if (typeof one['$ref'] === 'string') {
    const { schemas } = document['components'] as { schemas: Record<string, unknown> };
    return integersWithoutBounds(document, schemas[one['$ref'].split('/').at(-1) ?? ''], at, depth + 1);
  }
  const parts: (readonly [place: string, inner: unknown])[] = [
    ...Object.entries(one['properties'] ?? {}).map(([key, inner]) => [`${at}/${key}`, inner] as const),
    ...[one['anyOf'], one['oneOf'], one['allOf']].flat().map((inner) => [at, inner] as const),
    [`${at}/-`, one['items']],
    [`${at}/*`, one['additionalProperties']],
  ];
  return [
    ...(one['type'] === 'integer' && one['maximum'] === undefined ? [at] : []),
    ...parts.flatMap(([place, inner]) => integersWithoutBounds(document, inner, place, depth + 1)),
  ];
}
