import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { newId } from '../core/ids.ts';
import { storable, storableText } from '../core/redact.ts';
import type { RunState } from './run-status.ts';
import type { Stop } from './stop-schema.ts';

export interface StoppingRecord {
  readonly id: string;
  readonly state: RunState;
  readonly stateVersion: number;
  readonly stopVersion: number;
}

export interface StopNote {
  readonly who: string;
  readonly why: string;
  readonly evidence: unknown;
  readonly at: Date;
}

/** Steps of a stop with a savepoint, within STOPPING. */
export interface StopStore {
  /**
   * Compare-and-set on state and `stopVersion`, with a note among the record's events in the same transaction.
   * False: somebody else has moved the record or its stop, nothing was written.
   */
  advance(record: StoppingRecord, stop: Stop, note?: StopNote, savepointPath?: string): Promise<boolean>;
}

/** Writers of notes that meet at one record. */
const tries = 8;

export function createStopStore(prisma: PrismaClient): StopStore {
  return {
    async advance({ id, state, stateVersion, stopVersion }, stop, note, savepointPath) {
      const data = {
        stop: storable(stop),
        stopVersion: stopVersion + 1,
        ...(savepointPath === undefined ? {} : { savepointPath }),
      } satisfies Prisma.JobRecordUpdateManyMutationInput;
      for (let left = tries; ; left--) {
        try {
          return await prisma.$transaction(async (tx) => {
            const { count } = await tx.jobRecord.updateMany({ where: { id, state, stateVersion, stopVersion }, data });
            if (count === 0 || note === undefined) return count === 1;
            const where = { recordId: id, seq: stateVersion };
            const last = await tx.jobRecordEvent.aggregate({ where, _max: { note: true } });
            await tx.jobRecordEvent.create({
              data: {
                ...where,
                id: newId(),
                note: (last._max.note ?? 0) + 1,
                at: note.at,
                fromState: state,
                toState: state,
                who: note.who,
                why: storableText(note.why),
                evidence: storable(note.evidence) as Prisma.InputJsonValue,
              },
            });
            return true;
          });
        } catch (error) {
          if (prismaCode(error) !== 'P2002' || left <= 1) throw error;
        }
      }
    },
  };
}
