import { Type } from 'typebox';
import type { Failure } from '../chunjun/explain-failure.ts';
import { matches } from '../core/check.ts';
import type { Clock } from '../core/clock.ts';
import type { ArchivedJob, ArchiveWitness } from '../flink/archive.ts';
import type { FlinkClient } from '../flink/client.ts';
import { restorePointsOf } from '../runs/restore-schema.ts';
import type { FollowedRecord, RunRecord, RunStore } from '../runs/run-store.ts';
import { archivedSource } from './archived-source.ts';
import type { Decision } from './decide.ts';
import { endOfStream } from './end-of-stream.ts';
import { orEmpty, takeFinalSnapshot } from './final-snapshot.ts';
import { readRestorePoints } from './follow-checkpoints.ts';

export const observer = 'gateway/tracking';

export interface FinishDeps {
  readonly runs: Pick<RunStore, 'move' | 'events'>;
  /** Takes the secrets of the record's data sources out of text; never throws. */
  readonly redactorOf: (record: FollowedRecord) => Promise<(text: string) => string>;
  /** A run failed, for whatever reason. */
  readonly onFailed?: (record: RunRecord, failure: Failure) => Promise<void>;
  readonly clock: Clock;
}

/** Whom a look at a cluster asks; no witness: none is configured. */
export interface Sources {
  readonly flink: FlinkClient;
  readonly witness: ArchiveWitness | null;
}

/** That a job is over, and who says so. */
export interface LastWord {
  readonly decision: Extract<Decision, { kind: 'final' }>;
  /** The call that said it, or the name of the witness. */
  readonly asked: string;
  /** null: Flink itself said it, and tells the rest. */
  readonly archived: ArchivedJob | null;
}

/** Ends a record with everything that is known of its job. What Flink forgets while it is read is read in the archive. */
export async function finishRecord(
  deps: FinishDeps,
  sources: Sources,
  record: FollowedRecord,
  { decision, asked, archived }: LastWord,
): Promise<void> {
  const at = deps.clock.now();
  const id = record.flinkJobId ?? '';
  const redact = await deps.redactorOf(record);
  const source = archived === null ? sources.flink : archivedSource(archived, sources.flink);
  const last = await takeFinalSnapshot(source, id, decision.phase, { redact, at });
  if (last === null) return;
  if (archived === null && !last.whole) {
    const kept = (await sources.witness?.job(id)) ?? null;
    if (kept?.state === decision.phase) {
      return finishRecord(deps, sources, record, { decision, asked: kept.asked, archived: kept });
    }
  }
  const points = record.streaming ? await orEmpty(readRestorePoints(source, id, restorePointsOf(record)), null) : null;
  const stream = endOfStream(record, decision.phase, points, at);
  const isBound = decision.to === 'SUCCEEDED' && !stream.stopped;
  const offset = last.endLocation ?? record.offsetBefore;
  const isForeign = isBound && offset !== null && (await wasForced(deps.runs, record));
  const ended = await deps.runs.move(record, {
    to: decision.to,
    by: 'tracking',
    who: observer,
    why: [
      last.failure?.message ?? stream.why ?? `${speaker(archived)} says ${decision.phase}`,
      ...(last.counted ? [] : [uncounted(isBound)]),
      ...(isForeign ? ['its offset is not taken over: a person attached a job of another name'] : []),
    ].join('; '),
    evidence: {
      asked,
      state: decision.phase,
      endTime: last.finishedAt?.toISOString() ?? null,
      ...(last.whole ? {} : { whole: false }),
    },
    at,
    set: {
      ...last.numbers,
      ...stream.set,
      phase: decision.phase,
      seenAt: at,
      snapshot: last.compressed,
      failure: last.failure,
      ...(last.startedAt === null ? {} : { startedAt: last.startedAt }),
      finishedAt: last.finishedAt ?? at,
      ...(isBound && !isForeign ? { offsetAfter: offset } : {}),
    },
  });
  if (ended !== null && last.failure !== null) await deps.onFailed?.(ended, last.failure);
}

/** What attaching a job leaves as evidence when a person had to confirm that it is the record's. */
const ForcedSchema = Type.Object({ flinkJobId: Type.String(), forced: Type.Literal(true) });

/** Whether the record's present job was attached under another name: what it counts may be another job's. */
async function wasForced(runs: Pick<RunStore, 'events'>, { id, flinkJobId }: FollowedRecord): Promise<boolean> {
  const events = await runs.events(id);
  return events.some(({ evidence }) => matches(ForcedSchema, evidence) && evidence.flinkJobId === flinkJobId);
}

function uncounted(isBound: boolean): string {
  const unknown = isBound
    ? 'rows and offset are not known, and the next incremental run begins at the old bound'
    : 'rows are not known';
  return `Flink had forgotten its counters before they were read: ${unknown}`;
}

function speaker(archived: ArchivedJob | null): string {
  return archived === null ? 'Flink' : `Flink has forgotten the job; its ${archived.asked}`;
}
