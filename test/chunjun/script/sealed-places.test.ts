/** Places in a pasted script where secrets hide, and words that only look like one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildScript } from '../../../gateway/chunjun/script/build-script.ts';
import { sealScript, secretsOfScript } from '../../../gateway/chunjun/script/seal-script.ts';
import { GatewayError } from '../../../gateway/core/errors.ts';

const reader = (parameter: string, name = 'mysqlreader'): string =>
  `{"job": {"content": [{"reader": {"name": "${name}", "parameter": ${parameter}},\n  "writer": {"name": "streamwriter", "parameter": {}}}]}}`;

const values = (parameter: string, name?: string) => [...sealScript(reader(parameter, name)).secrets.values()];

/** The reader's parameter in the document that a sealed script becomes. */
function parameterOf(script: string, secrets: ReadonlyMap<string, string>): unknown {
  const given = new Map([...secrets].map(([name, value]) => [`secret.${name}`, value]));
  const { documentText } = buildScript({ script, values: given, connections: new Map(), startLocation: null });
  const document = JSON.parse(documentText) as { job: { content: [{ reader: { parameter: unknown } }] } };
  return document.job.content[0].reader.parameter;
}

describe('comments', () => {
  const cases: readonly [comment: string, masked: string][] = [
    ['// "password": "old1"', '// "password": "******"'],
    ["// 'accessKey' : 'old1', next", "// 'accessKey' : '******', next"],
    ['# password=old1', '# password=******'],
    ['// pwd: old1', '// pwd: ******'],
    ['/* "password": "ol\\"d1", "x": 1 */', '/* "password": "******", "x": 1 */'],
    ['// "tokens": ["old1", "old2"]', '// "tokens": ["******"]'],
    ['// {"key": "Authorization", "value": "old1"}', '// {"key": "Authorization", "value": "******"}'],
    [
      '// "jdbcUrl": "jdbc:mysql://u:old1@h/d?password=old2"',
      '// "jdbcUrl": "jdbc:mysql://u:******@h/d?password=******"',
    ],
    ['// "feNodes": "u:old1@h:8030"', '// "feNodes": "u:******@h:8030"'],
    ['// curl -H "X: Bearer old1old1old1"', '// curl -H "X: Bearer ******"'],
    ['// 密码：old1', '// 密码：******'],
  ];
  for (const [comment, masked] of cases) {
    test(comment, () => {
      const text = (one: string) => `${one}\n${reader('{"column": ["a"]}')}`;
      assert.equal(sealScript(text(comment)).script, text(masked));
      assert.equal(sealScript(text(masked)).script, text(masked));
    });
  }

  test('other comments stay', () => {
    for (const comment of [
      '// "primaryKey": "id", "splitPk": "id", key: value, tokenizer: standard, passThrough=1',
      '// password: ${secret.reader.password}',
      '// "password": "", "token": null',
      '// Basic settings, see http://example.com/a?b=c and someone@example.com',
      '/* Bearer authentication */',
    ]) {
      const text = `${comment}\n${reader('{"url": "// password: x"}')}`;
      assert.equal(sealScript(text).script, text);
    }
  });

  test('what they repeat is masked as JSON and as parameters write it', () => {
    const { script } = sealScript(`// a"b$\${c and a\\"b\${c\n${reader('{"password": "a\\"b$${c"}')}`);
    assert.match(script, /^\/\/ \*{6} and \*{6}\n/);
  });
});

describe('values', () => {
  const cases: readonly [parameter: string, secrets: string[]][] = [
    ['{"param": [{"key": "password", "value": "v1", "nextValue": "v2"}]}', ['v1', 'v2']],
    ['{"param": [{"name": "X-Auth", "nextValue": "v2", "description": "x"}]}', ['v2']],
    [
      '{"header": [{"key": "X", "value": "Bearer abc"}, {"key": "Y", "value": "Basic dTpw"}]}',
      ['Bearer abc', 'Basic dTpw'],
    ],
    ['{"Proxy-Authorization": "x1"}', ['x1']],
    ['{"connection": [{"jdbcUrl": ["jdbc:mysql://u:p1@h1,u:p2@h2/d"]}]}', ['p2', 'p1']],
    ['{"feNodes": ["u:p1@h1:8030", "h2:8030"]}', ['p1']],
    ['{"hadoopConfig": {"fs.azure.account.key.a.blob.core.windows.net": "k1"}}', ['k1']],
    ['{"ak": "a1", "sk": "s1"}', ['a1', 's1']],
    ['{"tokens": ["t1", "t2"]}', ['t1', 't2']],
  ];
  for (const [parameter, secrets] of cases) {
    test(parameter, () => {
      const sealed = sealScript(reader(parameter));
      assert.deepEqual([...sealed.secrets.values()], secrets);
      assert.deepEqual(parameterOf(sealed.script, sealed.secrets), JSON.parse(parameter));
      assert.deepEqual(secretsOfScript(sealed.script).sort(), [...sealed.secrets.keys()].sort());
      assert.equal(sealScript(sealed.script, sealed.secrets.keys()).script, sealed.script);
    });
  }

  test('words that only look like a secret stay', () => {
    const text = reader(
      `{"primaryKey": ["id"], "splitPk": "id", "uniqueKey": "k", "column": [{"name": "sk", "type": "int", "value": "1"},
        "password", "key"], "tokenizer": "standard", "passThrough": "yes", "sk": 5, "where": "password = 'x'",
        "note": "Basic plan for all", "mail": "a@b.c", "comment": "x:y@z", "keyIndexes": [0]}`,
    );
    assert.equal(sealScript(text).script, text);
  });

  test('oceanbasecdc: only the password of the log reader', () => {
    const parameter = `{"logProxyHost": "h", "logProxyPort": 2983, "obReaderConfig": {"rsList": "h:2882:2881",
      "username": "u", "password": "v1", "tableWhiteList": "t.d.x", "startTimestamp": 0}}`;
    assert.deepEqual(values(parameter, 'oceanbasecdcreader'), ['v1']);
  });
});

describe('references inside a secret', () => {
  const cases: readonly [value: string, sealed: string, secrets: string[]][] = [
    ['abc${secret.x}', '${secret.reader.password}${secret.x}', ['abc']],
    ['${secret.x}abc', '${secret.x}${secret.reader.password}', ['abc']],
    ['a1${secret.x}b1', '${secret.reader.password_2}${secret.x}${secret.reader.password}', ['b1', 'a1']],
    ['${secret.x}:${secret.y}', '${secret.x}:${secret.y}', []],
    ['Bearer ${secret.x}', 'Bearer ${secret.x}', []],
  ];
  for (const [value, expected, secrets] of cases) {
    test(value, () => {
      const sealed = sealScript(reader(`{"password": "${value}"}`));
      assert.equal(sealed.script, reader(`{"password": "${expected}"}`));
      assert.deepEqual([...sealed.secrets.values()], secrets);
    });
  }

  test('of a JAAS text, only the credentials count', () => {
    const jaas = (password: string) =>
      reader(`{"sasl.jaas.config": "org.x.PlainLoginModule required username='\${who}' password='${password}';"}`);
    assert.equal(sealScript(jaas('${secret.x}')).script, jaas('${secret.x}'));
    assert.equal(sealScript(jaas('p1')).script, jaas('${secret.reader.sasl.jaas.config}'));
    assert.throws(() => sealScript(jaas('${p}')), GatewayError);
  });

  test('$${ is ${: sealed and unsealed texts agree', () => {
    const sealed = sealScript(reader('{"password": "a$${b", "url": "http://u:c$${d@h", "table": "a$${b"}'));
    assert.deepEqual([...sealed.secrets.values()], ['a${b', 'c${d']);
    assert.deepEqual(parameterOf(sealed.script, sealed.secrets), {
      password: 'a${b',
      url: 'http://u:c${d@h',
      table: 'a${b',
    });
  });

  for (const parameter of [
    '{"password": "${p}"}',
    '{"password": "${secret.x}${p}"}',
    '{"jdbcUrl": "jdbc:mysql://h/d?password=${p}"}',
    '{"jdbcUrl": "jdbc:mysql://u:x${p}@h/d"}',
    '{"feNodes": ["u:${p}@h:8030"]}',
    '{"header": [{"key": "X", "value": "Bearer ${p}"}]}',
  ]) {
    test(`${parameter} is refused`, () => {
      assert.throws(
        () => sealScript(reader(parameter)),
        (error) =>
          error instanceof GatewayError &&
          error.code === 'document_invalid' &&
          /parameter p,/.test(error.errors[0]?.detail ?? '') &&
          /\$\{secret\.p\}.*\$\$\{/.test(error.errors[0]?.remedy ?? ''),
      );
    });
  }

  test('parameters beside the credentials of an address stay', () => {
    const text = reader('{"jdbcUrl": "jdbc:mysql://${user}:${secret.x}@${host}:${port}/d?day=${day}&mail=a@b.c"}');
    assert.equal(sealScript(text).script, text);
  });
});

describe('secretsOfScript', () => {
  test('comments and $${ do not count, escapes do', () => {
    assert.deepEqual(secretsOfScript('// ${secret.a}\n{"x": "$${secret.b} ${secret.c}", y: ${secret.d}}'), ['c', 'd']);
    assert.deepEqual(secretsOfScript('{"x": "\\u0024{secret.e}"}'), ['e']);
  });
});

test('a big script is sealed in one reading', () => {
  const row = (index: number) =>
    `{"password": "secret-${index}", "name": "c${index}"}, // "token": "old-${index}" beside secret-${index}\n`;
  const rows = Array.from({ length: 10_000 }, (_, index) => row(index));
  const text = reader(`{"column": [${rows.join('')}]}`);
  const before = performance.now();
  const { script, secrets } = sealScript(text);
  const took = performance.now() - before;
  assert.equal(secrets.size, rows.length);
  assert.ok(!/secret-\d|old-\d/.test(script));
  assert.ok(took < 6000, `${took} ms for ${text.length} characters`);
});
