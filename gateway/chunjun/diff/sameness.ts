import type { DocumentNode } from '../validate/document-node.ts';

/** Equal numbers for nodes that say the same: the order of keys does not count, the letters of a number do. */
export type Sameness = (node: DocumentNode) => number;

/** Each node is looked at once, however often it is asked for: a printed text of every level would be quadratic. */
export function createSameness(): Sameness {
  const numbers = new Map<string, number>();
  const known = new WeakMap<DocumentNode, number>();
  const same: Sameness = (node) => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const text = JSON.stringify([node.kind, node.text, node.items.map(same), membersOf(node)]);
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    known.set(node, number);
    return number;
  };
  const membersOf = ({ members }: DocumentNode) =>
    [...new Map(members.map(({ key, value }) => [key, value]))]
      .map(([key, value]) => [key, same(value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return same;
}
