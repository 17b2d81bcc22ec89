/** What the catalogue has to say of every connector people ask for, the ones that do not work included. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findConnector } from '../../gateway/connectors/catalogue.ts';
import type { SideName, Text } from '../../gateway/connectors/descriptions/description.ts';
import { findDescription } from '../../gateway/connectors/descriptions/descriptions.ts';

/** name, kind, jar directory, what the gateway builds (r, w). */
const asked: readonly [name: string, kind: string, directory: string | null, sides: string][] = [
  ['stream', 'test', 'stream', 'rw'],
  ['mysql', 'rdb', 'mysql', 'rw'],
  ['postgresql', 'rdb', 'postgresql', 'rw'],
  ['oracle', 'rdb', 'oracle', 'rw'],
  ['sqlserver', 'rdb', 'sqlserver', 'rw'],
  ['db2', 'rdb', 'db2', 'rw'],
  ['dm', 'rdb', 'dm', 'rw'],
  ['clickhouse', 'olap', 'clickhouse', 'rw'],
  ['saphana', 'rdb', 'saphana', 'rw'],
  ['oceanbase', 'rdb', 'oceanbase', 'rw'],
  ['sybase', 'rdb', 'sybase', 'r'],
  ['greenplum', 'olap', 'greenplum', 'rw'],
  ['vertica11', 'olap', 'vertica11', 'w'],
  ['doris', 'olap', 'doris', 'rw'],
  ['starrocks', 'olap', 'starrocks', 'rw'],
  ['binlog', 'cdc', 'binlog', 'r'],
  ['mysqlcdc', 'cdc', 'mysqlcdc', 'r'],
  ['mysqld', 'rdb', 'mysqld', 'r'],
  ['oraclelogminer', 'cdc', 'oraclelogminer', 'r'],
  ['sqlservercdc', 'cdc', 'sqlservercdc', 'r'],
  ['pgwal', 'cdc', 'pgwal', 'r'],
  ['oceanbasecdc', 'cdc', 'oceanbasecdc', 'r'],
  ['kafka', 'mq', 'kafka', 'rw'],
  ['emqx', 'mq', 'emqx', 'rw'],
  ['ftp', 'file', 'ftp', 'r'],
  ['hdfs', 'file', 'hdfs', 'rw'],
  ['hive', 'lake', 'hive', 'w'],
  ['hive3', 'lake', 'hive3', 'rw'],
  ['iceberg', 'lake', 'iceberg', 'w'],
  ['s3', 'file', 's3', 'rw'],
  ['hbase', 'nosql', 'hbase14', 'rw'],
  ['kudu', 'nosql', 'kudu', 'rw'],
  ['redis', 'nosql', 'redis', 'rw'],
  ['mongodb', 'nosql', 'mongodb', 'rw'],
  ['cassandra', 'nosql', 'cassandra', 'rw'],
  ['influxdb', 'nosql', 'influxdb', 'rw'],
  ['elasticsearch7', 'search', 'elasticsearch7', 'rw'],
  ['solr', 'search', 'solr', 'rw'],
  ['http', 'http', 'http', 'r'],
  // Not usable at all, and looked for all the same.
  ['gbase', 'rdb', null, ''],
  ['kingbase', 'rdb', null, ''],
  ['phoenix5', 'nosql', null, ''],
  ['elasticsearch5', 'search', null, ''],
  ['elasticsearch6', 'search', null, ''],
  ['hbase2', 'nosql', 'hbase2', ''],
  ['rabbitmq', 'mq', 'rabbitmq', ''],
  ['rocketmq', 'mq', 'rocketmq', ''],
  ['file', 'file', 'file', ''],
  ['filesystem', 'file', 'filesystem', ''],
  ['socket', 'socket', 'socket', ''],
];

/** Contract, chapter 5: what opens connections inside main(); hdfs and hive writers do so on the JobMaster. */
const connecting = new Set(
  (
    'mysql.r mysql.w postgresql.r postgresql.w oracle.r oracle.w sqlserver.r sqlserver.w db2.r db2.w dm.r dm.w ' +
    'clickhouse.r clickhouse.w saphana.r saphana.w oceanbase.r oceanbase.w sybase.r greenplum.r greenplum.w vertica11.w ' +
    'doris.r mysqld.r binlog.r oraclelogminer.r sqlservercdc.r elasticsearch7.w iceberg.w hdfs.w hive3.w'
  ).split(' '),
);

const increments: Readonly<Record<string, string>> = {
  mysql: 'column',
  doris: 'column',
  binlog: 'position',
  pgwal: 'position',
  kafka: 'position',
};

function assertText(text: Text | null, what: string): void {
  assert.ok(text !== null && text.en.trim() !== '' && text.zh.trim() !== '', what);
}

for (const [name, kind, directory, usable] of asked) {
  describe(name, () => {
    const found = findDescription(name);
    assert.ok(found, name);

    test('kind, title and jar directory', () => {
      assert.equal(found.kind, kind);
      assert.equal(found.pluginDirectory, directory);
      assertText(found.title, 'title');
    });

    for (const [side, letter] of [
      ['reader', 'r'],
      ['writer', 'w'],
    ] as const) {
      test(`${side}: what works, why not, and what to take instead`, () => {
        const { status, reason, alternative, javaVersions } = found[side];
        const builds = usable.includes(letter);
        assert.equal((findConnector(name)?.[side] ?? null) !== null, builds);
        assert.equal(['works', 'untested'].includes(status), builds, status);
        if (status !== 'works') assertText(reason, 'reason');
        if (!builds && (status === 'broken' || usable === '')) assertText(alternative, 'alternative');
        if (builds) assert.ok(javaVersions.length > 0);
      });

      if (!usable.includes(letter)) continue;
      test(`${side}: columns, connection, submission`, () => {
        const { columns, connectionShape, checkedAtSubmission, connectsAtSubmission, writeModes, parameters } =
          found[side];
        assert.ok(['names', 'objects', 'any', 'none'].includes(columns.kind));
        if (columns.kind !== 'none') assertText(columns.note, 'columns');
        assertText(connectionShape, 'connectionShape');
        assertText(checkedAtSubmission, 'checkedAtSubmission');
        assert.equal(connectsAtSubmission, connecting.has(`${name}.${letter}`));
        const mode = parameters.find((one) => one.name === 'writeMode' && one.source === 'version');
        // StarRocks leaves it to the table: a word of its own is none of ours.
        if (side === 'writer' && (mode?.enum ?? null) !== null) assert.ok(writeModes.length > 0, 'write modes');
        if (side === 'reader') assert.deepEqual(writeModes, []);
        if (found[side].increment !== null) assertText(found[side].increment.note, 'increment');
        if (found[side].split !== null) assertText(found[side].split.note, 'split');
      });
    }
  });
}

test('every side of a reader says how it divides its rows', () => {
  for (const [name, , , usable] of asked.filter((one) => one[3].includes('r'))) {
    assert.ok(findDescription(name)?.reader.split, `${name} ${usable}`);
  }
});

test('increments, as far as they are known', () => {
  for (const [name, kind] of Object.entries(increments)) {
    assert.equal(findDescription(name)?.reader.increment?.kind, kind, name);
  }
  const side: SideName = 'writer';
  for (const [name] of asked) assert.equal(findDescription(name)?.[side].increment ?? null, null, name);
});
