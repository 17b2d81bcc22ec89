import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { connectors } from '../../../gateway/connectors/catalogue.ts';
import { findProbe } from '../../../gateway/datasources/probe/families.ts';
import { closedPort, startSilentHost } from '../../helpers/silent-host.ts';
import { assertFails, failing, line, probe, type Source } from './harness.ts';

const types = connectors.flatMap(({ name, datasource }) => (datasource === null ? [] : [name]));

/** A data source of each type there is no driver for, at a place. */
const unspoken: Readonly<Record<string, (port: number) => Source['config']>> = {
  db2: (port) => ({ host: '127.0.0.1', port, database: 'd' }),
  dm: (port) => ({ jdbcUrl: `jdbc:dm://127.0.0.1:${port}` }),
  saphana: (port) => ({ jdbcUrl: `jdbc:sap://127.0.0.1:${port}/?databaseName=d` }),
  sybase: (port) => ({ jdbcUrl: `jdbc:jtds:sybase://127.0.0.1:${port}/d;charset=utf8` }),
  vertica11: (port) => ({ host: '127.0.0.1', port, database: 'd' }),
  hive: (port) => ({
    jdbcUrl: `jdbc:hive2://127.0.0.1:${port}/default;principal=hive/_HOST@X`,
    defaultFS: 'hdfs://ns',
  }),
  oceanbasecdc: (port) => ({ logProxyHost: '127.0.0.1', logProxyPort: port }),
  emqx: (port) => ({ broker: `tcp://127.0.0.1:${port}` }),
  iceberg: (port) => ({ uri: `thrift://127.0.0.1:${port}`, warehouse: '/w' }),
  hbase: (port) => ({ quorum: `127.0.0.1:${port},other:2181` }),
  kudu: (port) => ({ masters: `127.0.0.1:${port}` }),
  cassandra: (port) => ({ host: '127.0.0.1', port }),
  influxdb: (port) => ({ url: `http://127.0.0.1:${port}`, database: 'd' }),
  solr: (port) => ({ zkHosts: [`127.0.0.1:${port}`, 'other:2181'], zkChroot: '/solr' }),
};

test('importing the families loads no driver', () => {
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  const drivers = /node_modules\/(?:mysql2|tedious|oracledb|mongodb|kafkajs|ssh2|basic-ftp)\//;
  assert.deepEqual(
    loaded.filter((file) => drivers.test(file)),
    [],
  );
});

test('every type that has data sources is asked somehow', () => {
  assert.deepEqual(
    types.filter((type) => findProbe(type) === undefined),
    [],
  );
  assert.equal(findProbe('stream'), undefined);
  assert.equal(findProbe('constructor'), undefined);
});

describe('types without a driver', () => {
  test('are all tried below', () => {
    const reachable = types.filter((type) => findProbe(type)?.depth === 'reachability');
    assert.deepEqual(reachable.sort(), Object.keys(unspoken).sort());
  });

  for (const [type, config] of Object.entries(unspoken)) {
    test(`${type}: reached, and told that nothing more was tried`, async () => {
      const host = await startSilentHost();
      try {
        const result = await probe({ type, config: config(host.port) });
        assert.equal(line(result), 'resolve- connect+ tls- login- permission-');
        assert.deepEqual([result.ok, result.depth], [true, 'reachability']);
        assert.match(result.stages[3]?.reason ?? '', /only the connection is tried/);
        await host.allGone();
      } finally {
        await host.close();
      }
      assertFails(await probe({ type, config: config(await closedPort()) }), 'connect', 'port_closed');
    });
  }

  test('a config that names no place is told as such', async () => {
    for (const source of [
      { type: 'db2', config: { jdbcUrl: 'jdbc:db2:alias' } },
      { type: 'hbase', config: { quorum: ' , ' } },
      { type: 'kudu', config: { masters: 'h:99999' } },
      { type: 'emqx', config: { broker: 'gopher://h' } },
    ]) {
      const stage = failing(await probe(source));
      assert.deepEqual([stage.name, stage.code], ['resolve', 'config_incomplete'], source.type);
    }
  });
});
