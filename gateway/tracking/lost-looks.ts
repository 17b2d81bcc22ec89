import { ageMs } from '../core/age.ts';
import type { FollowedRecord } from '../runs/run-store.ts';

/** A LOST record is looked for in the archive this often, in milliseconds. */
const everyMs = 60_000;

/** LOST records that one look asks the archive for at most: the next look asks for more. */
const atOnce = 50;

/** Remembers, within one process, when LOST records were last looked for in the archive. */
export interface LostLooks {
  /** Ids of those to look for now, and takes them for looked for. */
  due(records: readonly FollowedRecord[], at: Date): ReadonlySet<string>;
}

export function createLostLooks(): LostLooks {
  const asked = new Map<string, Date>();
  return {
    due(records, at) {
      for (const [key, then] of asked) if (ageMs(then, at) >= everyMs) asked.delete(key);
      // By version, too: a record that became LOST again is asked for at once.
      const keyOf = ({ id, stateVersion }: FollowedRecord): string => `${id} ${stateVersion}`;
      const due = records.filter((record) => record.state === 'LOST' && !asked.has(keyOf(record))).slice(0, atOnce);
      for (const record of due) asked.set(keyOf(record), at);
      return new Set(due.map(({ id }) => id));
    },
  };
}
