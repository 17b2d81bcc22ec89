/** A JSON Schema as the OpenAPI document has it. */
export type DocumentSchema = Readonly<Record<string, unknown>>;

/** Tried for texts with a pattern, in this order: the first that fits. */
const words: readonly string[] = [
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  'orders',
  '7f3c2a9d41e84b0c9a5d6e7f8091a2b3',
  'http://jobmanager.example:8081',
  'https://studio.example/hooks',
  '/data/archive',
  'savepoint-1',
  '1h',
  '0',
];

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T08:00:00.000Z',
  date: '2026-01-31',
  uri: 'https://studio.example/hooks',
  email: 'ann@studio.example',
};

/** Deeper than this an object shows only what it must have. */
const wholeDepth = 4;

/**
 * A value that fits the schema, for the reader of the document: its own `examples`, else its default, else one that is
 * made up from what the schema says. `$ref` is looked up in `schemas`. Pure.
 */
export function exampleOf(schema: unknown, schemas: Readonly<Record<string, unknown>>, depth = 0, name = ''): unknown {
  if (typeof schema !== 'object' || schema === null || depth > 12) return {};
  const one = schema as DocumentSchema;
  if (typeof one['$ref'] === 'string') {
    return exampleOf(schemas[one['$ref'].split('/').at(-1) ?? ''], schemas, depth + 1, name);
  }
  if (Array.isArray(one['examples']) && one['examples'].length > 0) return one['examples'][0] as unknown;
  if ('example' in one) return one['example'];
  if ('default' in one) return one['default'];
  if ('const' in one) return one['const'];
  if (Array.isArray(one['enum'])) return one['enum'][0] as unknown;
  const choices = (one['anyOf'] ?? one['oneOf']) as readonly DocumentSchema[] | undefined;
  if (choices !== undefined) {
    const told = choices.find(({ type }) => type !== 'null') ?? choices[0];
    return exampleOf(told, schemas, depth, name);
  }
  if (Array.isArray(one['allOf'])) {
    const parts = (one['allOf'] as readonly unknown[]).map((part) => exampleOf(part, schemas, depth, name));
    return Object.assign({}, ...parts) as unknown;
  }
  return ofType(one, schemas, depth, name);
}

function ofType(schema: DocumentSchema, schemas: Readonly<Record<string, unknown>>, depth: number, name: string) {
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, schemas, depth);
    case 'array': {
      const least = (schema['minItems'] as number | undefined) ?? 0;
      if (schema['items'] === undefined || (least === 0 && depth > wholeDepth)) return [];
      return Array.from({ length: Math.max(1, least) }, () => exampleOf(schema['items'], schemas, depth + 1, name));
    }
    case 'integer':
    case 'number':
      return Math.max(1, (schema['minimum'] as number | undefined) ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      return textOf(schema, name);
    default:
      return {};
  }
}

function objectOf(schema: DocumentSchema, schemas: Readonly<Record<string, unknown>>, depth: number): object {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>;
  const required = (schema['required'] ?? []) as readonly string[];
  const shown = Object.entries(properties).filter(([key]) => depth <= wholeDepth || required.includes(key));
  return Object.fromEntries(shown.map(([key, value]) => [key, exampleOf(value, schemas, depth + 1, key)]));
}

function textOf(schema: DocumentSchema, name: string): string {
  const pattern = typeof schema['pattern'] === 'string' ? new RegExp(schema['pattern'], 'u') : null;
  const least = (schema['minLength'] as number | undefined) ?? 0;
  const most = (schema['maxLength'] as number | undefined) ?? Infinity;
  const formatted = byFormat[String(schema['format'])];
  if (formatted !== undefined) return formatted;
  const named = /(?:^i|I)d$/.test(name) ? [words[0] ?? ''] : [name];
  const fits = (text: string): boolean =>
    text !== '' && text.length >= least && text.length <= most && (pattern === null || pattern.test(text));
  return [...named, ...words].find(fits) ?? 'x'.repeat(Math.max(1, least));
}
