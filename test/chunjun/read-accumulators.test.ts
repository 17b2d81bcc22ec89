import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readEndLocation, readNumbers } from '../../gateway/chunjun/read-accumulators.ts';

const of = (values: Record<string, string>) => new Map(Object.entries(values));

describe('readNumbers', () => {
  test('all of them', () => {
    const values = of({ numRead: '5000', numWrite: '4990', byteRead: '123456', byteWrite: '120000', nErrors: '10' });
    assert.deepEqual(readNumbers(values, true), {
      rowsRead: 5000n,
      rowsWritten: 4990n,
      bytesRead: 123456n,
      bytesWritten: 120000n,
      dirtyRows: 10n,
    });
  });

  test('what Flink does not tell is null, not 0', () => {
    const nothing = { rowsRead: null, rowsWritten: null, bytesRead: null, bytesWritten: null, dirtyRows: null };
    assert.deepEqual(readNumbers(new Map(), true), nothing);
    assert.deepEqual(readNumbers(of({ numRead: '', numWrite: 'many', byteRead: '1.5' }), false), nothing);
    assert.equal(readNumbers(of({ numRead: '0' }), true).rowsRead, 0n);
  });

  // Recorded: 100 rows -> 200, 5000 rows -> 5904 when the flush timer did not fire before the close.
  for (const [read, written, finished, expected] of [
    ['100', '200', true, 100n],
    ['5000', '5904', true, 5000n],
    ['100', '200', false, 200n],
    ['100', '90', true, 90n],
    ['0', '0', true, 0n],
  ] as const) {
    test(`read ${read}, written ${written}, finished ${String(finished)}`, () => {
      assert.equal(readNumbers(of({ numRead: read, numWrite: written }), finished).rowsWritten, expected);
    });
  }

  test('dirty rows were not written', () => {
    const values = of({ numRead: '20', numWrite: '36', nErrors: '2' });
    assert.equal(readNumbers(values, true).rowsWritten, 18n);
    assert.equal(readNumbers(of({ numRead: '1', numWrite: '9', nErrors: '3' }), true).rowsWritten, 0n);
  });

  test('without a read count nothing is clamped', () => {
    assert.equal(readNumbers(of({ numWrite: '7' }), true).rowsWritten, 7n);
  });

  test('numbers beyond 2^53 stay exact', () => {
    assert.equal(readNumbers(of({ byteRead: '9007199254740993' }), true).bytesRead, 9007199254740993n);
  });
});

describe('readEndLocation', () => {
  for (const [value, expected] of [
    ['5002', '5002'],
    ['-2147483648', null],
    ['-2147483647', '-2147483647'],
    ['0', '0'],
    ['1705708800123', '1705708800123'],
    ['', null],
  ] as const) {
    test(`endLocation ${value} is ${String(expected)}`, () => {
      assert.equal(readEndLocation(of({ endLocation: value })), expected);
    });
  }

  test('none at all is null', () => {
    assert.equal(readEndLocation(of({ startLocation: '5' })), null);
  });
});
