/** How one kind of failure is recognised and told. */
export interface FailureRule {
  /** Matched against the whole chain of causes. */
  readonly pattern: RegExp;
  readonly code: string;
  /** In a person's words: no class names. */
  readonly message: (match: RegExpExecArray) => string;
  readonly remedy: string;
}

const always = (text: string) => () => text;

const fromCluster: readonly FailureRule[] = [
  {
    pattern: /OutOfMemoryError: (?:Metaspace|Compressed class space)/,
    code: 'cluster_out_of_metaspace',
    message: always('The Flink cluster has no metaspace left; the job itself is not to blame'),
    remedy:
      'Restart JobManager and TaskManagers. For many runs use mode lib, or raise jobmanager.memory.jvm-metaspace.size and ' +
      'taskmanager.memory.jvm-metaspace.size.',
  },
  {
    pattern: /UnfulfillableSlotRequestException|TaskExecutor is shutting down/,
    code: 'cluster_exhausted',
    message: always('The Flink cluster lost its TaskManagers or is shutting down; the job itself is not to blame'),
    remedy: 'See whether JobManager and TaskManagers run and why one of them ended; then run the job again.',
  },
  {
    pattern: /OutOfMemoryError|GC overhead limit exceeded/,
    code: 'out_of_memory',
    message: always('The Flink cluster ran out of memory while the job ran'),
    remedy: 'Use fewer channels or a smaller batchSize and fetchSize, or give the TaskManagers more memory.',
  },
  {
    pattern: /No space left on device/,
    code: 'disk_full',
    message: always('A disk of the Flink cluster or of the database is full'),
    remedy: 'Free some space where the root cause says.',
  },
  {
    pattern: /closed classloader/,
    code: 'cluster_class_loading',
    message: always('The cluster refuses class loading after an earlier job ended'),
    remedy: 'Set classloader.check-leaked-classloader: false in flink-conf.yaml and restart the cluster.',
  },
  {
    pattern: /MalformedURLException: no protocol/,
    code: 'distribution_directory_unusable',
    message: always('The cluster cannot load the plugins from the distribution directory'),
    remedy: "Check the cluster's distribution setting: mode dist-dir needs the directory on the JobManager and Java 8.",
  },
  {
    pattern: /(?:ClassNotFoundException:|NoClassDefFoundError:) com[./]dtstack[./]chunjun[./]dirty[./](\w+)[./]/,
    code: 'dirty_collector_missing',
    message: ([, name]) => `The cluster has no collector ${name ?? ''} for dirty rows`,
    remedy: "Put the collector's jar into the cluster's lib directory, or leave chunjun.dirty-data.output-type out.",
  },
  {
    pattern: /(?:ClassNotFoundException:|NoClassDefFoundError:) com[./]dtstack[./]chunjun[./]connector[./] ?(\w+)[./]/,
    code: 'connector_missing',
    message: ([, name]) => `The cluster has no Chunjun connector ${name ?? ''}`,
    remedy: "Put the connector's jar into the cluster's lib directory, or use a distribution that has it.",
  },
  {
    pattern: /ClassNotFoundException|NoClassDefFoundError|NoSuchMethodError/,
    code: 'library_missing',
    message: always('The cluster lacks a library that the job needs, or has another version of it'),
    remedy: "Put the jar of the class that the root cause names into the cluster's lib directory.",
  },
];

const fromData: readonly FailureRule[] = [
  {
    pattern: /consumed count exceed the max-consumed \[(-?\d+)\]/,
    code: 'too_many_dirty_rows',
    message: ([, limit]) => `More rows were dirty than allowed (limit ${limit ?? ''} per channel and side)`,
    remedy: "The reason of each row is in the TaskManager's output; correct the data or allow more dirty rows.",
  },
  {
    pattern: /Unsupported columnType \[([^\]]*)\], columnName \[([^\]]*)\]/,
    code: 'split_column_unsupported',
    message: ([, type, column]) =>
      `The column ${column ?? ''} of type ${type ?? ''} cannot divide the rows or mark the increment`,
    remedy:
      'Use a numeric or time column. Chunjun 1.12.8 refuses plain smallint, integer and bigint of PostgreSQL here; ' +
      'serial, bigserial and numeric work. With one channel leave splitPk out.',
  },
  {
    pattern: /split column's type must be number type/,
    code: 'split_column_unsupported',
    message: always('The column splitPk is not a number: it cannot divide the rows'),
    remedy: 'Name a numeric column, or use one channel and leave splitPk out.',
  },
  {
    pattern: /split column must in columns|Must specify the split column/,
    code: 'split_column_missing',
    message: always('Reading with several channels needs a splitPk that is among the mapped columns'),
    remedy: 'Map the column and name it in splitPk, letter case included, or use one channel.',
  },
  {
    pattern: /increColumn's name or type is null[\s\S]*increColumn = (\S+)/,
    code: 'increment_column_missing',
    message: ([, column]) => `The increment column ${column ?? ''} is not among the mapped columns`,
    remedy: 'Map the column; letter case counts.',
  },
  {
    pattern: /Non-numeric location values|failed cast locationStr\[([^\]]*)\]/,
    code: 'start_location_invalid',
    message: ([, value]) =>
      `The start location ${value === undefined ? '' : `${value} `}does not fit the increment column`,
    remedy: 'Give digits for a number; for a time milliseconds since 1970 or yyyy-MM-dd HH:mm:ss.',
  },
  {
    pattern: /Unsupported type: ?\[([^\]]+)\]/,
    code: 'column_type_unsupported',
    message: ([, type]) => `Chunjun cannot handle columns of type ${type ?? ''}`,
    remedy: 'Leave the column out of the mapping, or read it with a customSql that casts it to text.',
  },
  {
    pattern: /Field names must be unique\. Duplicate field: '([^']+)'/,
    code: 'column_duplicate',
    message: ([, column]) => `The column ${column ?? ''} is mapped twice`,
    remedy: 'Map each column once.',
  },
  {
    pattern: /([^\n:]+) doesn't exist in the parameters of SQL/,
    code: 'column_name_unsupported',
    message: ([, column]) => `Chunjun cannot write to the column ${column?.trim() ?? ''}: its name has a blank`,
    remedy: 'Rename the column or write through a view.',
  },
  {
    pattern: /Unknown write mode:([^\n]*)/,
    code: 'write_mode_unsupported',
    message: ([, mode]) => `The database cannot be written in mode "${mode ?? ''}"`,
    remedy: 'Use insert or update; replace only where the connector offers it.',
  },
];

const fromDocument: readonly FailureRule[] = [
  {
    pattern: /NumberFormatException: (?:For input string: ("[^"\n]*")|text does not start with a number)/,
    code: 'setting_invalid',
    message: ([, text]) => `A setting that must be a number is not one${text === undefined ? '' : `: ${text}`}`,
    remedy: 'Check flinkConfiguration of the version: max-rows and intervals need numbers.',
  },
  {
    pattern: /jdbc\.(\w+) can not be null/,
    code: 'setting_invalid',
    message: ([, key]) => `The collector of dirty rows needs chunjun.dirty-data.jdbc.${key ?? ''}`,
    remedy: 'Add it to flinkConfiguration of the version.',
  },
  {
    pattern:
      /Expected (?:an? )?\w+ but was |JsonSyntaxException|in (?:the )?task script is empty|URLDecoder: |restore column|(?:column argument error|columns can not be empty)|cannot be cast to class|polling and useMaxFunc/,
    code: 'document_refused',
    message: always('Chunjun refused the job document'),
    remedy: 'The root cause names the place in the document; correct the version.',
  },
];

const fromFlink: readonly FailureRule[] = [
  {
    pattern:
      /NoResourceAvailableException|Could not acquire the minimum required resources|request bulk is not fulfillable/,
    code: 'no_slots',
    message: always('Flink found no free task slots in time'),
    remedy: 'Use fewer channels, wait for other runs, or give the cluster more TaskManagers.',
  },
  {
    pattern:
      /Heartbeat of TaskManager|TaskManager with id \S+ is no longer reachable|remote task manager|Lost connection to task manager|The assigned slot \S+ was removed|has no more allocated slots/,
    code: 'task_manager_lost',
    message: always('A TaskManager went away while the job ran'),
    remedy: 'Look why it ended (memory, eviction, restart); then run the job again.',
  },
  {
    pattern: /Exceeded checkpoint tolerable failure threshold|Checkpoint expired before completing/,
    code: 'checkpoint_failed',
    message: always('Checkpoints of the job failed'),
    remedy: 'Check where checkpoints are stored, and lengthen checkpointIntervalMs.',
  },
];

export { fromCluster, fromData, fromDocument, fromFlink };
