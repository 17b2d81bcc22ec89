/** Words that plugins refuse any other of: types of columns, names of events. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findConnector } from '../../gateway/connectors/catalogue.ts';
import type { Column } from '../../gateway/connectors/connector.ts';
import type { SideName } from '../../gateway/connectors/descriptions/description.ts';

const wrongAt = (name: string, side: SideName, parameter: Record<string, unknown>, columns: Column[]) =>
  findConnector(name)
    ?.[side]?.check(parameter, { columns, channels: 1 })
    .map(({ pointer }) => pointer);

describe('words of the plugins', () => {
  test('types that the plugin has a word for, in any letter case', () => {
    const of = (type: string): Column[] => [{ name: 'a', type }];
    for (const [name, side, wrong, right] of [
      ['elasticsearch7', 'writer', 'bigint', 'Long'],
      ['starrocks', 'writer', 'timestamp', 'DECIMAL(10, 2)'],
      ['s3', 'writer', 'decimal', 'double'],
      ['hdfs', 'writer', 'datetime', 'varchar(10)'],
      ['kafka', 'reader', 'smallint', 'int'],
    ] as const) {
      assert.deepEqual(wrongAt(name, side, {}, of(right)), [], name);
      assert.deepEqual(wrongAt(name, side, {}, of(wrong)), ['/columns/0/type'], name);
    }
    assert.deepEqual(wrongAt('kafka', 'reader', { codec: 'text' }, of('smallint')), []);
    assert.deepEqual(wrongAt('redis', 'writer', {}, of('anything')), []);
    const es = findConnector('elasticsearch7')?.writer?.check({}, { columns: of('bigint'), channels: 1 });
    assert.equal(es?.[0]?.remedy, 'Write long.');
  });

  test('names of events', () => {
    for (const [name, wrong, right] of [
      ['binlog', 'insert, update', 'INSERT,create,'],
      ['oraclelogminer', 'insert,drop', 'insert,Delete'],
      ['sqlservercdc', 'upsert', 'update'],
    ] as const) {
      assert.deepEqual(wrongAt(name, 'reader', { cat: right }, []), [], name);
      assert.deepEqual(wrongAt(name, 'reader', { cat: wrong }, []), ['/parameter/cat'], name);
    }
    assert.deepEqual(wrongAt('pgwal', 'reader', { cat: 'insert, update' }, []), []);
  });
});
