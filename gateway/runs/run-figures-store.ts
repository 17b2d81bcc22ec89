import type { PrismaClient } from '../database/generated/client.ts';
import { finalStates, runStates, type RunState } from './run-status.ts';

export interface RunFigures {
  /** Every state that is not final, with 0 where there is no record. */
  readonly records: ReadonlyMap<RunState, number>;
  /** WAITING records by the code of their reason. */
  readonly waiting: ReadonlyMap<string, number>;
}

export interface RunFiguresStore {
  read(): Promise<RunFigures>;
}

/** Of so many waiting records the reasons are read, newest first: beyond it the proportion is right, not the sum. */
const reasonsRead = 10_000;

/** Figures for metrics. Records that are over are left out: there are ever more, and the moves count them. */
export function createRunFiguresStore(prisma: PrismaClient): RunFiguresStore {
  const counted = runStates.filter((state) => !finalStates.includes(state));
  return {
    async read() {
      const [groups, rows] = await Promise.all([
        prisma.jobRecord.groupBy({ by: ['state'], where: { state: { in: counted } }, _count: { _all: true } }),
        prisma.jobRecord.findMany({
          where: { state: 'WAITING' satisfies RunState },
          orderBy: { id: 'desc' },
          take: reasonsRead,
          select: { waitingReason: true },
        }),
      ]);
      const counts = new Map(groups.map(({ state, _count }) => [state, _count._all]));
      const waiting = new Map<string, number>();
      for (const { waitingReason } of rows) {
        const code = (waitingReason as { code?: unknown } | null)?.code;
        const reason = typeof code === 'string' ? code : 'unknown';
        waiting.set(reason, (waiting.get(reason) ?? 0) + 1);
      }
      return { records: new Map(counted.map((state) => [state, counts.get(state) ?? 0])), waiting };
    },
  };
}
