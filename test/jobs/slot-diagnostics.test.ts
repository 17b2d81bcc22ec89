import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slotDiagnostics } from '../../gateway/jobs/slot-diagnostics.ts';

test('more channels than the cluster has slots are warned of; what is not known is not', () => {
  const table: [needed: number, slots: number | undefined, warned: boolean][] = [
    [12, 10, true],
    [10, 10, false],
    [1, 0, false],
    [12, undefined, false],
  ];
  for (const [needed, slots, warned] of table) {
    const found = slotDiagnostics(needed, slots);
    assert.deepEqual(
      found.map(({ level, code }) => [level, code]),
      warned ? [['warning', 'more_channels_than_slots']] : [],
    );
    if (warned) assert.match(found[0]?.message ?? '', /12 task slots.*10 now/);
  }
});
