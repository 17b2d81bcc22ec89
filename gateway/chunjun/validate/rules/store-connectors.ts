import type { Diagnostic } from '../../diagnostics.ts';
import { at, filledText, flagOf, given, isOpen, mayBeFilled, numberOf, textOf } from '../document-node.ts';
import { objectOf, settingPointer, type JobView, type SideView } from '../job-view.ts';
import { error, quoted, warning } from '../rule.ts';

const catalogue = 'contract, catalogue of plugins';

export function* mongodb(side: SideView): Generator<Diagnostic> {
  if (side.get('url') === undefined && side.get('hostPorts') === undefined) {
    const pointer = at(side.parameterPointer, 'hostPorts');
    const message = 'Neither url nor hostPorts says where MongoDB is.';
    yield error('parameter_missing', pointer, message, 'Set one.', catalogue);
  } else if (side.get('url') === undefined && side.get('database') === undefined) {
    const pointer = at(side.parameterPointer, 'database');
    yield error('parameter_missing', pointer, 'hostPorts needs database beside it.', 'Set it.', catalogue);
  }
  yield* databaseOfUrl(side);
  if (side.side === 'reader') return;
  const mode = side.get('writeMode');
  const word = textOf(mode);
  const exact = ['insert', 'replace', 'update'];
  if (mode !== undefined && word !== undefined && !exact.includes(word) && exact.includes(word.toLowerCase())) {
    const message = `writeMode ${quoted(word)} counts in lower case only; Chunjun inserts.`;
    yield warning('unknown_word', mode.pointer, message, `Write ${word.toLowerCase()}.`, catalogue);
  }
  const key = side.get('replaceKey');
  if (key === undefined && (word === 'replace' || word === 'update')) {
    const message = `writeMode ${word} looks for rows by replaceKey.`;
    yield error('parameter_missing', at(side.parameterPointer, 'replaceKey'), message, 'Name a column.', catalogue);
  }
  yield* replaceKey(side);
}

/** Compared without letter case while the job is submitted, in every write mode; the rows are looked for with it. */
function* replaceKey(side: SideView): Generator<Diagnostic> {
  const key = side.get('replaceKey');
  const name = filledText(key);
  if (key === undefined || name === undefined || side.columns === null) return;
  if (side.columns.some((column) => column.name === name)) return;
  // A name that is filled in later could be the one.
  if (side.columns.some((column) => column.name === undefined)) return;
  const near = side.columns.find((column) => column.name?.toLowerCase() === name.toLowerCase())?.name;
  if (near === undefined) {
    const message = `replaceKey ${quoted(name)} is none of the columns; Chunjun refuses the job.`;
    yield error('unique_key', key.pointer, message, 'Name a written column.', 'source: MongodbOutputFormatBuilder');
  } else {
    const message = `replaceKey ${quoted(name)} differs from the column ${quoted(near)} in letter case.`;
    yield warning('unique_key', key.pointer, message, `Write ${near}.`, 'source: MongodbOutputFormatBuilder');
  }
}

/** What a URL names as its database counts, also when it names none. */
function* databaseOfUrl(side: SideView): Generator<Diagnostic> {
  const url = side.get('url');
  const text = filledText(url);
  if (url === undefined || text === undefined || !/^mongodb(?:\+srv)?:\/\/[^/?]+\/?(?:\?.*)?$/s.test(text)) return;
  const message = 'The URL names no database, and Chunjun takes the database from the URL alone.';
  const remedy = 'Write the database behind the host, mongodb://host:27017/name, or use hostPorts and database.';
  yield warning('mongodb_database', url.pointer, message, remedy, 'source: MongoClientConfFactory');
}

/** The builders of HDFS and Hive look at the beginning of defaultFS. */
export function* hdfsOnly(side: SideView): Generator<Diagnostic> {
  const node = side.get('defaultFS');
  const text = filledText(node);
  if (node === undefined || text === undefined || text.startsWith('hdfs://')) return;
  const message = `The writer takes a defaultFS that begins with hdfs://, not ${quoted(text)}; Chunjun refuses the job.`;
  yield error('file_system', node.pointer, message, 'Write "hdfs://host:8020".', catalogue);
}

/** Places of columns, from 0. */
export function* keyIndexes(side: SideView): Generator<Diagnostic> {
  const count = side.columns?.length ?? 0;
  if (count === 0) return;
  for (const item of side.get('keyIndexes')?.items ?? []) {
    const index = isOpen(item) ? undefined : numberOf(item);
    if (index === undefined || (index >= 0 && index < count)) continue;
    const message = `keyIndexes has ${item.text}; with ${count} columns Chunjun takes 0 to ${count - 1} and refuses the job.`;
    yield error(
      'key_index',
      item.pointer,
      message,
      'Name places of columns, from 0.',
      'source: RedisOutputFormatBuilder',
    );
  }
}

/** With nameMapped the rows name their table. */
export function* namedTable(side: SideView): Generator<Diagnostic> {
  const mapped = side.get('nameMapped');
  if (mapped !== undefined && (isOpen(mapped) || flagOf(mapped) === true)) return;
  for (const key of ['database', 'table']) {
    if (side.get(key) !== undefined) continue;
    const message = `starrockswriter needs ${key} unless nameMapped is true; without it Chunjun refuses the job.`;
    yield error('parameter_missing', at(side.parameterPointer, key), message, `Set ${key}.`, catalogue);
  }
}

/** `connection` of InfluxDB has names of its own, and url is a list on both sides. */
export function* influxdb(side: SideView): Generator<Diagnostic> {
  const connection = objectOf(side.get('connection')?.items[0]);
  for (const key of connection === null ? [] : ['url', 'measurement']) {
    const node = given(connection, key);
    const pointer = at(side.parameterPointer, 'connection', 0, key);
    if (node === undefined) {
      yield error('parameter_missing', pointer, `A connection needs ${key}.`, `Write "${key}": ["…"].`, catalogue);
    } else if (node.kind !== 'array' && !isOpen(node)) {
      const message = `${key} has to be a list on both sides; Chunjun refuses a text.`;
      yield error('wrong_type', pointer, message, `Write "${key}": ["…"].`, 'contract §5');
    }
  }
  if (side.side === 'writer' || (side.parallelism ?? 1) <= 1 || side.get('splitPk') !== undefined) return;
  const message = 'Several channels need splitPk; without it Chunjun refuses the job.';
  const pointer = at(side.parameterPointer, 'splitPk');
  yield error('split_missing', pointer, message, 'Name a column, or read with one channel.', catalogue);
}

export function* elasticsearch7(side: SideView): Generator<Diagnostic> {
  for (const host of side.get('hosts')?.items ?? []) {
    const text = textOf(host);
    if (text === undefined || /:\d+\/?$/.test(text.trim())) continue;
    const message = 'A host needs its port; Chunjun cannot read the address without.';
    yield error('host_port', host.pointer, message, 'Write "http://host:9200".', catalogue);
  }
  if (filledText(side.get('username')) === undefined || side.get('password') !== undefined) return;
  const pointer = at(side.parameterPointer, 'password');
  yield error('parameter_missing', pointer, 'username needs password beside it.', 'Set it.', catalogue);
}

/** Every connection is used; schema and table are patterns. */
export function* mysqld(side: SideView): Generator<Diagnostic> {
  const list = side.get('connection')?.items ?? [];
  const isGlobal = mayBeFilled(side.get('username')) && mayBeFilled(side.get('password'));
  for (const connection of list) {
    if (connection.kind !== 'object') continue;
    if (given(connection, 'schema') === undefined) {
      const pointer = at(connection.pointer, 'schema');
      const message =
        'A connection of mysqldreader needs schema, a pattern; without it Chunjun stops with a NullPointerException.';
      yield error('parameter_missing', pointer, message, 'Write "schema": "name".', catalogue);
    }
    const isOwn = given(connection, 'username') !== undefined && given(connection, 'password') !== undefined;
    if (isGlobal || isOwn) continue;
    const message = 'Neither this connection nor the parameter has username and password; Chunjun refuses the job.';
    const pointer = at(connection.pointer, 'username');
    yield error('parameter_missing', pointer, message, 'Set both.', 'source: DistributedJdbcInputFormatBuilder');
  }
  const increment = side.parameter === null ? undefined : given(side.parameter, 'increColumn');
  if (increment === undefined) return;
  const message = 'mysqldreader cannot read incrementally; increColumn makes Chunjun refuse the job.';
  yield error('increment_refused', increment.pointer, message, 'Use mysqlreader, one job a table.', catalogue);
}

/** httpreader repeats its request for ever unless told how often. */
export function* endlessRequests(side: SideView, { setting }: JobView): Generator<Diagnostic> {
  const cycles = side.get('cycles');
  if (cycles !== undefined && (isOpen(cycles) || (numberOf(cycles) ?? 1) > 0)) return;
  if (flagOf(given(objectOf(given(setting, 'restore')), 'isStream')) === true) return;
  const message = 'Without cycles above 0 httpreader repeats its request for ever: the job does not end.';
  const remedy = `Write "cycles": 1 for one request, or say that it is a stream: ${settingPointer}/restore/isStream true.`;
  yield warning('endless', at(side.parameterPointer, 'cycles'), message, remedy, 'contract, catalogue of plugins');
}
