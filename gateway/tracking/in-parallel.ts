/** Does `work` for every item, at most `limit` at the same time, in order of the items; the first error ends it. */
export async function inParallel<T>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  // One iterator for all: each takes the next item when it is done with one.
  const rest = items.values();
  const workers = Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (const item of rest) await work(item);
  });
  await Promise.all(workers);
}
