/** The part of a pino logger that the queue needs. */
export interface QueueLog {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}
