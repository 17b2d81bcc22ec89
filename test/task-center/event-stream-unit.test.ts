import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { createEventStream, type Sink } from '../../gateway/task-center/event-stream.ts';
import type { FedMoves } from '../../gateway/task-center/feed-store.ts';
import type { Move } from '../../gateway/task-center/move-schema.ts';
import { eventually } from '../helpers/stack.ts';

const move = (seq: number): Move => ({
  recordId: 'r',
  jobId: 'j',
  clusterId: 'c',
  trigger: 'manual',
  seq,
  at: '2026-01-01T00:00:00.000Z',
  from: null,
  to: 'QUEUED',
  who: 'a',
  why: 'b',
});

class FakeSink extends EventEmitter implements Sink {
  readonly ids: string[] = [];
  readonly writableLength = 0;
  destroyed = false;
  write(text: string): boolean {
    this.ids.push(...[...text.matchAll(/^id: (.*)\nevent: record\.moved/gm)].map((match) => match[1] ?? ''));
    return true;
  }
  end(): void {
    this.destroyed = true;
  }
  destroy(): void {
    this.destroyed = true;
  }
}

test('a connection whose last look at the past was slow is a batch behind the others: none gets anything twice', async (t) => {
  const batches: FedMoves[] = [];
  let hold: Promise<void> | null = null;
  const feed = {
    lastBatch: () => Promise.resolve(batches.length),
    batch: (batch: number) => Promise.resolve({ batch, moves: [] }),
    async after(batch: number) {
      const found = batches.slice(batch);
      const held = hold;
      hold = null;
      await held;
      return found;
    },
  };
  const events = createEventStream({ feed, log: { warn: () => assert.fail() } }, { lookMs: 5 });
  t.after(() => events.close());
  const open = (): FakeSink => {
    const sink = new FakeSink();
    const mayStay = () => Promise.resolve(true);
    events.subscribe({ sink, who: 'a', wants: () => true, lastEventId: null, mayStay });
    return sink;
  };
  const has = (sink: FakeSink, count: number) =>
    eventually(`${count} moves`, 5000, () => Promise.resolve(sink.ids.length >= count || undefined));
  const first = open();
  batches.push({ batch: 1, moves: [move(0)] });
  await has(first, 1);
  let release!: () => void;
  hold = new Promise((resolve) => (release = resolve));
  const second = open();
  // Not before it has asked: it sees nothing new.
  await eventually('the question', 5000, () => Promise.resolve(hold === null || undefined));
  batches.push({ batch: 2, moves: [move(1), move(2)] });
  await has(first, 3);
  release();
  await has(second, 2);
  batches.push({ batch: 3, moves: [move(3)] });
  await Promise.all([has(first, 4), has(second, 3)]);
  assert.deepEqual(first.ids, ['1.0', '2.0', '2.1', '3.0']);
  assert.deepEqual(second.ids, ['2.0', '2.1', '3.0']);
  events.close();
  assert.ok(first.destroyed && second.destroyed);
});

test('a batch without rows keeps no connection waiting for it', async (t) => {
  const batches: FedMoves[] = [];
  const feed = {
    lastBatch: () => Promise.resolve(0),
    batch: (batch: number) => Promise.resolve({ batch, moves: [] }),
    after: (batch: number) => Promise.resolve(batches.filter((one) => one.batch > batch)),
  };
  const events = createEventStream({ feed, log: { warn: () => assert.fail() } }, { lookMs: 5 });
  t.after(() => events.close());
  const sink = new FakeSink();
  events.subscribe({ sink, who: 'a', wants: () => true, lastEventId: null, mayStay: () => Promise.resolve(true) });
  batches.push({ batch: 1, moves: [move(0)] });
  await eventually('the first', 5000, () => Promise.resolve(sink.ids.length > 0 || undefined));
  // The records of 2 and 3 were deleted.
  batches.push({ batch: 4, moves: [move(1)] }, { batch: 6, moves: [move(2)] });
  await eventually('those behind the gaps', 5000, () => Promise.resolve(sink.ids.length > 2 || undefined));
  assert.deepEqual(sink.ids, ['1.0', '4.0', '6.0']);
});
