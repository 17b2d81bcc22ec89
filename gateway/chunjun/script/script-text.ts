import type { Position } from '../validate/gson-text.ts';

/** Offset of a line and column, both counted from 1. */
export function offsetsOf(text: string): (position: Position) => number {
  const lineStarts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lineStarts.push(end + 1);
  return ({ line, column }) => (lineStarts[line - 1] ?? 0) + column - 1;
}

const literal = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|'[^'\\]*(?:\\[\s\S][^'\\]*)*'|[^\s{}[\]:,"'/#]+/y;

/** Where the scalar that begins at the offset ends. */
export function endOfLiteral(text: string, start: number): number {
  literal.lastIndex = start;
  return start + (literal.exec(text)?.[0].length ?? 0);
}

export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly instead: string;
}

/** The text with the pieces replaced; everything between them stays as it is. Pieces must not overlap. */
export function replacePieces(text: string, pieces: readonly Replacement[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, instead } of [...pieces].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(from, start), instead);
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}

const tokens =
  /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|'[^'\\]*(?:\\[\s\S][^'\\]*)*'?|(\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|#[^\n]*)|[^"'/#]+|\//g;

/** The text with every comment passed through `change`, with its offset; strings stay as they are. */
export function mapComments(text: string, change: (comment: string, at: number) => string): string {
  return text.replace(tokens, (token, comment: string | undefined, at: number) =>
    comment === undefined ? token : change(comment, at),
  );
}
