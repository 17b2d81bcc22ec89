import type { Diagnostic } from '../diagnostics.ts';
import { reachable } from './document-node.ts';
import { viewJob } from './job-view.ts';
import { parseDocument, type ParsedDocument } from './parse-document.ts';
import type { Rule } from './rule.ts';
import { changeReaders, changeStart, eventNames } from './rules/change-readers.ts';
import { columnCount, columns } from './rules/columns.ts';
import { confPropPointer } from './rules/conf-pointer.ts';
import { confProp, confPropOf } from './rules/conf-prop.ts';
import { dataDamage, refusedTypes } from './rules/data-damage.ts';
import { incremental, keyColumnTypes } from './rules/incremental.ts';
import { jdbcColumns } from './rules/jdbc-columns.ts';
import { jdbcConnection, sameTable } from './rules/jdbc-connection.ts';
import { jsonTyping } from './rules/json-typing.ts';
import { knownColumns, whereColumns } from './rules/known-columns.ts';
import { brokenPlugins, clusterPlugins, names } from './rules/names.ts';
import { readerLimits } from './rules/limits.ts';
import { metricPlugin, nameMapping, restoration } from './rules/mapping.ts';
import { otherConnectors } from './rules/other-connectors.ts';
import { placeholders } from './rules/placeholders.ts';
import { parameters } from './rules/parameters.ts';
import { argumentsPointer, programArguments, replaceParameters, replacements } from './rules/program-arguments.ts';
import { ignoredSettings, restore, unknownKeys } from './rules/settings.ts';
import { blockTypes, duplicateKeys, sides, skeleton, topLevelKeys } from './rules/shapes.ts';
import { constantKeys, fetchSize, speed, split } from './rules/speed.ts';
import { stream } from './rules/stream.ts';
import { transformer } from './rules/transformer.ts';
import { typedColumns } from './rules/typed-columns.ts';
import { readerProperties, where } from './rules/where.ts';
import { batchSize, semanticWord, writeModes } from './rules/write-modes.ts';
import { secretsOf } from './secrets.ts';
import type { ValidationContext } from './validation-context.ts';

const rules: readonly Rule[] = [
  skeleton,
  sides,
  blockTypes,
  duplicateKeys,
  topLevelKeys,
  unknownKeys,
  names,
  clusterPlugins,
  brokenPlugins,
  jsonTyping,
  placeholders,
  parameters,
  columns,
  typedColumns,
  knownColumns,
  columnCount,
  jdbcConnection,
  jdbcColumns,
  sameTable,
  where,
  whereColumns,
  readerProperties,
  split,
  constantKeys,
  incremental,
  keyColumnTypes,
  fetchSize,
  writeModes,
  batchSize,
  semanticWord,
  speed,
  restore,
  ignoredSettings,
  transformer,
  nameMapping,
  restoration,
  metricPlugin,
  stream,
  otherConnectors,
  changeReaders,
  changeStart,
  eventNames,
  readerLimits,
  refusedTypes,
  dataDamage,
  confProp,
  programArguments,
];

/** A list somebody can read; one wrong habit in 2,000 columns is one thing to learn. */
const mostDiagnostics = 200;

const order = { error: 0, warning: 1, info: 2 };

/**
 * What Chunjun 1.12.8 will make of a document, from the document alone and what the context knows: no network. A text
 * with syntax errors gets those alone. Errors first, each place and code once. Pointers are RFC 6901
 * into the document: what they name is there, or its parent is; those of confProp and of the program arguments begin
 * with `/confProp` and `/programArguments`, keys that no document has. Never throws; no text repeats a secret value.
 */
export function validateDocument(parsed: ParsedDocument, context: ValidationContext = {}): Diagnostic[] {
  const values = replacements(context.programArguments);
  const replaced = values.size === 0 ? parsed : parseDocument(replaceParameters(parsed.text, values));
  const found = [...replaced.diagnostics];
  const { root } = replaced;
  if (root === null || found.some(({ level }) => level === 'error')) return shown(found);
  const job = viewJob(root, context);
  for (const rule of rules) for (const each of rule(job)) found.push(each);
  const unique = new Map<string, Diagnostic>();
  const unfilled = new Set(found.filter(({ code }) => code === 'placeholder').map(({ pointer }) => pointer));
  for (const each of found) {
    // What else a placeholder would be is no news.
    if (unfilled.has(each.pointer) && each.code !== 'placeholder') continue;
    const placed = isInDocument(each) ? { ...each, pointer: reachable(root, each.pointer) } : each;
    const key = `${placed.code} ${placed.pointer}`;
    if (!unique.has(key)) unique.set(key, placed);
  }
  return shown([...unique.values()], unique.size === 0 ? [] : secretsOf([root, confPropOf(context)]));
}

const isInDocument = ({ pointer }: Diagnostic) =>
  !pointer.startsWith(confPropPointer) && !pointer.startsWith(argumentsPointer);

/** Errors first, not too many, nothing secret, nothing longer than a paragraph. */
function shown(found: readonly Diagnostic[], secrets: readonly string[] = []): Diagnostic[] {
  const sorted = found.toSorted((a, b) => order[a.level] - order[b.level]);
  const kept = sorted.length <= mostDiagnostics ? sorted : [...sorted.slice(0, mostDiagnostics), cut(sorted.length)];
  return kept.map((each) => ({
    ...each,
    message: clean(each.message, secrets),
    remedy: clean(each.remedy, secrets),
  }));
}

/** Characters of a message: it may quote names of any length. */
const longestText = 1000;

function clean(text: string, secrets: readonly string[]): string {
  const hidden = secrets.reduce((so, secret) => (so.includes(secret) ? so.replaceAll(secret, '***') : so), text);
  return hidden.length <= longestText ? hidden : `${hidden.slice(0, longestText)}…`;
}

function cut(all: number): Diagnostic {
  const message = `${all - mostDiagnostics} more findings are left out.`;
  return { level: 'info', code: 'more_findings', pointer: '', message, remedy: 'Correct these first.' };
}
