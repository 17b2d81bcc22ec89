import type { Diagnostic } from '../../diagnostics.ts';
import { filledText, textOf } from '../document-node.ts';
import type { JobView } from '../job-view.ts';
import { error, warning } from '../rule.ts';

/** Filters and queries of JDBC readers, as far as their text tells. */
export function* where({ reader }: JobView): Generator<Diagnostic> {
  if (!reader.isJdbc) return;
  const node = reader.get('where');
  const filter = filledText(node);
  if (node !== undefined && filter !== undefined) {
    if (/^\s*where\b/i.test(filter)) {
      const message =
        'Chunjun writes WHERE itself; with the word in the filter the query is invalid and the job fails at run time.';
      yield error('where_word', node.pointer, message, 'Leave the word WHERE out.', 'verdicts/m2m-where-keyword');
    }
    const isSplit = (reader.parallelism ?? 1) > 1;
    const isIncremental = filledText(reader.get('increColumn')) !== undefined;
    if (hasOpenOr(filter) && (isSplit || isIncremental)) {
      const what = isSplit
        ? 'the split: rows are read by several channels'
        : 'the start location: old rows are read again';
      // The bypass of the increment was read in the source, that of the split was measured.
      yield (isSplit ? error : warning)(
        'where_or',
        node.pointer,
        `Chunjun adds conditions by AND without parentheses, so the OR goes past ${what}.`,
        `Put the filter into parentheses.`,
        'verdicts/m2m-where-split',
      );
    }
  }
  const query = reader.get('customSql');
  const sql = filledText(query);
  if (query !== undefined && sql !== undefined) {
    const bare = withoutComments(sql).trim();
    if (!/^(?:\(|(?:select|with|values|table)\b)/i.test(bare)) {
      const message = 'customSql is read as SELECT * FROM (customSql); this is no query and the job is refused.';
      yield error('custom_sql', query.pointer, message, 'Write a SELECT.', 'verdicts/m2m-customsql-bad');
    } else if (bare.endsWith(';')) {
      const message = 'customSql becomes a sub-query; the semicolon at its end makes that invalid.';
      yield warning('custom_sql', query.pointer, message, 'Remove the semicolon.', 'contract, catalogue of plugins');
    }
  }
}

/** An OR outside parentheses and texts. */
function hasOpenOr(filter: string): boolean {
  let depth = 0;
  for (const [piece] of withoutComments(filter).matchAll(/'[^']*'?|"[^"]*"?|`[^`]*`?|[()]|\w+/g)) {
    if (piece === '(') depth += 1;
    else if (piece === ')') depth -= 1;
    else if (depth === 0 && /^or$/i.test(piece)) return true;
  }
  return false;
}

function withoutComments(sql: string): string {
  return sql.replace(/\/\*[\s\S]*?(?:\*\/|$)|--[^\n]*/g, ' ');
}

/** Driver properties of a JDBC reader come from the writer. */
export function* readerProperties({ reader }: JobView): Generator<Diagnostic> {
  const node = reader.isJdbc ? reader.get('properties') : undefined;
  if (node === undefined || textOf(node) !== undefined) return;
  const message = "A reader's properties are overwritten by the writer's; these are ignored.";
  yield warning(
    'ignored_key',
    node.pointer,
    message,
    'Put driver options into jdbcUrl.',
    'verdicts/README.md properties of a JDBC reader',
  );
}
