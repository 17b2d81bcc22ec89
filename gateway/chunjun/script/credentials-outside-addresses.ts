import { isSecretName } from '../import/secret-names.ts';

export interface Piece {
  readonly start: number;
  readonly end: number;
}

const schemes = /\b(Bearer|Basic)\s+([\w+/=.~-]{8,})/dgi;
const headers = /(?:^|[\r\n])[ \t]*([\w-]+)[ \t]*:[ \t]*([^\r\n]+)/dg;
const isSecretHeader =
  /^(?:(?:proxy-)?authorization|(?:set-)?cookie|x-api-key|x-auth-(?:token|key)|ocp-apim-subscription-key|x-functions-key)$/i;
const chinese = /(?:密码|口令|密钥)[ \t]*[:=：＝][ \t]*([^\s"',;，；。]+)/dg;
const privateKeys = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;
const webTokens = /(?<![\w.-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;
const setting = /^\s*([\w.-]+(?: [\w.-]+){0,2})\s*=\s*(\S[\s\S]*)?$/d;
const jsonText = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"?/g;
const jsonValue = /\s*:\s*(?:"([^"\\]*(?:\\[\s\S][^"\\]*)*)"|(-?\d[\d.]*))/dy;

/**
 * Where secrets stand in a text that is no address: header lines (`Authorization: …`), Bearer and Basic credentials,
 * private keys and web tokens, `密码：…`, settings (`user=u;password=p`, one to a line, or with blanks between), a JSON text with
 * secret keys. A single `password = 'x'` is a condition of SQL. Pieces may overlap and are in no order.
 */
export function credentialsOutsideAddresses(text: string, field: string): Piece[] {
  const whole = ({ 0: { length }, index }: RegExpMatchArray & { index: number }) => ({
    start: index,
    end: index + length,
  });
  return [
    ...inHeaders(text, /header/i.test(field)),
    ...[...text.matchAll(schemes)]
      .filter(([, scheme = '', value = '']) => isCredential(scheme, value))
      .flatMap(({ indices }) => pieceOf(indices?.[2])),
    ...[...text.matchAll(privateKeys)].map(whole),
    ...[...text.matchAll(webTokens)].map(whole),
    ...[...text.matchAll(chinese)].flatMap(({ indices }) => pieceOf(indices?.[1])),
    ...inSettings(text),
    ...(/^\s*[[{]/.test(text) ? inJson(text) : []),
  ];
}

/** "Basic settings" and "Bearer authentication" are prose. */
export function isCredential(scheme: string, value: string): boolean {
  if (scheme.toLowerCase() !== 'basic') return /\d/.test(value) || value.length >= 20;
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  return decoded.includes(':') && !/[\p{Cc}\ufffd]/u.test(decoded);
}

function inHeaders(text: string, isHeader: boolean): Piece[] {
  return [...text.matchAll(headers)].flatMap(({ 1: name = '', indices }) =>
    isSecretHeader.test(name) || (isHeader && isSecretName(name)) ? pieceOf(indices?.[2]) : [],
  );
}

/** Every part must be a setting: SQL has words between, and one part alone compares. In SQL, quotes are doubled. */
export function inSettings(text: string): Piece[] {
  if (!text.includes('=')) return [];
  const byMark = parts(text, /[^;&\r\n]+/g);
  const settings = byMark.length > 1 ? byMark : parts(text, /(?:''[^']*''|\S)+/g);
  const found = settings.map(({ start, text: part }) => ({ start, match: setting.exec(part) }));
  if (found.length < 2 || found.some(({ match }) => match === null)) return [];
  return found.flatMap(({ start, match }) =>
    isSecretName(match?.[1] ?? '') ? pieceOf(match?.indices?.[2], start) : [],
  );
}

/** Without comments of a properties file. */
function parts(text: string, pattern: RegExp): { start: number; text: string }[] {
  return [...text.matchAll(pattern)]
    .map(({ 0: part, index }) => ({ start: index, text: part }))
    .filter(({ text: part }) => !/^\s*(?:#|$)/.test(part));
}

/** The values as JSON writes them. */
function inJson(text: string): Piece[] {
  const found: Piece[] = [];
  jsonText.lastIndex = 0;
  for (let key = jsonText.exec(text); key !== null; key = jsonText.exec(text)) {
    jsonValue.lastIndex = jsonText.lastIndex;
    const value = jsonValue.exec(text);
    if (value === null) continue;
    jsonText.lastIndex = jsonValue.lastIndex;
    if (isSecretName(key[1] ?? '')) found.push(...pieceOf(value.indices?.[1] ?? value.indices?.[2]));
  }
  return found;
}

function pieceOf(range: readonly [number, number] | undefined, from = 0): Piece[] {
  return range === undefined ? [] : [{ start: from + range[0], end: from + range[1] }];
}
