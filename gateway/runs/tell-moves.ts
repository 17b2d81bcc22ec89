import type { RunStore } from './run-store.ts';

/** The same store, which tells of every record that it has created or moved. */
export function tellMoves(store: RunStore, onMove: () => void): RunStore {
  return {
    ...store,
    async create(run) {
      const record = await store.create(run);
      onMove();
      return record;
    },
    async move(record, request) {
      const moved = await store.move(record, request);
      if (moved !== null) onMove();
      return moved;
    },
  };
}
