/** Checking of what a version or a data source says for a connector: the shown schema first, then what it cannot say. */
import type { TSchema } from 'typebox';
import { findErrors } from '../core/check.ts';
import type { FieldError } from '../core/errors.ts';
import { checkVersionSecrets } from './described-version-secrets.ts';
import type { ConnectorSide, DatasourceType, SideContext } from './connector.ts';
import { findDescription } from './descriptions/descriptions.ts';

type Values = Readonly<Record<string, unknown>>;

/** What is wrong with a side's `parameter` and columns; pointers relative to the side. */
export function findSideErrors(
  connectorName: string,
  side: ConnectorSide,
  parameter: Values,
  context: SideContext,
): FieldError[] {
  const shape = findErrors(withoutChoices(side.parameters), parameter);
  if (shape.length > 0) return shape.map((error) => ({ ...error, pointer: `/parameter${error.pointer}` }));
  const description = findDescription(connectorName);
  const choices = missingChoices(side.parameters, parameter);
  const errors = [
    ...choices.map((error) => ({ ...error, pointer: `/parameter${error.pointer}` })),
    ...side.check(parameter, context),
  ];
  return [
    ...eachPlaceOnce(errors),
    ...checkVersionSecrets(parameter, description).filter(
      ({ pointer }) => !errors.some((error) => error.pointer === pointer),
    ),
  ];
}

/** What is wrong with a data source's config; pointers relative to it. `secretNames`: the secrets that are given. */
export function findConfigErrors(
  type: DatasourceType,
  config: Values,
  secretNames?: ReadonlySet<string>,
): FieldError[] {
  const shape = findErrors(withoutChoices(type.config), config);
  if (shape.length > 0) return shape;
  const errors = type.check(config, secretNames);
  const places = new Set(errors.map(({ pointer }) => pointer));
  return [...errors, ...missingChoices(type.config, config).filter(({ pointer }) => !places.has(pointer))];
}

/** The choice's own words are better than the list of all that JSON Schema would have taken. */
interface WithChoices {
  readonly allOf?: readonly { readonly anyOf: readonly { readonly required: readonly [string] }[] }[];
}
const plain = new WeakMap<TSchema, TSchema>();

function withoutChoices(schema: TSchema): TSchema {
  const { allOf, ...rest } = schema as TSchema & WithChoices;
  if (allOf === undefined) return schema;
  const known = plain.get(schema) ?? rest;
  plain.set(schema, known);
  return known;
}

function missingChoices(schema: TSchema, value: Values): FieldError[] {
  return ((schema as WithChoices).allOf ?? []).flatMap(({ anyOf }) => {
    const [first, ...others] = anyOf.map(({ required }) => required[0]);
    if (first === undefined || [first, ...others].some((name) => value[name] !== undefined)) return [];
    return [{ pointer: `/${first}`, detail: `is required when there is no ${others.join(' or ')}` }];
  });
}

/** Two rules may see the same thing. */
function eachPlaceOnce(errors: readonly FieldError[]): FieldError[] {
  const seen = new Set<string>();
  return errors.filter(({ pointer, detail }) => {
    const key = /required/.test(detail) ? `${pointer} required` : `${pointer} ${detail}`;
    return !seen.has(key) && seen.add(key);
  });
}
