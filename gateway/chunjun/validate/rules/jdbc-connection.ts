import type { Diagnostic } from '../../diagnostics.ts';
import { at, filledText, given, isOpen, textOf, type DocumentNode } from '../document-node.ts';
import { connectionOf, connectionPointer, firstText, type JobView, type SideView } from '../job-view.ts';
import { didYouMean, error, mostSuggestions, quoted, warning } from '../rule.ts';
import { tableNameFault, type TableNameFault } from '../table-names.ts';

/** `connection` of the JDBC family: url, table, schema, user. */
export function* jdbcConnection({ reader, writer }: JobView): Generator<Diagnostic> {
  for (const side of [reader, writer]) {
    if (!side.isJdbc || side.parameter === null) continue;
    yield* credentials(side);
    yield* connectionShape(side, reader.connector?.kind === 'cdc' || reader.connector === undefined);
  }
}

/** Chunjun does not ask for a user; ClickHouse does not need one. */
function* credentials(side: SideView): Generator<Diagnostic> {
  const username = side.get('username');
  if (side.connector?.name === 'clickhouse' || (username !== undefined && textOf(username) !== '')) return;
  yield warning(
    'no_username',
    at(side.parameterPointer, 'username'),
    'There is no user name; Chunjun connects as the empty user, which the database refuses while the job is submitted.',
    'Set username and password.',
    username === undefined ? 'verdicts/m2m-no-username' : 'verdicts/m2m-empty-username',
  );
}

function* connectionShape(side: SideView, readsChanges: boolean): Generator<Diagnostic> {
  const list = side.get('connection');
  const pointer = at(side.parameterPointer, 'connection');
  if (list === undefined || (list.kind === 'array' && list.items.length === 0)) {
    yield error(
      'connection_missing',
      pointer,
      'connection is missing or empty; Chunjun stops with a NullPointerException or an index error.',
      side.side === 'reader'
        ? 'Write [{"jdbcUrl": ["…"], "table": ["…"]}].'
        : 'Write [{"jdbcUrl": "…", "table": ["…"]}].',
      list === undefined ? 'verdicts/m2m-connection-missing' : 'verdicts/m2m-connection-empty',
    );
    return;
  }
  if (list.items.length > 1) {
    const message = `There are ${list.items.length} connections; Chunjun uses the first and ignores the others.`;
    yield warning('ignored_entry', at(pointer, 1), message, 'Remove the others.', 'verdicts/connection-two');
  }
  const connection = connectionOf(side);
  if (connection === null) {
    if (list.kind !== 'array') return;
    const message = 'A connection has to be an object; Chunjun refuses the job.';
    yield error('wrong_type', at(pointer, 0), message, 'Write {"jdbcUrl": …, "table": […]}.', 'contract §5');
    return;
  }
  yield* unknownKeys(connection);
  yield* url(side, connection);
  yield* table(side, connection, readsChanges);
}

const connectionKeys = ['jdbcUrl', 'table', 'schema'];

/** Users and allReplace belong one level up. */
function* unknownKeys(connection: DocumentNode): Generator<Diagnostic> {
  const unknown = connection.members.filter(({ key }) => !connectionKeys.includes(key));
  for (const { key, value } of unknown.slice(0, mostSuggestions)) {
    const near = didYouMean(key, connectionKeys);
    const message = `Chunjun does not read ${quoted(key)} in a connection and ignores it.`;
    const remedy = near === undefined ? 'Write it beside connection, or remove it.' : `Did you mean ${near}?`;
    yield warning('ignored_key', value.pointer, message, remedy, 'contract, catalogue of plugins');
  }
}

/** A list for readers, a text for writers: swapping them fails. */
function* url(side: SideView, connection: DocumentNode): Generator<Diagnostic> {
  const node = given(connection, 'jdbcUrl');
  const pointer = at(connectionPointer(side), 'jdbcUrl');
  if (node === undefined || (node.kind === 'array' && node.items.length === 0)) {
    const message = 'jdbcUrl is missing or empty; Chunjun refuses the job.';
    yield error('url_missing', pointer, message, 'Write the URL.', 'verdicts/m2m-reader-url-empty-array');
    return;
  }
  if (isOpen(node)) return;
  if (side.side === 'reader' && node.kind !== 'array') {
    const message = 'A reader takes jdbcUrl as a list; Chunjun refuses a text.';
    yield error('url_shape', pointer, message, 'Write "jdbcUrl": ["…"].', 'verdicts/m2m-reader-url-string');
    return;
  }
  if (side.side === 'writer' && node.kind !== 'string') {
    const message = 'A writer takes jdbcUrl as a text; Chunjun refuses a list.';
    yield error('url_shape', pointer, message, 'Write "jdbcUrl": "…".', 'verdicts/m2m-writer-url-array');
    return;
  }
  const text = firstText(node);
  if (text === undefined) return;
  const where = node.kind === 'array' ? at(pointer, 0) : pointer;
  if (text !== text.trim()) {
    const message = 'Blanks stand around the URL; the driver does not take it (No suitable driver found).';
    yield error('url_blanks', where, message, 'Remove the blanks.', 'verdicts/url-trailing-space');
    return;
  }
  const prefixes = side.connector?.urlPrefixes ?? [];
  if (prefixes.some((prefix) => text.toLowerCase().startsWith(prefix))) return;
  const isMeasured = ['mysql', 'postgresql'].includes(side.connector?.name ?? '');
  yield (isMeasured ? error : warning)(
    'url_prefix',
    where,
    `${side.connector?.name} connects through ${prefixes.join(' or ')}; with another URL no driver is found and the job is refused.`,
    `Begin the URL with ${prefixes.join(' or ')}.`,
    'verdicts/m2m-bad-url',
  );
}

function* table(side: SideView, connection: DocumentNode, readsChanges: boolean): Generator<Diagnostic> {
  const node = given(connection, 'table');
  const pointer = at(connectionPointer(side), 'table');
  if (node !== undefined && node.kind !== 'array' && !isOpen(node)) {
    const message = 'table has to be a list on both sides; Chunjun refuses a text.';
    yield error('table_shape', pointer, message, 'Write "table": ["…"].', 'verdicts/m2m-reader-table-string');
    return;
  }
  if (side.side === 'reader' && filledText(side.get('customSql')) !== undefined) return;
  const first = node?.items[0];
  const name = textOf(first);
  if (first !== undefined && isOpen(first)) return;
  if (name === undefined || name.trim() === '') {
    const message = 'There is no table name; the query Chunjun asks for the columns is no SQL and the job is refused.';
    yield error('table_missing', first?.pointer ?? pointer, message, 'Name the table.', 'verdicts/table-blank');
    return;
  }
  if (node !== undefined && node.items.length > 1) {
    const message = `table has ${node.items.length} names; Chunjun uses the first alone.`;
    yield warning('ignored_entry', at(pointer, 1), message, 'Make a job of its own for each table.', 'contract §5');
  }
  if (name === '*') yield* star(side, at(pointer, 0), readsChanges);
  else yield* tableName(side, name, at(pointer, 0), filledText(given(connection, 'schema')));
}

/** Only rows of change readers bring their table along. */
function* star(side: SideView, pointer: string, readsChanges: boolean): Generator<Diagnostic> {
  if (side.side === 'writer' && readsChanges) return;
  const message = `The table "*" is for writers behind a change reader; this ${side.side} makes invalid SQL of it.`;
  yield error('table_missing', pointer, message, 'Name the table.', 'contract §5 CDC -> JDBC');
}

function* tableName(side: SideView, name: string, pointer: string, schema: string | undefined): Generator<Diagnostic> {
  const connector = side.connector?.name ?? '';
  const fault = tableNameFault(name, schema !== undefined, connector);
  if (fault !== undefined) yield tableFinding(fault, pointer);
  if (schema !== undefined && connector !== 'sqlserver' && name.includes('.')) {
    const message = `schema is ${quoted(schema)} and the table name has a schema too; Chunjun looks for ${quoted(`${schema}.${name}`)}.`;
    const remedyOfTwo = 'Write the schema once: as schema, or in front of the table.';
    yield error('schema_twice', pointer, message, remedyOfTwo, 'verdicts/pg-schema-both');
  }
}

function tableFinding({ kind, part, isSure }: TableNameFault, pointer: string): Diagnostic {
  const remedy = 'Rename the table, or read it with customSql; a view with a plain name does as well.';
  switch (kind) {
    case 'quotes': {
      const message = `The quotes in ${quoted(part)} become part of the name: Chunjun quotes it itself, so the table is not found.`;
      const bare = 'Write the name without quotes.';
      return error('table_quotes', pointer, message, bare, 'verdicts/pg-table-uppercase-quoted');
    }
    case 'blanks': {
      const message = `Chunjun asks for the columns of ${quoted(part)} without quotes; blanks and dashes make that invalid SQL.`;
      return error('table_needs_quotes', pointer, message, remedy, 'verdicts/name-table-space');
    }
    case 'reserved': {
      const message = `${quoted(part)} is a word of SQL, and Chunjun asks for the table's columns without quotes: invalid SQL.`;
      const level = isSure ? error : warning;
      return level('table_needs_quotes', pointer, message, remedy, 'verdicts/name-table-reserved');
    }
    case 'letters': {
      const message = `Chunjun asks for the columns of ${quoted(part)} without quotes: PostgreSQL looks for ${quoted(part.toLowerCase())} and the job is refused.`;
      return error('table_needs_quotes', pointer, message, remedy, 'verdicts/README.md §5 names that need quotes');
    }
  }
}

/** Reading and writing the same table: the rows meet themselves. */
export function* sameTable({ reader, writer }: JobView): Generator<Diagnostic> {
  if (!reader.isJdbc || !writer.isJdbc) return;
  const [from, to] = [reader, writer].map((side) => {
    const connection = connectionOf(side);
    const urlText = firstText(given(connection, 'jdbcUrl'))?.split('?')[0]?.toLowerCase();
    const tableText = firstText(given(connection, 'table'));
    if (urlText === undefined || tableText === undefined || tableText === '*') return undefined;
    return JSON.stringify([urlText, filledText(given(connection, 'schema')) ?? '', tableText]);
  });
  if (from === undefined || from !== to || filledText(reader.get('customSql')) !== undefined) return;
  yield warning(
    'same_table',
    at(connectionPointer(writer), 'table', 0),
    'The job reads and writes the same table: with a key every row is a duplicate and dirty, without one the table doubles.',
    'Name another target table.',
    'verdicts/same-table-both-sides',
  );
}
