import { at, member, type DocumentNode } from '../validate/document-node.ts';
import { printDocument } from '../validate/print-document.ts';
import type { Difference } from './difference.ts';
import { createSameness, type Sameness } from './sameness.ts';
import { matchItems, type KeyOf } from './match-items.ts';

export interface DiffRules {
  /** How entries of the list at this pointer are told apart; null: as lists are in general. */
  readonly keysOf: (pointer: string) => readonly KeyOf<DocumentNode>[] | null;
  /** Whether leaving this block or list out means the same as writing it empty. */
  readonly mayBeLeftOut: (pointer: string) => boolean;
}

/** Where two trees differ, in the order of the later one; what was removed from a block stands at the block's end. */
export function diffNodes(
  before: DocumentNode | undefined,
  after: DocumentNode | undefined,
  rules: DiffRules,
  pointer = '',
): Difference[] {
  const found: Difference[] = [];
  const same = createSameness();
  const tell = (kind: Difference['kind'], then?: Placed, now?: Placed) => {
    const place = now ?? then;
    if (place === undefined) return;
    const from = then !== undefined && now !== undefined && then.pointer !== now.pointer ? { from: then.pointer } : {};
    found.push({
      pointer: place.pointer,
      kind,
      ...from,
      ...(then === undefined ? {} : told(then.node, 'before')),
      ...(now === undefined ? {} : told(now.node, 'after')),
    });
  };
  const compare = (then: Placed, now: Placed): void => {
    if (same(then.node) === same(now.node)) return;
    if (then.node.kind !== now.node.kind) return tell('changed', then, now);
    switch (now.node.kind) {
      case 'object':
        return compareMembers(then, now);
      case 'array':
        return compareItems(then, now);
      default:
        return tell('changed', then, now);
    }
  };
  const compareMembers = (then: Placed, now: Placed) => {
    const place = (side: Placed, node: DocumentNode | undefined, key: string): Placed | undefined =>
      node === undefined ? undefined : { node, pointer: at(side.pointer, key) };
    for (const key of keysIn(now.node)) {
      comparePlaced(place(then, member(then.node, key), key), place(now, member(now.node, key), key), {
        then: at(then.pointer, key),
        now: at(now.pointer, key),
      });
    }
    for (const key of keysIn(then.node)) {
      if (member(now.node, key) !== undefined) continue;
      comparePlaced(place(then, member(then.node, key), key), undefined, {
        then: at(then.pointer, key),
        now: at(now.pointer, key),
      });
    }
  };
  const comparePlaced = (then: Placed | undefined, now: Placed | undefined, where: { then: string; now: string }) => {
    const there = now?.node ?? then?.node;
    const isBlock = there?.kind === 'object' || there?.kind === 'array';
    if ((then === undefined || now === undefined) && there !== undefined && isBlock && rules.mayBeLeftOut(where.now)) {
      const empty: DocumentNode = { ...there, members: [], items: [] };
      return compare(then ?? { node: empty, pointer: where.then }, now ?? { node: empty, pointer: where.now });
    }
    if (then === undefined) tell('added', undefined, now);
    else if (now === undefined) tell('removed', then);
    else compare(then, now);
  };
  const compareItems = (then: Placed, now: Placed) => {
    const item = (side: Placed, index: number): Placed => ({
      node: side.node.items[index] as DocumentNode,
      pointer: at(side.pointer, index),
    });
    const keys = rules.keysOf(now.pointer) ?? keysInGeneral(then.node.items, now.node.items, same);
    const { pairs, removed, added } = matchItems(then.node.items, now.node.items, keys);
    const inOrder = [
      ...pairs.map((pair) => ({ at: pair.after, pair })),
      ...added.map((index) => ({ at: index, pair: null })),
    ].sort((a, b) => a.at - b.at);
    for (const { at: index, pair } of inOrder) {
      if (pair === null) tell('added', undefined, item(now, index));
      else {
        if (pair.isMoved) tell('moved', item(then, pair.before), item(now, index));
        compare(item(then, pair.before), item(now, index));
      }
    }
    for (const index of removed) tell('removed', item(then, index));
  };
  comparePlaced(
    before === undefined ? undefined : { node: before, pointer },
    after === undefined ? undefined : { node: after, pointer },
    { then: pointer, now: pointer },
  );
  return found;
}

interface Placed {
  readonly node: DocumentNode;
  readonly pointer: string;
}

function keysIn({ members }: DocumentNode): string[] {
  return [...new Set(members.map(({ key }) => key))];
}

/** Entries that are the same in full belong together, then blocks of one name, then what stands at the same place. */
function keysInGeneral(
  before: readonly DocumentNode[],
  after: readonly DocumentNode[],
  same: Sameness,
): readonly KeyOf<DocumentNode>[] {
  const place = new Map([...before.entries(), ...after.entries()].map(([index, node]) => [node, String(index)]));
  const exact: KeyOf<DocumentNode> = (node) => String(same(node));
  const name: KeyOf<DocumentNode> = (node) => (node.kind === 'object' ? member(node, 'name')?.text : undefined);
  // In a list that grew or shrank, or of named blocks, the place says nothing about what an entry is.
  const isPlaced = before.length === after.length && [...before, ...after].every((node) => name(node) === undefined);
  return isPlaced ? [exact, (node) => place.get(node)] : [exact, name];
}

/** The value, and its text where the value alone would hide how a number is written. */
function told(node: DocumentNode, which: 'before' | 'after'): Partial<Difference> {
  const text = printDocument(node);
  const value = JSON.parse(text) as unknown;
  const isExact = JSON.stringify(value) === text;
  return which === 'before'
    ? { before: value, ...(isExact ? {} : { beforeText: text }) }
    : { after: value, ...(isExact ? {} : { afterText: text }) };
}
