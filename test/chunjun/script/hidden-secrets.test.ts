/** Secrets in places that name no password, and how parameters and escapes meet them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ParameterValues } from '../../../gateway/chunjun/parameters/fill-text.ts';
import { buildScript } from '../../../gateway/chunjun/script/build-script.ts';
import { sealScript } from '../../../gateway/chunjun/script/seal-script.ts';
import { GatewayError } from '../../../gateway/core/errors.ts';

const reader = (parameter: string, name = 'mysqlreader'): string =>
  `{"job": {"content": [{"reader": {"name": "${name}", "parameter": ${parameter}},\n  "writer": {"name": "streamwriter", "parameter": {}}}]}}`;

const place = '/script/job/content/0/reader/parameter';

function parameterOf(script: string, secrets: ReadonlyMap<string, string>, more: ParameterValues = new Map()): unknown {
  const given = new Map([...more, ...[...secrets].map(([name, value]) => [`secret.${name}`, value] as const)]);
  const { documentText } = buildScript({ script, values: given, connections: new Map(), startLocation: null });
  const document = JSON.parse(documentText) as { job: { content: [{ reader: { parameter: unknown } }] } };
  return document.job.content[0].reader.parameter;
}

describe('what a text hides', () => {
  const cases: readonly [parameter: string, secrets: string[]][] = [
    ['{"password"\n:\n"S1"}', ['S1']],
    ['{"password": /* was */ "S1", "token" // x\n: "S2"}', ['S1', 'S2']],
    ['{"accessKeySecret": "S1", "secretKey": "S2", "apiKey": "S3", "passphrase": "S4"}', ['S1', 'S2', 'S3', 'S4']],
    ['{"privateKey": "S1", "sasl.jaas.config": "S2", "passcode": "S3", "sshKey": "S4"}', ['S1', 'S2', 'S3', 'S4']],
    ['{"basic.auth": "u:S1", "jwt": "S2"}', ['u:S1', 'S2']],
    ['{"param": [{"Key": "password", "Value": "S1"}]}', ['S1']],
    ['{"headers": ["Authorization: Bearer S1", "Accept: x"]}', ['Bearer S1']],
    ['{"header": "Authorization: Basic dTpw\\nAccept: x\\nX-Auth-Token: S1"}', ['S1', 'Basic dTpw']],
    ['{"note": "call it with Bearer S1S1S1S1"}', ['S1S1S1S1']],
    ['{"path": "/x?token=S1&a=b&sig=S2"}', ['S2', 'S1']],
    ['{"x": "me:S1@db.example:3306"}', ['S1']],
    ['{"dsn": "root:S1@tcp(10.0.0.1:3306)/db"}', ['S1']],
    ['{"jdbcUrl": "jdbc:mysql:replication://u:S1@h1:3306,u:S2@h2:3306/d?x=1"}', ['S2', 'S1']],
    ['{"jdbcUrl": "jdbc:sqlserver://h:1433;user=u;password={S1;x};encrypt=true"}', ['S1;x']],
    ['{"conn": "Server=h;User Id=u;Password=S1;"}', ['S1']],
    ['{"conn": "host=h user=u password=S1 dbname=d"}', ['S1']],
    ['{"properties": "user=root\\npassword=S1"}', ['S1']],
    ['{"requestBody": "{\\"user\\":\\"u\\",\\"password\\":\\"S1\\"}"}', ['S1']],
    ['{"url": "http://${secret.x}S1@h"}', ['S1']],
    ['{"url": "http://h?token=S1${secret.x}S2"}', ['S2', 'S1']],
  ];
  for (const [parameter, secrets] of cases) {
    test(parameter, () => {
      const sealed = sealScript(reader(parameter));
      assert.deepEqual([...sealed.secrets.values()], secrets);
      assert.ok(!/S\d/.test(sealed.script), sealed.script);
      assert.equal(sealed.script.replace(/\$\{secret\.[^{}]*\}/g, '').length > 0, true);
      const x = new Map([['secret.x', 'X']]);
      const plain = parameterOf(reader(parameter), new Map(), x);
      assert.deepEqual(parameterOf(sealed.script, sealed.secrets, x), plain);
      assert.equal(sealScript(sealed.script, sealed.secrets.keys()).script, sealed.script);
    });
  }

  test('a private key and a web token, whatever the field', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nS1\n-----END RSA PRIVATE KEY-----';
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.S1';
    const sealed = sealScript(reader(JSON.stringify({ a: key, b: `x ${token}` })));
    assert.deepEqual([...sealed.secrets.values()], [key, token]);
  });

  test('a number stays one', () => {
    const { script, secrets } = sealScript(reader('{"token": 12345}'));
    assert.deepEqual(parameterOf(script, secrets), { token: 12345 });
  });

  test('a whole obReaderConfig: only its password, which it gets back', () => {
    const parameter = {
      logProxyHost: 'h',
      logProxyPort: 2983,
      obReaderConfig: {
        rsList: 'h:2882:2881',
        username: 'u@t#c',
        password: 'S1',
        tableWhiteList: 't.d.x',
        timezone: '+08:00',
      },
      column: ['password'],
    };
    const before = reader(JSON.stringify(parameter), 'oceanbasecdcreader');
    const { script, secrets } = sealScript(before);
    assert.equal(script, before.replace('S1', '${secret.reader.password}'));
    assert.deepEqual(parameterOf(script, secrets), parameter);
  });
});

describe('ordinary texts stay', () => {
  for (const parameter of [
    '{"key": "id", "column": ["password", "token"], "table": ["user_password"]}',
    '{"column": [{"name": "password", "type": "string"}, {"name": "token", "type": "string", "value": "${t}"}]}',
    '{"where": "password=\'x\'", "customSql": "select password from t where password=\'x\' and token=1"}',
    '{"preSql": ["insert into t(password) values (\'a:b@c:1\')", "update t set password=\'a\';"]}',
    '{"nameMapping": {"fieldMappings": {"password": "user_password", "token": "${t}"}}}',
    '{"path": "hdfs://ns:8020/d/password=1/x", "url": "http://h/x?sortKey=a&primaryKey=b"}',
    '{"note": "Basic plan", "mail": "a:b@c.d", "text": "password: see http://x/y", "filter": "{\\"token\\": \\"${t}\\"}"}',
    '{"splitPk": "token", "uniqueKey": ["password"], "topic": "password", "time": "12:30:00@x"}',
  ]) {
    test(parameter, () => assert.equal(sealScript(reader(parameter)).script, reader(parameter)));
  }
});

describe('comments', () => {
  const cases: readonly [comment: string, masked: string][] = [
    ['// "password":\n// "S1"', '// "password":\n// "******"'],
    ['// "password"\n//   : "S1"', '// "password"\n//   : "******"'],
    ['/*\n * "password":\n *   "S1"\n */', '/*\n * "password":\n *   "******"\n */'],
    ['// "password": // "S1"', '// "password": // "******"'],
    ['// "password": "S1', '// "password": "******'],
    ['// password => S1', '// password => ******'],
    ['// password=S1,S2', '// password=******'],
    ['// {password:S1,user:x}', '// {password:******,user:x}'],
    ['/* password=S1*/', '/* password=*******/'],
    ['// Authorization: Bearer S1', '// Authorization: ******'],
    ['// x --password S1 -h y', '// x --password ****** -h y'],
    ['// curl -u me:S1 h', '// curl -u me:****** h'],
    ['// me:S1@10.0.0.1:3306', '// me:******@10.0.0.1:3306'],
    ['// "path": "/x?token=S1&a=b"', '// "path": "/x?token=******&a=b"'],
    ['// "body": "{\\"password\\":\\"S1\\"}"', '// "body": "{\\"password\\":\\"******\\"}"'],
    [
      '// -----BEGIN PRIVATE KEY-----\n// S1\n// -----END PRIVATE KEY-----',
      '// -----BEGIN PRIVATE KEY-----******\n// ******\n// -----END PRIVATE KEY-----',
    ],
  ];
  for (const [comment, masked] of cases) {
    test(comment, () => {
      const text = (one: string) => `${one}\n${reader('{"column": ["a"]}')}`;
      assert.equal(sealScript(text(comment)).script, text(masked));
      assert.equal(sealScript(text(masked)).script, text(masked));
    });
  }

  test('an old value beside a sealed one', () => {
    const sealed = (parameter: string) => sealScript(reader(parameter)).script;
    const kept = '"${secret.reader.password}"';
    assert.equal(sealed('{"password": /* "S1" */ "S2"}'), reader(`{"password": /* "******" */ ${kept}}`));
    assert.equal(sealed('{"password": "S2", // was "S1"\n}'), reader(`{"password": ${kept}, // was "******"\n}`));
    const prose = '// for "shop", see above';
    assert.equal(sealed(`{"password": "S2", ${prose}\n}`), reader(`{"password": ${kept}, ${prose}\n}`));
  });

  test('a comment ends where it ended, whatever is masked', () => {
    for (const [comment, secret] of [
      ['/* hunter2/foo */', 'hunter2'],
      ['/*1234*/', '1234*/'],
      ['// no comment', '// no comment'],
      ['//abc12', '/abc12'],
      ['#abc12', '#abc12'],
    ] as const) {
      const { script, secrets } = sealScript(`${comment}\n${reader(`{"password": ${JSON.stringify(secret)}}`)}`);
      assert.deepEqual(parameterOf(script, secrets), { password: secret });
      assert.ok(!script.includes(secret), script);
    }
  });
});

describe('a parameter where a secret is', () => {
  const defaults = new Map([
    ['p', 'S1'],
    ['url', 'jdbc:mysql://u:S1@h/d'],
    ['more', 'password=S1'],
    ['who', 'u:S1'],
    ['host', 'h'],
  ]);
  for (const [parameter, pointer, name] of [
    ['{"connection": [{"jdbcUrl": ["jdbc:mysql://h/d?password=${p}"]}]}', '/connection/0/jdbcUrl/0', 'p'],
    ['{"url": "http://u:${p}@${host}"}', '/url', 'p'],
    ['{"url": "${url}"}', '/url', 'url'],
    ['{"url": "jdbc:mysql://h/d?${more}"}', '/url', 'more'],
    ['{"url": "http://${who}@h"}', '/url', 'who'],
  ] as const) {
    test(`${parameter} is refused`, () => {
      assert.throws(
        () => sealScript(reader(parameter), [], defaults),
        (error) =>
          error instanceof GatewayError &&
          error.code === 'document_invalid' &&
          error.errors.length === 1 &&
          error.errors[0]?.pointer === place + pointer &&
          error.errors[0].detail.includes(`the parameter ${name},`) &&
          !JSON.stringify(error).includes('S1'),
      );
    });
  }

  test('other defaults stay', () => {
    const text = reader('{"url": "jdbc:mysql://u:${secret.x}@${host}/d?a=b", "where": "day = ${p}"}');
    assert.equal(sealScript(text, [], defaults).script, text);
  });
});

describe('$${ in a secret', () => {
  for (const secret of ['${x}', 'a${x}b', '$${', '${', '$$$${x}', '${secret.x}']) {
    test(secret, () => {
      const written = secret.replaceAll('${', () => '$${');
      const parameter = { password: written, url: `http://u:${written.replaceAll('/', '')}@h:1` };
      const { script, secrets } = sealScript(reader(JSON.stringify(parameter)));
      assert.deepEqual(parameterOf(script, secrets), { password: secret, url: `http://u:${secret}@h:1` });
      assert.ok(!script.includes('$${'), script);
    });
  }
});
