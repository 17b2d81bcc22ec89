import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import { assertTested } from '../../gateway/datasources/assert-tested.ts';

const passed = { ok: true, depth: 'login', stages: [], at: '2026-01-01T00:00:00.000Z', revision: 3 };
const source = { id: 'x', name: 'orders', environment: 'production', revision: 3, lastTest: passed as unknown };

test('what may go online: development whatever its test, production after a test of what it is now', () => {
  assertTested([source]);
  assertTested([{ ...source, environment: 'development', lastTest: null }]);
  const refused: [lastTest: unknown, detail: string][] = [
    [null, 'orders was never tested'],
    [{ ...passed, ok: false }, 'orders failed its test at 2026-01-01T00:00:00.000Z'],
    [{ ...passed, revision: 2 }, 'orders was changed since it was tested'],
    [{ shape: 'of an older version' }, 'orders was never tested'],
  ];
  for (const [lastTest, detail] of refused) {
    assert.throws(
      () => assertTested([source, { ...source, lastTest }]),
      (error) => hasCode(error, 'datasource_untested') && error.message === detail && error.errors.length === 1,
    );
  }
});
