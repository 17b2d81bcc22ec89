/** Two lists, side by side: which item of one is which item of the other. Indexes count from 0. */
export interface MatchedItems {
  readonly pairs: readonly { readonly before: number; readonly after: number; readonly isMoved: boolean }[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

/** What an item is told by; undefined: by nothing of this kind. */
export type KeyOf<T> = (item: T) => string | undefined;

/**
 * Matches by the first key first, what is left over by the second, and so on; of items with equal keys the first belongs
 * to the first. As few as possible count as moved: inserting or removing an item moves no other one.
 */
export function matchItems<T>(before: readonly T[], after: readonly T[], keys: readonly KeyOf<T>[]): MatchedItems {
  const partnerOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const keyOf of keys) {
    const waiting = new Map<string, number[]>();
    before.forEach((item, index) => {
      const key = taken.has(index) ? undefined : keyOf(item);
      if (key === undefined) return;
      const others = waiting.get(key);
      if (others === undefined) waiting.set(key, [index]);
      else others.push(index);
    });
    for (const indexes of waiting.values()) indexes.reverse();
    after.forEach((item, index) => {
      const key = partnerOf.has(index) ? undefined : keyOf(item);
      const partner = key === undefined ? undefined : waiting.get(key)?.pop();
      if (partner === undefined) return;
      partnerOf.set(index, partner);
      taken.add(partner);
    });
  }
  const matched = [...partnerOf].map(([now, then]) => ({ before: then, after: now })).sort((a, b) => a.after - b.after);
  const staying = longestRise(matched.map((pair) => pair.before));
  return {
    pairs: matched.map((pair, index) => ({ ...pair, isMoved: !staying.has(index) })),
    removed: [...before.keys()].filter((index) => !taken.has(index)),
    added: [...after.keys()].filter((index) => !partnerOf.has(index)),
  };
}

/** Places of a longest strictly rising subsequence, by patience sorting: n log n. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  /** Place of the smallest value that ends a rise of each length, shortest first. */
  const ends: number[] = [];
  const previous: number[] = [];
  values.forEach((value, place) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[place] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = place;
  });
  const found = new Set<number>();
  for (let place = ends.at(-1) ?? -1; place >= 0; place = previous[place] ?? -1) found.add(place);
  return found;
}
