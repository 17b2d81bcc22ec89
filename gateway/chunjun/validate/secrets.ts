import { isSecretName } from '../import/secret-names.ts';
import { walk, type DocumentMember, type DocumentNode } from './document-node.ts';

/** Shorter ones are parts of any message; a secret of this length is none that a message could give away. */
const shortest = 4;

/** Texts under names that hold secrets, as they are and as JSON writes them, longest first. */
export function secretsOf(starts: readonly (DocumentNode | null)[]): string[] {
  const values = new Set<string>();
  for (const start of starts) {
    for (const { value } of start === null ? [] : secretMembers(start)) {
      for (const { kind, text } of walk(value)) {
        if (kind === 'boolean' || kind === 'null' || text.length < shortest) continue;
        values.add(text);
        values.add(JSON.stringify(text).slice(1, -1));
      }
    }
  }
  return [...values].sort((a, b) => b.length - a.length);
}

/** Members of a subtree whose name says that their value is secret. */
export function* secretMembers(start: DocumentNode): Generator<DocumentMember> {
  for (const node of walk(start)) {
    for (const each of node.members) if (isSecretName(each.key)) yield each;
  }
}
