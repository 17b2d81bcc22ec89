/**
 * The places of a job that its active runs hold (`active_key`, unique): one, or as many as may run at once. The first is
 * the job's id, so that a run which must be alone excludes them all but those beside it. null: all are taken. Pure.
 */
export function freePlace(jobId: string, atOnce: number, taken: ReadonlySet<string | null>): string | null {
  for (let number = 0; number < atOnce; number++) {
    const key = number === 0 ? jobId : `${jobId}#${number}`;
    if (!taken.has(key)) return key;
  }
  return null;
}
