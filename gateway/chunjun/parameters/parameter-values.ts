import { escapePointer } from '../../core/check.ts';
import type { FieldError } from '../../core/errors.ts';
import { secretPrefix } from '../version-spec.ts';
import type { ParameterDeclarations } from '../version-spec.ts';
import { isParameterName, type ParameterValue, type ParameterValues } from './fill-text.ts';

/** Where a version refers to parameters. */
export interface ParameterUse {
  readonly pointer: string;
  readonly names: readonly string[];
}

type Declaration = ParameterDeclarations[number];

/** What is wrong with the names a version uses and declares; pointers into the version. */
export function checkParameters(uses: readonly ParameterUse[], declarations: ParameterDeclarations = []): FieldError[] {
  const errors: FieldError[] = uses.flatMap(({ pointer, names }) =>
    names
      .filter((name) => !isParameterName(name))
      .map((name) => ({
        pointer,
        detail: `\${${name.slice(0, 80)}} is no parameter: a name has letters, digits, _ . and -, and begins with a letter or _`,
        remedy: 'Write $${ where the two characters ${ themselves are meant.',
      })),
  );
  const seen = new Set<string>();
  declarations.forEach((declaration, index) => {
    const { name, default: value } = declaration;
    const pointer = `/parameters/${index}`;
    if (seen.has(name)) errors.push({ pointer: `${pointer}/name`, detail: 'is declared twice', remedy: 'Leave one.' });
    seen.add(name);
    if (name.startsWith(secretPrefix)) {
      const remedy = 'Choose another name.';
      errors.push({ pointer: `${pointer}/name`, detail: `must not begin with ${secretPrefix}`, remedy });
    }
    if (value !== undefined && typed(declaration, value) === undefined) {
      errors.push({ pointer: `${pointer}/default`, ...mustBe(declaration) });
    }
  });
  return errors;
}

export interface ResolvedParameters {
  readonly values: ParameterValues;
  /** Names that are used and have no value. */
  readonly missing: readonly string[];
  /** Values that do not fit or that nothing uses; pointers below `/parameters`. */
  readonly errors: readonly FieldError[];
}

/** The values of one run: what it gives, else the declared defaults. Secrets (`secret.…`) are no parameters of a run. */
export function resolveParameters(
  uses: readonly ParameterUse[],
  declarations: ParameterDeclarations = [],
  given: Readonly<Record<string, ParameterValue>> = {},
): ResolvedParameters {
  const used = new Set(uses.flatMap(({ names }) => names).filter((name) => !name.startsWith(secretPrefix)));
  const declared = new Map(declarations.map((declaration) => [declaration.name, declaration]));
  const values = new Map<string, ParameterValue>();
  const errors: FieldError[] = [];
  for (const [name, value] of Object.entries(given)) {
    const pointer = `/parameters/${escapePointer(name)}`;
    const declaration = declared.get(name);
    if (!used.has(name) && declaration === undefined) {
      const known = [...new Set([...used, ...declared.keys()])].sort().join(', ');
      const remedy = known === '' ? 'Leave it out.' : `It has ${known}.`;
      errors.push({ pointer, detail: 'is no parameter of this version', remedy });
      continue;
    }
    const fitting = declaration === undefined ? value : typed(declaration, value);
    if (fitting !== undefined) values.set(name, fitting);
    else if (declaration !== undefined) errors.push({ pointer, ...mustBe(declaration) });
  }
  for (const { name, default: value, ...declaration } of declarations) {
    const fitting = value === undefined ? undefined : typed({ name, ...declaration }, value);
    if (!values.has(name) && fitting !== undefined) values.set(name, fitting);
  }
  return { values, errors, missing: [...used].filter((name) => !values.has(name)) };
}

/** A run cannot go without them. */
export function missingErrors(missing: readonly string[]): FieldError[] {
  return missing.map((name) => ({
    pointer: `/parameters/${escapePointer(name)}`,
    detail: 'is required: the version uses it and has no default',
    remedy: `Give the run {"parameters": {${JSON.stringify(name)}: …}}, or declare a default.`,
  }));
}

/** The value as its declaration wants it; numbers and flags may come as text. undefined: it does not fit. */
function typed({ type = 'string' }: Declaration, value: ParameterValue): ParameterValue | undefined {
  switch (type) {
    case 'string':
      return String(value);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      return value === 'true' ? true : value === 'false' ? false : undefined;
    case 'integer':
    case 'number': {
      if (typeof value === 'boolean' || (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value))) return undefined;
      const number = Number(value);
      return type === 'integer' ? (Number.isSafeInteger(number) ? number : undefined) : number;
    }
  }
}

function mustBe({ type = 'string' }: Declaration): Omit<FieldError, 'pointer'> {
  const example = { string: '"text"', boolean: 'true', integer: '12', number: '1.5' }[type];
  return { detail: `must be of type ${type}`, remedy: `Write for example ${example}.` };
}
