/** The catalogue against the contract's: the same connectors, the same parameters; every difference has its reason. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findConnector } from '../../../gateway/connectors/catalogue.ts';
import type { ParameterDescription, ParameterType } from '../../../gateway/connectors/descriptions/description.ts';
import { connectorDescriptions } from '../../../gateway/connectors/descriptions/descriptions.ts';
import { contract, describedAs, description, sides, type ContractParameter } from './fixtures.ts';

/** `connector/side/parameter/what` (`*`: any connector) → why the catalogue says something else. */
const differences: Readonly<Record<string, string>> = {
  'stream/writer/print/default': 'the gateway writes print: false when it is left out',
  '*/reader/fetchSize/default': 'Integer.MIN_VALUE stands for streaming: no number that a person would give',
  'kafka/reader/groupId/default': 'random',
  'binlog/reader/slaveId/default': 'random',
  'ftp/reader/port/default': 'depends on the protocol',
  'ftp/writer/port/default': 'depends on the protocol',
  'ftp/reader/controlEncoding/default': "the JVM's",
  'ftp/writer/controlEncoding/default': "the JVM's",
  'ftp/reader/column/required': 'verdict ftp-no-column succeeded',
  'redis/writer/column/required': 'verdict redis-writer-no-column succeeded',
  'hive/writer/tablesColumn/required': 'not with analyticalRules: one of both is required',
  'redis/writer/keyIndexes/required': 'the verdicts: a missing keyIndexes is accepted',
  'mysqlcdc/reader/port/default': 'a required port has no default',
  'oceanbasecdc/reader/logProxyPort/default': 'a required port has no default',
  'influxdb/reader/epoch/default': 'N is read as NS, and is no unit',
  'binlog/reader/cat/enum': 'a comma list, not one word',
  'oraclelogminer/reader/cat/enum': 'a comma list, not one word',
  'sqlservercdc/reader/cat/enum': 'a comma list, not one word',
  'pgwal/reader/cat/enum': 'a comma list, not one word',
  'oceanbasecdc/reader/cat/enum': 'a comma list, not one word',
  'hdfs/reader/fieldDelimiter/default': 'the page writes the escape, the catalogue the character',
  'hdfs/writer/fieldDelimiter/default': 'the page writes the escape, the catalogue the character',
  'hive/writer/fieldDelimiter/default': 'the page writes the escape, the catalogue the character',
  'hive3/reader/fieldDelimiter/default': 'the page writes the escape, the catalogue the character',
  'hive3/writer/fieldDelimiter/default': 'the page writes the escape, the catalogue the character',
  'redis/writer/keyFieldDelimiter/default': 'the page writes the escape, the catalogue the character',
  'redis/writer/valueFieldDelimiter/default': 'the page writes the escape, the catalogue the character',
};

/** Parameters that the page puts inside another one. */
const insideAnother = new Set(['table', 'schema', 'measurement', 'tableWhiteList', 'startTimestamp']);

/** Their `column` is told by the page under columnShape, as optional, and not in the list. */
const columnElsewhere = new Set(['binlog', 'oraclelogminer', 'sqlservercdc', 'pgwal', 'oceanbasecdc']);

const typesOf: Readonly<Record<string, readonly ParameterType[]>> = {
  string: ['string'],
  char: ['string'],
  int: ['integer'],
  long: ['integer'],
  bool: ['boolean'],
  array: ['any', 'object[]'],
  'array<string>': ['string[]'],
  'array<int>': ['integer[]'],
  'array<long>': ['integer[]'],
  object: ['object', 'map'],
  'object<string,string>': ['map'],
  'object<string,array<string>>': ['object'],
  'string|array': ['any'],
  any: ['any'],
};

function differencesOf(place: string, expected: ContractParameter, actual: ParameterDescription): string[] {
  const type = expected.type.replace(/ \(.*\)$/, '');
  const folded = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);
  const enums = (values: readonly unknown[] | null | undefined) => JSON.stringify((values ?? []).map(folded).sort());
  return [
    ...(typesOf[type]?.includes(actual.type) === true ? [] : [`${place}/type`]),
    ...(expected.required === actual.required ? [] : [`${place}/required`]),
    ...(JSON.stringify(folded(expected.default)) === JSON.stringify(folded(actual.default))
      ? []
      : [`${place}/default`]),
    ...(enums(expected.enum) === enums(actual.enum) ? [] : [`${place}/enum`]),
  ];
}

describe('the contract’s connectors', () => {
  test('all 50 are described, under their names, and no others', () => {
    assert.equal(contract.length, 50);
    assert.deepEqual(connectorDescriptions.map(({ name }) => name).sort(), contract.map(describedAs).sort());
  });

  for (const entry of contract) {
    const name = describedAs(entry);
    test(`${name}: plugin names, sides and write modes`, () => {
      const found = description(name);
      // What cannot be loaded has no plugin name, though its sources would give it one.
      const loadable = name !== 'elasticsearch6';
      assert.equal(found.readerName, loadable ? entry.readerName : null);
      assert.equal(found.writerName, loadable ? entry.writerName : null);
      const aliases = (entry.aliases ?? []).map((alias) => alias.replace(/(reader|writer)$/, ''));
      assert.deepEqual([...found.aliases].sort(), [...new Set(aliases)].sort());
      for (const side of sides) {
        const usable = ['works', 'untested'].includes(found[side].status);
        assert.equal(usable, entry.usable[side], `${side} is ${found[side].status}`);
      }
    });

    for (const side of sides) {
      test(`${name}: parameters of the ${side}`, () => {
        const expected = entry[side] ?? [];
        const actual = description(name)[side].parameters;
        const expectedNames = expected.map(({ param }) => param);
        if (side === 'reader' && columnElsewhere.has(name)) expectedNames.push('column');
        const own = actual.filter(({ name, path }) => !(path !== null && insideAnother.has(name)));
        assert.deepEqual(own.map((one) => one.name).sort(), expectedNames.sort());
        const found = expected.flatMap((parameter) => {
          const same = own.find((one) => one.name === parameter.param);
          assert.ok(same, parameter.param);
          return differencesOf(`${name}/${side}/${parameter.param}`, parameter, same);
        });
        const unexplained = found.filter(
          (place) => !(place in differences) && !(place.replace(/^[^/]+/, '*') in differences),
        );
        assert.deepEqual(unexplained, []);
      });
    }
  }

  test('every named difference is one', () => {
    const found = new Set(
      contract.flatMap((entry) =>
        sides.flatMap((side) =>
          (entry[side] ?? []).flatMap((expected) => {
            const name = describedAs(entry);
            const actual = description(name)[side].parameters.find((one) => one.name === expected.param);
            return actual === undefined ? [] : differencesOf(`${name}/${side}/${expected.param}`, expected, actual);
          }),
        ),
      ),
    );
    const any = new Set([...found].map((place) => place.replace(/^[^/]+/, '*')));
    assert.deepEqual(
      Object.keys(differences).filter((place) => !found.has(place) && !any.has(place)),
      [],
    );
  });
});

describe('the plugin directories', () => {
  const odd: Readonly<Record<string, string | null>> = {
    hbase: 'hbase14',
    kafka: 'kafka',
    hbase2: 'hbase2',
    elasticsearch6: null,
    elasticsearch5: null,
    gbase: null,
    kingbase: null,
    phoenix5: null,
  };
  for (const one of connectorDescriptions) {
    test(one.name, () => {
      assert.equal(one.pluginDirectory, one.name in odd ? odd[one.name] : one.name);
      const described = findConnector(one.name);
      if (described !== undefined) assert.equal(one.pluginDirectory, described.pluginDirectory);
    });
  }
});

describe("the gateway's own connectors", () => {
  type Limits = Partial<Record<'minimum' | 'maximum' | 'maxLength', number>> & { enum?: string[] };
  for (const name of ['mysql', 'postgresql', 'stream']) {
    for (const side of sides) {
      test(`${name} ${side}: what it accepts is described, and no value is offered that it refuses`, () => {
        const schema = findConnector(name)?.[side]?.parameters as { properties: Record<string, Limits> } | undefined;
        assert.ok(schema);
        for (const [key, limits] of Object.entries(schema.properties)) {
          const found = description(name)[side].parameters.find((one) => one.name === key);
          assert.ok(found, key);
          assert.equal(found.source, 'version', key);
          if (limits.minimum !== undefined) assert.ok((found.minimum ?? -Infinity) >= limits.minimum, key);
          if (limits.maximum !== undefined) assert.ok((found.maximum ?? Infinity) <= limits.maximum, key);
          if (limits.enum !== undefined) assert.deepEqual(found.enum, limits.enum, key);
        }
      });
    }
  }
  for (const name of ['mysql', 'postgresql']) {
    test(`${name}: the fields of its data source`, () => {
      const datasource = findConnector(name)?.datasource;
      const fields = (part: 'config' | 'secrets') =>
        Object.keys((datasource?.[part] as unknown as { properties: object }).properties).sort();
      const described = description(name).datasource;
      assert.deepEqual(described?.config.map((one) => one.name).sort(), fields('config'));
      assert.deepEqual(described?.secrets.map((one) => one.name).sort(), fields('secrets'));
    });
  }
});
