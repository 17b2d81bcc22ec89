import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newFlinkJobId } from '../../gateway/core/ids.ts';
import { viewEvent } from '../../gateway/runs/view-record.ts';
import { startRecordStand, type RecordStand } from '../tracking/record-fixture.ts';

describe('notes on a record', () => {
  let stand: RecordStand;
  before(async () => {
    stand = await startRecordStand();
  });
  after(() => stand?.close());

  const note = (why: string) => ({ who: 'ann', why, evidence: { why }, at: new Date() });

  test('stand between the moves, leave the version alone, and are numbered in the list', async () => {
    const record = await stand.recordIn('SUBMITTING');
    await stand.notes.annotate(record, note('first'));
    await stand.notes.annotate(record, note('second'));
    assert.deepEqual(await stand.runs.find(record.id), record);
    const moved = await stand.runs.move(record, {
      to: 'RUNNING',
      by: 'submission',
      who: 'test',
      why: 'accepted',
      at: new Date(),
    });
    assert.ok(moved, 'a move that was decided before the note still counts');
    const events = (await stand.runs.events(record.id)).map(viewEvent);
    assert.deepEqual(
      events.map(({ seq, from, to, why }) => [seq, from, to, why]),
      [
        [0, null, 'QUEUED', 'requested (manual)'],
        [1, 'QUEUED', 'SUBMITTING', 'SUBMITTING'],
        [2, 'SUBMITTING', 'SUBMITTING', 'first'],
        [3, 'SUBMITTING', 'SUBMITTING', 'second'],
        [4, 'SUBMITTING', 'RUNNING', 'accepted'],
      ],
    );
  });

  test('several at once are all kept', async () => {
    const record = await stand.recordIn('RUNNING');
    await Promise.all(Array.from({ length: 5 }, (_, index) => stand.notes.annotate(record, note(`note ${index}`))));
    const notes = (await stand.runs.events(record.id)).filter((event) => event.note > 0);
    assert.deepEqual(
      notes.map((event) => event.note),
      [1, 2, 3, 4, 5],
    );
  });

  test('whose a Flink job is', async () => {
    const record = await stand.recordIn('LOST');
    const holders = await stand.notes.holdersOf([record.flinkJobId ?? '', newFlinkJobId()]);
    assert.deepEqual([...holders.values()], [{ id: record.id, state: 'LOST', flinkJobId: record.flinkJobId }]);
    assert.equal((await stand.notes.holdersOf([])).size, 0);
  });
});
