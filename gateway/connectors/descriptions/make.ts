/** Short ways to write descriptions down; what they leave out is filled in once, here. */
import type {
  ColumnsDescription,
  ConnectorDescription,
  ConnectorKind,
  DatasourceDescription,
  DatasourceFieldDescription,
  ExtraJar,
  IncrementDescription,
  ParameterDescription,
  ParameterGroup,
  ParameterType,
  SideDescription,
  SideStatus,
  SplitDescription,
  Text,
} from './description.ts';

/** English, Chinese. */
export type Pair = readonly [en: string, zh: string];

export function text([en, zh]: Pair): Text {
  return { en, zh };
}

/** Java's int and long have limits that JSON Schema's integer has not: a number beyond them is refused at submission. */
type WrittenType = Exclude<ParameterType, 'integer'> | 'int' | 'long';
const maxInt = 2_147_483_647;

type More = Partial<Omit<ParameterDescription, 'name' | 'type' | 'group' | 'title' | 'description' | 'order'>>;
export type Draft = Omit<ParameterDescription, 'order'>;

/** A parameter that the version sets. */
export function param(
  name: string,
  type: WrittenType,
  group: ParameterGroup,
  title: Pair,
  description: Pair,
  more: More = {},
): Draft {
  return {
    name,
    type: type === 'int' || type === 'long' ? 'integer' : type,
    alsoAccepts: [],
    required: false,
    default: null,
    enum: null,
    minimum: null,
    maximum: type === 'int' ? maxInt : type === 'long' ? Number.MAX_SAFE_INTEGER : null,
    maxLength: null,
    pattern: null,
    keyPattern: null,
    title: text(title),
    description: text(description),
    unit: null,
    secret: false,
    deprecated: false,
    group,
    source: 'version',
    path: null,
    ...more,
  };
}

/** A parameter that comes from the data source; it is a field of it, too, under the same name. */
export function address(name: string, type: WrittenType, title: Pair, description: Pair, more: More = {}): Draft {
  return param(name, type, 'connection', title, description, { source: 'datasource', ...more });
}

/** `column`: comes from the mapping. */
export function columns(required: boolean, description: Pair): Draft {
  return param('column', 'any', 'table', ['Columns', '列'], description, { required, source: 'mapping' });
}

/** Numbers the fields of each group in the order they are written. */
export function ordered<T extends { readonly group: ParameterGroup }>(drafts: readonly T[]): (T & { order: number })[] {
  const last = new Map<ParameterGroup, number>();
  return drafts.map((draft) => {
    const order = (last.get(draft.group) ?? 0) + 1;
    last.set(draft.group, order);
    return { ...draft, order };
  });
}

type FieldDraft = Omit<DatasourceFieldDescription, 'order'>;

/** A field of the data source that fills other places than `/<name>`; none: the gateway makes something of it. */
export function field(draft: Draft, ...fills: readonly string[]): FieldDraft {
  const { source: _source, path: _path, ...plain } = draft;
  return { ...plain, fills };
}

/** Secrets apart from the rest. Parameters of `address` become fields that fill themselves. */
export function datasource(
  drafts: readonly (Draft | FieldDraft)[],
  requiresOneOf: readonly (readonly string[])[] = [],
): DatasourceDescription {
  const fields = drafts.map((draft): FieldDraft => ('fills' in draft ? draft : field(draft, `/${draft.name}`)));
  const pick = (secret: boolean) => ordered(fields.filter((one) => one.secret === secret));
  return { config: pick(false), secrets: pick(true), requiresOneOf };
}

const allJava: readonly number[] = [8, 11, 17];
const notRun: Pair = [
  'Described from the source of Chunjun 1.12.8; not run against a real system here.',
  '依据 Chunjun 1.12.8 源码整理，尚未在真实系统上运行验证。',
];

const noColumns: ColumnsDescription = {
  kind: 'none',
  required: false,
  star: false,
  keys: [],
  types: [],
  note: text(['Takes no columns.', '不需要配置列。']),
};

export interface SideDraft {
  /** Default: untested. */
  readonly status?: SideStatus;
  readonly reason?: Pair;
  readonly alternative?: Pair;
  readonly javaVersions?: readonly number[];
  readonly shape: Pair;
  readonly columns?: ColumnsDescription;
  readonly parameters: readonly Draft[];
  readonly requiresOneOf?: readonly (readonly string[])[];
  readonly writeModes?: readonly string[];
  readonly increment?: IncrementDescription;
  readonly split?: SplitDescription;
  readonly checked: Pair;
  /** Default: no. */
  readonly connects?: boolean;
}

export function side(draft: SideDraft): SideDescription {
  const status = draft.status ?? 'untested';
  const reason = draft.reason ?? (status === 'works' ? undefined : notRun);
  return {
    status,
    reason: reason === undefined ? null : text(reason),
    alternative: draft.alternative === undefined ? null : text(draft.alternative),
    javaVersions: draft.javaVersions ?? (status === 'works' || status === 'untested' ? allJava : []),
    connectionShape: text(draft.shape),
    columns: draft.columns ?? noColumns,
    parameters: ordered(draft.parameters),
    requiresOneOf: draft.requiresOneOf ?? [],
    writeModes: draft.writeModes ?? [],
    increment: draft.increment ?? null,
    split: draft.split ?? null,
    checkedAtSubmission: text(draft.checked),
    connectsAtSubmission: draft.connects ?? false,
  };
}

/** A side that cannot be used and has nothing to fill in. */
export function noSide(status: SideStatus, reason: Pair, alternative?: Pair): SideDescription {
  return side({
    status,
    reason,
    ...(alternative === undefined ? {} : { alternative }),
    parameters: [],
    shape: ['None.', '无。'],
    checked: ['Cannot be submitted.', '无法提交。'],
  });
}

export const noReader = (alternative?: Pair): SideDescription =>
  noSide('absent', ['Chunjun 1.12.8 has no such reader.', 'Chunjun 1.12.8 没有该读插件。'], alternative);
export const noWriter = (alternative?: Pair): SideDescription =>
  noSide('absent', ['Chunjun 1.12.8 has no such writer.', 'Chunjun 1.12.8 没有该写插件。'], alternative);

export interface ConnectorDraft {
  readonly name: string;
  readonly title: Pair;
  readonly kind: ConnectorKind;
  /** Default: the name. */
  readonly pluginDirectory?: string | null;
  readonly aliases?: readonly string[];
  readonly reader: SideDescription;
  readonly writer: SideDescription;
  readonly needsExtraJars?: readonly ExtraJar[];
  readonly datasource: DatasourceDescription | null;
}

/** Chunjun takes `<name>source` for `<name>reader` and `<name>sink` for `<name>writer`, of aliases too. */
export function connector(draft: ConnectorDraft): ConnectorDescription {
  const { name, aliases = [] } = draft;
  const named = (side: SideDescription, suffix: string, other: string) => {
    const there = side.status !== 'absent' && side.status !== 'not_loadable';
    return there
      ? { main: `${name}${suffix}`, others: [`${name}${other}`, ...aliases.flatMap((a) => [a + suffix, a + other])] }
      : { main: null, others: [] };
  };
  const reader = named(draft.reader, 'reader', 'source');
  const writer = named(draft.writer, 'writer', 'sink');
  return {
    name,
    title: text(draft.title),
    kind: draft.kind,
    pluginDirectory: draft.pluginDirectory === undefined ? name : draft.pluginDirectory,
    aliases,
    readerName: reader.main,
    readerAliases: reader.others,
    writerName: writer.main,
    writerAliases: writer.others,
    reader: draft.reader,
    writer: draft.writer,
    needsExtraJars: draft.needsExtraJars ?? [],
    datasource: draft.datasource,
  };
}

export function split(
  kind: SplitDescription['kind'],
  maxChannels: number | null,
  parameters: readonly string[],
  note: Pair,
): SplitDescription {
  return { kind, maxChannels, parameters, note: text(note) };
}

export function increment(
  kind: IncrementDescription['kind'],
  parameters: readonly string[],
  note: Pair,
): IncrementDescription {
  return { kind, parameters, note: text(note) };
}
