import { member, type DocumentNode } from '../validate/document-node.ts';
import { isSecretName } from './secret-names.ts';

/**
 * A node as a JSON value. Members whose name says that they are secret, and the `value` beside a `key` or `name` that
 * says so, go to `secrets` instead; null: everything stays.
 */
export function publicValue(node: DocumentNode, secrets: Record<string, string> | null): unknown {
  switch (node.kind) {
    case 'object': {
      const label = (member(node, 'key') ?? member(node, 'name'))?.text ?? '';
      const entries: [string, unknown][] = [];
      for (const { key, value } of node.members) {
        if (secrets !== null && (isSecretName(key) || (key === 'value' && isSecretName(label)))) {
          const plain = value.kind === 'object' || value.kind === 'array';
          secrets[key === 'value' ? label : key] = plain ? JSON.stringify(publicValue(value, null)) : value.text;
        } else entries.push([key, publicValue(value, secrets)]);
      }
      return Object.fromEntries(entries);
    }
    case 'array':
      return node.items.map((item) => publicValue(item, secrets));
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true';
    case 'null':
      return null;
    case 'string':
    case 'bare':
      return node.text;
  }
}
