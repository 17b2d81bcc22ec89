/** The script template: what `buildJob` makes of the form template, with comments from the descriptions. */
import { findConnector } from '../../connectors/catalogue.ts';
import type { ConnectionDetails } from '../../connectors/connector.ts';
import type { ConnectorDescription, ParameterDescription } from '../../connectors/descriptions/description.ts';
import { escapePointer } from '../../core/check.ts';
import { buildJob, type SideName } from '../build-job-json.ts';
import { connectionFields } from '../script/connection-fields.ts';
import { datasourceKey } from '../script/read-script.ts';
import type { SyncSpec } from '../version-spec.ts';
import { comment, exampleValue, explain, formOf, howToFill, type TemplateForm } from './templates.ts';

type Block = Readonly<Record<string, unknown>>;

interface Addition {
  readonly key: string;
  readonly value: unknown;
  readonly says: string;
}
interface Notes {
  /** By pointer: what stands above a key. */
  readonly above: ReadonlyMap<string, readonly string[]>;
  /** By pointer of an object: what may be added to it. */
  readonly optional: ReadonlyMap<string, readonly Addition[]>;
}

export const datasourcePlaceholder = '<26 characters of the id>';

/**
 * A Chunjun document for the pair as JSON with comments, to be filled in. Optional parameters stand in comments where
 * the form would put them. Throws as `templateFor`.
 */
export function scriptTemplateFor(readerConnector: string, writerConnector: string): string {
  const form = formOf(readerConnector, writerConnector);
  const base = documentOf(form, form.spec);
  const title = `${form.reader.description.title.en} to ${form.writer.description.title.en}.`;
  return [...comment(`${title} ${howToFill}`, ''), ...print(base, '', '', notesOf(form, base)), ''].join('\n');
}

function documentOf({ reader, writer }: TemplateForm, spec: SyncSpec): Block {
  const connections = { reader: sampleOf(reader.description), writer: sampleOf(writer.description) };
  const { document } = buildJob({ spec, ...connections, startLocation: null });
  const [content] = document.job.content;
  const side = (name: SideName) => {
    const { [name]: connector } = findConnector(spec[name].connector) ?? {};
    const connection = connections[name];
    if (connection === null || connector === undefined || connector === null) return content[name];
    const own = without(content[name].parameter, connectionFields(connector, connection));
    return { ...content[name], parameter: { [datasourceKey]: datasourcePlaceholder, ...own } };
  };
  return {
    job: { content: [{ ...content, reader: side('reader'), writer: side('writer') }], setting: document.job.setting },
  };
}

/** A data source with every required field and the first of each choice, to see what data sources fill in. */
function sampleOf({ datasource }: ConnectorDescription): ConnectionDetails | null {
  if (datasource === null) return null;
  const chosen = new Set(datasource.requiresOneOf.flatMap(([first]) => first ?? []));
  const config = datasource.config.filter(({ name, required }) => required || chosen.has(name));
  return {
    config: Object.fromEntries(config.map((field) => [field.name, exampleValue(field)])),
    secrets: Object.fromEntries(datasource.secrets.map(({ name }) => [name, `<${name}>`])),
  };
}

/** A block without what the data source adds; lists and objects that are empty then are left out. */
function without(block: Block, added: Block): Block {
  return Object.fromEntries(
    Object.entries(block).flatMap(([key, value]): [string, unknown][] => {
      const theirs = added[key];
      if (theirs === undefined) return [[key, value]];
      if (isBlock(value) && isBlock(theirs)) {
        const rest = without(value, theirs);
        return Object.keys(rest).length === 0 ? [] : [[key, rest]];
      }
      if (!Array.isArray(value) || !Array.isArray(theirs) || !value.every(isBlock)) return [];
      const rest = value.map((item, index) => without(item, (theirs[index] as Block | undefined) ?? {}));
      return rest.every((item) => Object.keys(item).length === 0) ? [] : [[key, rest]];
    }),
  );
}

function notesOf(form: TemplateForm, base: Block): Notes {
  const above = new Map<string, string[]>();
  const optional = new Map<string, Addition[]>();
  const offer = (spec: SyncSpec, says: (key: string) => string) => {
    for (const { pointer, key, value } of additions(base, documentOf(form, spec), '')) {
      const known = optional.get(pointer) ?? [];
      if (!known.some((one) => one.key === key)) optional.set(pointer, [...known, { key, value, says: says(key) }]);
    }
  };
  for (const name of ['reader', 'writer'] as const) {
    const { description, filled, optional: offered } = form[name];
    const place = `/job/content/0/${name}`;
    const side = description[name];
    const { reason, status } = side;
    const hint = status === 'untested' ? ' Described from its source, not run.' : '';
    if (reason !== null) above.set(place, [`${reason.en}${hint}`]);
    above.set(`${place}/parameter/${datasourceKey}`, [
      `A data source of type ${description.name}: it fills in address and credentials, ` +
        `${side.connectionShape.en.replace(/\.$/, '')}. Without it they are written out here; secrets are sealed.`,
    ]);
    above.set(`${place}/parameter/column`, [form.columnNotes[name]]);
    const withValue = (one: ParameterDescription, value: unknown): SyncSpec => {
      const parameter = { ...form.spec[name].parameter, [one.name]: value };
      return { ...form.spec, [name]: { ...form.spec[name], parameter } };
    };
    for (const one of side.parameters) {
      if (one.source === 'version') above.set(`${place}/parameter${pathOf(one)}`, [explain(one, '')]);
    }
    for (const one of filled) {
      const pointer = firstChange(base, documentOf(form, withValue(one, otherThan(exampleValue(one)))), '');
      const key = (pointer ?? `${place}/parameter${pathOf(one)}`).replace(/(?:\/\d+)+$/, '');
      above.set(key, [explain(one, 'Required. ')]);
    }
    for (const one of offered) {
      // What comes along with it has a meaning of its own.
      const meant = (key: string) =>
        key === lastToken(pathOf(one)) ? one : side.parameters.find((each) => lastToken(pathOf(each)) === key);
      offer(withValue(one, exampleValue(one)), (key) => explain(meant(key) ?? one, ''));
    }
  }
  above.set('/job/setting', [
    "Dirty rows, checkpoints and restarts are set beside the script: the version's settings.",
  ]);
  const speed = '/job/setting/speed';
  above.set(`${speed}/channel`, ['Parallel channels; more than one needs something to split the reading by.']);
  const settings = { ...form.spec.settings, bytesPerSecond: 10485760 };
  offer({ ...form.spec, settings }, () => 'Read limit of the whole job, bytes per second. Left out: none.');
  return { above, optional };
}

function pathOf({ name, path }: ParameterDescription): string {
  return path ?? `/${escapePointer(name)}`;
}

/** The key a pointer ends in, without the places in lists behind it. */
function lastToken(pointer: string): string | undefined {
  return pointer.split('/').findLast((token) => !/^\d+$/.test(token));
}

/** Another value of the same type: what it changes shows where it stands. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return value.length === 0 ? [{}] : value.map(otherThan);
  return isBlock(value) ? { ...value, other: '' } : `${String(value)} `;
}

/** Pointer of the first difference; undefined: they are equal. */
function firstChange(before: unknown, after: unknown, pointer: string): string | undefined {
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  const isList = Array.isArray(before) && Array.isArray(after);
  if (!isList && !(isBlock(before) && isBlock(after))) return pointer;
  for (const [key, value] of Object.entries(before)) {
    const found = firstChange(value, (after as Block)[key], `${pointer}/${escapePointer(key)}`);
    if (found !== undefined) return found;
  }
  return pointer;
}

/** Keys that the second has and the first has not; `pointer`: of the object that would get them. */
function additions(
  before: unknown,
  after: unknown,
  pointer: string,
): { pointer: string; key: string; value: unknown }[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.flatMap((item, index) => additions(item, after[index], `${pointer}/${index}`));
  }
  if (!isBlock(before) || !isBlock(after)) return [];
  return Object.entries(after).flatMap(([key, value]) =>
    Object.hasOwn(before, key)
      ? additions(before[key], value, `${pointer}/${escapePointer(key)}`)
      : [{ pointer, key, value }],
  );
}

function print(value: unknown, pointer: string, indent: string, notes: Notes): string[] {
  const inner = `${indent}  `;
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
    const items = value.map((item, index) => print(item, `${pointer}/${index}`, inner, notes));
    return ['[', ...commas(items, inner), `${indent}]`];
  }
  const optional = notes.optional.get(pointer) ?? [];
  if (!isBlock(value)) return [JSON.stringify(value)];
  const entries = Object.entries(value);
  if (entries.length + optional.length === 0) return ['{}'];
  const lines = entries.flatMap(([key, child], index) => {
    const place = `${pointer}/${escapePointer(key)}`;
    const [first = '', ...rest] = print(child, place, inner, notes);
    const whole = [`${inner}${JSON.stringify(key)}: ${first}`, ...rest];
    if (index < entries.length - 1) whole.push(`${whole.pop() ?? ''},`);
    return [...(notes.above.get(place) ?? []).flatMap((text) => comment(text, inner)), ...whole];
  });
  const offered = optional.flatMap(({ key, value: example, says }, index) => [
    ...comment(says, inner),
    `${inner}// ${entries.length + index > 0 ? ',' : ''}${JSON.stringify(key)}: ${JSON.stringify(example)}`,
  ]);
  return ['{', ...lines, ...offered, `${indent}}`];
}

function commas(items: readonly string[][], indent: string): string[] {
  return items.flatMap(([first = '', ...rest], index) => {
    const whole = [`${indent}${first}`, ...rest];
    if (index < items.length - 1) whole.push(`${whole.pop() ?? ''},`);
    return whole;
  });
}

function isBlock(value: unknown): value is Block {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
