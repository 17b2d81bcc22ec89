import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { newFlinkJobId, newId } from '../../../gateway/core/ids.ts';
import type { EndState } from '../../simulated-flink/messages.ts';
import type { SimulatedFlink } from '../../simulated-flink/simulated-flink.ts';
import { insertSubmitting, markRunning, type LiveRecord, type StoredCluster } from './rows.ts';

/** Share of the ended jobs that failed. */
const failedShare = 0.05;
const everyMs = 100;
/** Between two looks whether ended records have their final state; times from change to record are that much too long at most. */
const lookEveryMs = 50;
/** Records that are inserted in one statement. */
const batch = 2_000;

const finalOf: Record<EndState, string> = { FINISHED: 'SUCCEEDED', FAILED: 'FAILED', CANCELED: 'CANCELED' };

export interface LoadOptions {
  readonly pool: pg.Pool;
  readonly flink: SimulatedFlink;
  readonly clusters: readonly StoredCluster[];
  /** Jobs without an active record, at least one per record and end. */
  readonly freeJobs: string[];
  /** Part of the live records that ends per second. */
  readonly share: number;
  readonly random: () => number;
  /** Told of records that started, so that the baseline knows whom to ask about. */
  readonly onStarted: (records: readonly LiveRecord[]) => void;
}

interface Ended {
  readonly at: number;
  readonly state: EndState;
}

export interface Load {
  /** Rows this program has written itself so far. */
  readonly rowsWritten: number;
  readonly ended: number;
  /** Ended on Flink, and the record did not say so when `finish` gave up. */
  readonly unseen: number;
  /** Milliseconds from the change on Flink to the final state in the database, of changes since the last call. */
  takeSeen(): number[];
  readonly wrongFinals: number;
  /** Ends no more jobs and resolves when every ended record has its final state, or after `limitMs`. */
  finish(limitMs: number): Promise<void>;
}

/** Puts `count` live records on the clusters. */
export async function startRecords(options: LoadOptions, count: number): Promise<{ live: LiveRecord[]; rows: number }> {
  const live: LiveRecord[] = [];
  let rows = 0;
  while (live.length < count) {
    const started = Array.from({ length: Math.min(batch, count - live.length) }, (_, index) =>
      newRecord(options, (live.length + index) % options.clusters.length),
    );
    rows += await submit(options, started);
    live.push(...started);
  }
  return { live, rows };
}

function newRecord({ freeJobs }: LoadOptions, cluster: number): LiveRecord {
  const jobId = freeJobs.pop();
  if (jobId === undefined) throw new Error('there are too few jobs for the load');
  return { recordId: newId(), jobId, flinkJobId: newFlinkJobId(), cluster };
}

/** In the order of a submission: write ahead, then Flink has the job, then it is on record. */
async function submit({ pool, flink, clusters, onStarted, random }: LoadOptions, records: readonly LiveRecord[]) {
  const before = await insertSubmitting(pool, records, clusters);
  await flink.add(
    records.map(({ recordId, flinkJobId, cluster }) => ({
      cluster,
      jid: flinkJobId,
      name: `bench@${recordId}`,
      ageMs: Math.floor(random() * 600_000),
    })),
  );
  const rows = before + (await markRunning(pool, records));
  onStarted(records);
  return rows;
}

/** Ends a share of the jobs per second, each replaced by a new one, and takes the time until the records say so. */
export function startLoad(options: LoadOptions, live: LiveRecord[]): Load {
  const { pool, flink, share, random } = options;
  const open = new Map<string, Ended>();
  let seen: number[] = [];
  let rowsWritten = 0;
  let ended = 0;
  let wrongFinals = 0;
  let unseen = 0;
  const progress: { isEnding: boolean; failure?: Error } = { isEnding: true };

  async function endSome(count: number): Promise<void> {
    const going: LiveRecord[] = [];
    for (let one = 0; one < count; one += 1) {
      const [record] = live.splice(Math.floor(random() * live.length), 1);
      if (record !== undefined) going.push(record);
    }
    const coming = going.map(({ cluster }) => newRecord(options, cluster));
    rowsWritten += await submit(options, coming);
    live.push(...coming);
    const jobs = going.map(({ flinkJobId, cluster }) => {
      const state: EndState = random() < failedShare ? 'FAILED' : 'FINISHED';
      return { jid: flinkJobId, cluster, state };
    });
    const at = await flink.end(jobs);
    for (const [index, { recordId }] of going.entries())
      open.set(recordId, { at, state: jobs[index]?.state ?? 'FINISHED' });
    ended += going.length;
  }

  async function endJobs(): Promise<void> {
    let owed = 0;
    let last = Date.now();
    while (progress.isEnding) {
      await pause(everyMs);
      const now = Date.now();
      owed += ((now - last) / 1000) * share * live.length;
      last = now;
      const due = Math.floor(owed);
      owed -= due;
      if (due > 0) await endSome(due);
    }
  }

  async function lookForEnds(): Promise<void> {
    while (progress.isEnding || open.size > 0) {
      await pause(lookEveryMs);
      if (open.size === 0) continue;
      const { rows } = await pool.query<{ id: string; state: string }>(
        `SELECT id, state FROM de_job_record WHERE id = ANY($1) AND state IN ('SUCCEEDED', 'FAILED', 'CANCELED', 'LOST')`,
        [[...open.keys()]],
      );
      const now = Date.now();
      for (const { id, state } of rows) {
        const what = open.get(id);
        if (what === undefined) continue;
        open.delete(id);
        if (state !== finalOf[what.state]) wrongFinals += 1;
        seen.push(now - what.at);
      }
    }
  }

  const note = (error: unknown): void => {
    progress.failure ??= error instanceof Error ? error : new Error(String(error));
    progress.isEnding = false;
  };
  const ending = endJobs().catch(note);
  const looking = lookForEnds().catch(note);
  return {
    get rowsWritten() {
      return rowsWritten;
    },
    get ended() {
      return ended;
    },
    get unseen() {
      return unseen;
    },
    get wrongFinals() {
      return wrongFinals;
    },
    takeSeen() {
      if (progress.failure !== undefined) throw progress.failure;
      const taken = seen;
      seen = [];
      return taken;
    },
    async finish(limitMs) {
      progress.isEnding = false;
      await ending;
      const late = setTimeout(() => {
        unseen = open.size;
        open.clear();
      }, limitMs);
      await looking;
      clearTimeout(late);
      if (progress.failure !== undefined) throw progress.failure;
    },
  };
}

/** Repeatable numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
