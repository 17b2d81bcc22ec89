import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkVersion } from '../../../gateway/chunjun/build-version.ts';
import { importJob } from '../../../gateway/chunjun/import/import-job.ts';
import { kindOfImport } from '../../../gateway/chunjun/import/kind-of-import.ts';

const job = (reader: object, writer: object = {}, names = ['mysql', 'mysql']) =>
  JSON.stringify({
    job: {
      content: [
        {
          reader: { name: `${names[0]}reader`, parameter: { username: 'u', column: ['id'], ...reader } },
          writer: {
            name: `${names[1]}writer`,
            parameter: { column: ['id'], connection: [{ table: ['t'] }], ...writer },
          },
        },
      ],
    },
  });
const table = { connection: [{ table: ['t'] }] };
const at = (text: string, key: string) => importJob(text).report.find(({ pointer }) => pointer.endsWith(key));

describe('what the other tool fills in', () => {
  test('${name} becomes a declared parameter without default, and the report says so', () => {
    const text = job(
      { ...table, where: "d = '${bizdate}' and e > ${from.id}" },
      { preSql: ['delete from t where d = ${bizdate}'] },
    );
    const { spec } = importJob(text);
    assert.deepEqual(spec?.parameters, [{ name: 'bizdate' }, { name: 'from.id' }]);
    assert.equal(spec?.reader.parameter['where'], "d = '${bizdate}' and e > ${from.id}");
    assert.equal(at(text, '/where')?.outcome, 'approximated');
    assert.match(at(text, '/where')?.message ?? '', /a parameter of the version/);
    assert.equal(at(text, '/preSql')?.outcome, 'approximated');
  });

  test('a name that parameters cannot have gets another one, and the version can be stored', () => {
    const { spec } = importJob(
      job({ ...table, where: 'd > ${yyyymmdd+1} and e < ${yyyymmdd_plus_1} and f = ${secret.x}' }),
    );
    assert.deepEqual(spec?.parameters, [
      { name: 'yyyymmdd_plus_1_2', description: 'Was ${yyyymmdd+1}.' },
      { name: 'yyyymmdd_plus_1' },
      { name: 'secret_x', description: 'Was ${secret.x}.' },
    ]);
    assert.equal(
      spec?.reader.parameter['where'],
      'd > ${yyyymmdd_plus_1_2} and e < ${yyyymmdd_plus_1} and f = ${secret_x}',
    );
    assert.ok(spec);
    const errors = checkVersion(spec, { datasourceTypes: new Map(), secretNames: new Set() });
    assert.deepEqual(
      errors.filter(({ pointer }) => !pointer.endsWith('/datasourceId')),
      [],
    );
  });

  test('two names that would become one stay two', () => {
    const { spec } = importJob(job({ ...table, where: '${a/b} ${a:b}' }));
    assert.equal(spec?.reader.parameter['where'], '${a_b} ${a_b_2}');
  });

  for (const written of ['$[yyyymmdd-1]', '$bizdate', '${d} and $[hh24:mi:ss]']) {
    test(`${written} stays as it is and needs attention`, () => {
      const text = job({ ...table, where: `d = '${written}'` });
      assert.equal(importJob(text).spec?.reader.parameter['where'], `d = '${written}'`);
      assert.equal(at(text, '/where')?.outcome, 'approximated');
      assert.match(at(text, '/where')?.message ?? '', /nothing fills in/);
      assert.match(at(text, '/where')?.remedy ?? '', /\$\{name\}/);
    });
  }

  test('an amount of dollars is no variable', () => {
    assert.equal(at(job({ ...table, where: "a > '$5' or b = 'x$y'" }), '/where')?.outcome, 'mapped');
  });

  test('columns and places of a data source are told too', () => {
    const column = [
      { name: 'id', type: 'string', value: '$[yyyymmdd]' },
      { name: 'b', type: 'string' },
    ];
    const text = job({ column, path: '/x', defaultFS: 'hdfs://${host}:9000' }, { column: ['a', 'b'] }, [
      'hdfs',
      'mysql',
    ]);
    assert.match(at(text, '/reader/parameter/column/0')?.message ?? '', /nothing fills in/);
    assert.match(at(text, '/defaultFS')?.message ?? '', /data sources do not have/);
  });

  test('a password that is a parameter there is not sealed as one', () => {
    const text = job({ ...table, password: '${pwd}' });
    assert.deepEqual(importJob(text).secrets.reader, {});
    assert.equal(at(text, '/password')?.outcome, 'approximated');
  });
});

describe('whether it ends by itself', () => {
  const spec = (connector: string, parameter: Record<string, unknown> = {}) => ({
    reader: { connector, parameter },
    writer: { connector: 'stream', parameter: {} },
    mapping: [{ from: 'id' }],
  });
  const cases: [connector: string, parameter: Record<string, unknown>, kind: string][] = [
    ['mysql', {}, 'batch'],
    ['mysql', { polling: true }, 'stream'],
    ['kafka', {}, 'stream'],
    ['binlog', {}, 'stream'],
    ['pgwal', {}, 'stream'],
    ['stream', {}, 'stream'],
    ['stream', { sliceRecordCount: 5 }, 'batch'],
    ['http', {}, 'stream'],
    ['http', { cycles: 1 }, 'batch'],
    ['hdfs', {}, 'batch'],
  ];
  for (const [connector, parameter, kind] of cases) {
    test(`${connector} ${JSON.stringify(parameter)}: ${kind}`, () => {
      assert.equal(kindOfImport(spec(connector, parameter)), kind);
    });
  }
});
