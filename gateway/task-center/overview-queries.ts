import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import { finalStates, runStates, type RunState } from '../runs/run-status.ts';
import type { Span } from './calendar.ts';
import { readSlowest, rowStart, type RollupRow, type Series } from './roll-up.ts';

/** Records that are not over, counted. */
export interface LiveCount {
  readonly state: RunState;
  readonly clusterId: string;
  /** Of WAITING ones. */
  readonly waitingCode: string | null;
  readonly count: number;
}

export interface RankedJob {
  readonly jobId: string;
  readonly name: string;
  readonly failed: number;
  /** Its slowest run; null: none has started. */
  readonly slowest: { readonly ms: number; readonly recordId: string } | null;
}

export interface ClusterLoadRow {
  readonly id: string;
  readonly name: string;
  readonly reachability: string;
  readonly lastSeenAt: Date | null;
  readonly slotsTotal: number | null;
  readonly slotsFree: number | null;
}

/** Only reads, and never all records: live ones by their index, ended ones by the roll-up. */
export interface OverviewQueries {
  live(): Promise<readonly LiveCount[]>;
  /** Rows of the roll-up that begin in the span, by start. */
  rows(series: Extract<Series, `all_${string}` | `cluster_${string}`>, span: Span): Promise<readonly RollupRow[]>;
  /** Jobs by how many runs failed, or by their slowest run; the span is widened to steps of four hours. */
  ranked(by: 'failed' | 'slowest', span: Span, limit: number): Promise<readonly RankedJob[]>;
  clusters(limit: number): Promise<readonly ClusterLoadRow[]>;
}

const liveStates = runStates.filter((state) => !finalStates.includes(state));
const stepMs = 240 * 60_000;
const dayMs = 86_400_000;

export function createOverviewQueries(prisma: PrismaClient): OverviewQueries {
  return {
    async live() {
      const groups = await prisma.jobRecord.groupBy({
        by: ['state', 'waitingCode', 'clusterId'],
        where: { state: { in: liveStates } },
        _count: { _all: true },
      });
      return groups.map(({ state, waitingCode, clusterId, _count }) => ({
        state: state as RunState,
        clusterId,
        waitingCode,
        count: _count._all,
      }));
    },
    rows: (series, { from, to }) =>
      prisma.recordRollup.findMany({ where: { series, start: { gte: from, lt: to } }, orderBy: { start: 'asc' } }),
    async ranked(by, span, limit) {
      const parts = partsOf(span).map(
        ({ series, from, to }) => Prisma.sql`(u.series = ${series} and u.start >= ${from} and u.start < ${to})`,
      );
      // What nobody would be shown is left out before it is sorted.
      const [kept, order] =
        by === 'failed'
          ? [Prisma.sql`u.failed > 0`, Prisma.sql`failed desc, slowest desc`]
          : [Prisma.sql`u.slowest > ''`, Prisma.sql`slowest desc`];
      const rows = await prisma.$queryRaw<{ scope: string; failed: unknown; slowest: string }[]>`
        select u.scope, sum(u.failed) as failed, max(u.slowest) as slowest
        from de_record_rollup u where (${Prisma.join(parts, ' or ')}) and ${kept}
        group by u.scope order by ${order} limit ${Prisma.raw(String(limit))}`;
      const jobs = await prisma.job.findMany({
        where: { id: { in: rows.map(({ scope }) => scope) } },
        select: { id: true, name: true, deletedAt: true },
      });
      const names = new Map(jobs.map((job) => [job.id, nameBefore(job)]));
      return rows.map(({ scope, failed, slowest }) => ({
        jobId: scope,
        name: names.get(scope) ?? scope,
        failed: Number(failed),
        slowest: readSlowest(slowest),
      }));
    },
    clusters: (limit) =>
      prisma.cluster.findMany({
        orderBy: { name: 'asc' },
        take: limit,
        select: { id: true, name: true, reachability: true, lastSeenAt: true, slotsTotal: true, slotsFree: true },
      }),
  };
}

/** Whole days by rows of a day, what is left at the edges by rows of four hours. */
export function partsOf({ from, to }: Span): { series: Series; from: Date; to: Date }[] {
  const start = rowStart(from, 240);
  const end = new Date(Math.ceil(to.getTime() / stepMs) * stepMs);
  const firstDay = new Date(Math.ceil(start.getTime() / dayMs) * dayMs);
  const lastDay = rowStart(end, 1440);
  if (firstDay >= lastDay) return [{ series: 'job_240', from: start, to: end }];
  return [
    { series: 'job_240' as const, from: start, to: firstDay },
    { series: 'job_1440' as const, from: firstDay, to: lastDay },
    { series: 'job_240' as const, from: lastDay, to: end },
  ].filter((part) => part.from < part.to);
}

/** A deleted job is called `name~id`, so that its name is free again. */
function nameBefore({ id, name, deletedAt }: { id: string; name: string; deletedAt: Date | null }): string {
  return deletedAt !== null && name.endsWith(`~${id}`) ? name.slice(0, -id.length - 1) : name;
}
