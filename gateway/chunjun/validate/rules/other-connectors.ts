import type { Diagnostic } from '../../diagnostics.ts';
import { at, filledText, given, isOpen, member, textOf } from '../document-node.ts';
import type { JobView, SideView } from '../job-view.ts';
import { error, info, quoted, warning } from '../rule.ts';
import { confPropOf } from './conf-prop.ts';

/** What the lists of parameters cannot say about connectors beyond JDBC and stream. */
export function* otherConnectors(job: JobView): Generator<Diagnostic> {
  for (const side of [job.reader, job.writer]) {
    if (side.parameter === null || side.connector === undefined) continue;
    yield* (checks[`${side.connector.name}.${side.side}`] ?? checks[side.connector.name])?.(side, job) ?? [];
  }
}

type Check = (side: SideView, job: JobView) => Iterable<Diagnostic>;

const checks: Readonly<Record<string, Check>> = {
  *kafka(side) {
    const settings = side.side === 'reader' ? 'consumerSettings' : 'producerSettings';
    const block = side.get(settings);
    if (block?.kind !== 'object' || filledText(given(block, 'bootstrap.servers')) !== undefined) return;
    const servers = given(block, 'bootstrap.servers');
    if (servers !== undefined && isOpen(servers)) return;
    const message = `${settings} has no bootstrap.servers; the job fails at run time (No resolvable bootstrap urls).`;
    const pointer = at(side.parameterPointer, settings, 'bootstrap.servers');
    yield error('kafka_servers', pointer, message, 'Write "host:9092".', 'verdicts/kafka-no-bootstrap');
  },
  *'kafka.reader'(side, job) {
    yield* checks['kafka']?.(side, job) ?? [];
    if (!job.writer.isJdbc || textOf(side.get('codec'))?.toLowerCase() === 'json') return;
    const pointer = at(side.parameterPointer, 'codec');
    const message = 'Without codec json a record is one map, which a JDBC writer cannot take.';
    yield error(
      'kafka_codec',
      pointer,
      message,
      'Write "codec": "json" and list typed columns.',
      'verdicts/kafka-text-to-mysql',
    );
  },
  *'hdfs.reader'(side) {
    if (
      filledText(side.get('defaultFS')) !== undefined ||
      filledText(given(side.get('hadoopConfig'), 'fs.defaultFS')) !== undefined
    )
      return;
    const pointer = at(side.parameterPointer, 'defaultFS');
    const message = 'Neither defaultFS nor hadoopConfig says which file system to read.';
    yield warning('file_system', pointer, message, 'Write "hdfs://host:8020".', 'verdicts/hdfs-reader-file');
  },
  *'hdfs.writer'(side) {
    const node = side.get('defaultFS');
    const text = filledText(node);
    if (node === undefined || text === undefined || text.startsWith('hdfs://')) return;
    const message = `The writer takes a defaultFS that begins with hdfs://, not ${quoted(text)}.`;
    yield warning('file_system', node.pointer, message, 'Write "hdfs://host:8020".', 'contract, catalogue of plugins');
  },
  *'hive.writer'(side) {
    if (filledText(side.get('tablesColumn')) !== undefined || filledText(side.get('analyticalRules')) !== undefined)
      return;
    // The list of parameters reports tablesColumn; this says why.
    const pointer = at(side.parameterPointer, 'tablesColumn');
    const message = 'hivewriter reads the table and its columns from tablesColumn, a JSON text.';
    yield info(
      'hive_columns',
      pointer,
      message,
      'Write "{\\"t\\": [{\\"key\\": \\"id\\", \\"type\\": \\"INT\\"}]}".',
      'contract §5',
    );
  },
  *'redis.writer'(side) {
    const type = textOf(side.get('type'));
    const mode = side.get('mode');
    const right = type === undefined ? undefined : redisModes[type];
    const word = textOf(mode);
    if (mode === undefined || right === undefined || word === undefined || right.includes(word)) return;
    const message = `mode ${word} does not belong to type ${type}; Chunjun accepts it and writes what the mode says.`;
    yield warning(
      'redis_mode',
      mode.pointer,
      message,
      `Write ${right.join(' or ')}.`,
      'verdicts/redis-writer-mode-mismatch',
    );
  },
  *mongodb(side) {
    if (side.get('url') !== undefined || side.get('hostPorts') !== undefined) return;
    const pointer = at(side.parameterPointer, 'hostPorts');
    yield error(
      'parameter_missing',
      pointer,
      'Neither url nor hostPorts says where MongoDB is.',
      'Set one.',
      'contract, catalogue of plugins',
    );
  },
  *'doris.writer'(side) {
    const options = side.get('loadOptions');
    for (const key of dorisNumbers) {
      const node = given(options, key);
      if (node === undefined) continue;
      const message = `loadOptions.${key} is kept as a text and cast to a number: ClassCastException.`;
      yield error('doris_option', node.pointer, message, 'Leave it out; its default cannot be changed.', 'contract §5');
    }
    if (side.get('feNodes') === undefined) return;
    for (const key of ['database', 'table']) {
      if (filledText(side.get(key)) !== undefined || textOf(side.get('nameMapped')) === 'true') continue;
      const message = `With feNodes (stream load) the writer needs ${key}, a text beside feNodes.`;
      yield error(
        'parameter_missing',
        at(side.parameterPointer, key),
        message,
        'Set it.',
        'contract, catalogue of plugins',
      );
    }
  },
  *oraclelogminer(side) {
    if (textOf(side.get('pavingData')) !== 'true' || textOf(side.get('split')) !== 'true') return;
    const pointer = at(side.parameterPointer, 'split');
    yield error(
      'cdc_flags',
      pointer,
      'pavingData and split together are rejected.',
      'Set one of them.',
      'contract, catalogue of plugins',
    );
  },
  *binlog(side) {
    const node = side.get('ddlSkip');
    if (node === undefined || node.kind === 'boolean' || isOpen(node)) return;
    const message = 'ddlSkip has to be a real flag; a text is a RuntimeException.';
    yield error('wrong_type', node.pointer, message, 'Write true or false without quotes.', 'contract §5 JSON typing');
  },
};

const redisModes: Readonly<Record<string, readonly string[]>> = {
  string: ['set'],
  list: ['lpush', 'rpush'],
  set: ['sadd'],
  zset: ['zadd'],
  hash: ['hset'],
};

const dorisNumbers = [
  'requestTabletSize',
  'requestConnectTimeoutMs',
  'requestReadTimeoutMs',
  'requestQueryTimeoutS',
  'requestRetries',
  'requestBatchSize',
  'execMemLimit',
  'deserializeQueueSize',
];

/** Change readers go on from a checkpoint, and into JDBC they follow the table named in the row. */
export function* changeReaders({ reader, writer, context }: JobView): Generator<Diagnostic> {
  if (reader.connector?.kind !== 'cdc') return;
  const interval = member(confPropOf(context), 'execution.checkpointing.interval');
  if (interval === undefined && (context.confProp !== undefined || context.confPropText !== undefined)) {
    const message = 'Without checkpoints a change reader that fails begins again where its parameters say.';
    const pointer = at(reader.pointer, 'name');
    yield info('no_checkpoints', pointer, message, 'Set execution.checkpointing.interval in confProp.', 'contract §5');
  }
  if (!writer.isJdbc) return;
  const message = "Rows of a change reader go to the schema and table named in the row, not to the writer's table.";
  const remedy = 'Rename with nameMapping.identifierMappings, and write "table": ["*"].';
  yield info('cdc_table', at(writer.parameterPointer, 'connection'), message, remedy, 'contract §5 CDC -> JDBC');
}
