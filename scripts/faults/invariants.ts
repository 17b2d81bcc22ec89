import { finalStates, moves, type RunState } from '../../gateway/runs/run-status.ts';

/** One Flink job, as Flink told of it in the time of one JobManager. Times in milliseconds since the epoch. */
export interface FlinkJob {
  readonly jid: string;
  /** From its name, `<job>@<record>`. */
  readonly recordId: string;
  /** Every state it was told to be in. */
  readonly states: readonly string[];
  /** Start times: more than one means that the id ran again. */
  readonly starts: readonly number[];
  /** null: not told to be over, and its JobManager lives. */
  readonly end: number | null;
  /** How long its list had shown it when it was asked last, ms; null or left out: that list did not have it. */
  readonly shownForMs?: number | null;
}

export interface RecordEvent {
  readonly seq: number;
  readonly at: number;
  readonly from: string | null;
  readonly to: string;
  readonly evidence: unknown;
}

/** One record as the database has it, and what else is known of it. */
export interface AcceptedRecord {
  readonly id: string;
  /** null: it was accepted, and the database does not have it. */
  readonly row: {
    readonly state: RunState;
    readonly stateVersion: number;
    readonly flinkJobId: string | null;
    readonly offsetBefore?: string | null;
    readonly offsetAfter: string | null;
    readonly stopRequested: boolean;
  } | null;
  readonly events: readonly RecordEvent[];
  /** state_version whenever somebody looked, in order. */
  readonly versionsSeen: readonly number[];
  /** Flink forgot finished jobs so soon that one may have been missed. */
  readonly mayExpire: boolean;
  /** When it was first seen LOST, by the clock that `deaths` are told by; left out: nobody saw it then. */
  readonly lostSeenAt?: number;
  /** Its main() was over long before any limit, and no JobManager died before its end: nothing excuses giving it up. */
  readonly inTime?: boolean;
  /** Runs that repeat it, as its job's policy wants them when it ends FAILED. */
  readonly retries?: { readonly wanted: number; readonly made: number };
  /** The job that it is a run of. */
  readonly jobId?: string;
  /** When it copied rows. */
  readonly rows?: CopiedRows;
}

/** Ids in source and target at the end. */
export interface CopiedRows {
  readonly source: readonly number[];
  readonly target: readonly number[];
  /** Some rows may have been written more than once. */
  readonly again: boolean;
  /** The greatest id in the source when the run was asked for; default: that of `source`. */
  readonly upTo?: number;
}

export interface Evidence {
  readonly records: readonly AcceptedRecord[];
  readonly flinkJobs: readonly FlinkJob[];
  /** POSTs that reached the proxy. */
  readonly submissions: readonly { readonly jobId: string; readonly recordId: string; readonly forwarded: boolean }[];
  /** The JobManager's deaths. */
  readonly deaths: readonly number[];
}

export const violationKinds = [
  /** Two live jobs of a record, an id sent or run twice, a run that happened twice, doubled rows. */
  'double',
  /** Accepted, and not in the database or not over, or LOST although Flink shows its job. */
  'lost',
  /** The final state is not what Flink said, or a job lives on after it. */
  'wrong-final',
  'no-evidence',
  /** An offset without success, or not the one that the run, or the run before it, came to. */
  'offset',
  /** state_version went back, or a move that the table does not have. */
  'backwards',
] as const;
export type ViolationKind = (typeof violationKinds)[number];

export interface Violation {
  readonly kind: ViolationKind;
  readonly recordId: string;
  readonly detail: string;
}

const allowed = new Set(moves.map(({ from, to }) => `${from}>${to}`));
/** A LOST record whose job is in Flink's list is found again by then: the longest pause between two looks, and a look. */
export const lookMs = 15_000;
const isOver = (state: RunState): boolean => state === 'LOST' || finalStates.includes(state);

/** What the program promises, checked on both sides. Pure. */
export function checkInvariants(evidence: Evidence): Violation[] {
  return evidence.records.flatMap((record) => {
    const jobs = evidence.flinkJobs.filter(({ recordId }) => recordId === record.id);
    const found = [
      ...doubles(record, jobs, evidence),
      ...endings(record, jobs),
      ...finals(record, jobs),
      ...repetitions(record),
      ...losses(record, jobs, evidence.deaths),
      ...proofs(record),
      ...history(record),
      ...copies(record, evidence.deaths),
      ...beginnings(record, evidence.records),
    ];
    return found.map(([kind, detail]) => ({ kind, recordId: record.id, detail }));
  });
}

type Finding = readonly [ViolationKind, string];

function* doubles(record: AcceptedRecord, jobs: readonly FlinkJob[], { submissions }: Evidence): Generator<Finding> {
  const sent = submissions.filter(({ recordId, forwarded }) => recordId === record.id && forwarded);
  const twice = sent.find(({ jobId }, index) => sent.findIndex((other) => other.jobId === jobId) !== index);
  if (twice !== undefined) yield ['double', `the Flink job id ${twice.jobId} was sent twice`];
  for (const { jid, starts } of jobs) if (starts.length > 1) yield ['double', `Flink ran ${jid} twice`];
  const lives = jobs
    .map(({ jid, starts, end }) => ({ jid, from: Math.min(...starts), to: end ?? Infinity }))
    .sort((a, b) => a.from - b.from);
  for (const [index, life] of lives.entries()) {
    const next = lives[index + 1];
    if (next !== undefined && next.from < life.to)
      yield ['double', `${life.jid} and ${next.jid} were live at the same time`];
  }
  if (jobs.filter(({ states }) => states.includes('FINISHED')).length > 1) yield ['double', 'it FINISHED twice'];
}

function* endings({ row }: AcceptedRecord, jobs: readonly FlinkJob[]): Generator<Finding> {
  if (row === null) yield ['lost', 'it was accepted and is not in the database'];
  else if (row.state === 'LOST') {
    for (const { jid, states, shownForMs } of jobs) {
      if (jid === row.flinkJobId && (shownForMs ?? 0) > lookMs)
        yield ['lost', `it is LOST, and Flink has shown its job for ${shownForMs} ms, last as ${states.at(-1)}`];
    }
  } else if (!isOver(row.state)) yield ['lost', `it is still ${row.state} when everything else is long over`];
}

function* finals({ row, inTime }: AcceptedRecord, jobs: readonly FlinkJob[]): Generator<Finding> {
  if (row === null || !isOver(row.state)) return;
  const wrong = (detail: string): Finding => ['wrong-final', `${row.state}: ${detail}`];
  const said = (state: string): boolean => jobs.some(({ states }) => states.includes(state));
  const own = jobs.filter(({ jid }) => jid === row.flinkJobId);
  const ownSaid = (state: string): boolean => own.some(({ states }) => states.includes(state));
  const live = jobs.filter(({ end }) => end === null);
  if (live.length > 0) yield wrong(`${live.map(({ jid }) => jid).join(', ')} lives on`);
  switch (row.state) {
    case 'SUCCEEDED':
      if (!ownSaid('FINISHED')) yield wrong('Flink never said FINISHED');
      return;
    case 'FAILED':
      if (!ownSaid('FAILED')) yield wrong('Flink never said FAILED');
      return;
    case 'CANCELED':
      if (!row.stopRequested) yield wrong('nobody asked for it');
      // Stopped before it was submitted: then no job may have run.
      if (!ownSaid('CANCELED') && jobs.length > 0) yield wrong('Flink never said CANCELED');
      return;
    case 'REJECTED':
      if (said('FINISHED') || said('FAILED')) yield wrong('it ran');
      else if (inTime === true && jobs.length > 0) yield wrong('Flink had its job in time');
      return;
    default:
  }
}

function* repetitions({ row, retries = { wanted: 0, made: 0 } }: AcceptedRecord): Generator<Finding> {
  const { wanted, made } = retries;
  if (made > wanted) yield ['double', `it was repeated ${made} times, ${wanted} were wanted`];
  if (row?.state === 'FAILED' && made < wanted) yield ['lost', `it was repeated ${made} times, ${wanted} were wanted`];
}

/** Also those that were taken back: LOST was a guess all the same. */
function* losses(record: AcceptedRecord, jobs: readonly FlinkJob[], deaths: readonly number[]): Generator<Finding> {
  const { row, events, mayExpire, lostSeenAt = Infinity, inTime } = record;
  if (row === null || (row.state !== 'LOST' && events.every(({ to }) => to !== 'LOST'))) return;
  const accepted = events[0]?.at ?? 0;
  const now = row.state === 'LOST' ? '' : `, and ${row.state} later`;
  if (inTime === true && jobs.length > 0) yield ['wrong-final', `LOST${now}: Flink had its job in time`];
  else if (!mayExpire && !deaths.some((at) => at > accepted && at <= lostSeenAt))
    yield ['wrong-final', `LOST${now}: no JobManager had died, no job expired`];
}

function* proofs({ row, events }: AcceptedRecord): Generator<Finding> {
  if (row === null) return;
  for (const { to, seq, evidence } of events) {
    const empty = evidence === null || evidence === undefined || Object.keys(evidence).length === 0;
    if (isOver(to as RunState) && empty) yield ['no-evidence', `event ${seq} to ${to} has no evidence`];
  }
  if (isOver(row.state) && events.at(-1)?.to !== row.state)
    yield ['no-evidence', `the state is ${row.state}, the last event says ${events.at(-1)?.to ?? 'nothing'}`];
  if (row.offsetAfter !== null && row.state !== 'SUCCEEDED')
    yield ['offset', `offset ${row.offsetAfter} with ${row.state}`];
}

function* history({ row, events, versionsSeen }: AcceptedRecord): Generator<Finding> {
  for (const [index, version] of versionsSeen.entries()) {
    const before = versionsSeen[index - 1] ?? 0;
    if (version < before) yield ['backwards', `state_version went from ${before} to ${version}`];
  }
  for (const [index, { seq, from, to }] of events.entries()) {
    const before = events[index - 1];
    if (seq !== (before === undefined ? 0 : before.seq + 1)) yield ['backwards', `event ${seq} is out of order`];
    if (from !== (before?.to ?? null)) yield ['backwards', `event ${seq} starts from ${from ?? 'nothing'}`];
    if (before !== undefined && !allowed.has(`${before.to}>${to}`))
      yield ['backwards', `event ${seq}: the table has no move from ${before.to} to ${to}`];
  }
  const last = events.at(-1)?.seq;
  if (row !== null && last !== row.stateVersion)
    yield ['backwards', `state_version is ${row.stateVersion}, the last event is ${last ?? 'missing'}`];
}

function* copies(record: AcceptedRecord, deaths: readonly number[]): Generator<Finding> {
  const { row, rows } = record;
  if (row === null || rows === undefined) return;
  const { source, target, again } = rows;
  const distinct = new Set(target);
  // A TaskManager that dies makes Flink start a job over: at least once is all that a job without a key gets then.
  if (!again && distinct.size !== target.length)
    yield ['double', `${target.length - distinct.size} rows are in the target twice`];
  if (row.state === 'SUCCEEDED' && source.some((id) => !distinct.has(id)))
    yield ['wrong-final', `SUCCEEDED with ${distinct.size} of ${source.length} rows`];
  if (row.state === 'REJECTED' && target.length > 0)
    yield ['wrong-final', `REJECTED with ${target.length} rows written`];
  if (row.state === 'SUCCEEDED') yield* reached(row.offsetAfter, record, deaths);
}

/** Rows may come while it runs: then the offset lies between what was there before and what is there now. */
function* reached(offset: string | null, record: AcceptedRecord, deaths: readonly number[]): Generator<Finding> {
  const { rows, events, mayExpire } = record;
  if (rows === undefined || rows.source.length === 0) return;
  const most = Math.max(...rows.source);
  const least = Math.min(rows.upTo ?? most, most);
  const accepted = events[0]?.at ?? 0;
  if (offset === null) {
    // A job that Flink forgets right after its end may take its counters with it.
    if (!mayExpire && !deaths.some((at) => at > accepted)) yield ['offset', `SUCCEEDED without the offset ${least}`];
  } else if (!(Number(offset) >= least && Number(offset) <= most))
    yield ['offset', `offset ${offset} after copying up to ${least === most ? most : `${least} to ${most}`}`];
}

/** A run starts where the last one that SUCCEEDED before it ended. Ids are in the order of the runs. */
function* beginnings(record: AcceptedRecord, records: readonly AcceptedRecord[]): Generator<Finding> {
  const { id, row, rows, jobId, events } = record;
  const submitted = events.find(({ to }) => to === 'SUBMITTING')?.at;
  if (!row || row.offsetBefore === undefined || !rows || jobId === undefined || submitted === undefined) return;
  const before = records
    .filter((one) => one.jobId === jobId && one.id < id && one.row?.state === 'SUCCEEDED')
    .filter(({ row: other, events: told }) => other?.offsetAfter !== null && (told.at(-1)?.at ?? 0) < submitted)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .at(-1);
  const expected = before?.row?.offsetAfter ?? null;
  if (row.offsetBefore !== expected)
    yield ['offset', `it started at ${row.offsetBefore ?? 'the first row'}, not at ${expected ?? 'the first row'}`];
}
