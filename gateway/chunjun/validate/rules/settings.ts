import type { Diagnostic } from '../../diagnostics.ts';
import { familyOf } from '../column-types.ts';
import { at, filledText, flagOf, given, isOpen, member, numberOf, type DocumentNode } from '../document-node.ts';
import { objectOf, settingPointer, typeOf, type JobView, type SideView } from '../job-view.ts';
import { didYouMean, error, mostSuggestions, quoted, warning } from '../rule.ts';
import { checkInteger, checkValue } from '../value-types.ts';

/** A time column is turned into SQL wrongly when the job goes on from a checkpoint, unless it is the increColumn. */
function* timeColumn(reader: SideView, pointer: string, name: string): Generator<Diagnostic> {
  const type = reader.isJdbc ? typeOf(reader, name) : undefined;
  if (type === undefined || familyOf(type) !== 'time' || filledText(reader.get('increColumn')) !== undefined) return;
  const message = `${name} is ${type}: going on from a checkpoint makes invalid SQL of a time column that is not the increColumn.`;
  const remedy = 'Take a numeric column, or name it in increColumn too.';
  yield warning('restore_time', pointer, message, remedy, 'contract §5 Incremental/polling');
}

/** The restore column has to be found among the reader's columns. */
export function* restore({ setting, reader }: JobView): Generator<Diagnostic> {
  const block = objectOf(given(setting, 'restore'));
  const pointer = at(settingPointer, 'restore');
  if (block === null) return;
  for (const key of ['isStream', 'isRestore']) {
    const node = given(block, key);
    if (node !== undefined && !isOpen(node)) yield* checkValue(node, { name: key, type: 'bool' });
  }
  for (const key of ['restoreColumnIndex', 'maxRowNumForCheckpoint']) {
    const node = given(block, key);
    if (node !== undefined && !isOpen(node)) yield* checkInteger(node, key, 'int');
  }
  const nameNode = given(block, 'restoreColumnName');
  const name = filledText(nameNode);
  const index = numberOf(given(block, 'restoreColumnIndex')) ?? -1;
  const names = reader.columns?.map((column) => column.name) ?? [];
  if (nameNode !== undefined && isOpen(nameNode)) return;
  if (nameNode !== undefined && name !== undefined) yield* timeColumn(reader, nameNode.pointer, name);
  if (flagOf(given(block, 'isRestore')) === true && flagOf(given(block, 'isStream')) !== true) {
    const message =
      'isRestore needs a restore column among the listed columns; Chunjun refuses the job (Can not find restore column).';
    const remedy = 'Name a listed column in restoreColumnName, or leave isRestore out: checkpoints do not need it.';
    if (reader.isStar) {
      yield error(
        'restore_column',
        nameNode?.pointer ?? pointer,
        `${message} ["*"] cannot work.`,
        remedy,
        'verdicts/restore-star',
      );
    } else if (name === undefined && names[index] === undefined) {
      yield error('restore_column', at(pointer, 'restoreColumnName'), message, remedy, 'verdicts/restore-no-column');
    } else if (name !== undefined && names.length > 0 && !names.includes(name)) {
      yield error('restore_column', at(pointer, 'restoreColumnName'), message, remedy, 'verdicts/restore-no-column');
    } else if (name !== undefined && index >= 0 && names[index] !== name) {
      const both = `restoreColumnIndex ${index} is not the column ${name}; Chunjun refuses the job.`;
      const right = names.indexOf(name);
      yield error(
        'restore_index',
        at(pointer, 'restoreColumnIndex'),
        both,
        `Write ${right}, or leave it out.`,
        'verdicts/restore-index-mismatch',
      );
    }
  } else if (reader.isJdbc && name !== undefined && !reader.isStar && names.length > 0 && !names.includes(name)) {
    const message = `restoreColumnName ${quoted(name)} is none of the columns; a JDBC reader looks it up even with isRestore false and the job is refused.`;
    yield error(
      'restore_column',
      at(pointer, 'restoreColumnName'),
      message,
      'Remove it, or list the column.',
      'verdicts/restore-off-name',
    );
  }
}

const ignoredBlocks: Readonly<
  Record<string, { readonly message: string; readonly remedy: string; readonly fact: string }>
> = {
  errorLimit: {
    message: 'Chunjun 1.12.8 has no errorLimit; the job fails at the first dirty row all the same.',
    remedy: 'Set chunjun.dirty-data.max-rows in confProp: n + 1 tolerates n rows. A percentage cannot be said.',
    fact: 'verdicts/dirty-errorlimit-ignored',
  },
  restart: {
    message: 'The restart block is parsed and never used; a failing job is not restarted.',
    remedy: 'Set restart-strategy and its attempts in confProp.',
    fact: 'verdicts/restart-block-failing',
  },
  log: {
    message: 'The log block is parsed and never used.',
    remedy: "Configure Flink's logging.",
    fact: 'contract §2',
  },
};

/** Blocks of `setting` that look effective. */
export function* ignoredSettings({ setting }: JobView): Generator<Diagnostic> {
  for (const [key, { message, remedy, fact }] of Object.entries(ignoredBlocks)) {
    const node = given(setting, key);
    if (node !== undefined) yield warning('ignored_setting', node.pointer, message, remedy, fact);
  }
  const restoreBlock = objectOf(given(setting, 'restore'));
  for (const key of ['restoreColumnType', 'maxRowNumForCheckpoint']) {
    const node = given(restoreBlock, key);
    if (node === undefined) continue;
    yield warning('ignored_setting', node.pointer, `${key} is not read.`, 'Remove it.', 'contract §2');
  }
}

const side = ['name', 'parameter', 'table', 'semantic', 'fieldNameList'];
const knownKeys: readonly [path: readonly string[], keys: readonly string[]][] = [
  [[], ['job', 'pluginRoot', 'remotePluginPath', 'savePointPath', 'syncJarList']],
  [['job'], ['content', 'setting']],
  [
    ['job', 'content', '0'],
    ['reader', 'writer', 'transformer', 'nameMapping', 'restoration'],
  ],
  [['job', 'content', '0', 'reader'], side],
  [['job', 'content', '0', 'writer'], side],
  [
    ['job', 'setting'],
    ['speed', 'restore', 'restart', 'log', 'errorLimit', 'metricPluginConf'],
  ],
  [
    ['job', 'setting', 'speed'],
    ['channel', 'readerChannel', 'writerChannel', 'bytes', 'rebalance'],
  ],
  [
    ['job', 'setting', 'restore'],
    [
      'isStream',
      'isRestore',
      'restoreColumnName',
      'restoreColumnIndex',
      'restoreColumnType',
      'maxRowNumForCheckpoint',
      'savePointPath',
    ],
  ],
  [
    ['job', 'setting', 'metricPluginConf'],
    ['pluginName', 'rowSizeCalculatorType', 'pluginProp'],
  ],
  [
    ['job', 'content', '0', 'nameMapping'],
    ['sourceName', 'identifierMappings', 'columnTypeMappings', 'casing'],
  ],
  [['job', 'content', '0', 'transformer'], ['transformSql']],
  [
    ['job', 'content', '0', 'restoration'],
    // `bathSize` is how Chunjun spells it.
    ['skipDDL', 'workerNum', 'workerSize', 'workerMax', 'bathSize', 'maxBytes', 'cacheTimeout', 'ddl', 'cache'],
  ],
];

/** Keys outside `parameter` that Chunjun does not know: silently ignored, letter case counts. */
export function* unknownKeys({ root }: JobView): Generator<Diagnostic> {
  for (const [path, keys] of knownKeys) {
    const node = path.reduce<DocumentNode | undefined>(
      (block, key) => (block?.kind === 'array' ? block.items[Number(key)] : member(block, key)),
      root,
    );
    if (node?.kind !== 'object') continue;
    const unknown = node.members.filter(({ key }) => !keys.includes(key));
    for (const { key, value } of unknown.slice(0, mostSuggestions)) {
      const near = didYouMean(key, keys);
      yield warning(
        'ignored_key',
        value.pointer,
        `Chunjun does not read ${quoted(key)} here and ignores it.`,
        near === undefined ? 'Remove it.' : `Did you mean ${near}?`,
        near?.toLowerCase() === key.toLowerCase() ? 'verdicts/key-case-channel' : 'verdicts/unknown-keys',
      );
    }
  }
}
