import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { at, member, type DocumentNode } from '../../../gateway/chunjun/validate/document-node.ts';
import { fromValue, locate, parseDocument } from '../../../gateway/chunjun/validate/parse-document.ts';
import { validateDocument } from '../../../gateway/chunjun/validate/validate-document.ts';

function root(text: string): DocumentNode {
  const parsed = parseDocument(text);
  assert.deepEqual(
    parsed.diagnostics.filter(({ level }) => level === 'error'),
    [],
  );
  assert.ok(parsed.root);
  return parsed.root;
}

const texts = (node: DocumentNode) => node.items.map(({ kind, text }) => [kind, text]);

describe('parseDocument', () => {
  test('numbers keep the letters they are written with', () => {
    assert.deepEqual(texts(root('[1e5, 1.0, -0, 99999999999999999999, 9007199254740993, 1E+2]')), [
      ['number', '1e5'],
      ['number', '1.0'],
      ['number', '-0'],
      ['number', '99999999999999999999'],
      ['number', '9007199254740993'],
      ['number', '1E+2'],
    ]);
  });

  test('duplicate keys are all there, and the last one counts', () => {
    const node = root('{"a": 1, "b": 2, "a": 3}');
    assert.deepEqual(
      node.members.map(({ key }) => key),
      ['a', 'b', 'a'],
    );
    assert.equal(member(node, 'a')?.text, '3');
    const twice = parseDocument('{"job": {},\n  "job": {"content": []}}');
    const found = validateDocument(twice).find(({ code }) => code === 'duplicate_key');
    assert.deepEqual([found?.level, found?.pointer], ['warning', '/job']);
    assert.match(found?.message ?? '', /line 2, column 3/);
  });

  test('comments, trailing commas, single quotes, words without quotes, # comments', () => {
    const text = `// one\n{a: 'it\\'s "so"', /* two */ "b": [100,], # three\n "c": NaN,}`;
    const node = root(text);
    assert.equal(member(node, 'a')?.text, `it's "so"`);
    assert.deepEqual(texts(member(node, 'b')!), [['number', '100']]);
    assert.deepEqual([member(node, 'c')?.kind, member(node, 'c')?.text], ['bare', 'NaN']);
    assert.deepEqual(
      parseDocument(text).diagnostics.map(({ code, level }) => [code, level]),
      [['not_strict_json', 'info']],
    );
    assert.deepEqual(parseDocument('{"a": "b // no comment, it\'s text"}').diagnostics, []);
  });

  test('words without quotes are what Gson takes them for', () => {
    assert.deepEqual(texts(root('[TRUE, Null, abc, +5, -Infinity]')), [
      ['boolean', 'true'],
      ['null', 'null'],
      ['string', 'abc'],
      ['string', '+5'],
      ['bare', '-Infinity'],
    ]);
  });

  test('a placeholder without quotes is a node of its own', () => {
    assert.deepEqual(texts(root('[${n}, "${m}"]')), [
      ['bare', '${n}'],
      ['string', '${m}'],
    ]);
  });

  test('pointers escape ~ and /', () => {
    const node = root('{"a/b": {"c~d": [{"": 1}]}}');
    const inner = node.members[0]!.value.members[0]!.value.items[0]!.members[0]!.value;
    assert.equal(inner.pointer, '/a~1b/c~0d/0/');
    assert.equal(at('', 'a/b', 'c~d', 0, ''), inner.pointer);
  });

  test('positions are those of the text as it came, also behind what was rewritten', () => {
    const text = "{\n  'one': 1, # here\n  two: {'x': 'y', \"z\": 5}\n}";
    const parsed = parseDocument(text);
    assert.deepEqual(locate(parsed, '/two/z'), { line: 3, column: 24 });
    assert.deepEqual(locate(parsed, '/one'), { line: 2, column: 10 });
    assert.deepEqual(locate(parsed, '/two/nothing'), { line: 3, column: 8 }, 'the nearest part that is there');
    assert.deepEqual(locate(parsed, '/a~1b'), { line: 1, column: 1 });
    assert.equal(locate(fromValue({ a: 1 }), '/a'), null);
  });

  test('syntax errors say where; rules are not asked', () => {
    for (const text of ['{"job": {"content": [}', '', 'this is not json', '{"a": "b', '[1 2]', '{"a" 1}', '}']) {
      const parsed = parseDocument(text);
      const [first] = parsed.diagnostics;
      assert.equal(first?.code, 'syntax_error', text);
      assert.match(first?.message ?? '', /line 1, column \d+/);
      assert.ok(
        validateDocument(parsed).every(({ code }) => code === 'syntax_error'),
        text,
      );
    }
  });

  test('a value gives the nodes that its text gives', () => {
    const value = { a: [1, 1.5, true, null, 'x'], 'b/c': { d: {} } };
    const bare = (node: DocumentNode): unknown => [
      node.kind,
      node.pointer,
      node.text,
      node.items.map(bare),
      node.members.map((each) => [each.key, bare(each.value)]),
    ];
    assert.deepEqual(bare(fromValue(value).root!), bare(root(JSON.stringify(value))));
  });

  test('nesting without end is refused, not a stack overflow', () => {
    const parsed = parseDocument('['.repeat(200_000));
    assert.equal(parsed.root, null);
    assert.match(parsed.diagnostics[0]?.message ?? '', /nested deeper/);
  });
});

describe('size', () => {
  /** Processor time, not the clock's: the machine may have other work. */
  const seconds = (work: () => void) => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000_000;
  };
  const names = Array.from({ length: 2000 }, (_, index) => `column_${index}`);
  const side = (name: string, list: readonly string[]) => ({
    name,
    parameter: {
      username: 'u',
      column: list,
      connection: [{ jdbcUrl: name.endsWith('reader') ? ['jdbc:mysql://h/a'] : 'jdbc:mysql://h/b', table: ['t'] }],
    },
  });
  const wide = (reader: readonly string[], writer: readonly string[]) =>
    JSON.stringify({
      job: { content: [{ reader: side('mysqlreader', reader), writer: side('mysqlwriter', writer) }] },
    });
  const types = new Map(names.map((name) => [name.toUpperCase(), 'VARCHAR(10)']));
  const columnTypes = { reader: types, writer: new Map([...types].map(([name]) => [name, 'INT'])) };

  test('a document of 1 MB and one of 2,000 typed columns take well under a second', () => {
    const long = wide(names, names).replace('"u"', JSON.stringify(`it's "${'x\\n'.repeat(330_000)}"`));
    assert.ok(long.length > 1_000_000);
    assert.ok(seconds(() => validateDocument(parseDocument(long))) < 0.9);
    const found: unknown[] = [];
    assert.ok(seconds(() => found.push(...validateDocument(parseDocument(wide(names, names)), { columnTypes }))) < 0.9);
    assert.equal(found.length, 201, 'the list is cut at 200 and says so');
  });

  test('names that are all wrong, and texts made to be slow, take no longer', () => {
    const wrong = names.map((name) => `${name}_nosuch`);
    const junk = Object.fromEntries(wrong.map((name) => [name, 1]));
    const document = JSON.parse(wide(wrong, wrong)) as { job: { content: [Record<string, { parameter: object }>] } };
    Object.assign(document.job.content[0]['reader']!.parameter, junk, {
      where: `${"'".repeat(300_001)} or ${'/*'.repeat(100_000)}`,
      customSql: `${' ('.repeat(300_000)}`,
    });
    assert.ok(seconds(() => validateDocument(fromValue(document), { columnTypes })) < 0.9);
    for (const text of ['${'.repeat(100_000), `{"a": '${"\\'".repeat(100_000)}`, `/*${'*'.repeat(200_000)}`]) {
      assert.ok(seconds(() => validateDocument(parseDocument(text))) < 0.9, text.slice(0, 10));
    }
  });
});
