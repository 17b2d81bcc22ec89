/** Settings that do nothing or fail together, as Chunjun 1.12.8 and Flink 1.12 have it. */
import { columnName } from '../connectors/connector.ts';
import { checkScriptUrl } from '../connectors/described-secrecy.ts';
import { findDescription } from '../connectors/descriptions/descriptions.ts';
import { escapePointer } from '../core/check.ts';
import type { FieldError } from '../core/errors.ts';
import type { SyncSpec } from './version-spec.ts';

/** Pointers into the version. */
export function checkSettings(spec: SyncSpec): FieldError[] {
  if (spec.settings === undefined) return [];
  return [
    ...checkRunSettings(spec.settings),
    ...checkRestoreColumn(spec),
    ...checkTransformer(spec),
    ...checkNameMapping(spec),
    ...checkOneObject(spec),
  ];
}

/** s3writer looks at the channels of the job, whatever the writer's are. */
function checkOneObject({ settings, writer }: SyncSpec): FieldError[] {
  const channels = settings?.channels ?? 1;
  // Without writerChannels the side's own check says it.
  if (writer.connector !== 's3' || channels === 1 || settings?.writerChannels === undefined) return [];
  const remedy = 'Set it to 1, and readerChannels for a reader that shall have more.';
  return [{ pointer: at('channels'), detail: 'must be 1 for the writer s3, which writes one object', remedy }];
}

/** Of forms and scripts alike: what is said to Flink and to the collector of dirty rows. Pointers into the version. */
export function checkRunSettings(settings: NonNullable<SyncSpec['settings']> = {}): FieldError[] {
  return [...checkFlinkSettings(settings), ...checkFlinkConfiguration(settings.flinkConfiguration)];
}

const at = (field: string) => `/settings/${field}`;

function checkFlinkSettings(settings: NonNullable<SyncSpec['settings']>): FieldError[] {
  const errors: FieldError[] = [];
  const conf = settings.flinkConfiguration ?? {};
  if (settings.checkpointIntervalMs === undefined && conf['execution.checkpointing.interval'] === undefined) {
    const idle = [
      'checkpointMode',
      'checkpointTimeoutMs',
      'checkpointMinPauseMs',
      'failedCheckpointsAllowed',
      'checkpointRetention',
    ] as const;
    for (const field of idle.filter((one) => settings[one] !== undefined)) {
      errors.push({ pointer: at(field), detail: 'does nothing without checkpointIntervalMs' });
    }
  }
  if (settings.stateBackend === undefined && conf['state.backend'] === undefined) {
    for (const field of (['checkpointPath', 'savepointPath'] as const).filter((one) => settings[one] !== undefined)) {
      // Flink 1.12 reads the directories while it makes the job's own state backend; without one the cluster's count.
      errors.push({
        pointer: at(field),
        detail: 'needs stateBackend beside it',
        remedy: 'Write filesystem or rocksdb.',
      });
    }
  }
  if (settings.restartFailuresPerInterval === undefined) {
    if (settings.restartFailureIntervalMs !== undefined) {
      errors.push({
        pointer: at('restartFailureIntervalMs'),
        detail: 'does nothing without restartFailuresPerInterval',
      });
    }
  } else if (settings.restartAttempts !== undefined) {
    errors.push({ pointer: at('restartFailuresPerInterval'), detail: 'contradicts restartAttempts: give one of both' });
  }
  if (settings.dirtyRowsOutput === 'mysql') {
    for (const key of ['url', 'username', 'table'].map((name) => `chunjun.dirty-data.jdbc.${name}`)) {
      if (conf[key] === undefined) {
        const pointer = at(`flinkConfiguration/${escapePointer(key)}`);
        errors.push({ pointer, detail: 'is required for dirtyRowsOutput mysql' });
      }
    }
  }
  return errors;
}

const secretKey = /password|passwd|secret|token|credential|access[.-]?key|private[.-]?key/i;

/** Keys by which a version could change what the gateway relies on: the job id, the class path, where it runs. */
const ownedKey =
  /^(\$internal\.|classloader\.|pipeline\.(jars|classpaths|name)$|execution\.(attached|target|shutdown-on-attached-exit|savepoint\.)|high-availability|jobmanager\.|taskmanager\.|rest\.|kubernetes\.|yarn\.|chunjun\.dirty-data\.dir$)/;

/** Chunjun connects there with the run's own account, as a reader would. */
const dirtyRowsUrl = 'chunjun.dirty-data.jdbc.url';

/** flinkConfiguration is stored and shown as it is: no place for secrets; and some keys are not the version's to set. */
function checkFlinkConfiguration(configuration: Readonly<Record<string, unknown>> = {}): FieldError[] {
  return Object.entries(configuration).flatMap(([key, value]) => {
    const pointer = at(`flinkConfiguration/${escapePointer(key)}`);
    if (secretKey.test(key)) {
      return [
        {
          pointer,
          detail: 'names a secret',
          remedy: 'Set it in flink-conf.yaml of the cluster: what stands here is stored and shown.',
        },
      ];
    }
    if (ownedKey.test(key)) return [{ pointer, detail: 'is set by the gateway or the cluster, not by a version' }];
    return key === dirtyRowsUrl ? checkScriptUrl(pointer, String(value)) : [];
  });
}

const timeType = /^(date|time|datetime|timestamp|timestamptz|smalldatetime)/i;

/** Read from checkpoints by JDBC readers alone; an unknown name refuses the submission. */
function checkRestoreColumn({ settings, reader, mapping, columnTypes }: SyncSpec): FieldError[] {
  const name = settings?.restoreColumn;
  if (name === undefined) return [];
  const pointer = at('restoreColumn');
  if (findDescription(reader.connector)?.reader.increment?.kind !== 'column') {
    return [{ pointer, detail: `does nothing for the reader ${reader.connector}`, remedy: 'Leave it out.' }];
  }
  if (!mapping.some(({ from }) => columnName(from) === name)) {
    const remedy = 'Map the column by its name: "*" cannot be looked into.';
    return [{ pointer, detail: `names the column ${name}, which is not among the mapped columns`, remedy }];
  }
  const { increColumn } = reader.parameter;
  if (increColumn !== undefined && increColumn !== name) {
    return [{ pointer, detail: 'must be the increColumn when there is one', remedy: 'Leave it out.' }];
  }
  if (increColumn === undefined && timeType.test(columnTypes?.reader?.[name] ?? '')) {
    const remedy = 'Make it the increColumn, or name a numeric column.';
    return [{ pointer, detail: 'must be numeric: Chunjun makes invalid SQL of a time', remedy }];
  }
  return [];
}

const withoutTransformer = new Set(['kafka', 'redis', 'emqx']);

function checkTransformer(spec: SyncSpec): FieldError[] {
  const transformer = spec.settings?.transformer;
  if (transformer === undefined) return [];
  const pointer = at('transformer');
  const errors: FieldError[] = (['reader', 'writer'] as const).flatMap((side) =>
    withoutTransformer.has(spec[side].connector)
      ? [{ pointer, detail: `cannot be used with the ${side} ${spec[side].connector}`, remedy: 'Leave it out.' }]
      : [],
  );
  if (transformer.readerTable.toLowerCase() === transformer.writerTable?.toLowerCase()) {
    errors.push({ pointer: `${pointer}/writerTable`, detail: 'must be another name than readerTable' });
  }
  const isJdbc = findDescription(spec.reader.connector)?.reader.increment?.kind === 'column';
  if (spec.mapping.length === 0)
    errors.push({ pointer: '/mapping', detail: 'must name the columns for a transformer' });
  spec.mapping.forEach(({ from }, index) => {
    const place = `/mapping/${index}/from`;
    if (columnName(from) === '*') {
      errors.push({ pointer: place, detail: 'must be the columns by their names for a transformer' });
    } else if (typeof from !== 'string' && (from.value !== undefined || from.format !== undefined)) {
      errors.push({ pointer: place, detail: 'must have neither value nor format for a transformer' });
    } else if (!isJdbc && (typeof from === 'string' || from.type === undefined)) {
      errors.push({ pointer: place, detail: 'needs a type for a transformer' });
    }
  });
  return errors;
}

const namingReaders = ['binlog', 'oraclelogminer', 'sqlservercdc', 'pgwal'];

function checkNameMapping({ settings, reader }: SyncSpec): FieldError[] {
  if (settings?.nameMapping === undefined || namingReaders.includes(reader.connector)) return [];
  const detail = `does nothing for the reader ${reader.connector}`;
  return [{ pointer: at('nameMapping'), detail, remedy: `It is for the readers ${namingReaders.join(', ')}.` }];
}
