import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Type } from 'typebox';
import { describeErrors, escapePointer, findErrors, matches, parseStored } from '../../gateway/core/check.ts';
import { hasCode } from '../../gateway/core/errors.ts';

const schema = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    'odd/~key': Type.Optional(Type.Integer()),
    list: Type.Optional(Type.Array(Type.Object({ n: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }))),
  },
  { additionalProperties: false },
);
const pointersOf = (value: unknown) => findErrors(schema, value).map(({ pointer }) => pointer);

describe('findErrors', () => {
  const table: [what: string, value: unknown, pointers: string[]][] = [
    ['nothing', { name: 'x', 'odd/~key': 1, list: [{ n: 1 }] }, []],
    ['a missing field', {}, ['/name']],
    ['a short text', { name: '' }, ['/name']],
    ['an unknown field', { name: 'x', b: 1, a: 1 }, ['/b', '/a']],
    ['an unknown field with / and ~', { name: 'x', 'a/b~c': 1 }, ['/a~1b~0c']],
    ['a wrong value under / and ~', { name: 'x', 'odd/~key': 'y' }, ['/odd~1~0key']],
    ['a place in a list', { name: 'x', list: [{ n: 1 }, { n: 0 }] }, ['/list/1/n']],
    ['a missing field in a list', { name: 'x', list: [{}] }, ['/list/0/n']],
    ['an unknown field in a list', { name: 'x', list: [{ n: 1, m: 1 }] }, ['/list/0/m']],
    ['no object at all', null, ['']],
    ['a list instead', [], ['']],
    ['several', { list: 1, x: 1 }, ['/name', '/x', '/list']],
  ];
  for (const [what, value, pointers] of table) {
    test(what, () => {
      assert.deepEqual(pointersOf(value).toSorted(), pointers.toSorted());
      assert.equal(matches(schema, value), pointers.length === 0);
    });
  }

  test('every entry says something', () => {
    for (const { detail } of findErrors(schema, { list: [{ n: 0, m: 1 }] })) assert.match(detail, /\w{2}/);
  });

  test('a long list of errors is cut', () => {
    const value = { name: 'x', list: Array.from({ length: 100 }, () => ({ n: 0 })) };
    assert.equal(findErrors(schema, value).length <= 20, true);
  });

  test('names that Object has are no fields', () => {
    assert.deepEqual(pointersOf(JSON.parse('{"name":"x","__proto__":1,"constructor":1}')).toSorted(), [
      '/__proto__',
      '/constructor',
    ]);
  });
});

test('escapePointer and describeErrors', () => {
  assert.equal(escapePointer('a/b~c~1'), 'a~1b~0c~01');
  assert.equal(
    describeErrors([
      { pointer: '', detail: 'is wrong' },
      { pointer: '/a', detail: 'is required' },
    ]),
    '(root) is wrong; /a is required',
  );
});

test('parseStored gives the value or says which stored thing is broken', () => {
  assert.deepEqual(parseStored(schema, { name: 'x' }, 'config of cluster 7'), { name: 'x' });
  assert.throws(
    () => parseStored(schema, { name: 1 }, 'config of cluster 7'),
    (error: unknown) => hasCode(error, 'internal') && /config of cluster 7.*\/name/.test(error.message),
  );
});
