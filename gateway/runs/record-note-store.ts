import type { PrismaClient } from '../database/generated/client.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { newId } from '../core/ids.ts';
import { storable, storableText } from '../core/redact.ts';
import type { RunState } from './run-status.ts';

/** What happened to a record without moving it. */
export interface RecordNote {
  /** A person's name, or the part of the gateway. */
  readonly who: string;
  readonly why: string;
  readonly evidence: unknown;
  readonly at: Date;
}

/** The record that a Flink job is tied to. */
export interface JobHolder {
  readonly id: string;
  readonly state: RunState;
  readonly flinkJobId: string;
}

export interface RecordNoteStore {
  /** An event that leaves state and version as they are, so that no move in flight is disturbed. */
  annotate(
    record: { readonly id: string; readonly state: RunState; readonly stateVersion: number },
    note: RecordNote,
  ): Promise<void>;
  /** By Flink job id; ids that no record has are missing. */
  holdersOf(flinkJobIds: readonly string[]): Promise<ReadonlyMap<string, JobHolder>>;
}

/** Writers of notes that meet at one record: each loses at most once per other writer. */
const tries = 8;

export function createRecordNoteStore(prisma: PrismaClient): RecordNoteStore {
  return {
    async annotate({ id, state, stateVersion }, { who, why, evidence, at }) {
      for (let left = tries; ; left--) {
        const last = await prisma.jobRecordEvent.aggregate({
          where: { recordId: id, seq: stateVersion },
          _max: { note: true },
        });
        try {
          await prisma.jobRecordEvent.create({
            data: {
              id: newId(),
              recordId: id,
              seq: stateVersion,
              note: (last._max.note ?? 0) + 1,
              at,
              fromState: state,
              toState: state,
              who,
              why: storableText(why),
              evidence: storable(evidence) as object,
            },
          });
          return;
        } catch (error) {
          if (prismaCode(error) !== 'P2002' || left <= 1) throw error;
        }
      }
    },
    async holdersOf(flinkJobIds) {
      if (flinkJobIds.length === 0) return new Map();
      const rows = await prisma.jobRecord.findMany({
        where: { flinkJobId: { in: [...flinkJobIds] } },
        select: { id: true, state: true, flinkJobId: true },
      });
      return new Map(
        rows.flatMap(({ id, state, flinkJobId }) =>
          flinkJobId === null ? [] : [[flinkJobId, { id, state: state as RunState, flinkJobId }]],
        ),
      );
    },
  };
}
