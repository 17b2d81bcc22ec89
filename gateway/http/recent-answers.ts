/** Answers as text that are given again for a while, by id; the oldest go first when there are too many. */
export interface RecentAnswers {
  get(id: string): string | undefined;
  keep(id: string, text: string): void;
}

export function createRecentAnswers({
  ms,
  most,
  nowMs = () => performance.now(),
}: {
  readonly ms: number;
  readonly most: number;
  readonly nowMs?: () => number;
}): RecentAnswers {
  const answers = new Map<string, { readonly text: string; readonly until: number }>();
  return {
    get(id) {
      const known = answers.get(id);
      return known !== undefined && nowMs() < known.until ? known.text : undefined;
    },
    keep(id, text) {
      answers.delete(id);
      const [oldest] = answers.keys();
      if (answers.size >= most && oldest !== undefined) answers.delete(oldest);
      answers.set(id, { text, until: nowMs() + ms });
    },
  };
}
