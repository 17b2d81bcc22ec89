import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { DocumentNode } from '../../../gateway/chunjun/validate/document-node.ts';
import { fromValue, parseDocument } from '../../../gateway/chunjun/validate/parse-document.ts';
import { printDocument } from '../../../gateway/chunjun/validate/print-document.ts';
import { documentText, meaningOf, strictDocument } from '../properties/documents.ts';

function root(text: string): DocumentNode {
  const parsed = parseDocument(text);
  assert.deepEqual(
    parsed.diagnostics.filter(({ level }) => level === 'error'),
    [],
    text,
  );
  assert.ok(parsed.root);
  return parsed.root;
}

describe('printDocument', () => {
  for (const [what, text, printed] of [
    [
      'numbers keep their letters',
      '[1e5, 1.0, -0, 12345678901234567890, 1E+2]',
      '[1e5,1.0,-0,12345678901234567890,1E+2]',
    ],
    ['comments and blanks are gone', '{ "a": 1, // one\n /* two */ "b" : [ ] , # three\n}', '{"a":1,"b":[]}'],
    ['of duplicate keys the last value, in the first place', '{"a": 1, "b": 2, "a": {"c": 3}}', '{"a":{"c":3},"b":2}'],
    [
      'other quotes, words',
      `{a: 'it\\'s "so"', b: abc, c: TRUE, d: NULL}`,
      `{"a":"it's \\"so\\"","b":"abc","c":true,"d":null}`,
    ],
    ['what is bare becomes a text', '[NaN, -Infinity, ${n}, "${n}"]', '["NaN","-Infinity","${n}","${n}"]'],
    ['no key is special', '{"__proto__": {"x": 1}, "2": 0, "1": 0, "": 0}', '{"__proto__":{"x":1},"2":0,"1":0,"":0}'],
    ['keys with / and ~', '{"a/b": {"c~d": "~1"}}', '{"a/b":{"c~d":"~1"}}'],
    ['a lone surrogate stays one', '["\\ud800", "\\udc00x", "\\ud83d\\ude00"]', '["\\ud800","\\udc00x","😀"]'],
  ] as const) {
    test(what, () => assert.equal(printDocument(root(text)), printed));
  }

  test('a number that JSON cannot say becomes a text', () => {
    const node = fromValue({ a: Number.NaN, b: Number.NEGATIVE_INFINITY, c: 1e21 }).root;
    assert.ok(node);
    assert.equal(printDocument(node), '{"a":"NaN","b":"-Infinity","c":1e+21}');
  });

  test('1,000 levels are printed', () => {
    const text = `${'['.repeat(1000)}${']'.repeat(1000)}`;
    assert.equal(printDocument(root(text)), text);
  });
});

describe('properties', () => {
  test('parse(print(x)) = x, but for positions', () => {
    fc.assert(
      fc.property(documentText, (text) => {
        const node = root(text);
        const printed = printDocument(node);
        const again = root(printed);
        assert.deepEqual(meaningOf(again), meaningOf(node));
        assert.equal(printDocument(again), printed);
        JSON.parse(printed);
      }),
      { numRuns: 500 },
    );
  });

  test('what any JSON reader makes of a strict document it makes of the canonical form', () => {
    fc.assert(
      fc.property(strictDocument, ({ text, value }) => {
        const printed = printDocument(root(text));
        assert.deepEqual(JSON.parse(printed), value);
        // 1e400 is more than a value can hold, and JSON says null instead.
        const compact = JSON.stringify(value);
        const given = fromValue(JSON.parse(compact)).root;
        assert.ok(given);
        assert.equal(printDocument(given), compact);
      }),
      { numRuns: 300 },
    );
  });
});
