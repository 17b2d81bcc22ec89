import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysUntil, hoursUntil, inWholeHours, isTimeZone } from '../../gateway/task-center/calendar.ts';

const days = (at: string, count: number, zone: string): string[] =>
  daysUntil(new Date(at), count, zone).map(({ day, from, to }) => {
    const hours = (to.getTime() - from.getTime()) / 3_600_000;
    return `${day} ${from.toISOString().slice(0, 16)} ${hours}`;
  });

test('days begin at midnight of the zone, and are as long as they are there', () => {
  assert.deepEqual(days('2026-03-01T15:59:59.999Z', 2, 'Asia/Shanghai'), [
    '2026-02-28 2026-02-27T16:00 24',
    '2026-03-01 2026-02-28T16:00 24',
  ]);
  assert.deepEqual(days('2026-03-01T16:00:00Z', 1, 'Asia/Shanghai'), ['2026-03-02 2026-03-01T16:00 24']);
  assert.deepEqual(days('2026-03-01T18:31:00Z', 1, 'Asia/Kolkata'), ['2026-03-02 2026-03-01T18:30 24']);
  assert.deepEqual(days('2026-03-29T12:00:00Z', 3, 'Europe/Berlin'), [
    '2026-03-27 2026-03-26T23:00 24',
    '2026-03-28 2026-03-27T23:00 24',
    '2026-03-29 2026-03-28T23:00 23',
  ]);
  assert.deepEqual(days('2026-10-25T12:00:00Z', 1, 'Europe/Berlin'), ['2026-10-25 2026-10-24T22:00 25']);
  // Clocks go from 0:00 to 1:00: the day begins at 1:00.
  assert.deepEqual(days('2026-09-06T12:00:00Z', 2, 'America/Santiago'), [
    '2026-09-05 2026-09-05T04:00 24',
    '2026-09-06 2026-09-06T04:00 23',
  ]);
});

test('each day begins where the one before ends, in every zone, over a year', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    for (const at of ['2026-01-20T10:00:00Z', '2026-04-07T10:00:00Z', '2026-09-28T10:00:00Z', '2026-11-03T10:00:00Z']) {
      const found = daysUntil(new Date(at), 31, zone);
      for (const [index, { from, to, day }] of found.entries()) {
        const hours = (to.getTime() - from.getTime()) / 3_600_000;
        assert.ok(hours >= 22 && hours <= 26, `${zone} ${day} has ${hours} hours`);
        if (index > 0) assert.equal(found[index - 1]?.to.getTime(), from.getTime());
      }
      const today = found.at(-1);
      assert.ok(today !== undefined && today.from <= new Date(at) && new Date(at) < today.to, zone);
    }
  }
});

test('hours of the zone', () => {
  const at = new Date('2026-03-01T18:31:00Z');
  assert.deepEqual(
    hoursUntil(at, 2, 'Asia/Kolkata').map(({ from, to }) => `${from.toISOString()} ${to.toISOString()}`),
    ['2026-03-01T17:30:00.000Z 2026-03-01T18:30:00.000Z', '2026-03-01T18:30:00.000Z 2026-03-01T19:30:00.000Z'],
  );
  assert.equal(inWholeHours(hoursUntil(at, 3, 'Asia/Kolkata')), false);
  assert.equal(inWholeHours(hoursUntil(at, 3, 'Asia/Shanghai')), true);
  assert.equal(isTimeZone('Asia/Shanghai'), true);
  assert.equal(isTimeZone('Mars/Olympus'), false);
});
