import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sweep } from '../../gateway/tracking/sweep.ts';

const now = new Date(Date.UTC(2026, 0, 1));
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

async function swept(
  clusters: readonly { id: string; lastSeenAt: Date | null; reachability?: string }[],
  active: readonly string[],
) {
  const done: string[] = [];
  await sweep({
    runs: {
      pending: async () => [],
      inState: async () => [],
      activeCounts: async () => new Map(active.map((id) => [id, 1])),
    },
    clusters: {
      list: async () => clusters.map((cluster) => ({ reachability: 'reachable', createdAt: ago(1_000), ...cluster })),
    },
    wake: { submit: async () => undefined, resolve: async () => undefined, stop: async () => undefined },
    observe: async (id) => void done.push(`observe ${id}`),
    keepPace: async (id, pace) => void done.push(`${pace} ${id}`),
    clock: { now: () => now },
  });
  return done;
}

test('a sweep looks at once at active clusters that were not seen lately, and leaves the others their pace', async () => {
  const clusters = [
    { id: 'seen', lastSeenAt: ago(14) },
    { id: 'overdue', lastSeenAt: ago(16) },
    { id: 'new', lastSeenAt: null },
    { id: 'idle', lastSeenAt: ago(1_000) },
  ];
  assert.deepEqual(await swept(clusters, ['seen', 'overdue', 'new']), [
    'active seen',
    'observe overdue',
    'observe new',
    'idle idle',
  ]);
});

test('a cluster that is known not to answer keeps its own pace', async () => {
  const clusters = [
    { id: 'gone', reachability: 'unreachable', lastSeenAt: ago(130) },
    { id: 'never', reachability: 'unreachable', lastSeenAt: null },
    { id: 'idle', reachability: 'unreachable', lastSeenAt: ago(130) },
  ];
  assert.deepEqual(await swept(clusters, ['gone', 'never']), ['10000 gone', '30000 never', 'idle idle']);
});
