import type { Diagnostic } from '../../diagnostics.ts';
import { at, filledText, flagOf, given, isOpen, member, numberOf, textOf } from '../document-node.ts';
import type { JobView, SideView } from '../job-view.ts';
import { error, info, quoted, warning } from '../rule.ts';
import { confPropOf } from './conf-prop.ts';
import { statements } from './statements.ts';

/** writeMode, keys, statements and batches of JDBC writers. */
export function* writeModes(job: JobView): Generator<Diagnostic> {
  const { writer } = job;
  if (!writer.isJdbc || writer.parameter === null) return;
  const mode = yield* modeOf(writer);
  yield* copyMode(writer, mode);
  yield* copyLosses(job);
  yield* allReplace(writer);
  if (mode === 'update') yield* keys(writer);
  else yield* unusedKeys(writer, mode);
  yield* statements(writer);
  yield* endless(job);
  yield* flushes(writer);
  yield* semantic(job);
}

/** The mode in lower case; undefined when it is not known. */
function* modeOf(writer: SideView): Generator<Diagnostic, string | undefined> {
  const node = writer.get('writeMode') ?? writer.get('mode');
  if (node === undefined) return 'insert';
  const text = textOf(node);
  if (text === undefined) return undefined;
  const mode = text.toLowerCase();
  const known = writer.connector?.writeModes ?? [];
  if (known.includes(mode)) return mode;
  // Modes of Chunjun, which not every database can.
  const isReplace = mode === 'replace' || mode === 'update';
  yield error(
    'write_mode',
    node.pointer,
    isReplace
      ? `${writer.connector?.name} cannot ${mode}; the job fails at run time${mode === 'replace' ? ' (NoSuchElementException)' : ''}.`
      : `Chunjun does not know the write mode ${quoted(text)}; the job fails at run time after 20 s.`,
    mode === 'upsert' || isReplace
      ? `Write ${known.includes('update') ? 'update, with uniqueKey' : known.join(' or ')}.`
      : `Write ${known.join(', ')}.`,
    mode === 'update'
      ? 'source: getUpsertStatement of the dialect'
      : isReplace
        ? 'verdicts/pg-replace'
        : mode === ''
          ? 'verdicts/m2m-writemode-blank'
          : 'verdicts/m2m-upsert',
  );
  return undefined;
}

/** PostgreSQL's COPY, which knows inserts only and quotes nothing. */
function* copyMode(writer: SideView, mode: string | undefined): Generator<Diagnostic> {
  const sqlMode = writer.get('insertSqlMode');
  if (sqlMode === undefined || textOf(sqlMode)?.toLowerCase() !== 'copy') return;
  for (const key of ['fieldDelim', 'nullDelim']) {
    const node = writer.get(key);
    if (node !== undefined) continue;
    const message = `Copy mode needs ${key}; without it the job fails at run time with a NullPointerException.`;
    const remedy = 'Set fieldDelim and nullDelim, for instance "\\u0001" and "\\u0002".';
    yield error('copy_delimiter', at(writer.parameterPointer, key), message, remedy, 'verdicts/pg-copy-no-delims');
  }
  const delimiter = textOf(writer.get('fieldDelim'));
  if (delimiter !== undefined && /^[\x20-\x7e\t]*$/.test(delimiter)) {
    const message = `Nothing is escaped in copy mode: a value that holds ${quoted(delimiter)} makes its row dirty or shifts its columns.`;
    const pointer = at(writer.parameterPointer, 'fieldDelim');
    yield warning(
      'copy_delimiter',
      pointer,
      message,
      'Take a character no text has: "\\u0001".',
      'verdicts/pg-copy-comma',
    );
  }
  if (mode === undefined || mode === 'insert') return;
  const pointer = (writer.get('writeMode') ?? writer.get('mode') ?? sqlMode).pointer;
  const message = `Copy mode can insert only; with ${mode} every row becomes dirty.`;
  yield error('copy_mode', pointer, message, 'Leave insertSqlMode out, or insert.', 'verdicts/pg-copy-update');
}

/** COPY is one transaction of the channel, which takes no more rows after an error. */
function* copyLosses({ writer, context }: JobView): Generator<Diagnostic> {
  const sqlMode = writer.get('insertSqlMode');
  if (sqlMode === undefined || textOf(sqlMode)?.toLowerCase() !== 'copy') return;
  const allowed = numberOf(member(confPropOf(context), 'chunjun.dirty-data.max-rows'));
  if (allowed === undefined || allowed === 0 || allowed === 1) return;
  const message =
    'Dirty rows are allowed, but in copy mode one bad row costs all rows of its channel: the job succeeds and they are missing.';
  const remedy = 'Allow no dirty rows, or leave insertSqlMode out.';
  const fact = 'source: PostgresOutputFormat; verdicts/pg-copy-comma';
  yield warning('copy_dirty_rows', sqlMode.pointer, message, remedy, fact);
}

/** PostgreSQL's statement is made without a look at it. */
function* allReplace(writer: SideView): Generator<Diagnostic> {
  const node = writer.get('allReplace');
  if (node === undefined || writer.connector?.name !== 'postgresql') return;
  const message = 'PostgreSQL ignores allReplace: an update always writes NULL over the stored value.';
  const fact = 'source: PostgresqlDialect.getUpsertStatement';
  yield info('ignored_key', node.pointer, message, 'Remove it.', fact);
}

const mysqlLike = new Set(['mysql', 'oceanbase', 'doris']);

function* keys(writer: SideView): Generator<Diagnostic> {
  const list = writer.get('uniqueKey');
  const connector = writer.connector?.name ?? '';
  const isPostgres = connector === 'postgresql';
  if (list === undefined || (list.kind === 'array' && list.items.length === 0)) {
    if (writer.get('updateKey') !== undefined) return;
    yield warning(
      'update_without_key',
      at(writer.parameterPointer, 'uniqueKey'),
      isPostgres
        ? "Without uniqueKey Chunjun takes the table's key or unique indexes; if it has none every row becomes dirty."
        : "Without uniqueKey Chunjun takes the table's key or unique indexes; if it has none it inserts plainly, duplicates included, or fails.",
      'Name the key columns in uniqueKey.',
      'verdicts/pg-update-nokey, contract §5',
    );
    return;
  }
  if (writer.isStar || writer.columns === null) return;
  const names = new Set(writer.columns.map(({ name }) => name));
  const folded = new Map([...names].map((name) => [name?.toLowerCase(), name]));
  for (const item of list.items) {
    const key = textOf(item);
    if (key === undefined || names.has(key)) continue;
    const other = folded.get(key.toLowerCase());
    const message =
      other === undefined
        ? `uniqueKey ${quoted(key)} is none of the written columns.`
        : `uniqueKey ${quoted(key)} differs from the column ${quoted(other)} in letter case.`;
    const effect = isPostgres
      ? 'PostgreSQL takes the name as written and every row becomes dirty.'
      : mysqlLike.has(connector)
        ? `${connector} ignores it and takes the table's own keys.`
        : 'The statement compares a column that it does not write: it fails at run time.';
    const level = isPostgres && other !== undefined ? error : warning;
    const remedy = other === undefined ? 'Name a written column.' : `Write ${other}.`;
    yield level('unique_key', item.pointer, `${message} ${effect}`, remedy, 'verdicts/pg-update-case');
  }
}

/** Named for update, and read by update alone. */
function* unusedKeys(writer: SideView, mode: string | undefined): Generator<Diagnostic> {
  const node = writer.get('uniqueKey');
  if (mode !== 'insert' || node === undefined || node.items.length === 0) return;
  const message = 'uniqueKey is read in write mode update only; insert makes a dirty row of a duplicate.';
  yield info('unused_key', node.pointer, message, 'Write "writeMode": "update", or remove it.', 'contract §5');
}

const endlessReaders = new Set(['kafka', 'emqx', 'socket']);

/** postSql waits for the end. */
function* endless({ reader, writer }: JobView): Generator<Diagnostic> {
  const node = writer.get('postSql');
  const polls = flagOf(reader.get('polling')) === true && filledText(reader.get('increColumn')) !== undefined;
  const { connector } = reader;
  if (node === undefined || node.items.length === 0) return;
  if (!polls && connector?.kind !== 'cdc' && !endlessReaders.has(connector?.name ?? '')) return;
  const message = 'postSql runs when the job ends by itself, which a streaming job never does.';
  yield warning('post_sql_never', node.pointer, message, 'Remove it.', 'contract, catalogue of plugins');
}

const mostRows = 200000;

/** Every writer's batch has the same upper bound. */
export function* batchSize({ writer }: JobView): Generator<Diagnostic> {
  const size = writer.get('batchSize');
  const rows = numberOf(size);
  if (size === undefined || rows === undefined || isOpen(size)) return;
  if (rows > mostRows && rows < 2 ** 31) {
    const message = `batchSize is above ${mostRows}; Chunjun refuses the job.`;
    yield error('batch_size', size.pointer, message, `Write at most ${mostRows}.`, 'contract §5');
  } else if (rows < 0 && writer.isJdbc) {
    const message = 'batchSize is negative; the job fails at run time (Illegal Capacity).';
    yield error('batch_size', size.pointer, message, 'Write 1024 or so.', 'verdicts/m2m-batch-negative');
  } else if (rows > 1 && filesOnly.has(writer.connector?.name ?? '')) {
    const message = 'File writers write row by row; a larger batch is tried, fails, and falls back to rows.';
    yield warning('batch_size', size.pointer, message, 'Leave it out.', 'contract, catalogue of plugins');
  }
}

const filesOnly = new Set(['hdfs', 'hive', 'hive3']);

function* flushes(writer: SideView): Generator<Diagnostic> {
  const interval = writer.get('flushIntervalMills');
  const milliseconds = numberOf(interval);
  if (interval === undefined || milliseconds === undefined) return;
  if (milliseconds > 0 && milliseconds < 20000) return;
  yield info(
    'count_too_high',
    interval.pointer,
    'The last partial batch of a bounded job is counted twice in numWrite when no timed flush comes in the 20 s before the writer closes.',
    'Leave it at 10000 when the count matters.',
    'verdicts/m2m-flush-long',
  );
}

/** Exactly-once commits with checkpoints: without them it is a word. */
function* semantic({ writer, context }: JobView): Generator<Diagnostic> {
  const node = given(writer.node, 'semantic') ?? writer.get('semantic');
  if (node === undefined || textOf(node)?.toLowerCase() !== 'exactly-once') return;
  const commits = writer.get('isAutoCommit');
  if (commits !== undefined && flagOf(commits) === true) {
    const message = 'exactly-once and isAutoCommit exclude each other; Chunjun refuses the job.';
    const remedy = 'Set "isAutoCommit": false.';
    yield error('semantic', commits.pointer, message, remedy, 'source: JdbcOutputFormatBuilder.checkFormat');
  }
  if (member(confPropOf(context), 'execution.checkpointing.interval') !== undefined) return;
  const message = 'exactly-once needs checkpoints; without execution.checkpointing.interval it does nothing.';
  yield warning(
    'semantic',
    node.pointer,
    message,
    'Set the interval in confProp.',
    'verdicts/m2m-semantic-exactly-once',
  );
}

/** `semantic` beside name and parameter: an unknown word counts as at-least-once. */
export function* semanticWord({ writer }: JobView): Generator<Diagnostic> {
  const node = given(writer.node, 'semantic');
  const text = textOf(node);
  if (node === undefined || text === undefined) return;
  if (['exactly-once', 'at-least-once', 'none'].includes(text.toLowerCase())) return;
  const message = `Chunjun does not know the semantic ${quoted(text)} and silently takes at-least-once.`;
  yield warning(
    'unknown_word',
    node.pointer,
    message,
    'Write at-least-once or exactly-once.',
    'verdicts/writer-semantic-bad',
  );
}
