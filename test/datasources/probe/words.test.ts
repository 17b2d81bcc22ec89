import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { previewOf } from '../../../gateway/datasources/probe/cells.ts';
import { explainFailure } from '../../../gateway/datasources/probe/failures.ts';

const limits = { rows: 20, cellLength: 5, bytes: 1_000 };
const columns = [{ name: 'a', type: 't' }];
const cells = (...values: unknown[]) => previewOf({ columns, rows: [values] }, limits).rows[0];

describe('values of a preview', () => {
  test('are JSON whatever the driver gave', () => {
    assert.deepEqual(
      cells(1, 1n, Number.NaN, true, null, undefined, () => 1, Symbol('x')),
      [1, '1', 'NaN', true, null, null, null, null],
    );
    assert.deepEqual(cells(Buffer.from([0, 255]), { a: 1 }, 'a\0b'), ['00ff', '{"a":…', 'a\ufffdb']);
    const wide = { ...limits, cellLength: 100 };
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const { rows } = previewOf({ columns, rows: [[new Date(0), new Date(Number.NaN), { big: 1n }, circular]] }, wide);
    assert.deepEqual(rows[0]?.slice(0, 3), ['1970-01-01T00:00:00.000Z', 'Invalid Date', '{"big":"1"}']);
    assert.equal(typeof rows[0]?.[3], 'string');
  });

  test('are cut, counted, and never end in half a character', () => {
    const preview = previewOf({ columns, rows: [['abcdef'], ['abcd😀'], ['abcde']] }, limits);
    assert.deepEqual(preview.rows, [['abcde…'], ['abcd\ufffd…'], ['abcde']]);
    assert.equal(preview.shortenedValues, 2);
  });

  test('stop where they grow too large together, and after the last row that was asked for', () => {
    const rows = Array.from({ length: 30 }, () => ['abcde']);
    assert.equal(previewOf({ columns, rows }, limits).rows.length, 20);
    const small = previewOf({ columns, rows }, { ...limits, bytes: 35 });
    assert.deepEqual([small.rows.length, small.cut], [3, true]);
  });
});

describe('words of a failure', () => {
  const told = (secrets: Record<string, string>, message: string) =>
    explainFailure({}, { type: 'x', config: {}, secrets }, new Error(message)).reason;

  test('hold no secret, also not one inside another', () => {
    const url = 'mongodb://u:p%40ss-word@h/d';
    assert.equal(told({ url }, 'no p@ss-word, no p%40ss-word').includes('ss-word'), false);
    const saslJaasConfig = 'x required username="u" password="jaas-secret";';
    assert.equal(told({ saslJaasConfig }, 'bad jaas-secret').includes('jaas-secret'), false);
    assert.equal(told({ password: 'whole one' }, 'x whole one x').includes('whole one'), false);
  });

  test('are left out where a secret is too short to be told from text', () => {
    assert.equal(told({ password: 'x1' }, 'password x1 was refused').includes('x1'), false);
  });

  test('a hung-up handshake is one of TLS', () => {
    const error = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    const target = { type: 'x', config: {}, secrets: {} };
    assert.equal(explainFailure({}, target, error, 'tls').code, 'tls_refused');
    assert.equal(explainFailure({}, target, error, 'login').code, 'connection_lost');
    const wrapped = new Error('failed', { cause: Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' }) });
    assert.equal(explainFailure({}, target, wrapped, 'login').code, 'tls_untrusted');
  });
});
