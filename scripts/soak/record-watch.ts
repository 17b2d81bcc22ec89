import { setTimeout as pause } from 'node:timers/promises';
import { finalStates, type RunState } from '../../gateway/runs/run-status.ts';
import type { StartedRecord } from '../faults/scene.ts';
import type { Stand } from '../faults/stand.ts';

/** Where every started record stands, by one query a second for all of them. */
export interface RecordWatch {
  stateOf(record: StartedRecord): RunState | undefined;
  /** state_version whenever somebody looked, by record. */
  readonly versionsSeen: ReadonlyMap<string, readonly number[]>;
  /** Resolves to false when the time was over first. */
  until(record: StartedRecord, reached: (state: RunState) => boolean, limitMs: number): Promise<boolean>;
  /** Looks on until nothing is open or the time is over; those that are still open. */
  settle(limitMs: number): Promise<readonly string[]>;
  stop(): Promise<void>;
}

const everyMs = 1_000;

export const isOver = (state: RunState): boolean => state === 'LOST' || finalStates.includes(state);

export function watchRecords({ read }: Pick<Stand, 'read'>, records: readonly StartedRecord[]): RecordWatch {
  const states = new Map<string, RunState>();
  const versionsSeen = new Map<string, number[]>();
  const closing = new AbortController();
  const open = (): string[] =>
    records.map(({ id }) => id).filter((id) => !isOver(states.get(id) ?? ('QUEUED' satisfies RunState)));

  async function look(): Promise<void> {
    // LOST records may still move: Flink may know the job again.
    const ids = records.map(({ id }) => id).filter((id) => !finalStates.includes(states.get(id) ?? 'QUEUED'));
    if (ids.length === 0) return;
    const rows = await read('SELECT id, state, state_version FROM de_job_record WHERE id = ANY($1)', [ids]);
    for (const row of rows) {
      const id = String(row['id']);
      const version = Number(row['state_version']);
      const seen = versionsSeen.get(id) ?? [];
      if (seen.at(-1) !== version) versionsSeen.set(id, [...seen, version]);
      states.set(id, row['state'] as RunState);
    }
  }

  const watching = (async () => {
    while (!closing.signal.aborted) {
      await look();
      await pause(everyMs);
    }
  })();
  watching.catch(() => undefined);
  return {
    stateOf: ({ id }) => states.get(id),
    versionsSeen,
    async until({ id }, reached, limitMs) {
      const deadline = Date.now() + limitMs;
      for (;;) {
        if (reached(states.get(id) ?? 'QUEUED')) return true;
        if (Date.now() > deadline) return false;
        await pause(everyMs / 4);
      }
    },
    async settle(limitMs) {
      const deadline = Date.now() + limitMs;
      while (open().length > 0 && Date.now() < deadline) await pause(everyMs);
      return open();
    },
    async stop() {
      closing.abort();
      await watching;
    },
  };
}
