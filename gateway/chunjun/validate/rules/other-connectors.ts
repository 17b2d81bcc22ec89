import type { Diagnostic } from '../../diagnostics.ts';
import { at, filledText, flagOf, given, isOpen, mayBeFilled, textOf } from '../document-node.ts';
import type { JobView, SideView } from '../job-view.ts';
import { error, warning } from '../rule.ts';
import { own } from '../own.ts';
import { parseDocument } from '../parse-document.ts';
import {
  elasticsearch7,
  endlessRequests,
  hdfsOnly,
  influxdb,
  keyIndexes,
  mongodb,
  mysqld,
  namedTable,
} from './store-connectors.ts';
import { checkpointedFiles, kafkaRows, kafkaStart } from './stream-connectors.ts';

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
    yield* kafkaStart(side);
    const isJson = textOf(side.get('codec'))?.toLowerCase() === 'json';
    if (job.writer.isJdbc && isJson && (side.columns ?? []).length === 0) {
      const message = 'Without columns a record is one map, which a JDBC writer cannot take.';
      const pointer = at(side.parameterPointer, 'column');
      const remedy = 'List the keys of the record as columns with name and type.';
      yield error('kafka_codec', pointer, message, remedy, 'contract, catalogue of plugins');
    }
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
  *'kafka.writer'(side, job) {
    yield* checks['kafka']?.(side, job) ?? [];
    yield* kafkaRows(side, job);
  },
  *'hdfs.reader'(side) {
    if (mayBeFilled(side.get('defaultFS')) || mayBeFilled(given(side.get('hadoopConfig'), 'fs.defaultFS'))) return;
    const pointer = at(side.parameterPointer, 'defaultFS');
    const message = 'Neither defaultFS nor hadoopConfig says which file system to read.';
    yield warning('file_system', pointer, message, 'Write "hdfs://host:8020".', 'verdicts/hdfs-reader-file');
  },
  *'hdfs.writer'(side) {
    yield* hdfsOnly(side);
  },
  *'hive.writer'(side) {
    yield* hdfsOnly(side);
    const node = side.get('tablesColumn');
    const text = filledText(node);
    if ((node !== undefined && isOpen(node)) || filledText(side.get('analyticalRules')) !== undefined) return;
    if (text !== undefined && parseDocument(text).root?.kind === 'object') return;
    const pointer = at(side.parameterPointer, 'tablesColumn');
    const message =
      text === undefined
        ? 'hivewriter reads the table and its columns from tablesColumn, a JSON text; without it Chunjun refuses the job.'
        : 'tablesColumn is no JSON object in a text; Chunjun refuses the job.';
    const remedy = 'Write "{\\"t\\": [{\\"key\\": \\"id\\", \\"type\\": \\"INT\\"}]}".';
    yield error('hive_columns', pointer, message, remedy, 'contract §5');
  },
  *'redis.writer'(side) {
    yield* keyIndexes(side);
    const type = textOf(side.get('type'));
    const mode = side.get('mode');
    const right = type === undefined ? undefined : own(redisModes, type);
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
    yield* mongodb(side);
  },
  *influxdb(side) {
    yield* influxdb(side);
  },
  *elasticsearch7(side) {
    yield* elasticsearch7(side);
  },
  *'starrocks.writer'(side) {
    yield* namedTable(side);
  },
  *'mysqld.reader'(side) {
    yield* mysqld(side);
  },
  *'http.reader'(side, job) {
    yield* endlessRequests(side, job);
  },
  *'iceberg.writer'(side, job) {
    yield* checkpointedFiles(side, job);
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
    if (flagOf(side.get('pavingData')) !== true || flagOf(side.get('split')) !== true) return;
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
  'deserializeArrowAsync',
];
