/** Secrets in SQL, requests, keys and command lines; what only looks like one; the document keeps the original text. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildScript } from '../../../gateway/chunjun/script/build-script.ts';
import { credentialsIn } from '../../../gateway/chunjun/script/credentials-in-text.ts';
import { sealScript } from '../../../gateway/chunjun/script/seal-script.ts';
import { GatewayError } from '../../../gateway/core/errors.ts';

const reader = (parameter: unknown, name = 'mysqlreader'): string =>
  JSON.stringify({
    job: { content: [{ reader: { name, parameter }, writer: { name: 'streamwriter', parameter: {} } }] },
  });

function parameterOf(script: string, secrets: ReadonlyMap<string, string>): unknown {
  const values = new Map([...secrets].map(([name, value]) => [`secret.${name}`, value]));
  const { documentText } = buildScript({ script, values, connections: new Map(), startLocation: null });
  const document = JSON.parse(documentText) as { job: { content: [{ reader: { parameter: unknown } }] } };
  return document.job.content[0].reader.parameter;
}

function assertSealed(parameter: unknown, secrets: readonly string[], name?: string): void {
  const sealed = sealScript(reader(parameter, name));
  assert.deepEqual([...sealed.secrets.values()].sort(), [...secrets].sort());
  assert.ok(!/S\d/.test(sealed.script), sealed.script);
  assert.deepEqual(parameterOf(sealed.script, sealed.secrets), parameter);
  assert.equal(sealScript(sealed.script, sealed.secrets.keys()).script, sealed.script);
}

describe('SQL', () => {
  const cases: readonly [sql: string, secrets: string[]][] = [
    [`ALTER USER x IDENTIFIED BY 'S1'`, ['S1']],
    [`alter user 'x'@'%' identified with mysql_native_password by 'S1 it''s'; flush privileges`, [`S1 it''s`]],
    [`create user x identified with sha256_password by "S1"`, ['S1']],
    [`alter user x identified by S1 account unlock`, ['S1']],
    [`create user x identified with 'mysql_native_password' as '*S1'`, ['*S1']],
    [`alter user x identified by "S1" replace "o"`, ['S1']],
    [`grant all on d.* to u identified by password '*S1'`, ['*S1']],
    [`CREATE USER a PASSWORD 'S1'`, ['S1']],
    [`select 1; alter role a with encrypted password 'S1' valid until '2030-01-01'`, ['S1']],
    [`CREATE LOGIN x WITH PASSWORD = 'S1'`, ['S1']],
    [`set password for 'x'@'h' = 'y'; set password = 'S1'`, ['S1']],
    [`create user mapping for x server s options (user 'u', password 'S1')`, ['S1']],
    [
      `COPY t FROM 's3://b/k' CREDENTIALS 'aws_access_key_id=S1;aws_secret_access_key=S2' csv`,
      ['aws_access_key_id=S1;aws_secret_access_key=S2'],
    ],
    [`copy t from 's3://b' access_key_id 'S1' secret_access_key 'S2'`, ['S1', 'S2']],
    [`create table t (a int) with ('connector' = 'jdbc', 'password' = 'S1')`, ['S1']],
    [`create table t (a int default '1') comment 'c' properties ("user" = "u", "password" = "S1")`, ['S1']],
    [`select * from dblink('host=h user=u password=S1', 'select a from t') as t(a int)`, ['S1']],
    [`select * from dblink('host=h user=u password=''S1 x''', 'select 1')`, [`''S1 x''`]],
    [`select dblink_connect('postgresql://u:S1@h/d?sslmode=on')`, ['S1']],
    [`select dblink_connect('postgresql://h/d?user=u&password=S1')`, ['S1']],
    [`-- it's theirs\nalter user x identified by 'S1'`, ['S1']],
  ];
  for (const [sql, secrets] of cases) {
    test(sql, () => {
      assertSealed({ preSql: [sql] }, secrets);
      assertSealed({ customSql: sql }, secrets);
    });
  }

  const open = [
    `select password, token from t where password = 'x' and token='y'`,
    `select identified, "password" from t where "password" = 'x' or 'x' = "token"`,
    `select identified as who, identified = 'x' from t`,
    `select u.password 'label' from t u where secret_key like 'a%'`,
    `insert into t(password, api_key) values ('a', 'b=c')`,
    `update t set password = 'x', token='y' where id = 1`,
    `alter table t update password = 'x' where id = 1`,
    `create view v as select * from t where password = 'x'`,
    `create table t (password varchar(9) default 'x' check (password = 'y'), primary key (id))`,
    `comment on column t.password is 'hash'`,
    `delete from t where sign = -1 and key = 'k'`,
    `select 'a=1 b=2', "key=x; sign=y" from t`,
    `select s3('https://b/k', 'positional', 'arguments') from t`,
    `don't; won't; password`,
  ];
  for (const sql of open) {
    test(`stays: ${sql}`, () => {
      const text = reader({ preSql: [sql], customSql: sql, where: sql });
      assert.equal(sealScript(text).script, text);
    });
  }

  test('a parameter as a password is refused', () => {
    const text = reader({ preSql: ["alter user x identified by '${p}'"] });
    assert.throws(() => sealScript(text), GatewayError);
    const sealed = reader({ preSql: ["alter user ${u} identified by '${secret.p}'"] });
    assert.equal(sealScript(sealed).script, sealed);
  });

  for (const piece of [
    `'`,
    `"`,
    `''`,
    `\\'`,
    `identified by '`,
    'password ',
    `password '\\`,
    '/*',
    '--',
    '${',
    '$',
    `''a=1 `,
    '密码：',
    '密码 ',
  ]) {
    test(`${JSON.stringify(piece)} again and again takes no time`, () => {
      const before = process.cpuUsage();
      const text = piece.repeat(900_000 / piece.length);
      credentialsIn(`alter user password ${text}`, 'preSql');
      credentialsIn(`alter user password '${text}`, 'preSql');
      assert.ok(process.cpuUsage(before).user < 4_000_000);
    });
  }
});

describe('requests', () => {
  const pairs = ['X-Auth-Key', 'Ocp-Apim-Subscription-Key', 'X-Functions-Key', 'appkey', 'app_key', 'sign', 'key'];
  for (const key of pairs) {
    test(key, () => {
      assertSealed({ header: [{ key, value: 'S1' }], param: [{ key, value: 'S2' }] }, ['S1', 'S2'], 'httpreader');
      assertSealed({ header: { [key]: 'S1', Accept: 'x' } }, ['S1'], 'httpreader');
    });
  }
  test('header lines', () => {
    assertSealed({ header: 'Accept: x\nX-Auth-Key: S1\nX-Functions-Key: S2' }, ['S1', 'S2'], 'httpreader');
  });
  test('a token as the user of an address', () => {
    for (const key of ['url', 'note', 'customSql']) assertSealed({ [key]: 'https://S1@h/x' }, ['S1']);
    assertSealed({ url: 'http://h/x?appkey=S1&page=1' }, ['S1']);
  });
  test('密码', () => {
    assertSealed({ 密码: 'S1', note: '用户：u，密码：S2，端口：1' }, ['S1', 'S2']);
    assertSealed({ note: '口令 = S1' }, ['S1']);
    assertSealed({ body: '{"密码":"S1"}' }, ['S1']);
  });

  for (const [parameter, name] of [
    [
      {
        column: [
          { name: 'sign', value: 'x' },
          { name: 'key', value: 'y' },
        ],
        primaryKey: 'id',
        key: 'id',
        sign: '-',
      },
      'mysqlreader',
    ],
    [
      {
        param: [
          { key: 'key', value: '${id}' },
          { key: 'page', value: '1' },
        ],
        column: [{ name: 'key', value: 'x' }],
      },
      'httpreader',
    ],
    [{ path: 'abfss://container@account.dfs.core.windows.net/x', url: 'hdfs://user@ns/x' }, 'hdfsreader'],
    [{ where: "密码 = 'x'", note: '请输入密码', column: ['密码', '口令'] }, 'mysqlreader'],
    [{ 'dt=1': 1, 'a:b': 2, password: '', 'x=key': 'y' }, 'mysqlreader'],
  ] as const) {
    test(`stays: ${JSON.stringify(parameter)}`, () => {
      const text = reader(parameter, name);
      assert.equal(sealScript(text).script, text);
    });
  }
});

describe('keys', () => {
  for (const key of ['password=S1', 'jdbc:mysql://u:S1@h/d', 'user=u;password=S1', '密码：S1']) {
    test(`${key} is refused, and not repeated`, () => {
      assert.throws(
        () => sealScript(reader({ [key]: 1 })),
        (error) =>
          error instanceof GatewayError &&
          error.code === 'document_invalid' &&
          error.errors[0]?.pointer === '/script/job/content/0/reader/parameter' &&
          !JSON.stringify(error).includes('S1') &&
          !error.message.includes('S1'),
      );
    });
  }
});

describe('comments', () => {
  const cases: readonly [comment: string, masked: string][] = [
    ['// mysql -uroot -pS1 -P3306 shop', '// mysql -uroot -p****** -P3306 shop'],
    ["/* mysqldump -h h -p'S1 x' d */", "/* mysqldump -h h -p'******' d */"],
    ['// mongosh -u u -p S1 h', '// mongosh -u u -p ****** h'],
    ['# redis-cli -h h -a S1', '# redis-cli -h h -a ******'],
    ["// don't: ALTER USER x IDENTIFIED BY 'S1';", "// don't: ALTER USER x IDENTIFIED BY '******';"],
    ["// CREATE USER a PASSWORD 'S1'", "// CREATE USER a PASSWORD '******'"],
    ["// COPY t CREDENTIALS 'aws_secret_access_key=S1'", "// COPY t CREDENTIALS '******'"],
    ["// dblink('host=h password=S1')", "// dblink('host=h password=******')"],
    ['// https://S1@h/x', '// https://******@h/x'],
    ['// 密钥：S1', '// 密钥：******'],
    ['// X-Auth-Key: S1', '// X-Auth-Key: ******'],
  ];
  for (const [comment, masked] of cases) {
    test(comment, () => {
      const text = (one: string) => `${one}\n${reader({ column: ['a'] })}`;
      assert.equal(sealScript(text(comment)).script, text(masked));
      assert.equal(sealScript(text(masked)).script, text(masked));
    });
  }

  test('other command lines stay', () => {
    const text = `// ssh -p22 h; mysql -uroot -p shop\n// mkdir -p a/b\n${reader({ column: ['a'] })}`;
    assert.equal(sealScript(text).script, text);
  });
});
