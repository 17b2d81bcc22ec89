import { findConnector } from '../../connectors/catalogue.ts';
import type {
  ColumnsDescription,
  ConnectorDescription,
  ParameterDescription,
  ParameterType,
  SideName,
} from '../../connectors/descriptions/description.ts';
import { findDescription } from '../../connectors/descriptions/descriptions.ts';
import { GatewayError } from '../../core/errors.ts';

const width = 116;

/**
 * A version for the pair as JSON with comments, to be filled in: what must be given stands there, what may be given
 * stands in comments with its meaning. Names or aliases. Throws GatewayError `not_found` for a connector that there is
 * not or that has not this side at Chunjun 1.12.8.
 */
export function templateFor(readerConnector: string, writerConnector: string): string {
  const reader = describe(readerConnector, 'reader');
  const writer = describe(writerConnector, 'writer');
  return [
    ...comment(`${reader.title.en} to ${writer.title.en}. Comments may stay; replace what stands in <>.`, ''),
    '{',
    ...sideOf(reader, 'reader'),
    ...sideOf(writer, 'writer'),
    ...comment('Reader column and writer column, in pairs; without "to" both have the same name.', '  '),
    ...comment(`Reader: ${columnNote(reader.reader.columns)}`, '  '),
    ...comment(`Writer: ${columnNote(writer.writer.columns)}`, '  '),
    '  "mapping": [',
    `    { "from": ${columnExample(reader.reader.columns)}, "to": ${columnExample(writer.writer.columns)} }`,
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

function sideOf(description: ConnectorDescription, side: SideName): string[] {
  const { parameters, requiresOneOf, reason, status } = description[side];
  const schema = findConnector(description.name)?.[side]?.parameters as { properties?: object } | undefined;
  const accepted = schema === undefined ? null : new Set(Object.keys(schema.properties ?? {}));
  const offered = parameters.filter(
    ({ name, source, deprecated, required }) =>
      source === 'version' && (required || !deprecated) && (accepted?.has(name) ?? true),
  );
  // Of a choice the first is filled in.
  const chosen = new Set(requiresOneOf.flatMap(([first]) => first ?? []));
  const isFilled = ({ name, required }: ParameterDescription) => required || chosen.has(name);
  const filled = offered.filter(isFilled);
  const optional = offered.filter((one) => !isFilled(one));
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

function explain({ title, description, unit, enum: choices }: ParameterDescription, prefix: string): string {
  const words = choices === null ? '' : ` One of: ${choices.join(', ')}.`;
  return `${prefix}${title.en}${unit === null ? '' : ` (${unit})`}: ${description.en}${words}`;
}

function example(field: ParameterDescription): string {
  if (field.default !== null) return JSON.stringify(field.default);
  const [choice] = field.enum ?? [];
  return JSON.stringify(sample(field.type, choice ?? `<${field.name}>`, field.minimum ?? 1));
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

function columnExample({ kind }: ColumnsDescription): string {
  return kind === 'objects' ? '{ "name": "<column>", "type": "string" }' : '"<column>"';
}

function columnNote({ kind, note, star }: ColumnsDescription): string {
  const shape = { names: 'names', objects: 'objects', any: 'names, or objects', none: 'it takes no columns' }[kind];
  return `${shape}. ${note.en}${star ? ' "*" on both sides: every column.' : ''}`;
}

/** Lines that fit, none of which can end the comment. */
function comment(text: string, indent: string): string[] {
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
