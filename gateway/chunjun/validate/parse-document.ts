import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Diagnostic } from '../diagnostics.ts';
import { at, type DocumentMember, type DocumentNode } from './document-node.ts';
import { normaliseGsonText, type NormalisedText, type Position } from './gson-text.ts';

export interface ParsedDocument {
  /** null when there is nothing to read. */
  readonly root: DocumentNode | null;
  /** Syntax errors, and a hint when only Chunjun's lenient reader takes the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** The text as it came; of a value, its JSON. */
  readonly text: string;
}

/** Chunjun's documents are a handful of levels deep; the parser is recursive. */
const deepest = 1000;
const mostSyntaxErrors = 10;

/**
 * Reads a document as leniently as Chunjun's Gson does: comments, trailing commas, single quotes, unquoted keys. Never
 * throws; what Gson would refuse too is in `diagnostics`.
 */
export function parseDocument(text: string): ParsedDocument {
  if (nesting(text) > deepest) {
    return { root: null, text, diagnostics: [syntaxError('', `is nested deeper than ${deepest} levels`)] };
  }
  // Gson skips a byte order mark; a blank keeps the offsets.
  const source = normaliseGsonText(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  const errors: ParseError[] = [];
  const tree = parseTree(source.text, errors, { allowTrailingComma: true, allowEmptyContent: false });
  const diagnostics = errors.slice(0, mostSyntaxErrors).map((error) => {
    const { line, column } = source.position(error.offset);
    return syntaxError('', `${printParseErrorCode(error.error)} at line ${line}, column ${column}`);
  });
  const words = [...source.leniencies].join(', ');
  if (errors.length === 0 && words !== '') diagnostics.push(notJson(words));
  return { root: tree === undefined ? null : fromTree(tree, '', source), diagnostics, text };
}

/** A document that is a JSON value already: the same nodes, without positions. Too deep a value is a syntax error. */
export function fromValue(value: unknown): ParsedDocument {
  if (isTooDeep(value)) {
    return { root: null, text: '', diagnostics: [syntaxError('', `is nested deeper than ${deepest} levels`)] };
  }
  return { root: nodeOfValue(value, ''), diagnostics: [], text: JSON.stringify(value) ?? '' };
}

/** Line and column of what a pointer names, or of the nearest part that is there; null without text. */
export function locate(document: ParsedDocument, pointer: string): Position | null {
  let node = document.root;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const next = node?.members.findLast((each) => each.key === key)?.value ?? node?.items[Number(key)];
    if (next === undefined) break;
    node = next;
  }
  return node?.position ?? null;
}

function syntaxError(pointer: string, what: string): Diagnostic {
  return {
    level: 'error',
    code: 'syntax_error',
    pointer,
    message: `The text is not a document Chunjun can read: ${what}.`,
    remedy: 'Write JSON.',
    fact: 'verdicts/document-not-json',
  };
}

function notJson(words: string): Diagnostic {
  return {
    level: 'info',
    code: 'not_strict_json',
    pointer: '',
    message: `Chunjun reads this text although it is not JSON (${words}).`,
    remedy: 'Write JSON; other programs will not read it.',
    fact: 'verdicts/README.md §5 JSON leniency',
  };
}

function fromTree(tree: Node, pointer: string, source: NormalisedText): DocumentNode {
  const position = source.position(tree.offset);
  const plain = { pointer, position, text: '', members: [], items: [] };
  switch (tree.type) {
    case 'object': {
      const members = (tree.children ?? []).flatMap(({ children }): DocumentMember[] => {
        const [name, value] = children ?? [];
        if (name === undefined || value === undefined) return [];
        const key = String(name.value);
        return [{ key, value: fromTree(value, at(pointer, key), source), position: source.position(name.offset) }];
      });
      return { ...plain, kind: 'object', members };
    }
    case 'array': {
      const items = (tree.children ?? []).map((item, index) => fromTree(item, at(pointer, index), source));
      return { ...plain, kind: 'array', items };
    }
    case 'string':
      return { ...plain, ...(source.bareAt.has(tree.offset) ? wordOf(String(tree.value)) : textValue(tree)) };
    case 'number':
    case 'boolean':
    case 'null':
      return { ...plain, kind: tree.type, text: source.text.slice(tree.offset, tree.offset + tree.length) };
    case 'property':
      return { ...plain, kind: 'null' };
  }
}

const textValue = (tree: Node) => ({ kind: 'string' as const, text: String(tree.value) });

/** What Gson takes a word without quotes for: a flag or null in any letter case, else a text; NaN stands out. */
function wordOf(word: string): Pick<DocumentNode, 'kind' | 'text'> {
  const lower = word.toLowerCase();
  if (word.startsWith('$') || /^[-+]?(?:nan|infinity)$/.test(lower)) return { kind: 'bare', text: word };
  if (lower === 'true' || lower === 'false') return { kind: 'boolean', text: lower };
  return lower === 'null' ? { kind: 'null', text: lower } : { kind: 'string', text: word };
}

const none: readonly never[] = [];

/** Written out, not spread together: it is called for every value of every document. */
function nodeOf(
  kind: DocumentNode['kind'],
  pointer: string,
  text: string,
  members: readonly DocumentMember[] = none,
  items: readonly DocumentNode[] = none,
): DocumentNode {
  return { kind, pointer, text, members, items, position: null };
}

function nodeOfValue(value: unknown, pointer: string): DocumentNode {
  switch (typeof value) {
    case 'string':
      return nodeOf('string', pointer, value);
    case 'number':
      return nodeOf('number', pointer, String(value));
    case 'boolean':
      return nodeOf('boolean', pointer, String(value));
    case 'object': {
      if (value === null) return nodeOf('null', pointer, 'null');
      if (Array.isArray(value)) {
        const items = value.map((item: unknown, index) => nodeOfValue(item, `${pointer}/${index}`));
        return nodeOf('array', pointer, '', none, items);
      }
      const members: DocumentMember[] = [];
      for (const [key, inner] of Object.entries(value)) {
        if (inner === undefined) continue;
        members.push({ key, value: nodeOfValue(inner, at(pointer, key)), position: null });
      }
      return nodeOf('object', pointer, '', members);
    }
    default:
      return nodeOf('null', pointer, 'null');
  }
}

function isTooDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= deepest; depth += 1) {
    const inner: unknown[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      for (const part of Object.values(each)) if (typeof part === 'object' && part !== null) inner.push(part);
    }
    if (inner.length === 0) return false;
    level = inner;
  }
  return true;
}

/** Brackets that are open at once, those inside strings included: a bound, not a count. */
function nesting(text: string): number {
  let open = 0;
  let most = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '{' || character === '[') most = Math.max(most, (open += 1));
    else if ((character === '}' || character === ']') && open > 0) open -= 1;
  }
  return most;
}
