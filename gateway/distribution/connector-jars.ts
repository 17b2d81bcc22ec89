import { connectorDescriptions } from '../connectors/descriptions/descriptions.ts';
import type { ExtraJar } from '../chunjun/validate/validation-context.ts';
import type { Distribution } from './model.ts';

/** Part of a jar's name to the directories below `connector/`, where the two differ in the official distribution. */
const oddNames: Readonly<Record<string, readonly string[]>> = {
  'hbase-1.4': ['hbase14'],
  // The same jar lies in both directories.
  kafka: ['kafka', 'upsert-kafka'],
};

/** Longest first: `mysqlcdc` is not a `mysql` of some branch. */
const knownNames = [
  ...Object.keys(oddNames),
  ...connectorDescriptions.flatMap(({ pluginDirectory }) => pluginDirectory ?? []),
].sort((a, b) => b.length - a.length);

/**
 * The plugin directories that a jar called so stands for: `chunjun-connector-hbase-1.4.jar` is `hbase14`. The jars of a
 * distribution carry no version; those of one's own build end with the branch's name (`-master.jar`). No connector: [].
 */
export function connectorDirectoriesOf(jarName: string): readonly string[] {
  const name = /^chunjun-connector-(.+)\.jar$/.exec(jarName)?.[1];
  // What several connectors share (jdbc-base): part of theirs, none itself.
  if (name === undefined || name.endsWith('-base')) return [];
  const known = knownNames.find((one) => name === one || name.startsWith(`${one}-`)) ?? name;
  return oddNames[known] ?? [known];
}

export const pluginExtras = [
  'metrics/prometheus',
  'metrics/mysql',
  'dirty-data-collector/log',
  'dirty-data-collector/mysql',
] as const satisfies readonly ExtraJar[];

const extraNames = /^chunjun-(metrics|dirty)-(?:data-collector-)?([a-z]+)(?:-.+)?\.jar$/;

/** `chunjun-dirty-log.jar` is `dirty-data-collector/log`; undefined for all other jars. */
export function extraPluginOf(jarName: string): ExtraJar | undefined {
  const [, kind, name] = extraNames.exec(jarName) ?? [];
  const directory = kind === 'dirty' ? 'dirty-data-collector' : kind;
  return pluginExtras.find((extra) => extra === `${directory}/${name}`);
}

/** The metric reporters and dirty data collectors of a distribution on disk. */
export function pluginExtrasOf(
  distribution: Pick<Distribution, 'metrics' | 'dirtyDataCollectors'>,
): ReadonlySet<ExtraJar> {
  const names = [
    ...[...distribution.metrics.keys()].map((name) => `metrics/${name}`),
    ...[...distribution.dirtyDataCollectors.keys()].map((name) => `dirty-data-collector/${name}`),
  ];
  return new Set(pluginExtras.filter((extra) => names.includes(extra)));
}
