/** Large documents take time in proportion to their size: bounds against quadratic work, not measurements. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromValue, parseDocument } from '../../../gateway/chunjun/validate/parse-document.ts';
import { printDocument } from '../../../gateway/chunjun/validate/print-document.ts';
import { validateDocument } from '../../../gateway/chunjun/validate/validate-document.ts';

/** Seconds of processor time, the least of some runs: the machine may have other work. */
function seconds(work: () => unknown, runs = 5): number {
  const all = Array.from({ length: runs }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000_000;
  });
  return Math.min(...all);
}

const side = (name: string, column: readonly unknown[], more: object = {}) => ({
  name,
  parameter: {
    username: 'u',
    password: 'p',
    column,
    connection: [{ jdbcUrl: name.endsWith('reader') ? ['jdbc:mysql://h/a'] : 'jdbc:postgresql://h/b', table: ['t'] }],
    ...more,
  },
});

/** Columns as objects: the longest form, and the one with the most nodes. */
function wide(columns: number, preSql: readonly string[] = []): string {
  const list = Array.from({ length: columns }, (_, index) => ({ name: `column_${index}`, type: 'VARCHAR(10)' }));
  const writer = side('postgresqlwriter', list, { writeMode: 'insert', preSql });
  return JSON.stringify({
    job: { content: [{ reader: side('mysqlreader', list), writer }], setting: { speed: { channel: 1 } } },
  });
}

const types = (columns: number, type: string) =>
  new Map(Array.from({ length: columns }, (_, index) => [`column_${index}`, type] as const));

function wholeWay(text: string, columns: number): string {
  const parsed = parseDocument(text);
  const columnTypes = { reader: types(columns, 'VARCHAR(10)'), writer: types(columns, 'varchar') };
  validateDocument(parsed, { columnTypes });
  assert.ok(parsed.root);
  return printDocument(parsed.root);
}

test('2,000 columns are parsed, judged and printed in a fraction of a second', () => {
  const text = wide(2000);
  assert.equal(wholeWay(text, 2000), text);
  assert.ok(seconds(() => wholeWay(text, 2000)) < 0.5);
});

test('twice the columns take about twice the time', () => {
  const [small, large] = [wide(2000), wide(4000)];
  wholeWay(large, 4000);
  const once = seconds(() => wholeWay(small, 2000));
  const twice = seconds(() => wholeWay(large, 4000));
  assert.ok(twice < 4 * once + 0.05, `${once} s, then ${twice} s`);
});

test('1 MB of statements, and 1 MB in one text, take well under a second', () => {
  const statements = wide(50, Array<string>(40_000).fill("insert into log values ('x')"));
  const long = wide(50, [`insert into log values ('${'\\"\n\u2028'.repeat(150_000)}')`]);
  for (const text of [statements, long]) {
    assert.ok(text.length > 1_000_000);
    assert.equal(wholeWay(text, 50), text);
    assert.ok(seconds(() => wholeWay(text, 50), 3) < 0.9);
  }
});

test('what is a value already is judged and printed as fast', () => {
  const value = JSON.parse(wide(2000)) as unknown;
  const work = () => {
    const parsed = fromValue(value);
    validateDocument(parsed);
    assert.ok(parsed.root);
    return printDocument(parsed.root);
  };
  assert.equal(work(), wide(2000));
  assert.ok(seconds(work) < 0.5);
});
