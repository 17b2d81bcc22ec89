import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkVersion, factsOf, incrementOf } from '../../../gateway/chunjun/build-version.ts';
import { buildScript, type ScriptInput } from '../../../gateway/chunjun/script/build-script.ts';
import { connectionFields } from '../../../gateway/chunjun/script/connection-fields.ts';
import { readScript } from '../../../gateway/chunjun/script/read-script.ts';
import { connectors } from '../../../gateway/connectors/catalogue.ts';
import { GatewayError } from '../../../gateway/core/errors.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const connection = { config: { host: 'db', database: 'shop', username: 'me' }, secrets: { password: 'pw"1' } };
const connections = new Map([[id, connection]]);

const script = (reader: unknown, writer: unknown = {}, setting: unknown = {}): string =>
  JSON.stringify({
    job: {
      content: [
        { reader: { name: 'mysqlreader', parameter: reader }, writer: { name: 'postgresqlwriter', parameter: writer } },
      ],
      setting,
    },
  });
const build = (text: string, more: Partial<ScriptInput> = {}) =>
  buildScript({ script: text, values: new Map(), connections, startLocation: null, ...more });

function documentOf(text: string, more: Partial<ScriptInput> = {}) {
  const { documentText } = build(text, more);
  return JSON.parse(documentText) as {
    job: { content: [Record<'reader' | 'writer', { parameter: Record<string, unknown> }>] };
  };
}

describe('buildScript', () => {
  test('a data source fills in address and credentials as each side wants them', () => {
    const own = { $datasource: id, column: ['id'], connection: [{ table: ['t'] }] };
    const [{ reader, writer }] = documentOf(script(own, { ...own, writeMode: 'insert' })).job.content;
    assert.deepEqual(reader.parameter['connection'], [{ table: ['t'], jdbcUrl: ['jdbc:mysql://db:3306/shop'] }]);
    assert.deepEqual(writer.parameter['connection'], [{ table: ['t'], jdbcUrl: 'jdbc:postgresql://db:5432/shop' }]);
    for (const { parameter } of [reader, writer]) {
      assert.deepEqual([parameter['username'], parameter['password']], ['me', 'pw"1']);
      assert.ok(!('$datasource' in parameter));
    }
    assert.equal(writer.parameter['writeMode'], 'insert');
  });

  test('a script cannot send the password to another address', () => {
    const { errors } = build(
      script({ $datasource: id, username: 'x', connection: [{ jdbcUrl: ['jdbc:mysql://evil/x'], table: ['t'] }] }),
    );
    assert.deepEqual(
      errors.map(({ pointer }) => pointer),
      ['/job/content/0/reader/parameter/username', '/job/content/0/reader/parameter/connection/0/jdbcUrl'],
    );
  });

  test('the schema of a script wins over that of the data source', () => {
    const withSchema = new Map([[id, { ...connection, config: { ...connection.config, schema: 'sales' } }]]);
    const parameter = { $datasource: id, connection: [{ schema: 'hr', table: ['t'] }] };
    const [{ writer }] = documentOf(script({}, parameter), { connections: withSchema }).job.content;
    assert.equal((writer.parameter['connection'] as [{ schema: string }])[0].schema, 'hr');
  });

  test('numbers are handed on as they were written, comments are not', () => {
    const text = `// c\n${script({ big: 1 }).replace('"big":1', '"big": 12345678901234567890, "f": 1.0 /* x */')}`;
    const { documentText } = build(text);
    assert.match(documentText, /"big":12345678901234567890,"f":1\.0[,}]/);
    assert.ok(!documentText.includes('/*'));
  });

  test('values are put in as JSON, whatever they say, with and without quotes', () => {
    const text = script({ where: "n = '${v}'", batch: '${n}', flag: '${f}' }).replace(
      '{"where"',
      '{"bare": ${n}, "where"',
    );
    const evil = '"}],"x":["\\ \n ${n}';
    const values = new Map<string, string | number | boolean>([
      ['v', evil],
      ['n', 20],
      ['f', true],
    ]);
    const [{ reader }] = documentOf(text, { values }).job.content;
    assert.deepEqual(reader.parameter, { bare: 20, where: `n = '${evil}'`, batch: 20, flag: true });
  });

  test('slots are the largest parallelism', () => {
    for (const [speed, slots] of [
      [{ channel: 3 }, 3],
      [{ channel: 2, readerChannel: 5, writerChannel: 1 }, 5],
      [{ channel: 4, readerChannel: 1, writerChannel: 2 }, 2],
      [{}, 1],
    ] as const) {
      assert.equal(build(script({}, {}, { speed })).slots, slots, JSON.stringify(speed));
    }
    assert.deepEqual(build(script({})).plugins, ['mysql', 'postgresql']);
  });

  test('an incremental read goes on from where the last run ended, and only an incremental one', () => {
    const of = (parameter: unknown) =>
      documentOf(script(parameter), { startLocation: '42' }).job.content[0].reader.parameter['startLocation'];
    assert.equal(of({ increColumn: 'id', startLocation: '1' }), '42');
    assert.equal(of({ increColumn: ' ' }), undefined);
    assert.equal(of({ column: ['id'] }), undefined);
  });
});

describe('connectionFields', () => {
  for (const { name, reader, writer, datasource } of connectors) {
    if (datasource === null) continue;
    test(`${name}: secrets and nothing of the form`, () => {
      const properties = (datasource.secrets as { properties?: object }).properties ?? {};
      const secrets = Object.fromEntries(Object.keys(properties).map((key) => [key, `secret of ${key}`]));
      for (const side of [reader, writer]) {
        if (side === null) continue;
        const text = JSON.stringify(connectionFields(side, { config: {}, secrets }));
        assert.ok(!/"column"|"writeMode"|"table"/.test(text), text);
        if ('password' in secrets) assert.match(text, /secret of password/);
      }
    });
  }
});

describe('checkVersion of a script', () => {
  const check = (text: string, types: Record<string, string> = { [id]: 'mysql' }, secrets: string[] = []) =>
    checkVersion({ script: text }, { datasourceTypes: new Map(Object.entries(types)), secretNames: new Set(secrets) });
  const cases: readonly [what: string, text: string, pointer: string | null][] = [
    ['all is well', script({ $datasource: id }), null],
    ['no job', '{"jobs": 1}', '/script'],
    ['no such data source', script({ $datasource: 'x' }), '/script/job/content/0/reader/parameter/$datasource'],
    ['of another type', script({}, { $datasource: id }), '/script/job/content/0/writer/parameter/$datasource'],
    ['not an id', script({ $datasource: 3 }), '/script/job/content/0/reader/parameter/$datasource'],
    [
      'misplaced',
      script({ column: [{ value: { $datasource: id } }] }),
      '/script/job/content/0/reader/parameter/column/0/value/$datasource',
    ],
    ['a bad name', script({ where: '${a b}' }), '/script/job/content/0/reader/parameter/where'],
    ['a key', script({ '${k}': 1 }), '/script/job/content/0/reader/parameter/${k}'],
    ['an unknown secret', script({ password: '${secret.x}' }), '/script/job/content/0/reader/parameter/password'],
  ];
  for (const [what, text, pointer] of cases) {
    test(what, () =>
      assert.deepEqual(
        check(text).map((error) => error.pointer),
        pointer === null ? [] : [pointer],
      ),
    );
  }

  test('a connector without data sources of its own says so', () => {
    const text = script({ $datasource: id }).replace('mysqlreader', 'streamreader');
    assert.match(check(text)[0]?.detail ?? '', /stream takes no data source/);
  });

  test('a text that is no JSON: line and column', () => {
    assert.throws(
      () => readScript('{\n  "job": ,\n}'),
      (error) => error instanceof GatewayError && /line 2, column 10/.test(error.errors[0]?.detail ?? ''),
    );
  });

  test('facts of a script: its data sources and parameters', () => {
    const text = script({ $datasource: id, connection: [{ table: ['${t}'] }] });
    const { datasources, parameterUses } = factsOf({ script: text });
    assert.deepEqual(datasources, [{ role: 'reader', datasourceId: id }]);
    assert.deepEqual(
      parameterUses.flatMap(({ names }) => names),
      ['t'],
    );
  });

  test('a plugin name with a parameter', () => {
    const errors = check(script({}).replace('mysqlreader', '${r}reader'));
    assert.deepEqual(
      errors.map(({ pointer }) => pointer),
      ['/script/job/content/0/reader/name'],
    );
  });
});

describe('incrementOf a script', () => {
  const of = (parameter: object, values: Record<string, string> = {}) =>
    incrementOf({ script: script(parameter) }, new Map(Object.entries(values)));
  const base = { $datasource: id, increColumn: 'id', startLocation: '5', connection: [{ table: ['t'] }] };

  test('where it starts; none without a column', () => {
    assert.equal(of(base)?.first, '5');
    assert.equal(of({ ...base, increColumn: ' ' }), null);
    assert.equal(of({ ...base, increColumn: '${c}' }, { c: 'id' })?.place, of(base)?.place);
  });

  const others: readonly [what: string, parameter: object, values?: Record<string, string>][] = [
    ['another table', { ...base, connection: [{ table: ['u'] }] }],
    ['another table by parameter', { ...base, connection: [{ table: ['${t}'] }] }, { t: 'v' }],
    ['another schema', { ...base, connection: [{ schema: 's', table: ['t'] }] }],
    ['a query', { ...base, customSql: 'select 1' }],
    ['a query with another value', { ...base, customSql: "select * from a where d = '${d}'" }, { d: '1' }],
    ['the same query with a third one', { ...base, customSql: "select * from a where d = '${d}'" }, { d: '2' }],
    ['another column', { ...base, increColumn: 'at' }],
    ['an address', { increColumn: 'id', connection: [{ table: ['t'], jdbcUrl: ['jdbc:mysql://a/b'] }] }],
    ['another address', { increColumn: 'id', connection: [{ table: ['t'], jdbcUrl: ['jdbc:mysql://c/b'] }] }],
  ];
  test('every other place is told apart', () => {
    const places = [of(base), ...others.map(([, parameter, values]) => of(parameter, values))].map((one) => one?.place);
    assert.equal(new Set(places).size, others.length + 1);
  });

  test('options of an address and other filters are the same place', () => {
    const at = (url: string) =>
      of({ increColumn: 'id', where: url, connection: [{ table: ['t'], jdbcUrl: [url] }] })?.place;
    assert.equal(at('jdbc:mysql://a/b?useSSL=false'), at('jdbc:mysql://a/b'));
  });
});
