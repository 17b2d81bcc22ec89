/**
 * Answers of the last `ms` milliseconds are given again, and who asks while one is being made waits for that one: a
 * hundred open pages ask the database once. Errors are not kept.
 */
export function shareAnswers<Key, Answer>(
  make: (key: Key) => Promise<Answer>,
  { ms, most = 100, nowMs = () => performance.now() }: { ms: number; most?: number; nowMs?: () => number },
): (key: Key) => Promise<Answer> {
  const answers = new Map<string, { answer: Promise<Answer>; until: number }>();
  return (key) => {
    const text = JSON.stringify(key);
    const known = answers.get(text);
    if (known !== undefined && nowMs() < known.until) return known.answer;
    // Whatever is asked for with other words than before is kept no longer than it is good.
    if (answers.size >= most) answers.clear();
    const entry = { answer: make(key), until: Infinity };
    answers.set(text, entry);
    entry.answer.then(
      () => (entry.until = nowMs() + ms),
      () => (answers.get(text) === entry ? answers.delete(text) : false),
    );
    return entry.answer;
  };
}
