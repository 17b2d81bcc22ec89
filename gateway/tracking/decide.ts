import type { RunState } from '../runs/run-status.ts';

/** What is known about one record and what Flink just said about its job. */
export interface DecideInput {
  readonly state: RunState;
  /** Flink's word when it was last looked at. */
  readonly phase: string | null;
  /** The entry in /jobs/overview; null: not listed. */
  readonly listed: string | null;
  /** The answer of /jobs/:id; undefined: not asked yet, null: Flink does not know the id. */
  readonly direct: string | null | undefined;
  /** Final state in the archive, asked for only when Flink does not know the job; null: it says nothing. */
  readonly archived?: string | null;
  /** Epoch the job was submitted in, and the one that answered just now. */
  readonly submittedEpoch: string | null;
  readonly epoch: string;
}

export type Decision =
  | { readonly kind: 'nothing' }
  /** The list does not have it: ask for the id before anything is concluded. */
  | { readonly kind: 'look' }
  | { readonly kind: 'phase'; readonly phase: string }
  | { readonly kind: 'running'; readonly phase: string }
  | { readonly kind: 'final'; readonly to: 'SUCCEEDED' | 'FAILED' | 'CANCELED'; readonly phase: string }
  | { readonly kind: 'lost'; readonly restarted: boolean };

const finals: Readonly<Record<string, 'SUCCEEDED' | 'FAILED' | 'CANCELED'>> = {
  FINISHED: 'SUCCEEDED',
  FAILED: 'FAILED',
  CANCELED: 'CANCELED',
};

/** What follows for a record from one answered look at its cluster. Pure; silence of the cluster never gets here. */
export function decide({ state, phase, listed, direct, archived, submittedEpoch, epoch }: DecideInput): Decision {
  const seen = listed ?? direct ?? archived ?? null;
  if (seen === null) {
    // What is LOST stays LOST until the list has it again, or the archive.
    if (state === 'LOST') return { kind: 'nothing' };
    if (direct === undefined) return { kind: 'look' };
    // Whether an uncertain submission came to nothing is for submission to find out.
    if (state === 'UNCERTAIN') return { kind: 'nothing' };
    return { kind: 'lost', restarted: submittedEpoch !== epoch };
  }
  const final = finals[seen];
  if (final !== undefined) return { kind: 'final', to: final, phase: seen };
  if (state === 'UNCERTAIN' || state === 'LOST') return { kind: 'running', phase: seen };
  return seen === phase ? { kind: 'nothing' } : { kind: 'phase', phase: seen };
}
