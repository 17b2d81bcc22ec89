/** A Java stack trace as a person needs it: the chain of causes, outermost first, without frames. */
export interface RootCause {
  /** `ExceptionClass: message` of the innermost cause; the message may have several lines. */
  readonly text: string;
  readonly chain: readonly string[];
}

const frame = /^\s*(at\s+\S+\(|\.\.\. \d+ (more|common frames omitted))/;

/**
 * Reads the causes out of the text that Flink puts into `errors` or `root-exception`. Pure. Of several texts (Flink
 * often adds a short heading as its own entry) the one with a trace is read.
 */
export function readRootCause(texts: readonly string[]): RootCause {
  const text =
    texts.find((one) => one.includes('Caused by:')) ?? [...texts].sort((a, b) => b.length - a.length)[0] ?? '';
  const chain: string[] = [];
  let open = true;
  for (const line of text.split('\n')) {
    const start = /^\s*(?:Caused by: |<Exception on server side:\s*$)/.exec(line);
    if (start !== null) {
      const rest = line.slice(start[0].length).trim();
      if (rest !== '') chain.push(rest);
      open = true;
    } else if (frame.test(line) || /^\s*End of exception on server side/.test(line)) {
      open = false;
    } else if (line.trim() !== '' && open) {
      const last = chain.pop();
      chain.push(last === undefined ? line.trim() : `${last}\n${line.trim()}`);
    }
  }
  const innermost = chain.at(-1) ?? 'no reason given';
  return { text: innermost, chain };
}

/** `java.sql.SQLException: Access denied` → `Access denied`; a class without message stays as its short name. */
export function messageOfCause(cause: string): string {
  const match = /^([\w.$]+)(?::\s*([\s\S]*))?$/.exec(cause);
  if (match === null) return cause;
  const message = match[2]?.trim();
  return message === undefined || message === '' ? (match[1]?.split('.').at(-1) ?? cause) : message;
}
