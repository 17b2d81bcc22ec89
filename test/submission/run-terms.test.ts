import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import { policyOf, type RetryPolicy } from '../../gateway/jobs/policy-schema.ts';
import { effectivePriority, rankOf, reservedSince } from '../../gateway/submission/queue-order.ts';
import { repetitionOf, termsOf, type End } from '../../gateway/submission/run-terms.ts';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

describe('whose turn it is', () => {
  test('a minute of waiting counts as one step of priority', () => {
    assert.equal(effectivePriority({ priority: 0, since: at(0) }, at(0)), 0);
    assert.equal(effectivePriority({ priority: 0, since: at(0) }, at(90)), 1.5);
    assert.equal(effectivePriority({ priority: -10, since: at(0) }, at(600)), 0);
  });

  test('the stored rank orders runs as their effective priority does, at any time', () => {
    const turns = [-10, -1, 0, 3, 10].flatMap((priority) =>
      [0, 30, 61, 700].map((second) => ({ priority, since: at(second) })),
    );
    for (const now of [at(700), at(5000)]) {
      for (const a of turns) {
        for (const b of turns) {
          const byPriority = Math.sign(effectivePriority(b, now) - effectivePriority(a, now));
          const byRank = Math.sign(rankOf(a).getTime() - rankOf(b).getTime());
          assert.equal(byRank, byPriority, JSON.stringify({ a, b, now }));
        }
      }
    }
  });

  test('a turn is kept once the effective priority has reached 1', () => {
    const isKept = (priority: number, waitedSeconds: number): boolean =>
      rankOf({ priority, since: at(0) }) <= reservedSince(at(waitedSeconds));
    assert.deepEqual([isKept(0, 59), isKept(0, 60)], [false, true]);
    assert.deepEqual([isKept(1, 0), isKept(-10, 659), isKept(-10, 660)], [true, false, true]);
  });
});

describe('the terms of a run', () => {
  test('of a job without a policy: refused beside another one, without priority, deadline and retries', () => {
    assert.deepEqual(termsOf(policyOf({ id: 'j', policy: {} }), at(5)), {
      overlap: 'refuse',
      priority: 0,
      rankAt: at(5),
      retryArmed: false,
    });
  });

  test('of a job that says everything', () => {
    const policy = { overlap: 'queue', priority: 2, deadlineSeconds: 30, retry: { maxAttempts: 3 } };
    assert.deepEqual(termsOf(policyOf({ id: 'j', policy }), at(120)), {
      overlap: 'queue',
      priority: 2,
      rankAt: at(0),
      deadlineAt: at(150),
      retryArmed: true,
    });
  });

  test('a stored policy of another shape is an error, not a default', () => {
    for (const policy of [null, [], { overlap: 'sometimes' }, { priority: 11 }, { retry: {} }, { retries: 3 }]) {
      assert.throws(
        () => policyOf({ id: 'j', policy }),
        (error) => hasCode(error, 'internal'),
      );
    }
  });
});

describe('whether a run is repeated', () => {
  const retry: RetryPolicy = { maxAttempts: 4, backoffSeconds: 10, factor: 3, on: ['failed', 'rejected_by_cluster'] };
  const end = (more: Partial<End> = {}): End => ({
    state: 'FAILED',
    endedAt: at(100),
    from: 'RUNNING',
    stopRequested: false,
    retryNumber: 0,
    ...more,
  });
  const none = (why: 'not_wanted' | 'used_up') => ({ kind: 'none', why });

  test('each pause is the factor times the one before, until the attempts are used up', () => {
    const answers = [0, 1, 2, 3].map((retryNumber) => repetitionOf(end({ retryNumber }), retry));
    assert.deepEqual(answers, [
      { kind: 'retry', number: 1, notBefore: at(110) },
      { kind: 'retry', number: 2, notBefore: at(130) },
      { kind: 'retry', number: 3, notBefore: at(190) },
      none('used_up'),
    ]);
  });

  test('no pause is longer than a day', () => {
    const slow = { ...retry, maxAttempts: 20, backoffSeconds: 86_400, factor: 10 };
    const day = 24 * 60 * 60 * 1000;
    const answer = repetitionOf(end({ retryNumber: 18 }), slow);
    assert.deepEqual(answer, { kind: 'retry', number: 19, notBefore: new Date(at(100).getTime() + day) });
  });

  const table: [what: string, end: Partial<End>, on: RetryPolicy['on'], retried: boolean][] = [
    ['failed', {}, ['failed'], true],
    ['failed, not asked for', {}, ['lost'], false],
    ['refused by Flink', { state: 'REJECTED', from: 'UNCERTAIN' }, ['rejected_by_cluster'], true],
    ['refused by Flink, not asked for', { state: 'REJECTED', from: 'UNCERTAIN' }, ['failed'], false],
    ['refused by the gateway', { state: 'REJECTED', from: 'WAITING' }, ['rejected_by_cluster'], false],
    ['lost', { state: 'LOST' }, ['lost'], true],
    ['lost, not asked for', { state: 'LOST' }, ['failed', 'rejected_by_cluster'], false],
    ['cancelled', { state: 'CANCELED' }, ['failed', 'lost', 'rejected_by_cluster'], false],
    ['succeeded', { state: 'SUCCEEDED' }, ['failed', 'lost', 'rejected_by_cluster'], false],
    ['closed by a person', { state: 'CLOSED' }, ['failed', 'lost', 'rejected_by_cluster'], false],
    ['failed while a person stopped it', { from: 'STOPPING', stopRequested: true }, ['failed'], false],
  ];
  for (const [what, more, on, retried] of table) {
    test(`${what}: ${retried ? 'yes' : 'no'}`, () => {
      const answer = repetitionOf(end(more), { ...retry, on });
      if (retried) assert.equal(answer.kind, 'retry');
      else assert.deepEqual(answer, none('not_wanted'));
    });
  }

  test('without a policy of retries: no', () => assert.deepEqual(repetitionOf(end(), null), none('not_wanted')));
});
