import type { Diagnostic } from '../../diagnostics.ts';
import { expressionIn } from '../column-expression.ts';
import { filledText, given } from '../document-node.ts';
import { typeOf, type JobView, type SideView } from '../job-view.ts';
import { didYouMean, error, mostSuggestions, quoted, warning } from '../rule.ts';
import { conditionWords } from '../sql-words.ts';

/** Columns the table does not have, when the table is known. */
export function* knownColumns({ reader, writer }: JobView): Generator<Diagnostic> {
  for (const side of [reader, writer]) {
    if (side.types === undefined || !side.isJdbc || side.isStar) continue;
    if (side.side === 'reader' && side.get('customSql') !== undefined) continue;
    let unknown = 0;
    for (const { node, name } of side.columns ?? []) {
      if (unknown === mostSuggestions) break;
      if (name === undefined || node.kind === 'null' || given(node, 'value') !== undefined) continue;
      if (typeOf(side, name) !== undefined) {
        if (side.types.has(name) || side.connector?.name !== 'postgresql') continue;
        const message = `The table's column is written in another letter case than ${quoted(name)}; PostgreSQL's names are quoted as written, so the job fails at run time.`;
        yield error(
          'column_case',
          node.pointer,
          message,
          'Write it as the table does.',
          'verdicts/README.md §5 column names',
        );
        continue;
      }
      // Said with the way out of it by `jdbcColumns`.
      if (isExpression(side, name)) continue;
      unknown += 1;
      const near = didYouMean(name, side.types.keys());
      const message = `The table has no column ${quoted(name)}; Chunjun refuses the job.`;
      const remedy = near === undefined ? 'List columns of the table.' : `Did you mean ${near}?`;
      yield error('column_unknown', node.pointer, message, remedy, `verdicts/m2m-column-unknown-${side.side}`);
    }
  }
}

function isExpression({ side }: SideView, name: string): boolean {
  const kind = expressionIn(name);
  return kind !== undefined && !(kind === 'blank' && side === 'writer');
}

/** Names that a filter compares and the table does not have. A guess: the filter is not parsed. */
export function* whereColumns({ reader }: JobView): Generator<Diagnostic> {
  const node = reader.get('where');
  const filter = filledText(node)?.slice(0, 20000);
  if (!reader.isJdbc || reader.types === undefined || node === undefined || filter === undefined) return;
  if (reader.get('customSql') !== undefined || /\bselect\b/i.test(filter)) return;
  const bare = filter.replace(/'[^']*'?/g, "''");
  for (const [, name = ''] of bare.matchAll(
    /(?<![\w.`"$:])([A-Za-z_]\w{0,200}) {0,5}(?:=|<|>|!=|\bin\b|\bis\b|\blike\b)/gi,
  )) {
    if (conditionWords.has(name.toLowerCase()) || typeOf(reader, name) !== undefined) continue;
    const message = `The filter compares ${quoted(name)}, which the table does not have; the query fails at run time.`;
    yield warning('where_column', node.pointer, message, 'Compare columns of the table.', 'verdicts/m2m-where-bad');
    return;
  }
}
