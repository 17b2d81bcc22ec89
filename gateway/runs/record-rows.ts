import { newId } from '../core/ids.ts';
import { Prisma } from '../database/generated/client.ts';
import type { RunState } from './run-status.ts';
import type { RunChange } from './run-change-schema.ts';

/** The event of a move, as it is created with it. */
export function eventRow(
  seq: number,
  fromState: RunState | null,
  toState: RunState,
  who: string,
  why: string,
  evidence: unknown,
  at: Date,
) {
  return {
    id: newId(),
    seq,
    at,
    fromState,
    toState,
    who,
    why,
    ...(evidence === undefined ? {} : { evidence: evidence as Prisma.InputJsonValue }),
  };
}

/** A JSON column is emptied with DbNull; Prisma refuses a plain null there. */
export function columnsOf({
  document,
  failure,
  waitingReason,
  lateAnswer,
  ...plain
}: RunChange): Prisma.JobRecordUpdateManyMutationInput {
  return {
    ...plain,
    ...(document === undefined ? {} : { document: document as Prisma.InputJsonValue }),
    ...(failure === undefined ? {} : { failure: failure ?? Prisma.DbNull }),
    ...(waitingReason === undefined
      ? {}
      : { waitingReason: waitingReason ?? Prisma.DbNull, waitingCode: waitingReason?.code ?? null }),
    ...(lateAnswer === undefined ? {} : { lateAnswer: lateAnswer as Prisma.InputJsonValue }),
  };
}
