export interface AdmissionInput {
  /** Largest parallelism of the job. */
  readonly needed: number;
  readonly slotsTotal: number;
  /** Most slots the cluster is known to have had: a TaskManager that restarts does not make a run impossible. */
  readonly slotsMax: number;
  readonly slotsFree: number;
  /** Slots of submissions that Flink's numbers cannot show yet. */
  readonly promised: number;
}

export type Admission =
  | { readonly kind: 'admit' }
  | { readonly kind: 'wait'; readonly message: string }
  | { readonly kind: 'never'; readonly message: string };

/**
 * Whether a run may start now. Pure. A cluster without any TaskManager may get some: that is a reason to wait; more
 * than a cluster with TaskManagers has in all is refused.
 */
export function admit({ needed, slotsTotal, slotsMax, slotsFree, promised }: AdmissionInput): Admission {
  if (slotsMax > 0 && needed > slotsMax) {
    return { kind: 'never', message: `The run needs ${needed} task slots, the cluster has ${slotsMax} in all` };
  }
  const available = Math.max(0, slotsFree - promised);
  if (needed <= available) return { kind: 'admit' };
  const promise = promised > 0 ? ` (${promised} more are promised to runs being submitted)` : '';
  return { kind: 'wait', message: `Needs ${needed} task slots, ${available} of ${slotsTotal} are free${promise}` };
}
