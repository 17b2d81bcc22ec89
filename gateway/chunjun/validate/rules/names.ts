import type { Diagnostic } from '../../diagnostics.ts';
import { connectorData, unavailable, type ConnectorData } from '../connector-data.ts';
import { at, given, isOpen } from '../document-node.ts';
import type { JobView, SideView } from '../job-view.ts';
import { own } from '../own.ts';
import { didYouMean, error, quoted, warning } from '../rule.ts';
import type { ExtraJar } from '../validation-context.ts';
import { filledText } from '../document-node.ts';

const endings = { reader: 'reader or source', writer: 'writer or sink' };

/** Plugin names: ending, letter case, and whether 1.12.8 has such a plugin at all. */
export function* names(job: JobView): Generator<Diagnostic> {
  yield* nameOf(job.reader);
  yield* nameOf(job.writer);
}

function* nameOf(side: SideView): Generator<Diagnostic> {
  const { name, prefix } = side;
  const node = given(side.node, 'name');
  if (node === undefined || isOpen(node)) return;
  const pointer = at(side.pointer, 'name');
  if (name === undefined || prefix === undefined || prefix === '') {
    yield error(
      'plugin_name',
      pointer,
      `${quoted(node.text)} is no ${side.side} name: Chunjun cuts it at ${endings[side.side]} (lower case, as the last letters) and fails without.`,
      `Write for example mysql${side.side}.`,
      nameFact(node.text),
    );
    return;
  }
  if (side.data !== undefined) {
    if (name !== name.toLowerCase()) {
      yield warning(
        'plugin_name_case',
        pointer,
        `${quoted(name)} works with the plugins on the class path only: the directory of a distribution is looked up as written.`,
        `Write ${name.toLowerCase()}.`,
        'verdicts/name-mixed-prefix',
      );
    }
    return;
  }
  const known = own(unavailable, prefix.toLowerCase());
  if (known !== undefined) {
    yield error(
      'plugin_absent',
      pointer,
      `${prefix} ${known.why}; Chunjun stops with ClassNotFoundException.`,
      known.instead,
      `verdicts/plugin-${prefix.toLowerCase()}-reader, contract §5`,
    );
  } else if (side.connector !== undefined) {
    yield error(
      'plugin_side',
      pointer,
      `${side.connector.name} has no ${side.side} at 1.12.8; Chunjun stops with ClassNotFoundException.`,
      otherSide(side.connector.name, side.side),
      'contract §5',
    );
  } else {
    const near = didYouMean(prefix.trim(), namesOf(side.side));
    yield error(
      'plugin_unknown',
      pointer,
      `Chunjun 1.12.8 has no plugin ${quoted(name)}; it stops with ClassNotFoundException.`,
      near === undefined ? 'Take one of the connectors of the distribution.' : `Did you mean ${near}${side.side}?`,
      prefix === prefix.trim() ? 'verdicts/plugin-nosuch-reader' : 'verdicts/name-blank-inside',
    );
  }
}

function nameFact(name: string): string {
  if (name === '') return 'verdicts/reader-name-blank';
  return name === name.trim() ? 'verdicts/name-reader-is-writer' : 'verdicts/name-blank-inside';
}

const namesOf = (side: 'reader' | 'writer') =>
  connectorData.filter((each) => each[side] !== null).flatMap(({ name, aliases }) => [name, ...aliases]);

function otherSide(connector: string, side: 'reader' | 'writer'): string {
  const readers: Readonly<Record<string, string>> = {
    hive: 'Read the files with hdfsreader (or hive3reader).',
    vertica11: 'There is no reader for Vertica.',
  };
  const remedy = side === 'reader' ? readers[connector] : undefined;
  return remedy ?? `Take another ${side}; ${connector} can only be the other side.`;
}

/** Plugins that are there and cannot work at this version. */
export function* brokenPlugins({ reader, writer, content, context }: JobView): Generator<Diagnostic> {
  const readerName = at(reader.pointer, 'name');
  const writerName = at(writer.pointer, 'name');
  if (writer.connector?.name === 'ftp') {
    yield error(
      'plugin_broken',
      writerName,
      'ftpwriter stops with a NullPointerException while the job is built: its field format is never set at 1.12.8.',
      'Write files with hdfs or s3.',
      'verdicts/ftp-writer',
    );
  }
  if (reader.connector?.name === 'socket') {
    yield error(
      'plugin_broken',
      readerName,
      'socketreader stops with a NullPointerException while the job is built: its field format is never set at 1.12.8.',
      'Put the data into Kafka or an HTTP service first.',
      'contract §5',
    );
  }
  if (writer.connector?.name === 'http' && writer.get('assert')?.text !== 'true') {
    yield error(
      'plugin_broken',
      writerName,
      'httpwriter makes every row dirty: no row converter is set at 1.12.8, so the job fails at its first row.',
      'Write to another target; only "assert": true (data assertion) gets past it.',
      'verdicts/http-writer',
    );
  }
  if (reader.connector?.name === 'kafka') {
    const message =
      'Every kafkareader job fails at its first record on Java 9 and above: ClassNotFoundException jdk.nashorn.internal.ir.debug.ObjectSizeCalculator.';
    const remedy = 'Run it on a cluster with Java 8.';
    const { javaVersion } = context;
    if (javaVersion === undefined)
      yield warning('java_version', readerName, message, remedy, 'verdicts/kafka-bad-rows');
    else if (javaVersion > 8) yield error('java_version', readerName, message, remedy, 'verdicts/kafka-bad-rows');
  }
  if (
    reader.connector?.name === 'mysqlcdc' &&
    filledText(given(given(content, 'transformer'), 'transformSql')) === undefined
  ) {
    yield warning(
      'plugin_broken',
      readerName,
      'mysqlcdcreader works with a transformer only: without one its rows have no size and the job fails (read in the source, not run).',
      'Use binlogreader, or a transformer with table.tableName on both sides.',
      'contract §5',
    );
  }
}

const needs: Readonly<Record<string, { readonly jar: ExtraJar; readonly fact: string }>> = {
  kafka: { jar: 'guava', fact: 'verdicts/README.md §5 class path of connectors' },
  http: { jar: 'httpclient', fact: 'verdicts/http-bundle-without-httpclient' },
  hdfs: { jar: 'hadoop-client', fact: 'verdicts/hdfs-bundle-without-hadoop' },
  hive: { jar: 'hadoop-client', fact: 'verdicts/hdfs-bundle-without-hadoop' },
  hive3: { jar: 'hadoop-client', fact: 'verdicts/hdfs-bundle-without-hadoop' },
};

/** Plugins and jars that the cluster has to have. */
export function* clusterPlugins({ reader, writer, context }: JobView): Generator<Diagnostic> {
  for (const side of [reader, writer]) {
    if (side.connector === undefined || side.data === undefined) continue;
    const pointer = at(side.pointer, 'name');
    if (context.plugins !== undefined && !context.plugins.has(side.connector.directory)) {
      yield error(
        'plugin_not_deployed',
        pointer,
        `The cluster's distribution has no connector/${side.connector.directory}; Chunjun stops with ClassNotFoundException.`,
        'Choose a cluster with this plugin, or deploy it there.',
        'verdicts/plugin-starrocks-reader',
      );
    }
    yield* extraJar(side.connector, pointer, context.extraJars);
  }
}

function* extraJar(
  connector: ConnectorData,
  pointer: string,
  extraJars: ReadonlySet<ExtraJar> | undefined,
): Generator<Diagnostic> {
  const need = needs[connector.name];
  if (need === undefined || extraJars?.has(need.jar)) return;
  const level = extraJars === undefined ? warning : error;
  yield level(
    'extra_jar',
    pointer,
    `${connector.name} needs ${need.jar} on the cluster's class path and its plugin does not carry it; without, the job fails with ClassNotFoundException.`,
    `Put ${need.jar} into the cluster's lib directory.`,
    need.fact,
  );
}
