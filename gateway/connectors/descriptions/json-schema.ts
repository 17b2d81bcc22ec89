/** Descriptions as JSON Schema (draft 2020-12), for forms and for checking what they send. */
import { columnKeySchemas, columnNameSchema } from '../connector.ts';
import type {
  ColumnKeyDescription,
  ColumnsDescription,
  ConnectorDescription,
  FieldDescription,
  Language,
  ParameterGroup,
  ParameterType,
  SideName,
  Text,
} from './description.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

const draft = 'https://json-schema.org/draft/2020-12/schema';

/**
 * For drawing; validators may pass over them. On a field `x-group`, `x-order` (within the group) and `x-unit`; on a whole
 * schema `x-groups`: the groups it uses in their order, `{name, title}`.
 */
export const formKeywords = ['x-group', 'x-groups', 'x-order', 'x-unit'] as const;

const identifier = (...parts: readonly string[]) => `urn:chunjun:1.12.8:${parts.join(':')}`;

/**
 * Schema of what a version says in a side's `parameter`: without connection, credentials and columns, which come from
 * the data source and the mapping. It is what a version is checked with, too: the texts aside it is the same in every
 * language.
 */
export function schemaOf(description: ConnectorDescription, side: SideName, language: Language): JsonSchema {
  const { parameters, requiresOneOf, reason } = description[side];
  const fields = parameters.filter(({ source }) => source === 'version');
  return {
    $schema: draft,
    $id: identifier(description.name, side, language),
    title: `${description.title[language]}: ${sideTitles[side][language]}`,
    description: (reason ?? sideDescription)[language],
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
    description: partDescriptions[part][language],
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
    ...(columns.kind === 'objects' ? [] : [plain(columnNameSchema)]),
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
const sideDescription: Text = {
  en: 'What a version says itself; address and credentials come from the data source, columns from the mapping.',
  zh: '版本自身填写的参数；地址和账号来自数据源，列来自字段映射。',
};
const partDescriptions = {
  config: { en: 'Shown to everybody who may see the data source.', zh: '对有权查看该数据源的人可见。' },
  secrets: { en: 'Sealed when they are stored and never shown again.', zh: '加密保存，不再显示。' },
} as const satisfies Record<string, Text>;
const groupTitles: Readonly<Record<ParameterGroup, Text>> = {
  connection: { en: 'Connection', zh: '连接' },
  table: { en: 'Table', zh: '表' },
  read: { en: 'Reading', zh: '读取' },
  write: { en: 'Writing', zh: '写入' },
  increment: { en: 'Increment', zh: '增量' },
  split: { en: 'Splitting', zh: '切分' },
  tuning: { en: 'Tuning', zh: '性能' },
  advanced: { en: 'Advanced', zh: '高级' },
};
const columnTitle: Text = { en: 'Column', zh: '列' };

function objectOf(
  fields: readonly FieldDescription[],
  requiresOneOf: readonly (readonly string[])[],
  language: Language,
): JsonSchema {
  const names = new Set(fields.map(({ name }) => name));
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  // A choice of which a field is elsewhere, as among the secrets, is none that this schema could demand.
  const choices = requiresOneOf.filter((list) => list.every((name) => names.has(name)));
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, propertyOf(field, language)])),
    ...(required.length === 0 ? {} : { required }),
    ...(choices.length === 0
      ? {}
      : { allOf: choices.map((list) => ({ anyOf: list.map((name) => ({ required: [name] })) })) }),
    additionalProperties: false,
    'x-groups': Object.entries(groupTitles)
      .filter(([name]) => fields.some(({ group }) => group === name))
      .map(([name, title]) => ({ name, title: title[language] })),
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
  const pattern = field.pattern === null ? {} : { pattern: field.pattern };
  const characters = {
    ...(field.required && !field.secret ? { minLength: 1 } : {}),
    ...(field.maxLength === null ? {} : { maxLength: field.maxLength }),
    ...pattern,
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
      return {
        type: 'array',
        items: { type: 'string', ...characters, minLength: 1, ...choice },
        ...someItems(field),
      };
    case 'integer[]':
      return { type: 'array', items: { type: 'integer', ...limits, ...choice }, ...someItems(field) };
    case 'object[]':
      return { type: 'array', items: { type: 'object' }, ...someItems(field) };
    case 'map':
      if (field.keyPattern === null) return { type: 'object', additionalProperties: { type: 'string', ...pattern } };
      return {
        type: 'object',
        patternProperties: { [field.keyPattern]: { type: 'string', ...pattern } },
        // Without it a name outside the pattern would pass unchecked.
        additionalProperties: false,
      };
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
    ...plain(columnKeySchemas[key.name as keyof typeof columnKeySchemas]),
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

/** Without what TypeBox keeps for itself, and without the words, which are ours in each language. */
function plain(schema: object): JsonSchema {
  const { description: _words, ...rest } = JSON.parse(JSON.stringify(schema)) as Record<string, unknown>;
  return rest;
}
