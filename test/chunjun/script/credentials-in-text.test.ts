import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isSecretName } from '../../../gateway/chunjun/import/secret-names.ts';
import { credentialsIn } from '../../../gateway/chunjun/script/credentials-in-text.ts';

const found = (text: string, field?: string) =>
  credentialsIn(text, field).map(({ start, end }) => text.slice(start, end));

describe('credentials in addresses', () => {
  const cases: readonly [text: string, secrets: string[]][] = [
    ['jdbc:mysql://u:p1@h1,u:p2@h2/d', ['p1', 'p2']],
    ['jdbc:mysql://h1:3306,u:p2@h2:3306/d', ['p2']],
    ['mongodb://u:a,b@h1:27017,h2/d', ['a,b']],
    ['http://u:p@ss@h:80/x', ['p@ss']],
    ['http://u:p1@h1,http://u:p2@[::1]:80/', ['p1', 'p2']],
    ['redis://:pp@h:6379', ['pp']],
    ['jdbc:sqlserver://h:1433;databaseName=x;password={a;b};encrypt=true', ['a;b']],
    ['jdbc:sqlserver://h:1433;password={a}};b}', ['a}};b']],
    ['jdbc:mysql://h/d?password={a;b}c,d&x=1', ['{a;b}c,d']],
    ['http://h/x?key=k1&a=b', ['k1']],
    ['http://h/x?a=b&sig=s%2B1&se=2', ['s%2B1']],
    ['http://h/x?X-Amz-Date=1&X-Amz-Signature=abc#f', ['abc#f']],
    ['http://h:8086/write?db=d&u=admin&p=pp', ['pp']],
    ['http://h/list?p=2&size=10', []],
    ['http://h/list?keyword=x&sort=key', []],
    ['http://h:80/path?mail=a@b.c', []],
    ['jdbc:mysql://h:3306/d?mail=x@y', []],
    ['jdbc:mysql://h:3306/d?passThrough=1&splitPk=id', []],
  ];
  for (const [text, secrets] of cases) test(text, () => assert.deepEqual(found(text), secrets));

  for (const field of ['feNodes', 'beNodes', 'zkHosts', 'hostPorts', 'hosts', 'address', 'url', 'bootstrap.servers']) {
    test(`${field} without a scheme`, () => {
      assert.deepEqual(found('u:p1@h1:8030, u:p2@h2:8030', field), ['p1', 'p2']);
      assert.deepEqual(found('h1:8030,h2:8030', field), []);
      assert.deepEqual(found('someone@example.com', field), []);
    });
  }

  test('ordinary texts are none', () => {
    assert.deepEqual(found('u:p@h', 'comment'), []);
    assert.deepEqual(found('mailto:someone@example.com', 'url'), []);
    assert.deepEqual(found('write to: someone@example.com', 'address'), []);
  });

  const awkward = ['://a:b', '://', 'x@', 'a:b@c,', '?password=', 'a=', ';password={', 'x', '"a=', 'h:1,'];
  for (const piece of awkward) {
    test(`${JSON.stringify(piece)} again and again takes no time`, () => {
      // Processor time: others may be using the machine.
      const before = process.cpuUsage();
      credentialsIn(`http://${piece.repeat(900_000 / piece.length)}`, 'url');
      assert.ok(process.cpuUsage(before).user < 2_000_000);
    });
  }
});

describe('isSecretName', () => {
  const secret = `password passwd password1 passwords userPassword db.pwd pswd pw dbPw passphrase token tokens accessTokens
    accessKey secretKey ak sk basic.auth.user.info schema.registry.basic.auth.user.info ssl.keystore.key
    fs.azure.account.key.store.dfs.core.windows.net X-Auth X-Auth-Token Proxy-Authorization Authorization Cookie apiKey`;
  for (const name of secret.split(/\s+/)) test(`${name} is`, () => assert.ok(isSecretName(name)));
  const open = `primaryKey splitPk uniqueKey updateKey keyIndexes keyDelimiter rowkeyColumn key keys column tokenizer
    maxTokens passThrough task disk risk peak break customer_sk Sk npw privateKeyPath ssl.keystore.location
    ssl.keystore.certificate.chain username authentication author storeKey`;
  for (const name of open.split(/\s+/)) test(`${name} is not`, () => assert.ok(!isSecretName(name)));
});
