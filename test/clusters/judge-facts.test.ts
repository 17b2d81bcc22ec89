import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeCluster } from '../../gateway/clusters/check-cluster.ts';
import { readClusterFacts, unknownFacts, type ClusterFacts } from '../../gateway/clusters/read-cluster-facts.ts';
import { CheckSchema, type DistributionSetting } from '../../gateway/clusters/schemas.ts';
import { matches } from '../../gateway/core/check.ts';
import { libConfig, libLog, stockConfig, stockLog, withClassPath } from './flink-logs.ts';

const overview = { 'flink-version': '1.12.7', 'slots-total': 4, taskmanagers: 1 };
const config = new Map([
  ['classloader.check-leaked-classloader', 'false'],
  ['classloader.resolve-order', 'parent-first'],
]);
const lib = readClusterFacts(libLog, libConfig);
const stock = readClusterFacts(stockLog, stockConfig);
const table = 'flink-table-blink_2.12-1.12.7.jar';
const core = 'zz/chunjun-core.jar';
const withJars = (...jars: string[]) => readClusterFacts(withClassPath(jars), libConfig);

function judge(mode: DistributionSetting['mode'], facts: ClusterFacts, bundled?: ReadonlySet<string>) {
  const check = judgeCluster(overview, config, { mode }, facts, bundled);
  assert.ok(matches(CheckSchema, check));
  for (const { level, remedy } of check.findings) assert.equal(remedy !== undefined, level !== 'ok');
  // Whether ended jobs are archived is not in the log.
  const findings = check.findings.filter(({ code }) => code !== 'job_archive');
  const said = findings.map(({ level, code, connector }) => `${level} ${code} ${connector ?? ''}`.trim());
  return { ...check, said };
}

describe('the preflight on what the log says', () => {
  test('a lib cluster with its plugins is usable; Java, plugins and extra jars are told', () => {
    const check = judge('lib', lib);
    assert.equal(check.usable, true);
    assert.equal(check.javaVersion, 17);
    assert.deepEqual(check.plugins, ['mysql', 'postgresql', 'stream']);
    assert.deepEqual(check.extraJars, []);
    assert.deepEqual(check.said, ['ok flink_version', 'ok slots', 'ok java_version', 'ok plugins']);
  });

  test('a stock cluster: usable in mode bundle, not in mode lib', () => {
    const asLib = judge('lib', stock);
    assert.equal(asLib.usable, false);
    assert.deepEqual(asLib.modes, ['bundle', 'dist-dir']);
    assert.ok(asLib.said.includes('error core_missing') && asLib.said.includes('error plugins'));
    assert.equal(judge('bundle', stock).usable, true);
  });

  test('not known: usable as before, and said', () => {
    const check = judge('lib', unknownFacts);
    assert.equal(check.usable, true);
    assert.deepEqual([check.javaVersion, check.plugins, check.extraJars], [null, null, null]);
    assert.deepEqual(check.said.slice(2), ['info java_version', 'info plugins']);
    assert.deepEqual(judge('bundle', unknownFacts, new Set(['kafka', 'http'])).said.slice(2), [
      'info java_version',
      'warning bundle_leaks_metaspace',
    ]);
  });

  test('hive before Flink’s jars breaks every mode', () => {
    const facts = withJars('connector/hive/chunjun-connector-hive.jar', table, core);
    const check = judge('bundle', facts);
    assert.equal(check.usable, false);
    assert.deepEqual(check.modes, []);
    assert.ok(check.said.includes('error class_path_order'));
    assert.equal(judge('lib', withJars(table, core, 'zz/chunjun-connector-hive.jar')).usable, true);
  });

  test('per connector: the jar it needs and lacks, the Java it needs', () => {
    const kafka = withJars(table, core, 'zz/chunjun-connector-kafka.jar', 'zz/chunjun-connector-http.jar');
    assert.deepEqual(judge('lib', kafka).said.slice(4), [
      'info extra_jar_missing http',
      'info extra_jar_missing kafka',
      'info connector_java kafka',
    ]);
    const provided = withJars(table, core, 'zz/chunjun-connector-kafka.jar', 'guava-30.1-jre.jar');
    assert.deepEqual(judge('lib', provided).said.slice(4), ['info connector_java kafka']);
    assert.deepEqual(judge('lib', { ...provided, javaVersion: 8 }).said.slice(4), []);
    assert.deepEqual(judge('bundle', stock, new Set(['hdfs', 'mysql'])).said.slice(3, -1), [
      'info extra_jar_missing hdfs',
    ]);
  });

  test('dist-dir needs a Java that lets its class loader be reached', () => {
    assert.equal(judge('dist-dir', stock).usable, true);
    const closed = judge('dist-dir', { ...stock, opensJavaNet: false });
    assert.equal(closed.usable, false);
    assert.deepEqual(closed.modes, ['bundle']);
    assert.equal(judge('dist-dir', { ...stock, opensJavaNet: false, javaVersion: 11 }).usable, true);
  });
});
