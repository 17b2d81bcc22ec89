import { REDACTED } from '../../core/redact.ts';
import { escapeParameters } from '../parameters/fill-text.ts';
import { isSecretName } from '../import/secret-names.ts';
import { credentialsIn } from './credentials-in-text.ts';
import { isCredential } from './credentials-outside-addresses.ts';
import { mapComments } from './script-text.ts';

/** Shorter than this, a value in a comment is more likely an ordinary word than the secret. */
const shortest = 4;

/** A value after a key: with quotes, also JSON's escaped ones or one that is never closed, a list, a block, or a word. */
const value = String.raw`\\"(?:[^"\\\n]|\\[^"\n])*\\"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|["'][^\n]*|\[[^[\]]*\]|\{[^{}]*\}|(?:(?:Bearer|Basic|Token|Digest)[ \t]+)?(?:\$\{[^{}\n]*\}|(?![,;&|?]["']?[\w.-]{1,64}["']?[ \t]{0,8}[:=])[^\s"'])+`;
/** Between them: the marks of comments inside comments, and those that lines of a block begin with. */
const pair = new RegExp(
  String.raw`(?<![\w.-])(\\?["']?)([\w.-]+|密码|口令|密钥)\1((?:[\s/#]|\*(?!\*))*[:=：]+>?(?:[\s/#]|\*(?!\*))*)(${value})`,
  'gi',
);
const openPair = /(?<![\w.-])(["']?)([\w.-]+|密码|口令|密钥)\1[\s*]*(?:[:=：]+[\s*]*)?$/;
const codeKey = /(?:"([^"\\\n]{1,200})"|'([^'\\\n]{1,200})'|(?<![\w.-])([\w.-]{1,200}))\s*:\s*$/;
const sealedBefore = /\$\{secret\.[^{}"\n]*\}[^"\n]*"?[ \t,]*$/;
const leading = new RegExp(String.raw`^((?:\s|\*(?!\*))*[:=：]*(?:\s|\*(?!\*))*)(${value})`, 'i');
/** Nothing but one literal, with at most one word before it: `was "old"`. */
const onlyLiteral = /^([\s*]*(?:[\w-]+\s*[:=]?\s*)?)("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')([\s*,]*)$/;
const option = /((?<!\S)--([\w-]+)[ \t]+)([^\s"'-][^\s"']*|"[^"\n]*"|'[^'\n]*')/g;
/** Clients that take a password behind one letter, each with how. */
const clients: readonly [client: RegExp, password: RegExp][] = [
  [/\b(?:mysql|mariadb)/i, /((?<!\S)-p)([^\s"'-][^\s"']*|"[^"]*"|'[^']*')/g],
  [/\b(?:mongo|beeline|sshpass|sqlcmd|isql)/i, /((?<!\S)-[pP][ \t]*)([^\s"'-][^\s"']*|"[^"]*"|'[^']*')/g],
  [/\bredis-cli\b/i, /((?<!\S)-a[ \t]+)([^\s"'-][^\s"']*|"[^"]*"|'[^']*')/g],
];
/** Clauses of SQL, without reading the prose around them. */
const clause =
  /(\b(?:identified[ \t]{1,8}(?:with[ \t]{1,8}\S{1,64}[ \t]{1,8})?(?:by|as)(?:[ \t]{1,8}(?:password|values))?|password|credentials|secret_access_key)[ \t]{1,8})(\\?"[^"\n]{1,256}"|'[^'\n]{1,256}')/gi;
const userOption = /((?<!\S)(?:-u|--user)[ \t]+["']?[^\s:"']+:)([^\s"']+)/g;
const privateKey = /(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)([\s\S]*?)(-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;
const label = /(["']?)(?:key|name)\1\s*[:=]\s*(["'])([^"'\n]+)\2/gi;
const scheme = /\b(Bearer|Basic)(\s+)([\w+/=.~-]{8,})/gi;
/** How far before a comment its context is looked for, characters. */
const contextLength = 400;

/** What the comment before, on the line above, has begun. */
type Begun = { readonly secret: 'quoted' | 'bare' } | 'privateKey' | null;

/**
 * The text with the secrets in its comments masked: values that were sealed elsewhere in the text, values of secret
 * keys in code that is commented out (`"password": "old"`, `password=old`, also with the value in the next comment), an
 * old value beside a sealed one, and credentials in addresses. What the comments are stays: none ends earlier or later.
 */
export function maskComments(text: string, sealed: Iterable<string>): string {
  const forms = new Set<string>();
  for (const one of sealed) {
    if (one.length < shortest) continue;
    for (const form of [one, escapeParameters(one)]) forms.add(form).add(JSON.stringify(form).slice(1, -1));
  }
  const mask = maskKnown(forms);
  let end = 0;
  let begun: Begun = null;
  return mapComments(text, (comment, at) => {
    const isNext = end > 0 && text.slice(end, at).trim() === '';
    const before = isNext ? '' : text.slice(Math.max(end, at - contextLength), at);
    if (!isNext) begun = null;
    end = at + comment.length;
    const { opening, body, closing } = partsOf(mask(comment), comment);
    const inside = oldValue(continued(body, begun), before);
    begun = begins(inside, begun, isNext ? '' : before);
    const clean = masked(inside);
    // A mask before a slash must not end the comment.
    return `${opening}${closing === '' && opening !== '/*' ? clean : clean.replaceAll('*/', '* /')}${closing}`;
  });
}

/** A mask may have taken a part of the marks. */
function partsOf(text: string, comment: string): { opening: string; body: string; closing: string } {
  const opening = comment.startsWith('#') ? '#' : comment.slice(0, 2);
  const closing = opening === '/*' && comment.length >= 4 && comment.endsWith('*/') ? '*/' : '';
  const rest = text.startsWith(opening) ? text.slice(opening.length) : text;
  return { opening, closing, body: closing !== '' && rest.endsWith(closing) ? rest.slice(0, -2) : rest };
}

/** The rest of what a comment before has begun is masked. */
function continued(body: string, begun: Begun): string {
  if (begun === 'privateKey') {
    const stop = body.indexOf('-----END');
    return stop === -1
      ? ` ${REDACTED}`
      : body.slice(stop) === body.trimStart()
        ? body
        : `${REDACTED} ${body.slice(stop)}`;
  }
  if (begun === null) return body;
  return body.replace(leading, (found, start: string, old: string) =>
    isHarmless(old) || (begun.secret === 'bare' && !/^["'[{]|\d/.test(old)) ? found : start + maskOf(old),
  );
}

/** `"password": /* "old" *\/ "new"` and `"password": "new", // was "old"`. */
function oldValue(body: string, before: string): string {
  if (!sealedBefore.test(before) && !isSecretName(codeKeyOf(before))) return body;
  return body.replace(onlyLiteral, (found, start: string, old: string, rest: string) =>
    isHarmless(old) ? found : start + maskOf(old) + rest,
  );
}

function codeKeyOf(before: string): string {
  const [, double, single, bare] = codeKey.exec(before) ?? [];
  return double ?? single ?? bare ?? '';
}

function begins(body: string, begun: Begun, before: string): Begun {
  const start = body.lastIndexOf('-----BEGIN ');
  if (
    start !== -1 &&
    /^-----BEGIN [A-Z ]{0,40}PRIVATE KEY/.test(body.slice(start)) &&
    !body.includes('-----END', start)
  ) {
    return 'privateKey';
  }
  if (begun === 'privateKey') return body.includes('-----END') ? null : begun;
  const [, quote, key = ''] = openPair.exec(body.slice(-contextLength)) ?? [];
  if (isSecretName(key)) return { secret: quote === '' ? 'bare' : 'quoted' };
  if (isSecretName(codeKeyOf(before))) return { secret: 'bare' };
  return null;
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
    .split('\n')
    .map(withoutClientPasswords)
    .join('\n')
    .replace(privateKey, (_found, start: string, _key: string, stop: string) => `${start}${REDACTED}${stop}`)
    .replace(/[^\s"']+/g, (found) => withoutCredentials(found, ''))
    .replace(scheme, (found, word: string, gap: string, credential: string) =>
      isCredential(word, credential) ? `${word}${gap}${REDACTED}` : found,
    )
    .replace(option, (found, start: string, name: string, old: string) =>
      isSecretName(name) && !isHarmless(old) ? start + maskOf(old) : found,
    )
    .replace(userOption, (_found, start: string) => start + REDACTED)
    .replace(clause, (found, start: string, old: string) => (isHarmless(old) ? found : start + maskOf(old)))
    .replace(pair, (found, quote: string, key: string, between: string, old: string) => {
      const isSecret = isSecretName(key) || (isLabelled && /^(?:next)?value$/i.test(key));
      const start = quote + key + quote + between;
      if (!isSecret) return start + withinValue(withoutCredentials(old, key));
      return isHarmless(old) ? found : start + maskOf(old);
    });
}

/** Of a command line: `mysql -uroot -p…`. */
function withoutClientPasswords(line: string): string {
  return clients.reduce((so, [client, password]) => {
    const from = so.search(client);
    if (from === -1) return so;
    const options = so
      .slice(from)
      .replace(password, (found, start: string, old: string) => (isHarmless(old) ? found : start + maskOf(old)));
    return so.slice(0, from) + options;
  }, line);
}

/** A value may be JSON itself. */
function withinValue(text: string): string {
  if (!text.includes('\\"')) return text;
  return text.replace(pair, (found, quote: string, key: string, between: string, old: string) =>
    isSecretName(key) && !isHarmless(old) ? quote + key + quote + between + maskOf(old) : found,
  );
}

/** The mask in the place of a value, in its quotes or brackets; what may belong to the text around it stays. */
function maskOf(old: string): string {
  const [mark = ''] = /^\\?["']/.exec(old) ?? [];
  if (mark !== '') return old.length > mark.length && old.endsWith(mark) ? mark + REDACTED + mark : mark + REDACTED;
  if (old.startsWith('[')) return old.endsWith(']') ? `["${REDACTED}"]` : REDACTED;
  if (old.startsWith('{')) return old.endsWith('}') ? `{"${REDACTED}"}` : REDACTED;
  return REDACTED + trailing(old);
}

function trailing(old: string): string {
  let from = old.length;
  while (from > 1 && ')]},;.'.includes(old.charAt(from - 1))) from -= 1;
  return old.slice(from);
}

function withoutCredentials(text: string, field: string): string {
  const quote = /^(["']).*\1$/s.test(text) ? 1 : 0;
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
  const bare = value.slice(0, value.length - (/^["'[{\\]/.test(value) ? 0 : trailing(value).length));
  return (
    bare.includes(REDACTED) ||
    isOpen(value) ||
    isOpen(bare.replace(/^["']|["']$/g, '')) ||
    /^(?:["']{2}|null|true|false)$/.test(bare)
  );
}
