import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf, type Plan } from '../../scripts/faults/kinds.ts';
import { problemLines } from '../../scripts/faults/report.ts';
import { runFaults } from '../../scripts/faults/run-faults.ts';
import { usesStandIn } from '../helpers/distribution.ts';
import { redisUrl } from '../queues/engines.ts';

const labels = [
  'answer-dropped#11',
  'answer-replaced-by-5xx#12',
  'main-throws-after-execute#13',
  'queue-flushed#14',
  'database-cut#15',
  'kill-point/accept:after-commit#16',
  'kill-point/running:before-commit#17',
  'kill-point/snapshot:answered#18',
];

test(
  'a handful of random faults breaks no promise, and gateways die where they are told to',
  { timeout: 300_000, skip: usesStandIn ? false : 'needs switches that only the stand-in has' },
  async () => {
    const plans = labels.map((label): Plan => planOf(label) ?? assert.fail(label));
    const run = await runFaults([plans], { seed: 1, queues: ['postgresql'], redisUrl, say: () => undefined });
    assert.deepEqual(problemLines(run.outcomes), [], `logs: ${run.directory}`);
    assert.deepEqual(run.pointsHit, ['accept:after-commit', 'running:before-commit', 'snapshot:answered']);
    assert.ok(run.restarts >= run.hits.length, 'a gateway that died was not started again');
    const records = run.outcomes.flatMap((outcome) => outcome.records);
    assert.ok(records.length >= labels.length);
    assert.ok(records.some(({ state }) => state === 'SUCCEEDED'));
    await run.remove();
  },
);
