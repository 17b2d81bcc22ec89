/** What became of an OpenAPI document since another one, as far as a client that was made for the earlier one feels it. */

type Json = Readonly<Record<string, unknown>>;

/** So deep schemas are compared; a schema that contains itself ends there, too. */
const deepest = 12;

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * Changes that break clients: an operation, an answer or a field of one that is gone, may be missing or has another type;
 * a new required field or parameter; a field or value that is taken no more. A new value of an answer's enum is none:
 * clients have to stand those. Each as a line that names the place. Pure.
 */
export function incompatibleChanges(before: Json, after: Json): string[] {
  const found: string[] = [];
  const [pathsBefore, pathsAfter] = [objectOf(before['paths']), objectOf(after['paths'])];
  for (const [path, item] of Object.entries(pathsBefore)) {
    for (const method of methods) {
      const earlier = objectOf(item)[method];
      if (earlier === undefined) continue;
      const name = `${method.toUpperCase()} ${path}`;
      const later = objectOf(pathsAfter[path])[method];
      if (later === undefined) found.push(`${name} is gone`);
      else found.push(...operationChanges(name, objectOf(earlier), objectOf(later), before, after));
    }
  }
  return found;
}

function* operationChanges(name: string, before: Json, after: Json, from: Json, to: Json): Generator<string> {
  const key = (parameter: Json): string => `${String(parameter['in'])} ${String(parameter['name'])}`;
  const earlier = new Map(listOf(before['parameters']).map((one) => [key(one), one]));
  const later = new Map(listOf(after['parameters']).map((one) => [key(one), one]));
  for (const [where, parameter] of earlier) {
    const now = later.get(where);
    if (now === undefined) yield `${name}: the parameter ${where} is gone`;
    else yield* requestChanges(`${name}: ${where}`, parameter['schema'], now['schema'], from, to, 0);
  }
  for (const [where, parameter] of later) {
    const isNeeded = parameter['required'] === true && earlier.get(where)?.['required'] !== true;
    if (isNeeded) yield `${name}: the parameter ${where} is required now`;
  }
  const [bodyBefore, bodyAfter] = [objectOf(before['requestBody']), objectOf(after['requestBody'])];
  if (bodyAfter['required'] === true && bodyBefore['required'] !== true) yield `${name}: a body is required now`;
  yield* requestChanges(`${name}: body`, schemaOf(bodyBefore), schemaOf(bodyAfter), from, to, 0);
  const answers = objectOf(after['responses']);
  for (const [status, answer] of Object.entries(objectOf(before['responses']))) {
    if (answers[status] === undefined) yield `${name}: the answer ${status} is gone`;
    else
      yield* answerChanges(
        `${name}: ${status}`,
        schemaOf(objectOf(answer)),
        schemaOf(objectOf(answers[status])),
        from,
        to,
        0,
      );
  }
}

/** What may be sent: less than before breaks. */
function* requestChanges(
  at: string,
  before: unknown,
  after: unknown,
  from: Json,
  to: Json,
  depth: number,
): Generator<string> {
  if (before === undefined || depth > deepest) return;
  if (after === undefined) {
    yield `${at}: is not taken any more`;
    return;
  }
  const [a, b] = [resolved(before, from), resolved(after, to)];
  for (const type of typesOf(a)) {
    if (!typesOf(b).includes(type) && typesOf(b).length > 0) yield `${at}: ${type} is not taken any more`;
  }
  for (const value of valuesOf(a) ?? []) {
    if (valuesOf(b)?.includes(value) === false) yield `${at}: ${value} is not taken any more`;
  }
  const [c, d] = [shapeOf(a, from), shapeOf(b, to)];
  const [fields, now] = [objectOf(c['properties']), objectOf(d['properties'])];
  const others = d['additionalProperties'] === false ? undefined : (d['additionalProperties'] ?? {});
  for (const [field, schema] of Object.entries(fields)) {
    yield* requestChanges(`${at}/${field}`, schema, now[field] ?? others, from, to, depth + 1);
  }
  const needed = new Set(c['required'] as readonly string[] | undefined);
  for (const field of (d['required'] as readonly string[] | undefined) ?? []) {
    if (!needed.has(field) && Object.keys(fields).length > 0) yield `${at}/${field}: is required now`;
  }
  if (c['items'] !== undefined) yield* requestChanges(`${at}/-`, c['items'], d['items'], from, to, depth + 1);
}

/** What comes back: a field that is gone, may be missing now or has another type breaks. */
function* answerChanges(
  at: string,
  before: unknown,
  after: unknown,
  from: Json,
  to: Json,
  depth: number,
): Generator<string> {
  if (before === undefined || depth > deepest) return;
  if (after === undefined) {
    yield `${at}: nothing comes any more`;
    return;
  }
  const [a, b] = [resolved(before, from), resolved(after, to)];
  for (const type of typesOf(b)) {
    if (!typesOf(a).includes(type) && typesOf(a).length > 0) yield `${at}: may be ${type} now`;
  }
  const [c, d] = [shapeOf(a, from), shapeOf(b, to)];
  const [fields, now] = [objectOf(c['properties']), objectOf(d['properties'])];
  const sure = new Set(d['required'] as readonly string[] | undefined);
  const wasSure = new Set(c['required'] as readonly string[] | undefined);
  for (const [field, schema] of Object.entries(fields)) {
    if (now[field] === undefined) yield `${at}/${field}: is gone`;
    else if (wasSure.has(field) && !sure.has(field)) yield `${at}/${field}: may be missing now`;
    else yield* answerChanges(`${at}/${field}`, schema, now[field], from, to, depth + 1);
  }
  if (c['items'] !== undefined) yield* answerChanges(`${at}/-`, c['items'], d['items'], from, to, depth + 1);
}

function schemaOf(holder: Json): unknown {
  const [media] = Object.values(objectOf(holder['content']));
  return objectOf(media)['schema'];
}

function resolved(schema: unknown, document: Json): Json {
  const one = objectOf(schema);
  if (typeof one['$ref'] !== 'string') return one;
  const name = one['$ref'].split('/').at(-1) ?? '';
  return objectOf(objectOf(objectOf(document['components'])['schemas'])[name]);
}

/** Of something that may be null, what it is otherwise; a choice of several stays as it is. */
function shapeOf(schema: Json, document: Json): Json {
  const choices = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])].filter(({ type }) => type !== 'null');
  const [only, another] = choices;
  return only === undefined || another !== undefined ? schema : resolved(only, document);
}

/** `null` counts as a type; an object or value that a union allows counts by its type. */
function typesOf(schema: Json): readonly string[] {
  const choices = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  if (choices.length > 0) return [...new Set(choices.flatMap((choice) => typesOf(choice)))];
  if (Array.isArray(schema['type'])) return schema['type'] as string[];
  if (typeof schema['type'] === 'string') return [schema['type'] === 'integer' ? 'number' : schema['type']];
  const values = valuesOf(schema);
  return values === undefined ? [] : [...new Set(values.map((value) => typeof value))];
}

function valuesOf(schema: Json): readonly (string | number)[] | undefined {
  if (Array.isArray(schema['enum'])) return schema['enum'] as (string | number)[];
  return 'const' in schema ? [schema['const'] as string] : undefined;
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
