/** Where something stands in the text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Strict JSON with comments, made of text that Chunjun's lenient Gson reads. */
export interface NormalisedText {
  readonly text: string;
  /** Offsets in `text` of values that had no quotes in the original. */
  readonly bareAt: ReadonlySet<number>;
  /** What only Gson reads: 'single quotes', 'unquoted words', '# comments'. */
  readonly leniencies: ReadonlySet<string>;
  /** Line and column in the original of an offset in `text`. */
  position(offset: number): Position;
}

const token =
  /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|'[^'\\]*(?:\\[\s\S][^'\\]*)*'?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|#[^\n]*|\$\{[^}\n]{0,200}\}|[^\s{}[\]:,"'/#]+|\//gy;
const separator = /[\s{}[\]:,]+/gy;
const jsonWord = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

/**
 * Rewrites single quotes, words without quotes (`${n}`, NaN, keys) and # comments into what a JSON parser takes.
 * Nothing is thrown: what is no token stays as it is and becomes a syntax error later.
 */
export function normaliseGsonText(original: string): NormalisedText {
  const bareAt = new Set<number>();
  const leniencies = new Set<string>();
  /** From this offset of the new text on, original offset = new offset - shift. */
  const shifts: [from: number, shift: number][] = [[0, 0]];
  const parts: string[] = [];
  let written = 0;
  let read = 0;
  const put = (piece: string, instead: string) => {
    parts.push(instead);
    written += instead.length;
    read += piece.length;
    if (piece.length !== instead.length) shifts.push([written, written - read]);
  };
  while (read < original.length) {
    separator.lastIndex = read;
    const gap = separator.exec(original)?.[0];
    if (gap !== undefined) {
      put(gap, gap);
      continue;
    }
    token.lastIndex = read;
    const piece = token.exec(original)?.[0] ?? original.charAt(read);
    if (piece.startsWith("'")) {
      leniencies.add('single quotes');
      put(piece, JSON.stringify(unescape(piece)));
    } else if (piece.startsWith('#')) {
      leniencies.add('# comments');
      put(piece, `//${piece.slice(1)}`);
    } else if (/^["/]/.test(piece) || jsonWord.test(piece)) {
      put(piece, piece);
    } else {
      if (!piece.startsWith('$')) leniencies.add('unquoted words');
      bareAt.add(written);
      put(piece, JSON.stringify(piece));
    }
  }
  return { text: parts.join(''), bareAt, leniencies, position: positions(original, shifts) };
}

function unescape(quoted: string): string {
  const inner = quoted.slice(1, quoted.length > 1 && quoted.endsWith("'") ? -1 : undefined);
  const json = inner.replace(/\\'|"/g, (found) => (found === '"' ? '\\"' : "'")).replaceAll('\n', '\\n');
  try {
    return String(JSON.parse(`"${json}"`));
  } catch {
    return inner;
  }
}

function positions(original: string, shifts: readonly [from: number, shift: number][]) {
  const lineStarts = [0];
  for (let end = original.indexOf('\n'); end !== -1; end = original.indexOf('\n', end + 1)) lineStarts.push(end + 1);
  return (offset: number): Position => {
    const shift = last(shifts, ([from]) => from <= offset)?.[1] ?? 0;
    const place = offset - shift;
    const line = lastIndex(lineStarts, (start) => start <= place);
    return { line: line + 1, column: place - (lineStarts[line] ?? 0) + 1 };
  };
}

/** The index of the last element that passes, in a list where those that pass come first. */
function lastIndex<T>(sorted: readonly T[], passes: (element: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const element = sorted[middle];
    if (element !== undefined && passes(element)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function last<T>(sorted: readonly T[], passes: (element: T) => boolean): T | undefined {
  return sorted[lastIndex(sorted, passes)];
}
