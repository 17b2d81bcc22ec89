import { messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { createRedactor, REDACTED } from '../core/redact.ts';

export interface RedactorDeps {
  /** Every secret that the document of a version is made with. Throws `secret_unreadable`. */
  readonly secretsOf: (version: { readonly jobId: string; readonly version: number }) => Promise<readonly string[]>;
  readonly log: Log;
}

/** Takes a run's own secrets out of a text. */
export type RedactorOf = (record: {
  readonly id: string;
  readonly jobId: string;
  readonly version: number;
}) => Promise<(text: string) => string>;

export function createRedactorOf({ secretsOf, log }: RedactorDeps): RedactorOf {
  return async (record) => {
    try {
      return createRedactor(await secretsOf(record));
    } catch (error) {
      // A key that was lost must not keep a run from ending: of what Flink says no text is kept, only the numbers.
      log.error({ recordId: record.id, reason: messageOf(error) }, 'secrets cannot be opened to redact with');
      return () => REDACTED;
    }
  };
}
