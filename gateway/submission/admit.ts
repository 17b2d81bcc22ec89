import type { WaitingReason } from '../runs/schemas.ts';

export interface AdmissionInput {
  /** Largest parallelism of the job. */
  readonly needed: number;
  readonly slotsTotal: number;
  /** Most slots the cluster can have, as far as is known: a TaskManager that restarts does not make a run impossible. */
  readonly slotsMax: number;
  readonly slotsFree: number;
  /** Slots of submissions that Flink's numbers cannot show yet. */
  readonly promised: number;
  readonly activeRuns: number;
  /** The cluster's own limit of active runs; null: none. */
  readonly maxActiveRuns: number | null;
}

export type Admission =
  | { readonly kind: 'admit' }
  | { readonly kind: 'wait'; readonly reason: WaitingReason }
  | { readonly kind: 'never'; readonly message: string };

/**
 * Whether there is room for a run now; whose turn it is, is another question (queue-order.ts). Pure. A cluster without
 * any TaskManager may get some: that is a reason to wait; more than a cluster can have in all is refused.
 */
export function admit(input: AdmissionInput): Admission {
  const { needed, slotsTotal, slotsMax, promised, activeRuns, maxActiveRuns } = input;
  const impossible = neverFits(needed, slotsMax);
  if (impossible !== null) return { kind: 'never', message: impossible };
  if (maxActiveRuns !== null && activeRuns >= maxActiveRuns) {
    const message = `${activeRuns} runs are on the cluster, its limit (maxActiveRuns) is ${maxActiveRuns}`;
    return { kind: 'wait', reason: { code: 'quota', message } };
  }
  const available = availableSlots(input);
  if (needed <= available) return { kind: 'admit' };
  const promise = promised > 0 ? ` (${promised} more are promised to runs being submitted)` : '';
  const message = `Needs ${needed} task slots, ${available} of ${slotsTotal} are free${promise}`;
  return { kind: 'wait', reason: { code: 'no_free_slots', message } };
}

export function availableSlots({ slotsFree, promised }: Pick<AdmissionInput, 'slotsFree' | 'promised'>): number {
  return Math.max(0, slotsFree - promised);
}

/** Why a run can never start on a cluster of at most so many slots (0: not known); null: it may. Pure. */
export function neverFits(needed: number, slotsMax: number): string | null {
  if (slotsMax <= 0 || needed <= slotsMax) return null;
  return `The run needs ${needed} task slots, the cluster has ${slotsMax} in all`;
}

export const tooManySlots = {
  code: 'too_many_slots',
  remedy: 'Use fewer channels, or set config.maxSlots of a cluster that can grow.',
} as const;
