import type { Diagnostic } from '../../diagnostics.ts';
import { at, filledText, flagOf, given, isOpen, textOf } from '../document-node.ts';
import { objectOf, settingPointer, type JobView, type SideView } from '../job-view.ts';
import { error, info, quoted, warning } from '../rule.ts';
import { checkValue } from '../value-types.ts';

const mapped = new Set(['binlog', 'oraclelogminer', 'sqlservercdc', 'pgwal']);
const casings = ['UNCHANGE', 'UPPER', 'LOWER'];

/** nameMapping is for readers that see changes of many tables. */
export function* nameMapping({ content, reader }: JobView): Generator<Diagnostic> {
  const node = given(content, 'nameMapping');
  const name = reader.connector?.name;
  if (node === undefined || name === undefined) return;
  for (const key of ['identifierMappings', 'columnTypeMappings']) {
    const block = given(node, key);
    if (block !== undefined && !isOpen(block)) yield* checkValue(block, { name: key, type: 'object' });
  }
  const casing = given(node, 'casing');
  const word = textOf(casing);
  if (casing !== undefined && word !== undefined && !casings.includes(word)) {
    const message = `Chunjun does not know the casing ${quoted(word)}; upper case counts.`;
    yield warning('unknown_word', casing.pointer, message, `Write one of ${casings.join(', ')}.`, 'contract §3');
  }
  if (mapped.has(name)) return;
  const source = given(node, 'sourceName');
  if (source !== undefined) {
    const message =
      'nameMapping.sourceName on a reader that is no CDC reader makes the job fail at run time with a NullPointerException.';
    yield error('name_mapping', source.pointer, message, 'Remove nameMapping.', 'verdicts/README.md §3 nameMapping');
    return;
  }
  const message = `nameMapping works for ${[...mapped].join(', ')} only; with ${name}reader it is ignored.`;
  yield warning('name_mapping', node.pointer, message, 'Remove it.', 'verdicts/README.md §3 nameMapping');
}

/** `restoration` replays DDL statements: with both parts, one shipped type, and a writer that runs DDL. */
export function* restoration({ content, contentPointer, writer }: JobView): Generator<Diagnostic> {
  const block = objectOf(given(content, 'restoration'));
  const runsDdl = writer.get('executeDdlAble');
  const parts = ['ddl', 'cache'].map((key) => ({ key, node: objectOf(given(block, key)) }));
  if (flagOf(runsDdl) === true && runsDdl !== undefined && parts[0]?.node === null) {
    const message = 'executeDdlAble does nothing without restoration.ddl.';
    yield warning('restoration', runsDdl.pointer, message, 'Add restoration, or leave it out.', 'contract §3');
  }
  if (block === null) return;
  const missing = parts.find(({ node }) => node === null);
  if (missing !== undefined) {
    const message = `restoration is off without ${missing.key}: it needs both ddl and cache.`;
    const pointer = at(contentPointer, 'restoration', missing.key);
    yield warning('restoration', pointer, message, `Add ${missing.key} with "type": "mysql".`, 'contract §3');
    return;
  }
  for (const { key, node } of parts) {
    const type = given(node, 'type');
    if (type !== undefined && (isOpen(type) || textOf(type) === 'mysql')) continue;
    const pointer = at(contentPointer, 'restoration', key, 'type');
    const message = `restoration.${key} has no type that 1.12.8 ships; its handler is not found and the job is refused.`;
    yield error('restoration', pointer, message, 'Write "type": "mysql".', 'contract §3');
  }
  if (writer.parameter !== null && flagOf(runsDdl) !== true) {
    const message =
      'The writer runs DDL statements with executeDdlAble only; without it they are held back for nothing.';
    const pointer = at(writer.parameterPointer, 'executeDdlAble');
    yield warning('restoration', pointer, message, 'Set "executeDdlAble": true.', 'contract §3');
  }
}

const calculators = ['objectSizeCalculator', 'toStringCalculator', 'undoCalculator', 'syncCalculator'];

/** `metricPluginConf`: read by incremental JDBC readers, and its calculator by transformers. */
export function* metricPlugin({ setting, content, reader }: JobView): Generator<Diagnostic> {
  const block = objectOf(given(setting, 'metricPluginConf'));
  if (block === null) return;
  const calculator = given(block, 'rowSizeCalculatorType');
  const word = textOf(calculator);
  const transforms = filledText(given(given(content, 'transformer'), 'transformSql')) !== undefined;
  const isWrong = word !== undefined && (!calculators.includes(word) || (transforms && word === 'syncCalculator'));
  if (isWrong && calculator !== undefined) {
    const message = transforms
      ? `With a transformer Chunjun does not take rowSizeCalculatorType ${quoted(word)} and refuses the job.`
      : `rowSizeCalculatorType ${quoted(word)} is not read: without a transformer the size is always counted the same way.`;
    const known = calculators.slice(0, 3).join(', ');
    const level = transforms ? error : warning;
    yield level('unknown_word', calculator.pointer, message, `Write one of ${known}.`, 'source: RowSizeCalculator');
  }
  const plugin = given(block, 'pluginName');
  const name = textOf(plugin);
  if (plugin === undefined || name === undefined) return;
  if (!loadsReporter(reader)) {
    const message = 'Only incremental JDBC readers load a metric plugin; here pluginName is not read.';
    yield info('ignored_setting', plugin.pointer, message, 'Remove it.', 'verdicts/metric-unknown');
  } else if (!['prometheus', 'mysql'].includes(name)) {
    const message = `1.12.8 ships no metric plugin ${quoted(name)}; the job fails at run time with ClassNotFoundException.`;
    yield error('metric_plugin', plugin.pointer, message, 'Write prometheus or mysql.', 'contract §2');
  } else if (name === 'mysql') {
    const properties = given(block, 'pluginProp');
    const missing = ['jdbcUrl', 'username', 'password', 'database', 'table'].find(
      (key) => given(properties, key) === undefined,
    );
    if (missing === undefined) return;
    const base = at(settingPointer, 'metricPluginConf', 'pluginProp');
    const pointer = properties === undefined ? base : at(base, missing);
    const message = `The metric plugin mysql needs pluginProp with ${missing}.`;
    yield error('metric_plugin', pointer, message, 'Set it, or set "initReporter": false.', 'contract §2');
  }
}

/** Incremental JDBC readers do, unless told not to. */
function loadsReporter(reader: SideView): boolean {
  const wish = reader.get('initReporter');
  return (
    reader.isJdbc &&
    filledText(reader.get('increColumn')) !== undefined &&
    (wish === undefined || flagOf(wish) === true)
  );
}
