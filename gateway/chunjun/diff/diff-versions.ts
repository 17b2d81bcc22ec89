import { member, type DocumentNode } from '../validate/document-node.ts';
import { fromValue, parseDocument } from '../validate/parse-document.ts';
import { isScript, type VersionSpec } from '../version-spec.ts';
import { diffNodes, type DiffRules } from './diff-nodes.ts';
import type { Difference } from './difference.ts';
import type { KeyOf } from './match-items.ts';

export interface VersionDiff {
  readonly differences: readonly Difference[];
  /** The scripts' texts differ and their documents do not: comments, blanks, quotes, the order of keys. */
  readonly textChanged: boolean;
}

/**
 * Where two versions differ, field by field. Entries of `mapping` are matched by reader column, then by writer column;
 * parameters by name; in other lists by what they say, then by `name`. Scripts are compared as documents,
 * pointers `/script/job/…`: numbers differ when they are written differently, the order of keys does not count.
 * `before` null: everything was added. Pure, never throws.
 */
export function diffVersions(before: VersionSpec | null, after: VersionSpec): VersionDiff {
  if (before === null || !isScript(before) || !isScript(after)) {
    return { differences: diffValues(before ?? {}, after), textChanged: false };
  }
  const [then, now] = [parseDocument(before.script).root, parseDocument(after.script).root];
  if (then === null || now === null) return { differences: diffValues(before, after), textChanged: false };
  const inScript = diffNodes(then, now, scriptRules, '/script');
  const { script: textBefore, ...restBefore } = before;
  const { script: textAfter, ...restAfter } = after;
  return {
    differences: [...inScript, ...diffValues(restBefore, restAfter)],
    textChanged: inScript.length === 0 && textBefore !== textAfter,
  };
}

function diffValues(before: object, after: object): Difference[] {
  const [then, now] = [fromValue(before).root, fromValue(after).root];
  if (then !== null && now !== null) return diffNodes(then, now, rules);
  // Nested too deep to be taken apart.
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ pointer: '', kind: 'changed', before, after }];
}

/** A column's name, whether it is written as a text or as a block; undefined: it has none. */
const columnOf = (node: DocumentNode | undefined): string | undefined =>
  node?.kind === 'string' ? node.text : member(node, 'name')?.text;

const mappingKeys: readonly KeyOf<DocumentNode>[] = [
  (entry) => {
    const [from, to] = [columnOf(member(entry, 'from')), columnOf(member(entry, 'to'))];
    return from === undefined ? undefined : JSON.stringify([from, to ?? from]);
  },
  (entry) => columnOf(member(entry, 'from')),
  (entry) => columnOf(member(entry, 'to')) ?? columnOf(member(entry, 'from')),
];

const optionalBlocks = new Set([
  '/settings',
  '/settings/flinkConfiguration',
  '/parameters',
  '/columnTypes',
  '/columnTypes/reader',
  '/columnTypes/writer',
]);

const rules: DiffRules = {
  keysOf: (pointer) =>
    pointer === '/mapping' ? mappingKeys : pointer === '/parameters' ? [(entry) => member(entry, 'name')?.text] : null,
  mayBeLeftOut: (pointer) => optionalBlocks.has(pointer),
};

const scriptRules: DiffRules = { keysOf: () => null, mayBeLeftOut: () => false };
