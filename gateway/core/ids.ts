import { createHash, randomBytes, randomFillSync } from 'node:crypto';
import { encodeTime, monotonicFactory } from 'ulid';

/** Random bytes that are fetched many at a time: a call for each of the 16 of an id costs more than the rest of it. */
const pool = new Uint8Array(4096);
let used = pool.length;

function random(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return (pool[used++] ?? 0) / 256;
}

const nextUlid = monotonicFactory(random);

/** A 26-character ULID: sortable by time, monotonic within this process. */
export function newId(): string {
  return nextUlid();
}

/** The smallest id of that moment, to the millisecond: ids of earlier ones are smaller. */
export function firstIdAt(time: Date): string {
  return encodeTime(Math.min(Math.max(time.getTime(), 0), lastIdTime), 10).padEnd(26, '0');
}

/** Ten digits of base 32 that begin with 7 at most hold 48 bits of milliseconds. */
const lastIdTime = 2 ** 48 - 1;

/** A Flink job id: 16 random bytes as 32 hexadecimal digits. */
export function newFlinkJobId(): string {
  return randomBytes(16).toString('hex');
}

export function sha256Hex(value: string | Uint8Array): string {
  return createHash('sha256').update(value).digest('hex');
}

/** JSON with object keys sorted at every level: equal values give equal text, whatever order they were written in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}
