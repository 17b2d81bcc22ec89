import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readClusterFacts, unknownFacts } from '../../gateway/clusters/read-cluster-facts.ts';
import { libConfig, libLog, stockConfig, stockLog, withClassPath } from './flink-logs.ts';

const own = ['flink-csv-1.12.7.jar', 'flink-table-blink_2.12-1.12.7.jar', 'flink-table_2.12-1.12.7.jar'];
const last = ['log4j-core-2.16.0.jar', 'flink-dist_2.12-1.12.7.jar'];
const factsOf = (before: string[], after: string[], log = libLog) =>
  readClusterFacts(withClassPath([...before, ...own, ...after, ...last], log), libConfig);

describe('a recorded log of Flink 1.12.7', () => {
  test('stock: Java, class path, no Chunjun, no Hadoop', () => {
    const facts = readClusterFacts(stockLog, stockConfig);
    assert.equal(facts.javaVersion, 17);
    assert.equal(facts.opensJavaNet, true);
    assert.equal(facts.classPath?.length, 73);
    assert.ok(facts.classPath?.includes('flink-runtime_2.12-1.12.7.jar'));
    assert.equal(
      facts.classPath?.some((name) => name.includes('/')),
      false,
      'no paths are kept',
    );
    assert.equal(facts.core, false);
    assert.deepEqual([...facts.connectors], []);
    // flink-shaded-guava hides its classes under another name.
    assert.deepEqual([...facts.extraJars], []);
    assert.deepEqual([...facts.undecidedJars], []);
  });

  test('lib: the plugins behind Flink’s jars', () => {
    const facts = readClusterFacts(libLog, libConfig);
    assert.equal(facts.core, true);
    assert.equal(facts.coreBeforeFlink, false);
    assert.deepEqual([...facts.connectors].sort(), ['mysql', 'postgresql', 'stream']);
    assert.deepEqual(facts.pluginsBeforeFlink, []);
  });

  for (const [vm, version] of [
    ['OpenJDK 64-Bit Server VM - Temurin - 1.8/25.302-b08', 8],
    ['OpenJDK 64-Bit Server VM - Oracle Corporation - 11/11.0.13+8', 11],
    ['Java HotSpot(TM) 64-Bit Server VM - Oracle Corporation - 9.0.4/9.0.4+11', 9],
    ['somebody else’s words', null],
  ] as const) {
    test(`JVM: ${vm}: Java ${version}`, () => {
      const log = libLog.replace(/ JVM: .*/, ` JVM: ${vm}`);
      assert.equal(readClusterFacts(log, libConfig).javaVersion, version);
    });
  }
});

describe('which start a log is about', () => {
  test('the start that the configuration belongs to, not one before or after it', () => {
    for (const log of [stockLog + libLog, libLog + stockLog]) {
      assert.equal(readClusterFacts(log, libConfig).core, true);
      assert.equal(readClusterFacts(log, stockConfig).core, false);
      assert.notEqual(readClusterFacts(log, stockConfig).classPath, null);
    }
  });

  test('only another start: nothing is known', () => {
    assert.deepEqual(readClusterFacts(stockLog, libConfig), unknownFacts);
  });

  test('cut off before the line that names the start: it is taken', () => {
    const cut = libLog.slice(0, libLog.indexOf('Loading configuration property'));
    assert.equal(readClusterFacts(cut, libConfig).core, true);
  });

  test('cut off within the class path: Java only', () => {
    const cut = libLog.slice(0, libLog.indexOf('zz-chunjun'));
    const facts = readClusterFacts(cut, libConfig);
    assert.equal(facts.javaVersion, 17);
    assert.equal(facts.classPath, null);
  });

  for (const [what, log] of [
    ['none', null],
    ['empty', ''],
    ['rotated: without its beginning', libLog.slice(libLog.indexOf('Loading configuration property'))],
    ['a page', '<html><body>JVM: 17 Classpath: a.jar</body></html>\n'],
    ['binary', Buffer.from([0x1f, 0x8b, 8, 0, 0, 255, 254, 10]).toString('utf8')],
  ] as const) {
    test(`${what}: nothing is known`, () => assert.deepEqual(readClusterFacts(log, libConfig), unknownFacts));
  }

  test('a layout of JSON', () => {
    const json = libLog.replace(/^.*? - (.*)$/gm, (_line, message: string) =>
      JSON.stringify({ message, level: 'INFO' }),
    );
    assert.deepEqual(readClusterFacts(json, libConfig).classPath, readClusterFacts(libLog, libConfig).classPath);
  });
});

describe('the class path', () => {
  const core = 'zz-chunjun/chunjun-core.jar';
  test('hdfs, hive, hive3 before Flink’s table jars, others not named', () => {
    const names = ['hdfs', 'hive', 'hive3', 'mysql'].map((name) => `connector/${name}/chunjun-connector-${name}.jar`);
    assert.deepEqual(factsOf(names, []).pluginsBeforeFlink, ['hdfs', 'hive', 'hive3']);
    assert.deepEqual(factsOf([], names).pluginsBeforeFlink, []);
    // Flink's scripts put flink-dist last, whatever is in lib/.
    assert.equal(factsOf([], [core]).coreBeforeFlink, false);
    assert.equal(factsOf(['chunjun-core.jar'], []).coreBeforeFlink, true);
  });

  type Row = [jars: string[], there: string[], undecided: string[]];
  const table: Row[] = [
    [['guava-30.1-jre.jar'], ['guava'], []],
    [['flink-shaded-guava-18.0-12.0.jar', 'listenablefuture-9999.0-empty-to-avoid-conflict-with-guava.jar'], [], []],
    [['httpclient-4.5.13.jar'], ['httpclient'], []],
    [['httpclient5-5.1.jar', 'commons-httpclient-3.1.jar', 'httpcore-4.4.14.jar'], [], []],
    [['hadoop-common-2.7.5.jar', 'hadoop-hdfs-2.7.5.jar'], ['hadoop-client'], []],
    [
      ['chunjun-metrics-prometheus.jar', 'chunjun-dirty-mysql.jar'],
      ['dirty-data-collector/mysql', 'metrics/prometheus'],
      [],
    ],
    [['ours.jar'], [], ['guava', 'httpclient']],
    [['ours-uber-2.jar', 'guava-30.1-jre.jar'], ['guava'], ['httpclient']],
    [['chunjun-connector-solr.jar'], [], ['guava', 'httpclient']],
    [['chunjun-connector-mysql.jar', 'chunjun-connector-kafka.jar'], [], []],
  ];
  for (const [jars, there, undecided] of table) {
    test(`${jars.join(', ')}: ${there.join(', ') || 'nothing'}; undecided: ${undecided.join(', ') || 'nothing'}`, () => {
      const facts = factsOf([], jars);
      assert.deepEqual([...facts.extraJars].sort(), there);
      assert.deepEqual([...facts.undecidedJars].sort(), undecided);
    });
  }

  test('Flink’s own word on Hadoop counts more than names', () => {
    const withHadoop = libLog.replace(' No Hadoop Dependency available', ' Hadoop version: 2.8.3');
    assert.deepEqual([...factsOf([], ['ours.jar'], withHadoop).extraJars], ['hadoop-client']);
    const silent = libLog.replace(' No Hadoop Dependency available', ' ');
    assert.ok(factsOf([], ['ours.jar'], silent).undecidedJars.has('hadoop-client'));
  });
});
