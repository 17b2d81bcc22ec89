import { readdirSync, readFileSync } from 'node:fs';
import { fromValue, parseDocument, type ParsedDocument } from '../../../gateway/chunjun/validate/parse-document.ts';
import type { ExtraJar, ValidationContext } from '../../../gateway/chunjun/validate/validation-context.ts';

/** A recorded run of the real Chunjun 1.12.8, see the README beside the recordings for the fields. */
export interface RecordedCase {
  readonly id: string;
  readonly document: unknown;
  readonly documentText?: string;
  readonly rawJob?: boolean;
  readonly confProp: Record<string, unknown>;
  readonly confPropText?: string;
  readonly args?: Record<string, string | null>;
  readonly bundle: string;
  readonly setup: { readonly mariadb?: readonly string[]; readonly postgresql?: readonly string[] };
  readonly verdict: 'succeeded' | 'refused_at_submit' | 'failed_at_run' | 'runs_forever';
  readonly message: string | null;
}

/** `verdicts/`: what the gateway's own builder would write; `verdicts/rest/`: everything else that was run. */
export function readRecordedCases(): RecordedCase[] {
  return ['../../fixtures/verdicts/', '../../fixtures/verdicts/rest/'].flatMap((folder) => {
    const url = new URL(folder, import.meta.url);
    return readdirSync(url)
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(new URL(file, url), 'utf8')) as RecordedCase);
  });
}

export function documentOf({ document, documentText }: RecordedCase): ParsedDocument {
  return documentText === undefined ? fromValue(document) : parseDocument(documentText);
}

const basePlugins = ['stream', 'mysql', 'postgresql'];
/** What the job jar of a recording held beside the base plugins. */
const bundles: Readonly<Record<string, { plugins: readonly string[]; jars: readonly ExtraJar[] }>> = {
  base: { plugins: [], jars: [] },
  prom: { plugins: [], jars: ['metrics/prometheus'] },
  dirty: { plugins: [], jars: ['dirty-data-collector/log', 'dirty-data-collector/mysql', 'guava'] },
  kafka: { plugins: ['kafka'], jars: ['guava'] },
  http: { plugins: ['http'], jars: ['httpclient'] },
  hdfs: { plugins: ['hdfs'], jars: ['hadoop-client'] },
  ftp: { plugins: ['ftp'], jars: [] },
  redis: { plugins: ['redis'], jars: [] },
};
/** `…-without-guava`, `…-without-hadoop`: the same bundle less this jar. */
const without: Readonly<Record<string, ExtraJar>> = {
  guava: 'guava',
  hadoop: 'hadoop-client',
  httpclient: 'httpclient',
};

/** What a gateway knows when it submits the case: Java 17, the plugins of the bundle, the tables' column types. */
export function contextOf(recorded: RecordedCase): ValidationContext {
  const { id, bundle, confProp, confPropText, args } = recorded;
  // `core`: no plugin in the jar, they come from the distribution directory.
  const held = bundles[bundle];
  const lacking = without[id.split('-without-')[1] ?? ''];
  const rawJob = recorded.rawJob ? { '-job': JSON.stringify(recorded.document) } : {};
  return {
    ...(confPropText === undefined ? { confProp } : { confPropText }),
    programArguments: { ...args, ...rawJob },
    ...(held && { plugins: new Set([...basePlugins, ...held.plugins]) }),
    ...(held && { extraJars: new Set(held.jars.filter((jar) => jar !== lacking)) }),
    javaVersion: 17,
    columnTypes: columnTypesOf(recorded),
  };
}

function columnTypesOf({ document, setup }: RecordedCase): NonNullable<ValidationContext['columnTypes']> {
  const tables = new Map<string, Map<string, string>>();
  for (const sql of [...(setup.mariadb ?? []), ...(setup.postgresql ?? [])]) {
    const [, name, body] = /^\s*CREATE TABLE (?:IF NOT EXISTS )?(\S+)\s*\(([\s\S]*)\)[^)]*$/i.exec(sql) ?? [];
    if (name !== undefined && body !== undefined) tables.set(bareName(name), columnsOfDdl(body));
  }
  const typesOf = (side: 'reader' | 'writer') => {
    const name = (document as Loose)?.job?.content?.[0]?.[side]?.parameter?.connection?.[0]?.table;
    const table: unknown = Array.isArray(name) ? name[0] : name;
    return typeof table === 'string' ? tables.get(bareName(table)) : undefined;
  };
  const [reader, writer] = [typesOf('reader'), typesOf('writer')];
  return { ...(reader && { reader }), ...(writer && { writer }) };
}

interface Loose {
  job?: { content?: Record<'reader' | 'writer', { parameter?: { connection?: { table?: unknown }[] } }>[] };
}

const bareName = (name: string) => name.split('.').at(-1)?.replace(/[`"]/g, '') ?? name;

/** `id BIGINT PRIMARY KEY, name VARCHAR(64)` → id BIGINT, name VARCHAR(64). */
function columnsOfDdl(body: string): Map<string, string> {
  const columns = new Map<string, string>();
  for (const part of body.split(/,(?![^()]*\))/)) {
    const [, name, type] = /^\s*(`[^`]+`|"[^"]+"|\w+)\s+(.*)$/s.exec(part) ?? [];
    if (name === undefined || type === undefined || /^(?:primary|unique|key|index)$/i.test(name)) continue;
    columns.set(
      name.replace(/[`"]/g, ''),
      type.replace(/\s+(?:primary key|not null|null|auto_increment|default|unique).*$/i, '').trim(),
    );
  }
  return columns;
}
