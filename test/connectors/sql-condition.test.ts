import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkWhere, parenthesised, sqlDialectOf } from '../../gateway/connectors/sql-condition.ts';

describe('parenthesised: joined by AND it means what it meant alone', () => {
  const table: [connector: string, where: string, expected: string][] = [
    ['mysql', 'id > 0', 'id > 0'],
    ['mysql', 'a = 1 or b = 2', '(a = 1 or b = 2)'],
    ['mysql', '(a = 1 or b = 2)', '(a = 1 or b = 2)'],
    ['mysql', ' ((a = 1) or (b = 2)) ', '((a = 1) or (b = 2))'],
    ['mysql', '(a = 1) or (b = 2)', '((a = 1) or (b = 2))'],
    ['mysql', "(a = ')') or (b = '(')", "((a = ')') or (b = '('))"],
    ['mysql', "(a = 1 or b = 'x)')", "(a = 1 or b = 'x)')"],
    ['mysql', "a = 'it''s' or 1=1", "(a = 'it''s' or 1=1)"],
    ['mysql', "a = 'it\\'s (' or 1=1", "(a = 'it\\'s (' or 1=1)"],
    ['mysql', 'a = 1 /* ( or ) */ or b = 2', '(a = 1 /* ( or ) */ or b = 2)'],
    ['mysql', 'a = 1 or b = 2 -- (both', '(a = 1 or b = 2 -- (both\n)'],
    ['mysql', 'a = 1 or b = 2 # both', '(a = 1 or b = 2 # both\n)'],
    ['mysql', 'a = 1--1 or b = 2', '(a = 1--1 or b = 2)'],
    ['mysql', '(a = 1) -- (', '((a = 1) -- (\n)'],
    ['postgresql', 'a = 1 or b = 2--both', '(a = 1 or b = 2--both\n)'],
    ['postgresql', "a = $x$)'$x$ or b = 2", "(a = $x$)'$x$ or b = 2)"],
    ['postgresql', "a = E'\\')' or b = 2", "(a = E'\\')' or b = 2)"],
    ['postgresql', "a = 'c:\\' or b = ')'", "(a = 'c:\\' or b = ')')"],
    ['oracle', 'a = 1 or b = 2', '(a = 1 or b = 2)'],
  ];
  for (const [connector, where, expected] of table) {
    test(`${connector}: ${JSON.stringify(where)}`, () => {
      const dialect = sqlDialectOf(connector);
      assert.deepEqual(checkWhere(where, dialect), []);
      assert.equal(parenthesised(where, dialect), expected);
      assert.equal(parenthesised(expected, dialect), expected, 'a second time nothing is added');
    });
  }
});

describe('checkWhere refuses what would break out of the parentheses', () => {
  const table: [connector: string, where: string, detail: RegExp][] = [
    ['mysql', '1=1) or (2=2', /parentheses/],
    ['mysql', 'id in (1, 2', /parentheses/],
    ['mysql', "a = 'x", /does not end/],
    ['mysql', 'a = 1 /* x', /comment/],
    ['mysql', 'a = 1 /* ( */ ) or (1=1', /parentheses/],
    ['mysql', 'a = 1 -- (\n) or (1=1', /parentheses/],
    ['mysql', 'a = 1 /*! ) or ( */', /must not hold/],
    ['mysql', "a = 'x\\' ) or (b = 1", /does not end/],
    ['postgresql', "a = 'x\\') or (b = 1", /parentheses/],
    ['postgresql', 'a = $x$ or b = 1', /does not end/],
    ['postgresql', 'a = 1 /* /* */ ) or ( */ or b = 1 /*', /comment/],
    ['mysql', 'a = 1; drop table t', /semicolon/],
    ['oracle', ' where a = 1', /WHERE/],
  ];
  for (const [connector, where, detail] of table) {
    test(`${connector}: ${JSON.stringify(where)}`, () => {
      const [error, ...more] = checkWhere(where, sqlDialectOf(connector));
      assert.equal(more.length, 0);
      assert.equal(error?.pointer, '/parameter/where');
      assert.match(error.detail, detail);
    });
  }
  test('a MySQL text with a semicolon or the word where is none of that', () => {
    assert.deepEqual(checkWhere("a = '; where' and whereabouts = 1", sqlDialectOf('mysql')), []);
  });
});
