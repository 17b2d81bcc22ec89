import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeCluster } from '../../gateway/clusters/check-cluster.ts';
import { noArchive, type ArchiveFacts } from '../../gateway/clusters/judge-archive.ts';
import { ClusterConfigSchema, ClusterInputSchema, type DistributionSetting } from '../../gateway/clusters/schemas.ts';
import { matches } from '../../gateway/core/check.ts';

const overview = { 'flink-version': '1.12.7', 'slots-total': 4, taskmanagers: 1 };
const leakCheckOff = ['classloader.check-leaked-classloader', 'false'] as const;
const parentFirst = ['classloader.resolve-order', 'parent-first'] as const;
const judge = (mode: DistributionSetting['mode'], config: (readonly [string, string])[], seen = overview) =>
  judgeCluster(seen, new Map(config), { mode });

describe('judgeCluster', () => {
  type Row = [
    mode: DistributionSetting['mode'],
    config: (readonly [string, string])[],
    usable: boolean,
    modes: string[],
    errors: string[],
  ];
  const table: Row[] = [
    ['lib', [leakCheckOff, parentFirst], true, ['lib', 'bundle', 'dist-dir'], []],
    ['lib', [parentFirst], false, ['bundle'], ['leaked_classloader_check']],
    ['lib', [leakCheckOff], false, ['bundle', 'dist-dir'], ['resolve_order']],
    ['lib', [], false, ['bundle'], ['leaked_classloader_check', 'resolve_order']],
    [
      'lib',
      [leakCheckOff, ['classloader.resolve-order', 'child-first']],
      false,
      ['bundle', 'dist-dir'],
      ['resolve_order'],
    ],
    [
      'lib',
      [['classloader.check-leaked-classloader', 'true'], parentFirst],
      false,
      ['bundle'],
      ['leaked_classloader_check'],
    ],
    ['bundle', [], true, ['bundle'], []],
    ['bundle', [leakCheckOff, parentFirst], true, ['lib', 'bundle', 'dist-dir'], []],
    ['dist-dir', [leakCheckOff], true, ['bundle', 'dist-dir'], []],
    ['dist-dir', [parentFirst], false, ['bundle'], ['leaked_classloader_check']],
  ];
  for (const [mode, config, usable, modes, errors] of table) {
    test(`${mode} on {${config.map((pair) => pair.join('=')).join(', ')}}: ${usable ? 'usable' : 'not usable'}`, () => {
      const check = judge(mode, config);
      assert.equal(check.usable, usable);
      assert.deepEqual(check.modes, modes);
      assert.deepEqual(
        check.findings.filter(({ level }) => level === 'error').map(({ code }) => code),
        errors,
      );
      for (const { level, remedy } of check.findings) assert.equal(remedy !== undefined, level !== 'ok');
    });
  }

  for (const version of ['1.13.0', '1.11.4', '1.1.5', '1.120.0', '2.1.12', '']) {
    test(`Flink ${JSON.stringify(version)} is the wrong one`, () => {
      const check = judge('bundle', [], { ...overview, 'flink-version': version });
      assert.equal(check.usable, false);
      assert.equal(check.findings[0]?.code, 'flink_version');
      assert.equal(check.findings[0]?.level, 'error');
    });
  }

  test('no slots now is a warning: a TaskManager may come', () => {
    const check = judge('lib', [leakCheckOff, parentFirst], { ...overview, 'slots-total': 0, taskmanagers: 0 });
    assert.equal(check.usable, true);
    assert.equal(check.findings.find(({ code }) => code === 'slots')?.level, 'warning');
  });

  test('bundle says what it costs', () => {
    assert.equal(judge('bundle', []).findings.at(-1)?.code, 'bundle_leaks_metaspace');
    const lib = judge('lib', [leakCheckOff, parentFirst]).findings;
    assert.equal(
      lib.some(({ code }) => code === 'bundle_leaks_metaspace'),
      false,
    );
  });
});

describe('what a cluster may be registered with', () => {
  for (const [restUrl, good] of [
    ['http://jobmanager:8081', true],
    ['https://flink.example/proxy/path', true],
    ['http://[::1]:8081/', true],
    ['ftp://h', false],
    ['http://user:password@h:8081', false],
    ['http://h:8081?x=1', false],
    ['http://h:8081/#x', false],
    ['jobmanager:8081', false],
    ['http://h 1', false],
  ] as const) {
    test(`${restUrl}: ${good ? 'yes' : 'no'}`, () => assert.equal(matches(ClusterConfigSchema, { restUrl }), good));
  }

  for (const [place, good] of [
    [{ archiveDirectory: '/mnt/flink/archive' }, true],
    [{ archiveDirectory: 'archive' }, false],
    [{ archiveDirectory: 'file:///archive' }, false],
    [{ historyServerUrl: 'http://history:8082' }, true],
    [{ historyServerUrl: 'http://user:password@history:8082' }, false],
    [{ historyServerUrl: 'file:///archive' }, false],
  ] as const) {
    test(`${JSON.stringify(place)}: ${good ? 'yes' : 'no'}`, () =>
      assert.equal(matches(ClusterConfigSchema, { restUrl: 'http://h', ...place }), good));
  }

  test('names begin with a letter', () => {
    const cluster = { kind: 'standalone', config: { restUrl: 'http://h' }, distribution: { mode: 'lib' } };
    assert.equal(matches(ClusterInputSchema, { ...cluster, name: 'a-1_B' }), true);
    for (const name of ['', '1a', 'a b', 'ä', 'a'.repeat(101)]) {
      assert.equal(matches(ClusterInputSchema, { ...cluster, name }), false, name);
    }
  });
});

test('bundle says for how many runs there is room, and recommends lib', () => {
  const MB = 1024 * 1024;
  const memory = (used: number, limit: number | null) => ({
    used: used * MB,
    limit: limit === null ? null : limit * MB,
    heapUsed: null,
    heapLimit: null,
  });
  const finding = (...memories: Parameters<typeof judgeCluster>[5] & object) =>
    judgeCluster(overview, new Map(), { mode: 'bundle' }, undefined, undefined, memories).findings.at(-1);
  assert.match(finding(memory(96, 256), memory(56, 256))?.message ?? '', /room for about 20 such runs/);
  assert.match(finding(memory(96, 256))?.remedy ?? '', /mode lib/);
  assert.doesNotMatch(finding(memory(96, null), null)?.message ?? '', /room for/);
});

describe('the archive of ended jobs', () => {
  const archives = ['jobmanager.archive.fs.dir', 's3://key:secret@bucket/archive?x=1'] as const;
  type Row = [what: string, config: (readonly [string, string])[], facts: ArchiveFacts, level: string, says: RegExp];
  const table: Row[] = [
    ['none', [], noArchive, 'info', /archives no ended jobs.*LOST$/],
    ['not used', [archives], noArchive, 'info', /could look up there/],
    ['used', [archives], { configured: true, trouble: null }, 'ok', /looked up/],
    ['not readable', [archives], { configured: true, trouble: 'ENOENT' }, 'warning', /cannot be read now: ENOENT/],
    ['wanted where there is none', [], { configured: true, trouble: null }, 'warning', /stays empty/],
  ];
  for (const [what, config, facts, level, says] of table) {
    test(what, () => {
      const seen = new Map(config);
      const check = judgeCluster(overview, seen, { mode: 'bundle' }, undefined, undefined, [], facts);
      const finding = check.findings.find(({ code }) => code === 'job_archive');
      assert.equal(finding?.level, level);
      assert.match(finding?.message ?? '', says);
      assert.equal(finding?.remedy === undefined, level === 'ok');
      assert.doesNotMatch(JSON.stringify(finding), /secret/);
      assert.equal(check.usable, true);
    });
  }
});
