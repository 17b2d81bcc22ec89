/** Descriptions as JSON Schema (draft 2020-12), for forms and for checking what they send. */
import type {
  ColumnKeyDescription,
  ColumnsDescription,
  ConnectorDescription,
  FieldDescription,
  Language,
  ParameterType,
  SideName,
  Text,
} from './description.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

const draft = 'https://json-schema.org/draft/2020-12/schema';

/** `x-group`, `x-order` (within the group) and `x-unit` are for drawing; validators may pass over them. */
export const formKeywords = ['x-group', 'x-order', 'x-unit'] as const;

const identifier = (...parts: readonly string[]) => `urn:chunjun:1.12.8:${parts.join(':')}`;

/**
 * Schema of what a version says in a side's `parameter`: without connection, credentials and columns, which come from
 * the data source and the mapping. `only`: leaves out every parameter that is not in it.
 */
export function schemaOf(
  description: ConnectorDescription,
  side: SideName,
  language: Language,
  only?: ReadonlySet<string>,
): JsonSchema {
  const { parameters, requiresOneOf, reason } = description[side];
  const fields = parameters.filter(({ name, source }) => source === 'version' && (only?.has(name) ?? true));
  return {
    $schema: draft,
    $id: identifier(description.name, side, language),
    title: `${description.title[language]}: ${sideTitles[side][language]}`,
    ...(reason === null ? {} : { description: reason[language] }),
    ...objectOf(fields, requiresOneOf, language),
  };
}

/** Schema of a data source's config or secrets; null when the connector has no data source. */
export function datasourceSchemaOf(
  description: ConnectorDescription,
  part: 'config' | 'secrets',
  language: Language,
): JsonSchema | null {
  if (description.datasource === null) return null;
  return {
    $schema: draft,
    $id: identifier(description.name, part, language),
    title: `${description.title[language]}: ${partTitles[part][language]}`,
    ...objectOf(description.datasource[part], description.datasource.requiresOneOf, language),
  };
}

/** Schema of one column of a side; null when the side takes no columns. */
export function columnSchemaOf(
  description: ConnectorDescription,
  side: SideName,
  language: Language,
): JsonSchema | null {
  const columns = description[side].columns;
  if (columns.kind === 'none') return null;
  const shapes = [
    ...(columns.kind === 'objects' ? [] : [{ type: 'string', minLength: 1 }]),
    ...(columns.kind === 'names' ? [] : [columnObject(columns, language)]),
  ];
  return {
    $schema: draft,
    $id: identifier(description.name, side, 'column', language),
    title: columnTitle[language],
    description: columns.note[language],
    ...(shapes.length === 1 ? shapes[0] : { anyOf: shapes }),
  };
}

const sideTitles: Readonly<Record<SideName, Text>> = {
  reader: { en: 'reader', zh: '读取' },
  writer: { en: 'writer', zh: '写入' },
};
const partTitles = {
  config: { en: 'data source', zh: '数据源' },
  secrets: { en: 'secrets', zh: '密钥' },
} as const satisfies Record<string, Text>;
const columnTitle: Text = { en: 'Column', zh: '列' };

function objectOf(
  fields: readonly FieldDescription[],
  requiresOneOf: readonly (readonly string[])[],
  language: Language,
): JsonSchema {
  const names = new Set(fields.map(({ name }) => name));
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  // A choice of which no field is here belongs to another schema, or was left out on purpose.
  const choices = requiresOneOf.map((list) => list.filter((name) => names.has(name))).filter((list) => list.length > 0);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, propertyOf(field, language)])),
    ...(required.length === 0 ? {} : { required }),
    ...(choices.length === 0
      ? {}
      : { allOf: choices.map((list) => ({ anyOf: list.map((name) => ({ required: [name] })) })) }),
    additionalProperties: false,
  };
}

function propertyOf(field: FieldDescription, language: Language): JsonSchema {
  const shapes = [field.type, ...field.alsoAccepts].map((type) => shapeOf(type, field));
  return {
    title: field.title[language],
    description: field.description[language],
    ...(shapes.length === 1 ? shapes[0] : { anyOf: shapes }),
    ...(field.default === null ? {} : { default: field.default }),
    ...(field.secret ? { writeOnly: true, ...(field.type === 'string' ? { format: 'password' } : {}) } : {}),
    ...(field.deprecated ? { deprecated: true } : {}),
    'x-group': field.group,
    'x-order': field.order,
    ...(field.unit === null ? {} : { 'x-unit': field.unit }),
  };
}

function shapeOf(type: ParameterType, field: FieldDescription): JsonSchema {
  const limits = {
    ...(field.minimum === null ? {} : { minimum: field.minimum }),
    ...(field.maximum === null ? {} : { maximum: field.maximum }),
  };
  const characters = {
    ...(field.required && !field.secret ? { minLength: 1 } : {}),
    ...(field.maxLength === null ? {} : { maxLength: field.maxLength }),
  };
  const choice = field.enum === null ? {} : { enum: field.enum };
  switch (type) {
    case 'string':
      return { type: 'string', ...characters, ...choice };
    case 'integer':
    case 'number':
      return { type, ...limits, ...choice };
    case 'boolean':
    case 'object':
      return { type };
    case 'string[]':
      return { type: 'array', items: { type: 'string', minLength: 1, ...choice }, ...someItems(field) };
    case 'integer[]':
      return { type: 'array', items: { type: 'integer', ...limits, ...choice }, ...someItems(field) };
    case 'object[]':
      return { type: 'array', items: { type: 'object' }, ...someItems(field) };
    case 'map':
      return { type: 'object', additionalProperties: { type: 'string' } };
    case 'any':
      return {};
  }
}

function someItems(field: FieldDescription): JsonSchema {
  return field.required ? { minItems: 1 } : {};
}

function columnObject({ keys, types }: ColumnsDescription, language: Language): JsonSchema {
  const property = (key: ColumnKeyDescription, order: number) => ({
    title: key.title[language],
    description: key.description[language],
    type: key.type,
    ...(key.type === 'string' && key.required ? { minLength: 1 } : {}),
    // Not an enum: letter case is free, and types may carry a length, as in decimal(10,2).
    ...(key.name === 'type' && types.length > 0 ? { examples: types } : {}),
    'x-order': order + 1,
  });
  return {
    type: 'object',
    properties: Object.fromEntries(keys.map((key, order) => [key.name, property(key, order)])),
    required: keys.filter((key) => key.required).map(({ name }) => name),
    additionalProperties: false,
  };
}
