import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { credentialsIn } from '../../../gateway/chunjun/script/credentials-in-text.ts';
import { sealScript, secretsOfScript } from '../../../gateway/chunjun/script/seal-script.ts';
import { buildScript } from '../../../gateway/chunjun/script/build-script.ts';
import { GatewayError } from '../../../gateway/core/errors.ts';

const reader = (parameter: string): string =>
  `{"job": {"content": [{"reader": {"name": "mysqlreader", "parameter": ${parameter}},\n  "writer": {"name": "streamwriter", "parameter": {}}}]}}`;

describe('sealScript', () => {
  test('only the secrets change; comments, blanks and order stay', () => {
    const before = `// orders, nightly\n${reader(`{ /* who */ "username" : "root",\n\t'password' :  'hunter2', "column": ["id"] , }`)}\n# end`;
    const { script, secrets, warnings } = sealScript(before);
    assert.equal(script, before.replace("'hunter2'", '"${secret.reader.password}"'));
    assert.deepEqual([...secrets], [['reader.password', 'hunter2']]);
    assert.deepEqual(
      warnings.map(({ level, code, pointer }) => [level, code, pointer]),
      [['warning', 'secret_sealed', '/job/content/0/reader/parameter/password']],
    );
    assert.deepEqual(secretsOfScript(script), ['reader.password']);
  });

  test('a text without secrets stays as it is, one that was sealed too', () => {
    const plain = reader('{"username": "root", "password": ""}');
    assert.equal(sealScript(plain).script, plain);
    const { script } = sealScript(reader('{"password": "hunter2"}'));
    const again = sealScript(script, ['reader.password']);
    assert.deepEqual([again.script, again.secrets.size], [script, 0]);
  });

  const awkward = [
    'a"b\\c',
    '100% & ${n} + <x>',
    'line\nbreak\ttab',
    'ünïcödé 漢字 😀',
    "it's",
    '// no comment',
    '\u2028end',
    '} , {',
  ];
  for (const secret of awkward.filter((one) => !one.includes('${'))) {
    test(`${JSON.stringify(secret)} leaves the text and comes back in the document`, () => {
      const { script, secrets } = sealScript(reader(`{"password": ${JSON.stringify(secret)}, "column": ["a"]}`));
      assert.ok(!script.includes(JSON.stringify(secret).slice(1, -1)));
      const values = new Map([...secrets].map(([name, value]) => [`secret.${name}`, value]));
      const built = buildScript({ script, values, connections: new Map(), startLocation: null });
      const document = JSON.parse(built.documentText) as {
        job: { content: [{ reader: { parameter: { password: string } } }] };
      };
      assert.equal(document.job.content[0].reader.parameter.password, secret);
    });
  }

  test('credentials in addresses, JAAS texts, key and value pairs, numbers, and elsewhere in the document', () => {
    const { script, secrets } = sealScript(`{"job": {"content": [{
      "reader": {"name": "mongodbreader", "parameter": {"uri": "mongodb://u:p4ss@h1,h2/db", "token": 12345}},
      "writer": {"name": "kafkawriter", "parameter": {"producerSettings": {"bootstrap.servers": "k:9092",
        "sasl.jaas.config": "org.x.PlainLoginModule required password=\\"jaas-pw\\";"},
        "headers": [{"key": "Authorization", "value": "Bearer abc"}, {"key": "Accept", "value": "text/plain"}]}}}],
      "setting": {"metricPluginConf": {"pluginProp": {"password": "metrics-pw"}}}}}`);
    assert.deepEqual([...secrets.values()].sort(), [
      '12345',
      'Bearer abc',
      'metrics-pw',
      'org.x.PlainLoginModule required password="jaas-pw";',
      'p4ss',
    ]);
    for (const secret of ['p4ss', '12345', 'Bearer', 'jaas-pw', 'metrics-pw']) assert.ok(!script.includes(secret));
    assert.match(script, /mongodb:\/\/u:\$\{secret\.reader\.uri\}@h1,h2\/db/);
    assert.match(script, /text\/plain/);
  });

  test('what comments repeat of a secret is masked there', () => {
    const { script } = sealScript(`/* pw: hunter2 */ ${reader('{"password": "hunter2"} // hunter2\n')}`);
    assert.ok(!script.includes('hunter2'));
    assert.equal(script.match(/\*{6}/g)?.length, 2);
  });

  test('two secrets of one name, and names in use, get names of their own', () => {
    const { secrets } = sealScript(reader('{"a": {"password": "one"}, "b": {"password": "two"}}'), ['reader.password']);
    assert.deepEqual([...secrets.keys()], ['reader.password_2', 'reader.password_3']);
  });

  for (const [what, value, expected] of [
    ['a parameter of the run', '${pw}', /stored and shown/],
    ['the mask', '******', /the mask of a secret/],
  ] as const) {
    test(`${what} is no secret`, () => {
      assert.throws(
        () => sealScript(reader(`{"password": "${value}"}`)),
        (error) =>
          error instanceof GatewayError &&
          error.code === 'document_invalid' &&
          error.errors[0]?.pointer === '/script/job/content/0/reader/parameter/password' &&
          expected.test(error.errors[0].detail),
      );
    });
  }
});

describe('credentialsIn', () => {
  const cases: readonly [text: string, secrets: string[]][] = [
    ['jdbc:mysql://u:p:w@h:3306/a?user=x&password=sec&z=1', ['p:w', 'sec']],
    ['jdbc:oracle:thin:scott/tiger@h:1521:x', ['tiger']],
    ['jdbc:sqlserver://h:1433;databaseName=x;password=pp', ['pp']],
    ['mongodb://u:p/w@h1:27017/db', ['p/w']],
    ['http://h/path?access_token=abc', ['abc']],
    ['http://token@h/path', ['token']],
    ['hdfs://user@h/path', []],
    ["password = 'x' and token = 'y'", []],
    ['insert into t(password) values (1)', []],
    ['jdbc:mysql://h:3306/a', []],
  ];
  for (const [text, secrets] of cases) {
    test(text, () =>
      assert.deepEqual(
        credentialsIn(text).map(({ start, end }) => text.slice(start, end)),
        secrets,
      ),
    );
  }
});
