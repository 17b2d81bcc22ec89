import type { Diagnostic } from '../diagnostics.ts';
import type { ParameterData } from './connector-data.ts';
import { isOpen, type DocumentNode } from './document-node.ts';
import { error, quoted, warning } from './rule.ts';

const ranges: Readonly<Record<string, readonly [least: bigint, most: bigint]>> = {
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Whether a value fits the field it is read into. `lenient`: read by Jackson, which cuts fractions. */
export function* checkValue(
  node: DocumentNode,
  { name, type }: Pick<ParameterData, 'name' | 'type'>,
  lenient = false,
): Generator<Diagnostic> {
  switch (type) {
    case 'string':
      if (node.kind === 'array' || node.kind === 'object')
        yield wrong(node, name, 'a text', 'verdicts/str-where-array');
      return;
    case 'bool':
      yield* checkFlag(node, name, lenient);
      return;
    case 'int':
    case 'long':
      yield* checkInteger(node, name, type, lenient);
      return;
    case 'char':
      if (node.kind !== 'string' || node.text.length !== 1) yield wrong(node, name, 'one character', 'contract §5');
      return;
    case 'object':
      // Gson reads an empty list as an empty map.
      if (node.kind === 'object' || (node.kind === 'array' && node.items.length === 0)) return;
      yield wrong(node, name, 'an object', 'contract §5 JSON typing');
      return;
    default:
      if (type.startsWith('array')) yield* checkList(node, name, /<(\w+)>/.exec(type)?.[1], lenient);
  }
}

function* checkList(node: DocumentNode, name: string, of: string | undefined, lenient: boolean): Generator<Diagnostic> {
  if (node.kind !== 'array') {
    yield wrong(node, name, 'a list', listFacts[name] ?? 'contract §5 JSON typing');
    return;
  }
  if (of === undefined) return;
  for (const item of node.items) if (!isOpen(item)) yield* checkValue(item, { name, type: of }, lenient);
}

const listFacts: Readonly<Record<string, string>> = {
  uniqueKey: 'verdicts/m2m-update-uniquekey-string',
  column: 'verdicts/m2m-column-star-string',
};

function* checkFlag(node: DocumentNode, name: string, lenient: boolean): Generator<Diagnostic> {
  if (node.kind === 'boolean') return;
  if (node.kind === 'string') {
    if (/^(?:true|false)$/i.test(node.text)) return;
    const message = `${quoted(node.text)} counts as false: Chunjun takes the text "true" alone for true.`;
    yield warning('flag_word', node.pointer, message, 'Write true or false.', 'verdicts/bool-allreplace-word');
  } else if (node.kind === 'number' && lenient) {
    const message = `${name} is a number; 0 is read as false and any other as true.`;
    yield warning('flag_word', node.pointer, message, 'Write true or false.', 'contract §5 JSON typing');
  } else if (node.kind !== 'null') {
    yield wrong(node, name, 'true or false', 'verdicts/bool-polling-number');
  }
}

/** Digits in a text count; 10.0 counts as 10, also 1e0 where exponents are read at all. */
export function* checkInteger(
  node: DocumentNode,
  name: string,
  type: 'int' | 'long',
  lenient = false,
): Generator<Diagnostic> {
  // A word without quotes and an exponent inside `parameter` have rules of their own.
  if (node.kind === 'bare' || node.kind === 'null') return;
  if (node.kind !== 'number' && node.kind !== 'string') {
    yield wrong(node, name, 'a whole number', 'verdicts/num-querytimeout-bool');
    return;
  }
  const value = wholeNumber(node.text);
  if (value === 'fraction' && lenient) {
    const message = `${name} is ${node.text}; what is behind the point is cut off.`;
    yield warning('fraction', node.pointer, message, 'Write a whole number.', 'contract §5 JSON typing');
  } else if (typeof value !== 'bigint') {
    yield wrong(node, name, 'a whole number', `verdicts/num-batchsize-${value}`);
  } else {
    const [least, most] = ranges[type] ?? [value, value];
    if (value >= least && value <= most) return;
    const fact = type === 'int' ? 'verdicts/num-batchsize-huge' : 'verdicts/number-bigint';
    const message = `${name} is ${quoted(node.text)}, beyond ${type} (${least} to ${most}); Chunjun refuses the job.`;
    yield error('out_of_range', node.pointer, message, 'Write a smaller number.', fact);
  }
}

function wholeNumber(text: string): bigint | 'fraction' | 'word' {
  const match = /^\s*([-+]?\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?\s*$/.exec(text);
  if (match === null) return 'word';
  const [, digits = '', behind = '', exponent] = match;
  if (exponent !== undefined) {
    const value = Number(text);
    return Number.isSafeInteger(value) ? BigInt(value) : 'fraction';
  }
  return /^0*$/.test(behind) ? BigInt(digits) : 'fraction';
}

function wrong(node: DocumentNode, name: string, expected: string, fact: string): Diagnostic {
  const shown = node.kind === 'object' ? 'an object' : node.kind === 'array' ? 'a list' : quoted(node.text);
  const message = `${name} is ${shown}; Chunjun expects ${expected} and refuses the job.`;
  const remedy = name === 'updateKey' ? 'Name the key columns in uniqueKey, a list.' : `Write ${expected}.`;
  return error('wrong_type', node.pointer, message, remedy, fact);
}
