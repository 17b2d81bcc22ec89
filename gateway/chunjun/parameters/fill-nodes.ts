import { at, type DocumentNode } from '../validate/document-node.ts';
import { fillText, namesIn, type ParameterValue, type ParameterValues } from './fill-text.ts';

/**
 * A document with its values in place, numbers as they were written. `${n}` without quotes, which only Chunjun's own
 * text replacement knows, becomes the value too.
 */
export function fillNodes(node: DocumentNode, values: ParameterValues): DocumentNode {
  switch (node.kind) {
    case 'object':
      return {
        ...node,
        members: node.members.map((member) => ({ ...member, value: fillNodes(member.value, values) })),
      };
    case 'array':
      return { ...node, items: node.items.map((item) => fillNodes(item, values)) };
    case 'string':
    case 'bare':
      return node.text.includes('${') ? { ...node, ...filled(node, fillText(node.text, values)) } : node;
    default:
      return node;
  }
}

function filled(node: DocumentNode, value: ParameterValue): Pick<DocumentNode, 'kind' | 'text'> {
  if (typeof value === 'number') return { kind: 'number', text: numberText(value) };
  if (typeof value === 'boolean') return { kind: 'boolean', text: String(value) };
  if (node.kind === 'string' || value === node.text) return { kind: node.kind, text: value };
  // `${n}` without quotes was meant as a piece of JSON: a number or a flag keeps being one.
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value)) return { kind: 'number', text: value };
  if (value === 'true' || value === 'false') return { kind: 'boolean', text: value };
  return { kind: 'string', text: value };
}

/** Without an exponent, which Chunjun refuses. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString();
  const text = String(value);
  return text.includes('e') ? value.toFixed(20) : text;
}

/** Every text of a document that refers to parameters, keys included: a key cannot be filled in. */
export function parametersOfNodes(root: DocumentNode): { pointer: string; names: string[]; isKey: boolean }[] {
  const found: { pointer: string; names: string[]; isKey: boolean }[] = [];
  const visit = (node: DocumentNode, pointer: string): void => {
    for (const { key, value } of node.members) {
      const names = namesIn(key);
      if (names.length > 0) found.push({ pointer: at(pointer, key), names, isKey: true });
      visit(value, at(pointer, key));
    }
    node.items.forEach((item, index) => visit(item, at(pointer, index)));
    if (node.kind !== 'string' && node.kind !== 'bare') return;
    const names = namesIn(node.text);
    if (names.length > 0) found.push({ pointer, names, isKey: false });
  };
  visit(root, '');
  return found;
}
