import type { Position } from './gson-text.ts';

/**
 * One value of a document, whether it came as text or as a JSON value. `bare` is NaN, or `${n}` without quotes before
 * it is replaced. Numbers are kept as written: 1e5, 1.0 and integers beyond 2^53 mean different things to Chunjun.
 */
export interface DocumentNode {
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'bare';
  /** RFC 6901. */
  readonly pointer: string;
  /** What a string says; for everything else the exact source text. Containers: ''. */
  readonly text: string;
  readonly members: readonly DocumentMember[];
  readonly items: readonly DocumentNode[];
  /** null when the document was handed over as a value. */
  readonly position: Position | null;
}

export interface DocumentMember {
  readonly key: string;
  readonly value: DocumentNode;
  readonly position: Position | null;
}

/** Appends keys or indexes to an RFC 6901 pointer. */
export function at(pointer: string, ...keys: readonly (string | number)[]): string {
  let so = pointer;
  for (const key of keys) so += typeof key === 'number' ? `/${key}` : `/${escape(key)}`;
  return so;
}

function escape(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** The value under a key, an explicit null included. Of duplicates the last one, as Gson's typed reading does. */
export function member(node: DocumentNode | null | undefined, key: string): DocumentNode | undefined {
  if (node === null || node === undefined) return undefined;
  const { members } = node;
  for (let index = members.length - 1; index >= 0; index -= 1) {
    const each = members[index] as DocumentMember;
    if (each.key === key) return each.value;
  }
  return undefined;
}

/** The value under a key when it is there and not null: what Chunjun sees inside `parameter`. */
export function given(node: DocumentNode | null | undefined, key: string): DocumentNode | undefined {
  const found = member(node, key);
  return found?.kind === 'null' ? undefined : found;
}

/** As `given`, for a connector whose keys are read in any letter case. */
export function givenAnyCase(node: DocumentNode | null | undefined, key: string): DocumentNode | undefined {
  const exact = given(node, key);
  if (exact !== undefined) return exact;
  const wanted = key.toLowerCase();
  const found = node?.members.findLast((each) => each.key.toLowerCase() === wanted)?.value;
  return found?.kind === 'null' ? undefined : found;
}

/** True when the text holds `${name}`, which is replaced before Chunjun reads the document. */
export function isOpen(node: DocumentNode): boolean {
  if (node.kind !== 'string' && node.kind !== 'bare') return false;
  return node.text.includes('${') && /\$\{[^}]{1,200}\}/.test(node.text);
}

/** What Chunjun reads into a text field: strings, numbers and booleans; undefined for all else and for `${name}`. */
export function textOf(node: DocumentNode | undefined): string | undefined {
  if (node === undefined || isOpen(node)) return undefined;
  return ['string', 'number', 'boolean'].includes(node.kind) ? node.text : undefined;
}

/** As `textOf`, and undefined when blank: Chunjun takes a blank splitPk, where … as left out. */
export function filledText(node: DocumentNode | undefined): string | undefined {
  const text = textOf(node);
  return text === undefined || text.trim() === '' ? undefined : text;
}

/** Filled in, or open: then only its value tells. */
export function mayBeFilled(node: DocumentNode | undefined): boolean {
  return node !== undefined && (isOpen(node) || filledText(node) !== undefined);
}

/** What Gson makes of a flag: "yes" is false; undefined when it is no flag. */
export function flagOf(node: DocumentNode | undefined): boolean | undefined {
  if (node?.kind === 'boolean' || node?.kind === 'string') return node.text.toLowerCase() === 'true';
  return undefined;
}

/** The number that is written, also inside a string ("2"); undefined for anything else. */
export function numberOf(node: DocumentNode | undefined): number | undefined {
  if (node === undefined || (node.kind !== 'number' && node.kind !== 'string')) return undefined;
  if (!/^\s*[-+]?\d+(\.\d+)?([eE][-+]?\d+)?\s*$/.test(node.text)) return undefined;
  return Number(node.text);
}

/** Every node of a subtree, parents first. */
export function* walk(node: DocumentNode): Generator<DocumentNode> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    for (let index = next.items.length - 1; index >= 0; index -= 1) open.push(next.items[index] as DocumentNode);
    for (let index = next.members.length - 1; index >= 0; index -= 1) {
      open.push((next.members[index] as DocumentMember).value);
    }
  }
}

/** The pointer itself when what it names could stand there, else its nearest part whose parent is in the document. */
export function reachable(root: DocumentNode, pointer: string): string {
  const steps = pointer.split('/').slice(1);
  let node: DocumentNode | undefined = root;
  let so = '';
  for (const step of steps) {
    if (node === undefined) break;
    so += `/${step}`;
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    node = node.kind === 'array' ? node.items[Number(key)] : member(node, key);
  }
  return so;
}
