import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  databaseAddress,
  mysqlTls,
  parseHosts,
  parseJdbcUrl,
  postgresTls,
} from '../../../gateway/datasources/probe/address.ts';
import { ProbeFailure } from '../../../gateway/datasources/probe/model.ts';

describe('addresses', () => {
  const urls: [url: string, place: string, database: string | null, properties: Record<string, string>][] = [
    ['jdbc:mysql://h/d', 'h:1', 'd', {}],
    ['jdbc:mysql://h:33/d?a=b&useSSL=false', 'h:33', 'd', { a: 'b', usessl: 'false' }],
    ['jdbc:mysql:loadbalance://h:33,i/d?a=%20x', 'h:33 i:1', 'd', { a: ' x' }],
    ['jdbc:postgresql://[::1]:54/d%20e', '::1:54', 'd e', {}],
    ['jdbc:sqlserver://h\\inst:14;databaseName=d;encrypt=true;', 'h:14', 'd', { databasename: 'd', encrypt: 'true' }],
    ['jdbc:pivotal:greenplum://h:5;DatabaseName=d', 'h:5', 'd', { databasename: 'd' }],
    ['jdbc:db2://h:5/d:user=x;a=b;', 'h:5', 'd', { user: 'x', a: 'b' }],
    ['jdbc:sap://h:5/?databaseName=d', 'h:5', 'd', { databasename: 'd' }],
    ['jdbc:mysql://h', 'h:1', null, {}],
  ];
  for (const [url, place, database, properties] of urls) {
    test(url, () => {
      const parsed = parseJdbcUrl(url, 1);
      assert.equal(parsed.hosts.map(({ host, port }) => `${host}:${port}`).join(' '), place);
      assert.equal(parsed.database, database);
      assert.deepEqual(Object.fromEntries(parsed.properties), properties);
    });
  }

  for (const wrong of ['h:0', 'h:65536', 'a:b:c', '', '[::1', 'h:1:2']) {
    test(`refuses ${JSON.stringify(wrong)}`, () => {
      assert.throws(() => parseHosts(wrong, 1), ProbeFailure);
    });
  }

  test('by fields, with the port of the type when none is given', () => {
    const target = {
      secrets: { password: 'p' },
      config: { host: '[fe80::1]', username: 'u', properties: { SslMode: 'x' } },
    };
    const address = databaseAddress({ type: 'clickhouse', ...target }, 1);
    assert.deepEqual([address.host, address.port, address.user, address.password], ['fe80::1', 8123, 'u', 'p']);
    assert.equal(address.properties.get('sslmode'), 'x');
    assert.equal(databaseAddress({ type: 'mysql', ...target }, 3306).port, 3306);
  });
});

describe('what properties say about TLS', () => {
  const mysql: [properties: Record<string, string>, mode: string][] = [
    [{}, 'prefer'],
    [{ usessl: 'false' }, 'off'],
    [{ usessl: 'true' }, 'prefer'],
    [{ usessl: 'true', requiressl: 'true' }, 'require'],
    [{ usessl: 'true', verifyservercertificate: 'true' }, 'verify'],
    [{ sslmode: 'DISABLED', usessl: 'true' }, 'off'],
    [{ sslmode: 'preferred' }, 'prefer'],
    [{ sslmode: 'REQUIRED' }, 'require'],
    [{ sslmode: 'verify-full' }, 'verify'],
    [{ sslmode: 'VERIFY_CA' }, 'verify'],
  ];
  for (const [properties, mode] of mysql) {
    test(`mysql ${JSON.stringify(properties)}: ${mode}`, () => {
      assert.equal(mysqlTls(new Map(Object.entries(properties))), mode);
    });
  }
  const postgres: [properties: Record<string, string>, mode: string][] = [
    [{}, 'prefer'],
    [{ sslmode: 'disable' }, 'off'],
    [{ sslmode: 'allow' }, 'off'],
    [{ sslmode: 'prefer', ssl: 'true' }, 'prefer'],
    [{ sslmode: 'require' }, 'require'],
    [{ sslmode: 'verify-ca' }, 'verify'],
    [{ ssl: 'true' }, 'verify'],
    [{ ssl: '' }, 'verify'],
    [{ ssl: 'false' }, 'prefer'],
  ];
  for (const [properties, mode] of postgres) {
    test(`postgresql ${JSON.stringify(properties)}: ${mode}`, () => {
      assert.equal(postgresTls(new Map(Object.entries(properties))), mode);
    });
  }
});
