import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { ConnectorDescription, SideName } from '../../../gateway/connectors/descriptions/description.ts';
import { connectorDescriptions, findDescription } from '../../../gateway/connectors/descriptions/descriptions.ts';
import {
  columnSchemaOf,
  datasourceSchemaOf,
  formKeywords,
  schemaOf,
  type JsonSchema,
} from '../../../gateway/connectors/descriptions/json-schema.ts';
import { description, sides, succeeded } from './fixtures.ts';

const languages = ['en', 'zh'] as const;

// Strict: an unknown keyword, a default of a wrong type or a misplaced limit is an error of the schema.
const newAjv = () =>
  new Ajv2020({ strict: true, strictRequired: false, allErrors: true, validateSchema: true })
    .addVocabulary([...formKeywords])
    .addFormat('password', true);

function compile(schema: JsonSchema): ValidateFunction {
  return newAjv().compile(schema);
}

function assertValid(validate: ValidateFunction, value: unknown, what: string): void {
  assert.ok(validate(value), `${what}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(value)}`);
}

/** What a version would hold of a document's `parameter`. */
function versionPart(one: ConnectorDescription, side: SideName, parameter: Readonly<Record<string, unknown>>) {
  const part: Record<string, unknown> = { ...parameter };
  for (const { name, source, path } of one[side].parameters) {
    if (source !== 'version') delete part[name];
    if (path === null) continue;
    let value: unknown = parameter;
    for (const key of path.split('/').slice(1)) value = (value as Record<string, unknown> | undefined)?.[key];
    if (value !== undefined && value !== null) part[name] = value;
  }
  return part;
}

for (const one of connectorDescriptions) {
  for (const language of languages) {
    test(`${one.name}, ${language}: every schema is one of draft 2020-12, and each has its own id`, () => {
      const schemas = [
        ...sides.flatMap((side) => [schemaOf(one, side, language), columnSchemaOf(one, side, language)]),
        datasourceSchemaOf(one, 'config', language),
        datasourceSchemaOf(one, 'secrets', language),
      ].filter((schema) => schema !== null);
      for (const schema of schemas) {
        assert.equal(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema');
        compile(schema);
      }
      const ids = schemas.map((schema) => schema['$id']);
      assert.equal(ids.length, new Set(ids).size);
    });
  }
}

test('a property has all that a form needs', () => {
  const schema = schemaOf(description('mysql'), 'writer', 'en');
  assert.deepEqual((schema['properties'] as Record<string, unknown>)['batchSize'], {
    title: 'Batch size',
    description: 'Rows per batch.',
    type: 'integer',
    minimum: 1,
    maximum: 200000,
    default: 1024,
    'x-group': 'tuning',
    'x-order': 1,
    'x-unit': 'rows',
  });
  assert.deepEqual(schema['required'], ['table']);
  assert.equal(schema['additionalProperties'], false);
});

test('the language is the one that was asked for', () => {
  const properties = (language: 'en' | 'zh') =>
    schemaOf(description('mysql'), 'writer', language)['properties'] as Record<string, { title: string }>;
  assert.equal(properties('en')['writeMode']?.title, 'Write mode');
  assert.equal(properties('zh')['writeMode']?.title, '写入模式');
});

test('secrets can be written and not read', () => {
  const secrets = datasourceSchemaOf(description('s3'), 'secrets', 'en');
  const { secretKey, accessKey } = secrets?.['properties'] as Record<string, Record<string, unknown>>;
  for (const one of [secretKey, accessKey]) {
    assert.equal(one?.['writeOnly'], true);
    assert.equal(one?.['format'], 'password');
  }
  for (const one of connectorDescriptions) {
    const config = JSON.stringify(datasourceSchemaOf(one, 'config', 'en'));
    assert.doesNotMatch(config ?? '', /writeOnly/, one.name);
    for (const side of sides) assert.doesNotMatch(JSON.stringify(schemaOf(one, side, 'en')), /writeOnly/, one.name);
  }
});

describe('what is wrong is refused', () => {
  const table: [what: string, name: string, side: SideName, value: Record<string, unknown>][] = [
    ['a field that is not known', 'mysql', 'reader', { table: 't', flubber: 1 }],
    ['neither table nor query', 'mysql', 'reader', { where: 'a = 1' }],
    ['no table to write to', 'mysql', 'writer', {}],
    ['a write mode the database has not', 'postgresql', 'writer', { table: 't', writeMode: 'replace' }],
    ['a batch that is too large', 'mysql', 'writer', { table: 't', batchSize: 200001 }],
    ['a fraction', 'mysql', 'writer', { table: 't', batchSize: 10.5 }],
    ['a text for a number', 'mysql', 'reader', { table: 't', fetchSize: '10' }],
    ['a number for a boolean', 'mysql', 'reader', { table: 't', polling: 1 }],
    ['a file type that is refused', 'hdfs', 'reader', { path: '/a', fileType: 'csv' }],
    ['a redis type in capitals', 'redis', 'writer', { type: 'STRING', mode: 'set' }],
    ['two characters', 's3', 'writer', { object: 'o', fieldDelimiter: '||' }],
    ['no rows', 'stream', 'reader', { sliceRecordCount: [0] }],
    ['hive without tables', 'hive', 'writer', { fileType: 'orc' }],
    ['a password in the version', 'mysql', 'reader', { table: 't', password: 'p' }],
  ];
  for (const [what, name, side, value] of table) {
    test(what, () => assert.equal(compile(schemaOf(description(name), side, 'en'))(value), false));
  }
});

describe('columns', () => {
  const accepted: [name: string, side: SideName, column: unknown, expected: boolean][] = [
    ['mysql', 'reader', 'id', true],
    ['mysql', 'reader', { name: 'id', type: 'INT' }, true],
    ['mysql', 'reader', '', false],
    ['stream', 'reader', 'id', false],
    ['stream', 'reader', { name: 'id' }, false],
    ['stream', 'reader', { name: 'id', type: 'id' }, true],
    ['ftp', 'reader', { name: 'id', type: 'INT', index: 0 }, true],
    ['ftp', 'reader', { name: 'id', type: 'INT', index: '0' }, false],
    ['ftp', 'reader', { name: 'id', type: 'INT', isPart: 'true' }, false],
    ['ftp', 'reader', { name: 'id', type: 'INT', flubber: 1 }, false],
  ];
  for (const [name, side, column, expected] of accepted) {
    test(`${name} ${side}: ${JSON.stringify(column)}`, () => {
      const schema = columnSchemaOf(description(name), side, 'en');
      assert.ok(schema);
      assert.equal(compile(schema)(column), expected);
    });
  }
  test('a side without columns has no schema for them', () => {
    assert.equal(columnSchemaOf(description('kafka'), 'writer', 'en'), null);
  });
});

describe('samples of the contract, chapter 6', () => {
  const samples: [name: string, side: SideName, value: Record<string, unknown>][] = [
    ['stream', 'reader', { sliceRecordCount: [100] }],
    ['stream', 'reader', { sliceRecordCount: 100 }],
    ['stream', 'writer', { print: true }],
    ['mysql', 'reader', { splitPk: 'id', where: 'id > 0', table: 't1' }],
    ['mysql', 'writer', { writeMode: 'insert', batchSize: 1024, table: 't2' }],
    ['mysql', 'reader', { increColumn: 'id', startLocation: '1000', table: 't1' }],
    ['postgresql', 'writer', { writeMode: 'update', uniqueKey: ['id'], schema: 'public', table: 't2' }],
    ['binlog', 'reader', { table: ['a.t1'], cat: 'insert,update,delete', pavingData: true }],
    ['kafka', 'writer', { topic: 't' }],
    ['kafka', 'reader', { topic: 't', groupId: 'g', mode: 'earliest-offset', codec: 'json' }],
    [
      'ftp',
      'reader',
      { path: '/in/a.csv', fileType: 'CSV', isFirstLineHeader: true, fieldDelimiter: ',', encoding: 'UTF-8' },
    ],
  ];
  for (const [name, side, value] of samples) {
    test(`${name} ${side} ${JSON.stringify(value)}`, () => {
      assertValid(compile(schemaOf(description(name), side, 'en')), value, name);
    });
  }

  test('data sources', () => {
    const config = (name: string) => compile(datasourceSchemaOf(description(name), 'config', 'en') ?? {});
    assertValid(config('mysql'), { host: 'h', port: 3306, database: 'a', username: 'u' }, 'mysql');
    assertValid(config('mysql'), { jdbcUrl: 'jdbc:mysql://h:3306/a', username: 'u' }, 'mysql');
    assertValid(config('ftp'), { protocol: 'sftp', host: 'h', port: 22, username: 'u' }, 'ftp');
    assertValid(config('kafka'), { bootstrapServers: 'k:9092' }, 'kafka');
    assert.equal(config('mysql')({ username: 'u' }), false);
    assert.equal(config('ftp')({ protocol: 'ftps', host: 'h' }), false);
  });
});

/** Cases that the real program ran though a form must not offer them: what the catalogue refuses, and why. */
const deliberate: Readonly<Record<string, string>> = {
  'bool-allreplace-word writer': 'a boolean is no word: "yes" means false',
  'boolean-as-string writer': 'a boolean is no text',
  'incr-column-index-number reader': 'a column has a name',
  'm2m-batch-0 writer': 'the gateway asks for one row at least',
  'm2m-flush-0 writer': 'without the timer the count of written rows is too high',
  'm2m-mode-key writer': 'the key is writeMode',
  'm2m-querysql reader': 'Chunjun ignores the key: it is customSql',
  'm2m-splitstrategy-bad reader': 'Chunjun takes any word for range',
  'm2m-writemode-upper writer': 'one spelling is enough for a form',
  'num-batchsize-null writer': 'what is not set is left out',
  'pg-insert-mode-value writer': 'Chunjun takes any word for insert',
  'str-splitpk-empty reader': 'what is not set is left out',
  'str-splitpk-null reader': 'what is not set is left out',
  'str-where-number reader': 'a condition is a text',
  'unknown-keys writer': 'Chunjun ignores keys that it does not know',
};

describe('parameters that the real program ran to the end', () => {
  for (const { case: name, side, name: plugin, parameter } of succeeded) {
    const connector = plugin.toLowerCase().replace(/(reader|source|writer|sink)$/, '');
    test(`${name}: ${side} ${connector}`, () => {
      const one = findDescription(connector);
      assert.ok(one);
      const validate = compile(schemaOf(one, side, 'en'));
      const part = versionPart(one, side, parameter ?? {});
      const key = `${name} ${side}`;
      if (key in deliberate) assert.equal(validate(part), false, `${key} is accepted after all`);
      else assertValid(validate, part, key);
    });
  }
  test('every named exception is a case', () => {
    const keys = new Set(succeeded.map((one) => `${one.case} ${one.side}`));
    assert.deepEqual(
      Object.keys(deliberate).filter((key) => !keys.has(key)),
      [],
    );
  });
  test('there are enough of them, of every connector that ran', () => {
    assert.ok(succeeded.length > 200, String(succeeded.length));
    const names = new Set(succeeded.map(({ name }) => name));
    for (const name of ['ftpreader', 'hdfsreader', 'httpreader', 'redisreader', 'rediswriter', 'kafkawriter']) {
      assert.ok(names.has(name), name);
    }
  });
});
