import type { Metrics } from '../core/metrics.ts';
import type { RunStore } from './run-store.ts';
import type { RunState } from './run-status.ts';

/** How an attempt to submit was settled, by the move that settled it; null: it was not settled by this one. Pure. */
export function outcomeOf(from: RunState, to: RunState): string | null {
  if (from === 'SUBMITTING') {
    if (to === 'RUNNING') return 'accepted';
    return to === 'WAITING' ? 'never_left' : null;
  }
  if (from !== 'UNCERTAIN') return null;
  switch (to) {
    case 'REJECTED':
      return 'refused';
    case 'WAITING':
      return 'to_be_repeated';
    case 'LOST':
      return 'lost';
    case 'CLOSED':
      return 'closed';
    default:
      return 'found_later';
  }
}

/** The same store, whose moves are counted. */
export function countMoves(
  store: RunStore,
  { moves, stateSeconds, submissions }: Pick<Metrics, 'moves' | 'stateSeconds' | 'submissions'>,
): RunStore {
  return {
    ...store,
    async move(record, request) {
      const moved = await store.move(record, request);
      if (moved === null) return null;
      const from = record.state;
      const to = request.to;
      moves.inc({ from, to });
      // A clock that was set back makes no negative time.
      const ms = Math.max(0, request.at.getTime() - record.stateSince.getTime());
      stateSeconds.observe({ state: from }, ms / 1000);
      const outcome = outcomeOf(from, to);
      if (outcome !== null) submissions.inc({ outcome });
      return moved;
    },
  };
}
