import type { Diagnostic } from '../../diagnostics.ts';
import { at, filledText, given, isOpen, textOf, type DocumentNode } from '../document-node.ts';
import { objectOf, type JobView, type SideView } from '../job-view.ts';
import { error, quoted, warning } from '../rule.ts';

const withoutTransformer = new Set(['kafka', 'redis', 'emqx']);

/** `transformer.transformSql`: what it needs on both sides, and the names it uses. */
export function* transformer({ content, reader, writer }: JobView): Generator<Diagnostic> {
  const node = given(objectOf(given(content, 'transformer')), 'transformSql');
  const sql = filledText(node);
  if (node === undefined || sql === undefined) return;
  for (const side of [reader, writer]) {
    if (withoutTransformer.has(side.connector?.name ?? '')) {
      const message = `${side.connector?.name} takes part in no transformer (UnsupportedOperationException).`;
      yield error('transformer_side', node.pointer, message, 'Remove the transformer.', 'contract §3');
    }
    const table = objectOf(given(side.node, 'table'));
    const name = given(table, 'tableName');
    if (name === undefined || (filledText(name) === undefined && !isOpen(name))) {
      const message = `A transformer needs table.tableName on both sides; the ${side.side} has none and the job is refused.`;
      const remedy = `Write "table": {"tableName": "…"} beside name and parameter of the ${side.side}.`;
      const pointer = table === null ? at(side.pointer, 'table') : at(side.pointer, 'table', 'tableName');
      yield error('transformer_table', pointer, message, remedy, 'verdicts/transformer-no-table');
    }
  }
  yield* readerColumns(reader);
  yield* fromTable(node, sql, filledText(given(given(reader.node, 'table'), 'tableName')));
  yield* selectList(node, sql, reader, writer);
  yield* stateful(node, sql);
}

/** The result is a stream of additions and withdrawals, and the flag that tells them apart is dropped. */
function* stateful(node: DocumentNode, sql: string): Generator<Diagnostic> {
  const bare = sql.slice(0, longestLookedAt).replace(/'[^']*'|`[^`]*`/g, "''");
  const word =
    /\b(?:group\s+by|distinct|order\s+by|limit|join|union|intersect|except|over\s*\(|(?:count|sum|avg|min|max|listagg|first_value|last_value)\s*\()/i.exec(
      bare,
    )?.[0];
  if (word === undefined) return;
  const message = `${quoted(word)} keeps state: corrections of earlier results arrive as additional rows.`;
  yield warning(
    'transformer_state',
    node.pointer,
    message,
    'Stay with SELECT … WHERE … on single rows.',
    'contract §3',
  );
}

/** Types come from the database for JDBC readers; others need them in the document. */
function* readerColumns(reader: SideView): Generator<Diagnostic> {
  const pointer = at(reader.parameterPointer, 'column');
  if (reader.isStar) {
    const message = 'A transformer needs the columns listed; ["*"] does not do.';
    yield error('transformer_columns', pointer, message, 'List the columns with name and type.', 'contract §3');
  }
  for (const { node } of reader.columns ?? []) {
    for (const key of ['value', 'format']) {
      const field = given(node, key);
      if (field === undefined || textOf(field)?.trim() === '') continue;
      const message = `With a transformer no column may have a ${key}; Chunjun refuses the job.`;
      yield error('transformer_columns', field.pointer, message, 'Do it in transformSql.', 'contract §3');
    }
  }
  if (reader.isJdbc) return;
  for (const { node, type } of reader.columns ?? []) {
    if (node.kind !== 'object' || type !== undefined) continue;
    const message = 'A transformer needs the type of every column.';
    yield warning('transformer_columns', at(node.pointer, 'type'), message, 'Write it.', 'contract §3');
    return;
  }
}

function* fromTable(node: DocumentNode, sql: string, tableName: string | undefined): Generator<Diagnostic> {
  if (tableName === undefined) return;
  const bare = sql.replace(/'[^']*'/g, "''");
  const names = [...bare.matchAll(/\b(?:from|join)\s+(`[^`]+`|[\w$.]+)/gi)].map(([, name]) =>
    name?.replaceAll('`', ''),
  );
  const other = names.find((name) => name !== undefined && name !== tableName);
  if (other === undefined || names.includes(tableName)) return;
  const message = `The query reads from ${quoted(other)}; the only table there is is the reader's, ${quoted(tableName)}. The job is refused.`;
  yield error('transformer_from', node.pointer, message, `Read from ${tableName}.`, 'verdicts/transformer-wrong-from');
}

/** Characters of a query: a bound for the regular expression. */
const longestLookedAt = 20000;

/** Only in `select a, b as c from t …`: every plain name has to be a column of the reader. */
function* selectList(node: DocumentNode, sql: string, reader: SideView, writer: SideView): Generator<Diagnostic> {
  const oneLine = sql.slice(0, longestLookedAt).replace(/\s+/g, ' ').trim();
  const list = /^select ([^()]*?) from [\w`]+ ?(?:$|where\b)/i.exec(oneLine)?.[1];
  const renamed = given(reader.node, 'fieldNameList') ?? given(reader.parameter, 'fieldNameList');
  if (list === undefined || reader.isStar || reader.columns === null || renamed !== undefined) return;
  const selected = list.split(',').length;
  const written = writer.isJdbc && !writer.isStar ? writer.columns?.length : undefined;
  if (!list.includes('*') && written !== undefined && written !== selected) {
    const message = `The query selects ${selected} columns and the writer has ${written}; they are matched by position, so rows become dirty.`;
    const remedy = "Select as many columns as the writer lists, in the writer's order.";
    yield error('column_count', node.pointer, message, remedy, 'verdicts/README.md §3 transformer');
  }
  const names = new Set(reader.columns.map(({ name }) => name));
  for (const item of list.split(',')) {
    const name = /^\s*`?([A-Za-z_]\w*)`?(?:\s+(?:as\s+)?`?\w+`?)?\s*$/i.exec(item)?.[1];
    if (name === undefined || names.has(name) || /^(?:distinct|all|null|true|false|current_\w+|case)$/i.test(name))
      continue;
    const message = `The query selects ${quoted(name)}, which is none of the reader's columns; the job is refused.`;
    yield error(
      'transformer_column',
      node.pointer,
      message,
      'Select columns of the reader.',
      'verdicts/transformer-bad-sql',
    );
  }
}
