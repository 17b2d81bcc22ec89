import { innerSemicolon, sqlDialectOf } from '../../../connectors/sql-condition.ts';
import type { Diagnostic } from '../../diagnostics.ts';
import { filledText } from '../document-node.ts';
import type { SideView } from '../job-view.ts';
import { error, warning } from '../rule.ts';

const source = 'source: JdbcOutputFormat.executeBatch';

/** A body that holds statements of its own. */
const body =
  /(?:^|;)\s*(?:declare\b|begin\b(?!\s*(?:;|$|work\b|tran))|create\b[^;]*\b(?:procedure|function|trigger|event|package)\b[^;]*\b(?:begin|declare|is|as)\b)[^;]*;\s*\S/i;

/** preSql and postSql are cut at every semicolon, and each piece goes through executeBatch. */
export function* statements(writer: SideView): Generator<Diagnostic> {
  const dialect = sqlDialectOf(writer.connector?.name ?? '');
  for (const key of ['preSql', 'postSql']) {
    const when = key === 'preSql' ? 'the submission is refused' : 'the job fails after all rows are written';
    for (const item of writer.get(key)?.items ?? []) {
      const text = filledText(item);
      if (text === undefined) continue;
      if (text.split(';').some((piece) => /^\s*(?:select|show|explain)\b/i.test(piece))) {
        const message = `${key} is run as an update; a query is refused by the driver and ${when}.`;
        yield error('statement_is_query', item.pointer, message, 'Remove it.', 'verdicts/m2m-presql-select');
      }
      const inside = innerSemicolon(text, dialect);
      if (inside === 'text') {
        const message = `Chunjun cuts ${key} at every semicolon, inside quotes too: the pieces are no SQL, and ${when}.`;
        const remedy = 'Write the character by a function, as CHAR(59) or CHR(59), or call a procedure.';
        yield error('statement_cut', item.pointer, message, remedy, source);
      } else if (inside === 'comment' || body.test(text)) {
        const where = inside === 'comment' ? 'inside a comment too' : 'inside a body of statements too';
        const message = `Chunjun cuts ${key} at every semicolon, ${where}, and runs the pieces one by one.`;
        const remedy =
          inside === 'comment' ? 'Leave the comment out.' : 'Create the procedure beforehand, and call it here.';
        yield warning('statement_cut', item.pointer, message, remedy, source);
      }
    }
  }
}
