import { connectorOf, type ConnectorData, type ConnectorSideData } from './connector-data.ts';
import {
  at,
  filledText,
  flagOf,
  given,
  givenAnyCase,
  member,
  numberOf,
  textOf,
  type DocumentNode,
} from './document-node.ts';
import type { ValidationContext } from './validation-context.ts';

export type SideName = 'reader' | 'writer';

export interface ColumnView {
  readonly node: DocumentNode;
  /** undefined: not said, or not readable as a name. */
  readonly name: string | undefined;
  readonly type: string | undefined;
}

/** Reader or writer of the first content entry, the only one Chunjun reads. */
export interface SideView {
  readonly side: SideName;
  readonly pointer: string;
  /** null: missing or no object. */
  readonly node: DocumentNode | null;
  readonly name: string | undefined;
  /** The plugin name without `reader`, `source`, `writer` or `sink`, as written. */
  readonly prefix: string | undefined;
  /** undefined: unknown to 1.12.8, or without this side. */
  readonly connector: ConnectorData | undefined;
  readonly data: ConnectorSideData | undefined;
  /** null: missing or no object. */
  readonly parameter: DocumentNode | null;
  readonly parameterPointer: string;
  /** Speaks JDBC in this document (doriswriter with feNodes does not). */
  readonly isJdbc: boolean;
  /** null: missing or no list. */
  readonly columns: readonly ColumnView[] | null;
  readonly isStar: boolean;
  /** Database types by column name, when the caller knows them. */
  readonly types: ReadonlyMap<string, string> | undefined;
  /** Subtasks; undefined when the document does not say it readably. */
  readonly parallelism: number | undefined;
  /** `parameter` key in the letter case rules of the connector; null values count as left out. */
  get(key: string): DocumentNode | undefined;
}

export interface JobView {
  readonly root: DocumentNode;
  readonly job: DocumentNode | null;
  /** `job.content[0]`; null when there is none. */
  readonly content: DocumentNode | null;
  readonly contentPointer: string;
  readonly setting: DocumentNode | null;
  readonly reader: SideView;
  readonly writer: SideView;
  readonly context: ValidationContext;
}

const endings = { reader: /^(.*)(?:reader|source)$/, writer: /^(.*)(?:writer|sink)$/ };
export const settingPointer = '/job/setting';
const contentPointer = '/job/content/0';

export function viewJob(root: DocumentNode, context: ValidationContext): JobView {
  const job = objectOf(member(root, 'job'));
  const content = objectOf(member(job, 'content')?.items[0]);
  const setting = objectOf(member(job, 'setting'));
  const sides = { content, setting, context };
  const reader = viewSide('reader', sides);
  const writer = viewSide('writer', sides);
  return { root, job, content, contentPointer, setting, reader, writer, context };
}

/** The one element of `connection` that Chunjun reads. */
export function connectionOf(side: SideView): DocumentNode | null {
  return objectOf(side.get('connection')?.items[0]);
}

export function connectionPointer(side: SideView): string {
  return at(side.parameterPointer, 'connection', 0);
}

/** The first text of a list, or the text itself: jdbcUrl and table as either side writes them. */
export function firstText(node: DocumentNode | undefined): string | undefined {
  return textOf(node?.kind === 'array' ? node.items[0] : node);
}

export function objectOf(node: DocumentNode | undefined): DocumentNode | null {
  return node?.kind === 'object' ? node : null;
}

/** Readers leave their own checks out with `"check": false`; what these would refuse shows at run time, or never. */
export function isChecked({ get }: SideView): boolean {
  return flagOf(get('check')) !== false;
}

interface Around {
  readonly content: DocumentNode | null;
  readonly setting: DocumentNode | null;
  readonly context: ValidationContext;
}

function viewSide(side: SideName, { content, setting, context }: Around): SideView {
  const node = objectOf(member(content, side));
  const pointer = at(contentPointer, side);
  const name = textOf(given(node, 'name'));
  const prefix = name === undefined ? undefined : endings[side].exec(name)?.[1];
  const connector = prefix === undefined ? undefined : connectorOf(prefix);
  const parameter = objectOf(member(node, 'parameter'));
  const get = (key: string) => (connector?.keys === 'any-case' ? givenAnyCase(parameter, key) : given(parameter, key));
  const columns = columnsOf(get('column'));
  return {
    side,
    pointer,
    node,
    name,
    prefix,
    connector,
    data: connector?.[side] ?? undefined,
    parameter,
    parameterPointer: at(pointer, 'parameter'),
    isJdbc: connector?.kind === 'jdbc' && !(connector.name === 'doris' && side === 'writer' && get('feNodes')),
    columns,
    isStar: columns?.length === 1 && columns[0]?.name === '*',
    types: context.columnTypes?.[side],
    parallelism: parallelismOf(side, objectOf(member(setting, 'speed'))),
    get,
  };
}

function columnsOf(list: DocumentNode | undefined): ColumnView[] | null {
  if (list?.kind !== 'array') return null;
  return list.items.map((node) =>
    node.kind === 'object'
      ? { node, name: filledText(given(node, 'name')), type: filledText(given(node, 'type')) }
      : { node, name: node.kind === 'string' ? filledText(node) : undefined, type: undefined },
  );
}

/** `readerChannel` and `writerChannel` count when above 0, else `channel`, else 1; channel -1 runs as 1. */
function parallelismOf(side: SideName, speed: DocumentNode | null): number | undefined {
  const own = given(speed, `${side}Channel`);
  const ownNumber = own === undefined ? -1 : numberOf(own);
  if (ownNumber === undefined || ownNumber > 0) return ownNumber;
  const channel = given(speed, 'channel');
  const number = channel === undefined ? 1 : numberOf(channel);
  return number === undefined ? undefined : Math.max(1, number);
}

/** The columns a side means: its list, or with `["*"]` all of the table when the types are known. */
export function columnNames(side: SideView): readonly (string | undefined)[] | undefined {
  if (side.isStar) return side.types === undefined ? undefined : [...side.types.keys()];
  return side.columns?.map(({ name }) => name);
}

const folded = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, string>>();

/** The type of a column by name, whatever the letter case when no exact name is there. */
export function typeOf({ types }: SideView, name: string): string | undefined {
  if (types === undefined) return undefined;
  const exact = types.get(name);
  if (exact !== undefined) return exact;
  let lower = folded.get(types);
  if (lower === undefined) {
    lower = new Map([...types].map(([each, type]) => [each.toLowerCase(), type]));
    folded.set(types, lower);
  }
  return lower.get(name.toLowerCase());
}
