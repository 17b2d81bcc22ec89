/** How long a submission is taken for alive without a sign of its worker, and how often the worker gives one. */
export const lease = { lastsMs: 15_000, renewedEveryMs: 5_000 } as const;

/**
 * Whether the worker that holds the lease may still be at it. Further off than a lease lasts it was written before the
 * clock was set back.
 */
export function isLeased({ leaseUntil }: { readonly leaseUntil: Date | null }, now: Date): boolean {
  const leftMs = (leaseUntil?.getTime() ?? 0) - now.getTime();
  return leftMs > 0 && leftMs <= lease.lastsMs;
}
