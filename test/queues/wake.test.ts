import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SendOptions } from '../../gateway/queues/producers.ts';
import { createWake, type Pace } from '../../gateway/queues/wake.ts';

test('a pace is a delay and up to a tenth more, never below the active period', async () => {
  let sent: SendOptions | undefined;
  const send = async (_name: string, _payload: object, options?: SendOptions) => void (sent = options);
  const wake = createWake({ send }, { OBSERVE_ACTIVE_MS: 1_000, OBSERVE_IDLE_MS: 60_000 });
  const paces: [Pace, number][] = [
    ['active', 1_000],
    ['idle', 60_000],
    [20, 1_000],
    [7_000, 7_000],
  ];
  for (const [pace, ms] of paces) {
    for (const [set, onlyIfNone] of [
      [wake.setPace, undefined],
      [wake.keepPace, true],
    ] as const) {
      await set('c1', pace);
      const { delayMs = 0 } = sent ?? {};
      assert.ok(delayMs >= ms && delayMs <= ms * 1.1, `${pace}: ${delayMs} ms`);
      assert.equal(sent?.onlyIfNone, onlyIfNone);
    }
  }
  await wake.observe('c1');
  assert.equal(sent, undefined, 'now');
});
