import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { GatewayError, type FieldError } from './errors.ts';

const compiled = new WeakMap<TSchema, Validator>();

function validatorOf(schema: TSchema): Validator {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const made: Validator = Compile<TSchema>(schema);
  compiled.set(schema, made);
  return made;
}

/** True when the value has the schema's shape. The schema is compiled once. */
export function matches<T extends TSchema>(schema: T, value: unknown): value is Static<T> {
  return validatorOf(schema).Check(value);
}

/**
 * What is wrong with a value, as places and words; empty when it fits. Of a union of objects the branch that was
 * probably meant is reported, of other unions every branch; the list is cut after 20 entries.
 */
export function findErrors(schema: TSchema, value: unknown): FieldError[] {
  if (matches(schema, value)) return [];
  const found: FieldError[] = [];
  for (const error of validatorOf(meant(schema, value)).Errors(value)) {
    if (error.keyword === 'boolean') continue;
    if (error.keyword === 'additionalProperties') {
      const params = error.params as { additionalProperties?: readonly string[] };
      for (const name of params.additionalProperties ?? []) {
        found.push({ pointer: `${error.instancePath}/${escapePointer(name)}`, detail: 'is not a known field' });
      }
    } else if (error.keyword === 'required') {
      const params = error.params as { requiredProperties?: readonly string[] };
      for (const name of params.requiredProperties ?? []) {
        found.push({ pointer: `${error.instancePath}/${escapePointer(name)}`, detail: 'is required' });
      }
    } else {
      found.push({ pointer: error.instancePath, detail: wordsOf(error.keyword, error.params, error.message) });
    }
    if (found.length >= 20) break;
  }
  return found;
}

interface ObjectSchema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly anyOf?: readonly TSchema[];
}

/** The schema with every union of objects narrowed to the branch that shares most keys with the value. */
function meant(schema: TSchema, value: unknown): TSchema {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return schema;
  const { anyOf, properties } = schema as ObjectSchema;
  if (anyOf !== undefined) {
    const branches = anyOf.filter((branch) => (branch as ObjectSchema).type === 'object');
    const [best] = branches.toSorted((a, b) => strangeness(a, value) - strangeness(b, value));
    return best === undefined ? schema : meant(best, value);
  }
  if (properties === undefined) return schema;
  const narrowed = Object.entries(properties).map(([key, inner]) => {
    const given: unknown = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    return [key, inner, meant(inner, given)] as const;
  });
  if (narrowed.every(([, before, after]) => before === after)) return schema;
  return { ...schema, properties: Object.fromEntries(narrowed.map(([key, , after]) => [key, after])) };
}

/** Keys that are missing and keys that are unknown. */
function strangeness(schema: TSchema, value: object): number {
  const { required = [], properties = {} } = schema as ObjectSchema;
  const missing = required.filter((key) => !Object.hasOwn(value, key)).length;
  return missing + Object.keys(value).filter((key) => !Object.hasOwn(properties, key)).length;
}

/** Ajv-like messages, with the values and patterns a person needs in order to correct them. */
function wordsOf(keyword: string, params: object, message: string): string {
  if (keyword === 'enum' && 'allowedValues' in params && Array.isArray(params.allowedValues)) {
    return `must be one of ${params.allowedValues.map(String).join(', ')}`;
  }
  return message;
}

/** RFC 6901: `~` and `/` inside one reference token. */
export function escapePointer(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** One line for logs and messages: `/a/b is required; /c must be >= 1`. */
export function describeErrors(errors: readonly FieldError[]): string {
  return errors.map((error) => `${error.pointer === '' ? '(root)' : error.pointer} ${error.detail}`).join('; ');
}

/** A JSON value read back from a store. Throws GatewayError `internal` when it has not the shape it was stored with. */
export function parseStored<T extends TSchema>(schema: T, value: unknown, what: string): Static<T> {
  if (matches(schema, value)) return value;
  const why = describeErrors(findErrors(schema, value).slice(0, 3));
  throw new GatewayError('internal', `The stored ${what} has an unexpected shape: ${why}`);
}
