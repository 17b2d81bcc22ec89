import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findConnector } from '../../gateway/connectors/catalogue.ts';
import { checkJdbcConfig, jdbcUrlOf } from '../../gateway/connectors/jdbc-url.ts';
import { findErrors } from '../../gateway/core/check.ts';

const mysql = { prefix: 'jdbc:mysql://', defaultPort: 3306 };
const username = 'sync';
const base = { host: 'h', database: 'd', username };

describe('jdbcUrlOf', () => {
  const table: [what: string, config: Parameters<typeof jdbcUrlOf>[1], url: string][] = [
    ['the default port', base, 'jdbc:mysql://h:3306/d'],
    ['a port', { ...base, port: 3307 }, 'jdbc:mysql://h:3307/d'],
    ['an IPv6 address in brackets', { ...base, host: '2001:db8::1' }, 'jdbc:mysql://[2001:db8::1]:3306/d'],
    ['a whole URL as it is', { username, jdbcUrl: 'jdbc:mysql://h/d?useSSL=false' }, 'jdbc:mysql://h/d?useSSL=false'],
    [
      'properties, encoded, in their order',
      { ...base, properties: { useSSL: 'false', sessionVariables: "sql_mode='A+B%'", z: 'ü/?=' } },
      "jdbc:mysql://h:3306/d?useSSL=false&sessionVariables=sql_mode%3D'A%2BB%25'&z=%C3%BC%2F%3F%3D",
    ],
    ['an empty property', { ...base, properties: { a: '' } }, 'jdbc:mysql://h:3306/d?a='],
    ['no properties', { ...base, properties: {} }, 'jdbc:mysql://h:3306/d'],
    [
      'properties after a query',
      { username, jdbcUrl: 'jdbc:mysql://h/d?a=1', properties: { b: '2' } },
      'jdbc:mysql://h/d?a=1&b=2',
    ],
    [
      'properties after none',
      { username, jdbcUrl: 'jdbc:mysql://h/d', properties: { b: '2' } },
      'jdbc:mysql://h/d?b=2',
    ],
  ];
  for (const [what, config, url] of table) test(what, () => assert.equal(jdbcUrlOf(mysql, config), url));
});

describe('checkJdbcConfig', () => {
  const wrong: [what: string, config: Record<string, unknown>, pointers: string[]][] = [
    ['neither host nor URL', { username }, ['/host', '/database']],
    ['host without database', { username, host: 'h' }, ['/database']],
    ['both', { ...base, port: 1, jdbcUrl: 'jdbc:mysql://h/d' }, ['/host', '/port', '/database']],
    ["another driver's URL", { username, jdbcUrl: 'jdbc:postgresql://h/d' }, ['/jdbcUrl']],
    ['upper case', { username, jdbcUrl: 'JDBC:MYSQL://h/d' }, ['/jdbcUrl']],
    ['no JDBC URL', { username, jdbcUrl: 'file:///etc/passwd' }, ['/jdbcUrl']],
    ['a blank inside', { username, jdbcUrl: 'jdbc:mysql://h/d ?a=1' }, ['/jdbcUrl']],
    ['a blank behind', { username, jdbcUrl: 'jdbc:mysql://h/d ' }, ['/jdbcUrl']],
    ['a line break', { username, jdbcUrl: 'jdbc:mysql://h/d\n' }, ['/jdbcUrl']],
    ['credentials', { username, jdbcUrl: 'jdbc:mysql://u:p@h/d' }, ['/jdbcUrl']],
    ['a password in the query', { username, jdbcUrl: 'jdbc:mysql://h/d?password=x' }, ['/jdbcUrl']],
    ['in capitals', { username, jdbcUrl: 'jdbc:mysql://h/d?a=1&PassWord=x' }, ['/jdbcUrl']],
    ['encoded', { username, jdbcUrl: 'jdbc:mysql://h/d?%70assword=x' }, ['/jdbcUrl']],
    [
      'behind a second question mark',
      { username, jdbcUrl: 'jdbc:mysql://h/d?a=1?&allowLoadLocalInfile=true' },
      ['/jdbcUrl'],
    ],
    ['several', { username, jdbcUrl: 'jdbc:mysql://h/d?user=a&socketFactory=b' }, ['/jdbcUrl', '/jdbcUrl']],
    ...[
      ...['password', 'user', 'autoDeserialize', 'queryInterceptors', 'statementInterceptors', 'allowLoadLocalInfile'],
      ...['allowUrlInLocalInfile', 'socketFactory', 'socketFactoryArg', 'sslfactory', 'loggerFile'],
    ].map((name): [string, Record<string, unknown>, string[]] => [
      `the property ${name}`,
      { ...base, properties: { [name]: 'x' } },
      [`/properties/${name}`],
    ]),
  ];
  for (const [what, config, pointers] of wrong) {
    test(`refuses ${what}`, () => {
      const errors = checkJdbcConfig(mysql, config);
      assert.deepEqual(
        errors.map(({ pointer }) => pointer),
        pointers,
      );
    });
  }

  test('lets pass what drivers need every day', () => {
    const properties = {
      useSSL: 'false',
      serverTimezone: 'UTC',
      characterEncoding: 'utf8',
      rewriteBatchedStatements: 'true',
    };
    assert.deepEqual(checkJdbcConfig(mysql, { ...base, properties }), []);
    assert.deepEqual(checkJdbcConfig(mysql, { username, jdbcUrl: 'jdbc:mysql://h:3306/d?useSSL=false&x=%zz' }), []);
  });

  test('a value is never told, it may be a secret', () => {
    const errors = checkJdbcConfig(mysql, { username, jdbcUrl: 'jdbc:mysql://u:hunter2@h/d?password=hunter3' });
    assert.equal(errors.length, 2);
    assert.doesNotMatch(JSON.stringify(errors), /hunter/);
  });
});

const mysqlDatasource = findConnector('mysql')?.datasource;
assert.ok(mysqlDatasource);

describe('the shape of a data source keeps text out of the URL that would change it', () => {
  const wrong: [what: string, config: Record<string, unknown>, pointer: string][] = [
    ['a host with a path', { ...base, host: 'h/other?x=1' }, '/host'],
    ['a host with credentials', { ...base, host: 'u:p@h' }, '/host'],
    ['a host with a blank', { ...base, host: 'h h' }, '/host'],
    ['a database with a query', { ...base, database: 'd?allowLoadLocalInfile=true' }, '/database'],
    ['a database with a path', { ...base, database: 'd/e' }, '/database'],
    ['a database with an ampersand', { ...base, database: 'd&x=1' }, '/database'],
    ['a database with a semicolon', { ...base, database: 'd;x=1' }, '/database'],
    ['a property whose value goes on', { ...base, properties: { a: '1&password=2' } }, '/properties/a'],
    ['a port out of range', { ...base, port: 65536 }, '/port'],
    ['an unknown field', { ...base, password: 'x' }, '/password'],
    ['no user', { host: 'h', database: 'd' }, '/username'],
  ];
  for (const [what, config, pointer] of wrong) {
    test(`refuses ${what}`, () => {
      const errors = findErrors(mysqlDatasource.config, config);
      assert.ok(
        errors.some((error) => error.pointer === pointer),
        JSON.stringify(errors),
      );
    });
  }

  test('refuses a property whose name goes on', () => {
    const errors = findErrors(mysqlDatasource.config, { ...base, properties: { 'a=1&allowLoadLocalInfile': 'true' } });
    assert.equal(errors[0]?.pointer, '/properties/a=1&allowLoadLocalInfile');
  });

  test('an empty password is a password', () => {
    assert.deepEqual(findErrors(mysqlDatasource.secrets, { password: '' }), []);
    assert.equal(findErrors(mysqlDatasource.secrets, {})[0]?.pointer, '/password');
  });
});

describe('where', () => {
  const side = findConnector('mysql')?.reader;
  assert.ok(side);
  const built = (where: string): unknown =>
    side.build({
      columns: ['id'],
      parameter: { table: 't', where },
      connection: { config: base, secrets: { password: 'p' } },
      startLocation: null,
      channels: 1,
    })['where'];
  const table: [where: string, expected: string][] = [
    ['id > 0', 'id > 0'],
    ["  name = 'x OR y' ", "name = 'x OR y'"],
    ['`a`.`b` <> 5', '`a`.`b` <> 5'],
    ['id > 10 or name = 1', '(id > 10 or name = 1)'],
    ['id > 10 OR 1=1', '(id > 10 OR 1=1)'],
    ['a = 1 and b = 2', '(a = 1 and b = 2)'],
    ["name = 'it''s' or 1=1", "(name = 'it''s' or 1=1)"],
    ['id in (1, 2)', '(id in (1, 2))'],
    ['id > 1 -- or so', '(id > 1 -- or so\n)'],
    ['id > 1 # or so', '(id > 1 # or so\n)'],
  ];
  for (const [where, expected] of table) {
    test(JSON.stringify(where), () => assert.equal(built(where), expected));
  }
});
