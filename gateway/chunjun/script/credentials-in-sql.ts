import { isSecretName } from '../import/secret-names.ts';
import { inSettings, type Piece } from './credentials-outside-addresses.ts';

/** Literals, comments, words with their `${…}`, marks; an open literal or comment reaches to the end. */
const tokens =
  /'((?:[^'\\]|\\[\s\S]|'')*)'?|"((?:[^"\\]|\\[\s\S]|"")*)"?|`[^`]*`?|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(?:\$\{[^{}]*\}|[\w$.])+|\S/dg;
const mayHold = /identified|pass|secret|token|credential|key|:\/\/|jdbc:|=/i;
/** Statements in which `NAME '…'` and `NAME = '…'` set something. */
const sets = /^(?:create|alter|copy|unload|set|grant|load|export|import|backup|restore|attach)$/i;
/** From here on such a statement compares, or gives rows. */
const compares = /^(?:select|where|check|when|having|update)$/i;
const isLiteral = /^['"]/;
/** Between IDENTIFIED BY and the secret. */
const isFiller = /^(?:password|values)$/i;

interface Token {
  readonly text: string;
  readonly piece: Piece;
}

/**
 * Where secrets stand in a text of SQL: `IDENTIFIED BY …`; what a statement that sets something writes behind the name
 * of a secret (`ALTER ROLE a PASSWORD '…'`, `COPY … CREDENTIALS '…'`, `WITH ('password' = '…')`); settings in a literal
 * (`dblink('host=h password=…')`). Conditions (`password = '…'`) and positional arguments stay. `inAddress`: finds
 * credentials in a literal that is an address.
 */
export function credentialsInSql(text: string, inAddress: (literal: string) => readonly Piece[]): Piece[] {
  if (!mayHold.test(text)) return [];
  const found: Piece[] = [];
  let [first, isSetting] = ['', false];
  /** Behind IDENTIFIED, its WITH, its BY or AS; a column may be called that, too. */
  let identified: 'no' | 'named' | 'with' | 'next' = 'no';
  let [before, beforeThat]: [Token | null, Token | null] = [null, null];
  for (const token of tokensOf(text)) {
    const { text: word, piece } = token;
    if (first === '') [first, isSetting] = [word, sets.test(word)];
    if (compares.test(word)) isSetting = false;
    if (identified === 'next' && !isFiller.test(word)) {
      if (/^['"\w$]/.test(word)) found.push(piece);
      identified = 'no';
    } else if (isLiteral.test(word)) {
      const inside = text.slice(piece.start, piece.end);
      if (isSet(word, before, beforeThat, isSetting)) found.push(piece);
      else found.push(...[...inSettings(inside), ...inAddress(inside)].map((one) => shifted(one, piece.start)));
    } else if (/^identified$/i.test(word)) identified = 'named';
    else if (identified === 'named' && /^with$/i.test(word)) identified = 'with';
    else if (identified !== 'no' && (identified === 'with' ? /^(?:by|as)$/i : /^by$/i).test(word)) identified = 'next';
    else if (word === ';') [first, identified] = ['', 'no'];
    [before, beforeThat] = [token, before];
  }
  return found;
}

/** Whether a literal is what the name before it is set to. */
function isSet(literal: string, before: Token | null, beforeThat: Token | null, isSetting: boolean): boolean {
  if (before === null) return false;
  if (before.text !== '=') return isSetting && !isLiteral.test(before.text) && isSecretName(before.text);
  const name = beforeThat?.text ?? '';
  if (!isLiteral.test(name)) return isSetting && isSecretName(name);
  // Nobody compares two constants; names of columns may stand in double quotes.
  return name[0] === literal[0] && (isSetting || name.startsWith("'")) && isSecretName(name.slice(1, -1));
}

/** Without comments; the piece of a literal is what its quotes hold. */
function tokensOf(text: string): Token[] {
  return [...text.matchAll(tokens)]
    .filter(({ 0: word }) => !/^(?:--|\/\*)/.test(word))
    .map(({ 0: word, index, indices }) => {
      const [start, end] = indices?.[1] ?? indices?.[2] ?? [index, index + word.length];
      return { text: word, piece: { start, end } };
    });
}

function shifted({ start, end }: Piece, by: number): Piece {
  return { start: start + by, end: end + by };
}
