/** What the last looks at clusters showed of their slots: a full cluster is not asked for each run that waits for it. */
export interface RecentLooks {
  note(clusterId: string, slots: { readonly slotsTotal: number; readonly slotsFree: number }): void;
  /**
   * Why so many slots cannot be had now, told by a look of this process; null: it is to be asked. Once a look is too old
   * one caller asks, the others still go by it for a moment.
   */
  full(clusterId: string, needed: number): string | null;
}

/** A look is good for so long, in milliseconds; runs that wait are woken every second. */
const goodMs = 1_000;
/** A caller that is to ask may take so long, in milliseconds, until another one is. */
const askingMs = 2_000;

/** One per process. `monotonicMs`: for tests. */
export function createRecentLooks(monotonicMs: () => number = () => performance.now()): RecentLooks {
  const looks = new Map<string, { slotsTotal: number; slotsFree: number; goodUntilMs: number }>();
  return {
    note: (clusterId, { slotsTotal, slotsFree }) =>
      void looks.set(clusterId, { slotsTotal, slotsFree, goodUntilMs: monotonicMs() + goodMs }),
    full(clusterId, needed) {
      const look = looks.get(clusterId);
      // More than there is in all may be refused: that is for admission to say.
      if (look === undefined || needed <= look.slotsFree || needed > look.slotsTotal) return null;
      if (monotonicMs() >= look.goodUntilMs) {
        look.goodUntilMs = monotonicMs() + askingMs;
        return null;
      }
      return `Needs ${needed} task slots, ${look.slotsFree} of ${look.slotsTotal} are free`;
    },
  };
}
