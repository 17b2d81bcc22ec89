/** Generated document texts: strict JSON, and the same with everything else that Chunjun's Gson reads. */
import fc from 'fast-check';
import type { DocumentNode } from '../../../gateway/chunjun/validate/document-node.ts';
import { anyText } from './arbitraries.ts';

type Tree =
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Tree])[] }
  | { readonly kind: 'array'; readonly items: readonly Tree[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string };

const key = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('job', 'content', 'reader', 'a', 'b', '1', '0') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'a/b', 'c~d', '~1', '/', '', '$ref', 'toString'),
  },
  { weight: 2, arbitrary: anyText(8) },
);

const digits = (maxLength: number) => fc.stringMatching(/^[0-9]+$/, { maxLength });
const number = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(
      fc.constant('0'),
      fc.tuple(fc.integer({ min: 1, max: 9 }), digits(40)).map((parts) => parts.join('')),
    ),
    fc.option(
      digits(12).map((behind) => `.${behind}`),
      { nil: '' },
    ),
    fc.option(
      fc.tuple(fc.constantFrom('e', 'E', 'e+', 'e-'), fc.integer({ min: 0, max: 400 })).map((parts) => parts.join('')),
      { nil: '', freq: 3 },
    ),
  )
  .map((parts) => parts.join(''));

const strictWord = fc.oneof(number, fc.constantFrom('true', 'false', 'null'));
/** What only Gson reads. */
const lenientWord = fc.constantFrom(
  'NaN',
  '-Infinity',
  'Infinity',
  '${n}',
  'abc',
  'TRUE',
  'Null',
  '+5',
  '01',
  '1.',
  'x-y',
);

function tree(word: fc.Arbitrary<string>): fc.Arbitrary<Tree> {
  const { root } = fc.letrec<{ root: Tree; leaf: Tree; list: Tree; map: Tree }>((tie) => ({
    root: fc.oneof({ maxDepth: 12, depthSize: 'medium' }, tie('leaf'), tie('list'), tie('map')),
    leaf: fc.oneof(
      word.map((text): Tree => ({ kind: 'word', text })),
      anyText().map((text): Tree => ({ kind: 'string', text })),
    ),
    list: fc.array(tie('root'), { maxLength: 5 }).map((items): Tree => ({ kind: 'array', items })),
    map: fc.array(fc.tuple(key, tie('root')), { maxLength: 6 }).map((members): Tree => ({ kind: 'object', members })),
  }));
  return fc
    .tuple(root, fc.nat({ max: 60 }))
    .map(([inner, levels]) =>
      Array.from({ length: levels }).reduce<Tree>((at) => ({ kind: 'array', items: [at] }), inner),
    );
}

/** How one document is written down: a stream of choices. */
type Choose = (count: number) => number;

function write(node: Tree, choose: Choose, lenient: boolean): string {
  const space = () => (lenient ? spaces[choose(spaces.length)] : strictSpaces[choose(strictSpaces.length)]) ?? '';
  const quotes = (text: string): string => {
    if (lenient && choose(4) === 0 && !/[\\\n]/.test(text)) return `'${text.replaceAll("'", "\\'")}'`;
    return choose(3) === 0 ? escapeAll(text) : JSON.stringify(text);
  };
  const list = (parts: readonly string[]) =>
    `${parts.map((part) => `${space()}${part}${space()}`).join(',')}${lenient && parts.length > 0 && choose(5) === 0 ? ',' : ''}`;
  switch (node.kind) {
    case 'object':
      return `{${list(node.members.map(([name, value]) => `${lenient && /^[a-z]+$/.test(name) && choose(3) === 0 ? name : quotes(name)}${space()}:${space()}${write(value, choose, lenient)}`))}}`;
    case 'array':
      return `[${list(node.items.map((item) => write(item, choose, lenient)))}]`;
    case 'string':
      return quotes(node.text);
    case 'word':
      return node.text;
  }
}

const strictSpaces = ['', '', '', ' ', '\n', '\r\n\t'];
const spaces = [...strictSpaces, '/* } " */', '// ] \' "\n', '# {\n'];

const escapeAll = (text: string): string =>
  `"${Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')}"`;

function chooser(choices: readonly number[]): Choose {
  let next = 0;
  return (count) => (choices[next++ % choices.length] ?? 0) % count;
}

const choices = fc.array(fc.nat({ max: 1000 }), { minLength: 7, maxLength: 40 });

/** Text that Gson reads: comments, other quotes, trailing commas, words, duplicate keys. */
export const documentText: fc.Arbitrary<string> = fc
  .tuple(tree(fc.oneof(strictWord, lenientWord)), choices)
  .map(([node, list]) => write(node, chooser(list), true));

/** JSON text in no particular layout, and the value that it says. */
export const strictDocument: fc.Arbitrary<{ readonly text: string; readonly value: unknown }> = fc
  .tuple(tree(strictWord), choices)
  .map(([node, list]) => write(node, chooser(list), false))
  .map((text) => ({ text, value: JSON.parse(text) as unknown }));

/** A tree without positions, of duplicate keys the last one, bare words as the texts they become. */
export function meaningOf(node: DocumentNode): unknown {
  const { kind, text, pointer } = node;
  if (kind === 'object') {
    return [kind, pointer, ...new Map(node.members.map((each) => [each.key, meaningOf(each.value)]))];
  }
  if (kind === 'array') return [kind, pointer, ...node.items.map(meaningOf)];
  return [kind === 'bare' ? 'string' : kind, pointer, text];
}
