/**
 * What the overview counts, kept by quarters of an hour, hours and days (UTC), so that it reads some thousand rows however
 * many records there are. Quarters are there for time zones whose hours begin between those of UTC. Pure.
 */

/** Where a record's end is counted: what is counted by, and the minutes of one row. */
export const seriesList = [
  { series: 'all_15', by: 'all', minutes: 15 },
  { series: 'all_60', by: 'all', minutes: 60 },
  { series: 'cluster_15', by: 'cluster', minutes: 15 },
  { series: 'cluster_60', by: 'cluster', minutes: 60 },
  { series: 'job_240', by: 'job', minutes: 240 },
  { series: 'job_1440', by: 'job', minutes: 1440 },
] as const;
export type Series = (typeof seriesList)[number]['series'];

/** A record that is over. */
export interface EndedRecord {
  readonly id: string;
  readonly jobId: string;
  readonly clusterId: string;
  readonly state: string;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly rowsRead: bigint | null;
  readonly rowsWritten: bigint | null;
  readonly bytesRead: bigint | null;
  readonly bytesWritten: bigint | null;
}

/** A row of de_record_rollup. */
export interface RollupRow {
  readonly series: string;
  readonly start: Date;
  readonly scope: string;
  readonly succeeded: number;
  readonly failed: number;
  readonly canceled: number;
  readonly rejected: number;
  readonly closed: number;
  readonly rowsRead: bigint;
  readonly rowsWritten: bigint;
  readonly bytesRead: bigint;
  readonly bytesWritten: bigint;
  readonly runMs: bigint;
  readonly slowest: string;
}

/** `slowest` of a row: the largest text is the longest time. */
export function slowestText(ms: number, recordId: string): string {
  return `${String(Math.min(ms, 999_999_999_999)).padStart(12, '0')}:${recordId}`;
}

/** null: no run of the row has started. */
export function readSlowest(text: string): { ms: number; recordId: string } | null {
  const [ms, recordId] = text.split(':');
  return ms === undefined || recordId === undefined ? null : { ms: Number(ms), recordId };
}

/** The start of the row that a moment belongs to. */
export function rowStart(at: Date, minutes: number): Date {
  const length = minutes * 60_000;
  return new Date(Math.floor(at.getTime() / length) * length);
}

/** The rows that these ends add up to, one per series, start and scope. Records without an end are left out. */
export function rollUp(records: readonly EndedRecord[]): RollupRow[] {
  const rows = new Map<string, RollupRow>();
  for (const record of records) {
    if (record.finishedAt === null) continue;
    for (const { series, by, minutes } of seriesList) {
      const start = rowStart(record.finishedAt, minutes);
      const scope = by === 'all' ? 'all' : by === 'cluster' ? record.clusterId : record.jobId;
      add(rows, rowOf(record, record.finishedAt, { series, start, scope }));
    }
  }
  return [...rows.values()];
}

/** Rows of the same key become one. */
export function mergeRows(parts: readonly RollupRow[]): RollupRow[] {
  const rows = new Map<string, RollupRow>();
  for (const row of parts) add(rows, row);
  return [...rows.values()];
}

function add(rows: Map<string, RollupRow>, row: RollupRow): void {
  const key = `${row.series} ${row.start.getTime()} ${row.scope}`;
  const before = rows.get(key);
  rows.set(key, before === undefined ? row : sum(before, row));
}

const largest = 2n ** 63n - 1n;

/** A column holds 64 bits: what a broken counter of Flink told stays at the largest that fits. */
function add64(a: bigint, b: bigint): bigint {
  const total = a + b;
  return total > largest ? largest : total < -largest ? -largest : total;
}

function sum(a: RollupRow, b: RollupRow): RollupRow {
  return {
    series: a.series,
    start: a.start,
    scope: a.scope,
    succeeded: a.succeeded + b.succeeded,
    failed: a.failed + b.failed,
    canceled: a.canceled + b.canceled,
    rejected: a.rejected + b.rejected,
    closed: a.closed + b.closed,
    rowsRead: add64(a.rowsRead, b.rowsRead),
    rowsWritten: add64(a.rowsWritten, b.rowsWritten),
    bytesRead: add64(a.bytesRead, b.bytesRead),
    bytesWritten: add64(a.bytesWritten, b.bytesWritten),
    runMs: add64(a.runMs, b.runMs),
    slowest: a.slowest > b.slowest ? a.slowest : b.slowest,
  };
}

function rowOf(record: EndedRecord, finishedAt: Date, key: Pick<RollupRow, 'series' | 'start' | 'scope'>): RollupRow {
  const is = (state: string): number => (record.state === state ? 1 : 0);
  // The clocks of Flink and the gateway are two: a time that would be negative is none.
  const ms = record.startedAt === null ? null : Math.max(0, finishedAt.getTime() - record.startedAt.getTime());
  return {
    ...key,
    succeeded: is('SUCCEEDED'),
    failed: is('FAILED'),
    canceled: is('CANCELED'),
    rejected: is('REJECTED'),
    closed: is('CLOSED'),
    rowsRead: record.rowsRead ?? 0n,
    rowsWritten: record.rowsWritten ?? 0n,
    bytesRead: record.bytesRead ?? 0n,
    bytesWritten: record.bytesWritten ?? 0n,
    runMs: BigInt(ms ?? 0),
    slowest: ms === null ? '' : slowestText(ms, record.id),
  };
}
