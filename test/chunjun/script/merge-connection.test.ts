import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ParameterValues } from '../../../gateway/chunjun/parameters/fill-text.ts';
import { buildScript } from '../../../gateway/chunjun/script/build-script.ts';
import type { ConnectionDetails } from '../../../gateway/connectors/connector.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

function build(plugin: string, connection: ConnectionDetails, parameter: string, values: ParameterValues = new Map()) {
  const script = `{"job":{"content":[{"reader":{"name":"${plugin}","parameter":{"$datasource":"${id}",${parameter}}}}]}}`;
  const connections = new Map([[id, connection]]);
  const { documentText, errors } = buildScript({ script, values, connections, startLocation: null });
  const { job } = JSON.parse(documentText) as {
    job: { content: [{ reader: { parameter: Record<string, unknown> } }] };
  };
  const place = '/job/content/0/reader/parameter';
  return {
    parameter: job.content[0].reader.parameter,
    errors: errors.map(({ pointer }) => pointer.slice(place.length)),
  };
}

describe('further entries of a list that a data source fills', () => {
  const mysqld = { config: { jdbcUrl: ['jdbc:mysql://db/a'], username: 'me' }, secrets: { password: 'p' } };

  test('none may have an address of its own: each would get the password', () => {
    const lists = '"connection":[{"table":["t"]},{"jdbcUrl":["jdbc:mysql://evil/a"],"table":["t"]}]';
    assert.deepEqual(build('mysqldreader', mysqld, lists).errors, ['/connection/1/jdbcUrl']);
    const twice = `${lists},${lists}`;
    assert.deepEqual(build('mysqldreader', mysqld, twice).errors, ['/connection/1/jdbcUrl', '/connection/1/jdbcUrl']);
  });

  test('a first entry that is no object does not help', () => {
    const lists = '"connection":[null,{"jdbcUrl":["jdbc:mysql://evil/a"]}]';
    assert.deepEqual(build('mysqldreader', mysqld, lists).errors, ['/connection']);
  });

  test('entries without one stay', () => {
    const built = build('mysqldreader', mysqld, '"connection":[{"table":["t"]},{"table":["u"]}]');
    assert.deepEqual(built.errors, []);
    assert.deepEqual(built.parameter['connection'], [
      { table: ['t'], jdbcUrl: ['jdbc:mysql://db/a'] },
      { table: ['u'] },
    ]);
  });
});

describe('lists of {key, value}', () => {
  const http = { config: { url: 'http://h' }, secrets: { authorization: 'Bearer x' } };

  test("the script's own headers stay beside the credential", () => {
    const { errors, parameter } = build('httpreader', http, '"header":[{"key":"Accept","value":"text/csv"}]');
    assert.deepEqual(errors, []);
    assert.deepEqual(parameter['header'], [
      { key: 'Accept', value: 'text/csv' },
      { key: 'Authorization', value: 'Bearer x' },
    ]);
  });

  test('the same key is refused, in any letter case and wherever it stands', () => {
    const list =
      '[{"key":"Accept","value":"a"},{"KEY":"authorization ","Value":"mine"},{"name":"AUTHORIZATION","value":1},' +
      '{"key":"Authorization","nextValue":"x"}]';
    assert.deepEqual(build('httpreader', http, `"header":${list}`).errors, ['/header/1', '/header/2', '/header/3']);
    assert.deepEqual(build('httpreader', http, `"Header":${list}`).errors, ['/Header/1', '/Header/2', '/Header/3']);
    assert.deepEqual(build('httpreader', http, '"header":{"Accept":"a"}').errors, ['/header']);
  });

  test('a key that a value of the run completes is the same key', () => {
    const list = '"header":[{"key":"Author${rest}","value":"mine"}]';
    assert.deepEqual(build('httpreader', http, list, new Map([['rest', 'IZATION']])).errors, ['/header/0']);
  });

  test('parameters of a URL are told apart by letter case, headers are not', () => {
    const inUrl = { config: { url: 'http://h', apiKeyName: 'key', apiKeyIn: 'param' }, secrets: { apiKey: 'x' } };
    const list = '"param":[{"key":"Key","value":"a"}]';
    const { errors, parameter } = build('httpreader', inUrl, list);
    assert.deepEqual(errors, []);
    assert.deepEqual(parameter['param'], [
      { key: 'Key', value: 'a' },
      { key: 'key', value: 'x' },
    ]);
    assert.deepEqual(build('httpreader', inUrl, list.replace('Key', 'key')).errors, ['/param/0']);
    const inHeader = { ...inUrl, config: { ...inUrl.config, apiKeyIn: 'header' } };
    assert.deepEqual(build('httpreader', inHeader, list.replace('param', 'header')).errors, ['/header/0']);
  });
});
