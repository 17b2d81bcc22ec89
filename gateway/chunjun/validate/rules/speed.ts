import type { Diagnostic } from '../../diagnostics.ts';
import { at, filledText, given, isOpen, numberOf, type DocumentNode } from '../document-node.ts';
import { isChecked, objectOf, settingPointer, type JobView, type SideView } from '../job-view.ts';
import { error, quoted, warning } from '../rule.ts';
import { checkInteger, checkValue } from '../value-types.ts';

const pointer = at(settingPointer, 'speed');
/** Flink's upper bound of a parallelism. */
const mostChannels = 32768;

/** `setting.speed`: types, ranges, and what a side does with its parallelism. */
export function* speed({ setting, reader, writer }: JobView): Generator<Diagnostic> {
  const block = objectOf(given(setting, 'speed'));
  for (const key of ['channel', 'readerChannel', 'writerChannel']) {
    const node = given(block, key);
    if (node === undefined || isOpen(node)) continue;
    const problems = [...checkInteger(node, key, 'int')];
    yield* problems;
    if (problems.length === 0) yield* channelRange(node, key, reader, writer);
  }
  const bytes = given(block, 'bytes');
  if (bytes !== undefined && !isOpen(bytes)) {
    yield* checkInteger(bytes, 'bytes', 'long');
    yield* byteLimit(bytes, reader);
  }
  const rebalance = given(block, 'rebalance');
  if (rebalance !== undefined && !isOpen(rebalance)) yield* checkValue(rebalance, { name: 'rebalance', type: 'bool' });
  yield* oneChannel(reader, block);
  if (writer.connector?.name === 's3') yield* oneObject(writer, block);
}

/** s3writer looks at `channel`, whatever writerChannel says, which its subtasks come by. */
function* oneObject(writer: SideView, block: DocumentNode | null): Generator<Diagnostic> {
  if ((numberOf(given(block, 'channel')) ?? 1) > 1) {
    const message =
      's3writer writes one object: with a channel above 1 Chunjun refuses the job, whatever writerChannel is.';
    const remedy = 'Set channel to 1, and readerChannel for a reader that shall have more.';
    yield error('one_channel', at(pointer, 'channel'), message, remedy, 'contract §5');
  } else if ((writer.parallelism ?? 1) > 1) {
    const message = 'Every channel of s3writer writes the same object: one of them wins.';
    yield warning('one_channel', at(pointer, 'writerChannel'), message, 'Set writerChannel to 1.', s3Source);
  }
}

const s3Source = 'source: S3OutputFormatBuilder';

/** Readers with a source function of their own know no limit. */
const unlimited = new Set(['kafka', 'mysqlcdc', 'mongodb', 'solr']);

function* byteLimit(node: DocumentNode, reader: SideView): Generator<Diagnostic> {
  if ((numberOf(node) ?? 0) <= 0 || !unlimited.has(reader.connector?.name ?? '')) return;
  const message = `speed.bytes has no effect on ${reader.connector?.name}reader.`;
  yield warning('ignored_setting', node.pointer, message, 'Remove it; limit the source itself.', 'contract §2');
}

function* channelRange(node: DocumentNode, key: string, reader: SideView, writer: SideView): Generator<Diagnostic> {
  const number = numberOf(node) ?? 1;
  if (number > mostChannels) {
    const message = `${key} is above ${mostChannels}; the submission is refused and leaves a FAILED job behind.`;
    yield error(
      'channel',
      node.pointer,
      message,
      'Write at most the number of slots.',
      'verdicts/README.md §2 channel',
    );
  } else if (key === 'channel') {
    if (number === 0) {
      const message = 'channel is 0; Chunjun refuses the job (Parallelism must be at least one).';
      yield error('channel', node.pointer, message, 'Write 1 or more.', 'verdicts/README.md §2 channel');
    } else if (number < 0) {
      const message = reader.isJdbc
        ? 'channel is negative; a JDBC reader fails at run time (numTaskVertices is [1], but parallelism …).'
        : 'channel is negative and counts as 1.';
      const fact = reader.isJdbc ? 'verdicts/channel-negative-jdbc' : 'verdicts/channel-negative';
      yield (reader.isJdbc ? error : warning)('channel', node.pointer, message, 'Write 1 or more.', fact);
    }
  } else if (number <= 0 && number !== -1) {
    const fails = key === 'readerChannel' && reader.isJdbc;
    const message = fails
      ? `readerChannel is ${node.text}; a JDBC reader fails at run time (numTaskVertices is …, but parallelism in jdbcConf is ${node.text}).`
      : `${key} ${node.text} is not read; the ${key === 'writerChannel' ? writer.side : reader.side} runs with channel.`;
    const fact = fails ? 'verdicts/m2m-readerchannel0' : 'verdicts/speed-readerchannel-zero-stream';
    yield (fails ? error : warning)('channel', node.pointer, message, 'Leave it out, or write -1.', fact);
  }
}

const single = new Set([
  'binlog',
  'oraclelogminer',
  'sqlservercdc',
  'pgwal',
  'oceanbasecdc',
  'mysqlcdc',
  'emqx',
  'http',
  'socket',
]);

/** Their builders refuse more than one channel. */
const refusing = new Set(['binlog', 'oraclelogminer']);

function* oneChannel(reader: SideView, block: DocumentNode | null): Generator<Diagnostic> {
  const name = reader.connector?.name ?? '';
  if (!single.has(name) || (reader.parallelism ?? 1) <= 1) return;
  const message =
    name === 'http'
      ? 'Each channel of httpreader repeats all requests: the rows come several times.'
      : `${name}reader works with one channel only${refusing.has(name) ? '; Chunjun refuses the job' : ''}.`;
  const key = (numberOf(given(block, 'readerChannel')) ?? -1) > 0 ? 'readerChannel' : 'channel';
  const level = refusing.has(name) && isChecked(reader) ? error : warning;
  yield level('one_channel', at(pointer, key), message, `Set ${key} to 1.`, 'contract, catalogue of plugins');
}

/** Reading a JDBC table in parts: splitPk, when it has to be there and what it may be called. */
export function* split({ reader }: JobView): Generator<Diagnostic> {
  if (!reader.isJdbc || reader.parameter === null) return;
  const channels = reader.parallelism;
  const splitPk = reader.get('splitPk');
  const increColumn = filledText(reader.get('increColumn'));
  if (channels === undefined || channels <= 1) return;
  const name = filledText(splitPk);
  if (name === undefined) {
    if (increColumn !== undefined || (splitPk !== undefined && isOpen(splitPk))) return;
    yield error(
      'split_missing',
      at(reader.parameterPointer, 'splitPk'),
      `${channels} channels read one table; without splitPk Chunjun refuses the job.`,
      'Name a numeric column in splitPk, or read with one channel.',
      'verdicts/readerchannel-2-no-splitpk',
    );
    return;
  }
  yield* rowNumber(reader, name);
  const isListed = reader.columns?.some((column) => column.name === name) ?? false;
  if (!isListed && !reader.isStar && reader.columns !== null && splitPk !== undefined && !/^ROW_NUMBER\(/i.test(name)) {
    yield error(
      'split_not_listed',
      splitPk.pointer,
      `splitPk ${quoted(name)} is none of the columns (letter case counts); with several channels Chunjun refuses the job.`,
      'List the column.',
      'verdicts/m2m-splitpk-not-in-column',
    );
  }
  const strategy = reader.get('splitStrategy');
  if (filledText(reader.get('customSql')) === undefined || filledText(strategy)?.toLowerCase() === 'mod') return;
  yield error(
    'split_custom_sql',
    strategy?.pointer ?? at(reader.parameterPointer, 'splitStrategy'),
    'Of a customSql and a range split Chunjun makes invalid SQL (a stray comma): the job fails at run time.',
    'Set splitStrategy to mod, or read with one channel.',
    'verdicts/README.md §5 customSql + range split',
  );
}

/** An expression that two dialects know. */
function* rowNumber(reader: SideView, name: string): Generator<Diagnostic> {
  const connector = reader.connector?.name ?? '';
  if (!/^ROW_NUMBER\(/i.test(name) || connector === 'oracle' || connector === 'saphana') return;
  const message = `splitPk ROW_NUMBER(…) works with oracle and saphana only; for ${connector} it is no column.`;
  const pointer = at(reader.parameterPointer, 'splitPk');
  yield error('split_row_number', pointer, message, 'Name a numeric column.', 'contract, catalogue of plugins');
}

/** A constant is not in the table: nothing can be split or compared by it. */
export function* constantKeys({ reader }: JobView): Generator<Diagnostic> {
  if (!reader.isJdbc) return;
  for (const key of ['splitPk', 'increColumn']) {
    const node = reader.get(key);
    const name = filledText(node);
    const column = name === undefined ? undefined : reader.columns?.find((each) => each.name === name);
    if (node === undefined || column === undefined || given(column.node, 'value') === undefined) continue;
    const message = `${key} names a column with a constant value; it is a text and Chunjun refuses the job (Unsupported columnType).`;
    yield error('key_type', node.pointer, message, 'Name a column of the table.', 'contract, catalogue of plugins');
  }
}

/** Rows a driver fetches at a time. */
export function* fetchSize({ reader }: JobView): Generator<Diagnostic> {
  const node = reader.isJdbc ? reader.get('fetchSize') : undefined;
  const rows = numberOf(node);
  // -2147483648 is how the MySQL driver is asked for streaming.
  if (node === undefined || rows === undefined || rows >= 0 || rows === -(2 ** 31)) return;
  const message = 'fetchSize is negative; the driver refuses it at run time.';
  yield error(
    'fetch_size',
    node.pointer,
    message,
    'Write 0 for the default, or 1024.',
    'verdicts/m2m-fetchsize-negative',
  );
}
