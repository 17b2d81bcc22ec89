import { isSecretName } from '../import/secret-names.ts';
import { credentialsInSql } from './credentials-in-sql.ts';
import { credentialsOutsideAddresses, type Piece } from './credentials-outside-addresses.ts';

export type { Piece } from './credentials-outside-addresses.ts';

const isAddress = /^\s*[a-z][\w+.-]*:\S/i;
const isJaas = /LoginModule/;
/** A path with a query, or Java's -Dname=value: assignments, whatever the field is called. */
const isAssigned = /^[^\s?]*\?[\w.-]+=\S*$|(?:^|\s)-D[\w.-]+=\S/;
const isSql = /(?:sql|where|filter|query|condition|expression|statement)s?$/i;
/** Only with a port is `user:password@host` no e-mail address. */
const hasAuthority = /^[\w.%+-]*:[^@]+@(?:[\w.-]+|\[[\da-f:.]+\]):\d{1,5}(?:[,;/?]|$)/i;
const oracle = /^\s*jdbc:oracle:(?:thin|oci8?):[^/@\s]+\/(\S+)@/di;
/** Every pattern below reads a text once: each begins where a word begins, or stops at the next separator. */
const assignment = /(?<![\w.-])([\w.-]+)\s*=\s*/g;
const quoted =
  /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\{((?:\$\{[^{}]{0,64}\}|(?!\$\{[^{}]{0,64}\})[^}]|\}\}){0,256})\}/dy;
const separator = /[;&,)\s]|$/y;
const host = /(?:\[[^\]\s]*\]|[\w.${}-]+)(?::[\w${}]+)?(?=[,;/?#\s"')]|$)/y;
const hostBefore = /[\w.${}-]+:\d{1,5}[,;](?=[^,;@]*:)|[\w.${}-]+[,;](?=[^,;:@]*:)/y;
/** A port, and a path before the query that the @ stands in. */
const isQuery = /^(?:\d{1,5}|\$\{[^{}]*\})(?:\/[^?#]*)?\?[^=]*=/;
/** Names that say "secret" in the query of a URL only; anywhere else they are ordinary words. */
const inQuery = /^(?:key|app[._-]?key|sig|sign|signature|auth[._-]?key|x-(?:amz|goog)-signature)$/i;

/** Whether a field of this name holds addresses, also ones without a scheme: feNodes, zkHosts, hostPorts, url … */
export function isAddressName(name: string): boolean {
  return /(?:nodes?|hosts?|(?:host|ip)[._-]?ports?|addr(?:ess(?:es)?)?|servers?|ur[il]s?|endpoints?|brokers?|quorum|rslist|masters?|contact[._-]?points?|dsn|connection|(?:conn(?:ection)?)[._-]?str(?:ing)?)$/i.test(
    name,
  );
}

/** Whether a text is a JAAS entry: credentials among things that are none. */
export function isJaasText(text: string): boolean {
  return isJaas.test(text);
}

/**
 * Where secrets stand inside an ordinary value: the passwords of `scheme://user:password@host` (of every host in a
 * list), a lone user of http, which is a token, the password of `jdbc:oracle:thin:user/password@…`, values of secret keys in an address (`?password=…`, `;password=…`)
 * and in a JAAS text, and what `credentialsInSql` and `credentialsOutsideAddresses` find. `field`: its name; only where addresses are meant,
 * `user:password@host` counts without a scheme and without a port.
 * In order, without overlaps; empty for a text without any. In SQL, `password = 'x'` compares.
 */
export function credentialsIn(text: string, field = ''): Piece[] {
  const found: Piece[] = [];
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    inAuthority(text, at + 3, found, /https?$/i.test(text.slice(Math.max(0, at - 5), at)));
  }
  const range = oracle.exec(text)?.indices?.[1];
  if (range !== undefined) found.push({ start: range[0], end: range[1] });
  const holdsAddresses = isAddressName(field);
  const isStatement = isSql.test(field);
  if (!isStatement && text.includes('@')) {
    for (const { 0: word, index } of text.matchAll(/\S+/g)) {
      if (word.includes('://') || /^(?:jdbc|mailto):/i.test(word)) continue;
      if (holdsAddresses || hasAuthority.test(word)) inAuthority(text, index, found);
    }
  }
  if (holdsAddresses || isAddress.test(text) || isJaas.test(text) || (!isStatement && isAssigned.test(text))) {
    found.push(...assigned(text));
  }
  found.push(...credentialsInSql(text, (literal) => (isAddress.test(literal) ? assigned(literal) : [])));
  if (!isStatement) found.push(...credentialsOutsideAddresses(text, field));
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((piece) => {
    if (piece.start < end || piece.start >= piece.end) return false;
    end = piece.end;
    return true;
  });
}

/** Passwords of the hosts in a list that begins at `start`. One that holds an @ ends at the @ before its host. */
function inAuthority(text: string, start: number, found: Piece[], isHttp = false): void {
  const end = indexFrom(text, /[/?#\s]/g, start);
  // On its own: no search may run through the rest of the text.
  const area = text.slice(start, end);
  const last = area.lastIndexOf('@');
  if (last === -1) return inTorn(text, start, end, found);
  let from = 0;
  for (let at = area.indexOf('@'); at !== -1; at = area.indexOf('@', at + 1)) {
    const behind = lengthAt(host, area, at + 1);
    if (behind === 0 && at !== last) continue;
    for (let before = lengthAt(hostBefore, area, from); before > 0 && from + before <= at;) {
      from += before;
      before = lengthAt(hostBefore, area, from);
    }
    const colon = area.slice(from, at).indexOf(':');
    if (colon !== -1) found.push({ start: start + from + colon + 1, end: start + at });
    else if (isHttp || area.slice(from, at).includes('${secret.')) found.push({ start: start + from, end: start + at });
    from = at + 1 + behind + 1;
  }
}

/** A password with / or ? in it, which should have been encoded: what follows the @ must look like a host. */
function inTorn(text: string, start: number, end: number, found: Piece[]): void {
  const colon = start + text.slice(start, end).indexOf(':');
  if (colon < start || colon + 1 === end) return;
  const at = indexFrom(text, /[@\s]|:\/\//g, colon + 1);
  if (text[at] !== '@' || isQuery.test(text.slice(colon + 1, at))) return;
  if (/[\w.[\]-]+(?::\d+)?(?:[/?,]|$)/y.test(text.slice(at + 1))) found.push({ start: colon + 1, end: at });
}

/** Values of secret names in `name=value`. */
function assigned(text: string): Piece[] {
  const found: Piece[] = [];
  const isJdbc = /^\s*jdbc:/i.test(text);
  const hasUser = /[?&]u=/.test(text);
  let end = 0;
  for (const { 0: whole, 1: name = '', index } of text.matchAll(assignment)) {
    if (index < end) continue;
    const before = text[index - 1] ?? '';
    // A directory of a partition: /password=1/.
    if (before === '/') continue;
    const isInQuery = before === '?' || before === '&';
    if (!isSecretName(name) && !(isInQuery && (inQuery.test(name) || (name === 'p' && hasUser)))) continue;
    const piece = valueAt(text, index + whole.length, before, isJdbc);
    if (piece === null) continue;
    found.push(piece);
    ({ end } = piece);
  }
  return found;
}

function valueAt(text: string, start: number, before: string, isJdbc: boolean): Piece | null {
  const isListed = before === '?' || before === '&' || before === ';';
  quoted.lastIndex = start;
  const inside = quoted.exec(text);
  const range = inside?.indices?.slice(1).find((one) => one !== undefined);
  if (inside !== null && range !== undefined) {
    separator.lastIndex = start + inside[0].length;
    if (!isListed || separator.test(text)) return { start: range[0], end: range[1] };
  }
  const listed = before === ';' ? (isJdbc ? /[^;]+/y : /[^;\s]+/y) : isJdbc ? /[^&]+/y : /[^&\s]+/y;
  const length = lengthAt(isListed ? listed : /[^&;,\s"')]+/y, text, start);
  return length === 0 ? null : { start, end: start + length };
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function indexFrom(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
