import type { Diagnostic } from '../../diagnostics.ts';
import { isOpen, walk } from '../document-node.ts';
import type { JobView } from '../job-view.ts';
import { error, quoted } from '../rule.ts';
import { replacements } from './program-arguments.ts';

/** Number forms that the reader of `parameter` does not take, and words without quotes. */
export function* jsonTyping({ root, reader, writer, context }: JobView): Generator<Diagnostic> {
  for (const parameter of [reader.parameter, writer.parameter]) {
    if (parameter === null) continue;
    for (const node of walk(parameter)) {
      if (node.kind !== 'number' || !/e/i.test(node.text)) continue;
      yield error(
        'number_exponent',
        node.pointer,
        `${quoted(node.text)}: inside parameter Chunjun stops at a number with an exponent (NumberFormatException).`,
        'Write the digits out.',
        'verdicts/README.md §5 JSON: 1e5',
      );
    }
  }
  const values = replacements(context.programArguments);
  for (const node of walk(root)) {
    if (node.kind === 'bare' && !isOpen(node)) {
      yield error(
        'not_a_number',
        node.pointer,
        `${/^\$/.test(node.text) ? 'This word without quotes' : node.text} is no number to Chunjun: it stops where it expects one.`,
        'Write a number, or put the word into quotes.',
        'verdicts/number-nan',
      );
    } else if (node.kind === 'bare' && values.size > 0) {
      yield error(
        'open_placeholder',
        node.pointer,
        `${quoted(node.text)} is not among the given parameters; Chunjun leaves it as it is, and then it is no number.`,
        'Give the parameter a value.',
        'contract §1 parameter replacement',
      );
    }
  }
}
