/** SQL conditions that a person writes and that Chunjun joins with its own by AND, without parentheses of its own. */
import type { FieldError } from '../core/errors.ts';

/** What a database reads differently from the SQL standard. */
export interface SqlDialect {
  /** A backslash inside '…' and "…" takes the next character along, as MySQL has it. */
  readonly backslashes: boolean;
  /** `#` begins a comment. */
  readonly hashComments: boolean;
  /** PostgreSQL: $tag$…$tag$ are texts, E'…' takes backslashes, comments nest. */
  readonly dollarTexts: boolean;
}

const standard: SqlDialect = { backslashes: false, hashComments: false, dollarTexts: false };
const likeMysql: SqlDialect = { ...standard, backslashes: true, hashComments: true };
const likePostgresql: SqlDialect = { ...standard, dollarTexts: true };
const byConnector: Readonly<Record<string, SqlDialect>> = {
  mysql: likeMysql,
  mysqld: likeMysql,
  oceanbase: likeMysql,
  doris: likeMysql,
  clickhouse: likeMysql,
  postgresql: likePostgresql,
  greenplum: likePostgresql,
  vertica11: likePostgresql,
};

/** How the database behind a connector reads SQL. */
export function sqlDialectOf(connector: string): SqlDialect {
  return byConnector[connector] ?? standard;
}

/** What would make another query of it than the one that was meant: parentheses are put around it later. */
export function checkWhere(where: string | undefined, dialect: SqlDialect): FieldError[] {
  const pointer = '/parameter/where';
  if (where === undefined) return [];
  if (/^\s*where\b/i.test(where)) return [{ pointer, detail: 'must not begin with the word WHERE' }];
  const { fault } = scan(where, dialect);
  return fault === null ? [] : [{ pointer, ...faults[fault] }];
}

const faults = {
  parentheses: { detail: 'has parentheses that do not match' },
  text: { detail: 'has a text or a quoted name that does not end' },
  comment: { detail: 'has a comment that does not end' },
  hint: { detail: 'must not hold /*! … */ or /*+ … */', remedy: 'MySQL runs what stands in it: write it as SQL.' },
  semicolon: { detail: 'must not hold a semicolon', remedy: 'Write one condition.' },
} as const satisfies Record<string, Omit<FieldError, 'pointer'>>;

const simpleComparison = /^[\w.`"]+\s*(=|<>|!=|<=|>=|<|>)\s*('[^'\\]*'|[\w.]+)$/;

/**
 * A checked condition, safe to be joined by AND: an OR would else read rows twice (split) or past the bound (increment).
 * One simple comparison, and what stands in parentheses already, stay as written.
 */
export function parenthesised(where: string, dialect: SqlDialect): string {
  const text = where.trim();
  if (simpleComparison.test(text)) return text;
  const { wrapped, lineComment } = scan(text, dialect);
  if (wrapped) return text;
  // A line comment at the end would swallow the closing parenthesis.
  return lineComment ? `(${text}\n)` : `(${text})`;
}

interface Scan {
  readonly fault: keyof typeof faults | null;
  readonly lineComment: boolean;
  /** One pair of parentheses around all of it. */
  readonly wrapped: boolean;
}

function scan(sql: string, dialect: SqlDialect): Scan {
  let depth = 0;
  let closedAt: number | null = null;
  let lineComment = false;
  const end = (fault: Scan['fault']): Scan => ({
    fault,
    lineComment,
    wrapped: fault === null && sql.startsWith('(') && closedAt === sql.length - 1,
  });
  for (let at = 0; at < sql.length;) {
    const character = sql.charAt(at);
    if (character === '(') depth++;
    if (character === ')') {
      if (--depth < 0) return end('parentheses');
      if (depth === 0) closedAt ??= at;
    }
    if (character === ';') return end('semicolon');
    const line = isLineComment(sql, at, dialect);
    lineComment ||= line;
    const next = line ? lineEnd(sql, at) : pieceEnd(sql, at, dialect);
    if (next === null) return end(sql.startsWith('/*', at) ? 'comment' : 'text');
    if (next === 'hint') return end('hint');
    at = next;
  }
  return end(depth === 0 ? null : 'parentheses');
}

/** Where a semicolon stands that ends no statement; null: none does. A text counts more than a comment. */
export function innerSemicolon(sql: string, dialect: SqlDialect): 'text' | 'comment' | null {
  let found: 'comment' | null = null;
  for (let at = 0; at < sql.length;) {
    const isLine = isLineComment(sql, at, dialect);
    const isComment = isLine || sql.startsWith('/*', at);
    const end = isLine ? lineEnd(sql, at) : pieceEnd(sql, at, dialect);
    const next = end === 'hint' ? commentEnd(sql, at + 2, false) : end;
    const piece = sql.slice(at, next ?? sql.length);
    at += piece.length;
    if (piece === ';' || !piece.includes(';')) continue;
    if (!isComment) return 'text';
    found = 'comment';
  }
  return found;
}

/** MySQL wants a blank after `--`; where there is none it is two minus signs, so that nothing is hidden by either reading. */
function isLineComment(sql: string, at: number, { hashComments }: SqlDialect): boolean {
  if (hashComments && sql.charAt(at) === '#') return true;
  return sql.startsWith('--', at) && (!hashComments || /^(?:\s|$)/.test(sql.slice(at + 2, at + 3)));
}

function lineEnd(sql: string, at: number): number {
  const found = sql.indexOf('\n', at);
  return found < 0 ? sql.length : found + 1;
}

/** Behind the text, name, comment or character at the place; null: it does not end. */
function pieceEnd(sql: string, at: number, dialect: SqlDialect): number | null | 'hint' {
  const character = sql.charAt(at);
  if (sql.startsWith('/*', at)) {
    if (/[!+]/.test(sql.charAt(at + 2))) return 'hint';
    return commentEnd(sql, at + 2, dialect.dollarTexts);
  }
  if (character === "'" || character === '"' || character === '`') {
    const escaped = dialect.dollarTexts && character === "'" && /(?:^|[^\w$])e$/i.test(sql.slice(0, at));
    return quoteEnd(sql, at, character !== '`' && (dialect.backslashes || escaped));
  }
  if (character === '$' && dialect.dollarTexts && !/[\w$]/.test(sql.charAt(at - 1))) {
    const tag = /^\$(?:[A-Za-z_]\w*)?\$/.exec(sql.slice(at, at + 70))?.[0];
    if (tag === undefined) return at + 1;
    const found = sql.indexOf(tag, at + tag.length);
    return found < 0 ? null : found + tag.length;
  }
  return at + 1;
}

function commentEnd(sql: string, from: number, nests: boolean): number | null {
  let open = 1;
  for (let at = from; at < sql.length - 1; at++) {
    if (sql.startsWith('*/', at)) {
      at++;
      if (--open === 0) return at + 1;
    } else if (nests && sql.startsWith('/*', at)) {
      at++;
      open++;
    }
  }
  return null;
}

/** A doubled quote is read as the end of one text and the begin of the next: the same places are inside. */
function quoteEnd(sql: string, from: number, backslashes: boolean): number | null {
  const quote = sql.charAt(from);
  for (let at = from + 1; at < sql.length; at++) {
    if (backslashes && sql.charAt(at) === '\\') at++;
    else if (sql.charAt(at) === quote) return at + 1;
  }
  return null;
}
