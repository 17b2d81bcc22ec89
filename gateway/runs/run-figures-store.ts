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
  /** Of one cluster. */
  ofCluster(clusterId: string): Promise<RunFigures & { readonly promisedSlots: number }>;
}

/** Figures for metrics. Records that are over are left out: there are ever more, and the moves count them. */
export function createRunFiguresStore(prisma: PrismaClient): RunFiguresStore {
  const counted = runStates.filter((state) => !finalStates.includes(state));
  async function read(of: { clusterId?: string }): Promise<RunFigures> {
    const [groups, reasons] = await Promise.all([
      prisma.jobRecord.groupBy({ by: ['state'], where: { ...of, state: { in: counted } }, _count: { _all: true } }),
      prisma.jobRecord.groupBy({
        by: ['waitingCode'],
        where: { ...of, state: 'WAITING' satisfies RunState },
        _count: { _all: true },
      }),
    ]);
    const counts = new Map(groups.map(({ state, _count }) => [state, _count._all]));
    const waiting = new Map(reasons.map(({ waitingCode, _count }) => [waitingCode ?? 'unknown', _count._all]));
    return { records: new Map(counted.map((state) => [state, counts.get(state) ?? 0])), waiting };
  }
  return {
    read: () => read({}),
    async ofCluster(clusterId) {
      const [figures, slots] = await Promise.all([
        read({ clusterId }),
        prisma.jobRecord.aggregate({
          where: { clusterId, state: { in: ['SUBMITTING', 'UNCERTAIN'] satisfies RunState[] } },
          _sum: { slots: true },
        }),
      ]);
      return { ...figures, promisedSlots: slots._sum.slots ?? 0 };
    },
  };
}
