/** One schema for the form and for the check: what GET /connectors/:name shows accepts and refuses what the gateway does. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import Fastify, { type FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { connectors } from '../../gateway/connectors/catalogue.ts';
import { ColumnSchema } from '../../gateway/connectors/connector.ts';
import { connectorRoutes } from '../../gateway/connectors/connector-routes.ts';
import { findDescription } from '../../gateway/connectors/descriptions/descriptions.ts';
import { formKeywords } from '../../gateway/connectors/descriptions/json-schema.ts';
import { matches } from '../../gateway/core/check.ts';
import { minimalConnection, minimalSpec } from './described-versions.ts';

type Json = Record<string, unknown>;
type Shown = Json & { properties: Record<string, Json>; required?: string[]; 'x-groups': Json[] };
interface Whole {
  readonly reader: { readonly parameterSchema: Shown; readonly columnSchema: Json | null };
  readonly writer: { readonly parameterSchema: Shown; readonly columnSchema: Json | null };
  readonly datasource: { readonly configSchema: Shown; readonly secretsSchema: Shown } | null;
}
const sides = ['reader', 'writer'] as const;
const languages = ['en', 'zh'] as const;

const ajv = new Ajv2020({ strict: true, strictRequired: false, addUsedSchema: false })
  .addVocabulary([...formKeywords])
  .addFormat('password', true);
const compile = (schema: Json): ValidateFunction => ajv.compile(schema);

/** Values around a good one: each field left out, blank, too long, of other types, out of its limits, and one more. */
function samplesOf(schema: Shown, good: Json): Json[] {
  const values = [undefined, null, '', ' ', 'x', 'x'.repeat(30_000), 'a b&c', 0, -1, 1, 1.5, 3e9, true, 'true'];
  const lists = [[], [''], ['x'], [1], [0], [{}], {}, { 'a b': 'x' }, { a: 'x&y' }, { a: 1 }, { a: 'x' }];
  const changed = Object.entries(schema.properties).flatMap(([name, property]) =>
    [...values, ...lists, property['minimum'], property['maximum'], property['default'], ...choices(property)].map(
      (value) => withField(good, name, value),
    ),
  );
  return [good, {}, { ...good, noSuchField: 1 }, ...changed];
}

const choices = ({ enum: words }: Json): unknown[] => (Array.isArray(words) ? (words as unknown[]) : []);

function withField(good: Json, name: string, value: unknown): Json {
  const { [name]: _old, ...rest } = good;
  return value === undefined ? rest : { ...rest, [name]: value };
}

function assertSame(shown: Shown, checked: TSchema, good: Json, what: string): void {
  assert.deepEqual(Object.keys(shown.properties), Object.keys((checked as unknown as Shown).properties), what);
  const validate = compile(shown);
  assert.ok(validate(good), `${what}: ${JSON.stringify(validate.errors)}`);
  let refused = 0;
  for (const sample of samplesOf(shown, good)) {
    const accepted = validate(sample);
    if (!accepted) refused++;
    assert.equal(matches(checked, sample), accepted, `${what}: ${JSON.stringify(sample).slice(0, 300)}`);
  }
  assert.ok(refused > 0, `${what}: nothing is refused`);
}

function assertForm(schema: Shown, language: string, what: string): void {
  const han = /[\u4e00-\u9fff]/;
  assert.ok(typeof schema['title'] === 'string' && typeof schema['description'] === 'string', what);
  assert.equal(han.test(schema['description']), language === 'zh', `${what}: ${schema['description']}`);
  const groups = schema['x-groups'].map(({ name }) => name);
  const places = new Set<string>();
  for (const [name, property] of Object.entries(schema.properties)) {
    const place = `${what}/${name}`;
    assert.ok(typeof property['title'] === 'string' && property['title'] !== '', place);
    assert.ok(typeof property['description'] === 'string' && property['description'] !== '', place);
    assert.ok(groups.includes(property['x-group']), `${place}: group`);
    places.add(`${String(property['x-group'])} ${String(property['x-order'])}`);
    // The default alone has to be a value of its own schema.
    if ('default' in property) assert.ok(compile(property)(property['default']), `${place}: default`);
  }
  assert.equal(places.size, Object.keys(schema.properties).length, `${what}: a place of its own for each field`);
}

describe('the shown schemas are those that are checked with', () => {
  let app: FastifyInstance;
  before(async () => {
    app = Fastify();
    await app.register(connectorRoutes());
  });
  after(() => app.close());

  for (const connector of connectors) {
    const { name } = connector;
    test(name, async () => {
      const description = findDescription(name);
      assert.ok(description);
      for (const language of languages) {
        const answer = await app.inject({ url: `/connectors/${name}`, headers: { 'accept-language': language } });
        const whole = answer.json<Whole>();
        for (const side of sides) {
          const checked = connector[side]?.parameters;
          if (checked === undefined) continue;
          const what = `${name} ${side} ${language}`;
          const shown = whole[side].parameterSchema;
          assertForm(shown, language, what);
          assertSame(shown, checked, minimalSpec(description, side)[side].parameter, what);
          assertColumns(whole[side].columnSchema, what);
        }
        assert.equal(whole.datasource === null, connector.datasource === null);
        if (whole.datasource === null || connector.datasource === null) continue;
        const good = minimalConnection(description, (field) => `secret-${field}`);
        assert.ok(good);
        const { configSchema, secretsSchema } = whole.datasource;
        assertForm(configSchema, language, `${name} config ${language}`);
        assertForm(secretsSchema, language, `${name} secrets ${language}`);
        assertSame(configSchema, connector.datasource.config, { ...good.config }, `${name} config ${language}`);
        assertSame(secretsSchema, connector.datasource.secrets, { ...good.secrets }, `${name} secrets ${language}`);
        for (const secret of Object.values(secretsSchema.properties)) assert.equal(secret['writeOnly'], true);
      }
    });
  }
});

/** Whatever the form makes of a column, a version takes. */
function assertColumns(schema: Json | null, what: string): void {
  if (schema === null) return;
  const validate = compile(schema);
  const typed = { name: 'a', type: 'int' };
  const samples = [
    'a',
    '',
    'a'.repeat(191),
    typed,
    { ...typed, type: 'x'.repeat(61) },
    { ...typed, value: 'x'.repeat(4001) },
    { ...typed, index: -1 },
    { ...typed, index: 100001 },
    { ...typed, length: 3e9 },
    { ...typed, isPart: 'true' },
    { ...typed, other: 1 },
  ];
  assert.ok(
    samples.some((sample) => validate(sample)),
    what,
  );
  for (const sample of samples) {
    if (validate(sample)) assert.ok(matches(ColumnSchema, sample), `${what}: ${JSON.stringify(sample).slice(0, 200)}`);
  }
  assert.equal(validate({ ...typed, index: 100001 }), false, what);
}
