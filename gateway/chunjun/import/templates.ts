import { findConnector } from '../../connectors/catalogue.ts';
import type { Column } from '../../connectors/connector.ts';
import type {
  ColumnsDescription,
  ConnectorDescription,
  FieldDescription,
  ParameterDescription,
  ParameterType,
  SideName,
} from '../../connectors/descriptions/description.ts';
import { findDescription } from '../../connectors/descriptions/descriptions.ts';
import { GatewayError } from '../../core/errors.ts';
import { checkVersionSpec } from '../check-version-spec.ts';
import type { SyncSpec } from '../version-spec.ts';

const width = 116;

/** What both templates begin with, behind their title. */
export const howToFill =
  'Comments may stay; replace what stands in <>. ${name} inside a value is a parameter, which a run fills in; ' +
  '$${ stands for the characters ${ themselves.';

interface TemplateSide {
  readonly description: ConnectorDescription;
  /** What must be given. */
  readonly filled: readonly ParameterDescription[];
  /** What may be given. */
  readonly optional: readonly ParameterDescription[];
}

export interface TemplateForm {
  readonly reader: TemplateSide;
  readonly writer: TemplateSide;
  readonly columnNotes: Readonly<Record<SideName, string>>;
  /** A version with what must be given, without the ids of data sources. */
  readonly spec: SyncSpec;
}

/** Both templates begin here. Throws as `templateFor`. */
export function formOf(readerConnector: string, writerConnector: string): TemplateForm {
  const reader = choose(describe(readerConnector, 'reader'), 'reader');
  const writer = choose(describe(writerConnector, 'writer'), 'writer');
  const side = ({ description, filled }: TemplateSide) => ({
    connector: description.name,
    parameter: Object.fromEntries(filled.map((one) => [one.name, exampleValue(one)])),
  });
  const columns = { reader: reader.description.reader.columns, writer: writer.description.writer.columns };
  return {
    reader,
    writer,
    columnNotes: { reader: columnNote(columns.reader), writer: columnNote(columns.writer) },
    spec: {
      reader: side(reader),
      writer: side(writer),
      mapping: [{ from: columnExample(columns.reader), to: columnExample(columns.writer) }],
      settings: { channels: 1 },
    },
  };
}

/**
 * A version for the pair as JSON with comments, to be filled in: what must be given stands there, what may be given
 * stands in comments with its meaning. Names or aliases. Throws GatewayError `not_found` for a connector that there is
 * not or that has not this side at Chunjun 1.12.8.
 */
export function templateFor(readerConnector: string, writerConnector: string): string {
  const { reader, writer, columnNotes, spec } = formOf(readerConnector, writerConnector);
  const title = `${reader.description.title.en} to ${writer.description.title.en}.`;
  return [
    ...comment(`${title} ${howToFill}`, ''),
    '{',
    ...sideOf(reader, 'reader'),
    ...sideOf(writer, 'writer'),
    ...comment('Reader column and writer column, in pairs; without "to" both have the same name.', '  '),
    ...comment(`Reader: ${columnNotes.reader}`, '  '),
    ...comment(`Writer: ${columnNotes.writer}`, '  '),
    '  "mapping": [',
    ...spec.mapping.map((pair) => `    ${JSON.stringify(pair)}`),
    '  ],',
    '  "settings": {',
    ...comment('Parallel channels; more than one needs something to split the reading by.', '    '),
    '    "channels": 1',
    ...comment('Read limit of the whole job, bytes per second.', '    '),
    '    // ,"bytesPerSecond": 10485760',
    ...comment('Rows that may be dirty per channel and side before the run fails; -1: any number.', '    '),
    '    // ,"dirtyRowsAllowed": 0',
    '  }',
    '}',
    '',
  ].join('\n');
}

function describe(name: string, side: SideName): ConnectorDescription {
  const description = findDescription(name);
  if (description === undefined) throw new GatewayError('not_found', `There is no connector ${name}`);
  const { status, reason, alternative } = description[side];
  if (status === 'works' || status === 'untested') return description;
  throw new GatewayError('not_found', `${name} is no ${side} at Chunjun 1.12.8: ${reason?.en ?? status}`, {
    ...(alternative === null ? {} : { remedy: alternative.en }),
  });
}

function choose(description: ConnectorDescription, side: SideName): TemplateSide {
  const { parameters, requiresOneOf } = description[side];
  const schema = findConnector(description.name)?.[side]?.parameters as { properties?: object } | undefined;
  const accepted = schema === undefined ? null : new Set(Object.keys(schema.properties ?? {}));
  const offered = parameters.filter(
    ({ name, source, deprecated, required }) =>
      source === 'version' && (required || !deprecated) && (accepted?.has(name) ?? true),
  );
  // Of a choice the first is filled in.
  const chosen = new Set(requiresOneOf.flatMap(([first]) => first ?? []));
  const needed = new Set([...chosen, ...offered.flatMap(({ name, required }) => (required ? name : []))]);
  const isFilled = ({ name }: ParameterDescription) => needed.has(name);
  for (const name of demanded(description.name, side, offered.filter(isFilled))) needed.add(name);
  return { description, filled: offered.filter(isFilled), optional: offered.filter((one) => !isFilled(one)) };
}

function sideOf({ description, filled, optional }: TemplateSide, side: SideName): string[] {
  const { reason, status } = description[side];
  const hint = status === 'untested' ? ' Described from its source, not run.' : '';
  return [
    ...(reason === null ? [] : comment(`${reason.en}${hint}`, '  ')),
    `  "${side}": {`,
    `    "connector": ${JSON.stringify(description.name)},`,
    ...(description.datasource === null
      ? []
      : [
          ...comment(`A data source of type ${description.name}: address and credentials stand there.`, '    '),
          '    "datasourceId": "<26 characters of the id>",',
        ]),
    '    "parameter": {',
    ...filled.flatMap((one, index) => [
      ...comment(explain(one, 'Required. '), '      '),
      `      ${JSON.stringify(one.name)}: ${example(one)}${index < filled.length - 1 ? ',' : ''}`,
    ]),
    ...optional.flatMap((one, index) => [
      ...comment(explain(one, ''), '      '),
      `      // ${filled.length > 0 || index > 0 ? ',' : ''}${JSON.stringify(one.name)}: ${example(one)}`,
    ]),
    '    }',
    '  },',
  ];
}

/** Parameters that become required by what the others say: greenplum's delimiters, because it inserts by COPY. */
function demanded(connector: string, side: SideName, filled: readonly ParameterDescription[]): string[] {
  const parameter = Object.fromEntries(filled.map((one) => [one.name, exampleValue(one)]));
  const stream = { connector: 'stream', parameter: {} };
  const spec: SyncSpec = {
    reader: side === 'reader' ? { connector, parameter } : stream,
    writer: side === 'writer' ? { connector, parameter } : stream,
    mapping: [{ from: { name: 'c', type: 'string' } }],
  };
  return checkVersionSpec(spec, new Map()).flatMap(({ pointer, detail }) => {
    const [, name, part, key, more] = pointer.split('/');
    const isMeant = name === side && part === 'parameter' && more === undefined && detail.startsWith('is required');
    return isMeant && key !== undefined ? [key] : [];
  });
}

/** What it means, its unit, what it may be and what it is when it is left out. */
export function explain(field: ParameterDescription, prefix: string): string {
  const { title, description, unit, enum: choices, default: value } = field;
  const words = choices === null ? '' : ` One of: ${choices.join(', ')}.`;
  const left = value === null || value === '' ? '' : ` Default: ${JSON.stringify(value)}.`;
  return `${prefix}${title.en}${unit === null ? '' : ` (${unit})`}: ${description.en}${words}${rangeOf(field)}${left}`;
}

/** The greatest 32 and 64 bit numbers say nothing. */
function rangeOf({ minimum, maximum }: FieldDescription): string {
  const most = maximum === null || maximum >= 2 ** 31 - 1 ? null : maximum;
  if (minimum !== null && most !== null) return ` From ${minimum} to ${most}.`;
  if (minimum !== null) return ` At least ${minimum}.`;
  return most === null ? '' : ` At most ${most}.`;
}

function example(field: ParameterDescription): string {
  return JSON.stringify(exampleValue(field));
}

/** By name: parameters that only a text of a certain form can fill in. */
const examples: Readonly<Record<string, string>> = {
  where: "<column> >= '${from}'",
  cat: 'insert,update,delete',
  defaultFS: 'hdfs://<host>:8020',
  tablesColumn: JSON.stringify({ '<table>': [{ key: '<column>', type: 'STRING' }] }),
};

export function exampleValue(field: FieldDescription): unknown {
  const example = Object.hasOwn(examples, field.name) ? examples[field.name] : undefined;
  if (example !== undefined) return example;
  if (field.default !== null) return field.default;
  const [choice] = field.enum ?? [];
  return sample(field.type, choice ?? `<${field.name}>`, field.minimum ?? 1);
}

function sample(type: ParameterType, text: string | number, number: number): unknown {
  switch (type) {
    case 'string':
    case 'any':
      return text;
    case 'integer':
    case 'number':
      return number;
    case 'boolean':
      return false;
    case 'string[]':
      return [text];
    case 'integer[]':
      return [number];
    case 'object':
    case 'map':
      return {};
    case 'object[]':
      return [{}];
  }
}

function columnExample({ kind, types }: ColumnsDescription): Column {
  if (kind !== 'objects') return '<column>';
  const isFree = types.length === 0 || types.includes('string');
  return { name: '<column>', type: isFree ? 'string' : (types.find((type) => type === 'varchar') ?? types[0] ?? '') };
}

function columnNote({ kind, note, star }: ColumnsDescription): string {
  const shape = { names: 'names', objects: 'objects', any: 'names, or objects', none: 'it takes no columns' }[kind];
  return `${shape}. ${note.en}${star ? ' "*" on both sides: every column.' : ''}`;
}

/** Lines that fit, none of which can end the comment. */
export function comment(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + 3 + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => `${indent}// ${each}`);
}
