import type { FieldError } from '../../core/errors.ts';
import { at, type DocumentMember, type DocumentNode } from '../validate/document-node.ts';
import { fromValue } from '../validate/parse-document.ts';
import { sameKeyOf } from './check-script-properties.ts';
import { datasourceKey } from './read-script.ts';

/** Keys that a script may say although the data source does: they name a place inside it, not the way there. */
const scriptWins = new Set(['schema']);

export interface Merged {
  readonly node: DocumentNode;
  /** Places the script says although the data source does; pointers into the document. */
  readonly errors: readonly FieldError[];
}

/**
 * A parameter block with the data source's fields filled in and the reference gone. What both say is an error: a script
 * that changes the address would send the password somewhere else.
 */
export function mergeConnection(
  parameter: DocumentNode,
  pointer: string,
  fields: Readonly<Record<string, unknown>>,
  keys: string,
): Merged {
  const errors: FieldError[] = [];
  const added = fromValue(fields).root;
  const sameKey = sameKeyOf(keys);
  const refuse = (place: string) =>
    errors.push({
      pointer: place,
      detail: 'is set by the data source',
      remedy: `Leave it out, or leave out ${datasourceKey}.`,
    });
  const merge = (mine: DocumentNode, theirs: DocumentNode, place: string): DocumentNode => {
    const found = new Set<DocumentMember>();
    const members = mine.members.map((one): DocumentMember => {
      const other = theirs.members.find(({ key }) => sameKey(key, one.key));
      if (other === undefined) return one;
      found.add(other);
      const here = at(place, one.key);
      if (scriptWins.has(one.key)) return one;
      if (one.value.kind === 'object' && other.value.kind === 'object') {
        return { ...one, value: merge(one.value, other.value, here) };
      }
      const items = mergeLists(one.value, other.value, here);
      if (items !== null) return { ...one, value: { ...one.value, items } };
      refuse(here);
      return one;
    });
    return { ...mine, members: [...members, ...theirs.members.filter((one) => !found.has(one))] };
  };
  /** null: no two lists that go together. */
  const mergeLists = (mine: DocumentNode, theirs: DocumentNode, place: string): DocumentNode[] | null => {
    if (mine.kind !== 'array' || theirs.kind !== 'array') return null;
    if (theirs.items.length > 0 && theirs.items.every((item) => valueOf(item, 'value', sameKey) !== undefined)) {
      const isHeader = /\/header$/i.test(place);
      const labels = new Set(theirs.items.map((item) => labelOf(item, sameKey, isHeader)));
      mine.items.forEach((item, index) => {
        const label = labelOf(item, sameKey, isHeader);
        if (label !== undefined && labels.has(label)) refuse(at(place, index));
      });
      return [...mine.items, ...theirs.items];
    }
    const [first, ...rest] = mine.items;
    const [theirFirst] = theirs.items;
    if (first?.kind !== 'object' || theirFirst?.kind !== 'object') return null;
    // Some readers take every entry, and the password goes to each.
    rest.forEach((item, index) => {
      for (const { key } of item.members) {
        if (scriptWins.has(key)) continue;
        if (theirFirst.members.some((one) => sameKey(one.key, key))) refuse(at(place, index + 1, key));
      }
    });
    return [merge(first, theirFirst, at(place, 0)), ...rest];
  };
  const own = { ...parameter, members: parameter.members.filter(({ key }) => key !== datasourceKey) };
  return { node: added === null ? own : merge(own, added, pointer), errors };
}

type SameKey = (a: string, b: string) => boolean;

function valueOf(item: DocumentNode, wanted: string, sameKey: SameKey): DocumentNode | undefined {
  return item.members.findLast(({ key }) => sameKey(key, wanted))?.value;
}

/** What an entry {key, value} or {name, value} is about: names of headers are compared in small letters. */
function labelOf(item: DocumentNode, sameKey: SameKey, isHeader: boolean): string | undefined {
  const label = (valueOf(item, 'key', sameKey) ?? valueOf(item, 'name', sameKey))?.text.trim();
  return isHeader ? label?.toLowerCase() : label;
}
