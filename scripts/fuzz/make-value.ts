import type { Chance } from '../faults/random.ts';
import type { Schema } from './operations.ts';

/** Gives a value where the schema alone would not lead to one that means something; undefined: it does. */
export type Hint = (name: string, schema: Schema) => unknown;

export interface ValueSource {
  readonly chance: Chance;
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly hint: Hint;
  /** A text that was not there before. */
  readonly unique: () => string;
}

const deepest = 6;

/** A value that fits the schema. */
export function makeValue(source: ValueSource, schema: Schema, name = '', depth = 0): unknown {
  const { chance, schemas } = source;
  if (typeof schema['$ref'] === 'string') {
    const named = schemas[schema['$ref'].split('/').at(-1) ?? ''] ?? {};
    return makeValue(source, named, name, depth + 1);
  }
  const given = source.hint(name, schema);
  if (given !== undefined) return given;
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return chance.pick(schema['enum'] as unknown[]);
  const choices = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined;
  if (choices !== undefined) return makeValue(source, chance.pick(choices), name, depth + 1);
  if (Array.isArray(schema['allOf'])) {
    const parts = (schema['allOf'] as readonly Schema[]).map((part) => makeValue(source, part, name, depth + 1));
    return Object.assign({}, ...parts) as unknown;
  }
  return ofType(source, schema, name, depth);
}

function ofType(source: ValueSource, schema: Schema, name: string, depth: number): unknown {
  const { chance } = source;
  switch (schema['type']) {
    case 'object':
      return makeObject(source, schema, depth);
    case 'array': {
      const least = numberOf(schema['minItems']) ?? 0;
      const count = Math.max(
        least,
        depth > deepest ? 0 : chance.between(0, Math.min(4, numberOf(schema['maxItems']) ?? 4)),
      );
      const items = Array.from({ length: count }, () =>
        makeValue(source, (schema['items'] ?? {}) as Schema, name, depth + 1),
      );
      return schema['uniqueItems'] === true ? [...new Set(items)] : items;
    }
    case 'integer':
    case 'number': {
      const least = numberOf(schema['minimum']) ?? 0;
      const largest = numberOf(schema['maximum']) ?? least + 1000;
      // Mostly small ones: they are the ones that something exists for.
      return chance.chance(0.7) ? Math.min(largest, least + chance.between(0, 3)) : chance.between(least, largest);
    }
    case 'boolean':
      return chance.chance(0.5);
    case 'null':
      return null;
    case 'string':
      return makeText(source, schema);
    default:
      return makeAnything(source, depth);
  }
}

function makeObject(source: ValueSource, schema: Schema, depth: number): Record<string, unknown> {
  const { chance } = source;
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = new Set((schema['required'] ?? []) as readonly string[]);
  const made: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(properties)) {
    if (!required.has(key) && !chance.chance(depth > deepest ? 0 : 0.4)) continue;
    made[key] = makeValue(source, inner, key, depth + 1);
  }
  const others = schema['additionalProperties'];
  if (typeof others === 'object' && others !== null && depth <= deepest) {
    const count = chance.between(0, 2);
    for (let n = 0; n < count; n++) {
      made[chance.pick(['a', 'table', 'batchSize', 'where', 'day'])] = makeValue(
        source,
        others as Schema,
        '',
        depth + 1,
      );
    }
  }
  return made;
}

function makeAnything(source: ValueSource, depth: number): unknown {
  const { chance } = source;
  if (depth > deepest) return null;
  return chance.pick([
    () => chance.between(-5, 5),
    () => 'some text',
    () => chance.chance(0.5),
    () => [makeAnything(source, depth + 1)],
    () => ({ name: makeAnything(source, depth + 1) }),
  ])();
}

function makeText({ chance, unique }: ValueSource, schema: Schema): string {
  if (schema['format'] === 'date-time') {
    return new Date(Date.UTC(2026, chance.between(0, 11), chance.between(1, 28), chance.between(0, 23))).toISOString();
  }
  const least = numberOf(schema['minLength']) ?? 0;
  const most = numberOf(schema['maxLength']) ?? 100;
  const pattern = typeof schema['pattern'] === 'string' ? new RegExp(schema['pattern'], 'u') : /^/;
  const candidates = [
    ...(chance.chance(0.8) ? [] : ['数据 同步', 'x'.repeat(Math.min(most, 2000))]),
    unique(),
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    '7f3c2a9d41e84b0c9a5d6e7f8091a2b3',
    'http://127.0.0.1:1',
    'hdfs://127.0.0.1/savepoints',
    '/data/fuzz',
  ];
  return (
    candidates.find((text) => text.length >= least && text.length <= most && pattern.test(text)) ??
    'x'.repeat(Math.max(1, least))
  );
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
