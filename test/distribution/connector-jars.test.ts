import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { connectorDirectoriesOf, extraPluginOf, pluginExtrasOf } from '../../gateway/distribution/connector-jars.ts';
import { indexDistribution } from '../../gateway/distribution/index-distribution.ts';
import { pluginJars } from '../../gateway/distribution/plugin-jars.ts';
import { hasCode } from '../../gateway/core/errors.ts';
import { temporaryDirectory, writeDistribution } from './make-distribution.ts';

describe('what a jar is called and where it lies in a distribution', () => {
  for (const [jar, directories] of [
    ['chunjun-connector-mysql.jar', ['mysql']],
    ['chunjun-connector-mysqlcdc.jar', ['mysqlcdc']],
    ['chunjun-connector-hive3.jar', ['hive3']],
    ['chunjun-connector-hbase-1.4.jar', ['hbase14']],
    ['chunjun-connector-hbase-1.4-master.jar', ['hbase14']],
    ['chunjun-connector-kafka.jar', ['kafka', 'upsert-kafka']],
    ['chunjun-connector-mysql-1.12_release.jar', ['mysql']],
    ['chunjun-connector-elasticsearch7-master.jar', ['elasticsearch7']],
    ['chunjun-connector-ours.jar', ['ours']],
    ['chunjun-connector-jdbc-base.jar', []],
    ['chunjun-core.jar', []],
    ['mysql-connector-java-8.0.28.jar', []],
    ['chunjun-connector-mysql.jar.bak', []],
  ] as const) {
    test(`${jar}: ${directories.join(', ') || 'none'}`, () =>
      assert.deepEqual(connectorDirectoriesOf(jar), directories));
  }

  for (const [jar, extra] of [
    ['chunjun-metrics-prometheus.jar', 'metrics/prometheus'],
    ['chunjun-metrics-mysql-master.jar', 'metrics/mysql'],
    ['chunjun-dirty-log.jar', 'dirty-data-collector/log'],
    ['chunjun-dirty-mysql.jar', 'dirty-data-collector/mysql'],
    ['chunjun-dirty-base.jar', undefined],
    ['chunjun-connector-mysql.jar', undefined],
  ] as const) {
    test(`${jar}: ${extra ?? 'no extra'}`, () => assert.equal(extraPluginOf(jar), extra));
  }
});

test('the extras of a distribution on disk: told, and given as jars by their path', async (t) => {
  const directory = await temporaryDirectory(t);
  await writeDistribution(join(directory, 'dist'));
  const distribution = await indexDistribution(join(directory, 'dist'), { cacheDir: join(directory, 'cache') });
  assert.deepEqual([...pluginExtrasOf(distribution)].sort(), [
    'dirty-data-collector/log',
    'metrics/mysql',
    'metrics/prometheus',
  ]);
  const names = pluginJars(distribution, ['stream', 'metrics/prometheus', 'dirty-data-collector/log']).map(
    ({ name }) => name,
  );
  assert.deepEqual(names, [
    'chunjun-core.jar',
    'chunjun-dirty-log.jar',
    'chunjun-metrics-prometheus.jar',
    'chunjun-connector-stream.jar',
  ]);
  for (const name of ['dirty-data-collector/mysql', 'formats/protobuf', 'metrics/']) {
    assert.throws(
      () => pluginJars(distribution, [name]),
      (error: unknown) => hasCode(error, 'connector_missing') && error.remedy?.includes(name) === true,
    );
  }
  // Every jar of a distribution is recognised by its name alone, as in Flink's lib directory.
  for (const [directoryName, { jars }] of distribution.connectors) {
    for (const { name } of jars) assert.ok(connectorDirectoriesOf(name).includes(directoryName), name);
  }
});
