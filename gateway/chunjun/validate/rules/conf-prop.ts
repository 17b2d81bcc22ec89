import type { Diagnostic } from '../../diagnostics.ts';
import { at, given, textOf, type DocumentNode } from '../document-node.ts';
import type { JobView } from '../job-view.ts';
import { own } from '../own.ts';
import { fromValue, parseDocument } from '../parse-document.ts';
import { didYouMean, error, info, mostSuggestions, quoted, warning } from '../rule.ts';
import type { ExtraJar, ValidationContext } from '../validation-context.ts';
import { checkConfKeys } from './conf-keys.ts';
import { confPropPointer } from './conf-pointer.ts';
import { words } from './shapes.ts';

const prefix = 'chunjun.dirty-data';

export function* confProp(job: JobView): Generator<Diagnostic> {
  const { node, diagnostics } = readConfProp(job.context);
  yield* diagnostics;
  if (node === null) return;
  if (node.kind !== 'object') {
    yield error(
      'conf_prop_shape',
      confPropPointer,
      `confProp is ${words[node.kind]}; Chunjun expects an object and refuses the job.`,
      'Write a flat object of settings.',
      'verdicts/confprop-bad-json',
    );
    return;
  }
  let unknown = 0;
  for (const { key, value } of node.members) {
    yield* entry(key, value);
    if (key.startsWith(`${prefix}.`) && unknown < mostSuggestions && !dirtyKeys.includes(key)) {
      unknown += 1;
      yield unknownDirtyKey(key);
    }
  }
  const written = { ...node, members: node.members.filter(({ key }) => job.context.derivedKeys?.has(key) !== true) };
  yield* checkConfKeys(written);
  yield* maxRows(written);
  // What the cluster has to have for a setting has to be said even so.
  yield* collector(node, job.context.extraJars);
}

/** The settings that Chunjun will see; null when there are none or they cannot be read. */
export function confPropOf(context: ValidationContext): DocumentNode | null {
  return readConfProp(context).node;
}

function readConfProp(context: ValidationContext): { node: DocumentNode | null; diagnostics: Diagnostic[] } {
  if (context.confPropText === undefined) {
    const { confProp: value } = context;
    return { node: value === undefined ? null : fromValue(value).root, diagnostics: [] };
  }
  if (context.confPropText.trim() === '') return { node: null, diagnostics: [] };
  const { text, diagnostics } = urlDecoded(context.confPropText, confPropPointer, 'verdicts/confprop-raw-percent');
  if (text === null) return { node: null, diagnostics };
  const parsed = parseDocument(text);
  const problems = parsed.diagnostics.filter(({ level }) => level === 'error');
  if (problems.length === 0) return { node: parsed.root, diagnostics };
  return {
    node: null,
    diagnostics: [
      ...diagnostics,
      error(
        'conf_prop_shape',
        confPropPointer,
        'confProp is no JSON object; Chunjun refuses the job.',
        'Write a flat JSON object of settings.',
        'verdicts/confprop-bad-json',
      ),
    ],
  };
}

/** What Chunjun's URLDecoder makes of an argument; text null when it throws. */
export function urlDecoded(
  argument: string,
  pointer: string,
  fact: string,
): { text: string | null; diagnostics: Diagnostic[] } {
  const remedy = 'Pass it through encodeURIComponent.';
  if (/%(?![0-9a-fA-F]{2})/.test(argument)) {
    const message = 'Chunjun URL-decodes this argument and stops at a % that begins no escape.';
    return { text: null, diagnostics: [error('not_url_encoded', pointer, message, remedy, fact)] };
  }
  const diagnostics: Diagnostic[] = [];
  if (argument.includes('+') && /[\s"{}]/.test(argument)) {
    const message = 'Chunjun URL-decodes this argument: every + becomes a space.';
    diagnostics.push(warning('not_url_encoded', pointer, message, remedy, 'contract §1'));
  }
  try {
    return { text: decodeURIComponent(argument.replaceAll('+', ' ')), diagnostics };
  } catch {
    return { text: null, diagnostics };
  }
}

const dirtyKeys = [
  'output-type',
  'max-rows',
  'max-collect-failed-rows',
  'log.print-interval',
  'dir',
  ...['url', 'username', 'password', 'database', 'table', 'batch-size', 'batch-flush-interval'].map(
    (key) => `jdbc.${key}`,
  ),
].map((key) => `${prefix}.${key}`);

function unknownDirtyKey(key: string): Diagnostic {
  const near = didYouMean(key, dirtyKeys);
  const remedy = near === undefined ? 'Remove it.' : `Did you mean ${near}?`;
  const message = `Chunjun does not read ${quoted(key)} and ignores it.`;
  return warning('ignored_key', at(confPropPointer, key), message, remedy, 'contract §1 dirty data');
}

function* entry(key: string, value: DocumentNode): Generator<Diagnostic> {
  const pointer = at(confPropPointer, key);
  if (['array', 'object', 'null'].includes(value.kind)) {
    yield error(
      'conf_prop_value',
      pointer,
      `${quoted(key)} is ${words[value.kind]}; Chunjun takes texts, numbers and flags only and refuses the job.`,
      value.kind === 'null' ? 'Leave the key out.' : 'Write dotted keys: {"a.b": "1"}.',
      `verdicts/confprop-${value.kind === 'null' ? 'null-value' : value.kind === 'array' ? 'array' : 'nested'}`,
    );
    return;
  }
}

const countKeys = [
  'max-rows',
  'max-collect-failed-rows',
  'log.print-interval',
  'jdbc.batch-size',
  'jdbc.batch-flush-interval',
];

/** `-confProp` counts per subtask and operator; 0 and 1 both fail at the first dirty row. */
function* maxRows(node: DocumentNode): Generator<Diagnostic> {
  for (const key of countKeys.map((name) => `${prefix}.${name}`)) {
    const text = textOf(given(node, key));
    if (text === undefined) continue;
    const pointer = at(confPropPointer, key);
    if (!/^[-+]?\d{1,100}$/.test(text)) {
      const fact = text === '' ? 'verdicts/dirty-max-empty' : 'verdicts/confprop-max-rows-word';
      const message = `${quoted(text)} is no whole number; Chunjun stops with NumberFormatException.`;
      yield error('dirty_max_rows', pointer, message, 'Write a whole number; negative for no limit.', fact);
    } else if (BigInt(text.replace('+', '')) !== BigInt.asIntN(64, BigInt(text.replace('+', '')))) {
      const message = `${quoted(text)} is beyond a 64-bit number; Chunjun stops with NumberFormatException.`;
      yield error('dirty_max_rows', pointer, message, 'Write a smaller number.', 'verdicts/confprop-max-rows-word');
    } else if (Number(text) === 1 && key.includes('.max-')) {
      const message = '1 tolerates no dirty row, like 0: the task fails when the count reaches the number.';
      yield info(
        'dirty_max_rows',
        pointer,
        message,
        'Write n + 1 to tolerate n dirty rows.',
        'verdicts/dirty-max1-1bad',
      );
    }
  }
}

const jars: Readonly<Record<string, readonly ExtraJar[]>> = {
  default: [],
  log: ['dirty-data-collector/log'],
  mysql: ['dirty-data-collector/mysql', 'guava'],
  jdbc: ['dirty-data-collector/mysql', 'guava'],
};

function* collector(node: DocumentNode, extraJars: ReadonlySet<ExtraJar> | undefined): Generator<Diagnostic> {
  const type = textOf(given(node, `${prefix}.output-type`));
  if (type === undefined) return;
  const pointer = at(confPropPointer, `${prefix}.output-type`);
  const needed = own(jars, type);
  if (needed === undefined) {
    const message = `There is no collector ${quoted(type)}; the job fails as it starts, even without a dirty row.`;
    yield error(
      'dirty_collector',
      pointer,
      message,
      'Write default, log or mysql.',
      'verdicts/dirty-unknown-collector',
    );
    return;
  }
  for (const jar of needed) {
    if (extraJars?.has(jar)) continue;
    const level = extraJars === undefined ? warning : error;
    const fact =
      jar === 'guava' ? 'verdicts/dirty-mysql-collector-without-guava' : 'verdicts/dirty-log-collector-nojar-clean';
    const message = `The collector ${type} needs ${jar} on the cluster; without, the job fails with ClassNotFoundException.`;
    yield level('dirty_collector', pointer, message, 'Deploy it, or use the default collector.', fact);
  }
  if (type !== 'mysql' && type !== 'jdbc') return;
  for (const name of ['url', 'username', 'table']) {
    const key = `${prefix}.jdbc.${name}`;
    if ((textOf(given(node, key)) ?? '') !== '') continue;
    const message = `The collector ${type} needs ${key}; without, the job fails at run time (jdbc.${name} can not be null).`;
    yield error('dirty_collector', at(confPropPointer, key), message, 'Set it.', 'verdicts/dirty-mysql-no-table');
  }
}
