import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { diffVersions } from '../../../gateway/chunjun/diff/diff-versions.ts';
import { matchItems } from '../../../gateway/chunjun/diff/match-items.ts';
import type { ScriptSpec, SyncSpec } from '../../../gateway/chunjun/version-spec.ts';

const form: SyncSpec = {
  reader: {
    connector: 'mysql',
    datasourceId: '01J000000000000000000READR',
    parameter: { table: 'a', where: 'id > 1' },
  },
  writer: {
    connector: 'mysql',
    datasourceId: '01J000000000000000000WRTER',
    parameter: { table: 'b', preSql: ['x', 'y'] },
  },
  mapping: [{ from: 'id' }, { from: 'name', to: 'title' }, { from: { name: 'at', type: 'date' } }, { from: 'z' }],
};

function changed(change: (spec: SyncSpec) => void): SyncSpec {
  const copy = structuredClone(form);
  change(copy);
  return copy;
}

/** Seconds of processor time since a moment ago: what others do on the machine does not count. */
function stopwatch(): () => number {
  const began = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e6;
  };
}

type Short = [kind: string, pointer: string, from?: string];
const short = (before: SyncSpec | ScriptSpec | null, after: SyncSpec | ScriptSpec): Short[] =>
  diffVersions(before, after).differences.map(({ kind, pointer, from }) =>
    from === undefined ? [kind, pointer] : [kind, pointer, from],
  );

describe('forms', () => {
  const cases: [what: string, change: (spec: SyncSpec) => void, expected: Short[]][] = [
    ['nothing', () => undefined, []],
    ['a parameter changed', (s) => (s.reader.parameter['where'] = 'id > 2'), [['changed', '/reader/parameter/where']]],
    ['a parameter added', (s) => (s.reader.parameter['a/b~'] = 1), [['added', '/reader/parameter/a~1b~0']]],
    ['a parameter removed', (s) => delete s.reader.parameter['where'], [['removed', '/reader/parameter/where']]],
    ['another type', (s) => (s.reader.parameter['where'] = 1), [['changed', '/reader/parameter/where']]],
    ['keys in another order', (s) => (s.reader.parameter = { where: 'id > 1', table: 'a' }), []],
    ['a column inserted', (s) => s.mapping.unshift({ from: 'new' }), [['added', '/mapping/0']]],
    ['a column removed', (s) => s.mapping.splice(1, 1), [['removed', '/mapping/1']]],
    [
      'a column moved to the end',
      (s) => s.mapping.push(...s.mapping.splice(0, 1)),
      [['moved', '/mapping/3', '/mapping/0']],
    ],
    [
      'another writer column, with one inserted before',
      (s) => s.mapping.splice(0, 2, { from: 'new' }, { from: 'id' }, { from: 'name', to: 'label' }),
      [
        ['added', '/mapping/0'],
        ['changed', '/mapping/2/to', '/mapping/1/to'],
      ],
    ],
    [
      'another reader column for a writer column',
      (s) => (s.mapping[1] = { from: 'nom', to: 'title' }),
      [['changed', '/mapping/1/from']],
    ],
    [
      'the type of a column',
      (s) => (s.mapping[2] = { from: { name: 'at', type: 'time' } }),
      [['changed', '/mapping/2/from/type']],
    ],
    [
      'moved and changed',
      (s) => s.mapping.unshift({ from: 'z', to: 'omega' }) && s.mapping.pop(),
      [
        ['moved', '/mapping/0', '/mapping/3'],
        ['added', '/mapping/0/to'],
      ],
    ],
    ['one column twice', (s) => s.mapping.push({ from: 'id', to: 'id_2' }), [['added', '/mapping/4']]],
    [
      'a statement between',
      (s) => (s.writer.parameter['preSql'] = ['x', 'new', 'y']),
      [['added', '/writer/parameter/preSql/1']],
    ],
    [
      'a statement changed',
      (s) => (s.writer.parameter['preSql'] = ['x', 'z']),
      [['changed', '/writer/parameter/preSql/1']],
    ],
    ['settings where there were none', (s) => (s.settings = { channels: 2 }), [['added', '/settings/channels']]],
    ['empty settings are none', (s) => (s.settings = {}), []],
    ['column types', (s) => (s.columnTypes = { reader: { id: 'int8' } }), [['added', '/columnTypes/reader/id']]],
    ['a declared parameter', (s) => (s.parameters = [{ name: 'day' }]), [['added', '/parameters/0']]],
  ];
  for (const [what, change, expected] of cases) {
    test(what, () => assert.deepEqual(short(form, changed(change)), expected));
  }

  test('parameters are matched by name', () => {
    const before = changed((s) => (s.parameters = [{ name: 'a' }, { name: 'b', default: '1' }]));
    const after = changed((s) => (s.parameters = [{ name: 'c' }, { name: 'a' }, { name: 'b', default: '2' }]));
    assert.deepEqual(diffVersions(before, after).differences, [
      { pointer: '/parameters/0', kind: 'added', after: { name: 'c' } },
      { pointer: '/parameters/2/default', kind: 'changed', from: '/parameters/1/default', before: '1', after: '2' },
    ]);
  });

  test('the first version against nothing: everything was added', () => {
    assert.deepEqual(
      short(
        null,
        changed((s) => (s.settings = { channels: 2 })),
      ),
      [
        ['added', '/reader'],
        ['added', '/writer'],
        ['added', '/mapping'],
        ['added', '/settings/channels'],
      ],
    );
  });

  test('2,000 columns in reverse take no time to speak of', () => {
    const mapping = Array.from({ length: 2000 }, (_value, index) => ({ from: `c${index}` }));
    const seconds = stopwatch();
    const { differences } = diffVersions({ ...form, mapping }, { ...form, mapping: mapping.toReversed() });
    assert.equal(differences.length, 1999);
    assert.ok(seconds() < 2, `${seconds()} s`);
  });
});

describe('scripts', () => {
  const script = (text: string): ScriptSpec => ({ script: text });
  const before = script(
    '{"job": {"content": [{"reader": {"name": "streamreader", "parameter": {"n": 1.0, "column": [{"name": "a"}, {"name": "b"}]}}}]}}',
  );

  test('comments and format alone', () => {
    const other = before.script.replace('{"job"', '{ // nothing new\n "job"');
    assert.deepEqual(diffVersions(before, script(other)), { differences: [], textChanged: true });
    assert.deepEqual(diffVersions(before, before), { differences: [], textChanged: false });
  });

  test('numbers by what is written, and the written text beside the value', () => {
    const parameter = '/script/job/content/0/reader/parameter';
    assert.deepEqual(diffVersions(before, script(before.script.replace('1.0', '1'))), {
      differences: [{ pointer: `${parameter}/n`, kind: 'changed', before: 1, after: 1, beforeText: '1.0' }],
      textChanged: false,
    });
  });

  test('a column inserted is one difference, its name tells it', () => {
    const other = script(before.script.replace('{"name": "a"}', '{"name": "new"}, {"name": "a", "type": "int"}'));
    assert.deepEqual(short(before, other), [
      ['added', '/script/job/content/0/reader/parameter/column/0'],
      ['added', '/script/job/content/0/reader/parameter/column/1/type'],
    ]);
  });

  test('what stands beside the script', () => {
    const after: ScriptSpec = { ...before, settings: { restartAttempts: 2 }, parameters: [{ name: 'day' }] };
    assert.deepEqual(short(before, after), [
      ['added', '/settings/restartAttempts'],
      ['added', '/parameters/0'],
    ]);
  });

  test('a script for a form, and one nested too deep', () => {
    assert.deepEqual(
      short(form, before).map(([kind, pointer]) => `${kind} ${pointer}`),
      ['added /script', 'removed /reader', 'removed /writer', 'removed /mapping'],
    );
    const deep = script(`${'['.repeat(2000)}1${']'.repeat(2000)}`);
    assert.deepEqual(short(before, deep), [['changed', '/script']]);
  });

  test('1 MB at the bottom of a deep document', () => {
    const deep = (end: string) => script(`${'['.repeat(900)}[${'"abcdefgh",'.repeat(90_000)}${end}]${']'.repeat(900)}`);
    const seconds = stopwatch();
    assert.equal(diffVersions(deep('1'), deep('2')).differences.length, 1);
    assert.ok(seconds() < 8, `${seconds()} s`);
  });
});

test('property: the differences, applied to the columns before, give the columns after', () => {
  const columns = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(columns, columns, (from, to) => {
      const spec = (names: string[]): SyncSpec => ({ ...form, mapping: names.map((name) => ({ from: name })) });
      const { differences } = diffVersions(spec(from), spec(to));
      const index = (pointer: string) => Number(pointer.split('/')[2]);
      const gone = new Set(
        differences.flatMap(({ kind, pointer, from: place }) =>
          kind === 'removed' ? [index(pointer)] : kind === 'moved' ? [index(place ?? pointer)] : [],
        ),
      );
      const result = from.filter((_name, place) => !gone.has(place));
      for (const { kind, pointer, after } of differences) {
        if (kind !== 'added' && kind !== 'moved') continue;
        result.splice(index(pointer), 0, (after as { from: string }).from);
      }
      assert.deepEqual(result, to);
      assert.equal(
        differences.some(({ kind }) => kind === 'changed'),
        false,
      );
    }),
  );
});

test('property: as few entries as possible are moved', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7, maxLength: 7 }), (order) => {
      const { pairs } = matchItems([0, 1, 2, 3, 4, 5, 6], order, [String]);
      let longest = 0;
      for (let mask = 0; mask < 128; mask += 1) {
        const chosen = order.filter((_value, place) => (mask >> place) & 1);
        if (chosen.every((value, place) => place === 0 || value > (chosen[place - 1] ?? 0))) {
          longest = Math.max(longest, chosen.length);
        }
      }
      assert.equal(pairs.filter(({ isMoved }) => !isMoved).length, longest);
    }),
  );
});
