import type { Diagnostic } from '../diagnostics.ts';
import { viewJob } from './job-view.ts';
import { parseDocument, type ParsedDocument } from './parse-document.ts';
import type { Rule } from './rule.ts';
import { columnCount, columns } from './rules/columns.ts';
import { confProp } from './rules/conf-prop.ts';
import { dataDamage, refusedTypes } from './rules/data-damage.ts';
import { incremental, keyColumnTypes } from './rules/incremental.ts';
import { jdbcColumns } from './rules/jdbc-columns.ts';
import { jdbcConnection, sameTable } from './rules/jdbc-connection.ts';
import { jsonTyping } from './rules/json-typing.ts';
import { knownColumns, whereColumns } from './rules/known-columns.ts';
import { brokenPlugins, clusterPlugins, names } from './rules/names.ts';
import { changeReaders, otherConnectors } from './rules/other-connectors.ts';
import { parameters } from './rules/parameters.ts';
import { programArguments, replaceParameters, replacements } from './rules/program-arguments.ts';
import { ignoredSettings, restore, unknownKeys } from './rules/settings.ts';
import { blockTypes, duplicateKeys, sides, skeleton, topLevelKeys } from './rules/shapes.ts';
import { fetchSize, speed, split } from './rules/speed.ts';
import { stream } from './rules/stream.ts';
import { nameMapping, transformer } from './rules/transformer.ts';
import { readerProperties, where } from './rules/where.ts';
import { semanticWord, writeModes } from './rules/write-modes.ts';
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
  parameters,
  columns,
  knownColumns,
  columnCount,
  jdbcConnection,
  jdbcColumns,
  sameTable,
  where,
  whereColumns,
  readerProperties,
  split,
  incremental,
  keyColumnTypes,
  fetchSize,
  writeModes,
  semanticWord,
  speed,
  restore,
  ignoredSettings,
  transformer,
  nameMapping,
  stream,
  otherConnectors,
  changeReaders,
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
 * with syntax errors gets those alone. Errors first, each place and code once. Pointers are RFC 6901 into the document; those of confProp and of the program
 * arguments begin with `/confProp` and `/programArguments`, keys that no document has.
 */
export function validateDocument(parsed: ParsedDocument, context: ValidationContext = {}): Diagnostic[] {
  const values = replacements(context.programArguments);
  const replaced = values.size === 0 ? parsed : parseDocument(replaceParameters(parsed.text, values));
  const found = [...replaced.diagnostics];
  const isReadable = found.every(({ level }) => level !== 'error');
  if (replaced.root !== null && isReadable) {
    const job = viewJob(replaced.root, context);
    for (const rule of rules) found.push(...rule(job));
  }
  const unique = new Map(found.toReversed().map((each) => [`${each.code} ${each.pointer}`, each]));
  const sorted = [...unique.values()].reverse().sort((a, b) => order[a.level] - order[b.level]);
  return sorted.length <= mostDiagnostics ? sorted : [...sorted.slice(0, mostDiagnostics), cut(sorted.length)];
}

function cut(all: number): Diagnostic {
  const message = `${all - mostDiagnostics} more findings are left out.`;
  return { level: 'info', code: 'more_findings', pointer: '', message, remedy: 'Correct these first.' };
}
