/** What every description must keep, whatever it describes. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FieldDescription, ParameterType } from '../../../gateway/connectors/descriptions/description.ts';
import { connectorDescriptions, findDescription } from '../../../gateway/connectors/descriptions/descriptions.ts';
import { description, sides } from './fixtures.ts';

const askedFor =
  'stream mysql postgresql oracle sqlserver db2 dm clickhouse saphana oceanbase sybase greenplum vertica11 doris ' +
  'starrocks binlog mysqlcdc mysqld oraclelogminer sqlservercdc pgwal oceanbasecdc kafka emqx ftp hdfs hive hive3 ' +
  'iceberg s3 hbase kudu redis mongodb cassandra influxdb elasticsearch7 solr http socket rabbitmq rocketmq file ' +
  'filesystem hbase2 elasticsearch6 gbase kingbase phoenix5 elasticsearch5';

/** Every {en, zh} inside a value, with its place. */
function textsIn(value: unknown, place: string): [place: string, en: unknown, zh: unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  const one = value as Record<string, unknown>;
  if ('en' in one || 'zh' in one) return [[place, one['en'], one['zh']]];
  return Object.entries(one).flatMap(([key, inner]) => textsIn(inner, `${place}/${key}`));
}

function fits(type: ParameterType, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'object':
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'string[]':
    case 'integer[]':
    case 'object[]':
      return Array.isArray(value);
    case 'any':
      return true;
  }
}

function assertFields(fields: readonly FieldDescription[]): void {
  const names = fields.map(({ name }) => name);
  assert.deepEqual(names.length, new Set(names).size, 'no name twice');
  const places = fields.map(({ group, order }) => `${group} ${order}`);
  assert.equal(places.length, new Set(places).size, 'no place in a group twice');
  for (const field of fields) {
    const { name } = field;
    if (field.default !== null) {
      assert.ok(fits(field.type, field.default), `${name}: default of the type ${field.type}`);
      if (field.enum !== null) assert.ok(field.enum.includes(field.default as string | number), `${name}: default`);
      if (typeof field.default === 'number' && field.minimum !== null && name !== 'timestamp') {
        assert.ok(field.default >= field.minimum, `${name}: default below the minimum`);
      }
      if (typeof field.default === 'number')
        assert.ok(field.default <= (field.maximum ?? Infinity), `${name}: default`);
    }
    for (const value of field.enum ?? []) assert.ok(fits(field.type, value), `${name}: ${value}`);
    const numeric = ['integer', 'number', 'integer[]'].includes(field.type);
    assert.ok(numeric || (field.minimum === null && field.maximum === null), `${name}: limits of a ${field.type}`);
    assert.ok(numeric || field.unit === null, `${name}: unit of a ${field.type}`);
    if (/password|secret|accessKey|token|jaas|credential|passphrase/i.test(name)) {
      assert.ok(field.secret, `${name} is a secret`);
    }
  }
}

test('every connector that was asked for is there, once', () => {
  const names = connectorDescriptions.map(({ name }) => name);
  assert.deepEqual([...names].sort(), askedFor.split(' ').sort());
});

test('no plugin name and no alias stands for two connectors', () => {
  const all = connectorDescriptions.flatMap((one) => [
    one.name,
    ...one.aliases,
    ...[one.readerName, one.writerName].filter((name) => name !== null),
    ...one.readerAliases,
    ...one.writerAliases,
  ]);
  assert.equal(all.length, new Set(all).size);
  assert.deepEqual(
    all.filter((name) => name !== name.toLowerCase()),
    [],
  );
});

test('findDescription knows names and aliases', () => {
  assert.equal(findDescription('tidb')?.name, 'mysql');
  assert.equal(findDescription('restapi')?.name, 'http');
  assert.equal(findDescription('mysql')?.name, 'mysql');
  assert.equal(findDescription('flubber'), undefined);
});

test('a source of a plugin is a reader, a sink a writer, of aliases too', () => {
  assert.deepEqual(description('mysql').readerAliases, ['mysqlsource', 'tidbreader', 'tidbsource']);
  assert.deepEqual(description('mysql').writerAliases, ['mysqlsink', 'tidbwriter', 'tidbsink']);
});

for (const one of connectorDescriptions) {
  describe(one.name, () => {
    test('every text is there in both languages, and the Chinese one is Chinese', () => {
      const texts = textsIn(one, one.name);
      assert.ok(texts.length >= 5);
      for (const [place, en, zh] of texts) {
        assert.ok(typeof en === 'string' && en.trim() !== '', `${place}/en`);
        assert.ok(typeof zh === 'string' && zh.trim() !== '', `${place}/zh`);
        assert.doesNotMatch(en, /[\u4e00-\u9fff]/, place);
        // Titles and examples may be names that are the same everywhere; sentences are not.
        if (en.length > 40 && en.includes(' ')) assert.match(zh, /[\u3001-\u3002\u4e00-\u9fff\uff00-\uffef]/, place);
      }
    });

    for (const name of sides) {
      const side = one[name];
      test(`${name}: its parameters`, () => {
        assertFields(side.parameters);
        const names = side.parameters.map((parameter) => parameter.name);
        const mentioned = [
          ...side.requiresOneOf.flat(),
          ...(side.increment?.parameters ?? []),
          ...(side.split?.parameters ?? []),
        ];
        assert.deepEqual(
          mentioned.filter((parameter) => !names.includes(parameter)),
          [],
        );
        const mode = side.parameters.find((parameter) => parameter.name === 'writeMode');
        if (mode !== undefined && mode.enum !== null) assert.deepEqual(side.writeModes, mode.enum);
      });

      test(`${name}: its status has a reason, and an unusable side nothing that names it`, () => {
        if (side.status !== 'works') assert.ok(side.reason);
        const named = one[`${name}Name`];
        assert.equal(named === null, ['absent', 'not_loadable'].includes(side.status));
        assert.equal(side.javaVersions.length > 0, ['works', 'untested'].includes(side.status));
        if (side.columns.kind === 'none') return;
        const hasColumn = side.parameters.some(({ source }) => source === 'mapping');
        if (side.status !== 'broken' && one.name !== 'emqx') assert.ok(hasColumn, 'columns come from the mapping');
      });
    }

    test('its data source fills what the sides leave to it, and nothing else', () => {
      const left = new Set(
        sides.flatMap((name) =>
          one[name].parameters.filter(({ source }) => source === 'datasource').map((parameter) => parameter.name),
        ),
      );
      if (one.datasource === null) {
        const usable = sides.some((name) => ['works', 'untested', 'broken'].includes(one[name].status));
        assert.ok(!usable || left.size === 0);
        return;
      }
      const { config, secrets, requiresOneOf } = one.datasource;
      assertFields(config);
      assertFields(secrets);
      assert.ok(secrets.every(({ secret }) => secret) && config.every(({ secret }) => !secret));
      const filled = new Set([...config, ...secrets].flatMap(({ fills }) => fills.map((place) => place.split('/')[1])));
      assert.deepEqual([...filled].sort(), [...left].sort());
      const names = new Set([...config, ...secrets].map((field) => field.name));
      assert.ok(requiresOneOf.flat().every((name) => names.has(name)));
    });
  });
}

test('what the verdicts showed to be broken or to work is told so', () => {
  const statuses = (status: string) =>
    connectorDescriptions.flatMap((one) =>
      sides.filter((side) => one[side].status === status).map((side) => `${one.name} ${side}`),
    );
  assert.deepEqual(statuses('works').sort(), [
    'ftp reader',
    'hdfs reader',
    'http reader',
    'kafka writer',
    'mysql reader',
    'mysql writer',
    'postgresql reader',
    'postgresql writer',
    'redis reader',
    'redis writer',
    'stream reader',
    'stream writer',
  ]);
  assert.deepEqual(statuses('broken').sort(), ['ftp writer', 'http writer', 'socket reader']);
  assert.deepEqual(description('kafka').reader.javaVersions, [8]);
});
