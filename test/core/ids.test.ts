import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { canonicalJson, newFlinkJobId, newId, sha256Hex } from '../../gateway/core/ids.ts';
import { matches } from '../../gateway/core/check.ts';
import { IdSchema } from '../../gateway/http/schemas.ts';

test('newId: ULIDs that sort in the order they were made', () => {
  const ids = Array.from({ length: 2000 }, newId);
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => matches(IdSchema, id)));
});

test('newFlinkJobId: 32 hexadecimal digits, new every time', () => {
  const ids = Array.from({ length: 1000 }, newFlinkJobId);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
});

test('sha256Hex: the known value of an empty text', () => {
  assert.equal(sha256Hex(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.equal(sha256Hex('ü'), sha256Hex(Buffer.from('ü', 'utf8')));
});

describe('canonicalJson', () => {
  test('keys are sorted at every level, lists keep their order', () => {
    assert.equal(canonicalJson({ b: 1, a: { d: [2, 1], c: null } }), '{"a":{"c":null,"d":[2,1]},"b":1}');
    assert.equal(canonicalJson([{ b: 1, a: 2 }]), '[{"a":2,"b":1}]');
  });

  test('equal values, equal text, whatever the order of writing', () => {
    assert.equal(canonicalJson({ x: 1, y: { p: 1, q: 2 } }), canonicalJson({ y: { q: 2, p: 1 }, x: 1 }));
    assert.notEqual(canonicalJson({ x: [1, 2] }), canonicalJson({ x: [2, 1] }));
    assert.notEqual(canonicalJson({ x: 1 }), canonicalJson({ x: '1' }));
  });

  test('what is undefined is not there', () => {
    assert.equal(canonicalJson({ a: undefined, b: 1 }), canonicalJson({ b: 1 }));
  });

  test('it is still the same value', () => {
    const value = { ü: 'ö"\\\n', n: -0.5, list: [true, null, {}] };
    assert.deepEqual(JSON.parse(canonicalJson(value)), value);
  });
});
