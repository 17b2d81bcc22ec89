import { REDACTED } from '../../core/redact.ts';
import { escapeParameters } from '../parameters/fill-text.ts';
import { isSecretName } from '../import/secret-names.ts';
import { credentialsIn, isAddressName } from './credentials-in-text.ts';
import { mapComments } from './script-text.ts';

/** Shorter than this, a value in a comment is more likely an ordinary word than the secret. */
const shortest = 4;

const pair =
  /(?<![\w.-])(["']?)([\w.-]+|密码|口令)\1(\s*[:=：]\s*)("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\[[^[\]]*\]|(?:\$\{[^{}\n]*\}|[^\s,;&"'{}[\]()*])+)/g;
const label = /(["']?)(?:key|name)\1\s*[:=]\s*(["'])([^"'\n]+)\2/g;
const address = /(?<![\w+.-])[a-z][\w+.-]*:[^\s"']+/gi;
const scheme = /\b(Bearer|Basic)(\s+)([\w+/=.~-]{8,})/gi;

/**
 * The text with the secrets in its comments masked: values that were sealed elsewhere in the text, values of secret
 * keys in code that is commented out (`"password": "old"`, `password=old`), and credentials in addresses.
 */
export function maskComments(text: string, sealed: Iterable<string>): string {
  const forms = new Set<string>();
  for (const value of sealed) {
    if (value.length < shortest) continue;
    for (const form of [value, escapeParameters(value)]) forms.add(form).add(JSON.stringify(form).slice(1, -1));
  }
  const mask = maskKnown(forms);
  return mapComments(text, (comment) => masked(mask(comment)));
}

/** Masks the longest form that begins at each place; the time does not depend on how many forms there are. */
function maskKnown(forms: ReadonlySet<string>): (text: string) => string {
  const begins = new Set([...forms].map((form) => form.slice(0, shortest)));
  const lengths = [...new Set([...forms].map(({ length }) => length))].sort((a, b) => b - a);
  return (text) => {
    if (forms.size === 0) return text;
    const parts: string[] = [];
    let from = 0;
    for (let at = 0; at <= text.length - shortest; at += 1) {
      if (!begins.has(text.slice(at, at + shortest))) continue;
      const length = lengths.find((one) => forms.has(text.slice(at, at + one)));
      if (length === undefined) continue;
      parts.push(text.slice(from, at), REDACTED);
      from = at + length;
      at = from - 1;
    }
    return [...parts, text.slice(from)].join('');
  };
}

function masked(comment: string): string {
  const isLabelled = [...comment.matchAll(label)].some(([, , , name = '']) => isSecretName(name));
  return comment
    .replace(address, (found) => withoutCredentials(found, ''))
    .replace(scheme, (found, word: string, gap: string, value: string) =>
      isCredential(word, value) ? `${word}${gap}${REDACTED}` : found,
    )
    .replace(pair, (found, quote: string, key: string, between: string, value: string) => {
      const isSecret = isSecretName(key) || /^[密口]/.test(key) || (isLabelled && /^(?:next)?value$/i.test(key));
      const start = quote + key + quote + between;
      if (!isSecret) return start + withoutCredentials(value, isAddressName(key) ? key : '');
      if (isHarmless(value)) return found;
      const [mark = ''] = /^["'[]/.exec(value) ?? [];
      const instead = mark === '[' ? `["${REDACTED}"]` : `${mark}${REDACTED}${mark}`;
      return start + instead;
    });
}

function withoutCredentials(text: string, field: string): string {
  const quote = /^["']/.exec(text)?.[0].length ?? 0;
  const inner = text.slice(quote, text.length - quote);
  const clean = credentialsIn(inner, field).reduceRight(
    (so, { start, end }) => (isOpen(so.slice(start, end)) ? so : so.slice(0, start) + REDACTED + so.slice(end)),
    inner,
  );
  return text.slice(0, quote) + clean + text.slice(text.length - quote);
}

/** A reference holds nothing; a mask stays one. */
function isOpen(value: string): boolean {
  return /^(?:\$\{[^{}]*\})+$/.test(value) || value === REDACTED;
}

function isHarmless(value: string): boolean {
  return (
    value.includes(REDACTED) || isOpen(value.replace(/^["']|["']$/g, '')) || /^(?:["']{2}|null|true|false)$/.test(value)
  );
}

/** "Basic settings" and "Bearer authentication" are prose. */
function isCredential(word: string, value: string): boolean {
  if (word.toLowerCase() === 'basic') return Buffer.from(value, 'base64').includes(':');
  return /\d/.test(value) || value.length >= 20;
}
