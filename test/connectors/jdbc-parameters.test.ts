/** What versions may say of MySQL and PostgreSQL, and secrets that no version may hold. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findConnector } from '../../gateway/connectors/catalogue.ts';
import { findSideErrors } from '../../gateway/connectors/check-values.ts';
import type { SideName } from '../../gateway/connectors/descriptions/description.ts';

type Parameter = Record<string, unknown>;
const connection = { config: { host: 'h', database: 'd', username: 'u' }, secrets: { password: 'p' } };

function sideOf(name: string, side: SideName) {
  const found = findConnector(name)?.[side];
  assert.ok(found);
  return found;
}
const errorsOf = (name: string, side: SideName, parameter: Parameter, channels = 1) =>
  findSideErrors(name, sideOf(name, side), parameter, { columns: ['id', 'name'], channels });
const built = (name: string, side: SideName, parameter: Parameter): Parameter =>
  sideOf(name, side).build({ columns: ['id', 'name'], parameter, connection, startLocation: null, channels: 1 });

describe('accepted, and in the document as it was said', () => {
  const table: [name: string, side: SideName, parameter: Parameter][] = [
    ['mysql', 'reader', { increColumn: 'id', startLocation: '7', useMaxFunc: true }],
    ['mysql', 'reader', { increColumn: 'id', polling: true, pollingInterval: 500, pollingFromMax: true }],
    ['postgresql', 'reader', { check: false, fetchSize: 0, queryTimeOut: 5, orderByColumn: 'id' }],
    ['mysql', 'writer', { writeMode: 'replace', batchSize: 200000, flushIntervalMills: 1 }],
    ['mysql', 'writer', { writeMode: 'update', uniqueKey: ['id'], allReplace: true }],
    ['mysql', 'writer', { writeMode: 'update', updateKey: { key: ['id'] } }],
    ['mysql', 'writer', { semantic: 'exactly-once', isAutoCommit: false }],
    [
      'mysql',
      'writer',
      { properties: { useSSL: 'false' }, preSql: ['delete from t'], postSql: ['update t set a = 1'] },
    ],
    ['postgresql', 'writer', { insertSqlMode: 'copy', fieldDelim: '\u0001', nullDelim: '\u0002' }],
    // Chunjun takes the primary key, which only the database knows.
    ['postgresql', 'writer', { writeMode: 'update' }],
  ];
  for (const [name, side, parameter] of table) {
    test(`${name} ${side} ${JSON.stringify(parameter)}`, () => {
      assert.deepEqual(errorsOf(name, side, { table: 't', ...parameter }), []);
      const block = built(name, side, { table: 't', ...parameter });
      for (const [field, value] of Object.entries(parameter)) assert.deepEqual(block[field], value, field);
    });
  }
});

describe('refused', () => {
  const table: [name: string, side: SideName, parameter: Parameter, places: string[]][] = [
    ['mysql', 'reader', { properties: { useSSL: 'false' } }, ['/properties']],
    ['mysql', 'reader', { connectTimeOut: 5 }, ['/connectTimeOut']],
    ['mysql', 'writer', { executeDdlAble: true }, ['/executeDdlAble']],
    ['mysql', 'reader', { initReporter: true }, ['/initReporter']],
    ['mysql', 'writer', { writeMode: 'upsert' }, ['/writeMode']],
    ['mysql', 'writer', { insertSqlMode: 'copy' }, ['/insertSqlMode']],
    ['mysql', 'reader', { useMaxFunc: true }, ['/useMaxFunc']],
    ['mysql', 'reader', { startLocation: '7' }, ['/startLocation']],
    ['mysql', 'reader', { increColumn: 'id', pollingFromMax: true }, ['/pollingFromMax']],
    ['mysql', 'reader', { increColumn: 'id', polling: true, useMaxFunc: true }, ['/useMaxFunc']],
    ['mysql', 'reader', { increColumn: 'id', startLocation: '-7' }, ['/startLocation']],
    ['mysql', 'writer', { writeMode: 'update', uniqueKey: [] }, ['/uniqueKey']],
    ['mysql', 'writer', { writeMode: 'update', uniqueKey: ['nr'] }, ['/uniqueKey/0']],
    ['mysql', 'writer', { updateKey: { 'a/b': ['nr'], b: 'id' } }, ['/updateKey/a~1b/0', '/updateKey/b']],
    ['mysql', 'writer', { semantic: 'exactly-once', isAutoCommit: true }, ['/isAutoCommit']],
    ['mysql', 'writer', { preSql: ['delete from t', ' (SELECT 1)'] }, ['/preSql/1']],
    ['mysql', 'writer', { properties: { autoDeserialize: 'true' } }, ['/properties/autoDeserialize']],
    ['postgresql', 'writer', { insertSqlMode: 'copy' }, ['/fieldDelim', '/nullDelim']],
    ['postgresql', 'writer', { fieldDelim: ',' }, ['/fieldDelim']],
    [
      'postgresql',
      'writer',
      { insertSqlMode: 'copy', fieldDelim: 'a', nullDelim: 'b', writeMode: 'update' },
      ['/writeMode'],
    ],
  ];
  for (const [name, side, parameter, places] of table) {
    test(`${name} ${side} ${JSON.stringify(parameter)}`, () => {
      const found = errorsOf(name, side, { table: 't', ...parameter });
      assert.deepEqual(
        found.map(({ pointer }) => pointer),
        places.map((place) => `/parameter${place}`),
      );
    });
  }

  test('a choice is one error, with its own words', () => {
    assert.deepEqual(errorsOf('mysql', 'reader', {}), [
      { pointer: '/parameter/table', detail: 'is required when there is no customSql' },
    ]);
  });

  test('a column twice, and * beside others', () => {
    const side = sideOf('mysql', 'writer');
    const places = (columns: string[]) =>
      side.check({ table: 't' }, { columns, channels: 1 }).map((one) => one.pointer);
    assert.deepEqual(places(['a', 'b', 'a']), ['/columns/2']);
    assert.deepEqual(places(['*', 'a']), ['/columns/0']);
    assert.deepEqual(places(['*']), []);
  });
});

describe('a version is no place for secrets', () => {
  const http = (parameter: Parameter) => errorsOf('http', 'reader', { requestMode: 'get', ...parameter });
  const table: [parameter: Parameter, places: string[]][] = [
    [{ header: [{ key: 'Authorization', value: 'Bearer x' }] }, ['/header/0/value']],
    [
      {
        header: [
          { key: 'accept', value: 'x' },
          { key: 'X-Api-Key', value: 'x' },
        ],
      },
      ['/header/1/value'],
    ],
    [{ header: [{ key: 'cookie', value: 'a=b' }] }, ['/header/0/value']],
    [{ param: [{ key: 'access_token', value: 'x', nextValue: 'x' }] }, ['/param/0/value', '/param/0/nextValue']],
    [{ body: [{ key: 'login', value: 'https://u:p@h/x' }] }, ['/body/0/value']],
    [{ csvConfig: { password: 'x' } }, ['/csvConfig/password']],
    [
      {
        param: [
          { key: 'pageToken', value: 'x' },
          { key: 'key', value: 'x' },
        ],
      },
      [],
    ],
    [{ header: [{ key: 'Authorization', value: '' }] }, []],
  ];
  for (const [parameter, places] of table) {
    test(JSON.stringify(parameter), () => {
      const found = http(parameter);
      assert.deepEqual(
        found.map(({ pointer }) => pointer),
        places.map((place) => `/parameter${place}`),
      );
      for (const { remedy = '', detail } of found) {
        assert.match(remedy, /data source.*authorization, cookie, apiKey/);
        assert.doesNotMatch(detail + remedy, /Bearer/);
      }
    });
  }

  test('the data source has them, and the document gets them', () => {
    const side = sideOf('http', 'reader');
    const block = (config: Parameter, secrets: Record<string, string>) =>
      side.build({
        columns: [],
        parameter: { requestMode: 'get', header: [{ key: 'a', value: 'b' }] },
        connection: { config: { url: 'http://h', ...config }, secrets },
        startLocation: null,
        channels: 1,
      });
    const own = { key: 'a', value: 'b' };
    assert.deepEqual(block({}, { authorization: 'Bearer x' })['header'], [
      own,
      { key: 'Authorization', value: 'Bearer x' },
    ]);
    assert.deepEqual(block({ apiKeyName: 'k', apiKeyIn: 'param' }, { apiKey: 's' })['param'], [
      { key: 'k', value: 's' },
    ]);
    assert.deepEqual(block({}, { cookie: '' })['header'], [own]);
    assert.equal('apiKeyName' in block({ apiKeyName: 'k' }, { apiKey: 's' }), false);
  });
});
