import type { Prisma } from '../database/generated/client.ts';
import type { RetryState } from './new-run-schema.ts';
import { repeatableStates } from './run-status.ts';

/** What an admission stands on: where it is not so any more, the move comes to nothing. */
export interface AdmissionTurn {
  readonly clusterId: string;
  /** The cluster's `admissions`: another one since then. */
  readonly turn: number;
  /** The record whose end is being repeated, still ended so. */
  readonly retryOf: string | null;
}

/** False: it does not stand any more. What was read stays locked until the end of the transaction. */
export async function takeTurn(
  tx: Prisma.TransactionClient,
  { clusterId, turn, retryOf }: AdmissionTurn,
): Promise<boolean> {
  if (retryOf !== null) {
    const where = { id: retryOf, state: { in: [...repeatableStates, 'CLOSED'] } };
    const ended = await tx.jobRecord.updateMany({ where, data: { retryState: 'created' satisfies RetryState } });
    if (ended.count === 0) return false;
  }
  const { count } = await tx.cluster.updateMany({
    where: { id: clusterId, admissions: turn },
    data: { admissions: { increment: 1 } },
  });
  return count === 1;
}
