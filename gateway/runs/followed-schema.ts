const moved = { id: true, jobId: true, version: true, state: true, stateVersion: true, stateSince: true } as const;
const seen = { phase: true, flinkJobId: true, flinkEpoch: true, startedAt: true, rowsRead: true } as const;
const wanted = { rowsWritten: true, offsetBefore: true, stopRequestedAt: true, watchedUntil: true } as const;
const restorable = {
  streaming: true,
  stop: true,
  stopVersion: true,
  restorePoints: true,
  checkpointsAt: true,
  savepointPath: true,
} as const;

/** What the observer reads of every live record at every look: no more columns than it needs. */
export const followedColumns = { ...moved, ...seen, ...wanted, ...restorable } as const;
