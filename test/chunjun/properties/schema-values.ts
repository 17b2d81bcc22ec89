/** Values of a parameters schema, as the catalogue's connectors write them: type, enum, limits, anyOf, required. */
import fc from 'fast-check';

export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A text for a field; undefined: any. */
export type TextFor = (name: string, schema: Schema) => fc.Arbitrary<unknown> | undefined;

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);

function valueOf(name: string, schema: Schema, own: TextFor): fc.Arbitrary<unknown> {
  const given = own(name, schema);
  if (given !== undefined) return given;
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => valueOf(name, one, own)));
  switch (schema.type) {
    case 'string':
      return texts(schema);
    case 'integer':
      return integers(schema);
    case 'number':
      return fc.oneof(
        integers(schema),
        integers(schema).map((whole) => Math.min(whole + 0.5, schema.maximum ?? Infinity)),
      );
    case 'boolean':
      return fc.boolean();
    case 'array': {
      const item = valueOf(name, schema.items ?? {}, own);
      return fc.array(item, { minLength: schema.minItems ?? 0, maxLength: 4 });
    }
    case 'object': {
      if (schema.properties !== undefined) return objectsOf(schema, own);
      const inner = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : { type: 'string' };
      return fc.dictionary(word, valueOf('', inner, own), { maxKeys: 3 });
    }
    default:
      return fc.oneof(word, fc.integer(), fc.boolean(), fc.constant({}), fc.constant([]));
  }
}

function texts({ minLength = 0, maxLength = 40, pattern = '' }: Schema): fc.Arbitrary<string> {
  const limits = { minLength, maxLength: Math.min(maxLength, 40) };
  const fits = new RegExp(pattern, 'u');
  return (
    fc
      .oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', ...limits }) })
      .filter((text) => text.length >= minLength && text.length <= maxLength && fits.test(text))
      // Blanks for an address or a name are nothing that anybody means.
      .filter((text) => minLength === 0 || text.trim() !== '')
  );
}

/** The limits themselves, small numbers and any other. */
function integers({ minimum = -2147483648, maximum = 2147483647 }: Schema): fc.Arbitrary<number> {
  const near = [minimum, maximum, 0, 1, 2, 1000, 100000].filter((one) => one >= minimum && one <= maximum);
  return fc.oneof(
    fc.constantFrom(...near),
    fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) }),
  );
}

/** Objects with every required property and any of the others; of an `anyOf` of required ones, at least one. */
export function objectsOf(schema: Schema, own: TextFor): fc.Arbitrary<Record<string, unknown>> {
  const properties = Object.entries(schema.properties ?? {});
  const all = Object.fromEntries(properties.map(([name, one]) => [name, valueOf(name, one, own)]));
  const choices = (schema.allOf ?? []).map((one) => (one.anyOf ?? []).flatMap(({ required }) => required ?? []));
  const some = fc.record(all, { requiredKeys: [...(schema.required ?? [])] });
  if (choices.length === 0) return some;
  const chosen = fc.tuple(...choices.map((names) => fc.subarray([...names], { minLength: 1 })));
  return fc.tuple(some, fc.record(all), chosen).map(([drawn, full, names]) => ({
    ...drawn,
    ...Object.fromEntries(names.flat().map((name) => [name, full[name]])),
  }));
}
