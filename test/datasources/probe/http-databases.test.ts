import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, test } from 'node:test';
import { previewOf } from '../../../gateway/datasources/probe/cells.ts';
import { bodyOf } from '../../helpers/http-server.ts';
import { assertFails, assertKeeps, assertOk, failing, judgeBadHosts, probe, type Source } from './harness.ts';
import { browsing, json, serving, type Answer } from './http-harness.ts';

const whole = 'resolve- connect+ tls- login+ permission+';
const secret = 'geheim-42%';
const basic = `Basic ${Buffer.from(`sync:${secret}`).toString('base64')}`;
const tableQuery = { schema: null, search: null, after: null, limit: 10 };

describe('Elasticsearch', () => {
  const source = (port: number, password = secret): Source => ({
    type: 'elasticsearch7',
    config: { hosts: [`127.0.0.1:${port}`], username: 'sync' },
    secrets: { password },
  });
  const answer: Answer = async (request, response) => {
    const { url, headers } = request;
    if (headers.authorization !== basic) {
      const reason = 'missing authentication credentials for REST request';
      return json(response, { error: { type: 'security_exception', reason }, status: 401 }, 401);
    }
    if (url === '/') return json(response, { version: { number: '7.17.9' }, tagline: 'You Know, for Search' });
    if (url?.startsWith('/_cat/indices')) {
      return json(response, [{ index: 'orders' }, { index: '.kibana' }, { index: 'Invoices' }]);
    }
    const properties = {
      id: { type: 'long' },
      name: { type: 'text', fields: { keyword: { type: 'keyword' } } },
      address: { properties: { city: { type: 'keyword' } } },
    };
    if (url === '/orders/_mapping') return json(response, { orders: { mappings: { properties } } });
    if (url !== '/orders/_search') return json(response, { error: { reason: 'no such index' } }, 404);
    const { size } = JSON.parse(await bodyOf(request)) as { size: number };
    const hit = { _id: '1', _source: { id: 7, name: 'a', address: { city: 'Köln' } } };
    return json(response, { hits: { hits: Array.from({ length: size }, () => hit) } });
  };

  test('goes the whole way; a wrong password fails the login', async () => {
    await serving(answer, async (port) => {
      const result = await probe(source(port));
      assertOk(result, whole);
      assert.equal(result.server, 'Elasticsearch 7.17.9');
      const wrong = await probe(source(port, 'certainly-not'));
      assertFails(wrong, 'login', 'login_refused');
      assertKeeps(wrong, 'certainly-not');
    });
  });

  test('something else that speaks HTTP is not taken for it', async () => {
    const page: Answer = (_request, response) => response.end('<html>');
    assertFails(await serving(page, (port) => probe(source(port))), 'login', 'not_understood');
    const other: Answer = (_request, response) => json(response, {});
    assertFails(await serving(other, (port) => probe(source(port))), 'login', 'not_understood');
  });

  test('indices, fields and documents', async () => {
    await serving(answer, async (port) => {
      const tables = await browsing(source(port), (browser) => browser.tables({ ...tableQuery, search: 'o' }));
      assert.deepEqual(
        tables.map(({ name, kind }) => [name, kind]),
        [
          ['Invoices', 'index'],
          ['orders', 'index'],
        ],
      );
      const columns = await browsing(source(port), (browser) => browser.columns!(null, 'orders', 10));
      assert.deepEqual(
        columns.map(({ name, type }) => [name, type]),
        [
          ['id', 'long'],
          ['name', 'text'],
          ['address.city', 'keyword'],
        ],
      );
      const query = { schema: null, table: 'orders', rows: 3, cellLength: 10, timeoutMs: 1_000 };
      const raw = await browsing(source(port), (browser) => browser.preview!(query));
      const { rows } = previewOf(raw, { rows: 3, cellLength: 10, bytes: 10_000 });
      assert.deepEqual(rows, [
        [7, 'a', 'Köln'],
        [7, 'a', 'Köln'],
        [7, 'a', 'Köln'],
      ]);
    });
  });

  test('closed port, unknown name, silent host', async () => {
    await judgeBadHosts((host, port) => ({ type: 'elasticsearch7', config: { hosts: [`${host}:${port}`] } }), 'login');
  });
});

describe('ClickHouse', () => {
  const source = (port: number, config: object = {}, password = secret): Source => ({
    type: 'clickhouse',
    config: { host: '127.0.0.1', port, database: 'shop', username: 'sync', ...config },
    secrets: { password },
  });
  const exception = (response: ServerResponse, status: number, code: number, words: string) =>
    response
      .writeHead(status, { 'x-clickhouse-exception-code': String(code) })
      .end(`Code: ${code}. DB::Exception: ${words} (version 24.3.1)`);
  const answer: Answer = async (request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://x');
    const sql = await bodyOf(request);
    if (request.headers['x-clickhouse-user'] !== 'sync' || request.headers['x-clickhouse-key'] !== secret) {
      return exception(response, 403, 516, 'sync: Authentication failed: password is incorrect');
    }
    if (searchParams.get('database') !== 'shop') return exception(response, 404, 81, 'Database x does not exist');
    if (/version\(\)/.test(sql)) return json(response, { meta: [], data: [['24.3.1.1']] });
    if (/select 1 from system.tables/.test(sql)) return json(response, { meta: [], data: [['1']] });
    if (/from system.tables/.test(sql)) {
      assert.deepEqual(
        ['schema', 'after', 'search', 'limit'].map((name) => searchParams.get(`param_${name}`)),
        ['shop', '', "o'", '10'],
      );
      return json(response, {
        meta: [],
        data: [
          ["o'rders", 'MergeTree', 'all'],
          ['order_view', 'View', ''],
        ],
      });
    }
    if (/from system.columns/.test(sql)) {
      const data = [
        ['id', 'UInt64', 1, '', null, '64', '0'],
        ['name', 'LowCardinality(Nullable(String))', 0, 'its name', null, null, null],
      ];
      return json(response, { meta: [], data });
    }
    if (/from `shop`\.`orders`/.test(sql)) {
      assert.match(
        sql,
        /^select `id`, substringUTF8\(`name`, 1, 11\) from .* limit 2 settings max_execution_time = 5$/,
      );
      return json(response, { meta: [], data: [['18446744073709551615', 'a']] });
    }
    return exception(response, 500, 62, 'Syntax error');
  };

  test('goes the whole way by host and by JDBC URL', async () => {
    await serving(answer, async (port) => {
      const result = await probe(source(port));
      assertOk(result, whole);
      assert.equal(result.server, 'ClickHouse 24.3.1.1');
      const config = { jdbcUrl: `jdbc:clickhouse://127.0.0.1:${port}/shop?socket_timeout=1`, username: 'sync' };
      assertOk(await probe({ type: 'clickhouse', config, secrets: { password: secret } }), whole);
    });
  });

  test('tells what is wrong by the number of the exception', async () => {
    await serving(answer, async (port) => {
      const wrong = await probe(source(port, {}, 'certainly-not'));
      assertFails(wrong, 'login', 'login_refused');
      assertKeeps(wrong, 'certainly-not');
      assertFails(await probe(source(port, { database: 'x' })), 'permission', 'unknown_database');
    });
    const native: Answer = (_request, response) =>
      response.writeHead(400).end('Port 9000 is for clickhouse-client program');
    const result = await serving(native, (port) => probe(source(port)));
    assert.match(failing(result).remedy ?? '', /8123/);
  });

  test('tables, columns and rows', async () => {
    await serving(answer, async (port) => {
      const tables = await browsing(source(port), (browser) => browser.tables({ ...tableQuery, search: "o'" }));
      assert.deepEqual(
        tables.map(({ name, kind, comment }) => [name, kind, comment]),
        [
          ["o'rders", 'table', 'all'],
          ['order_view', 'view', null],
        ],
      );
      const columns = await browsing(source(port), (browser) => browser.columns!(null, 'orders', 10));
      assert.deepEqual(
        columns.map(({ name, nullable, primaryKey, precision }) => [name, nullable, primaryKey, precision]),
        [
          ['id', false, true, 64],
          ['name', true, false, null],
        ],
      );
      const query = { schema: null, table: 'orders', rows: 2, cellLength: 10, timeoutMs: 5_000 };
      const { rows } = await browsing(source(port), (browser) => browser.preview!(query));
      assert.deepEqual(rows, [['18446744073709551615', 'a']]);
    });
  });

  test('closed port, unknown name, silent host', async () => {
    await judgeBadHosts((host, port) => source(port, { host }), 'login');
    await judgeBadHosts((host, port) => source(port, { host, properties: { ssl: 'true' } }), 'tls');
  });
});
