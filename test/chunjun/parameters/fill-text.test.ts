import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { escapeParameters, fillText, namesIn } from '../../../gateway/chunjun/parameters/fill-text.ts';

const values = new Map<string, string | number | boolean>([
  ['day', '2026-11-20'],
  ['n', 12],
  ['flag', false],
  ['evil', '"}, "x": ${n} \\ \n'],
]);

describe('fillText', () => {
  const cases: readonly [text: string, filled: unknown][] = [
    ['plain', 'plain'],
    ['${n}', 12],
    ['${flag}', false],
    ['${day}', '2026-11-20'],
    ["dt = '${day}' and n = ${n}", "dt = '2026-11-20' and n = 12"],
    ['${unknown} ${n}', '${unknown} 12'],
    ['$${n}', '${n}'],
    ['$$${n}', '$${n}'],
    ['${n', '${n'],
    ['$n {n}', '$n {n}'],
    // A value is text, whatever it says: nothing in it is read again.
    ['${evil}', '"}, "x": ${n} \\ \n'],
    ['a${evil}', 'a"}, "x": ${n} \\ \n'],
  ];
  for (const [text, filled] of cases) {
    test(JSON.stringify(text), () => assert.equal(fillText(text, values), filled));
  }

  test('names are found once, in order, and an escaped one is none', () => {
    assert.deepEqual(namesIn('${b} ${a} ${b} $${c} ${}'), ['b', 'a', '']);
  });

  test('an escaped text comes back as it was', () => {
    for (const text of ['${n}', 'a ${day} $${x}', '$', '${', '$${']) {
      assert.equal(fillText(escapeParameters(text), values), text);
    }
  });
});
