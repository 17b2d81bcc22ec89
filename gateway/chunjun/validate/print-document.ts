import type { DocumentNode } from './document-node.ts';

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/**
 * The canonical form of a document: compact JSON text without comments. Numbers keep their letters (1e5, 1.0,
 * 12345678901234567890); of duplicate keys the last value stands where the first one stood, as in Gson's maps. JSON has
 * no bare words: NaN, Infinity and `${n}` without quotes become strings of the same letters, as does a number that JSON
 * cannot write. Parsing the result gives the same tree but for positions, and printing that the same text.
 */
export function printDocument(root: DocumentNode): string {
  switch (root.kind) {
    case 'object':
      return `{${printMembers(root)}}`;
    case 'array':
      return `[${root.items.map(printDocument).join(',')}]`;
    case 'string':
    case 'bare':
      return JSON.stringify(root.text);
    case 'number':
      return jsonNumber.test(root.text) ? root.text : JSON.stringify(root.text);
    case 'boolean':
      return root.text;
    case 'null':
      return 'null';
  }
}

function printMembers({ members }: DocumentNode): string {
  const last = new Map(members.map(({ key, value }) => [key, value]));
  return Array.from(last, ([key, value]) => `${JSON.stringify(key)}:${printDocument(value)}`).join(',');
}
