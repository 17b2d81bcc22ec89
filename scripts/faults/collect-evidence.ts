import type { AcceptedRecord, CopiedRows, Evidence, RecordEvent } from './invariants.ts';
import type { Scene, StartedRecord } from './scene.ts';
import type { Stand } from './stand.ts';

/** Both sides as they are now: the database's rows, and what Flink and the proxy saw. */
export async function collectEvidence(
  stand: Stand,
  scenes: readonly Scene[],
  versionsSeen: ReadonlyMap<string, readonly number[]>,
  /** When records were first seen LOST, milliseconds since the epoch. */
  lostSeen: ReadonlyMap<string, number> = new Map(),
): Promise<Evidence> {
  const started = scenes.flatMap(({ records }) => records);
  const ids = started.map(({ id }) => id);
  const rows = await stand.read(
    `SELECT id, state, state_version, flink_job_id, offset_before, offset_after, stop_requested_at
       FROM de_job_record WHERE id = ANY($1)`,
    [ids],
  );
  const events = await stand.read(
    `SELECT record_id, seq, extract(epoch FROM at AT TIME ZONE 'UTC') * 1000 AS ms, from_state, to_state, evidence
       FROM de_job_record_event WHERE record_id = ANY($1) AND note = 0 ORDER BY record_id, seq`,
    [ids],
  );
  const retries = await stand.read('SELECT retry_of FROM de_job_record WHERE retry_of = ANY($1)', [ids]);
  const rowOf = new Map(rows.map((row) => [String(row['id']), row]));
  const records: AcceptedRecord[] = [];
  for (const record of started) {
    const row = rowOf.get(record.id);
    const copied = await copiedRows(stand, record);
    const lostSeenAt = lostSeen.get(record.id);
    const own = events.filter((event) => event['record_id'] === record.id);
    records.push({
      id: record.id,
      row: row === undefined ? null : readRow(row),
      events: own.map(readEvent),
      versionsSeen: versionsSeen.get(record.id) ?? [],
      mayExpire: record.mayExpire,
      inTime: record.inTime,
      jobId: record.job.id,
      retries: { wanted: record.retriesWanted, made: retries.filter((one) => one['retry_of'] === record.id).length },
      ...(lostSeenAt === undefined ? {} : { lostSeenAt }),
      ...(copied === undefined ? {} : { rows: copied }),
    });
  }
  const own = new Set(ids);
  return {
    records,
    flinkJobs: stand.watch.jobs.filter(({ recordId }) => own.has(recordId)),
    submissions: stand.proxy.submissions.filter(({ recordId }) => own.has(recordId)),
    deaths: stand.watch.deaths,
  };
}

function readRow(row: Record<string, unknown>): NonNullable<AcceptedRecord['row']> {
  return {
    state: row['state'] as NonNullable<AcceptedRecord['row']>['state'],
    stateVersion: Number(row['state_version']),
    flinkJobId: row['flink_job_id'] as string | null,
    offsetBefore: row['offset_before'] as string | null,
    offsetAfter: row['offset_after'] as string | null,
    stopRequested: row['stop_requested_at'] !== null,
  };
}

function readEvent(row: Record<string, unknown>): RecordEvent {
  return {
    seq: Number(row['seq']),
    at: Number(row['ms']),
    from: row['from_state'] as string | null,
    to: String(row['to_state']),
    evidence: row['evidence'],
  };
}

async function copiedRows({ store }: Stand, { job, again, upTo }: StartedRecord): Promise<CopiedRows | undefined> {
  if (job.copy === undefined) return undefined;
  const idsIn = async (table: string) => (await store.query(`SELECT id FROM ${table}`)).map(({ id }) => Number(id));
  return { source: await idsIn(job.copy.source), target: await idsIn(job.copy.target), again, upTo };
}
