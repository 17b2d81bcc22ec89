import type { Clock } from '../core/clock.ts';
import { GatewayError } from '../core/errors.ts';
import type { RunState } from '../runs/run-status.ts';
import { daysUntil, hoursUntil, inWholeHours, isTimeZone, type Span } from './calendar.ts';
import type { Overview, OverviewQuery } from './overview-schema.ts';
import type { LiveCount, OverviewQueries } from './overview-queries.ts';
import type { RollupRow } from './roll-up.ts';

interface Deps {
  readonly queries: OverviewQueries;
  readonly clock: Clock;
}

/** More of them are no overview. */
const mostClusters = 100;

/**
 * The task centre's first page. Ended records come from the roll-up, which follows the moves within a second; live ones
 * are counted as they are now. Throws `validation_failed` for a time zone that does not exist.
 */
export async function readOverview({ queries, clock }: Deps, query: OverviewQuery): Promise<Overview> {
  const { timeZone = 'UTC', hours = 24, days = 7, top = 10 } = query;
  if (!isTimeZone(timeZone)) {
    throw new GatewayError('validation_failed', `There is no time zone ${timeZone}`, {
      errors: [{ pointer: '/timeZone', detail: 'must be a time zone of the IANA data base, such as Asia/Shanghai' }],
    });
  }
  const at = clock.now();
  const byDay = daysUntil(at, days, timeZone);
  const byHour = hoursUntil(at, hours, timeZone);
  const today = byDay.at(-1) ?? { from: at, to: at };
  const all: Span = { from: byDay[0]?.from ?? at, to: today.to };
  const spans = [...byDay, ...byHour];
  const whole: Span = {
    from: new Date(Math.min(...spans.map(({ from }) => from.getTime()))),
    to: new Date(Math.max(...spans.map(({ to }) => to.getTime()))),
  };
  const minutes = inWholeHours(spans) ? 60 : 15;
  const [live, rows, clusterRows, mostFailed, slowest, clusters] = await Promise.all([
    queries.live(),
    queries.rows(`all_${minutes}`, whole),
    queries.rows(`cluster_${minutes}`, today),
    queries.ranked('failed', all, top),
    queries.ranked('slowest', all, top),
    queries.clusters(mostClusters),
  ]);
  const waiting = live.filter(({ state }) => state === 'WAITING');
  const reasons = new Map<string, number>();
  for (const { waitingCode, count } of waiting) {
    const code = waitingCode ?? 'unknown';
    reasons.set(code, (reasons.get(code) ?? 0) + count);
  }
  return {
    at: at.toISOString(),
    timeZone,
    now: {
      queued: countOf(live, 'QUEUED'),
      waiting: countOf(live, 'WAITING'),
      submitting: countOf(live, 'SUBMITTING', 'UNCERTAIN'),
      running: countOf(live, 'RUNNING'),
      stopping: countOf(live, 'STOPPING'),
      lost: countOf(live, 'LOST'),
    },
    waitingByReason: [...reasons]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    today: sumOf(within(rows, today)),
    byHour: byHour.map((span) => ({ from: span.from.toISOString(), ...sumOf(within(rows, span)) })),
    byDay: byDay.map((span) => ({ day: span.day, from: span.from.toISOString(), ...sumOf(within(rows, span)) })),
    mostFailed: mostFailed.map(({ jobId, name, failed }) => ({ jobId, name, failed })),
    slowest: slowest.flatMap(({ jobId, name, slowest: run }) =>
      run === null ? [] : [{ jobId, name, recordId: run.recordId, seconds: run.ms / 1000 }],
    ),
    clusters: clusters.map((cluster) => {
      const own = live.filter(({ clusterId }) => clusterId === cluster.id);
      return {
        ...cluster,
        lastSeenAt: cluster.lastSeenAt?.toISOString() ?? null,
        active: countOf(own, 'SUBMITTING', 'UNCERTAIN', 'RUNNING', 'STOPPING'),
        waiting: countOf(own, 'QUEUED', 'WAITING'),
        today: sumOf(clusterRows.filter(({ scope }) => scope === cluster.id)),
      };
    }),
  };
}

function countOf(live: readonly LiveCount[], ...states: readonly RunState[]): number {
  return live.reduce((sum, { state, count }) => (states.includes(state) ? sum + count : sum), 0);
}

/** Rows are sorted by their start. */
function within(rows: readonly RollupRow[], { from, to }: Span): readonly RollupRow[] {
  const first = firstFrom(rows, from);
  return rows.slice(first, firstFrom(rows, to));
}

/** Index of the first row that begins at that time or later. */
function firstFrom(rows: readonly RollupRow[], at: Date): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.start ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sumOf(rows: readonly RollupRow[]): Overview['today'] {
  const sum = { succeeded: 0, failed: 0, canceled: 0, rejected: 0, closed: 0 };
  const big = { rowsRead: 0n, rowsWritten: 0n, bytesRead: 0n, bytesWritten: 0n };
  for (const row of rows) {
    for (const key of ['succeeded', 'failed', 'canceled', 'rejected', 'closed'] as const) sum[key] += row[key];
    for (const key of ['rowsRead', 'rowsWritten', 'bytesRead', 'bytesWritten'] as const) big[key] += row[key];
  }
  return {
    ...sum,
    rowsRead: Number(big.rowsRead),
    rowsWritten: Number(big.rowsWritten),
    bytesRead: Number(big.bytesRead),
    bytesWritten: Number(big.bytesWritten),
  };
}
