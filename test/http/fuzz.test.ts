import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverAnswered } from '../../scripts/fuzz/report.ts';
import { runFuzz } from '../../scripts/fuzz/run-fuzz.ts';
import { startStand } from '../../scripts/fuzz/stand.ts';

// `npm run test:fuzz` sends ten times as many, made by another seed each time.
test('2,000 requests made from the OpenAPI document, half of them damaged: answers as declared, no secret', async () => {
  const stand = await startStand();
  try {
    const result = await runFuzz(stand, { count: 2_000, seed: 1 });
    assert.deepEqual(result.faults, []);
    assert.deepEqual(result.counts, { serverError: 0, invalidAnswer: 0, hang: 0, secretSeen: 0 });
    assert.deepEqual(neverAnswered(result), [], 'operations that were never answered with 2xx');
  } finally {
    await stand.close();
  }
});
