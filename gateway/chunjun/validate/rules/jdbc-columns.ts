import type { Diagnostic } from '../../diagnostics.ts';
import { expressionIn, expressionRemedy, expressionWords } from '../column-expression.ts';
import { at, filledText, given } from '../document-node.ts';
import { typeOf, type JobView, type SideView } from '../job-view.ts';
import { error, quoted, warning } from '../rule.ts';

/** What the JDBC family makes of its column list. */
export function* jdbcColumns({ reader, writer }: JobView): Generator<Diagnostic> {
  if (reader.isJdbc && reader.parameter !== null) {
    yield* missing(reader, 'the query has no columns and is no SQL: the job fails at run time', 'reader');
    for (const column of reader.columns ?? []) yield* readable(reader, column);
  }
  if (writer.isJdbc && writer.parameter !== null) {
    // Rows of CDC readers carry their table and columns themselves.
    if (reader.connector?.kind !== 'cdc') yield* missing(writer, 'every row becomes dirty', 'writer');
    for (const column of writer.columns ?? []) {
      yield* readable(writer, column);
      yield* blanks(column);
    }
  }
}

type Column = NonNullable<SideView['columns']>[number];

function* missing(side: SideView, effect: string, name: string): Generator<Diagnostic> {
  const node = side.get('column');
  if (node !== undefined && (node.kind !== 'array' || node.items.length > 0)) return;
  yield error(
    'column_missing',
    at(side.parameterPointer, 'column'),
    `There are no columns; ${effect}.`,
    'List the columns, or write ["*"].',
    node === undefined ? `verdicts/m2m-column-missing-${name}` : 'verdicts/m2m-column-empty-reader',
  );
}

/** Quotes and expressions are taken for a column's name; it is looked up in the table's metadata. */
function* readable(side: SideView, { node, name }: Column): Generator<Diagnostic> {
  if (name === undefined || typeOf(side, name) !== undefined) return;
  // A constant is not looked up.
  if (filledText(given(node, 'value')) !== undefined) return;
  if (/^[`"'[].*[`"'\]]$/.test(name)) {
    const message = `Chunjun quotes names itself and looks for a column called ${name}, quotes included; the job is refused.`;
    yield error('column_quotes', node.pointer, message, 'Write the name without quotes.', 'verdicts/column-quoted');
    return;
  }
  const kind = expressionIn(name);
  // What a writer makes of a blank is told below.
  if (kind === undefined || (kind === 'blank' && side.side === 'writer')) return;
  const isQuery = side.side === 'reader' && filledText(side.get('customSql')) !== undefined;
  const isSure = (kind === 'call' || side.types !== undefined) && !isQuery;
  const where = isQuery ? 'the query' : 'the table';
  const effect = isSure ? 'refuses the job' : `refuses the job unless ${where} has one`;
  yield (isSure ? error : warning)(
    'column_expression',
    node.pointer,
    `${quoted(name)} ${expressionWords[kind]}; Chunjun looks for a column of exactly that name and ${effect}.`,
    expressionRemedy(kind, name),
    'verdicts/column-expression',
  );
}

/** Values are bound to :name; the parser of that statement ends a name at a blank. */
function* blanks({ node, name }: Column): Generator<Diagnostic> {
  if (name === undefined || !/\s/.test(name)) return;
  const message = `A writer cannot fill ${quoted(name)}: its insert statement breaks at the blank, at run time.`;
  const remedy = 'Write through a view, or rename the column.';
  yield error('column_blank', node.pointer, message, remedy, 'verdicts/name-column-space');
}
