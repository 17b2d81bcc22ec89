import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { suggestMapping, type NamedColumn } from '../../gateway/chunjun/suggest-mapping.ts';

const side = (connector: string, columns: readonly (string | NamedColumn)[]) => ({
  connector,
  columns: columns.map((column) => (typeof column === 'string' ? { name: column } : column)),
});
const told = (from: readonly string[], to: readonly string[], by: 'name' | 'position') => {
  const { pairs, unmatched } = suggestMapping(side('mysql', from), side('postgresql', to), by);
  return { pairs: pairs.map((pair) => `${pair.from.name}>${pair.to.name} ${pair.by}`), unmatched };
};

describe('pairs of columns', () => {
  test('equal names before similar ones, whatever their order', () => {
    assert.deepEqual(told(['userId', 'user_id', 'ID'], ['user_id', 'id', 'USERID', 'other'], 'name'), {
      pairs: ['userId>USERID similar_name', 'user_id>user_id name', 'ID>id similar_name'],
      unmatched: { reader: [], writer: ['other'] },
    });
  });

  test('by position as far as both go', () => {
    assert.deepEqual(told(['a', 'b', 'c'], ['x', 'y'], 'position'), {
      pairs: ['a>x position', 'b>y position'],
      unmatched: { reader: ['c'], writer: [] },
    });
  });

  test('no column is used twice and none is forgotten', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[aAbB_]{1,4}$/), { maxLength: 12 });
    fc.assert(
      fc.property(names, names, fc.constantFrom('name' as const, 'position' as const), (from, to, by) => {
        const { pairs, unmatched } = suggestMapping(side('mysql', from), side('mysql', to), by);
        const used = (which: 'from' | 'to', rest: readonly string[]) =>
          [...pairs.map((pair) => pair[which].name), ...rest].sort();
        assert.deepEqual(used('from', unmatched.reader), [...from].sort());
        assert.deepEqual(used('to', unmatched.writer), [...to].sort());
        if (by === 'name') {
          for (const name of from.filter((one) => to.includes(one))) {
            assert.ok(pairs.some((pair) => pair.from.name === name && pair.to.name === name));
          }
        }
      }),
    );
  });
});

describe('what becomes of the values of a pair', () => {
  const cases: readonly [from: string | undefined, to: string | undefined, verdict: string, code?: string][] = [
    ['int', 'int4', 'ok'],
    ['varchar(20)', 'text', 'ok'],
    ['datetime', 'bytea', 'error', 'never_converts'],
    ['varchar(20)', 'int4', 'warning', 'conversion'],
    ['int', 'uuid', 'error', 'type_refused'],
    ['bit(8)', 'text', 'warning', 'value_changed'],
    ['int', undefined, 'unknown'],
    [undefined, 'int4', 'unknown'],
    ['no such type', 'int4', 'unknown'],
  ];
  for (const [from, to, verdict, code] of cases) {
    test(`mysql ${from ?? '?'} into postgresql ${to ?? '?'}: ${verdict}`, () => {
      const column = (name: string, type: string | undefined): NamedColumn =>
        type === undefined ? { name } : { name, type };
      const { pairs } = suggestMapping(
        side('mysql', [column('a', from)]),
        side('postgresql', [column('a', to)]),
        'name',
      );
      assert.equal(pairs[0]?.verdict, verdict, JSON.stringify(pairs));
      if (code !== undefined)
        assert.ok(
          pairs[0]?.diagnostics.some((one) => one.code === code),
          JSON.stringify(pairs),
        );
    });
  }
});
