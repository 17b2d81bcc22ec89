import type { Clock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { FlinkClient } from '../flink/client.ts';
import { isFinalOnFlink, type JobOverview } from '../flink/schemas.ts';
import type { RecordNoteStore } from '../runs/record-note-store.ts';
import { isFinal, type RunState } from '../runs/run-status.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';

/** A Flink job of ours is called `<job name>@<record id>`. */
const ownName = /@([0-9A-HJKMNP-TV-Z]{26})$/;
/** On its way to an end: to cancel it once more would change nothing and write the same note at every look. */
const isEnding = (state: string): boolean => isFinalOnFlink(state) || state === 'CANCELLING' || state === 'FAILING';

/** The record that a Flink job's name speaks of; null: the job is not of a gateway. */
export function recordIdOf(name: string): string | null {
  return ownName.exec(name)?.[1] ?? null;
}

export interface OrphanDeps {
  readonly runs: Pick<RunStore, 'findMany' | 'events'>;
  readonly notes: Pick<RecordNoteStore, 'annotate'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Cancels jobs that run for a record which does not follow them: of an attempt that was given up and came to life later,
 * or of a record that is over. Each is told by a note on the record. Jobs of other programs, of people who started one
 * again by hand and of records this database does not have are left alone: GET /clusters/:id/orphans shows them.
 */
export async function cancelOrphans(
  deps: OrphanDeps,
  flink: Pick<FlinkClient, 'cancel'>,
  jobs: Iterable<JobOverview>,
  followed: readonly Pick<RunRecord, 'flinkJobId'>[],
): Promise<void> {
  const known = new Set(followed.map(({ flinkJobId }) => flinkJobId));
  const suspects = new Map<string, { readonly recordId: string; readonly job: JobOverview }>();
  for (const job of jobs) {
    if (known.has(job.jid) || isEnding(job.state)) continue;
    const recordId = recordIdOf(job.name);
    if (recordId !== null) suspects.set(job.jid, { recordId, job });
  }
  if (suspects.size === 0) return;
  // Read after the list was: a record that got a new id meanwhile is seen with it.
  const ids = new Set([...suspects.values()].map(({ recordId }) => recordId));
  const records = new Map((await deps.runs.findMany([...ids])).map((record) => [record.id, record]));
  for (const [jid, { recordId, job }] of suspects) {
    const record = records.get(recordId);
    if (record === undefined || !isOrphan(record, jid, deps.clock.now())) continue;
    try {
      if (maybeByHand.has(record.state) && !(await wasSubmitted(deps, record.id, jid))) continue;
      const answer = await flink.cancel(jid);
      deps.log.warn({ recordId, flinkJobId: jid, state: record.state }, 'cancelled a job of a given up attempt');
      await deps.notes.annotate(record, {
        who: 'gateway/tracking',
        why: 'cancelled a Flink job of the record that nobody follows',
        evidence: { flinkJobId: jid, name: job.name, state: job.state, followed: record.flinkJobId, answer },
        at: deps.clock.now(),
      });
    } catch (error) {
      deps.log.warn({ recordId, flinkJobId: jid, reason: messageOf(error) }, 'an orphan could not be cancelled');
    }
  }
}

/** A person who brought a job back by hand attaches it, or lets it run; what the gateway once submitted comes too late. */
async function wasSubmitted(
  { runs }: Pick<OrphanDeps, 'runs'>,
  recordId: string,
  flinkJobId: string,
): Promise<boolean> {
  const attempts = (await runs.events(recordId)).filter(({ note, toState }) => note === 0 && toState === 'SUBMITTING');
  return attempts.some(({ evidence }) => (evidence as { flinkJobId?: unknown } | null)?.flinkJobId === flinkJobId);
}

/** Ends after which a person may have started the job again by hand, under the record's name. */
const maybeByHand: ReadonlySet<RunState> = new Set(['LOST', 'SUCCEEDED', 'FAILED', 'CANCELED']);

/** Another gateway may have ended the record since the list was read: its job is then over, too. */
const justEndedMs = 30_000;

/** The record moved on to another attempt, waits for one, or is over. Pure. */
export function isOrphan(
  { state, stateSince, flinkJobId }: Pick<RunRecord, 'state' | 'stateSince' | 'flinkJobId'>,
  jid: string,
  now: Date,
): boolean {
  if (flinkJobId !== jid || state === 'REJECTED' || state === 'CLOSED' || state === 'WAITING') return true;
  return isFinal(state) && now.getTime() - stateSince.getTime() >= justEndedMs;
}
