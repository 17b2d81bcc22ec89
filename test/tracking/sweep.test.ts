import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunRecord } from '../../gateway/runs/run-store.ts';
import { sweep } from '../../gateway/tracking/sweep.ts';

const now = new Date(Date.UTC(2026, 0, 1));
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

test('a record that is stamped in the future is woken: nobody knows when it was; a fresh one has its message', async () => {
  const woken: string[] = [];
  const record = (id: string, seconds: number) => ({ id, stateSince: ago(seconds) }) as RunRecord;
  const records = [record('ahead', -7_200), record('fresh', 4), record('old', 6)];
  await sweep({
    runs: {
      pending: async () => records,
      inState: async (state) => (state === 'SUBMITTING' ? [] : records),
      activeCounts: async () => new Map(),
    },
    clusters: { listSeen: async () => [] },
    wake: {
      submit: async (id) => void woken.push(`submit ${id}`),
      resolve: async (id) => void woken.push(`resolve ${id}`),
      stop: async (id) => void woken.push(`stop ${id}`),
    },
    observe: async () => undefined,
    keepPace: async () => undefined,
    clock: { now: () => now },
  });
  assert.deepEqual(
    woken,
    ['submit', 'resolve', 'stop'].flatMap((what) => [`${what} ahead`, `${what} old`]),
  );
});

async function swept(
  clusters: readonly { id: string; lastSeenAt: Date | null; reachability?: string; updatedAt?: Date }[],
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
      listSeen: async () =>
        clusters.map((cluster) => ({
          reachability: 'reachable',
          createdAt: ago(1_000),
          updatedAt: ago(20),
          ...cluster,
        })),
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

test('a look whose message is lost or far off is made up for, also after the clock was set back', async () => {
  const clusters = [
    { id: 'gone', reachability: 'unreachable', lastSeenAt: ago(1_000), updatedAt: ago(46) },
    { id: 'gone-ahead', reachability: 'unreachable', lastSeenAt: ago(1_000), updatedAt: ago(-3_600) },
    { id: 'seen-ahead', lastSeenAt: ago(-3_600) },
  ];
  const ids = clusters.map(({ id }) => id);
  assert.deepEqual(
    await swept(clusters, ids),
    ids.map((id) => `observe ${id}`),
  );
});
