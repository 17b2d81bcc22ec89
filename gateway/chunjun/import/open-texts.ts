import { namesIn } from '../parameters/fill-text.ts';
import { walk, type DocumentNode } from '../validate/document-node.ts';

/** Of DataWorks: computed from the day a run is for, e.g. $[yyyymmdd-1]. */
const timeExpression = /\$\[[^\]]{1,100}\]/;
/** Of DataX: a variable without braces. */
const bareVariable = /(?<![\w$])\$[A-Za-z_]\w*/;

export interface OpenTexts {
  /** What a report says of it. */
  readonly message: string;
  readonly remedy: string;
}

/** What a part of a foreign job leaves open for its scheduler to fill in; null: nothing. Tells names, never values. */
export function openTexts(node: DocumentNode): OpenTexts | null {
  const texts = [...walk(node)].flatMap(({ kind, text }) => (kind === 'string' || kind === 'bare' ? [text] : []));
  const names = texts.flatMap(namesIn);
  const isStrange = texts.some((text) => timeExpression.test(text) || bareVariable.test(text));
  if (names.length === 0 && !isStrange) return null;
  const parameters = 'it holds ${…}: a parameter of the version, which each run gives';
  const strange = 'it holds $[…] or $name, which nothing fills in here: the text is kept as it is';
  return {
    message: [...(names.length > 0 ? [parameters] : []), ...(isStrange ? [strange] : [])].join('; '),
    remedy: isStrange
      ? 'Write ${name} instead, and give its value with each run.'
      : 'Give parameters a default, or a value with each run.',
  };
}

/** Whether a secret is nothing but a reference to a parameter of the other tool. */
export function isOnlyOpen(text: string): boolean {
  return /^\$\{[^{}]*\}$/.test(text);
}
