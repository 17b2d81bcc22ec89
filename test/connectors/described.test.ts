import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildJob } from '../../gateway/chunjun/build-job-json.ts';
import { checkVersionSpec } from '../../gateway/chunjun/check-version-spec.ts';
import { fromValue } from '../../gateway/chunjun/validate/parse-document.ts';
import { validateDocument } from '../../gateway/chunjun/validate/validate-document.ts';
import { SyncSpecSchema } from '../../gateway/chunjun/version-spec.ts';
import { connectors, findConnector } from '../../gateway/connectors/catalogue.ts';
import { findConfigErrors } from '../../gateway/connectors/check-values.ts';
import type { Column } from '../../gateway/connectors/connector.ts';
import type { SideName } from '../../gateway/connectors/descriptions/description.ts';
import { connectorDescriptions, findDescription } from '../../gateway/connectors/descriptions/descriptions.ts';
import { findErrors } from '../../gateway/core/check.ts';
import { REDACTED } from '../../gateway/core/redact.ts';
import { minimalConnection, minimalSpec } from './described-versions.ts';

const sides = connectorDescriptions.flatMap((description) =>
  (['reader', 'writer'] as const).map((side) => ({ description, side })),
);
const usable = sides.filter(({ description, side }) => ['works', 'untested'].includes(description[side].status));

/** The gateway adds them to a list: they fill no place of their own. */
const httpPlaces: Readonly<Record<string, readonly string[]>> = {
  authorization: ['/header/0/value'],
  cookie: ['/header/1/value'],
  apiKey: ['/header/2/value'],
};

describe('registered connectors', () => {
  test('a side can be built exactly when nothing is known against it', () => {
    assert.equal(usable.length, 65);
    for (const { description, side } of sides) {
      const expected = ['works', 'untested'].includes(description[side].status);
      const built = findConnector(description.name)?.[side] ?? null;
      assert.equal(built !== null, expected, `${description.name} ${side}`);
    }
  });

  test('each name once, with the directory and plugin names of its description', () => {
    assert.equal(new Set(connectors.map(({ name }) => name)).size, connectors.length);
    for (const { name, pluginDirectory, reader, writer } of connectors) {
      const description = findDescription(name);
      assert.equal(pluginDirectory, description?.pluginDirectory);
      assert.equal(reader?.pluginName ?? null, reader === null ? null : description?.readerName);
      assert.equal(writer?.pluginName ?? null, writer === null ? null : description?.writerName);
    }
  });

  for (const { description, side } of usable.filter(({ description }) => description.name !== 'stream')) {
    test(`${description.name} ${side}: the smallest version makes a document without errors or open secrets`, () => {
      const { name } = description;
      const datasource = findConnector(name)?.datasource;
      const connection = minimalConnection(description, (field) => `open-${field}-text`);
      if (connection !== null) {
        assert.ok(datasource);
        assert.deepEqual(findErrors(datasource.config, connection.config), []);
        assert.deepEqual(findErrors(datasource.secrets, connection.secrets), []);
        const secretNames = new Set(Object.keys(connection.secrets));
        assert.deepEqual(findConfigErrors(datasource, connection.config, secretNames), []);
      }
      const spec = minimalSpec(description, side);
      assert.deepEqual(findErrors(SyncSpecSchema, spec), []);
      assert.deepEqual(checkVersionSpec(spec, new Map([[spec[side].datasourceId ?? '', name]])), []);
      const build = (details: typeof connection) => {
        const both = { reader: null, writer: null, [side]: details };
        return buildJob({ spec, ...both, startLocation: null });
      };
      const { document, confProp } = build(connection);
      const errors = validateDocument(fromValue(document), { confProp }).filter(({ level }) => level === 'error');
      assert.deepEqual(errors, []);

      const fills = new Map(description.datasource?.secrets.map((field) => [field.name, field.fills]));
      for (const [field, secret] of Object.entries(connection?.secrets ?? {})) {
        const found = placesOf(document.job.content[0][side].parameter, secret);
        assert.equal(found.length, 1, `${field} stands at ${found.join(' ')}`);
        const places = name === 'http' ? httpPlaces[field] : fills.get(field);
        assert.ok(places?.includes(found[0] ?? ''), found[0]);
        assert.equal(JSON.stringify(document).split(secret).length, 2);
      }
      const masked = build(minimalConnection(description, () => REDACTED));
      assert.doesNotMatch(JSON.stringify(masked.document), /open-/);
    });
  }
});

/** RFC 6901 pointers at which the text stands. */
function placesOf(value: unknown, text: string, pointer = ''): string[] {
  if (value === text) return [pointer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => placesOf(inner, text, `${pointer}/${key}`));
}

const blockOf = (
  name: string,
  side: SideName,
  parameter: Record<string, unknown>,
  columns: Column[],
  config: Record<string, unknown>,
  startLocation: string | null = null,
): Record<string, unknown> => {
  const built = findConnector(name)?.[side]?.build({
    columns,
    parameter,
    connection: { config, secrets: { password: 'p' } },
    startLocation,
    channels: 1,
  });
  return JSON.parse(JSON.stringify(built)) as Record<string, unknown>;
};

describe('what a version and a data source become', () => {
  for (const [name, database, url] of [
    ['oracle', 'orcl', 'jdbc:oracle:thin:@h:1521:orcl'],
    ['sqlserver', 'd', 'jdbc:sqlserver://h:1433;databaseName=d;encrypt=true;loginTimeout=5'],
    ['db2', 'd', 'jdbc:db2://h:50000/d:encrypt=true;loginTimeout=5;'],
    ['dm', undefined, 'jdbc:dm://h:5236?encrypt=true&loginTimeout=5'],
    ['saphana', 'd', 'jdbc:sap://h:39015/?databaseName=d&encrypt=true&loginTimeout=5'],
    ['greenplum', 'd', 'jdbc:pivotal:greenplum://h:5432;DatabaseName=d;encrypt=true;loginTimeout=5'],
    ['clickhouse', 'd', 'jdbc:clickhouse://h:8123/d?encrypt=true&loginTimeout=5'],
    ['sybase', 'd', 'jdbc:jtds:sybase://h:5000/d;encrypt=true;loginTimeout=5'],
  ] as const) {
    test(`address of ${name}: a list for the reader`, () => {
      const properties = name === 'oracle' ? {} : { properties: { encrypt: 'true', loginTimeout: '5' } };
      const config = { host: 'h', username: 'u', ...(database === undefined ? {} : { database }), ...properties };
      assert.deepEqual(findConnector(name)?.datasource?.check(config), []);
      const block = blockOf(name, 'reader', { table: 't' }, ['id'], config);
      assert.deepEqual(block['connection'], [{ jdbcUrl: [url], table: ['t'] }]);
    });
  }

  test('an incremental read of the JDBC family: the last offset, no reporter, parentheses', () => {
    const config = { host: 'h', database: 'd', username: 'u' };
    const block = blockOf(
      'oracle',
      'reader',
      { table: 'T', increColumn: 'ID', where: 'A=1 or B=2' },
      ['ID'],
      config,
      '9',
    );
    assert.equal(block['startLocation'], '9');
    assert.equal(block['initReporter'], false);
    assert.equal(block['where'], '(A=1 or B=2)');
  });

  test('doris: stream load with frontend nodes, JDBC without', () => {
    const config = { jdbcUrl: 'jdbc:mysql://fe:9030/d', username: 'u' };
    const parameter = { database: 'd', table: 't' };
    const load = blockOf('doris', 'writer', parameter, ['id'], { ...config, feNodes: ['fe:8030'] });
    assert.deepEqual(load, {
      feNodes: ['fe:8030'],
      username: 'u',
      password: 'p',
      column: ['id'],
      database: 'd',
      table: 't',
    });
    for (const without of [config, { ...config, feNodes: [] }]) {
      const jdbc = blockOf('doris', 'writer', parameter, ['id'], without);
      assert.deepEqual(jdbc['connection'], [{ jdbcUrl: config.jdbcUrl, schema: 'd', table: ['t'] }]);
      assert.equal('table' in jdbc || 'feNodes' in jdbc, false);
    }
  });

  test('free Kafka properties never change the servers', () => {
    const config = { bootstrapServers: 'k:9092', properties: { 'bootstrap.servers': 'other:1', 'client.id': 'c' } };
    const before = structuredClone(config);
    const block = blockOf('kafka', 'reader', { topic: 't' }, ['id'], config);
    assert.deepEqual(block['consumerSettings'], { 'bootstrap.servers': 'k:9092', 'client.id': 'c' });
    assert.deepEqual(config, before);
  });

  test('an empty optional secret is left out', () => {
    const connection = { config: { hostPort: 'h:1' }, secrets: { password: '' } };
    const input = { columns: ['a'], parameter: { type: 'hash', mode: 'hset' }, startLocation: null, channels: 1 };
    assert.deepEqual(findConnector('redis')?.writer?.build({ ...input, connection }), {
      hostPort: 'h:1',
      type: 'hash',
      mode: 'hset',
    });
  });
});

test('a shard’s account is given whole: its reader refuses blanks', () => {
  const { config, secrets } = findConnector('mysqld')?.datasource ?? {};
  assert.ok(config && secrets);
  const address = { jdbcUrl: ['jdbc:mysql://h'] };
  assert.deepEqual(findErrors(config, { ...address, username: 'u' }), []);
  assert.deepEqual(
    findErrors(config, { ...address, username: ' ' }).map(({ pointer }) => pointer),
    ['/username'],
  );
  assert.deepEqual(findErrors(secrets, { password: 'p' }), []);
  for (const password of ['', ' ']) {
    assert.deepEqual(
      findErrors(secrets, { password }).map(({ pointer }) => pointer),
      ['/password'],
    );
  }
});

describe('refusals', () => {
  const placesFor = (name: string, config: Record<string, unknown>) =>
    findConnector(name)
      ?.datasource?.check(config)
      .map(({ pointer }) => pointer);
  const jdbc = (jdbcUrl: string) => ({ jdbcUrl, username: 'u' });
  for (const [name, config, places] of [
    ['sqlserver', jdbc('jdbc:sqlserver://h;databaseName=d;password=x'), ['/jdbcUrl']],
    ['sqlserver', jdbc('jdbc:sqlserver://h;socketFactoryClass=x.Y'), ['/jdbcUrl']],
    ['db2', jdbc('jdbc:db2://h:1/d:clientRerouteServerListJNDIName=ldap;'), ['/jdbcUrl']],
    ['db2', { host: 'h', database: 'd:traceFile=/x', username: 'u' }, ['/database']],
    ['db2', { host: 'h', database: 'd', username: 'u', properties: { traceFile: 'x' } }, ['/properties/traceFile']],
    ['oceanbase', jdbc('jdbc:oceanbase://h/d?autoDeserialize=true'), ['/jdbcUrl']],
    ['oceanbase', jdbc('jdbc:mysql://h/d'), ['/jdbcUrl']],
    ['oceanbase', jdbc('jdbc:oceanbase://address=(host=h)/d'), ['/jdbcUrl']],
    ['oracle', jdbc('jdbc:oracle:thin:@ldap://h/cn'), ['/jdbcUrl']],
    ['oracle', { host: 'h', database: 'd', username: 'u', properties: { a: 'b' } }, ['/properties/a']],
    ['sybase', { host: 'h', database: 'd', username: 'u', properties: { a: 'b;password=c' } }, ['/properties/a']],
    ['dm', { host: 'h', username: 'u' }, []],
    ['binlog', { host: 'h', username: 'u', jdbcUrl: 'jdbc:mysql://h/d?autoDeserialize=true' }, ['/jdbcUrl']],
    ['mysqld', { jdbcUrl: ['jdbc:mysql://h', 'jdbc:mysql://h?password=x'] }, ['/jdbcUrl/1']],
    ['http', { url: 'http://u:p@h/x' }, ['/url']],
    ['elasticsearch7', { hosts: ['http://u:p@h:9200'] }, ['/hosts/0']],
    ['kafka', { bootstrapServers: 'k', properties: { 'sasl.jaas.config': 'x' } }, ['/properties/sasl.jaas.config']],
    ['kafka', { bootstrapServers: 'k', properties: { 'metric.reporters': 'x' } }, ['/properties/metric.reporters']],
    ['hdfs', { defaultFS: 'x', hadoopConfig: { 'fs.s3a.secret.key': 'x' } }, ['/hadoopConfig/fs.s3a.secret.key']],
  ] as const) {
    test(`${name} ${JSON.stringify(config)}`, () => {
      assert.deepEqual(placesFor(name, config), places);
    });
  }

  const wrongAt = (name: string, side: SideName, parameter: Record<string, unknown>, columns: Column[], channels = 1) =>
    findConnector(name)
      ?.[side]?.check(parameter, { columns, channels })
      .map(({ pointer }) => pointer);
  test('objects with types where Chunjun needs them; none where it can do without', () => {
    assert.deepEqual(wrongAt('redis', 'reader', {}, ['a', { name: 'b', type: 'int' }]), ['/columns/0']);
    assert.deepEqual(wrongAt('redis', 'reader', {}, ['a', 'b']), ['/columns/0', '/columns/1']);
    assert.deepEqual(wrongAt('kafka', 'reader', {}, ['a', 'b']), []);
    assert.deepEqual(wrongAt('kafka', 'reader', {}, ['a', { name: 'b', type: 'int' }]), ['/columns/0']);
    assert.deepEqual(wrongAt('influxdb', 'reader', {}, ['*']), []);
    assert.deepEqual(wrongAt('influxdb', 'reader', {}, ['*', 'a']), ['/columns/0']);
  });

  test('more channels than the connector takes, or no column to divide by', () => {
    const typed = [{ name: 'a', type: 'int' }];
    assert.deepEqual(wrongAt('s3', 'writer', {}, typed, 2), ['/connector']);
    assert.deepEqual(wrongAt('binlog', 'reader', {}, typed, 2), ['/connector']);
    assert.deepEqual(wrongAt('influxdb', 'reader', {}, ['a'], 2), ['/parameter/splitPk']);
    assert.deepEqual(wrongAt('oracle', 'reader', { table: 't' }, ['a'], 2), ['/parameter/splitPk']);
  });

  test('driver properties of a version, and what fails together', () => {
    const parameter = { table: 't', properties: { autoDeserialize: 'true', useSSL: 'true' } };
    assert.deepEqual(wrongAt('oceanbase', 'writer', parameter, ['a']), ['/parameter/properties/autoDeserialize']);
    assert.deepEqual(wrongAt('greenplum', 'writer', { table: 't', insertSqlMode: 'copy', fieldDelim: ',' }, ['a']), [
      '/parameter/nullDelim',
    ]);
    const both = { table: 't', increColumn: 'a', polling: true, useMaxFunc: true };
    assert.deepEqual(wrongAt('oracle', 'reader', both, ['a']), ['/parameter/useMaxFunc']);
  });

  test('every secret is a text: they are sealed as texts', () => {
    for (const { name, datasource } of connectorDescriptions) {
      for (const field of datasource?.secrets ?? []) assert.equal(field.type, 'string', `${name}.${field.name}`);
    }
  });

  test('passwords of TLS settings are secrets, and reach their place without changing the data source', () => {
    const es = findConnector('elasticsearch7');
    const config = { hosts: ['h:9200'], sslConfig: { useLocalFile: false, sftpConf: { host: 's' } } };
    const before = structuredClone(config);
    const secrets = { keyStorePass: 'k', sftpPassword: 's' };
    const input = {
      columns: [{ name: 'a', type: 'int' }],
      parameter: { index: 'i' },
      startLocation: null,
      channels: 1,
    };
    const block = es?.writer?.build({ ...input, connection: { config, secrets } });
    assert.deepEqual(block?.['sslConfig'], {
      useLocalFile: false,
      keyStorePass: 'k',
      sftpConf: { host: 's', password: 's' },
    });
    assert.deepEqual(config, before);
    assert.deepEqual(
      es?.datasource?.check({ hosts: ['h:9200'], sslConfig: { keyStorePass: 'k' } }).map(({ pointer }) => pointer),
      ['/sslConfig/keyStorePass'],
    );
  });

  test('what config and secrets need of each other', () => {
    const places = (name: string, config: Record<string, unknown>, names?: string[]) => {
      const type = findConnector(name)?.datasource;
      assert.ok(type);
      return findConfigErrors(type, config, names === undefined ? undefined : new Set(names)).map((one) => one.pointer);
    };
    assert.deepEqual(places('mongodb', {}, ['url']), []);
    assert.deepEqual(places('mongodb', { hostPorts: 'h:1', database: 'd' }, []), []);
    assert.deepEqual(places('mongodb', {}, ['password']), ['/hostPorts', '/database']);
    assert.deepEqual(places('mongodb', { hostPorts: 'h:1' }, []), ['/database']);
    assert.deepEqual(places('mongodb', {}), []);
    assert.deepEqual(places('elasticsearch7', { hosts: ['h:1'], username: 'u' }, []), ['/username']);
    assert.deepEqual(places('elasticsearch7', { hosts: ['h:1'], username: 'u' }, ['password']), []);
    assert.deepEqual(places('http', { url: 'http://h' }, ['apiKey']), ['/apiKeyName']);
    assert.deepEqual(places('http', { url: 'http://h', apiKeyName: 'X' }, []), ['/apiKeyName']);
    assert.deepEqual(places('mysql', { username: 'u' }, ['password']), ['/host', '/database']);
  });

  test('a Kafka login by JNDI', () => {
    const secrets = findConnector('kafka')?.datasource?.secrets;
    assert.ok(secrets);
    const login = (module: string) =>
      findErrors(secrets, { saslJaasConfig: `${module} required username="u";` }).length;
    assert.equal(login('com.sun.security.auth.module.JndiLoginModule'), 1);
    assert.equal(login('org.apache.kafka.common.security.plain.PlainLoginModule'), 0);
  });
});
