import { messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { JobOverview } from '../flink/schemas.ts';
import type { RunRecord, RunStore } from '../runs/run-store.ts';

/** A Flink job of ours is called `<job name>@<record id>`. */
const ownName = /@([0-9A-HJKMNP-TV-Z]{26})$/;
const over = new Set(['FINISHED', 'FAILED', 'CANCELED']);

/**
 * Cancels jobs that run for a record of this gateway without being its job: of an attempt that was given up and came
 * to life later. Jobs of other programs and of records this database does not have are left alone.
 */
export async function cancelOrphans(
  deps: { readonly runs: Pick<RunStore, 'findMany'>; readonly log: Log },
  flink: Pick<FlinkClient, 'cancel'>,
  jobs: Iterable<JobOverview>,
  followed: readonly Pick<RunRecord, 'flinkJobId'>[],
): Promise<void> {
  const known = new Set(followed.map(({ flinkJobId }) => flinkJobId));
  const suspects = new Map<string, string>();
  for (const { jid, name, state } of jobs) {
    const recordId = ownName.exec(name)?.[1];
    if (recordId !== undefined && !known.has(jid) && !over.has(state)) suspects.set(jid, recordId);
  }
  if (suspects.size === 0) return;
  // Read after the list was: a record that got a new id meanwhile is seen with it.
  const records = new Map((await deps.runs.findMany([...suspects.values()])).map((record) => [record.id, record]));
  for (const [jid, recordId] of suspects) {
    const record = records.get(recordId);
    if (record === undefined || !isOrphan(record, jid)) continue;
    try {
      await flink.cancel(jid);
      deps.log.warn({ recordId, flinkJobId: jid, state: record.state }, 'cancelled a job of a given up attempt');
    } catch (error) {
      deps.log.warn({ recordId, flinkJobId: jid, reason: messageOf(error) }, 'an orphan could not be cancelled');
    }
  }
}

/** The record moved on to another attempt, or was closed as never having run. Pure. */
export function isOrphan(record: Pick<RunRecord, 'state' | 'flinkJobId'>, flinkJobId: string): boolean {
  return record.flinkJobId !== flinkJobId || record.state === 'REJECTED';
}
